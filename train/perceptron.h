// A multi-class averaged perceptron over hashed features, in whole numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "syntax/sparse_weights.h"

namespace sayso::train {

class Perceptron {
 public:
  Perceptron();

  // Sums of the current weights; `scores` has SparseWeights::kMaxClasses places and is cleared first.
  void score(std::span<const uint64_t> features, int32_t* scores) const;
  // Moves the weights of `features` toward `right` and away from `wrong`.
  void update(std::span<const uint64_t> features, size_t right, size_t wrong);
  // Counts a decision; the average is over decisions.
  void tick() { ++now_; }

  // The averaged weights of features that were updated at least `least` times, as 16-bit numbers of one scale.
  std::vector<SparseWeights::Row> average(uint32_t least) const;

 private:
  struct Entry {
    int32_t weight = 0;
    uint32_t since = 0;  // the decision at which `weight` was set
    int64_t total = 0;   // the sum of the weight over all decisions before
    uint8_t label = 0;
  };
  struct Row {
    uint64_t feature = 0;
    uint32_t updates = 0;
    std::vector<Entry> entries;
  };

  Row& row(uint64_t feature);
  void add(Row& row, size_t label, int32_t by);
  void grow();

  std::vector<Row> rows_;
  std::vector<uint32_t> slots_;  // 1 + index into rows_; 0 is empty
  uint32_t now_ = 1;
};

}  // namespace sayso::train
