// `sayso accounts`, `sayso timeline`: incidents with every account side by side; running tolls over time.
#pragma once

#include <string>
#include <vector>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct AccountsChoice {
  std::string ledger, format = "text", knowledge;
  std::vector<std::string> incidents;
  bool disputed = false, several = false;
};

CLI::App* declare_accounts(CLI::App& app, AccountsChoice& choice);
Exit run_accounts(const AccountsChoice& choice);

struct TimelineChoice {
  std::string ledger, format = "text";
};
CLI::App* declare_timeline(CLI::App& app, TimelineChoice& choice);
Exit run_timeline(const TimelineChoice& choice);

// Why each claim is in an incident; part of `sayso explain`.
Exit explain_incident(const std::string& ledger, const std::string& incident, const std::string& knowledge);
// Whether a file looks like a ledger.
bool is_ledger(const std::string& path);

}  // namespace sayso
