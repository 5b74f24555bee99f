// The options that narrow down a list of incidents, as `sayso incidents` and `sayso export` have them.
#pragma once

#include <string>

#include "base/result.h"
#include "cli/options.h"
#include "ledger/query.h"

namespace sayso {

struct FilterChoice {
  std::string place, side, kind, text, from, to, box;
  bool disputed = false;

  bool any() const;
};

void add_filter_options(CLI::App& command, FilterChoice& choice);

// An error where an option is none. Whether the ledger can be asked it says fault_of (ledger/query.h).
Result<IncidentFilter> filter_of(const FilterChoice& choice);

// Where nothing was found: a line on standard error for each name that this ledger does not know.
void tell_unknown_names(Ledger& ledger, const IncidentFilter& filter);

}  // namespace sayso
