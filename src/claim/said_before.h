// What was said before: the claim that words without an event of their own answer.
//
// In: the drafts made so far and the place of the answer. Out: the draft that it takes up. It is the last of
// those that fit. Known to go wrong: answers to what was told a paragraph ago; to the first of two deeds told in one
// sentence.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "claim/source_features.h"

namespace sayso {

// The drafts by the sentence in which each is said, so that an answer looks at those of the sentences in its reach
// alone. They must stay as they are meanwhile.
class SaidBefore {
 public:
  SaidBefore(const SourceContext& context, const std::vector<Event>& events, const std::vector<ClaimDraft>& drafts);

  // The last draft said in front of `at` that fits; `sentences` is how far back it may lie. -1 where there is none.
  int32_t find(TokenIndex at, size_t sentences,
               const std::function<bool(const ClaimDraft&, const Event&, bool same_sentence)>& fits) const;

  // The numbers of the drafts whose events stand in sentences `first` to `last`.
  std::pair<size_t, size_t> told_in(size_t first, size_t last) const;

 private:
  // Where a draft is said: its trigger, or the cue that tells it where that stands behind.
  TokenIndex said_at(size_t draft) const;

  const SourceContext& context_;
  const std::vector<Event>& events_;
  const std::vector<ClaimDraft>& drafts_;
  std::vector<TokenIndex> said_at_;  // of each draft
  std::vector<uint32_t> order_;      // the drafts, sentence by sentence
  std::vector<uint32_t> first_;      // sentence -> the first of `order_` that is said in it or behind it
};

}  // namespace sayso
