// What a count may be the toll of: each word of harm of its sentence, in each of its senses, with each event that could
// bear it.
//
// In: a question with its sentence, its count and the word that the tree ties it to. Out: the candidates, unweighed.
// Guaranteed: "no toll" is the first; no two are alike; a thing is not killed but destroyed, a person not seized but
// captured. Left out is what a reader would not think of: whoever does the harm, what could have happened and did not,
// the dead of all of a war.
#pragma once

#include <vector>

#include "event/toll_question.h"

namespace sayso {

// Fills in `question.candidates`.
void find_candidates(TollQuestion& question);

// The events that could bear the toll of a word of harm of the sentence, the likeliest first: its own, the nearest in
// the tree first, or where it has none the one carried over.
std::vector<Event*> bearers_of(const TollQuestion& question, const HarmWord& harm);

}  // namespace sayso
