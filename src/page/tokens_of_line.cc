#include "page/tokens_of_line.h"

#include "base/text_util.h"

namespace sayso {
namespace {

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2018; }

bool letter_at(std::string_view line, size_t at) { return at < line.size() && is_letter(decode_utf8(line, at).value); }

}  // namespace

std::vector<LineToken> tokens_of_line(std::string_view line, size_t most) {
  std::vector<LineToken> tokens;
  bool space = true;
  for (size_t at = 0; at < line.size() && tokens.size() < most;) {
    Decoded c = decode_utf8(line, at);
    if (is_space(c.value)) {
      space = true;
      at += c.size;
      continue;
    }
    LineToken token;
    token.space_before = space;
    size_t end = at + c.size;
    if (is_letter(c.value)) {
      token.kind = LineToken::Kind::word;
      token.capital = is_upper(c.value);
      bool small = is_lower(c.value);
      size_t run = 1;  // letters since the last joint
      while (end < line.size()) {
        Decoded next = decode_utf8(line, end);
        if (is_letter(next.value)) {
          small |= is_lower(next.value);
          ++run;
        } else if (((next.value == '-' || is_apostrophe(next.value)) || (next.value == '.' && run == 1)) &&
                   letter_at(line, end + next.size)) {
          run = 0;
        } else {
          break;
        }
        end += next.size;
      }
      token.capitals = token.capital && !small;
    } else if (c.value < 0x80 && is_digit(static_cast<char>(c.value))) {
      token.kind = LineToken::Kind::number;
      while (end < line.size() && is_digit(line[end])) ++end;
    } else if (c.value == '-' && end < line.size() && line[end] == '-') {
      ++end;
    }
    token.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
    token.text = line.substr(at, end - at);
    tokens.push_back(token);
    at = end;
    space = false;
  }
  return tokens;
}

}  // namespace sayso
