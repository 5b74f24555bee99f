// What the command line knows of the terminal it runs in.
#pragma once

#include <string>

#include "base/result.h"
#include "cli/exit.h"
#include "view/text.h"

namespace sayso {

// How text is laid out on standard output: as wide as the terminal, within reason, in color where it is one and
// NO_COLOR is not set.
TextOptions text_options();

// One line on standard error: `sayso: error: file:line: what; try ...`.
void complain(const Error& error);
// The same, and the exit status of a command that ends with it.
Exit fail(const Error& error);

// A line on standard error that is no error.
void note(const std::string& text);

}  // namespace sayso
