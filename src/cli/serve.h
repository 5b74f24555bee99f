// `sayso serve`: the page, on this machine.
#pragma once

#include <string>
#include <vector>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct ServeChoice {
  std::string ledger, address = "127.0.0.1", token_file, gazetteer, knowledge;
  int port = 8470;
  bool write = false;
  std::vector<std::string> folders, hosts;
};

CLI::App* declare_serve(CLI::App& app, ServeChoice& choice);
Exit run_serve(const ServeChoice& choice);

}  // namespace sayso
