// ledger/diff: what a revision changed, and what a copy adds to its origin or drops.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/ledger.h"

namespace sayso {

struct ReportDiff {
  std::string kind;                      // "revision", "copy"
  std::string other;                     // the version before, with the day it was added; the origin's URI
  std::vector<std::string> gone, fresh;  // claims, a line each
  size_t same = 0;
};

// Of a report, beside the version before it and beside its origin, where it has these.
std::vector<ReportDiff> differences(Ledger& ledger, int64_t report);

}  // namespace sayso
