// The plain rules of the choice of tolls: what goes before the weights, and what corrects them.
//
// In: a question, weighed or not yet. Out: answers; tolls.cc has the order in which they are asked. A rule stands here
// where the sentence leaves a reader no doubt. What is merely likely is evidence (toll_evidence.h); of whom nothing
// befell at all counted.h knows. Known to go wrong: with a wrong tree a rule is as sure of the wrong thing.
#pragma once

#include "event/toll_question.h"

namespace sayso {

// Before: "A man, a teacher, was killed", "a guard - a woman - was": the count tells of the one who was just counted,
// in other words. A list ("a soldier, a driver, and two guards") goes on behind the comma.
bool is_told_again(const TollQuestion& question, const Count& count);

// True where the sentence says plainly that those counted are a toll of that candidate, whatever the weights say: the
// verb of the event itself befell them, they are among its dead, or there was none of it. Not of "no toll".
bool is_sure(const TollQuestion& question, const TollCandidate& candidate);

// After: the candidate that stands where the weights, or what is sure, chose `best`. Indices into the candidates.
size_t corrected(const TollQuestion& question, size_t best);

// "Sailors who had been held were found dead": `best`, which was chosen, is only told about those whom `sure` befell,
// and they suffered both. `sure` is 0 where nothing is sure.
bool suffered_both(const TollQuestion& question, size_t best, size_t sure);

}  // namespace sayso
