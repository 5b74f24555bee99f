// `sayso add`: reports into a ledger.
#pragma once

#include <string>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct AddChoice {
  InputChoice input;
  std::string ledger;
  bool strict = false;
  unsigned jobs = hardware_jobs();
  std::string errors;
};

CLI::App* declare_add(CLI::App& app, AddChoice& choice);
Exit run_add(const AddChoice& choice);

}  // namespace sayso
