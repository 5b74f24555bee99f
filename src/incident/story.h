// incident/story: the names that a report holds, by which it is known that another tells the same story.
//
// In: a Reading. Out: the places it names, and other names that tell much (of persons, units, ships), without the sides
// of the war, which all its reports name. Guaranteed: a pure function of the reading. Known to go wrong: a name that
// begins a sentence wherever it stands is not seen.
#pragma once

#include <string>
#include <vector>

#include "incident/words.h"
#include "sayso/reading.h"

namespace sayso {

struct Story {
  std::vector<std::string> places;  // keys (IncidentWords::place_key), sorted; none of a report that names very many
  std::vector<std::string> names;   // single words, folded, sorted
};

Story story_of(const Reading& reading, const IncidentWords& words);

}  // namespace sayso
