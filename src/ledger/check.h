// ledger/check: whether a ledger is whole, and what it holds.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ledger/ledger.h"

namespace sayso {

// A sentence for each fault: of SQLite's own check, of references that lead nowhere, of reports by halves.
std::vector<std::string> check(Ledger& ledger);

std::vector<std::pair<std::string, int64_t>> counts_of(Ledger& ledger);

}  // namespace sayso
