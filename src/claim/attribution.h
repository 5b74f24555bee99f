// Attributions: every "who says what" of the report, whatever it is about.
//
// In: the report's sayings. Out: one AttributionSpan for each saying that has both words said and either a speaker or a
// cue that names none ("reportedly"), and for each that a claim stands on, in the order of their cues.
#pragma once

#include <vector>

#include "claim/source_features.h"

namespace sayso {

// Appends to `out`; `used` has an entry for each saying, true where a claim stands on it. Returns for each saying the
// index of its attribution, or -1.
std::vector<int32_t> make_attributions(const SourceContext& context, const std::vector<bool>& used,
                                       std::vector<AttributionSpan>& out);

}  // namespace sayso
