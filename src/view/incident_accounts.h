// view/incident_accounts: one incident of a ledger, every account side by side.
//
// In: the incident, its claims, the rules. Out: for a person, the table of who says what with disputes, revised figures
// and copies below it; for a program the same as JSON, schema `sayso.accounts/1` (docs/codebook.md). Guaranteed: every
// claim of the incident is named; nothing is averaged; no mark says who is right; a blank means that nothing is said.
#pragma once

#include <string>

#include "base/result.h"
#include "ledger/accounts.h"
#include "ledger/query.h"
#include "ledger/rules.h"
#include "view/import.h"
#include "view/text.h"

namespace sayso {

struct IncidentView {
  IncidentRow row;
  Members members;
  Graded grade;
  DeathRange deaths;
  std::vector<OtherAccount> others;
};
IncidentView view_of(Ledger& ledger, const IncidentRow& row, const LedgerRules& rules);

std::string to_text(const IncidentView& incident, const TextOptions& options);
// Running totals of a war, by who gives them: each source's figures in the order of publication.
std::string timeline_text(const Members& totals, const TextOptions& options);
Result<std::string> accounts_json(const IncidentView& incident);
// Why each claim is in the incident.
std::string to_explanation(const IncidentView& incident, const TextOptions& options);

}  // namespace sayso
