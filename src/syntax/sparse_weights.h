// A linear model's weights as the model file holds them: for each feature (a 64-bit hash) the few classes it speaks
// for or against. Read in place, nothing is unpacked.
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

  struct Entry {
    uint8_t label = 0;
    int16_t weight = 0;
  };
  struct Row {
    uint64_t feature = 0;
    std::vector<Entry> entries;  // at most 255
  };

  SparseWeights() = default;
  // `bytes` must outlive the weights. Whatever they hold, `add` stays inside them.
  static Result<SparseWeights> read(std::string_view bytes);
  // Rows with the same feature must not occur.
  static std::string write(const std::vector<Row>& rows);

  // Adds the weights of all features to `scores`, which has kMaxClasses places. At most kMaxFeatures features.
  static constexpr size_t kMaxFeatures = 192;
  void add(std::span<const uint64_t> features, int32_t* scores) const;

 private:
  uint32_t shift_ = 63;          // a feature's slot is its highest bits
  uint32_t mask_ = 0;            // number of slots - 1
  const char* slots_ = nullptr;  // uint32_t each: 8 check bits, 24 bits of 1 + place of the row; 0 is empty
  const char* rows_ = nullptr;   // count, 8 more check bits, then entries of 3 bytes
  uint32_t last_row_ = 0;        // the highest place from where a row of any length lies inside the section
};

}  // namespace sayso
