// What unlabelled text teaches about words: the word table with its classes, and a vector for each of its rows.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "treebank.h"

namespace sayso::train {

struct LexiconOptions {
  std::string corpora;     // the folder with wcep.txt.gz
  std::string embeddings;  // others' word vectors (embeddings.h)
  std::string cache;       // file that keeps the lexicon between trainings; empty: none
  int classes = 1024, coarse_classes = 96;
  size_t words = 100'000;    // rows: words with a vector of their own
  size_t entries = 196'000;  // of the word table: forms with a class
  size_t vector_size = 64;   // of the vectors learned here
  int vector_rounds = 5;
  uint64_t seed = 2020;
};

struct Lexicon {
  std::string words;  // the word table's section
  std::vector<float> vectors;
  size_t vector_size = 0;
};

Result<Lexicon> make_lexicon(const LexiconOptions& options, const std::vector<GoldSentence>& treebank,
                             const Tokenizer& tokenizer, const std::function<void(const std::string&)>& progress);

}  // namespace sayso::train
