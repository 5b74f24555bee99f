// Tags and names of words, from the encoder's states (syntax/network.h), by layers of their own.
//
//   y0[t]   = b + W s[t] + row of t's word, where it is one of the frequent ones that have a row here; s its state
//   y(l+1)  = y(l) + relu(b + W [y(l)[t-d], y(l)[t], y(l)[t+d]])      (syntax/layer.h)
//   tags    = Wt [s, y] + bt,  names = Wn [s, y] + bn; of a sentence's names the chain with the greatest sum of scores
//             and of what one class after another adds (Viterbi)
//
// In: states and facts of sentences that stand one after the other. Out: a tag and a name a word, the same on every
// machine and kernel. Without y (a width of 0) these are two linear heads on the encoder, as the trainer of the whole
// network leaves them; train/labels.py learns more on top of it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "syntax/facts.h"
#include "syntax/kernel.h"
#include "syntax/layer.h"

namespace sayso {

struct LabelerShape {
  uint32_t state = 0;  // numbers of a state; a multiple of 16, at most 256
  uint32_t width = 0;  // of y; likewise, or 0
  uint32_t tags = 0, names = 0;
  uint32_t rows = 0;  // words below this number (Table::word) have a row of their own, but for 0, the unknown word
  std::vector<uint32_t> dilations;  // of the layers
};

class Labeler {
 public:
  // `bytes` must outlive the labeler. Sizes that do not fit are an error; every byte string is safe to load and to run.
  static Result<Labeler> read(std::string_view bytes);

  const LabelerShape& shape() const { return shape_; }

  // The memory that one reading works with; reused from batch to batch, it stops growing after the longest.
  struct Work : LayerWork {
    std::vector<int16_t> inputs;  // of the heads, kTile words
    std::vector<uint8_t> tags, names;
    std::vector<float> name_scores;
    std::vector<uint8_t> name_before;  // the best class of the word before, by a word's class
  };

  // Sets work.tags and work.names, one a word, of sentences of `lengths` words. `states`: shape().state numbers a word.
  void label(std::span<const int16_t> states, std::span<const WordFacts> facts, std::span<const uint32_t> lengths,
             Work& work) const;

  // Runs on the given kernel from now on; for tests and measurements. The fastest one is the default.
  void use(const Kernel& kernel) { product_ = kernel.product; }

 private:
  void enter(std::span<const int16_t> states, std::span<const WordFacts> facts, Work& work) const;
  void score(std::span<const int16_t> states, size_t words, Work& work) const;
  void chain_names(std::span<const uint32_t> lengths, Work& work) const;

  LabelerShape shape_;
  Product product_ = kernels().front().product;
  std::string_view table_;  // a row: the factor in 1/16 units (uint8_t), then `width` int8_t
  Layer input_;
  std::vector<Layer> layers_;
  Layer heads_;                    // tags, then names
  std::vector<float> name_steps_;  // what a class adds after another: (names + 1) x names, at last for the first word
};

// The labeler's section of the model file, from numbers as a trainer has them. All matrices row by row.
struct FloatLabeler {
  LabelerShape shape;
  std::vector<float> table;        // rows x width
  FloatLayer input;                // width x state
  std::vector<FloatLayer> layers;  // width x 3 width
  FloatLayer heads;                // (tags + names) x (state + width)
  std::vector<float> name_steps;   // (names + 1) x names
};
std::string write_labeler(const FloatLabeler& labeler);

}  // namespace sayso
