// The SHA-256 of a text, as 64 hexadecimal digits.
#pragma once

#include <string>
#include <string_view>

namespace sayso {

std::string sha256_hex(std::string_view bytes);

}  // namespace sayso
