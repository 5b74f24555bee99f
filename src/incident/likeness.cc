#include "incident/likeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sayso {
namespace {

constexpr int kSidePoints = 2, kFamilyPoints = 1, kAreaPoints = 3, kFigurePoints = 3, kThingPoints = 2,
              kNamedPoints = 3, kMostWordPoints = 4, kDayPoints = 1;

int shared(const std::vector<std::string>& some, const std::set<std::string>& others) {
  return static_cast<int>(
      std::count_if(some.begin(), some.end(), [&](const std::string& s) { return others.count(s) > 0; }));
}

}  // namespace

double distance_on_earth(double lat_a, double lon_a, double lat_b, double lon_b) {
  constexpr double kRadian = std::numbers::pi / 180, kEarth = 6371;
  double dlat = (lat_b - lat_a) * kRadian / 2, dlon = (lon_b - lon_a) * kRadian / 2;
  double h = std::sin(dlat) * std::sin(dlat) +
             std::cos(lat_a * kRadian) * std::cos(lat_b * kRadian) * std::sin(dlon) * std::sin(dlon);
  return 2 * kEarth * std::asin(std::min(1.0, std::sqrt(h)));
}

void Evidence::add(const Slot& slot) {
  group = slot.group;
  if (country.empty()) country = slot.country;
  if (!lat && slot.lat) {
    lat = slot.lat;
    lon = slot.lon;
  }
  if (families.empty()) {
    first = slot.first;
    last = slot.last;
  }
  first = std::min(first, slot.first);
  last = std::max(last, slot.last);
  families.insert(slot.family);
  sides.insert(slot.sides.begin(), slot.sides.end());
  words.insert(slot.words.begin(), slot.words.end());
  tolls.insert(slot.tolls.begin(), slot.tolls.end());
  things.insert(slot.things.begin(), slot.things.end());
  places.insert(slot.place);
}

Likeness likeness(const Slot& claim, const Evidence& incident) {
  if (claim.group != incident.group || claim.first > incident.last || incident.first > claim.last) return {};
  if (!claim.country.empty() && !incident.country.empty() && claim.country != incident.country) return {};
  int sides = shared(claim.sides, incident.sides);
  if (sides == 0 && !claim.sides.empty() && !incident.sides.empty()) return {};
  Likeness out;
  auto add = [&](int points, const std::string& why) {
    if (points <= 0) return;
    out.points += points;
    out.because += (out.because.empty() ? "" : ", ") + why;
  };
  if (claim.level == Level::area && claim.precision <= kProvincePrecision && claim.lat && incident.lat) {
    if (distance_on_earth(*claim.lat, *claim.lon, *incident.lat, *incident.lon) > kProvinceKm) return {};
    add(kAreaPoints, claim.name + " holds it");
  } else if (shared(claim.named, incident.places) > 0) {
    add(kNamedPoints, "its report names the place");
  }
  if (claim.day_said) add(kDayPoints, "the day");
  if (sides > 0) add(kSidePoints, "the sides");
  if (incident.families.count(claim.family) > 0) add(kFamilyPoints, "the kind");
  if (shared(claim.tolls, incident.tolls) > 0) add(kFigurePoints, "a figure");
  if (shared(claim.things, incident.things) > 0) add(kThingPoints, "who or what was hit");
  int words = shared(claim.words, incident.words);
  add(std::min(words, kMostWordPoints), fmt::format("{} telling words", words));
  return out;
}

}  // namespace sayso
