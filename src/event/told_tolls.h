// The tolls told just before, for counts behind them that leave out what they are of: "six soldiers were killed and
// nine were wounded".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "event/event.h"
#include "mention/mention.h"

namespace sayso {

// Effects that only people suffer; the others befall things.
bool is_of_people(std::string_view what);

// A toll as it was given to an event.
struct ToldToll {
  Toll toll;
  size_t event = 0;
  bool one = false;     // one person or thing without a numeral: "a soldier"
  bool part = false;    // of the figure before it
  bool either = false;  // "no casualties"
};

class ToldTolls {
 public:
  // Goes on to a sentence; what was told in the one right before it is kept.
  void go_on(size_t sentence);
  void add(ToldToll told) { here_.push_back(std::move(told)); }

  // Those of the sentence, in the order of the text.
  std::vector<ToldToll>& here() { return here_; }

  // The toll that a count without a noun goes on from, if those that it stands with are alike; a single one only where
  // this is one too ("a soldier was killed and another wounded"). `opens`: may go on from the sentence before.
  // nullptr for none.
  const ToldToll* like(const Count& count, const Toll& toll, bool opens) const;
  // Whose those are, where all that were told with it are of one side.
  std::vector<std::string> sides_of(const ToldToll& told) const;

 private:
  // True where a toll beside that one is otherwise: "two soldiers and three farmers were killed".
  template <typename F>
  bool is_otherwise_beside(const ToldToll& told, F of) const;

  std::vector<ToldToll> here_, before_;
  size_t sentence_ = 0;
};

}  // namespace sayso
