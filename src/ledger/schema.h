// ledger/schema: the tables of a ledger, and the way from each of their versions to the next.
//
// docs/ledger_format.md tells what every table holds. A change of the tables is a new step at the end of the list in
// schema.cc; steps that have been released are never changed.
#pragma once

#include <cstddef>
#include <optional>

#include "base/result.h"
#include "ledger/database.h"

namespace sayso {

// "sayso" of bytes "syso": tells a ledger from any other SQLite file.
inline constexpr int kLedgerApplication = 0x7379736f;

// The version that this program writes.
int schema_version();

// Brings the ledger to `version` (the newest, unless a test asks otherwise), in one transaction: it is either there or
// the ledger is as it was. A file that is no ledger, or one of a newer program, is an error.
std::optional<Error> migrate(Database& database, int version = schema_version());

// For those who only read: an error unless the ledger is of this version.
std::optional<Error> expect_current(Database& database);

}  // namespace sayso
