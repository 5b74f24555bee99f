// Places: Report, Parse -> the words that name or refer to a place, each with the place that is meant.
//
// In: a report, its trees, the gazetteer and the word lists of `knowledge/places/`. Out: `Place`s in the order of the
// text; they do not overlap, and each lies in one sentence. A name that the gazetteer does not hold is a place where
// the words around it say so ("the village of X", "in X"); it then has no GeoNames id, and the point and precision of
// what it lies in, where that is said. Names of persons and organizations are left out by what stands beside them.
//
// What `Place` says beyond mention.h:
// - `tokens` takes in a word for what the place is behind its name ("Idlib province", "Hope Street"), not before it.
// - A site ("X hospital", "Y Road") and a quarter beyond the gazetteer ("the Y neighbourhood of X") have the name and
//   point of their town, their own name among `names`.
// - Demonyms are in the list, with `demonym`; so are references that were resolved, with `reference`.
// - `metonym` marks capitals, countries and regions that act or are blamed; they stay in the list.
//
// How it decides is told at the head of place.cc. Known to go wrong: persons known by a surname alone that is a town's;
// unknown villages without a word of place before them; namesakes in one country.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "mention/gazetteer.h"
#include "mention/mention.h"
#include "page/report.h"
#include "syntax/parse.h"

namespace sayso {

class PlaceFinder {
 public:
  // `gazetteer` must outlive the finder.
  static Result<PlaceFinder> load(const KnowledgeSource& source, const Gazetteer* gazetteer);

  // Immutable after loading: may be called from many threads at once.
  // `homes` are ISO codes of countries that the report is known to speak of by those whom it names.
  std::vector<Place> find(const Report& report, const Parse& parse, std::vector<std::string_view> homes = {}) const;

  // The place of the report's dateline, with an empty range of tokens (datelines have none); nothing where there is no
  // dateline. Of a town beyond the gazetteer its name, and the country that the dateline names behind it.
  std::optional<Place> dateline_place(const Report& report) const;

  PlaceFinder(PlaceFinder&&) noexcept;
  PlaceFinder& operator=(PlaceFinder&&) noexcept;
  ~PlaceFinder();

 private:
  struct Tables;
  explicit PlaceFinder(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

}  // namespace sayso
