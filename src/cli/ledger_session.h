// What every subcommand that asks a ledger needs.
#pragma once

#include <string>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "ledger/ledger.h"

namespace sayso {

// With this program's version, which is kept with every report it reads.
Ledger::Options ledger_options();

// The ledger and the knowledge that it is asked with; no language model is loaded.
struct LedgerSession {
  KnowledgeSource knowledge;
  Ledger ledger;

  // `folder` holds the knowledge; empty: the copy inside the program.
  static Result<LedgerSession> open(const std::string& path, Database::Mode mode, const std::string& folder = "");
};

}  // namespace sayso
