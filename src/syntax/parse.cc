#include "syntax/parse.h"

#include <algorithm>
#include <array>

namespace sayso {

std::string_view name(Upos tag) {
  static constexpr std::array<std::string_view, 17> kNames = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                              "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                              "PUNCT", "SCONJ", "SYM", "VERB", "X"};
  return kNames[static_cast<size_t>(tag)];
}

std::string_view name(Relation relation) {
  static constexpr std::array<std::string_view, 46> kNames = {
      "acl",        "acl:relcl", "advcl",      "advmod",        "amod",     "appos",        "aux",
      "aux:pass",   "case",      "cc",         "ccomp",         "compound", "compound:prt", "conj",
      "cop",        "csubj",     "csubj:pass", "dep",           "det",      "discourse",    "dislocated",
      "expl",       "fixed",     "flat",       "goeswith",      "iobj",     "list",         "mark",
      "nmod",       "nmod:desc", "nmod:poss",  "nmod:unmarked", "nsubj",    "nsubj:pass",   "nummod",
      "obj",        "obl",       "obl:agent",  "obl:unmarked",  "orphan",   "parataxis",    "punct",
      "reparandum", "root",      "vocative",   "xcomp"};
  return kNames[static_cast<size_t>(relation)];
}

std::string_view name(EntityKind kind) {
  static constexpr std::string_view kNames[] = {"", "PER", "ORG", "LOC", "NORP"};
  return kNames[static_cast<size_t>(kind)];
}

Parse::Parse(const Tokens* tokens, std::vector<Word> words, std::vector<int16_t> states)
    : tokens_(tokens), words_(std::move(words)), states_(std::move(states)) {
  size_t n = words_.size();
  child_begin_.assign(n + 1, 0);
  for (const Word& w : words_)
    if (w.head != kNoToken) ++child_begin_[static_cast<size_t>(w.head) + 1];
  for (size_t i = 0; i < n; ++i) child_begin_[i + 1] += child_begin_[i];
  child_list_.resize(child_begin_[n]);
  std::vector<uint32_t> fill(child_begin_.begin(), child_begin_.end() - 1);
  for (size_t i = 0; i < n; ++i)
    if (words_[i].head != kNoToken)
      child_list_[fill[static_cast<size_t>(words_[i].head)]++] = static_cast<TokenIndex>(i);

  subtree_.resize(n);
  below_.resize(n);
  for (size_t i = 0; i < n; ++i) subtree_[i] = {static_cast<TokenIndex>(i), static_cast<TokenIndex>(i) + 1};
  // Each sentence's words in order of depth, deepest first, so that a subtree is whole before its head takes it over.
  std::vector<std::pair<int, TokenIndex>> by_depth;
  for (const Sentence& s : tokens_->sentences) {
    by_depth.clear();
    for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i) {
      int depth = 0;
      for (TokenIndex h = head(i); h != kNoToken; h = head(h)) ++depth;
      by_depth.emplace_back(-depth, i);
    }
    std::sort(by_depth.begin(), by_depth.end());
    for (auto [depth, i] : by_depth) {
      TokenIndex h = head(i);
      if (h == kNoToken) continue;
      TokenRange& above = subtree_[static_cast<size_t>(h)];
      above.begin = std::min(above.begin, subtree_[static_cast<size_t>(i)].begin);
      above.end = std::max(above.end, subtree_[static_cast<size_t>(i)].end);
    }
    number(s.tokens, by_depth);
  }
}

void Parse::number(TokenRange sentence, const std::vector<std::pair<int, TokenIndex>>& deepest_first) {
  const auto of = [&](TokenIndex i) -> TokenRange& { return below_[static_cast<size_t>(i)]; };
  // How many stand below each, itself included, is counted from the bottom up; then they are numbered from the top.
  for (TokenIndex i = sentence.begin; i < sentence.end; ++i) of(i) = {0, 1};
  for (auto [depth, i] : deepest_first)
    if (head(i) != kNoToken) of(head(i)).end += of(i).end;
  TokenIndex next = sentence.begin;  // of the next root
  for (auto it = deepest_first.rbegin(); it != deepest_first.rend(); ++it) {
    const TokenIndex i = it->second;
    if (head(i) == kNoToken) {
      of(i) = {next, next + of(i).end};
      next = of(i).end;
    }
    TokenIndex below = of(i).begin + 1;
    for (TokenIndex c : children(i)) {
      of(c) = {below, below + of(c).end};
      below = of(c).end;
    }
  }
}

Parse::Children Parse::children(TokenIndex i) const {
  const TokenIndex* base = child_list_.data();
  return {base + child_begin_[static_cast<size_t>(i)], base + child_begin_[static_cast<size_t>(i) + 1]};
}

TokenIndex Parse::child(TokenIndex i, Relation relation) const {
  for (TokenIndex c : children(i))
    if ((*this)[c].relation == relation) return c;
  return kNoToken;
}

bool Parse::dominates(TokenIndex ancestor, TokenIndex i) const {
  if (ancestor == kNoToken || i == kNoToken) return ancestor == kNoToken;  // none stands above all
  return below_[static_cast<size_t>(ancestor)].contains(below_[static_cast<size_t>(i)].begin);
}

}  // namespace sayso
