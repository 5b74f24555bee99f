// Trains the language model from the corpora's folder.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "text/tokens.h"

namespace sayso::train {

struct TrainOptions {
  std::string corpora;  // the folder with ewt/, gum/ and wcep.txt.gz
  int tagger_rounds = 8;
  int parser_rounds = 12;
  int fine_clusters = 320;
  int coarse_clusters = 60;
  uint64_t seed = 2020;
};

// The model file's bytes. `progress` is told a line now and then. The same corpora give the same bytes.
Result<std::string> train_model(const TrainOptions& options, const Tokenizer& tokenizer,
                                const std::function<void(const std::string&)>& progress);

}  // namespace sayso::train
