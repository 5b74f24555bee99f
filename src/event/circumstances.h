// Where and when: each event's place and days, from its clause, its sentence, or what was told just before.
//
// A place nearest in the tree wins over one nearer in the text; without one, an event takes the place of the event
// before it that it continues. The days of an event are those of its clause, then of its sentence, then of the last
// dated words of the story, then "by the day of saying" where nothing dates it.
#pragma once

#include <vector>

#include "event/context.h"
#include "event/event.h"

namespace sayso {

void find_circumstances(const EventContext& context, const EventWords& words, std::vector<Event>& events);

}  // namespace sayso
