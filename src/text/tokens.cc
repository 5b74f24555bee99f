// How a text becomes words and sentences.
//
// Two passes over each block. The first (words.cc) cuts words and marks and notes beside each token whether a sentence
// may end with it. The second, here, looks at those tokens alone: it takes in the closing quotes and brackets behind
// them and decides by what comes next. A sentence longer than kMaxSentence is then cut at the best mark, so that what
// comes later may spend time on a sentence as it needs.
//
// Known to go wrong:
// - an abbreviation that may end a sentence ("in the U.S. Smith said") ends one only before a word of starters.tsv;
// - "!" and "?" inside a quotation end the sentence where a capital follows ('"Stop!" President X said');
// - a list item's number is joined to its item ("1. Troops"), a letter ("a)") is not;
// - a word broken over two lines with a hyphen stays broken.
#include "text/tokens.h"

#include <algorithm>

#include "text/chars.h"
#include "text/word_lists.h"
#include "text/words.h"

namespace sayso {
namespace {

bool has_prose(BlockRole role) {
  return role == BlockRole::title || role == BlockRole::caption || role == BlockRole::heading ||
         role == BlockRole::paragraph;
}

// Finds the sentences among the tokens of one block.
class Breaker {
 public:
  Breaker(const WordLists& lists, const std::vector<Stop>& stops, uint32_t block, Tokens& out)
      : lists_(lists), stops_(stops), block_(block), out_(out) {}

  // `first` is the block's first token; its tokens are the last ones of `out`.
  void run(TokenIndex first) {
    begin_ = first;
    end_ = out_.size();
    bool quoted = false;  // an ASCII quotation mark is open
    for (TokenIndex i = first; i < end_; ++i) {
      if (word(i) == "\"") quoted = !quoted;
      if (stop(i) == Stop::none) {
        if (i > begin_ && bullet(i)) finish(i);
        continue;
      }
      TokenIndex next = i + 1;
      while (next < end_ && closes(next, quoted)) {
        if (word(next) == "\"") quoted = !quoted;
        ++next;
      }
      if (next < end_ && breaks(i, next)) finish(next);
      i = next - 1;
    }
    if (begin_ < end_) finish(end_);
  }

 private:
  std::string_view word(TokenIndex i) const { return out_.word(i); }
  Stop stop(TokenIndex i) const { return stops_[static_cast<size_t>(i)]; }
  bool spaced(TokenIndex i) const { return i >= end_ || out_.tokens[static_cast<size_t>(i)].space_before; }
  bool bullet(TokenIndex i) const { return word(i) == "\u2022" || word(i) == "\u25CF" || word(i) == "\u25AA"; }

  // A closing quote or bracket behind a full stop. An ASCII quote with a space on both sides closes what is open.
  bool closes(TokenIndex i, bool quoted) const {
    std::string_view w = word(i);
    if (w == "\"") return !spaced(i) || (quoted && spaced(i + 1));
    if (w == "'" || w == "''" || w == "\u2019") return !spaced(i);
    return w == ")" || w == "]" || w == "\u201D" || w == "\u00BB";
  }

  // A sentence that begins with a small letter is from a hand that may begin the next one so too.
  bool careless() const {
    std::string_view w = word(begin_);
    return char_at(w, 0).kind == CharKind::lower && w != "al" && w != "el";
  }

  bool breaks(TokenIndex last, TokenIndex next) const {
    if (stop(last) == Stop::abbreviation) {
      bool quote = word(next) == "\"" || word(next) == "\u201C";
      TokenIndex starter = quote && next + 1 < end_ ? next + 1 : next;
      return lists_.starters.contains(word(starter));
    }
    if (stop(last) == Stop::ellipsis && !spaced(next)) return false;
    // "1. Troops": a number alone is no sentence.
    if (last == begin_ + 1 && char_at(word(begin_), 0).kind == CharKind::digit && word(last) == ".") return false;

    std::string_view w = word(next);
    Char c = char_at(w, 0);
    switch (c.kind) {
      case CharKind::upper:
        return true;
      case CharKind::digit:
        return stop(last) == Stop::full && spaced(next);
      case CharKind::lower:
        if (c.point >= 0x590) return true;  // a script without capitals
        if (careless() && next == last + 1 && stop(last) == Stop::full && spaced(next)) return true;
        return (w == "al" || w == "el") && next + 1 < end_ && word(next + 1) == "-";
      default:
        break;
    }
    if (stop(last) == Stop::ellipsis || !spaced(next)) return false;
    return w != "," && w != ";" && w != ":" && w != "%" && w != "-" && w != "/";
  }

  // Ends the sentence before token `next`, in pieces where it is too long.
  void finish(TokenIndex next) {
    while (next - begin_ > Tokenizer::kMaxSentence) {
      TokenIndex cut = begin_ + Tokenizer::kMaxSentence;
      int best = 0;
      for (TokenIndex i = begin_ + Tokenizer::kMaxSentence / 2; i < begin_ + Tokenizer::kMaxSentence; ++i) {
        std::string_view w = word(i);
        int worth = w == ";" ? 3 : w == ":" || w == "\u2014" || w == "--" ? 2 : w == "," ? 1 : 0;
        if (worth > 0 && worth >= best) {
          best = worth;
          cut = i + 1;
        }
      }
      out_.sentences.push_back({{begin_, cut}, block_});
      begin_ = cut;
    }
    out_.sentences.push_back({{begin_, next}, block_});
    begin_ = next;
  }

  const WordLists& lists_;
  const std::vector<Stop>& stops_;
  uint32_t block_;
  Tokens& out_;
  TokenIndex begin_ = 0;
  TokenIndex end_ = 0;
};

}  // namespace

size_t Tokens::sentence_of(TokenIndex i) const {
  auto after = std::upper_bound(sentences.begin(), sentences.end(), i,
                                [](TokenIndex t, const Sentence& s) { return t < s.tokens.begin; });
  return static_cast<size_t>(after - sentences.begin()) - 1;
}

Result<Tokenizer> Tokenizer::load(const KnowledgeSource& source) {
  auto lists = WordLists::load(source);
  if (!lists) return lists.error();
  return Tokenizer(std::make_unique<const WordLists>(std::move(*lists)));
}

Tokens Tokenizer::tokenize(const Report& report) const {
  Tokens out;
  out.text = report.text;
  out.tokens.reserve(report.text.size() / 5);
  std::vector<Stop> stops;
  stops.reserve(report.text.size() / 5);
  for (size_t b = 0; b < report.blocks.size(); ++b) {
    const Block& block = report.blocks[b];
    if (!has_prose(block.role)) continue;
    TokenIndex first = out.size();
    uint32_t begin = block.role == BlockRole::paragraph ? std::max(block.body, block.span.begin) : block.span.begin;
    if (begin >= block.span.end) continue;
    cut_words(out.text, {begin, block.span.end}, *lists_, out.tokens, stops);
    Breaker(*lists_, stops, static_cast<uint32_t>(b), out).run(first);
  }
  return out;
}

Tokenizer::Tokenizer(std::unique_ptr<const WordLists> lists) : lists_(std::move(lists)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

}  // namespace sayso
