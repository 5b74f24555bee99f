#include "oracle.h"

namespace sayso::train {

Oracle::Oracle(const GoldSentence& gold) : gold_(gold), children_(gold.words.size()) {
  int n = static_cast<int>(gold.words.size());
  for (int i = 0; i < n; ++i) {
    int h = gold.words[static_cast<size_t>(i)].head;
    heads_.push_back(h < 0 ? n : h);
    if (h >= 0) children_[static_cast<size_t>(h)].push_back(i);
  }
}

int Oracle::children_waiting(const ParserState& state, int word) const {
  int waiting = 0;
  for (int c : children_[static_cast<size_t>(word)]) waiting += c >= state.next();
  return waiting;
}

int Oracle::cost(const ParserState& state, Move move) const {
  int top = state.stack(0);
  switch (move) {
    case Move::left:
      // The top can no longer take a child from the buffer, nor be hung on the word below it or on a later word.
      return children_waiting(state, top) +
             (head(top) != state.next() && (head(top) > state.next() || head(top) == state.stack(1)));
    case Move::right:
      return children_waiting(state, top) + (head(top) >= state.next());
    case Move::shift: {
      // The next word can be hung only on the present top or on a later word, and takes no child from the stack.
      int next = state.next(), lost = 0;
      for (int word : state.stack_words()) lost += head(word) == next || (word != top && head(next) == word);
      return lost;
    }
  }
  return 0;
}

bool Oracle::in_tree(const ParserState& state, Move move, Relation& relation) const {
  if (move == Move::shift) return false;
  int top = state.stack(0);
  int h = move == Move::left ? state.next() : state.stack(1);
  relation = gold_.words[static_cast<size_t>(top)].relation;
  return head(top) == h;
}

}  // namespace sayso::train
