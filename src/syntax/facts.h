// What the network is told about a word: a row in each of a few tables of embeddings.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/word_table.h"

namespace sayso {

// The tables of embeddings whose rows are summed for a word.
enum class Table : uint8_t { word, suffix2, suffix3, suffix4, prefix3, shape, word_class, coarse_class, cases };
inline constexpr size_t kTables = 9;

struct WordFacts {
  // Row in each table. Those of `word` and the two classes come from the word table; 0 is "not known". The others are
  // hashes cut to the table's size.
  std::array<uint32_t, kTables> rows{};

  uint32_t& operator[](Table t) { return rows[static_cast<size_t>(t)]; }
  uint32_t operator[](Table t) const { return rows[static_cast<size_t>(t)]; }
};

// How many rows a table has whose rows are hashes; 0 for those of the word table.
constexpr uint32_t hashed_rows(Table t) {
  switch (t) {
    case Table::suffix2:
      return 1024;
    case Table::suffix3:
    case Table::prefix3:
      return 4096;
    case Table::suffix4:
      return 8192;
    case Table::shape:
      return 256;
    case Table::cases:
      return 4;
    case Table::word:
    case Table::word_class:
    case Table::coarse_class:
      return 0;
  }
  return 0;
}

// The form that facts and lemmas are made of: curly quotes and dashes made plain, digits as 0.
void normalize(std::string_view word, std::string& out);

// Facts of one sentence's words, put behind those that `facts` has. A sentence in capitals (or a headline With
// Capitals) is first written as unlabelled text would write it. `forms` receives the words so written, with their
// digits, for the lemmatizer.
void describe(std::span<const std::string_view> words, const WordTable& table, std::vector<WordFacts>& facts,
              std::vector<std::string>& forms);

}  // namespace sayso
