// ledger/diff: what a revision changed, and what a copy adds to its origin or drops.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/ledger.h"

namespace sayso {

struct ReportDiff {
  // A claim of one of the two that the other has not: its number there, and what it says.
  struct Line {
    int n = 0;
    std::string text;
  };
  std::string kind;  // "revision", "copy"
  std::string uri;   // of the version before; of the origin
  std::string digest, added;
  std::vector<Line> gone, fresh;
  size_t same = 0;
};

// Of a report, beside the version before it and beside its origin, where it has these.
std::vector<ReportDiff> differences(Ledger& ledger, int64_t report);

}  // namespace sayso
