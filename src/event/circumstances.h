// Where and when: each event's days and place, chosen among those that the report names.
//
// The days come first: whether an event is an aside on an old war says something of where it was.
#pragma once

#include <vector>

#include "event/context.h"
#include "event/event.h"
#include "event/evidence.h"
#include "event/kind_choice.h"

namespace sayso {

// What the choices of the event stage weigh by: knowledge/events/{place,time,toll,role,side,party,kind}_weights.tsv.
struct ChoiceWeights {
  EvidenceWeights place, time, toll, side, party;
  ClassWeights role, kind;
  KindGroups kind_groups;

  static Result<ChoiceWeights> load(const KnowledgeSource& source, const Kinds& kinds);
};

void find_circumstances(const EventContext& context, const EventWords& words, const Kinds& kinds,
                        const ChoiceWeights& weights, std::vector<Event>& events, ChoiceObserver* observer = nullptr);

}  // namespace sayso
