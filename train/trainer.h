// Trains the language model from the corpora's folder.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lexicon.h"
#include "text/tokens.h"

namespace sayso::train {

struct TrainOptions {
  std::string corpora;              // the folder with ewt/, gum/, uner-ewt/, wikigold/, wnut17/ and wcep.txt.gz
  std::vector<std::string> silver;  // CoNLL-U files with a teacher's trees and names
  std::string irregular;            // table of verbs (train/irregular_verbs.tsv); empty: none
  LexiconOptions lexicon;           // its `corpora` is set from the one above
  std::string from, state;          // files with parameters to begin with, and to write at the end; empty: none
  // The network.
  uint32_t width = 128, hidden = 128;
  std::vector<uint32_t> dilations = {1, 1, 2, 4};
  // Learning.
  int rounds = 12;
  int own_rounds = 0;  // of these the last ones without the teacher's examples
  int hand_times = 1;  // how often a round has each example by hand
  float silver_weight = 1, least_confidence = 0;
  float renamed = 0;       // share of the sentences by hand that are learned with other names as well
  float silver_names = 1;  // how much a teacher's names count beside its trees
  float rate = 0.0015f, dropout = 0.2f, word_dropout = 0.15f;
  bool average = true;  // the weights of the last steps are averaged
  size_t batch_words = 500;
  unsigned threads = 2;
  uint64_t seed = 2020;
};

// Called after each round with the model file as it stands.
using Checkpoint = std::function<void(const std::string&)>;

// The model file's bytes. `progress` is told a line now and then. The same corpora and options give the same bytes on
// the same machine.
Result<std::string> train_model(const TrainOptions& options, const Tokenizer& tokenizer,
                                const std::function<void(const std::string&)>& progress,
                                const Checkpoint& checkpoint = {});

// The bytes of a model with lemma rules made anew, from the treebanks of `options.corpora` and its table of irregular
// verbs; all else stays.
Result<std::string> with_new_lemmas(std::string_view model, const TrainOptions& options);

}  // namespace sayso::train
