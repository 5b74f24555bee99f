// What kind an event is, of the kinds that its words may name.
//
// In: the events that were found, each with the kind that its rule gives (and a weapon in its clause, where the rule
// asks for one), and weights learnt from annotated reports (knowledge/events/kind_weights.tsv). Out: their kinds. How:
// see kind_choice.cc. Known to go wrong: strikes of which the report never says by what.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "event/context.h"
#include "event/event.h"
#include "event/evidence.h"
#include "event/judge.h"

namespace sayso {

// The classes of kind_weights.tsv: the kinds, and "that" for the kind that a piece of evidence points to.
std::vector<std::string> kind_classes();

// `found` are the candidates behind `events`, in the same order.
void choose_kinds(const EventContext& context, const EventWords& words, const ClassWeights& weights,
                  const std::vector<const Judged*>& found, std::vector<Event>& events,
                  ChoiceObserver* observer = nullptr);

}  // namespace sayso
