#include "event/circumstances.h"

#include <algorithm>
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

namespace {

// "Troops killed nine gunmen, the army said. Tuesday's firefight left nine gunmen dead": a number that is no accident.
bool share_toll(const Event& a, const Event& b) {
  constexpr int64_t kTelling = 5;
  return std::any_of(a.tolls.begin(), a.tolls.end(), [&](const Toll& x) {
    return x.value && *x.value >= kTelling && std::any_of(b.tolls.begin(), b.tolls.end(), [&](const Toll& y) {
             return y.value == x.value && y.what == x.what;
           });
  });
}

// "Shelling killed four, the rebels said. The shelling began on Sunday": a day told in the next sentences, of the same
// act, for what has none of its own, or that of the saying alone.
void take_later_days(const EventContext& context, const Kinds& kinds, const Surroundings& around,
                     std::vector<Event>& events) {
  constexpr size_t kSentences = 2, kEvents = 6;
  const std::optional<Day> today = context.report.today();
  auto akin = [&](const Event& a, const Event& b) {
    const Kind *x = kinds.find(a.kind), *y = kinds.find(b.kind);
    return x != nullptr && y != nullptr && (x->family == y->family || (x->has_victims() && y->has_victims()));
  };
  auto take = [](Event& e, const Event& later) {
    e.when = later.when;
    e.when_precision = later.when_precision;
  };
  for (size_t k = 0; k < events.size(); ++k) {
    Event& e = events[k];
    const bool today_only = e.when && e.when->last == today && (!e.when->first || e.when->first == today);
    if (!today_only || e.modality != Modality::actual || around.deed(e) != "deed") continue;
    const bool undated = e.time < 0;
    if (!undated && !around.is_of_saying(e, context.mentions.times[static_cast<size_t>(e.time)].tokens.begin)) continue;
    const size_t end = std::min(events.size(), k + kEvents);
    auto dated = [&](const Event& later) {  // by words of its own sentence
      return later.when && later.when->first && std::any_of(&e, events.data() + end, [&](const Event& other) {
               return other.sentence == later.sentence && other.time >= 0 && other.when == later.when;
             });
    };
    bool found = false;
    for (size_t i = k + 1; i < end && events[i].sentence <= e.sentence + kSentences && !found; ++i) {
      const Event& later = events[i];
      found = later.sentence > e.sentence && later.when_precision <= 2 && dated(later) && share_toll(e, later);
      if (found) take(e, later);
    }
    for (size_t i = k + 1; i < end && undated && !found; ++i) {
      const Event& later = events[i];
      if (later.sentence > e.sentence + kSentences) break;
      if (!akin(e, later) || later.sentence == e.sentence) continue;
      if (later.time >= 0 && later.when_precision <= 2 && around.is_definite(later)) take(e, later);
      break;
    }
  }
}

}  // namespace

void find_circumstances(const EventContext& context, const EventWords& words, const Kinds& kinds,
                        const ChoiceWeights& weights, std::vector<Event>& events, ChoiceObserver* observer) {
  Surroundings around(context, events);
  TimeChoice times(context, words, around, events, weights.time, observer);
  PlaceChoice places(context, words, kinds, around, events, weights.place, observer);
  for (size_t k = 0; k < events.size(); ++k) {
    times.choose(k, events[k]);
    places.choose(k, events[k]);
  }
  take_later_days(context, kinds, around, events);
}

}  // namespace sayso
