// view/import: events that others coded, as accounts of their own in a ledger.
//
// In: a CSV of ACLED or of UCDP GED, known by its columns. Out: rows of the table `account`, the whole row kept.
// Guaranteed: importing a file again changes nothing but rows that were changed in it; nothing becomes a claim.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/query.h"

namespace sayso {

struct Imported {
  std::string source;  // "ACLED", "UCDP GED"
  size_t events = 0, left_out = 0;
};
Result<Imported> import_csv(Ledger& ledger, const KnowledgeSource& knowledge, const std::string& text,
                            const std::string& file);

// An event of another data set that stands beside an incident.
struct OtherAccount {
  std::string source, key, place, kind, sides, words;
  int day = 0, last = 0;
  std::optional<int64_t> low, best, high;
};
// Of the incident's place, or within some kilometers of it, on its days.
std::vector<OtherAccount> other_accounts(Ledger& ledger, const IncidentRow& incident);

}  // namespace sayso
