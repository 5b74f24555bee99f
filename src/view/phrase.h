// view/phrase: the parts of a claim as short phrases, the same in every view for people.
//
// Guaranteed: a number keeps the bound it was said with; what is not known is left out or "-", never guessed.
#pragma once

#include <string>

#include "sayso/reading.h"

namespace sayso {

// "> 550", "≥ 31", "~ 30", "10–15", "0", "≤ 40"; "many" where no number is said. `so far` is not part of it.
std::string figure(const ReadToll& toll);

// What was counted and whose it was, in the plural but for one: "combatants of Armenia", "person", "tank of
// Azerbaijan".
std::string counted(const ReadToll& toll);
// The same in the plural, whatever the number: what several tolls have in common.
std::string counted_things(const ReadToll& toll);

// "2020-09-28", "2020-07-01 to 2020-07-31", "until 2020-09-27", "since 2020-09-27"; empty where no end is known.
std::string days(const ReadTime& time);

// "Tartar, AZ".
std::string place(const ReadPlace& place);

// Sides joined by " and ", empty where open.
std::string sides(const std::vector<std::string>& side);

// The name of an actor as a person reads it: the fullest name known, else the words.
const std::string& name_of(const ReadActor& actor);

// "says", "denies", "accuses", "confirms", "does not know": what a source does with its claim.
std::string stance_word(const Claim& claim);

// Who speaks where no source is named: the outlet, its agency, or "the report".
std::string own_voice(const Reading& reading);

// The role of the block that holds a claim's sentence: "paragraph", "caption", ...
std::string block_role(const Reading& reading, const Claim& claim);

}  // namespace sayso
