// `sayso import`: a data set of ACLED's or UCDP's, to stand beside a ledger's accounts.
#pragma once

#include <string>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct ImportChoice {
  std::string ledger, file;
};

CLI::App* declare_import(CLI::App& app, ImportChoice& choice);
Exit run_import(const ImportChoice& choice);

}  // namespace sayso
