// `sayso gazetteer`: GeoNames' dumps compiled into a file of places, on top of those inside the program.
#pragma once

#include <string>
#include <vector>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct GazetteerChoice {
  std::string file;
  std::vector<std::string> dumps;
};

CLI::App* declare_gazetteer(CLI::App& app, GazetteerChoice& choice);
Exit run_gazetteer(const GazetteerChoice& choice);

}  // namespace sayso
