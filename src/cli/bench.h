// `sayso bench`: how fast this machine reads.
#pragma once

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct BenchChoice {
  InputChoice input;
  unsigned repeat = 1;
  unsigned jobs = 1;
};

CLI::App* declare_bench(CLI::App& app, BenchChoice& choice);
Exit run_bench(const BenchChoice& choice);

}  // namespace sayso
