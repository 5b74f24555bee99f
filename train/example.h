// A sentence as the trainer sees it: facts of its words, and what is known of their labels.
#pragma once

#include <memory>
#include <vector>

#include "conllu.h"
#include "oracle.h"
#include "syntax/facts.h"

namespace sayso::train {

struct Example {
  std::shared_ptr<const GoldSentence> gold;
  std::vector<WordFacts> facts;
  std::vector<uint8_t> tags;       // classes of the tags' head; empty: not known
  std::vector<uint8_t> names;      // classes of the names' head; empty: not known
  std::unique_ptr<Oracle> oracle;  // empty: the tree is not known
  float weight = 1;                // how much its loss counts
  float name_weight = 1;           // ... and that of its names beside it

  size_t size() const { return facts.size(); }
};

}  // namespace sayso::train
