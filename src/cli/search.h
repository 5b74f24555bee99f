// `sayso search`, `sayso stats`, `sayso diff`, `sayso check`: what else is asked of a ledger.
#pragma once

#include <string>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct SearchChoice {
  std::string ledger, words, format = "text";
  bool reports = false;
  size_t limit = 20;
};
CLI::App* declare_search(CLI::App& app, SearchChoice& choice);
Exit run_search(const SearchChoice& choice);

struct StatsChoice {
  std::string ledger, format = "text";
};
CLI::App* declare_stats(CLI::App& app, StatsChoice& choice);
Exit run_stats(const StatsChoice& choice);

struct DiffChoice {
  std::string ledger, report, format = "text";
};
CLI::App* declare_diff(CLI::App& app, DiffChoice& choice);
Exit run_diff(const DiffChoice& choice);

struct CheckChoice {
  std::string ledger;
  bool migrate = false;
};
CLI::App* declare_check(CLI::App& app, CheckChoice& choice);
Exit run_check(const CheckChoice& choice);

}  // namespace sayso
