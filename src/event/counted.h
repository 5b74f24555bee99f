// Questions about one count that its own words leave open: what it is of ("two of them", "to nine"), and whether what
// is told of those counted is any harm at all ("a bus carrying 20 policemen").
#pragma once

#include <vector>

#include "event/context.h"

namespace sayso {

// The noun that says what a count is of which has no noun of its own: the peacekeepers of "brought to 19 the number of
// peacekeepers killed", whom "two of them" stands for, the children of "nine were children", the drones before "shot
// down 12". `things`: whether what befell them befalls things. kNoToken where nothing says it. `anchor`: the token that
// ties the count into the tree.
TokenIndex noun_left_out(const EventContext& context, const EventWords& words, const Count& count, TokenIndex anchor,
                         bool things);

// What a count of that noun would be of.
std::optional<Unit> unit_at(const EventContext& context, TokenIndex noun);

// Those who were counted but whom nothing befell: who was carried, who is mourned, the family that the others are from.
bool tells_no_harm(const EventContext& context, const EventWords& words, const Count& count, TokenIndex anchor);

// The word of a war that has cost what the verb says: "a conflict that has killed 9,000". kNoToken for any other.
TokenIndex war_of(const EventContext& context, const EventWords& words, TokenIndex harm);

}  // namespace sayso
