// The arc-hybrid transition system (Kuhlmann, Gomez-Rodriguez and Satta 2011) with the root at the end of the buffer.
//
// Words wait in a buffer; a stack holds those that have no head yet. SHIFT moves the next word onto the stack; LEFT
// makes the next word head of the stack's top; RIGHT makes the word below it head of the stack's top. The root is the
// last "next word", and takes one word alone: what is legal is so chosen that every sentence ends as one tree with one
// root, after twice as many steps as words.
#pragma once

#include <cstdint>
#include <vector>

#include "syntax/parse.h"

namespace sayso {

enum class Move : uint8_t { shift, left, right };

struct Action {
  Move move = Move::shift;
  Relation relation = Relation::dep;  // of a LEFT or RIGHT
  bool operator==(const Action&) const = default;
};

class ParserState {
 public:
  static constexpr int kNone = -1;

  // The nearest two children on each side that a word has found so far, the outermost first.
  struct Node {
    int head = kNone;
    Relation relation = Relation::root;
    int left[2] = {kNone, kNone};
    int right[2] = {kNone, kNone};
    uint8_t left_count = 0;
    uint8_t right_count = 0;
    uint64_t relations = 0;  // bit set: relations of all its children
  };

  void start(int words);

  bool done() const { return next_ == size_ && stack_.empty(); }
  bool legal(Move move) const {
    switch (move) {
      case Move::shift:
        return next_ < size_;
      case Move::left:
        return !stack_.empty() && (next_ < size_ || stack_.size() == 1);
      case Move::right:
        return stack_.size() >= 2;
    }
    return false;
  }
  // Nothing is left but to hang the last word on the root.
  bool only_root() const { return next_ == size_ && stack_.size() == 1; }
  void apply(Action action);

  int size() const { return size_; }
  // The k-th word from the stack's top, or of the buffer; kNone where there is none. The root is size().
  int stack(size_t k) const { return k < stack_.size() ? stack_[stack_.size() - 1 - k] : kNone; }
  int buffer(int k) const { return next_ + k < size_ ? next_ + k : kNone; }
  const std::vector<int>& stack_words() const { return stack_; }
  int next() const { return next_; }
  const Node& node(int word) const { return nodes_[static_cast<size_t>(word)]; }

 private:
  void attach(int head, int child, Relation relation);

  int size_ = 0;
  int next_ = 0;
  std::vector<int> stack_;
  std::vector<Node> nodes_;  // of the words and, last, the root
};

}  // namespace sayso
