// The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013): how many arcs of the gold tree a move loses
// for good, from any state, not only from those on the way to the gold tree.
#pragma once

#include <vector>

#include "conllu.h"
#include "syntax/transitions.h"

namespace sayso::train {

class Oracle {
 public:
  explicit Oracle(const GoldSentence& gold);

  int cost(const ParserState& state, Move move) const;
  // The relation that a LEFT or RIGHT must give, or nothing where its arc is not in the gold tree.
  bool in_tree(const ParserState& state, Move move, Relation& relation) const;

 private:
  // The gold head of a word; the root is the number of words.
  int head(int word) const { return heads_[static_cast<size_t>(word)]; }
  int children_waiting(const ParserState& state, int word) const;

  const GoldSentence& gold_;
  std::vector<int> heads_;
  std::vector<std::vector<int>> children_;
};

}  // namespace sayso::train
