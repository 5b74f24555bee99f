#include "incident/kinship.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <tuple>

#include "base/text_util.h"
#include "incident/likeness.h"
#include "incident/lists.h"

namespace sayso {

namespace {

constexpr int kSpotAtMost = 3, kAreaAtMost = 5;
constexpr double kNearKm = 12;
constexpr int kSidesAtMost = 2, kMostThings = 12, kMostWords = 12, kMostNames = 12;

std::vector<std::string> common_of(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

template <typename Marks>
int shared_weight(const Marks& a, const Marks& b) {
  int sum = 0;
  auto x = a.begin(), y = b.begin();
  while (x != a.end() && y != b.end()) {
    if (x->word < y->word) {
      ++x;
    } else if (y->word < x->word) {
      ++y;
    } else {
      sum += x->weight;
      ++x, ++y;
    }
  }
  return sum;
}

bool holds(const std::vector<std::string>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// The figure of "killed 31".
int64_t figure_of(const std::string& toll) {
  size_t at = toll.rfind(' ');
  int64_t value = 0;
  if (at != toll.npos) std::from_chars(toll.data() + at + 1, toll.data() + toll.size(), value);
  return value;
}

std::vector<std::string> parts_of(const std::string& key) {
  std::vector<std::string> out;
  each_word(key, [&](std::string_view word) { out.emplace_back(word); });
  return out;
}

}  // namespace

void Part::add(const Slot& slot) {
  first = empty_ ? slot.first : std::min(first, slot.first);
  last = empty_ ? slot.last : std::max(last, slot.last);
  empty_ = false;
  families_.push_back(slot.family);
  auto put = [](std::vector<std::string>& to, const std::vector<std::string>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  put(sides_, slot.sides);
  put(tolls_, slot.tolls);
  put(things_said_, slot.things);
  day_said_ |= slot.day_said;
  put(words_said_, slot.words);
  if (!slot.place.empty() && slot.precision <= kAreaAtMost) {
    Place& at = (slot.precision <= kSpotAtMost ? spots_ : areas_)[slot.place];
    // Of two readings of one name the same is kept whatever their order.
    if (slot.lat && (!at.lat || std::pair(*slot.lat, *slot.lon) < std::pair(*at.lat, *at.lon))) {
      at.lat = slot.lat;
      at.lon = slot.lon;
    }
    at.precision = std::min(at.precision, slot.precision);
  }
}

void Part::finish(const Story& story, const IncidentWords& words) {
  for (auto* list : {&families_, &sides_, &tolls_, &things_said_, &words_said_}) each_once(*list);
  // Things are named one by one: "schools" are as common as "a school" is.
  for (const std::string& thing : things_said_)
    if (int weight = std::min(words.telling(thing), words.telling(thing + "s")); weight > 0)
      things_.push_back({hash_text(thing), weight});
  std::sort(things_.begin(), things_.end());
  things_said_.clear();
  std::vector<std::string> own;
  for (auto* places : {&spots_, &areas_})
    for (auto& [key, place] : *places)
      for (std::string& part : parts_of(key)) {
        place.weight += words.telling(part);
        own.push_back(std::move(part));
      }
  for (auto* places : {&spots_, &areas_})
    for (auto& [key, place] : *places) place.weight = std::min(place.weight, IncidentWords::kMostTelling);
  for (const std::string& word : words_said_) {
    if (std::find(own.begin(), own.end(), word) != own.end()) continue;
    if (int weight = words.telling(word); weight > 0) words_.push_back({hash_text(word), weight});
  }
  std::sort(words_.begin(), words_.end());
  words_said_.clear();
  places_named_ = story.places;
  std::vector<std::string> of_places;
  for (const std::string& key : story.places)
    for (std::string& part : parts_of(key)) of_places.push_back(std::move(part));
  each_once(of_places);
  for (const std::string& name : story.names) {
    // "Jacarezinho" is a place of the other report, although this one's reader took it for none.
    places_named_.push_back(name);
    if (!holds(of_places, name)) names_.push_back({hash_text(name), words.telling(name)});
  }
  each_once(places_named_);
  std::sort(names_.begin(), names_.end());
}

// Looks into both.
struct PartView {
  struct Named {
    int weight = 0;
    std::string which;
    bool holds = false;  // an area: a spot of the other's lies in it
  };

  // Whether the spots lie within an area, as far as that is known of both.
  enum class Within { unknown, yes, no };
  static Within within(const std::map<std::string, Part::Place>& spots, const Part::Place& area) {
    if (!area.lat || area.precision != kProvincePrecision) return Within::unknown;
    Within out = Within::unknown;
    for (const auto& [key, spot] : spots) {
      if (!spot.lat) continue;
      if (distance_on_earth(*spot.lat, *spot.lon, *area.lat, *area.lon) <= kProvinceKm) return Within::yes;
      out = Within::no;
    }
    return out;
  }

  // The most telling of the places that the other part's report names as well.
  static Named named(const std::map<std::string, Part::Place>& places, const Part& by, bool areas) {
    Named out;
    for (const auto& [key, place] : places) {
      // That both put it in one province says little: it holds many happenings.
      if (areas && by.areas_.count(key) > 0) continue;
      // A province tells more than its name does: it is not the country.
      int weight = std::min(place.weight + (areas ? 1 : 0), IncidentWords::kMostTelling);
      if (weight < out.weight) continue;
      std::vector<std::string> parts = parts_of(key);
      bool found = holds(by.places_named_, key) ||
                   std::all_of(parts.begin(), parts.end(),
                               [&](const std::string& part) { return holds(by.places_named_, part); });
      if (!found) continue;
      Within spots = areas ? within(by.spots_, place) : Within::unknown;
      if (spots == Within::no) continue;
      if (weight == out.weight && (out.holds || spots != Within::yes)) continue;
      out = {weight, key, spots == Within::yes};
    }
    return out;
  }

  static std::optional<double> least_distance(const std::map<std::string, Part::Place>& a,
                                              const std::map<std::string, Part::Place>& b) {
    std::optional<double> least;
    for (const auto& [key, x] : a)
      for (const auto& [other, y] : b)
        if (x.lat && y.lat) least = std::min(least.value_or(40'000), distance_on_earth(*x.lat, *x.lon, *y.lat, *y.lon));
    return least;
  }

  // The same whichever of two reports comes first.
  static const Named& more(const Named& a, const Named& b) {
    return std::tuple(-a.weight, !a.holds, std::string_view(a.which)) <=
                   std::tuple(-b.weight, !b.holds, std::string_view(b.which))
               ? a
               : b;
  }

  static Kinship of(const Part& a, const Part& b, const KinshipPoints& points) {
    Kinship out;
    if (a.first > b.last + 1 || b.first > a.last + 1) return out;
    std::vector<std::string> sides = common_of(a.sides_, b.sides_), same;
    for (const auto& [key, place] : a.spots_)
      if (b.spots_.count(key) > 0) same.push_back(key);
    // Of one and the same place it says nothing that it is named.
    Named first, other;
    if (same.empty()) {
      first = named(a.spots_, b, false);
      other = named(b.spots_, a, false);
    }
    Named area = named(a.areas_, b, true), other_area = named(b.areas_, a, true);
    // Neither who nor where: what else they share, any two reports of a war may.
    if (sides.empty() && same.empty() && first.weight + other.weight + area.weight + other_area.weight == 0) return out;
    std::string against;
    auto add = [&](int value, const std::string& why) {
      if (value == 0) return;
      out.points += value;
      std::string& reasons = value > 0 ? out.because : against;
      reasons += (reasons.empty() ? value > 0 ? "" : ", though " : ", ") + why;
    };
    if (same.empty() && !a.spots_.empty() && !b.spots_.empty()) {
      bool unnamed = first.weight + other.weight + area.weight + other_area.weight == 0;
      if (std::optional<double> least = least_distance(a.spots_, b.spots_)) {
        const bool far = *least >= kNearKm;
        // What is said in like words of two towns of one war is two things; and who names both towns and puts it at one
        // of them tells the two apart.
        if (far && (unnamed || (first.weight > 0) != (other.weight > 0))) return {};
        add(far ? points.far : points.near, far ? "far apart" : "near");
      }
      if (unnamed) add(points.apart, "neither names the other's place");
    }
    bool day_apart = a.first > b.last || b.first > a.last, both_say = a.day_said_ && b.day_said_;
    if (day_apart) add(both_say ? points.next : points.next / 2, "a day apart");
    if (!same.empty()) add(points.place, "both put it at " + same.front());
    if (const Named& most = more(first, other); most.weight > 0)
      add(points.named * most.weight / IncidentWords::kMostTelling,
          "one puts it at " + most.which + ", which the other names");
    if (first.weight > 0 && other.weight > 0) add(points.both, "each names the other's place");
    if (const Named& most = more(area, other_area); most.weight > 0) {
      add(points.area * most.weight / IncidentWords::kMostTelling,
          "one puts it in " + most.which + ", which the other names");
      if (most.holds) add(points.holds, "where the other's place lies");
    }
    add(points.side * std::min<int>(static_cast<int>(sides.size()), kSidesAtMost), "the sides");
    if (sides.empty() && !a.sides_.empty() && !b.sides_.empty()) add(points.odds, "other sides");
    if (!common_of(a.families_, b.families_).empty()) add(points.kind, "the kind");
    int64_t figure = 0;
    for (const std::string& toll : common_of(a.tolls_, b.tolls_)) figure = std::max(figure, figure_of(toll));
    if (figure > 0)
      add(figure >= 100  ? 2 * points.figure
          : figure >= 10 ? points.figure
                         : points.figure / 2,
          fmt::format("the figure {}", figure));
    add(points.thing * std::min(shared_weight(a.things_, b.things_), kMostThings), "who or what was hit");
    // Reports of a siege say the same of every day in the same words.
    if (!(day_apart && both_say && !same.empty())) {
      add(points.word * std::min(shared_weight(a.words_, b.words_), kMostWords), "telling words");
      add(points.name * std::min(shared_weight(a.names_, b.names_), kMostNames), "names");
    }
    out.because += against;
    return out;
  }
};

Kinship kinship(const Part& a, const Part& b, const KinshipPoints& points) { return PartView::of(a, b, points); }

}  // namespace sayso
