#include "claim/quotes.h"

#include "claim/words.h"

namespace sayso {

Quotes::Quotes(const Tokens& tokens) : of_(tokens.tokens.size(), -1) {
  TokenIndex open = kNoToken;      // where the quotation began that is not closed yet
  TokenIndex open_end = kNoToken;  // end of the sentence in which it began
  bool carried = false;            // the quotation of the last block was left open
  int32_t speech = 0;
  auto close = [&](TokenIndex end) {
    if (end - open > 1) spans_.push_back({{open, end}, speech});
    open = kNoToken;
  };
  for (size_t s = 0; s < tokens.sentences.size(); ++s) {
    const Sentence& sentence = tokens.sentences[s];
    bool new_block = s == 0 || tokens.sentences[s - 1].block != sentence.block;
    if (new_block && open != kNoToken) {
      // A paragraph left open goes on where the next one opens again; else the mark was stray.
      TokenIndex last = tokens.sentences[s - 1].tokens.end;
      carried = is_opening_quote(tokens.word(sentence.tokens.begin));
      close(carried ? last : open_end);
    }
    for (TokenIndex i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      std::string_view word = tokens.word(i);
      if (open != kNoToken && is_closing_quote(word)) {
        close(i + 1);
        ++speech;
      } else if (open == kNoToken && is_opening_quote(word)) {
        if (!carried) ++speech;
        carried = false;
        open = i;
        open_end = sentence.tokens.end;
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
