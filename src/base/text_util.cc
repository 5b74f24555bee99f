#include "base/text_util.h"

#include <algorithm>
#include <array>

namespace sayso {
namespace {

uint32_t byte_at(std::string_view text, size_t at) { return static_cast<unsigned char>(text[at]); }

// Scripts whose small letters stand behind their capitals in one run each.
struct CaseRun {
  char32_t upper_first, upper_last, lower_first, lower_last;
};
constexpr std::array<CaseRun, 6> kCaseRuns = {{
    {0x41, 0x5A, 0x61, 0x7A},          // Latin
    {0xC0, 0xDE, 0xDF, 0xFF},          // Latin-1 (the signs × and ÷ are taken out below)
    {0x391, 0x3AB, 0x3AC, 0x3CE},      // Greek
    {0x400, 0x42F, 0x430, 0x45F},      // Cyrillic
    {0x531, 0x556, 0x561, 0x587},      // Armenian
    {0x1C90, 0x1CBF, 0x10D0, 0x10FA},  // Georgian
}};

// Blocks in which capital and small letters take turns, the capital first.
bool alternates(char32_t c) {
  return (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x18F && c <= 0x1CC) ||
         (c >= 0x1DE && c <= 0x24F) || (c >= 0x460 && c <= 0x52F) || (c >= 0x1E00 && c <= 0x1EFF);
}
// The same, the capital at the odd number.
bool alternates_odd(char32_t c) { return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E); }

}  // namespace

Decoded decode_utf8(std::string_view text, size_t at) {
  uint32_t first = byte_at(text, at);
  if (first < 0x80) return {static_cast<char32_t>(first), 1};
  uint32_t more = first >= 0xC2 && first <= 0xDF   ? 1
                  : first >= 0xE0 && first <= 0xEF ? 2
                  : first >= 0xF0 && first <= 0xF4 ? 3
                                                   : 0;
  if (more == 0) return {kInvalid, 1};
  char32_t value = first & (0x3Fu >> more);
  for (uint32_t i = 1; i <= more; ++i) {
    if (at + i >= text.size()) return {kInvalid, i};
    uint32_t next = byte_at(text, at + i);
    // The second byte alone rules out overlong forms, surrogates and what lies beyond U+10FFFF.
    uint32_t low = 0x80, high = 0xBF;
    if (i == 1) {
      if (first == 0xE0) low = 0xA0;
      if (first == 0xED) high = 0x9F;
      if (first == 0xF0) low = 0x90;
      if (first == 0xF4) high = 0x8F;
    }
    if (next < low || next > high) return {kInvalid, i};
    value = value << 6 | (next & 0x3F);
  }
  return {value, more + 1};
}

void append_utf8(std::string& out, char32_t c) {
  auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

bool is_valid_utf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (byte_at(text, at) < 0x80) {
      ++at;
      continue;
    }
    Decoded c = decode_utf8(text, at);
    if (c.value == kInvalid) return false;
    at += c.size;
  }
  return true;
}

size_t count_points(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x3000;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c == 0xD7) return false;
  for (const CaseRun& run : kCaseRuns) {
    if (c >= run.upper_first && c <= run.upper_last) return true;
  }
  return (alternates(c) && c % 2 == 0) || (alternates_odd(c) && c % 2 == 1) || c == 0x178 || c == 0x18F;
}

bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  if (c == 0xF7 || c == 0x18F) return false;
  for (const CaseRun& run : kCaseRuns) {
    if (c >= run.lower_first && c <= run.lower_last) return true;
  }
  return (alternates(c) && c % 2 == 1) || (alternates_odd(c) && c % 2 == 0) || c == 0x259;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_upper(c) || is_lower(c) || c == 0xAA || c == 0xBA || (c >= 0x138 && c <= 0x2AF) ||
         (c >= 0x370 && c <= 0x3FF && c != 0x37E && c != 0x387) || (c >= 0x5D0 && c <= 0x5EA) ||
         (c >= 0x620 && c <= 0x64A) || (c >= 0x671 && c <= 0x6D3) || (c >= 0x900 && c <= 0x963) ||
         (c >= 0x980 && c <= 0x1FFF) || (c >= 0x3040 && c <= 0xD7A3);
}

std::string_view trim_space(std::string_view text) {
  while (!text.empty()) {
    Decoded c = decode_utf8(text, 0);
    if (!is_space(c.value)) break;
    text.remove_prefix(c.size);
  }
  while (!text.empty()) {
    size_t at = text.size() - 1;
    while (at > 0 && (byte_at(text, at) & 0xC0) == 0x80) --at;
    if (!is_space(decode_utf8(text, at).value)) break;
    text.remove_suffix(text.size() - at);
  }
  return text;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

}  // namespace sayso
