// What was said before: the claim that words without an event of their own answer.
//
// In: the drafts made so far and the place of the answer. Out: the draft that it takes up. It is the last of
// those that fit. Known to go wrong: answers to what was told a paragraph ago; to the first of two deeds told in one
// sentence.
#pragma once

#include <functional>
#include <vector>

#include "claim/source_features.h"

namespace sayso {

// Where a draft is said: its trigger, or the cue that tells it where that stands behind.
TokenIndex said_at(const SourceContext& context, const Event& event, const ClaimDraft& draft);

// `sentences` is how far back a claim may lie. -1 where there is none.
int32_t said_before(const SourceContext& context, const std::vector<Event>& events,
                    const std::vector<ClaimDraft>& drafts, TokenIndex at, size_t sentences,
                    const std::function<bool(const ClaimDraft&, const Event&, bool same_sentence)>& fits);

}  // namespace sayso
