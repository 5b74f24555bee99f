// A sentence as the trainer sees it: facts of its words, and what is known of their labels.
#pragma once

#include <memory>
#include <vector>

#include "conllu.h"
#include "oracle.h"
#include "syntax/facts.h"

namespace sayso::train {

// A word's class with a share of what is held likely of it.
struct SoftLabel {
  uint32_t word;
  uint8_t label;
  float share;
};

struct Example {
  std::shared_ptr<const GoldSentence> gold;
  std::vector<WordFacts> facts;
  std::vector<uint8_t> tags;   // classes of the tags' head; empty: not known
  std::vector<uint8_t> names;  // classes of the names' head; empty: not known
  // Of words that a machine is not sure of, by word; their shares need not come to one: what is missing is left out.
  std::vector<SoftLabel> soft_tags, soft_names;
  std::unique_ptr<Oracle> oracle;  // empty: the tree is not known
  float weight = 1;                // how much its loss counts
  float name_weight = 1;           // ... and that of its names beside it

  size_t size() const { return facts.size(); }
};

}  // namespace sayso::train
