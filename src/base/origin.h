// Where bytes come from that are used as they lie.
#pragma once

#include <cstdint>

namespace sayso {

enum class Origin : uint8_t {
  file,     // they may have been cut short or changed: their checksum is compared, and what it cannot tell is looked at
  program,  // compiled into it, and as whole as its code; looking at all of them was a fifth of the start-up
};

}  // namespace sayso
