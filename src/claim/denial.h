// Denials: which claim a denial denies, and the denials that name no event of their own.
//
// "Kyiv rejected the charge" has no event word: it is a denial of a claim made before, and takes that claim's trigger.
#pragma once

#include <vector>

#include "claim/answer.h"
#include "claim/source_features.h"
#include "claim/stance.h"

namespace sayso {

// Whether that saying is a denial of something said before it, not of what it introduces: "a claim that officials
// denied", "Kyiv rejected the charge", "which Kyiv denies".
bool is_bare_denial(const SourceContext& context, const Saying& saying, const AnswerWords& words);

// `drafts` are in the order of their triggers. `stances` know words that deny by themselves ("\"Rubbish,\" he
// retorted").
std::vector<Answer> bare_denials(const SourceContext& context, const std::vector<Event>& events,
                                 const std::vector<ClaimDraft>& drafts, const StanceReader& stances);

// Ties every denial that has none yet to the draft it denies: another source's on the same trigger, then the nearest
// before of the same kind, then the nearest deed before that is laid at the door of who denies.
void link_denials(const Parse& parse, const std::vector<Event>& events, const AnswerWords& words,
                  std::vector<ClaimDraft>& drafts);

}  // namespace sayso
