// What the network sees of a parser's state: a few words in their slots, and facts about them as rows of one table.
#pragma once

#include <array>
#include <cstdint>

#include "syntax/transitions.h"

namespace sayso {

// The slots: three words of the stack, two of the buffer, the outermost children of the stack's two topmost words, and
// the leftmost child of the next word.
inline constexpr size_t kSlots = 10;

// Rows of the table of facts, one group after the other.
struct FactRows {
  static constexpr size_t kCounted = 5;     // how many children on the left and right of s0 and s1, on the left of b0
  static constexpr size_t kCountSteps = 5;  // 0-3, more
  static constexpr size_t kDistances = 2;   // from s1 to s0, from s0 to b0
  static constexpr size_t kDistanceSteps = 10;
  static constexpr size_t kBearers = 3;  // whose children's relations are listed: s0, s1, b0
  static constexpr size_t kRelations = static_cast<size_t>(Relation::xcomp) + 1;

  static constexpr size_t kEmpty = 0;  // a slot without a word
  static constexpr size_t kCounts = kEmpty + kSlots;
  static constexpr size_t kDistance = kCounts + kCounted * kCountSteps;
  static constexpr size_t kChild = kDistance + kDistances * kDistanceSteps;
  static constexpr size_t kAll = kChild + kBearers * kRelations;
};

struct ParserView {
  std::array<int, kSlots> slots;  // words of the sentence, or ParserState::kNone
  // Rows of the table of facts, that of empty slots among them.
  std::array<uint16_t, FactRows::kAll> facts;
  size_t fact_count = 0;

  explicit ParserView(const ParserState& state);
};

}  // namespace sayso
