// Who did it and to whom: the doers and targets of an event, from the roles in the tree.
//
// In: a candidate trigger with its rule's frame. Out: `by` and `on`, joined noun phrases taken apart. A phrase stands
// in `by` only where it is an actor or its words tell a side ("a Russian missile"); weapons of nobody ("rockets") do
// not. Known to go wrong: subjects across several clauses, and lists whose parts the parser hangs in the wrong place.
#pragma once

#include <vector>

#include "event/context.h"
#include "event/event.h"

namespace sayso {

struct Participants {
  std::vector<Participant> by, on;
};

Participants find_participants(const EventContext& context, const EventWords& words, const EventCandidate& candidate);

// True where a mention of an actor has its head at token i.
bool heads_actor(const Mentions& mentions, TokenIndex i);

// True for arms that nobody is named with and that somebody sends: "a drone", "the missiles", but not "tanks", which
// come with their crew. They do nothing by themselves.
bool is_arms_alone(const Parse& parse, const EventWords& words, const Participant& who);

// True for arms named with whose they are: "a Hezbollah missile", "Syrian rockets".
bool is_arms_of_a_side(const Mentions& mentions, const Parse& parse, const EventWords& words, const Participant& who);

// True for the participle of an adjective that names somebody: "led" of "Saudi-led air strikes".
bool is_participle_of_name(const Mentions& mentions, const Parse& parse, TokenIndex i);

// True for weapons that something is done with: "fought with artillery and tanks", but not "with two army tanks".
bool is_what_it_is_done_with(const Parse& parse, const EventWords& words, const Participant& who);

// What sort of words name a participant, as evidence: "fighters", "civilians", "place", "pronoun of a side", ...
std::string_view type_of(const EventContext& context, const Participant& who);

// "Blamed the shelling of Kharkiv on Russia", "the shelling was blamed on Russia", wherever the tree hangs it: the head
// of the last party behind an "on". kNoToken where the event is nobody's to be blamed for.
TokenIndex blamed_for(const EventContext& context, const EventWords& words, TokenIndex event);

// "Accused them of staging the attack": the party that is charged with the verb. kNoToken where nobody is.
TokenIndex charged_with(const EventContext& context, const EventWords& words, TokenIndex event);

// "Both sides" where the report tells which two, "the enemy" where it tells whose: there is nothing to choose.
bool side_goes_by_noun(const EventContext& context, const Participant& who);

// True where a name or a people's adjective within the phrase tells its side; else its side was inferred.
bool names_its_side(const EventContext& context, const Participant& who);

// "Militants in northern Iraq": token i heads the place where those are whom a fighters' phrase names.
bool is_where_a_group_is(const Mentions& mentions, const Parse& parse, TokenIndex i);

// The noun phrase headed by `head` as a participant, with its actor and sides.
Participant participant_at(const EventContext& context, TokenIndex head);

// The same in the words that name the party alone: "people" of "the number of people", "the army" of "accused the army
// of killings".
Participant party_at(const EventContext& context, const EventWords& words, TokenIndex head);

}  // namespace sayso
