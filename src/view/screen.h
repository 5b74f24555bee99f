// Text for a terminal: columns, wrapping, ink.
//
// In: styled words. Out: lines no wider than the screen (but for prefixes that alone are wider). Nothing a report says
// reaches the terminal as a command: control and direction-changing characters are shown as U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sayso {

// Columns that UTF-8 text takes on a terminal: combining marks none, East Asian wide characters two.
size_t columns(std::string_view text);

// What the ink of a word tells; a screen without color shows all alike. Ink marks the parts of a claim, never who is
// right: no source, side or stance has an ink of its own.
enum class Ink : uint8_t { plain, strong, quiet, label };

// A paragraph of styled words.
class Text {
 public:
  Text() = default;
  explicit Text(std::string_view text, Ink ink = Ink::plain) { add(text, ink); }

  // Runs of white space become one blank.
  Text& add(std::string_view text, Ink ink = Ink::plain);
  bool empty() const { return pieces_.empty(); }

 private:
  friend class Screen;
  struct Piece {
    std::string text;  // one character sequence that is not broken, or " "
    Ink ink;
    size_t columns;
  };
  std::vector<Piece> pieces_;
};

class Screen {
 public:
  Screen(size_t width, bool color) : width_(width), color_(color) {}

  size_t width() const { return width_; }
  // A paragraph: `first` stands before its first line, `rest` before the others.
  void put(std::string_view first, std::string_view rest, const Text& text);
  void put(const Text& text) { put("", "", text); }
  // A line that is not wrapped, however wide: `drawn` is a drawing, as it is, before some words.
  void put_line(std::string_view drawn, const Text& text);
  void blank() { out_ += '\n'; }
  // Cells side by side, each wrapped within its column; two blanks between them.
  void row(const std::vector<size_t>& widths, const std::vector<std::vector<Text>>& cells);
  void rule(std::string_view pattern = "─");

  std::string take() { return std::move(out_); }

 private:
  using Line = std::vector<Text::Piece>;
  static std::vector<Line> wrap(const Text& text, size_t width);
  void write(const Line& line);

  size_t width_;
  bool color_;
  std::string out_;
};

}  // namespace sayso
