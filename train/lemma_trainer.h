// The lemmatizer's section of the model file.
#pragma once

#include <span>
#include <string>

#include "syntax/word_table.h"

namespace sayso::train {

struct LemmaExample {
  std::string form;  // as `describe` writes it
  std::string lemma, xpos;
  int weight = 1;  // how many of weight 1 it counts for where lemmas differ
};

std::string train_lemmas(std::span<const LemmaExample> examples, const WordTable& seen);

}  // namespace sayso::train
