// The one product that the network spends its time on: rows of 16-bit numbers times a matrix of 8-bit weights.
//
// The same whole numbers come out on every machine. Which of the versions runs (AMX, AVX-512 with VNNI, AVX2, plain
// C++) is chosen once, at run time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace sayso {

// Weights of `outputs` x `inputs`, laid out for the product: blocks of 16 outputs, in a block the inputs two by two,
// and of each pair the two weights of each output side by side. `outputs` is filled up to whole blocks with zeros.
// AMX has its own layout: in a block steps of 64 inputs, filled up with zeros, in a step the inputs four by four, and
// of each four the weights of each output side by side.
class PackedWeights {
 public:
  PackedWeights() = default;
  // `weights` holds a row of `inputs` numbers for each output. `inputs` must be even and at most kMostInputs.
  PackedWeights(std::span<const int8_t> weights, size_t outputs, size_t inputs);

  static constexpr size_t kBlock = 16, kStep = 64;
  // So many products of a weight and an activation of at most kMostActivation fit 32 bits.
  static constexpr size_t kMostInputs = 1024;

  size_t inputs() const { return inputs_; }
  size_t padded_outputs() const { return blocks_ * kBlock; }
  const int16_t* data() const { return data_.data(); }
  const int8_t* tiles() const { return tiles_.data(); }

 private:
  std::vector<int16_t> data_;
  std::vector<int8_t> tiles_;  // empty where this machine has no AMX
  size_t inputs_ = 0;
  size_t blocks_ = 0;
};

// Activations are whole numbers of 1/256 within these bounds.
inline constexpr int kMostActivation = 16383;
inline constexpr float kActivationUnit = 256;

// out[r * padded_outputs + o] = sum over i of x[r * inputs + i] * weight[o][i], for `rows` rows.
using Product = void (*)(const int16_t* x, size_t rows, const PackedWeights& weights, int32_t* out);

struct Kernel {
  std::string_view name;
  Product product;
};

// All versions that this machine can run, the fastest first; the last is the plain one.
std::span<const Kernel> kernels();

}  // namespace sayso
