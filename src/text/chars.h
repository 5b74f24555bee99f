// Characters of UTF-8 text, as far as words and sentences need them: letters, digits, marks and white space, without a
// table of all Unicode. Letters of scripts that have no case count as lower case.
#pragma once

#include <cstdint>
#include <string_view>

namespace sayso {

enum class CharKind : uint8_t { space, lower, upper, digit, mark };

struct Char {
  char32_t point = 0;
  uint32_t size = 1;  // bytes
  CharKind kind = CharKind::mark;

  bool letter() const { return kind == CharKind::lower || kind == CharKind::upper; }
  bool word() const { return letter() || kind == CharKind::digit; }
};

// The character at byte `at`, which must lie inside `text`. A byte that begins no character is a mark of one byte.
Char char_at(std::string_view text, size_t at);

// Tokens that may open or close a quotation; a straight mark may do either.
inline bool is_straight_quote(std::string_view w) { return w == "\""; }
inline bool is_opening_quote(std::string_view w) { return w == "\"" || w == "“" || w == "``" || w == "«" || w == "„"; }
inline bool is_closing_quote(std::string_view w) { return w == "\"" || w == "”" || w == "''" || w == "»"; }

}  // namespace sayso
