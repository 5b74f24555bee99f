// `sayso review`: what a person decides on claims and incidents of a ledger.
#pragma once

#include <string>
#include <vector>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct ReviewChoice {
  std::string ledger, verb, who, note, format = "text", knowledge;
  std::vector<std::string> arguments;
};

CLI::App* declare_review(CLI::App& app, ReviewChoice& choice);
Exit run_review(const ReviewChoice& choice);

}  // namespace sayso
