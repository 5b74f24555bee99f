// Answers: what a source says of an event that was told before, in words that have no event of their own.
//
//   blame     "The government blamed the rebels": they did what was told just before; ", the army said, blaming the
//             rebels" makes its own words a charge
//   owning up "A rebel group claimed responsibility"
//   agreement "The mayor confirmed this"
//   count     "The army put the number at nine", "..., the mayor seven": an assertion with a count of its own
//   aside     "an attack which the government blamed on the rebels", "a raid claimed by the rebels": the attack is told
//             by whoever tells the sentence
//
// Denials are denial.h's, and come after: they answer these as well. Known to go wrong: answers to what was told more
// than two sentences before; counts of something else than the last toll.
#pragma once

#include "claim/source_features.h"
#include "claim/stance.h"

namespace sayso {

// A draft that goes with the one numbered `to`, behind it.
struct Answer {
  size_t to = 0;
  ClaimDraft draft;
  bool instead = false;  // in its place: the same source says more of the same event
};

// Whether that saying speaks only beside the event: whose claim the event is must be asked without it.
bool is_told_aside(const SourceContext& context, const Saying& saying, const Event& event);

// `drafts` are in the order of their triggers, as are the answers found.
std::vector<Answer> find_answers(const SourceContext& context, const std::vector<Event>& events,
                                 const std::vector<ClaimDraft>& drafts, const StanceReader& stances);

// Puts each answer behind the drafts of its event, or in the place of the one that it answers; what the drafts deny is
// numbered anew.
void add_answers(std::vector<Answer> answers, std::vector<ClaimDraft>& drafts);

}  // namespace sayso
