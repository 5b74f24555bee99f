// Classes of vectors that point the same way.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sayso::train {

// Divides `rows` vectors of `size` numbers into at most `classes` classes by cosine (spherical k-means).
// Classes are learned from the first `learned` rows alone and start from rows drawn by `seed`; the others are
// put where they fit best. Returns each row's class, from 1 on; 0 for a row of zeros. The same input gives the same
// classes on the same machine.
std::vector<uint32_t> divide(std::span<const float> vectors, size_t size, size_t learned, size_t classes, int rounds,
                             uint64_t seed);

// A linear map from rows of x to rows of y (least squares, the share `ridge` of the mean square added to the
// diagonal), applied to the rows of `to`.
std::vector<float> predict(std::span<const float> x, size_t x_size, std::span<const float> y, size_t y_size,
                           std::span<const float> to, float ridge);

}  // namespace sayso::train
