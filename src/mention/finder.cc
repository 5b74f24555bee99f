#include "mention/finder.h"

namespace sayso {

Result<MentionFinder> MentionFinder::load(const KnowledgeSource& source, const Gazetteer* gazetteer) {
  std::optional<PlaceFinder> places;
  if (gazetteer != nullptr) {
    auto loaded = PlaceFinder::load(source, gazetteer);
    if (!loaded) return loaded.error();
    places = *std::move(loaded);
  }
  auto times = TimeFinder::load(source);
  if (!times) return times.error();
  auto counts = CountFinder::load(source);
  if (!counts) return counts.error();
  auto actors = ActorFinder::load(source);
  if (!actors) return actors.error();
  return MentionFinder(std::move(places), *std::move(times), *std::move(counts), *std::move(actors));
}

Mentions MentionFinder::find(const Report& report, const Parse& parse) const {
  Mentions out;
  const NameScan names = actors_.names().scan(parse.tokens());
  if (places_) out.places = places_->find(report, parse, actors_.names().homes(names));
  if (places_) out.dateline = places_->dateline_place(report);
  out.times = times_.find(report, parse);
  out.counts = counts_.find(report, parse, out.times);
  ActorReading actors = actors_.find(parse, names, out.places, out.times, out.dateline ? out.dateline->country : "");
  out.actors = std::move(actors.actors);
  out.phrase_sides = std::move(actors.sides);
  out.index(parse.size());
  return out;
}

std::vector<std::string> MentionFinder::sides_of(const Report&, const Parse& parse, const Mentions& mentions,
                                                 TokenRange words) const {
  // The token of the range whose head lies outside it stands for all.
  TokenIndex head = kNoToken;
  for (TokenIndex i = words.begin; i < words.end && head == kNoToken; ++i)
    if (!words.contains(parse.head(i))) head = i;
  if (head == kNoToken) return {};
  const auto& sides = mentions.phrase_sides.at(head);
  if (!sides.empty()) return sides;
  for (TokenIndex i = words.begin; i < words.end; ++i)
    if (parse.head(i) == kNoToken || !words.contains(parse.head(i)))
      if (const auto& other = mentions.phrase_sides.at(i); !other.empty()) return other;
  return {};
}

}  // namespace sayso
