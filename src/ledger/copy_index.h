// ledger/copy_index: which reports of the ledger repeat which, and the story that each comes from.
//
// In: a report that is new, with its sketch (copies/sketch.h). Out: the tables mark and copy, and report.origin: of all
// reports that are copies of each other, directly or through others, the origin is the one published first; where that
// does not tell, the one that names its agency, then the one whose URI comes first. So the order of adding does not
// matter. Guaranteed: the work for a report grows with the reports that share its marks, of which kCrowd are kept for
// each mark. Known to go wrong: of a text that more than kCrowd unlike reports quote, later ones are found by their
// other words.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "copies/sketch.h"
#include "ledger/database.h"
#include "sayso/reading.h"

namespace sayso {

class CopyIndex {
 public:
  CopyIndex(Database& database, const Spelling& spelling) : db_(database), spelling_(spelling) {}

  // Finds what the report repeats and what repeats it. Versions of one URI are no copies of each other.
  void add(int64_t report, const Reading& reading, const Sketch& sketch);
  // The report is no longer the current version: it is nobody's origin any more.
  void remove(int64_t report);
  // How much of the two is shared, computed anew from their texts.
  double share(int64_t report, int64_t other);

 private:
  struct Head;
  std::optional<Head> head(int64_t report);
  Sketch sketch_of(int64_t report);
  void join(int64_t a, int64_t b);

  Database& db_;
  const Spelling& spelling_;
};

}  // namespace sayso
