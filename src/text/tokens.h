// text: Report -> sentences and tokens.
//
// In: a Report. Out: `Tokens`: every word and mark of the blocks that carry prose (title, caption, heading, paragraph),
// in order, grouped into sentences. Guaranteed: tokens do not overlap, none spans two blocks, no sentence spans two
// blocks or holds more than `kMaxSentence` tokens, bylines, timestamps and furniture have no tokens, what stands before
// `Block::body` has none; time is linear in the text. Tokens follow UD English: "don't" is "do" + "n't", "Azerbaijan's"
// is "Azerbaijan" + "'s", hyphenated words are split ("Nagorno" "-" "Karabakh") but for prefixes ("anti-tank"), "U.S."
// stays whole.
// Known to go wrong: see the head of tokens.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "base/span.h"
#include "page/report.h"

namespace sayso {

// Index of a token in its report. -1 is "none" (the head of a root).
using TokenIndex = int32_t;
inline constexpr TokenIndex kNoToken = -1;

// Half-open range of tokens.
struct TokenRange {
  TokenIndex begin = 0;
  TokenIndex end = 0;

  bool empty() const { return begin >= end; }
  TokenIndex size() const { return end - begin; }
  bool contains(TokenIndex i) const { return begin <= i && i < end; }
  bool contains(TokenRange r) const { return begin <= r.begin && r.end <= end; }
  bool overlaps(TokenRange r) const { return begin < r.end && r.begin < end; }
  bool operator==(const TokenRange&) const = default;
};

struct Token {
  ByteSpan span;
  bool space_before = false;  // white space (or a block's beginning) stands before it
};

struct Sentence {
  TokenRange tokens;
  uint32_t block = 0;  // index into Report::blocks
};

struct Tokens {
  std::string_view text;  // the report's text; the Report must outlive this
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  TokenIndex size() const { return static_cast<TokenIndex>(tokens.size()); }
  std::string_view word(TokenIndex i) const { return tokens[static_cast<size_t>(i)].span.in(text); }
  ByteSpan span(TokenRange r) const {
    return {tokens[static_cast<size_t>(r.begin)].span.begin, tokens[static_cast<size_t>(r.end - 1)].span.end};
  }
  std::string_view words(TokenRange r) const { return span(r).in(text); }
  // The sentence that holds token i (binary search).
  size_t sentence_of(TokenIndex i) const;
};

struct WordLists;

// Knows the abbreviations, contractions and hyphens of `knowledge/text/`. Immutable after loading; `tokenize` may be
// called from many threads at once.
class Tokenizer {
 public:
  static constexpr TokenIndex kMaxSentence = 512;

  static Result<Tokenizer> load(const KnowledgeSource& source);

  Tokens tokenize(const Report& report) const;

  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;
  ~Tokenizer();

 private:
  explicit Tokenizer(std::unique_ptr<const WordLists> lists);
  std::unique_ptr<const WordLists> lists_;
};

}  // namespace sayso
