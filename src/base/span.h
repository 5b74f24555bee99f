// Where something stands in a text, in the two units that sayso uses.
//
// Inside the program every offset counts bytes of the report's UTF-8 text (`ByteSpan`). What leaves it counts Unicode
// code points (`PointSpan`, the W3C Web Annotation TextPositionSelector). The two are different types on purpose, and
// `PointIndex` is the one place where the first becomes the second.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sayso {

// Half-open range of bytes of a report's text.
struct ByteSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(ByteSpan other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(ByteSpan other) const { return begin < other.end && other.begin < end; }
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
  auto operator<=>(const ByteSpan&) const = default;
};

// The smallest span that covers both.
inline ByteSpan cover(ByteSpan a, ByteSpan b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

// Half-open range of Unicode code points of a report's text.
struct PointSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
  auto operator<=>(const PointSpan&) const = default;
};

// Turns byte offsets of one text into code point offsets. The text must be valid UTF-8 and outlive the index.
// Building is one pass; a look-up counts at most 255 bytes.
class PointIndex {
 public:
  explicit PointIndex(std::string_view text);

  // `byte` must not lie inside a character; the end of the text is allowed.
  uint32_t point(uint32_t byte) const;
  PointSpan points(ByteSpan span) const { return {point(span.begin), point(span.end)}; }

 private:
  static constexpr uint32_t kStride = 256;
  std::string_view text_;
  std::vector<uint32_t> at_;  // code points before each multiple of kStride bytes; empty where the text is ASCII
};

}  // namespace sayso
