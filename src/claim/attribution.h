// Attributions: every "who says what" of the report, whatever it is about.
//
// In: the report's sayings. Out: one AttributionSpan for each that the judge of telling.h finds worth telling, and for
// each that a claim stands on, in the order of their cues. Source and cue are widened to the words that readers mark
// (attribution_parts.h), the words said are chosen (content_choice.h): claims have spans of their own.
#pragma once

#include <vector>

#include "claim/content_choice.h"
#include "claim/telling.h"

namespace sayso {

// Appends to `out`; `used` has an entry for each of the context's sayings, true where a claim stands on it. `unlisted`
// are the sayings whose cue no list has, in the order of the text. Returns for each of the context's sayings the index
// of its attribution, or -1.
std::vector<int32_t> make_attributions(const SourceContext& context, const Telling& telling,
                                       const ContentChoice& contents, const std::vector<bool>& used,
                                       const std::vector<Saying>& unlisted, std::vector<AttributionSpan>& out);

}  // namespace sayso
