// ledger/store: a Reading as rows, and back.
//
// Guaranteed: what is written is what is read back, but for what a ledger does not keep: attributions, mentions and
// reasons, which reading the text again gives. The words of spans are not stored twice: they are cut out of the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/database.h"
#include "sayso/reading.h"

namespace sayso {

struct StoredReport {
  int64_t id = 0;
  Reading reading;
  std::vector<int64_t> claims;  // row ids, as reading.claims
  std::string engine, added;
  std::optional<int64_t> superseded_by, origin;
};

// Writes the report and its claims; the caller holds a transaction and sees to versions and copies.
int64_t write_report(Database& database, const Reading& reading, const std::string& engine);
// The claims alone, for a report that is read anew.
void write_claims(Database& database, int64_t report, const Reading& reading);
void erase_claims(Database& database, int64_t report);

// What a place may be asked for by: all its names, folded.
void add_place_names(Database& database, int64_t place, const std::string& name, const std::vector<std::string>& names);

// Nothing where there is no such report.
std::optional<StoredReport> load_report(Database& database, int64_t id);

// The same without its claims.
std::optional<StoredReport> load_report_text(Database& database, int64_t id);

// Lists are kept in one cell, parted by "|", which no name holds.
std::string joined(const std::vector<std::string>& list, char by = '|');
std::vector<std::string> parted(const std::string& cell, char by = '|');

}  // namespace sayso
