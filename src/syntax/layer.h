// What the networks are made of (syntax/network.h, syntax/labeler.h, event/tagger.h): matrices of 8-bit weights over
// activations of 16 bits, and residual convolutions over the words of a sentence.
//
//   x(l+1)[t] = x(l)[t] + relu(b + W [x(l)[t-d], x(l)[t], x(l)[t+d]])      d the dilation; zero outside the sentence
//
// In: activations, whole numbers of 1/256. Out: activations, or scores as floats. Everything that is summed is whole,
// so that every machine and every kernel gives the same numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "syntax/bytes.h"
#include "syntax/kernel.h"

namespace sayso {

struct Layer {
  PackedWeights weights;
  std::vector<float> factors, bias;  // one an output, padded with zeros

  // Takes a matrix of `outputs` x `inputs` as write_layer wrote it; where the reader has too few bytes it turns not ok.
  void read(ByteReader& reader, size_t outputs, size_t inputs);
};

// The same as a trainer has it: rows of `inputs` weights, and a bias an output or none.
struct FloatLayer {
  std::vector<float> weights, bias;
};
// `activations`: the outputs are activations; else they are scores, which are wanted in their own unit.
void write_layer(std::string& out, const FloatLayer& layer, size_t outputs, size_t inputs, bool activations);

// A table of vectors, a row of `width` numbers each.
void write_table(std::string& out, const std::vector<float>& values, size_t width);

// Words that go through a product at once, so that their inputs stay in the first cache.
inline constexpr size_t kTile = 16;

// The memory that layers work with; it grows to the longest batch and stays.
struct LayerWork {
  std::vector<int16_t> x, next, tile;
  std::vector<int32_t> sums;

  // Room for so many words of that width, and for the sums of kTile rows of `outputs`.
  void reserve(size_t words, size_t width, size_t outputs);
};

// Puts work.x, sentences of `lengths` words one after the other, through one convolution.
void convolve(const Layer& layer, size_t width, size_t dilation, std::span<const uint32_t> lengths, Product product,
              LayerWork& work);

// y = sum * factor + bias, for the first n outputs.
void scale(const int32_t* sums, const Layer& layer, size_t n, float* y);
// The same as activations.
void scale(const int32_t* sums, const Layer& layer, size_t n, int16_t* y);

// The first of the highest of n numbers, none of which is infinite upwards or no number.
size_t first_highest(const float* y, size_t n);

// Numbers that a file may hold instead of a weight (infinities, none) must not reach the sums.
float tame(float value);

}  // namespace sayso
