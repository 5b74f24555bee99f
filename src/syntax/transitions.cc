#include "syntax/transitions.h"

namespace sayso {

void ParserState::start(int words) {
  size_ = words;
  next_ = 0;
  stack_.clear();
  nodes_.assign(static_cast<size_t>(words) + 1, {});
}

void ParserState::attach(int head, int child, Relation relation) {
  Node& c = nodes_[static_cast<size_t>(child)];
  c.head = head;
  c.relation = relation;
  Node& h = nodes_[static_cast<size_t>(head)];
  int* side = child < head ? h.left : h.right;
  side[1] = side[0];
  side[0] = child;
  uint8_t& count = child < head ? h.left_count : h.right_count;
  if (count < 255) ++count;
  h.relations |= uint64_t{1} << static_cast<int>(relation);
}

void ParserState::apply(Action action) {
  if (action.move == Move::shift) {
    stack_.push_back(next_++);
    return;
  }
  int child = stack_.back();
  stack_.pop_back();
  attach(action.move == Move::left ? next_ : stack_.back(), child, action.relation);
}

}  // namespace sayso
