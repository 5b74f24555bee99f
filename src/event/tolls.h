// Tolls: which counts are effects of which event, and of what.
//
// In: the events of a report, its words of harm, its counts, weights learnt from annotated reports
// (knowledge/events/toll_weights.tsv). Out: each event's `tolls`. How: see tolls.cc, which has the order of the steps
// and names the file of each. A word of harm is one whose rule says what is suffered, or an event whose kind has tolls;
// a number that none in its sentence speaks of is no toll. Known to go wrong: effects told without an event ("hospitals
// received 21").
#pragma once

#include <vector>

#include "event/context.h"
#include "event/event.h"
#include "event/evidence.h"
#include "event/harm_words.h"

namespace sayso {

// `harm` is in the order of the text.
void bind_tolls(const EventContext& context, const EventWords& words, const Kinds& kinds,
                const EvidenceWeights& weights, const std::vector<HarmWord>& harm, std::vector<Event>& events,
                ChoiceObserver* observer = nullptr);

}  // namespace sayso
