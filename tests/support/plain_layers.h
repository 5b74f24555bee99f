// The residual convolutions of syntax/layer.h in double precision, written as their formula stands.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "syntax/layer.h"

namespace sayso {

// `x`: width numbers a word, of sentences of `lengths` words.
inline std::vector<double> convolve_plainly(const FloatLayer& layer, size_t width, long dilation,
                                            const std::vector<uint32_t>& lengths, const std::vector<double>& x) {
  std::vector<double> next = x;
  long first = 0;
  for (long length : lengths) {
    for (long i = 0; i < length; ++i)
      for (size_t o = 0; o < width; ++o) {
        double sum = static_cast<double>(layer.bias[o]);
        for (long tap = 0; tap < 3; ++tap) {
          long at = i + (tap - 1) * dilation;
          if (at < 0 || at >= length) continue;
          for (size_t k = 0; k < width; ++k)
            sum += static_cast<double>(layer.weights[o * 3 * width + static_cast<size_t>(tap) * width + k]) *
                   x[static_cast<size_t>(first + at) * width + k];
        }
        next[static_cast<size_t>(first + i) * width + o] += std::max(sum, 0.0);
      }
    first += length;
  }
  return next;
}

}  // namespace sayso
