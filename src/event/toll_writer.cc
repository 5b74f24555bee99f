// A toll says what its count's own words say, as far as they do: the table of units has the word for what is counted,
// the finder of actors whose side it is. What they leave out is filled in from what stands around: the side chosen for
// the event's own target, the noun that two counts share, those whom the counted are some of, the tolls told before.
#include "event/toll_writer.h"

#include <algorithm>
#include <utility>

#include "event/clause.h"

namespace sayso {

void TollWriter::go_on(size_t sentence) {
  sentence_ = parse_.tokens().sentences[sentence].tokens;
  told_.go_on(sentence);
}

void TollWriter::add(const Counted& counted, std::string_view what, Event& event, const Count* whole) {
  const Count& count = *counted.count;
  Toll toll;
  toll.what = what;
  toll.phrase = count.phrase;
  toll.value = count.value;
  toll.bound = count.bound;
  toll.low = count.low;
  toll.high = count.high;
  toll.total = is_running_total(count);
  toll.of = own_noun(counted, what);
  toll.sides = own_sides(counted, event);
  if (const Toll* all = toll_of_whole(count, whole, event); all != nullptr && all->of == toll.of)
    toll.sides = all->sides;
  if (leaves_noun_out(parse_, counted)) fill_in(counted, toll);
  if (toll.of == "people" && is_of_fighters(c_, count)) toll.of = "combatants";
  std::erase(toll.sides, "civilians");
  for (const Toll& other : event.tolls)
    if (other.what == toll.what && other.phrase.overlaps(toll.phrase)) return;
  told_.add({toll, static_cast<size_t>(&event - events_.data()), count.bare_noun && count.value == 1, count.part,
             counted.unit && counted.unit->either && count.value == 0});
  event.tolls.push_back(std::move(toll));
}

// What the count is of, by its own words.
std::string TollWriter::own_noun(const Counted& counted, std::string_view what) const {
  const TokenIndex noun = counted.count->unit;
  std::string of = is_of_people(what) || noun == kNoToken ? "people" : parse_[noun].lemma;
  if (counted.unit) of = counted.unit->of;
  if (of != "people" || noun == kNoToken) return of;
  const Actor* actor = c_.mentions.actor_at(noun);
  return actor != nullptr && actor->combatants ? "combatants" : of;
}

// Whose the counted are, by their words and by what was chosen for the event.
std::vector<std::string> TollWriter::own_sides(const Counted& counted, const Event& event) const {
  const Count& count = *counted.count;
  std::vector<std::string> sides;
  if (count.unit != kNoToken)
    if (const Actor* actor = c_.mentions.actor_at(count.unit)) sides = actor->sides;
  if (!leaves_noun_out(parse_, counted))
    for (const Participant& on : event.on)
      if (on.head == count.unit && !on.sides.empty()) sides = on.sides;
  if (count.phrase.begin > 1)  // "two Georgian and three Russian soldiers": the tree has one noun for both
    if (const Count* last = c_.mentions.count_at(count.phrase.begin - 2);
        last != nullptr && sharing(c_, *last) == &count)
      sides = c_.finder.sides_of(c_.report, parse_, c_.mentions, {count.number.end, count.unit});
  if (sides.empty()) sides = c_.finder.sides_of(c_.report, parse_, c_.mentions, count.phrase);
  return sides;
}

// "Killed 20 rebels, including three commanders": those of whom they are some, where their words name no side; or
// nullptr.
const Toll* TollWriter::toll_of_whole(const Count& count, const Count* whole, const Event& event) const {
  if (whole == nullptr || event.tolls.empty() || count.phrase.begin == 0) return nullptr;
  const TokenIndex joint = count.phrase.begin - 1, end = whole->phrase.end;
  const bool beside = joint == end || (joint == end + 1 && parse_.word(end) == ",");
  if (!beside || !is_including(parse_, joint) || event.tolls.back().phrase != whole->phrase) return nullptr;
  for (TokenIndex i = count.phrase.begin; i < count.phrase.end; ++i)
    if (c_.mentions.place_at(i) != nullptr) return nullptr;
  return &event.tolls.back();
}

// What a toll is of, and whose, where the count's own words do not say.
void TollWriter::fill_in(const Counted& counted, Toll& toll) const {
  const Count& count = *counted.count;
  if (const Count* next = sharing(c_, count)) {
    if (const std::optional<Unit> unit = unit_of(c_, *next)) toll.of = unit->of;
    return;
  }
  const TokenIndex at = counted.anchor;
  const bool things = !is_of_people(toll.what);
  const TokenIndex noun = noun_left_out(c_, words_, counted, things);
  // "Another nine were wounded", "nine were wounded"
  const bool opens =
      count.additional || (parse_[at].upos == Upos::NUM && deep_object(parse_, predicate_of(parse_, at)) == at);
  const ToldToll* like = noun == kNoToken || (things && !count.part) ? told_.like(count, toll, opens) : nullptr;
  if (like != nullptr) {
    toll.of = like->toll.of;
    if (toll.sides.empty()) toll.sides = told_.sides_of(*like);
  } else if (noun != kNoToken) {
    const Actor* actor = c_.mentions.actor_at(noun);
    if (const std::optional<Unit> unit = unit_at(c_, noun)) toll.of = unit->of;
    if (toll.of == "people" && actor != nullptr && actor->combatants) toll.of = "combatants";
    if (toll.sides.empty()) toll.sides = actor != nullptr ? actor->sides : c_.mentions.phrase_sides.at(noun);
  }
}

// "40 so far", "brought the toll to 40": words of a total near the count.
bool TollWriter::is_running_total(const Count& count) const {
  constexpr TokenIndex kNear = 10, kBehind = 8;
  const TokenIndex begin = std::max(sentence_.begin, count.phrase.begin - kNear),
                   end = std::min(sentence_.end, count.phrase.end + kNear);
  for (TokenIndex i = begin; i < end; ++i) {
    const std::string& lemma = parse_[i].lemma;
    if (words_.reaching.contains(lemma)) {
      // "four died, raising the toll to 9": what follows is told of the other number
      if (i >= count.phrase.end && (lemma == "bring" || lemma == "raise")) break;
      for (TokenIndex j = i; j < std::min(end, i + kBehind); ++j)
        if (parse_[j].lemma == "to" || parse_[j].lemma == "toll" || parse_[j].lemma == "total") return true;
    } else if (words_.total.contains(lemma)) {
      if (lemma == "far" && (i == 0 || parse_[i - 1].lemma != "so")) continue;
      if (lemma == "go" && (i + 1 >= end || parse_[i + 1].lemma != "up")) continue;
      return true;
    }
  }
  return false;
}

void TollWriter::tell_more(const Count& count, const Count& one) {
  const std::optional<Unit> unit = unit_of(c_, count);
  if (!unit || told_.here().empty() || told_.here().back().toll.phrase != one.phrase) return;
  Toll& toll = told_.here().back().toll;
  if (toll.of != "people" || (unit->of_class != CountClass::combatants && unit->of_class != CountClass::civilians))
    return;
  for (Toll& given : events_[told_.here().back().event].tolls)
    if (given.phrase == toll.phrase) given.of = unit->of;
  toll.of = unit->of;
}

void TollWriter::drop_none_beside_some() {
  for (const ToldToll& none : told_.here()) {
    if (!none.either) continue;
    const bool some = std::any_of(told_.here().begin(), told_.here().end(), [&](const ToldToll& t) {
      return t.toll.what == none.toll.what && t.event == none.event && t.toll.value && *t.toll.value > 0;
    });
    if (some)
      std::erase_if(events_[none.event].tolls,
                    [&](const Toll& t) { return t.what == none.toll.what && t.phrase == none.toll.phrase; });
  }
}

}  // namespace sayso
