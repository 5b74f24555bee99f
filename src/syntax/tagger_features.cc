#include "syntax/tagger_features.h"

#include "syntax/hashing.h"

namespace sayso {

void tagger_features(std::span<const WordFacts> words, size_t i, std::vector<uint64_t>& out) {
  static const WordFacts kOutside = [] {
    WordFacts f;
    f.word = f.prefix = f.suffix2 = f.suffix3 = f.suffix4 = f.shape = mix(1);
    f.tag = 255;
    return f;
  }();
  auto at = [&](size_t k) -> const WordFacts& { return k < words.size() ? words[k] : kOutside; };
  const WordFacts& w = words[i];
  const WordFacts &p1 = at(i - 1), &p2 = at(i - 2), &n1 = at(i + 1), &n2 = at(i + 2);  // i - 1 wraps: outside

  out.clear();
  uint64_t id = 0;
  auto one = [&](uint64_t a) { out.push_back(mix(join(++id * kHashSeed, a))); };
  auto two = [&](uint64_t a, uint64_t b) { out.push_back(mix(join(join(++id * kHashSeed, a), b))); };
  auto three = [&](uint64_t a, uint64_t b, uint64_t c) {
    out.push_back(mix(join(join(join(++id * kHashSeed, a), b), c)));
  };
  uint64_t first = i == 0;

  one(0);
  one(w.word);
  two(w.word, w.shape);
  two(w.shape, first);
  one(w.suffix2);
  one(w.suffix3);
  one(w.suffix4);
  two(w.suffix3, w.shape);
  two(w.suffix2, p1.tag);
  one(w.prefix);
  one(w.cluster);
  one(w.coarse);
  two(w.cases, w.shape);
  three(w.cases, first, w.suffix2);
  two(w.cluster, w.shape);
  two(w.cluster, w.suffix3);

  one(p1.tag);
  two(p1.tag, p2.tag);
  two(w.word, p1.tag);
  three(w.word, p1.tag, p2.tag);
  two(w.cluster, p1.tag);
  three(p1.tag, w.suffix3, n1.cluster);
  three(p1.tag, w.word, n1.word);
  three(p1.tag, w.cluster, n1.cluster);
  three(p1.tag, p2.tag, w.suffix3);

  one(p1.word);
  one(p2.word);
  one(n1.word);
  one(n2.word);
  two(w.word, p1.word);
  two(w.word, n1.word);
  two(w.word, n1.suffix3);
  two(w.word, n1.cluster);
  three(w.word, n1.word, n2.word);
  three(w.word, n1.cluster, n2.cluster);
  two(w.suffix3, n1.suffix3);
  two(w.suffix3, n1.word);
  two(w.suffix3, p1.word);
  two(n1.word, p1.tag);
  one(n1.suffix3);
  one(n1.cluster);
  one(n2.cluster);
  one(p1.cluster);
  two(p1.cluster, w.cluster);
  two(n1.cluster, w.cluster);
  two(n1.cluster, n2.cluster);
  two(n1.shape, w.shape);
  two(p1.shape, w.shape);
}

}  // namespace sayso
