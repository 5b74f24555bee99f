// What `sayso` returns to its caller.
#pragma once

namespace sayso {

enum class Exit : int {
  read = 0,     // all was read (or help was shown)
  nothing = 1,  // nothing was read: there was no report, or none that could be read
  error = 2,    // the command is wrong, the output cannot be written, or some inputs could not be read and others were
};

}  // namespace sayso
