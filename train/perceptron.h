// A multi-class averaged perceptron over hashed features, in whole numbers.
#pragma once

#include <cstdint>
#include <span>
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

  // The averaged weights in 8 bits, in units of `unit`. Left out are features that were updated less than `least`
  // times, and weights smaller than `small`: there are many of both, and they decide little.
  std::vector<SparseWeights::Row> average(uint32_t least, double small, double unit) const;

 private:
  // A feature and where its entries lie in the two pools. One look at a slot, one at the pool: a training step spends
  // its time waiting for memory.
  struct Slot {
    uint64_t feature = 0;
    uint32_t begin = 0;
    uint8_t count = 0;
    uint8_t room = 0;      // entries that fit before they must move
    uint16_t updates = 0;  // 0: the slot is empty
  };
  struct History {
    int64_t total = 0;   // the sum of the weight over all decisions before `since`
    uint32_t since = 0;  // the decision at which the weight was set
  };

  Slot& slot(uint64_t feature);
  void add(Slot& slot, size_t label, int32_t by);
  void grow();

  std::vector<Slot> slots_;
  std::vector<int32_t> entries_;    // weight * 256 + label
  std::vector<History> histories_;  // of each entry
  size_t used_ = 0;
  uint32_t now_ = 1;
};

}  // namespace sayso::train
