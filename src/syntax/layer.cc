// A product with a matrix is a sum of whole numbers; one multiplication by the row's factor and one addition of the
// bias, both in single precision and never fused, and a rounding bring it back to 1/256. IEEE 754 defines each of these
// to the last bit.
//
// In a file a matrix is: factors float x outputs, bias float x outputs, int8_t weights row by row; a row of a table is
// its factor (uint8_t) and its weights (int8_t): value = weight * factor / 4096.
#include "syntax/layer.h"

#include <algorithm>
#include <cmath>

#include "syntax/wide.h"

namespace sayso {
namespace {

using Floats = float __attribute__((vector_size(4 * kLanes)));

// The first of the highest of n numbers, none of which is infinite upwards or no number.
SAYSO_WIDE size_t first_of_highest(const float* y, size_t n) {
  float most = y[0];
  size_t i = 1;
  if (n >= kLanes) {
    Floats lanes;
    std::memcpy(&lanes, y, sizeof lanes);
    for (i = kLanes; i + kLanes <= n; i += kLanes) {
      Floats next;
      std::memcpy(&next, y + i, sizeof next);
      lanes = next > lanes ? next : lanes;
    }
    for (size_t k = 0; k < kLanes; ++k) most = std::max(most, lanes[k]);
  }
  for (; i < n; ++i) most = std::max(most, y[i]);
  size_t first = 0;
  while (first + 1 < n && y[first] != most) ++first;
  return first;
}

// x + relu(sum * factor + bias), as a word's numbers.
SAYSO_WIDE void add_relu(const int32_t* __restrict sums, const float* __restrict factors, const float* __restrict bias,
                         size_t n, const int16_t* __restrict x, int16_t* __restrict out) {
  for (size_t i = 0; i < n; ++i) {
    float y = static_cast<float>(sums[i]) * factors[i] + bias[i];
    y = y > 0 ? y : 0;
    y = y < kMostActivation ? y : kMostActivation;
    int32_t sum = x[i] + static_cast<int32_t>(y + 0.5f);
    out[i] = static_cast<int16_t>(std::min(std::max(sum, -kMostActivation), kMostActivation));
  }
}

SAYSO_WIDE void scale_to_floats(const int32_t* __restrict sums, const float* __restrict factors,
                                const float* __restrict bias, size_t n, float* __restrict y) {
  for (size_t i = 0; i < n; ++i) y[i] = static_cast<float>(sums[i]) * factors[i] + bias[i];
}

SAYSO_WIDE void scale_to_activations(const int32_t* __restrict sums, const float* __restrict factors,
                                     const float* __restrict bias, size_t n, int16_t* __restrict out) {
  for (size_t i = 0; i < n; ++i) {
    float y = static_cast<float>(sums[i]) * factors[i] + bias[i];
    y = y < kMostActivation ? y : kMostActivation;
    y = y > -kMostActivation ? y : -kMostActivation;
    out[i] = static_cast<int16_t>(static_cast<int32_t>(y + (kAway + 0.5f)) - static_cast<int32_t>(kAway));
  }
}

}  // namespace

size_t first_highest(const float* y, size_t n) { return first_of_highest(y, n); }

float tame(float value) { return std::isfinite(value) ? std::clamp(value, -1e6f, 1e6f) : 0; }

void Layer::read(ByteReader& reader, size_t outputs, size_t inputs) {
  std::string_view raw_factors = reader.take_bytes(outputs * sizeof(float));
  std::string_view raw_bias = reader.take_bytes(outputs * sizeof(float));
  std::string_view raw = reader.take_bytes(outputs * inputs);
  if (!reader.ok()) return;
  weights = PackedWeights({reinterpret_cast<const int8_t*>(raw.data()), raw.size()}, outputs, inputs);
  factors.assign(weights.padded_outputs(), 0);
  bias = factors;
  for (size_t o = 0; o < outputs; ++o) {
    factors[o] = tame(load<float>(raw_factors.data() + o * sizeof(float)));
    bias[o] = tame(load<float>(raw_bias.data() + o * sizeof(float)));
  }
}

void write_layer(std::string& out, const FloatLayer& layer, size_t outputs, size_t inputs, bool activations) {
  std::string factors, bias, weights;
  for (size_t o = 0; o < outputs; ++o) {
    const float* row = &layer.weights[o * inputs];
    float most = 1e-8f;
    for (size_t i = 0; i < inputs; ++i) most = std::max(most, std::abs(row[i]));
    const float factor = most / 127;
    put(factors, activations ? factor : factor / kActivationUnit);
    put(bias, layer.bias.empty() ? 0.0f : activations ? layer.bias[o] * kActivationUnit : layer.bias[o]);
    for (size_t i = 0; i < inputs; ++i) put(weights, round8(row[i] / factor));
  }
  out += factors + bias + weights;
}

void write_table(std::string& out, const std::vector<float>& values, size_t width) {
  constexpr float kUnit = 4096;
  for (size_t at = 0; at + width <= values.size(); at += width) {
    float most = 0;
    for (size_t i = 0; i < width; ++i) most = std::max(most, std::abs(values[at + i]));
    const long factor = std::clamp(std::lround(std::ceil(most * kUnit / 127)), 1l, 255l);
    put(out, static_cast<uint8_t>(factor));
    for (size_t i = 0; i < width; ++i) put(out, round8(values[at + i] * kUnit / static_cast<float>(factor)));
  }
}

void LayerWork::reserve(size_t words, size_t width, size_t outputs) {
  auto at_least = [](auto& v, size_t n) {
    if (v.size() < n) v.resize(n);
  };
  at_least(x, words * width);
  at_least(next, words * width);
  at_least(tile, kTile * 3 * width);
  at_least(sums, kTile * outputs);
}

void convolve(const Layer& layer, size_t width, size_t dilation, std::span<const uint32_t> lengths, Product product,
              LayerWork& work) {
  // Tiles are filled over the ends of sentences: a product costs least a row where its rows are many.
  size_t done = 0, rows = 0;
  auto flush = [&] {
    product(work.tile.data(), rows, layer.weights, work.sums.data());
    for (size_t r = 0; r < rows; ++r) {
      const size_t at = (done + r) * width;
      add_relu(&work.sums[r * width], layer.factors.data(), layer.bias.data(), width, &work.x[at], &work.next[at]);
    }
    done += rows;
    rows = 0;
  };
  size_t first = 0;
  for (size_t n : lengths) {
    for (size_t i = 0; i < n; ++i) {
      int16_t* window = &work.tile[rows * 3 * width];
      for (size_t tap = 0; tap < 3; ++tap, window += width) {
        const size_t at = i + tap * dilation - dilation;  // below zero it wraps to a very large number
        if (at < n)
          std::copy_n(&work.x[(first + at) * width], width, window);
        else
          std::fill_n(window, width, int16_t{0});
      }
      if (++rows == kTile) flush();
    }
    first += n;
  }
  if (rows > 0) flush();
  std::swap(work.x, work.next);
}

void scale(const int32_t* sums, const Layer& layer, size_t n, float* y) {
  scale_to_floats(sums, layer.factors.data(), layer.bias.data(), n, y);
}

void scale(const int32_t* sums, const Layer& layer, size_t n, int16_t* y) {
  scale_to_activations(sums, layer.factors.data(), layer.bias.data(), n, y);
}

}  // namespace sayso
