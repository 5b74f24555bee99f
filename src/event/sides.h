// Small questions about lists of sides, which the choices of roles share.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace sayso {

// The side of whoever fights for none.
inline constexpr std::string_view kCivilians = "civilians";

inline bool has_side(const std::vector<std::string>& list, std::string_view side) {
  return std::find(list.begin(), list.end(), side) != list.end();
}

}  // namespace sayso
