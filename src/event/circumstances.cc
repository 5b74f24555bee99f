#include "event/circumstances.h"

#include "event/place_choice.h"
#include "event/surroundings.h"
#include "event/time_choice.h"

namespace sayso {

Result<ChoiceWeights> ChoiceWeights::load(const KnowledgeSource& source) {
  ChoiceWeights out;
  for (auto [file, table] : {std::pair{"events/place_weights.tsv", &out.place},
                             {"events/time_weights.tsv", &out.time},
                             {"events/toll_weights.tsv", &out.toll},
                             {"events/role_weights.tsv", &out.role},
                             {"events/side_weights.tsv", &out.side},
                             {"events/kind_weights.tsv", &out.kind}}) {
    auto weights = EvidenceWeights::load(source, file);
    if (!weights) return weights.error();
    *table = *std::move(weights);
  }
  return out;
}

void find_circumstances(const EventContext& context, const ChoiceWeights& weights, std::vector<Event>& events,
                        ChoiceObserver* observer) {
  Surroundings around(context, events);
  TimeChoice times(context, around, events, weights.time, observer);
  PlaceChoice places(context, around, events, weights.place, observer);
  for (size_t k = 0; k < events.size(); ++k) {
    times.choose(k, events[k]);
    places.choose(k, events[k]);
  }
}

}  // namespace sayso
