// `sayso incidents`: what happened, across the reports of a ledger.
#pragma once

#include <string>

#include "cli/exit.h"
#include "cli/filter.h"
#include "cli/options.h"

namespace sayso {

struct IncidentsChoice {
  std::string ledger, format = "text";
  std::string knowledge;
  FilterChoice filter;
  size_t limit = 0;  // 0: as many as the format shows
};

CLI::App* declare_incidents(CLI::App& app, IncidentsChoice& choice);
Exit run_incidents(const IncidentsChoice& choice);

}  // namespace sayso
