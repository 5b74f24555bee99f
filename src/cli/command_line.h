// The command line of sayso: its subcommands, its help, its exit status.
#pragma once

#include "cli/exit.h"

namespace sayso {

// Runs what the arguments ask for. Data goes to standard output, everything else to standard error.
Exit run_command_line(int argc, char** argv);

}  // namespace sayso
