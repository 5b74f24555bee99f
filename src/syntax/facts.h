// What the tagger and the parser know about a word before they look at its neighbors.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/word_table.h"

namespace sayso {

struct WordFacts {
  uint64_t word = 0;    // hash of the form in lower case
  uint64_t lemma = 0;   // hash of the lemma; set after tagging
  uint64_t prefix = 0;  // hashes of the first three, the last two, three and four letters
  uint64_t suffix2 = 0;
  uint64_t suffix3 = 0;
  uint64_t suffix4 = 0;
  uint64_t shape = 0;  // "Xx", "X.X.", "0,0": capitals, small letters, digits and marks
  uint16_t cluster = 0;
  uint8_t coarse = 0;
  uint8_t cases = 0;  // which of small, Capitalized and ALL CAPITALS unlabelled text prefers
  uint8_t tag = 0;    // tag class; set by the tagger
  uint8_t upos = 0;
};

// The form that features and lemmas are made of: curly quotes and dashes made plain, digits as 0.
void normalize(std::string_view word, std::string& out);

// Facts of one sentence's words. A sentence in capitals (or a headline With Capitals) is first written as unlabelled
// text would write it. `forms` receives the words so written, with their digits, for the lemmatizer.
void describe(std::span<const std::string_view> words, const WordTable& table, std::vector<WordFacts>& facts,
              std::vector<std::string>& forms);

// The hash that stands for a lemma among the features; a number's digits are 0.
uint64_t lemma_hash(const WordFacts& word, std::string_view lemma);

}  // namespace sayso
