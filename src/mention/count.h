// Counts: which words of a report say how many, of what, and how the number binds.
//
// In: a report, its parse, the times found in it, `knowledge/counts/`. Out: `Count`s in the order of the text, none
// overlapping, each within one sentence. A count is a numeral ("over 550 Armenian troops"), a vague one ("dozens of
// gunmen"), none ("no civilian"), or one person or weapon without a numeral ("a soldier", "his wife", "an Su-27").
// Guaranteed: `value` lies within [low, high] where these are known. Numbers inside a time are no counts.
// Known to go wrong: a count said in other terms ("twice that", "the other", "himself") is not seen; a house or street
// number without its noun looks like a count; "some" before a numeral is always taken for "about".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "mention/count_units.h"
#include "mention/count_words.h"
#include "mention/mention.h"
#include "mention/number.h"
#include "page/report.h"
#include "syntax/parse.h"

namespace sayso {

// Immutable after loading; `find` may be called from many threads at once.
class CountFinder {
 public:
  static Result<CountFinder> load(const KnowledgeSource& source);

  std::vector<Count> find(const Report& report, const Parse& parse, const std::vector<Time>& times) const;

  const CountUnits& units() const { return units_; }

 private:
  CountFinder(NumberReader numbers, CountUnits units, CountWords words)
      : numbers_(std::move(numbers)), units_(std::move(units)), words_(std::move(words)) {}

  NumberReader numbers_;
  CountUnits units_;
  CountWords words_;
};

}  // namespace sayso
