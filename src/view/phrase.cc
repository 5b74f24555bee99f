#include "view/phrase.h"

namespace sayso {
namespace {

bool is_people(std::string_view of) { return of == "people" || of == "combatants" || of == "civilians"; }

std::string singular(const std::string& of) {
  if (of == "people") return "person";
  return is_people(of) ? of.substr(0, of.size() - 1) : of;
}

// Things counted are named in the singular ("tank"). Only regular plurals are known here; what has none ("aircraft") is
// told by its end.
std::string plural(const std::string& of) {
  if (of.empty() || is_people(of) || of.ends_with("craft")) return of;
  if (of.ends_with("us") || of.ends_with("ss") || of.ends_with("x") || of.ends_with("ch") || of.ends_with("sh"))
    return of + "es";
  if (of.back() == 's') return of;
  bool vowel_before_y = of.size() > 1 && std::string_view("aeiou").find(of[of.size() - 2]) != std::string_view::npos;
  if (of.back() == 'y' && !vowel_before_y) return of.substr(0, of.size() - 1) + "ies";
  return of + "s";
}

std::string with_owner(const std::string& thing, const ReadToll& toll) {
  std::string whose = sides(toll.side);
  return whose.empty() || whose == toll.of ? thing : thing + " of " + whose;
}

}  // namespace

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
  return toll.value == 1 && toll.relation == "=" ? with_owner(singular(toll.of), toll) : counted_things(toll);
}

std::string counted_things(const ReadToll& toll) { return with_owner(plural(toll.of), toll); }

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
