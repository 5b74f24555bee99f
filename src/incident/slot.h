// incident/slot: where and when one claim says that it happened, settled within its own report.
//
// In: a Reading. Out: a slot for each claim, in order. A claim that leaves its place or day open takes it from the
// claim that it denies, that tells of the same word, or that stands before it; nothing outside the report is looked at,
// so a slot never changes with what else is in a ledger. Guaranteed: a pure function of the reading. Known to go wrong:
// in a report of two happenings on one day, what has no place of its own may go to the wrong one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/days.h"
#include "incident/words.h"
#include "sayso/reading.h"

namespace sayso {

enum class Level : uint8_t {
  none,  // no incident: a plan, a running toll of months, a word of blame alone
  spot,  // a named place no wider than a district
  area,  // a province, a country
  open,  // no place at all
};

struct Slot {
  Level level = Level::none;
  std::string group, family;
  std::string place;    // key, empty where open
  std::string name;     // of the place, as a person reads it
  std::string country;  // ISO 3166-1 alpha-2, or empty
  std::optional<double> lat, lon;
  int precision = 6;
  int first = 0, last = 0;          // days since 1970-01-01
  bool day_said = false;            // false where the day is no more than the day of publication
  bool wide = false;                // of a place: wider than a province
  std::vector<std::string> sides;   // that act in it or suffer from it, sorted, without civilians
  std::vector<std::string> words;   // that tell it from others, sorted
  std::vector<std::string> tolls;   // "killed 31": figures that two reports of one thing may share, sorted
  std::vector<std::string> things;  // who and what was hit, in words that tell it from others, sorted
  std::vector<std::string> named;   // places that its report names, where it names none itself, sorted
  std::string because;              // how place and day came about, for `sayso explain`
};

std::vector<Slot> settle(const Reading& reading, const IncidentWords& words);

// How much a slot has to say about the day of its incident: a day said outright most.
int weight(const Slot& slot);

int day_number(Day day);
Day day_of(int number);

}  // namespace sayso
