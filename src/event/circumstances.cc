#include "event/circumstances.h"

#include <tuple>

#include "event/place_choice.h"
#include "event/role_choice.h"
#include "event/surroundings.h"
#include "event/time_choice.h"

namespace sayso {

Result<ChoiceWeights> ChoiceWeights::load(const KnowledgeSource& source, const Kinds& kinds) {
  ChoiceWeights out;
  auto groups = KindGroups::load(source, kinds);
  if (!groups) return groups.error();
  out.kind_groups = *std::move(groups);
  for (auto [file, table] : {std::pair{"events/place_weights.tsv", &out.place},
                             {"events/time_weights.tsv", &out.time},
                             {"events/toll_weights.tsv", &out.toll},
                             {"events/side_weights.tsv", &out.side},
                             {"events/party_weights.tsv", &out.party}}) {
    auto weights = EvidenceWeights::load(source, file);
    if (!weights) return weights.error();
    *table = *std::move(weights);
  }
  for (auto [file, classes, table] : {std::tuple{"events/role_weights.tsv", role_classes(), &out.role},
                                      {"events/kind_weights.tsv", out.kind_groups.classes(), &out.kind}}) {
    auto weights = ClassWeights::load(source, file, classes);
    if (!weights) return weights.error();
    *table = *std::move(weights);
  }
  return out;
}

void find_circumstances(const EventContext& context, const EventWords& words, const Kinds& kinds,
                        const ChoiceWeights& weights, std::vector<Event>& events, ChoiceObserver* observer) {
  Surroundings around(context, events);
  TimeChoice times(context, words, around, events, weights.time, observer);
  PlaceChoice places(context, words, kinds, around, events, weights.place, observer);
  for (size_t k = 0; k < events.size(); ++k) {
    times.choose(k, events[k]);
    places.choose(k, events[k]);
  }
}

}  // namespace sayso
