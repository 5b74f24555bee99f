#include "text/quotes.h"

#include <algorithm>

#include "text/chars.h"

namespace sayso {
namespace {

constexpr size_t kMostParagraphs = 4;  // behind the one that opens a quotation and does not close it
constexpr TokenIndex kNested = 6;      // words in a quotation within a quotation

// Which way a mark points: curly ones by their form, straight ones by the blanks around them.
bool is_free(const Tokens& tokens, TokenIndex i) {
  return i >= tokens.size() || tokens.tokens[static_cast<size_t>(i)].space_before;
}
bool points_right(const Tokens& tokens, TokenIndex i) {
  std::string_view word = tokens.word(i);
  return is_straight_quote(word) ? is_free(tokens, i) && !is_free(tokens, i + 1) : is_opening_quote(word);
}
bool points_left(const Tokens& tokens, TokenIndex i) {
  std::string_view word = tokens.word(i);
  return is_straight_quote(word) ? !is_free(tokens, i) : is_closing_quote(word);
}

// The first mark of a range, kNoToken for none.
TokenIndex first_mark(const Tokens& tokens, TokenRange range) {
  for (TokenIndex i = range.begin; i < range.end; ++i)
    if (is_opening_quote(tokens.word(i)) || is_closing_quote(tokens.word(i))) return i;
  return kNoToken;
}

// Whether the first mark of the paragraphs that begin with sentence s closes one.
bool closes_later(const Tokens& tokens, size_t s) {
  size_t paragraphs = 0;
  for (; s < tokens.sentences.size(); ++s) {
    if (tokens.sentences[s].block != tokens.sentences[s - 1].block && ++paragraphs > kMostParagraphs) return false;
    if (const TokenIndex i = first_mark(tokens, tokens.sentences[s].tokens); i != kNoToken)
      return points_left(tokens, i);
  }
  return false;
}

// The end of a quotation of few words that opens at i within one that stays open behind it ("Ten were "neutralized"
// today."); kNoToken where it is none.
TokenIndex nested_end(const Tokens& tokens, TokenIndex i, TokenIndex end) {
  if (!points_right(tokens, i)) return kNoToken;
  const TokenIndex close = first_mark(tokens, {i + 1, std::min(end, i + kNested)});
  if (close == kNoToken || !points_left(tokens, close)) return kNoToken;
  const TokenIndex last = first_mark(tokens, {close + 1, end});
  return last != kNoToken && (points_left(tokens, last) || nested_end(tokens, last, end) != kNoToken) ? close
                                                                                                      : kNoToken;
}

}  // namespace

Quotes::Quotes(const Tokens& tokens) : of_(tokens.tokens.size(), -1) {
  TokenIndex open = kNoToken;      // where the quotation began that is not closed yet
  TokenIndex open_end = kNoToken;  // end of the sentence in which it began
  bool pointed = false;            // the mark that opened it points right
  bool carried = false;            // the quotation of the last block was left open
  int32_t speech = 0;
  auto close = [&](TokenIndex end) {
    if (end - open > 1) spans_.push_back({{open, end}, speech});
    open = kNoToken;
  };
  TokenIndex block_end = 0;
  for (size_t s = 0; s < tokens.sentences.size(); ++s) {
    const Sentence& sentence = tokens.sentences[s];
    bool new_block = s == 0 || tokens.sentences[s - 1].block != sentence.block;
    if (new_block) {
      size_t last = s;
      while (last + 1 < tokens.sentences.size() && tokens.sentences[last + 1].block == sentence.block) ++last;
      block_end = tokens.sentences[last].tokens.end;
    }
    if (new_block && open != kNoToken) {
      // A paragraph left open goes on where the next one opens again, or where the next mark closes it; else the mark
      // was stray.
      TokenIndex last = tokens.sentences[s - 1].tokens.end;
      carried = is_opening_quote(tokens.word(sentence.tokens.begin));
      const bool goes_on = !carried && pointed && closes_later(tokens, s);
      close(carried || goes_on ? last : open_end);
      if (goes_on) {
        open = sentence.tokens.begin;
        open_end = sentence.tokens.end;
      }
    }
    for (TokenIndex i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      std::string_view word = tokens.word(i);
      if (open != kNoToken && open < i)
        if (const TokenIndex nested = is_opening_quote(word) ? nested_end(tokens, i, block_end) : kNoToken;
            nested != kNoToken) {
          i = nested;
          continue;
        }
      if (open != kNoToken && is_closing_quote(word)) {
        close(i + 1);
        ++speech;
      } else if (open == kNoToken && is_opening_quote(word)) {
        if (!carried) ++speech;
        carried = false;
        open = i;
        open_end = sentence.tokens.end;
        pointed = points_right(tokens, i);
      }
    }
  }
  if (open != kNoToken) close(open_end);
  for (size_t k = 0; k < spans_.size(); ++k)
    for (TokenIndex i = spans_[k].tokens.begin; i < spans_[k].tokens.end; ++i)
      of_[static_cast<size_t>(i)] = static_cast<int32_t>(k);
}

TokenRange Quotes::speech(int32_t k) const {
  size_t first = static_cast<size_t>(k), last = first;
  while (first > 0 && spans_[first - 1].speech == spans_[last].speech) --first;
  while (last + 1 < spans_.size() && spans_[last + 1].speech == spans_[last].speech) ++last;
  return {spans_[first].tokens.begin, spans_[last].tokens.end};
}

}  // namespace sayso
