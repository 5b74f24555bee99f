// Harm that is somebody's deed of its own: "Rebels killed 12 soldiers in Goma, and the army shelled Beni."
//
// Harm mostly is what an act beside it did, and the second look (second_look.h) has learned to tell the two once. Not
// so where clauses with subjects of their own stand side by side. By the tree alone: in the first of them somebody does
// it to somebody, or each has a place of its own; or the act is what those harmed had done ("killed four men who had
// attacked a bus"), what it happened beside ("killed 12 amid fighting") or what some of them suffered ("including two
// killed by a bomb"); and no other act stands in the clause of the harm. Known to go wrong:
// clauses that the parser hangs elsewhere, and a doer who is named twice in other words.
#pragma once

#include <vector>

#include "event/context.h"
#include "event/judge.h"
#include "event/kinds.h"

namespace sayso {

// Whether candidate `k` of `all` tells such a deed; `asked` are the candidates that are events or nearly so
// (candidates_for_second_look), of which those with at least that score count.
bool is_own_deed(const EventContext& context, const EventWords& words, const Kinds& kinds,
                 const std::vector<Judged>& all, const std::vector<size_t>& asked, int threshold, size_t k);

}  // namespace sayso
