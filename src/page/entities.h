// Entities of HTML: "&amp;", "&#8217;", "&#x2019;".
//
// Guaranteed: valid UTF-8 stays valid. A number that stands for no character becomes U+FFFD, and one between 128 and
// 159 what Windows-1252 has there, as browsers do it: old pages write their apostrophes as "&#146;". A name that is
// unknown, or lacks its semicolon, is text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sayso {

// The character that the entity at the beginning of `text` stands for, and the bytes it takes; 0 where there is none.
struct Entity {
  char32_t value = 0;
  size_t size = 0;
};
Entity entity_at(std::string_view text);

// Adds `raw` to `out`, its entities decoded.
void append_decoded(std::string& out, std::string_view raw);

}  // namespace sayso
