// After Zhang and Nivre 2011, for the arc-hybrid system: the two words that RIGHT would join (s1, s0), the two that
// LEFT would join (s0, b0), what stands around them, the children they already have, how many and how far apart.
#include "syntax/parser_features.h"

#include <algorithm>

#include "syntax/hashing.h"

namespace sayso {
namespace {

// A word in a place of the state, or what stands for "no word here".
struct Place {
  uint64_t word = 11;
  uint64_t tag = 254;
  uint64_t upos = 30;
  uint64_t word_tag = 12;
  uint64_t cluster = 0;
  uint64_t coarse = 0;
  uint64_t relation = 63;
};

}  // namespace

void parser_features(const ParserState& state, std::span<const WordFacts> words, std::vector<uint64_t>& out) {
  static const ParserState::Node kNoNode;
  auto place = [&](int i) {
    Place p;
    if (i == ParserState::kNone) return p;
    const WordFacts& f = words[static_cast<size_t>(i)];
    p.word = f.lemma;
    p.tag = f.tag;
    p.upos = f.upos;
    p.word_tag = join(f.word, f.tag);
    p.cluster = f.cluster;
    p.coarse = f.coarse;
    p.relation = static_cast<uint64_t>(state.node(i).relation);
    return p;
  };
  auto node = [&](int i) -> const ParserState::Node& { return i == ParserState::kNone ? kNoNode : state.node(i); };

  int i0 = state.stack(0), i1 = state.stack(1), i2 = state.stack(2);
  int j0 = state.buffer(0), j1 = state.buffer(1), j2 = state.buffer(2), j3 = state.buffer(3);
  const ParserState::Node &n0 = node(i0), &n1 = node(i1), &m0 = node(j0);
  Place s0 = place(i0), s1 = place(i1), s2 = place(i2);
  Place b0 = place(j0), b1 = place(j1), b2 = place(j2), b3 = place(j3);
  if (j0 == ParserState::kNone) b0.tag = b0.upos = 31;  // the root
  Place s0l = place(n0.left[0]), s0l2 = place(n0.left[1]), s0r = place(n0.right[0]), s0r2 = place(n0.right[1]);
  Place s1l = place(n1.left[0]), s1r = place(n1.right[0]), s1r2 = place(n1.right[1]);
  Place b0l = place(m0.left[0]), b0l2 = place(m0.left[1]);

  auto distance = [](int a, int b) -> uint64_t {
    if (a == ParserState::kNone || b == ParserState::kNone) return 0;
    int d = b - a;
    return static_cast<uint64_t>(d <= 5 ? d : d <= 8 ? 6 : d <= 14 ? 7 : d <= 24 ? 8 : 9);
  };
  uint64_t d_left = distance(i0, j0), d_right = distance(i1, i0);
  auto few = [](uint8_t n) -> uint64_t { return std::min<uint8_t>(n, 4); };

  out.clear();
  uint64_t id = 100;
  auto f1 = [&](uint64_t a) { out.push_back(mix(join(++id * kHashSeed, a))); };
  auto f2 = [&](uint64_t a, uint64_t b) { out.push_back(mix(join(join(++id * kHashSeed, a), b))); };
  auto f3 = [&](uint64_t a, uint64_t b, uint64_t c) {
    out.push_back(mix(join(join(join(++id * kHashSeed, a), b), c)));
  };
  auto tags = [](const Place& a, const Place& b) { return a.tag << 8 | b.tag; };
  auto tags3 = [](const Place& a, const Place& b, const Place& c) { return a.tag << 16 | b.tag << 8 | c.tag; };

  // Single words.
  for (const Place* p : {&s0, &s1, &b0, &b1}) {
    f1(p->word);
    f1(p->tag);
    f1(p->word_tag);
    f2(p->cluster, p->tag);
  }
  for (const Place* p : {&s2, &b2}) {
    f1(p->word);
    f1(p->tag);
    f1(p->cluster);
  }
  f1(b3.tag);

  // Stack top and next word.
  f2(s0.word_tag, b0.word_tag);
  f2(s0.word_tag, b0.tag);
  f2(s0.tag, b0.word_tag);
  f2(s0.word, b0.word);
  f1(tags(s0, b0));
  f3(s0.cluster, b0.cluster, tags(s0, b0));
  f2(s0.word, b0.cluster);
  f2(s0.cluster, b0.word);
  // The two topmost of the stack.
  f2(s1.word_tag, s0.word_tag);
  f2(s1.word_tag, s0.tag);
  f2(s1.tag, s0.word_tag);
  f2(s1.word, s0.word);
  f1(tags(s1, s0));
  f3(s1.cluster, s0.cluster, tags(s1, s0));
  f2(s1.word, s0.cluster);
  f2(s1.cluster, s0.word);
  // Below the top, and the next word.
  f1(tags(s1, b0));
  f2(s1.word, b0.word);
  f2(s1.word, b0.tag);
  f2(s1.tag, b0.word);
  f1(tags(b0, b1));
  f2(b0.word, b1.word);
  f2(b0.word, b1.tag);
  f2(b0.tag, b1.word);
  f1(tags(s0, b1));
  f2(s0.word, b1.word);
  f2(s0.word, b1.tag);

  // Three words.
  f1(tags3(b0, b1, b2));
  f1(tags3(s0, b0, b1));
  f2(tags3(s0, b0, b1), b2.tag);
  f2(s0.word, tags(b0, b1));
  f2(b0.word, tags(s0, b1));
  f2(b1.word, tags(s0, b0));
  f1(tags3(s1, s0, b0));
  f2(tags3(s1, s0, b0), b1.tag);
  f2(s1.word, tags(s0, b0));
  f2(s0.word, tags(s1, b0));
  f2(b0.word, tags(s1, s0));
  f3(s1.word, s0.word, b0.tag);
  f3(s1.tag, s0.word, b0.word);
  f3(s1.word, s0.tag, b0.word);
  f1(tags3(s2, s1, s0));
  f2(tags3(s2, s1, s0), b0.tag);
  f2(s2.word, tags(s1, s0));
  f2(s2.tag << 8 | s1.tag, s0.word);
  f2(tags3(s2, s1, b0), s0.upos);

  // Children: what a word has already says what it can still take.
  f2(tags3(s0, s0l, b0), s0l.relation);
  f2(tags3(s0, s0r, b0), s0r.relation);
  f2(tags3(s0, b0, b0l), b0l.relation);
  f2(tags3(s1, s1r, s0), s1r.relation);
  f2(tags3(s1, s1l, s0), s1l.relation);
  f2(tags3(s1, s0, s0l), s0l.relation);
  f2(tags3(s1, s0, s0r), s0r.relation);
  f1(tags3(s0, s0l, s0l2));
  f1(tags3(s0, s0r, s0r2));
  f1(tags3(s1, s1r, s1r2));
  f1(tags3(b0, b0l, b0l2));
  for (const Place* p : {&s0l, &s0r, &b0l, &s1l, &s1r}) {
    f2(p->word, p->relation);
    f2(p->tag, p->relation);
  }
  f1(s0l2.relation);
  f1(s0r2.relation);
  f1(b0l2.relation);
  f1(s1r2.relation);
  f3(s0.word, s0l.word, s0l.relation);
  f3(s0.word, s0r.word, s0r.relation);
  f3(b0.word, b0l.word, b0l.relation);
  f3(s1.word, s1r.word, s1r.relation);

  // Where a phrase hangs: the head, the phrase's preposition or conjunction, the phrase's own word.
  f3(s1.word, s0l.word, s0.tag);
  f3(s1.tag, s0l.word, s0.word);
  f3(s1.tag, s0l.word, s0.tag);
  f3(s1.cluster, s0l.word, s0.cluster);
  f3(s2.word, s0l.word, s1.tag);
  f3(s2.tag << 8 | s1.tag, s0l.word, s0.tag);
  f3(s1.word, s0l.word, b0.tag);
  f3(s0.word, b0l.word, b0.tag);
  f3(s0.tag, b0l.word, b0.tag);

  // Which relations are taken.
  f2(s0.tag, n0.relations);
  f2(s0.word, n0.relations);
  f2(s1.tag, n1.relations);
  f2(s1.word, n1.relations);
  f2(b0.tag, m0.relations);
  f3(s1.tag, n1.relations, s0.tag);
  f3(s0.tag, n0.relations, b0.tag);
  f3(tags(s0, b0), n0.relations, m0.relations);
  f3(tags(s1, s0), n1.relations, n0.relations);

  // How far and how many.
  f2(s0.word, d_left);
  f2(b0.word, d_left);
  f2(tags(s0, b0), d_left);
  f2(s1.word, d_right);
  f2(s0.word, d_right);
  f2(tags(s1, s0), d_right);
  f2(tags3(s1, s0, b0), d_right << 8 | d_left);
  f2(s0.tag, few(n0.left_count) << 4 | few(n0.right_count));
  f2(s0.word, few(n0.left_count) << 4 | few(n0.right_count));
  f2(s1.tag, few(n1.left_count) << 4 | few(n1.right_count));
  f2(s1.word, few(n1.left_count) << 4 | few(n1.right_count));
  f2(b0.tag, few(m0.left_count));
  f2(b0.word, few(m0.left_count));
}

}  // namespace sayso
