// `sayso completion`: what a shell needs to complete sayso's subcommands and options.
//
// The scripts are made from the options as they are declared, so that they cannot differ from what the program takes.
#pragma once

#include <string>

#include "cli/exit.h"
#include "cli/options.h"

namespace sayso {

struct CompletionChoice {
  std::string shell;
};

CLI::App* declare_completion(CLI::App& app, CompletionChoice& choice);
// `app` is the whole command line, with all its subcommands declared.
Exit run_completion(const CLI::App& app, const CompletionChoice& choice);

}  // namespace sayso
