// `sayso reread`: the reports of a ledger, read anew with this program.
#pragma once

#include <string>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct RereadChoice {
  std::string ledger, knowledge, gazetteer;
  bool all = false;
  unsigned jobs = hardware_jobs();
};

CLI::App* declare_reread(CLI::App& app, RereadChoice& choice);
Exit run_reread(const RereadChoice& choice);

}  // namespace sayso
