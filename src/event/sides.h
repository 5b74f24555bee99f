// What the choices of roles ask about sides: small questions about lists, and which sides a report names.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "mention/mention.h"

namespace sayso {

// The side of whoever fights for none.
inline constexpr std::string_view kCivilians = "civilians";

inline bool has_side(const std::vector<std::string>& list, std::string_view side) {
  return std::find(list.begin(), list.end(), side) != list.end();
}

// A side that a report names.
struct NamedSide {
  std::string name;
  bool state = false;             // a country's own
  std::vector<TokenIndex> heads;  // of the actors that stand for it, in the order of the text
  std::vector<TokenIndex> alone;  // those of them that stand for no other
};

// Those of its actors, pronouns left out, the most named first, of equals the one named first.
std::vector<NamedSide> named_sides(const Mentions& mentions);

}  // namespace sayso
