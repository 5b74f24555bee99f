// UTF-8 and letters, as far as sayso needs them: no locale, the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sayso {

inline constexpr char32_t kReplacement = 0xFFFD;
inline constexpr char32_t kInvalid = 0xFFFFFFFF;

// One character and the number of bytes it takes. For bytes that are no UTF-8 `value` is kInvalid and `size` the length
// of the part that cannot be continued (at least 1), as the Unicode standard recommends it to be replaced.
struct Decoded {
  char32_t value = kInvalid;
  uint32_t size = 1;
};
// `at` must be inside `text`.
Decoded decode_utf8(std::string_view text, size_t at);
void append_utf8(std::string& out, char32_t c);
bool is_valid_utf8(std::string_view text);
// Characters of a valid text.
size_t count_points(std::string_view text);

// White space is blank, tab, line end, no-break space and the other spaces of Unicode's general punctuation.
bool is_space(char32_t c);
bool is_digit(char c);
// Letters of the Latin, Greek, Cyrillic, Armenian and Georgian scripts have case; other letters are neither.
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_letter(char32_t c);

std::string_view trim_space(std::string_view text);
// Lower case of the letters A-Z alone.
constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string ascii_lower(std::string_view text);

}  // namespace sayso
