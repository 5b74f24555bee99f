// Patterns of words in knowledge files: "lay .. at the door", "not clear", "fake/false/untrue".
//
// A pattern is a row of words, each given as lemma or word in lower case, with "/" between alternatives; ".." stands
// for up to twelve words. Adverbs may stand between any two words ("not immediately clear").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/word_map.h"
#include "syntax/parse.h"

namespace sayso {

class Pattern {
 public:
  // An empty pattern, or one that begins or ends with "..", is no pattern: `ok()` is false.
  explicit Pattern(std::string_view text);

  bool ok() const { return !words_.empty() && !words_.front().empty() && !words_.back().empty(); }
  size_t words() const { return words_.size(); }
  bool has_gap() const;
  // The alternatives of the first word, for an index.
  const std::vector<std::string>& first() const { return words_.front(); }

  // Whether it stands at token `at`, before `end`; `found` is set to its words.
  bool match(const Parse& parse, TokenIndex at, TokenIndex end, TokenRange& found) const;

 private:
  std::vector<std::vector<std::string>> words_;  // an empty list is the gap
};

// Many patterns that are looked for again and again in one report: around each event, in each saying. The words that
// they begin with are found once; a look then begins at these alone.
class PatternIndex {
 public:
  using Id = uint32_t;

  Id add(Pattern pattern);
  const Pattern& operator[](Id id) const { return patterns_[id]; }

  // The places of one report. The index and the parse must outlive it.
  class Places {
   public:
    Places(const PatternIndex& index, const Parse& parse);

    // The first place in `range` where the pattern stands; `found` is set to its words.
    bool find(Id pattern, TokenRange range, TokenRange& found) const;

   private:
    const PatternIndex& index_;
    const Parse& parse_;
    std::vector<std::vector<TokenIndex>> starts_;  // of each pattern, in the order of the text
  };

 private:
  std::vector<Pattern> patterns_;
  WordMap<std::vector<Id>> by_first_;
};

}  // namespace sayso
