// `sayso page`: what was taken for what in reports, block by block, before anything is read in them.
#pragma once

#include <string>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct PageChoice {
  InputChoice input;
  std::string format = "text";
  bool left_out = false;
};

CLI::App* declare_page(CLI::App& app, PageChoice& choice);
Exit run_page(const PageChoice& choice);

}  // namespace sayso
