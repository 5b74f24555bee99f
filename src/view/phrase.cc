#include "view/phrase.h"

namespace sayso {

std::string figure(const ReadToll& toll) {
  auto number = [](int64_t n) { return std::to_string(n); };
  if (!toll.value) {
    if (toll.low && toll.high) return number(*toll.low) + "–" + number(*toll.high);
    if (toll.low) return "≥ " + number(*toll.low);
    if (toll.high) return "≤ " + number(*toll.high);
    return "many";
  }
  std::string sign = toll.relation == ">="   ? "≥"
                     : toll.relation == "<=" ? "≤"
                     : toll.relation == "="  ? ""
                                             : toll.relation;
  return sign.empty() ? number(*toll.value) : sign + " " + number(*toll.value);
}

std::string counted(const ReadToll& toll) {
  std::string whose = sides(toll.side);
  if (whose.empty() || whose == toll.of) return toll.of;
  return toll.of + " of " + whose;
}

std::string days(const ReadTime& time) {
  if (time.first && time.last) return *time.first == *time.last ? *time.first : *time.first + " to " + *time.last;
  if (time.last) return "until " + *time.last;
  if (time.first) return "since " + *time.first;
  return "";
}

std::string place(const ReadPlace& place) {
  const std::string& name = place.name.empty() ? place.words.text : place.name;
  return place.country.empty() ? name : name + ", " + place.country;
}

std::string sides(const std::vector<std::string>& side) {
  std::string all;
  for (const std::string& s : side) all += (all.empty() ? "" : " and ") + s;
  return all;
}

const std::string& name_of(const ReadActor& actor) { return actor.name.empty() ? actor.words.text : actor.name; }

std::string stance_word(const Claim& claim) {
  if (claim.stance == "asserts") return "says";
  if (claim.stance == "unknown") return "does not know";
  return claim.stance;
}

std::string own_voice(const Reading& reading) {
  if (reading.outlet) return *reading.outlet;
  if (reading.agency) return *reading.agency;
  return "the report";
}

std::string block_role(const Reading& reading, const Claim& claim) {
  for (const ReadBlock& block : reading.blocks)
    if (block.begin <= claim.sentence.begin && claim.sentence.begin < block.end) return block.role;
  return "paragraph";
}

}  // namespace sayso
