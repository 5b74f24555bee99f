// Who "he", "the ministry", "both sides" and "the rebels" are: links phrases to fuller ones and tells everyone's side.
//
// In: the phrases of a report with what their own words tell. Out: `References`: for each phrase the fuller phrase that
// it stands for, its sides, and its fullest name in the report. Guaranteed: `refers_to` never forms a ring; a side is
// given only where words of the report, or a row of the tables, give it.
// Known to go wrong: "they" for two groups told apart by what they do only; "it" for things; a second man of one family
// name; "the government" in a report on two countries at peace with each other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mention/actor_phrase.h"

namespace sayso {

struct Reference {
  int32_t refers_to = -1;  // index into ActorPhrases::list
  std::vector<std::string> sides;
  std::string name;  // words of the report, or the table's name where it is fuller
};

struct References {
  std::vector<Reference> phrases;                    // of each phrase
  std::vector<std::vector<std::string>> qualifiers;  // the sides of each qualifying noun
};

// `dateline` as for ActorFinder::find (actor.h).
References resolve_references(const Parse& parse, const ActorNames& names, const ActorNouns& nouns,
                              const ActorPhrases& phrases, const std::vector<Place>& places, std::string_view dateline);

}  // namespace sayso
