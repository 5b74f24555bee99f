// Times: which words of a report say when, and which days these are.
//
// In: a report, its parse, `knowledge/times/`. Out: `Time`s in the order of the text, none overlapping, each within one
// sentence, with first and last day where these can be known.
//
// Days are counted from the day of publication where the report is news, and from the time spoken of last where it is a
// narrative of the past (most of its years are far from the publication; years behind "since" and decades do not
// count). Without a day of publication only absolute dates, and times counted from these, are resolved. Ages, flight
// and resolution numbers are no times. Known to go wrong: a weekday in reported speech about plans made earlier ("said
// they would have met on Friday"); "the fourth day" is seen but not resolved; years BC are seen but lie outside the
// calendar; Easter and Ramadan likewise.
#pragma once

#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "mention/mention.h"
#include "mention/time_grammar.h"
#include "page/report.h"
#include "syntax/parse.h"

namespace sayso {

// Immutable after loading; `find` may be called from many threads at once.
class TimeFinder {
 public:
  static Result<TimeFinder> load(const KnowledgeSource& source);

  std::vector<Time> find(const Report& report, const Parse& parse) const;

  // The examples of the rules, for the tests that run them.
  const std::vector<TimeExample>& examples() const { return grammar_.examples(); }

 private:
  explicit TimeFinder(TimeGrammar grammar) : grammar_(std::move(grammar)) {}
  TimeGrammar grammar_;
};

}  // namespace sayso
