// The words, numbers and marks of one short line, for the rules about the head of a page. (The tokens of the prose are
// the business of the stage `text`.)
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace sayso {

struct LineToken {
  enum class Kind : uint8_t { word, number, mark };
  Kind kind = Kind::mark;
  bool space_before = false;
  bool capital = false;   // a word whose first letter is a capital
  bool capitals = false;  // a word that has no small letter, and a capital ("YEREVAN", "A")
  ByteSpan span;          // in the line given
  std::string_view text;
};

// A word keeps hyphens and apostrophes inside it ("al-Numan", "Dhu-AlQa'dah"), and full stops between single letters
// ("p.m", "U.S"). A number is a run of digits. Every other character is a mark of its own, but "--" is one.
// Stops after `most` tokens.
std::vector<LineToken> tokens_of_line(std::string_view line, size_t most = 64);

}  // namespace sayso
