// The steps, each over all claims of the report:
//   1. what each claim says itself: group of its kind, place, days, sides, figures, words, who and what was hit;
//   2. a claim that denies another, or tells of the same word of the text as another source, is about the same thing:
//      what it leaves open, or says less exactly, is that of the other;
//   3. a claim without a place goes with the claim of its group just before it, where that stands near in the text and
//      their days meet;
//   4. a claim that names an area, or nothing, goes to the one spot of its report where something of its group happened
//      on its days, where there is but one and the area may hold it;
//   5. what has no place even then keeps the places that its report names, as evidence for where it may belong.
// Days that nobody said (the reader fell back on the day of publication) reach one day back: what is told in the
// morning happened the day before; what is denied or is a denial reaches farther, since it was told of before.

#include "incident/slot.h"

#include <algorithm>
#include <map>
#include <set>

#include "incident/lists.h"

namespace sayso {
namespace {

constexpr int kDistrict = 3, kProvince = 4;
// A time longer than this is a period of the war, not the day of an incident.
constexpr int kLongest = 14;
// A claim without a day happened within so many days before it was published. What is denied was told of before, and
// the answer took its time.
constexpr int kNewsAge = 2, kDeniedAge = 4;
// How far, in characters, one sentence may lie behind another to go on about the same thing.
constexpr uint32_t kNear = 400;
// A report that names more places than this says nothing of one by naming it.
constexpr size_t kMostNamed = 20;
// Figures below are too common to show that two reports speak of one thing.
constexpr int64_t kTellingFigure = 3;

std::vector<std::string> sides_of(const Claim& c) {
  std::vector<std::string> out;
  for (const auto* list : {&c.by, &c.on})
    for (const ReadActor& actor : *list)
      for (const std::string& side : actor.side)
        if (side != "civilians" && side != "combatants") out.push_back(side);
  for (const ReadToll& toll : c.tolls)
    for (const std::string& side : toll.side)
      if (side != "civilians") out.push_back(side);
  // "The operation was lawful, the coalition said": where nobody is named, who speaks of it is a party to it.
  if (out.empty() && c.source && (c.source->type == "belligerent" || c.source->type == "official"))
    for (const std::string& side : c.source->side)
      if (side != "civilians") out.push_back(side);
  each_once(out);
  return out;
}

std::vector<std::string> figures_of(const Claim& c) {
  std::vector<std::string> out;
  for (const ReadToll& toll : c.tolls)
    if (toll.value && *toll.value >= kTellingFigure) out.push_back(toll.what + " " + std::to_string(*toll.value));
  std::sort(out.begin(), out.end());
  return out;
}

// Who and what was hit, beside the sides themselves: "singers", "school bus".
std::vector<std::string> things_of(const Claim& c, const IncidentWords& words) {
  std::vector<std::string> out;
  auto put = [&](const std::string& name) {
    for (std::string& word : words.thing_words(name)) out.push_back(std::move(word));
  };
  for (const ReadActor& actor : c.on)
    if (actor.type != "belligerent") put(actor.name);
  for (const ReadToll& toll : c.tolls) put(toll.of);
  each_once(out);
  return out;
}

bool days_meet(const Slot& a, const Slot& b) { return a.first <= b.last && b.first <= a.last; }

bool running_total(const Claim& c) {
  return !c.tolls.empty() && std::all_of(c.tolls.begin(), c.tolls.end(), [](const ReadToll& t) { return t.total; });
}

class Settler {
 public:
  Settler(const Reading& reading, const IncidentWords& words) : reading_(reading), words_(words) {
    if (reading.published) published_ = parse_iso_day(std::string_view(*reading.published).substr(0, 10));
  }

  std::vector<Slot> settle() {
    for (const Claim& c : reading_.claims)
      if (c.denies) denied_.insert({c.n, *c.denies});
    for (const Claim& c : reading_.claims) slots_.push_back(own(c));
    follow();
    go_on();
    to_the_only_spot();
    named();
    return std::move(slots_);
  }

 private:
  Slot own(const Claim& c) const {
    Slot s;
    const IncidentWords::Group& group = words_.group_of(c.kind);
    s.group = group.name;
    s.family = group.family;
    s.sides = sides_of(c);
    s.tolls = figures_of(c);
    s.words = words_.telling_words(c.sentence.text);
    s.things = things_of(c, words_);
    bool dated = set_days(c, s);
    if (c.place) {
      s.place = words_.place_key(c.place->name);
      s.name = c.place->name;
      s.country = c.place->country;
      s.lat = c.place->lat;
      s.lon = c.place->lon;
      s.precision = c.place->precision;
      s.wide = s.precision > kProvince;
    }
    if (!group.forms || c.modality == "future" || !dated) return s;
    s.level = s.place.empty() ? Level::open : s.precision <= kDistrict ? Level::spot : Level::area;
    // "So far 673 soldiers have been killed": the war's toll, which no day and no town has.
    if (running_total(c) && s.level != Level::spot) s.level = Level::none;
    s.because = "its own words";
    return s;
  }

  // False where the claim tells of a period, or of no time at all.
  bool set_days(const Claim& c, Slot& s) const {
    std::optional<Day> first, last;
    if (c.when && c.when->first) first = parse_iso_day(*c.when->first);
    if (c.when && c.when->last) last = parse_iso_day(*c.when->last);
    if (first && last) {
      s.first = day_number(*first);
      s.last = day_number(*last);
      s.day_said = !c.when->words.text.empty() || !published_ || *last != *published_;
      if (!s.day_said) --s.first;
      return s.last - s.first < kLongest && s.first <= s.last;
    }
    std::optional<Day> end = last ? last : published_;
    if (!end || first) return false;
    s.last = day_number(*end);
    s.first = s.last - (denied_.count(c.n) > 0 ? kDeniedAge : kNewsAge);
    return true;
  }

  void take(Slot& to, const Slot& from, const char* why, bool days_too) {
    to.place = from.place;
    to.name = from.name;
    to.country = from.country;
    to.lat = from.lat;
    to.lon = from.lon;
    to.precision = from.precision;
    to.wide = from.wide;
    to.level = from.level;
    to.because = why;
    if (days_too) {
      to.first = from.first;
      to.last = from.last;
      to.day_said = from.day_said;
      to.group = from.group;
      // It is weighed as the other is, so that no denial is parted from what it denies.
      to.family = from.family;
      to.sides = from.sides;
      to.words = from.words;
      to.tolls = from.tolls;
      to.things = from.things;
    }
  }

  void follow() {
    std::map<int, size_t> by_number;
    std::map<uint32_t, size_t> by_trigger;
    for (size_t i = 0; i < slots_.size(); ++i) {
      const Claim& c = reading_.claims[i];
      by_number[c.n] = i;
      by_trigger.emplace(c.trigger.begin, i);
    }
    for (size_t i = 0; i < slots_.size(); ++i) {
      const Claim& c = reading_.claims[i];
      auto other = c.denies ? by_number.find(*c.denies) : by_number.end();
      if (other != by_number.end() && other->second != i && slots_[other->second].level != Level::none) {
        take(slots_[i], slots_[other->second], "it denies a claim of its report", true);
        continue;
      }
      size_t first = by_trigger[c.trigger.begin];
      if (first != i && slots_[first].level != Level::none)
        take(slots_[i], slots_[first], "another source says it of the same words", true);
    }
  }

  void go_on() {
    for (size_t i = 1; i < slots_.size(); ++i) {
      Slot& s = slots_[i];
      if (s.level != Level::open) continue;
      for (size_t back = 1; back <= std::min<size_t>(i, 3); ++back) {
        const Slot& before = slots_[i - back];
        if (reading_.claims[i].sentence.begin > reading_.claims[i - back].sentence.end + kNear) break;
        if (before.place.empty() || before.group != s.group || before.level == Level::none || !days_meet(s, before))
          continue;
        take(s, before, "it goes on about the place named before it", false);
        break;
      }
    }
  }

  void to_the_only_spot() {
    std::vector<Slot> before = slots_;
    for (size_t i = 0; i < slots_.size(); ++i) {
      Slot& s = slots_[i];
      if (s.level != Level::open && s.level != Level::area) continue;
      const Slot* only = nullptr;
      bool several = false;
      for (const Slot& other : before) {
        if (other.level != Level::spot || other.group != s.group || !days_meet(s, other)) continue;
        if (!s.country.empty() && !other.country.empty() && s.country != other.country) continue;
        several |= only != nullptr && only->place != other.place;
        only = &other;
      }
      if (only == nullptr || several) continue;
      bool at_odds = !s.sides.empty() && !only->sides.empty();
      for (const std::string& side : s.sides)
        at_odds &= !std::binary_search(only->sides.begin(), only->sides.end(), side);
      if (at_odds) continue;
      take(s, *only, "the only spot that its report names for such a thing on those days", false);
    }
  }

  // What leaves its place open may belong to any place that the report names.
  void named() {
    std::set<std::string> places;
    for (const ReadPlace& p : reading_.places)
      if (p.precision <= kDistrict) places.insert(words_.place_key(p.name));
    if (places.size() > kMostNamed) return;  // a list of all that happened somewhere
    for (Slot& s : slots_)
      if (s.level == Level::open) s.named.assign(places.begin(), places.end());
  }

  const Reading& reading_;
  const IncidentWords& words_;
  std::optional<Day> published_;
  std::set<int> denied_;  // numbers of claims that deny another, or are denied
  std::vector<Slot> slots_;
};

}  // namespace

int day_number(Day day) { return static_cast<int>(day.time_since_epoch().count()); }
Day day_of(int number) { return Day(std::chrono::days(number)); }

int weight(const Slot& slot) {
  int days = slot.last - slot.first + 1;
  int full = slot.day_said ? 1200 : 600;
  return full / (days * days);
}

std::vector<Slot> settle(const Reading& reading, const IncidentWords& words) {
  return Settler(reading, words).settle();
}

}  // namespace sayso
