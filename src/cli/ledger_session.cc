#include "cli/ledger_session.h"

#include "reading/engine.h"

namespace sayso {

Ledger::Options ledger_options() {
  Ledger::Options options;
  options.engine = "sayso " SAYSO_VERSION;
  return options;
}

Result<LedgerSession> LedgerSession::open(const std::string& path, Database::Mode mode, const std::string& folder) {
  auto knowledge = folder.empty() ? built_in_knowledge() : KnowledgeSource::from_folder(folder);
  if (!knowledge) return knowledge.error();
  auto ledger = Ledger::open(path, mode, *knowledge, ledger_options());
  if (!ledger) return ledger.error();
  return LedgerSession{std::move(*knowledge), std::move(*ledger)};
}

}  // namespace sayso
