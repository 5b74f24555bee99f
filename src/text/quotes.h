// Quotations: which words stand between quotation marks.
//
// In: Tokens. Out: the spans in the order of the text, marks included, each within one block; a quotation that runs
// over several paragraphs (each opened anew, or only the first; only the last closed) is one `speech` of several spans.
// A few words quoted within a quotation belong to it. Guaranteed: spans do not overlap. Known to go wrong: long
// quotations inside quotations, single marks, feet and inches; a mark that is never closed ends with its sentence.
#pragma once

#include <vector>

#include "text/tokens.h"

namespace sayso {

struct QuoteSpan {
  TokenRange tokens;
  int32_t speech = 0;  // spans of one speech share it
};

class Quotes {
 public:
  explicit Quotes(const Tokens& tokens);

  const std::vector<QuoteSpan>& spans() const { return spans_; }
  // Index of the span that covers token i, -1 for none.
  int32_t at(TokenIndex i) const { return of_[static_cast<size_t>(i)]; }
  // From the first mark of the speech that span k belongs to, to its last.
  TokenRange speech(int32_t k) const;

 private:
  std::vector<QuoteSpan> spans_;
  std::vector<int32_t> of_;
};

}  // namespace sayso
