// A linear model's weights as the model file holds them: for each feature (a 64-bit hash) how much it speaks for or
// against each class. Read in place, nothing is unpacked.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sayso {

class SparseWeights {
 public:
  static constexpr size_t kMaxClasses = 256;
  static constexpr size_t kMaxFeatures = 192;  // of one call; 192 weights of 8 bits fit a sum of 16

  struct Entry {
    uint8_t label = 0;
    int8_t weight = 0;
  };
  struct Row {
    uint64_t feature = 0;
    std::vector<Entry> entries;  // at most 255
  };

  SparseWeights() = default;
  // `bytes` must outlive the weights. Whatever they hold, `add` stays inside them.
  static Result<SparseWeights> read(std::string_view bytes);
  // Rows with the same feature must not occur; labels are smaller than `classes`.
  static std::string write(const std::vector<Row>& rows, size_t classes);

  // Sets `scores`, which has kMaxClasses places, to the sums of the weights of all features. Not more than
  // kMaxFeatures features.
  void score(std::span<const uint64_t> features, int16_t* scores) const;

 private:
  uint32_t shift_ = 63;          // a feature's slot is its highest bits
  uint32_t mask_ = 0;            // number of slots - 1
  uint32_t width_ = 0;           // of a dense row
  uint32_t dense_ = 0;           // number of dense rows
  uint32_t last_row_ = 0;        // the highest place from where a sparse row of any length lies inside the section
  const char* slots_ = nullptr;  // uint32_t each: 8 check bits, 24 bits of 1 + place of the row; 0 is empty
  const char* dense_rows_ = nullptr;
  const char* dense_checks_ = nullptr;
  const char* sparse_rows_ = nullptr;
};

}  // namespace sayso
