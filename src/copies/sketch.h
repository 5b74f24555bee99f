// copies: which reports repeat another. Start here.
//
// In: a Reading. Out: a sketch: the runs of words of its prose, as numbers, and the few of them by which a store finds
// reports that share some. Two sketches tell how much of the shorter report stands in the longer one. Guaranteed:
// title, byline, captions and furniture do not count, nor do order of paragraphs, case, marks, and the spelling of two
// continents. Known to go wrong: a copy reworded sentence by sentence is none; two reports that quote one long
// statement in full are alike by as much as it makes of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "sayso/reading.h"

namespace sayso {

// How words are compared: knowledge/copies/spelling.tsv.
class Spelling {
 public:
  static Result<Spelling> load(const KnowledgeSource& source);
  // The word as both continents would write it. `word` is in lower case.
  void unify(std::string& word) const;

 private:
  struct Ending {
    std::string from, to;
    size_t least;
  };
  std::vector<Ending> endings_;  // longest first
};

struct Sketch {
  std::vector<uint64_t> runs;   // of kRun words each, hashed; sorted, each once
  std::vector<uint64_t> marks;  // those to look the report up by; sorted
};

inline constexpr size_t kRun = 5;

Sketch sketch(const Reading& reading, const Spelling& spelling);

// The share of the smaller sketch's runs that stand in the other, 0 to 1; 0 where there is too little to tell.
double containment(const Sketch& a, const Sketch& b);

// What is known of two reports beside their words.
struct CopyHints {
  bool same_agency = false;    // both name it
  bool same_dateline = false;  // both have it
  bool days_apart_few = true;  // published within some days of each other, as far as is known
};
bool is_copy(double containment, const CopyHints& hints);

}  // namespace sayso
