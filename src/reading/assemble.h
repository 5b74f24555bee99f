// The last step of reading: what the stages found becomes the public Reading, in words, code points and ids.
#pragma once

#include "claim/claim.h"
#include "event/explainer.h"
#include "event/kinds.h"
#include "sayso/reading.h"

namespace sayso {

Reading assemble(const Report& report, const Parse& parse, const Mentions& mentions, const std::vector<Event>& events,
                 const Claims& claims, const Kinds& kinds, const Explainer* explainer = nullptr);

// A sentence's tree in CoNLL-U, for `sayso explain`.
std::string conllu(const Parse& parse, const Sentence& sentence);

}  // namespace sayso
