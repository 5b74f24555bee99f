// One event for one happening that several words of a sentence tell.
//
// In: the events of a report in the order of the text, with their kinds and, of some, their doers and targets. Out:
// fewer of them. Three ways of telling twice are seen, all of them in the tree: what was begun, beside its beginning
// ("blamed for resuming the attacks"); an act and its harm ("the strike killed 12"), named by the act; two words of
// which one completes the other ("took 12 soldiers prisoner", "air strikes hit", "rammed and sank"). What the dropped
// word was told of goes to the one that stays. Known to go wrong: happenings told again in another sentence.
#pragma once

#include <vector>

#include "event/context.h"
#include "event/event.h"
#include "event/kinds.h"

namespace sayso {

void unite(const EventContext& context, const EventWords& words, const Kinds& kinds, std::vector<Event>& events);

}  // namespace sayso
