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
Decoded decode_long_utf8(std::string_view text, size_t at);  // of a byte that is no ASCII
// `at` must be inside `text`.
inline Decoded decode_utf8(std::string_view text, size_t at) {
  auto first = static_cast<unsigned char>(text[at]);
  return first < 0x80 ? Decoded{first, 1} : decode_long_utf8(text, at);
}
void append_utf8(std::string& out, char32_t c);
bool is_valid_utf8(std::string_view text);
// Characters of a valid text.
size_t count_points(std::string_view text);

// White space is blank, tab, line end, no-break space and the other spaces of Unicode's general punctuation.
inline bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x3000;
}
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Letters of the Latin, Greek, Cyrillic, Armenian and Georgian scripts have case; other letters are neither.
bool is_long_upper(char32_t c);  // the same for what is no ASCII
bool is_long_lower(char32_t c);
bool is_long_letter(char32_t c);
inline bool is_upper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : is_long_upper(c); }
inline bool is_lower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : is_long_lower(c); }
inline bool is_letter(char32_t c) { return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : is_long_letter(c); }

std::string_view trim_space(std::string_view text);
// Lower case of the letters A-Z alone.
constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string ascii_lower(std::string_view text);
// The value of a hexadecimal digit in either case; -1 where it is none.
constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  char lower = ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// FNV-1a: the same on every machine.
constexpr uint64_t hash_text(std::string_view text) {
  uint64_t h = 0xcbf29ce484222325;
  for (char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return h;
}

}  // namespace sayso
