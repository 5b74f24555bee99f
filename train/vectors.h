// Word vectors from unlabelled text.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "clusters.h"

namespace sayso::train {

struct Vectors {
  std::unordered_map<std::string, uint32_t> row;  // of a form in small letters; from 1 on
  std::vector<float> values;                      // (rows + 1) x size; row 0 is zero
  size_t size = 0;
};

// Vectors of the forms that `text` has at least `least` times, in small letters, so that words with like neighbors
// have like vectors. Words that make up more than the share `frequent` of the text are skipped now and then.
// Single-threaded: the same text gives the same vectors.
Vectors train_vectors(const Text& text, int least, size_t size, int rounds, uint64_t seed, double frequent = 3e-4);

}  // namespace sayso::train
