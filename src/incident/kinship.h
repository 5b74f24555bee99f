// incident/kinship: whether what two reports tell is one happening although they place or date it otherwise.
//
// In: a part of each report: its claims of one place and day, and the names that the report holds. Out: points, and the
// reasons for them; `enough` are needed (knowledge/incidents/kinship.tsv). One paper names the quarter, the other the
// city; one the day, the other the night before; one dates by the news, the other by the deed: what they have in common
// then is who and what was hit, the figures, the names, the words. Two places far apart speak against it, and so do two
// places near each other if neither report names the other's: villages shelled on one day remain two.
// So do two towns far apart of which one report names both and puts it at one of them.
// Guaranteed: symmetric, whole numbers alone. Known to go wrong: reports of two like happenings of one war and day that
// name the same people and towns.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "incident/slot.h"
#include "incident/story.h"
#include "incident/words.h"

namespace sayso {

// What one report says of one happening.
class Part {
 public:
  void add(const Slot& slot);
  // After the last claim.
  void finish(const Story& story, const IncidentWords& words);

  int first = 0, last = 0;

 private:
  friend struct PartView;
  struct Mark {
    uint64_t word;
    int weight;
    bool operator<(const Mark& other) const { return word < other.word; }
  };
  struct Place {
    std::optional<double> lat, lon;
    int weight = 0, precision = 9;
  };
  bool empty_ = true;
  bool day_said_ = false;
  std::vector<std::string> families_, sides_, tolls_, things_said_, words_said_;
  std::map<std::string, Place> spots_, areas_;
  std::vector<Mark> words_, things_, names_;
  std::vector<std::string> places_named_;  // by its report
};

struct Kinship {
  int points = 0;
  std::string because;
};

Kinship kinship(const Part& a, const Part& b, const KinshipPoints& points);

}  // namespace sayso
