// The second look: is this candidate an event of its own, beside those that the judge found around it?
//
// The judge (judge.h) weighs each candidate by itself. Yet "a missile hit the house, killing two" is one event though
// each of its three words might be one, and what was told two sentences before is not told anew. So what the judge
// took, and what it nearly took, is weighed once more, sentence by sentence and the likeliest first, with those in view
// that were accepted before. Weights: knowledge/events/second_weights.tsv, learned by sayso-event-trainer from what a
// judge says of reports that it has not seen.
#pragma once

#include <functional>
#include <vector>

#include "event/context.h"
#include "event/evidence.h"
#include "event/judge.h"
#include "event/kinds.h"

namespace sayso {

// The candidates that are looked at again, in the order of the text: of those that overlap the likeliest, down to some
// way below the threshold. `sure` ones are among them.
std::vector<size_t> candidates_for_second_look(const EventContext& context, const std::vector<Judged>& all,
                                               int threshold);

// Calls `accept` with the place in `asked` and the evidence of each; what it accepts is in view of those that follow.
void second_look(const EventContext& context, const Kinds& kinds, const std::vector<Judged>& all,
                 const std::vector<size_t>& asked, int threshold, bool named,
                 const std::function<bool(size_t, const Evidence&)>& accept);

}  // namespace sayso
