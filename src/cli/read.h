// `sayso read`: the attributed claims of reports.
#pragma once

#include <string>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct ReadChoice {
  InputChoice input;
  std::string format = "text";
  bool brief = false;
  bool strict = false;
  unsigned jobs = hardware_jobs();
  std::string errors;
};

CLI::App* declare_read(CLI::App& app, ReadChoice& choice);
Exit run_read(const ReadChoice& choice);

}  // namespace sayso
