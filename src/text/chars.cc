#include "text/chars.h"

namespace sayso {
namespace {

CharKind kind_of(char32_t c) {
  // Latin-1's signs, then the blocks of punctuation and symbols; what is left are letters of some script.
  if (c < 0xC0)
    return c == 0xA0 ? CharKind::space : c == 0xAA || c == 0xB5 || c == 0xBA ? CharKind::lower : CharKind::mark;
  if (c < 0x100) return c == 0xD7 || c == 0xF7 ? CharKind::mark : c < 0xDF ? CharKind::upper : CharKind::lower;
  if (c < 0x180) {  // Latin Extended-A: capitals are even, but odd in two stretches
    bool odd_capitals = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (c == 0x138 || c == 0x149 || c == 0x17F) return CharKind::lower;
    return (c % 2 == 1) == odd_capitals ? CharKind::upper : CharKind::lower;
  }
  if (c == 0x18F) return CharKind::upper;               // Azerbaijani schwa
  if (c >= 0x300 && c < 0x370) return CharKind::lower;  // accents stay with their letter
  if ((c >= 0x386 && c <= 0x3AB && c != 0x390) || (c >= 0x400 && c < 0x430) || (c >= 0x531 && c <= 0x556))
    return CharKind::upper;
  if (c == 0x589 || (c >= 0x5BE && c < 0x5D0) || c == 0x60C || c == 0x61B || c == 0x61F) return CharKind::mark;
  if (c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
      c == 0x3000 || c == 0xFEFF)
    return CharKind::space;
  if ((c >= 0x200C && c < 0x2070) || (c >= 0x20A0 && c < 0x20D0) || (c >= 0x2100 && c < 0x2C00) ||
      (c >= 0x2E00 && c < 0x2E80) || (c >= 0x3001 && c < 0x3040) || (c >= 0xE000 && c < 0xF900) ||
      (c >= 0xFE10 && c < 0xFE70) || (c >= 0xFF01 && c < 0xFF10) || c == 0xFFFD || c >= 0x1F000)
    return CharKind::mark;
  return CharKind::lower;
}

}  // namespace

Char char_at(std::string_view text, size_t at) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  auto tail = [&](size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  unsigned char b = byte(at);
  if (b < 0x80) {
    CharKind kind = CharKind::mark;
    if (b >= 'a' && b <= 'z')
      kind = CharKind::lower;
    else if (b >= 'A' && b <= 'Z')
      kind = CharKind::upper;
    else if (b >= '0' && b <= '9')
      kind = CharKind::digit;
    else if (b <= ' ' || b == 0x7F)
      kind = CharKind::space;
    return {b, 1, kind};
  }
  char32_t c = 0;
  uint32_t size = 1;
  if (b >= 0xC2 && b < 0xE0 && tail(at + 1)) {
    c = (b & 0x1Fu) << 6 | (byte(at + 1) & 0x3Fu);
    size = 2;
  } else if (b >= 0xE0 && b < 0xF0 && tail(at + 1) && tail(at + 2)) {
    c = (b & 0x0Fu) << 12 | (byte(at + 1) & 0x3Fu) << 6 | (byte(at + 2) & 0x3Fu);
    size = 3;
  } else if (b >= 0xF0 && b < 0xF5 && tail(at + 1) && tail(at + 2) && tail(at + 3)) {
    c = (b & 0x07u) << 18 | (byte(at + 1) & 0x3Fu) << 12 | (byte(at + 2) & 0x3Fu) << 6 | (byte(at + 3) & 0x3Fu);
    size = 4;
  } else {
    return {b, 1, CharKind::mark};
  }
  return {c, size, kind_of(c)};
}

}  // namespace sayso
