#include "syntax/kernel.h"

#include <gtest/gtest.h>

#include <random>

namespace sayso {
namespace {

// The sum as the header states it.
std::vector<int32_t> by_hand(const std::vector<int16_t>& x, size_t rows, const std::vector<int8_t>& weights,
                             size_t outputs, size_t inputs, size_t padded) {
  std::vector<int32_t> out(rows * padded, 0);
  for (size_t r = 0; r < rows; ++r)
    for (size_t o = 0; o < outputs; ++o)
      for (size_t i = 0; i < inputs; ++i) out[r * padded + o] += x[r * inputs + i] * weights[o * inputs + i];
  return out;
}

TEST(Kernel, EveryVersionGivesTheSumOfTheHeader) {
  std::mt19937 random(7);
  for (size_t outputs : {1, 9, 16, 17, 80, 128, 208})
    for (size_t inputs : {2, 16, 30, 130, 384})
      for (size_t rows : {0, 1, 2, 3, 4, 5, 8, 13, 16, 17, 33}) {
        std::vector<int8_t> weights(outputs * inputs);
        std::vector<int16_t> x(rows * inputs);
        for (int8_t& w : weights) w = static_cast<int8_t>(static_cast<int>(random() % 255) - 127);
        for (int16_t& v : x) v = static_cast<int16_t>(static_cast<int>(random() % 32767) - kMostActivation);
        PackedWeights packed(weights, outputs, inputs);
        std::vector<int32_t> expected = by_hand(x, rows, weights, outputs, inputs, packed.padded_outputs());
        for (const Kernel& kernel : kernels()) {
          std::vector<int32_t> out(expected.size(), -1);
          kernel.product(x.data(), rows, packed, out.data());
          ASSERT_EQ(out, expected) << kernel.name << ": " << rows << " x " << inputs << " x " << outputs;
        }
      }
}

// The largest numbers that may come, of either sign: sums must still fit, in few rows and in many.
TEST(Kernel, DoesNotOverflowAtItsBounds) {
  constexpr size_t kInputs = PackedWeights::kMostInputs;
  for (int weight : {127, -127})
    for (int activation : {kMostActivation, -kMostActivation})
      for (size_t rows : {1, 16, 20}) {
        std::vector<int8_t> weights(kInputs, static_cast<int8_t>(weight));
        std::vector<int16_t> x(rows * kInputs, static_cast<int16_t>(activation));
        PackedWeights packed(weights, 1, kInputs);
        for (const Kernel& kernel : kernels()) {
          std::vector<int32_t> out(rows * packed.padded_outputs(), -1);
          kernel.product(x.data(), rows, packed, out.data());
          for (size_t r = 0; r < rows; ++r) {
            EXPECT_EQ(out[r * packed.padded_outputs()], weight * activation * static_cast<int32_t>(kInputs))
                << kernel.name;
            EXPECT_EQ(out[r * packed.padded_outputs() + 1], 0) << kernel.name;
          }
        }
      }
}

TEST(Kernel, HasAPlainVersionEverywhere) { EXPECT_EQ(kernels().back().name, "plain"); }

}  // namespace
}  // namespace sayso
