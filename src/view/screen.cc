#include "view/screen.h"

#include <utf8proc.h>

#include <algorithm>

namespace sayso {
namespace {

struct Character {
  std::string_view bytes;
  size_t columns;
  bool blank;
  bool hidden;  // would command the terminal instead of being shown
};

// The first character of a text that is not empty. A byte that is no UTF-8 counts as one hidden character.
Character first_of(std::string_view text) {
  utf8proc_int32_t point = -1;
  auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                            static_cast<utf8proc_ssize_t>(text.size()), &point);
  if (n <= 0) return {text.substr(0, 1), 1, false, true};
  std::string_view bytes = text.substr(0, static_cast<size_t>(n));
  bool blank = point == ' ' || point == '\n' || point == '\t' || point == '\r' || point == 0x2028 || point == 0x2029;
  if (blank) return {bytes, 1, true, false};
  bool directs = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  if (utf8proc_category(point) == UTF8PROC_CATEGORY_CC || directs) return {bytes, 1, false, true};
  return {bytes, static_cast<size_t>(std::max(0, utf8proc_charwidth(point))), false, false};
}

constexpr std::string_view kHidden = "\uFFFD";

std::string_view code(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::strong:
      return "\x1b[1m";
    case Ink::quiet:
      return "\x1b[2m";
    case Ink::label:
      return "\x1b[36m";
  }
  return "";
}

}  // namespace

size_t columns(std::string_view text) {
  size_t sum = 0;
  while (!text.empty()) {
    Character c = first_of(text);
    sum += c.columns;
    text.remove_prefix(c.bytes.size());
  }
  return sum;
}

Text& Text::add(std::string_view text, Ink ink) {
  std::string word;
  size_t wide = 0;
  auto flush = [&] {
    if (!word.empty()) pieces_.push_back({std::move(word), ink, wide});
    word.clear();
    wide = 0;
  };
  while (!text.empty()) {
    Character c = first_of(text);
    text.remove_prefix(c.bytes.size());
    if (c.blank) {
      flush();
      if (!pieces_.empty() && pieces_.back().text != " ") pieces_.push_back({" ", ink, 1});
      continue;
    }
    word += c.hidden ? kHidden : c.bytes;
    wide += c.columns;
  }
  flush();
  return *this;
}

// A line breaks at blanks; what stands between two blanks may be several pieces of different ink and stays together. A
// word wider than the line is cut between characters.
std::vector<Screen::Line> Screen::wrap(const Text& text, size_t width) {
  std::vector<Line> lines(1);
  size_t used = 0;
  const auto& pieces = text.pieces_;
  for (size_t i = 0; i < pieces.size();) {
    if (pieces[i].text == " ") {
      ++i;
      continue;
    }
    size_t end = i, wide = 0;
    for (; end < pieces.size() && pieces[end].text != " "; ++end) wide += pieces[end].columns;
    bool gap = used > 0;
    if (gap && used + 1 + wide > width) {
      lines.emplace_back();
      used = 0;
      gap = false;
    }
    if (gap) {
      // A blank between two words of one ink has that ink: underlining and dimming run through.
      Ink before = lines.back().back().ink;
      lines.back().push_back({" ", before == pieces[i].ink ? before : Ink::plain, 1});
      ++used;
    }
    for (; i < end; ++i) {
      if (used + pieces[i].columns <= width || pieces[i].columns == 0) {
        lines.back().push_back(pieces[i]);
        used += pieces[i].columns;
        continue;
      }
      for (std::string_view left = pieces[i].text; !left.empty();) {
        Character c = first_of(left);
        left.remove_prefix(c.bytes.size());
        if (used > 0 && used + c.columns > width) {
          lines.emplace_back();
          used = 0;
        }
        lines.back().push_back({std::string(c.bytes), pieces[i].ink, c.columns});
        used += c.columns;
      }
    }
  }
  return lines;
}

void Screen::write(const Line& line) {
  Ink ink = Ink::plain;
  for (const Text::Piece& piece : line) {
    if (color_ && piece.ink != ink) {
      if (ink != Ink::plain) out_ += "\x1b[0m";
      out_ += code(piece.ink);
      ink = piece.ink;
    }
    out_ += piece.text;
  }
  if (color_ && ink != Ink::plain) out_ += "\x1b[0m";
}

void Screen::put(std::string_view first, std::string_view rest, const Text& text) {
  size_t indent = std::max(columns(first), columns(rest));
  // However deep the indent, some room is left for words.
  size_t room = std::max<size_t>(width_ > indent ? width_ - indent : 0, 20);
  std::string_view prefix = first;
  for (const Line& line : wrap(text, room)) {
    if (line.empty()) {
      prefix = prefix.substr(0, prefix.find_last_not_of(' ') + 1);  // no blanks at the end of a line
    }
    out_ += prefix;
    write(line);
    out_ += '\n';
    prefix = rest;
  }
}

void Screen::put_line(std::string_view drawn, const Text& text) {
  out_ += drawn;
  write(text.pieces_);
  out_ += '\n';
}

void Screen::row(const std::vector<size_t>& widths, const std::vector<std::vector<Text>>& cells) {
  std::vector<std::vector<Line>> columns_of(widths.size());
  size_t height = 0;
  for (size_t c = 0; c < widths.size(); ++c) {
    for (const Text& paragraph : cells[c]) {
      if (paragraph.empty()) continue;
      std::vector<Line> lines = wrap(paragraph, widths[c]);
      columns_of[c].insert(columns_of[c].end(), lines.begin(), lines.end());
    }
    height = std::max(height, columns_of[c].size());
  }
  for (size_t i = 0; i < height; ++i) {
    size_t owed = 0;  // blanks that are written only if something follows them
    for (size_t c = 0; c < widths.size(); ++c) {
      size_t wide = 0;
      if (i < columns_of[c].size()) {
        out_.append(owed, ' ');
        owed = 0;
        write(columns_of[c][i]);
        for (const Text::Piece& piece : columns_of[c][i]) wide += piece.columns;
      }
      owed += widths[c] - std::min(widths[c], wide) + 2;
    }
    out_ += '\n';
  }
}

void Screen::rule(std::string_view pattern) {
  for (size_t i = 0; i < width_; ++i) out_ += pattern;
  out_ += '\n';
}

}  // namespace sayso
