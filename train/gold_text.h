// Annotated sentences as a text, and their words as tokens of it.
#pragma once

#include <span>
#include <vector>

#include "conllu.h"
#include "page/report.h"
#include "text/tokens.h"

namespace sayso::train {

// A text that holds the sentences one after the other, a block a paragraph, and where each word stands in it. `tokens`
// looks at `report`: what they stand in is not copied.
struct GoldText {
  explicit GoldText(std::span<const GoldSentence> sentences);
  GoldText(const GoldText&) = delete;
  GoldText& operator=(const GoldText&) = delete;

  Report report;
  std::vector<std::vector<ByteSpan>> spans;  // of the words, a list a sentence
  Tokens tokens;                             // the words and sentences as they are annotated
};

}  // namespace sayso::train
