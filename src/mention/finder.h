// mention, as a whole: Report, Parse -> Mentions.
//
// In: `knowledge/` and a gazetteer, once; then a report and its parse. Out: `Mentions`, indexed. Places come first,
// then times, counts and actors, each seeing what was found before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "mention/actor.h"
#include "mention/count.h"
#include "mention/gazetteer.h"
#include "mention/mention.h"
#include "mention/place.h"
#include "mention/time.h"
#include "page/report.h"
#include "syntax/parse.h"

namespace sayso {

// Immutable after loading; `find` may be called from many threads at once.
class MentionFinder {
 public:
  // The gazetteer must outlive the finder; without one (nullptr) no places are found.
  static Result<MentionFinder> load(const KnowledgeSource& source, const Gazetteer* gazetteer);

  Mentions find(const Report& report, const Parse& parse) const;

  // The sides that the words of a noun phrase tell, actor or not ("an Armenian tank"): those of the outermost phrase
  // whose head lies in `words`, empty where open.
  std::vector<std::string> sides_of(const Report& report, const Parse& parse, const Mentions& mentions,
                                    TokenRange words) const;

  const ActorFinder& actors() const { return actors_; }
  const CountFinder& counts() const { return counts_; }

 private:
  MentionFinder(std::optional<PlaceFinder> places, TimeFinder times, CountFinder counts, ActorFinder actors)
      : places_(std::move(places)), times_(std::move(times)), counts_(std::move(counts)), actors_(std::move(actors)) {}

  std::optional<PlaceFinder> places_;
  TimeFinder times_;
  CountFinder counts_;
  ActorFinder actors_;
};

}  // namespace sayso
