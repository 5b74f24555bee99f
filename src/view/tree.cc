// Every word stands in the column of its depth. Below a head's mark, in its column, runs a vertical line from its first
// child to its last one; each child is reached from there by a short horizontal one.

#include "view/tree.h"

#include <algorithm>
#include <charconv>

namespace sayso {
namespace {

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  for (;;) {
    size_t end = text.find(by);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// Steps from a word to the root; a circle, which no sound tree has, ends at the number of words.
size_t depth_of(const std::vector<TreeWord>& words, size_t i) {
  size_t depth = 0;
  while (words[i].head > 0 && depth < words.size()) {
    i = static_cast<size_t>(words[i].head) - 1;
    ++depth;
  }
  return depth;
}

}  // namespace

std::vector<TreeWord> parse_conllu(std::string_view conllu) {
  std::vector<TreeWord> words;
  for (std::string_view line : split(conllu, '\n')) {
    std::vector<std::string_view> cells = split(line, '\t');
    int number = 0, head = 0;
    auto is_number = [](std::string_view s, int& out) {
      auto [end, bad] = std::from_chars(s.data(), s.data() + s.size(), out);
      return bad == std::errc() && end == s.data() + s.size();
    };
    if (cells.size() < 8 || !is_number(cells[0], number) || !is_number(cells[6], head)) continue;
    words.push_back({std::string(cells[1]), std::string(cells[2]), std::string(cells[3]), std::string(cells[7]), head});
  }
  for (TreeWord& word : words)
    if (word.head < 0 || static_cast<size_t>(word.head) > words.size()) word.head = 0;
  return words;
}

std::vector<std::string> branches(const std::vector<TreeWord>& words) {
  const size_t n = words.size();
  std::vector<size_t> depth(n);
  std::vector<size_t> first(n), last(n);  // the lines between which a word's branch runs
  for (size_t i = 0; i < n; ++i) {
    depth[i] = depth_of(words, i);
    first[i] = last[i] = i;
  }
  for (size_t i = 0; i < n; ++i) {
    if (words[i].head == 0) continue;
    auto head = static_cast<size_t>(words[i].head) - 1;
    first[head] = std::min(first[head], i);
    last[head] = std::max(last[head], i);
  }

  std::vector<std::string> lines(n);
  for (size_t i = 0; i < n; ++i) {
    // The heads whose branches pass this line left of the word's mark, by their column.
    std::vector<std::string> cells(depth[i], "  ");
    for (size_t h = 0; h < n; ++h) {
      if (h == i || first[h] > i || i > last[h] || depth[h] >= depth[i]) continue;
      if (words[i].head == static_cast<int>(h) + 1) {
        cells[depth[h]] = i == first[h] ? "╭─" : i == last[h] ? "╰─" : "├─";
      } else if (first[h] < i && i < last[h] && cells[depth[h]] == "  ") {
        cells[depth[h]] = "│ ";
      }
    }
    for (const std::string& cell : cells) lines[i] += cell;
    bool above = first[i]<i, below = last[i]> i;
    lines[i] += above && below ? "┾" : above ? "┶" : below ? "┮" : "╼";
  }
  return lines;
}

}  // namespace sayso
