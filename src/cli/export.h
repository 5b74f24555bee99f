// `sayso export`: a ledger as the files that researchers work with.
#pragma once

#include <string>
#include <vector>

#include "cli/exit.h"
#include "cli/filter.h"
#include "cli/options.h"

namespace sayso {

struct ExportChoice {
  std::string ledger, format, output, knowledge;
  FilterChoice filter;
  std::vector<std::string> incidents;
};

CLI::App* declare_export(CLI::App& app, ExportChoice& choice);
Exit run_export(const ExportChoice& choice);

}  // namespace sayso
