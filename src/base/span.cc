#include "base/span.h"

namespace sayso {
namespace {

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

PointIndex::PointIndex(std::string_view text) : text_(text) {
  bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return;
  uint32_t points = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % kStride == 0) at_.push_back(points);
    points += starts_character(text[i]) ? 1 : 0;
  }
  if (text.size() % kStride == 0) at_.push_back(points);
}

uint32_t PointIndex::point(uint32_t byte) const {
  if (at_.empty()) return byte;
  uint32_t points = at_[byte / kStride];
  for (uint32_t i = byte / kStride * kStride; i < byte; ++i) points += starts_character(text_[i]) ? 1 : 0;
  return points;
}

}  // namespace sayso
