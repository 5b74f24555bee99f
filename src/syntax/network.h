// The network behind all that is known of words: an encoder that gives each a vector made from the word and its
// neighbors, its state, and a scorer of the parser's moves. Tags and names are told from the states (labeler.h).
//
//   x0[t]   = sum of a row of each table of embeddings (facts.h)
//   x(l+1)  = x(l) + relu(b + W [x(l)[t-d], x(l)[t], x(l)[t+d]])      one a layer, d its dilation; zero outside
//   move    = Wo relu(bh + sum over slots k of (P_k x[word in k] + T_k[tag of that word]) + rows of facts) + bo
//
// Weights have 8 bits and a factor a row; activations are whole numbers of 1/256 in 16 bits. Everything that is summed
// is whole, so that every machine and every kernel gives the same labels.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "syntax/facts.h"
#include "syntax/kernel.h"
#include "syntax/layer.h"
#include "syntax/parser_view.h"
#include "text/tokens.h"

namespace sayso {

struct NetworkShape {
  static constexpr size_t kMostLayers = 8;
  uint32_t width = 0;   // of a word's vector; a multiple of 16, at most 256
  uint32_t hidden = 0;  // units of the parser's hidden layer; a multiple of 16, at most 512
  uint32_t layers = 0;
  uint32_t tags = 0, actions = 0;
  std::array<uint32_t, kMostLayers> dilation{};
  std::array<uint32_t, kTables> rows{};  // of each table of embeddings
};

class Network {
 public:
  // `bytes` must outlive the network. Sizes that do not fit are an error; every byte string is safe to load and to run.
  static Result<Network> read(std::string_view bytes);

  const NetworkShape& shape() const { return shape_; }

  // The memory that one reading works with; reused from batch to batch, it stops growing after the longest.
  struct Work : LayerWork {
    std::vector<int16_t> slots;
  };

  // Encodes sentences that stand one after the other in `facts` (`lengths` of them): work.x begins with their words'
  // states.
  void encode(std::span<const WordFacts> facts, std::span<const uint32_t> lengths, Work& work) const;
  // Sets work.slots for `moves`, from the states in work.x and the words' tags, which must be below shape().tags.
  void prepare_moves(std::span<const uint8_t> tags, Work& work) const;

  // The scores of all moves in a state of the sentence whose first word is `first` of the batch.
  void moves(const Work& work, size_t first, const ParserView& view, float* scores) const;
  // The first of the highest of them, with `legal` added: 0 for each move that may be made, minus infinity for others.
  size_t best_move(const Work& work, size_t first, const ParserView& view, std::span<const float> legal) const;

  // Runs on the given kernel from now on; for tests and measurements. The fastest one is the default.
  void use(const Kernel& kernel) { product_ = kernel.product; }

 private:
  void embed(std::span<const WordFacts> facts, int16_t* x) const;

  NetworkShape shape_;
  Product product_ = kernels().front().product;
  std::array<std::string_view, kTables> tables_;  // a row: the factor in 1/16 units (uint8_t), then `width` int8_t
  std::vector<Layer> layers_;
  Layer slots_;                     // P_0, P_1, ...: kSlots * hidden outputs
  Layer output_;                    // the moves
  std::vector<int16_t> slot_tags_;  // T_k[tag]: tag after tag, a row of kSlots * hidden
  std::vector<int16_t> facts_;      // rows of facts
  std::vector<int16_t> hidden_bias_;
};

// The network's section of the model file, from numbers as a trainer has them. All matrices row by row.
struct FloatNetwork {
  NetworkShape shape;
  std::array<std::vector<float>, kTables> tables;  // rows x width
  std::vector<FloatLayer> layers;                  // width x 3 width
  FloatLayer slots;                                // (kSlots * hidden) x width; the bias is not used
  FloatLayer output;                               // actions x hidden
  std::vector<float> slot_tags;                    // tags x (kSlots * hidden)
  std::vector<float> facts;                        // FactRows::kAll x hidden
  std::vector<float> hidden_bias;                  // hidden
};
std::string write_network(const FloatNetwork& network);

}  // namespace sayso
