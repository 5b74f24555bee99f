#include "syntax/parser_view.h"

#include <algorithm>
#include <bit>

namespace sayso {
namespace {

size_t step_of(int distance) {
  if (distance <= 5) return static_cast<size_t>(distance);
  return distance <= 8 ? 6 : distance <= 14 ? 7 : distance <= 24 ? 8 : 9;
}

}  // namespace

ParserView::ParserView(const ParserState& state) {
  constexpr int kNone = ParserState::kNone;
  static const ParserState::Node kNoNode;
  auto node = [&](int i) -> const ParserState::Node& { return i == kNone ? kNoNode : state.node(i); };
  int s0 = state.stack(0), s1 = state.stack(1), b0 = state.buffer(0);
  const ParserState::Node &n0 = node(s0), &n1 = node(s1), &m0 = node(b0);
  slots = {s0, s1, state.stack(2), b0, state.buffer(1), n0.left[0], n0.right[0], n1.left[0], n1.right[0], m0.left[0]};

  auto fact = [&](size_t row) { facts[fact_count++] = static_cast<uint16_t>(row); };
  for (size_t k = 0; k < kSlots; ++k)
    if (slots[k] == kNone) fact(FactRows::kEmpty + k);
  const uint8_t counts[FactRows::kCounted] = {n0.left_count, n0.right_count, n1.left_count, n1.right_count,
                                              m0.left_count};
  for (size_t k = 0; k < FactRows::kCounted; ++k)
    fact(FactRows::kCounts + k * FactRows::kCountSteps + std::min<size_t>(counts[k], FactRows::kCountSteps - 1));
  if (s1 != kNone) fact(FactRows::kDistance + step_of(s0 - s1));
  if (s0 != kNone && b0 != kNone) fact(FactRows::kDistance + FactRows::kDistanceSteps + step_of(b0 - s0));
  const uint64_t relations[FactRows::kBearers] = {n0.relations, n1.relations, m0.relations};
  for (size_t k = 0; k < FactRows::kBearers; ++k)
    for (uint64_t left = relations[k]; left != 0; left &= left - 1)
      fact(FactRows::kChild + k * FactRows::kRelations + static_cast<size_t>(std::countr_zero(left)));
}

}  // namespace sayso
