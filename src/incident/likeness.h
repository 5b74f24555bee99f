// incident/likeness: whether a claim that names a province, a country or no place at all tells of an incident that
// others place exactly.
//
// In: the claim's slot and what is known of the incident. Out: points, and the reasons for them; kEnough is needed.
// Guaranteed: what is at odds (other sides, another country, too far) has none, however much else agrees.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "incident/slot.h"

namespace sayso {

// What the claims that place an incident exactly say of it together.
struct Evidence {
  std::string group, country;
  std::optional<double> lat, lon;
  int first = 0, last = 0;
  std::set<std::string> families, sides, words, tolls, things, places;

  void add(const Slot& slot);
};

struct Likeness {
  int points = 0;
  std::string because;
};

inline constexpr int kEnough = 7;
// UCDP's where_prec of a province, whose center lies no farther than this from its towns.
inline constexpr int kProvincePrecision = 4;
inline constexpr double kProvinceKm = 150;

Likeness likeness(const Slot& claim, const Evidence& incident);

// Kilometers on the sphere.
double distance_on_earth(double lat_a, double lon_a, double lat_b, double lon_b);

}  // namespace sayso
