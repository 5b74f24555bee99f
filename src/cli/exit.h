// What `sayso` returns to its caller.
#pragma once

namespace sayso {

enum class Exit : int {
  read = 0,     // all was read (or help was shown)
  nothing = 1,  // nothing went wrong, but there was no report to read
  error = 2,    // something was wrong with the command, an input or the output; what could be read was read
};

}  // namespace sayso
