// Events that more than one source speaks of in one sentence.
//
// In: the draft that the choice of a source made for an event. Out: that draft, and those that go with it by rule; none
// where the report itself says that it was not so:
//   joined   "residents and a medic said": one draft each
//   told denial   "denied the army's claim that ...": the army asserts, the subject denies (inner_claim.h)
//   mutual   "both sides blamed each other for ...": each accuses the other
// Guaranteed: the draft given comes first where there is one, or an inner claim before its denial. Bare denials behind
// the event are denial.h's business.
#pragma once

#include <vector>

#include "claim/inner_claim.h"
#include "claim/source_features.h"
#include "claim/stance.h"

namespace sayso {

// The candidate chosen, or another saying of the same speaker that is nearer to the event: of "denied the raid and
// claimed that rebels staged it" the second tells how the speaker stands to the staging.
ChosenSource nearest_of_speaker(const SourceContext& context, const Event& event,
                                const std::vector<SourceCandidate>& candidates, size_t best);

// "the agency said, citing the ministry": the ministry; the source chosen where nobody is cited.
ChosenSource cited_source(const SourceContext& context, ChosenSource chosen);

// Whether the one says it of the other: "A and B accused each other", "each side says that the other fired".
bool is_mutual(const SourceContext& context, const Saying& saying, const SpeakerOption& speaker);

// Makes the draft of one source. `speaker` may be any phrase of the saying.
ClaimDraft make_draft(const SourceContext& context, const StanceReader& stances, const std::vector<Event>& events,
                      size_t event, ChosenSource chosen);

std::vector<ClaimDraft> drafts_for(const SourceContext& context, const StanceReader& stances,
                                   const std::vector<Event>& events, size_t event, ChosenSource chosen);

}  // namespace sayso
