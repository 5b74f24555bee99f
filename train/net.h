// The network of syntax/network.h in floating point, with its gradients: what a trainer learns before it is rounded to
// 8 bits.
//
// Corpora differ in their conventions. Examples of all but the first have a vector of their corpus added to each word,
// which is left out of the weights that are kept: what is kept labels as the first corpus does.
//
// In: examples. Out: parameters that lower the sum of the losses of tags, names and the parser's moves. The same
// examples, options and number of threads give the same parameters on the same machine.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "example.h"
#include "random.h"
#include "syntax/labeler.h"
#include "syntax/labels.h"
#include "syntax/network.h"

namespace sayso::train {

struct NetOptions {
  float dropout = 0.2f;  // of the words' vectors and the layers' outputs
  float hidden_dropout = 0.2f;
  float word_dropout = 0.1f;    // of the row that a word itself has; its vector, endings and classes stay
  float corpus_dropout = 0.3f;  // how often an example of another corpus is read as one of the first
  float explore = 0.9f;         // how often the parser goes on from its own move instead of a right one
  float tag_weight = 1, name_weight = 1, move_weight = 1;
};

struct Losses {
  double tags = 0, names = 0, moves = 0;
  size_t words = 0, right_tags = 0, steps = 0, right_steps = 0;
  void operator+=(const Losses& o);
};

class Net {
 public:
  // `vectors` has a row of `vector_size` numbers for each word of the word table; they are not learned, but the matrix
  // that maps them is.
  Net(const NetworkShape& shape, const std::vector<float>& vectors, size_t vector_size, std::vector<Action> actions,
      uint64_t seed);
  ~Net();

  // One step of Adam over the examples, on `threads` threads.
  Losses step(std::span<const Example* const> examples, const NetOptions& options, float rate, bool explore,
              unsigned threads);

  // Moves the average of the parameters by `share` towards what they are now; the first call takes them over.
  void remember(float share);

  // All parameters as they are learned, and taking them over again: false where the sizes differ. Of averaged ones the
  // average. What Adam knows of them is lost.
  std::string save() const;
  bool load(std::string_view bytes);

  // The average, where there is one: the network, and the heads of tags and names on its last layer.
  FloatNetwork to_float() const;
  FloatLabeler heads() const;

 private:
  struct Parameters;  // net.cc alone knows the matrices' library, which must see one set of compiler options
  std::unique_ptr<Parameters> parameters_;
};

}  // namespace sayso::train
