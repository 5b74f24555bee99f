// `sayso explain`: why one claim is as it is.
#pragma once

#include <string>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct ExplainChoice {
  InputChoice input;
  std::string path;
  std::string claim;  // "5", or "2.5" for claim 5 of the second report
};

CLI::App* declare_explain(CLI::App& app, ExplainChoice& choice);
Exit run_explain(const ExplainChoice& choice);

}  // namespace sayso
