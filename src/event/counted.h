// Questions about one count: what it is of, which its own words may leave open ("two of them", "to nine", "two Georgian
// and three Russian soldiers"), and whether what is told of those counted is any harm at all ("a bus carrying 20
// policemen").
//
// In: a count, one of the report's or one made for somebody told without a number (uncounted.h). Out: answers to single
// questions; nothing is decided here and nothing kept.
#pragma once

#include <optional>

#include "event/context.h"

namespace sayso {

// A count with what the words around it make of it.
struct Counted {
  const Count* count = nullptr;
  std::optional<Unit> unit;      // what it is of; none where its words do not say, or say what no table knows
  TokenIndex anchor = kNoToken;  // the token that ties it into the tree
};
Counted look_at(const EventContext& context, const Count& count);

// What a count is of; a name's bearer is what stands before it ("Trooper J. Smith", "the corvette Cheonan"), or
// somebody where it is a person's.
std::optional<Unit> unit_of(const EventContext& context, const Count& count);
// What a count of that noun would be of.
std::optional<Unit> unit_at(const EventContext& context, TokenIndex noun);

// "Nine", "four others", "30 wounded", "nine of those killed".
bool leaves_noun_out(const Parse& parse, const Counted& counted);

// "Two Georgian and three Russian soldiers": the next count, which the noun stands with; or nullptr.
const Count* sharing(const EventContext& context, const Count& count);

// The noun that says what a count is of which has no noun of its own: the peacekeepers of "brought to 19 the number of
// peacekeepers killed", whom "two of them" stands for, the children of "nine were children", the drones before "shot
// down 12". `things`: whether what befell them befalls things. kNoToken where nothing says it.
TokenIndex noun_left_out(const EventContext& context, const EventWords& words, const Counted& counted, bool things);

// "Four Hezbollah members", "three of its men".
bool is_of_fighters(const EventContext& context, const Count& count);

// "Including": what stands behind the word are some of those before it.
bool is_including(const Parse& parse, TokenIndex i);

// Those who were counted but whom nothing befell: who was carried, who is mourned, the family that the others are from.
bool tells_no_harm(const EventContext& context, const EventWords& words, const Counted& counted);

}  // namespace sayso
