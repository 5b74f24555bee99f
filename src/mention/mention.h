// mention: the words of a report that name an actor, a place, a time or a count, and what they stand for.
//
// In: Report, Parse, and the tables of `knowledge/` (see gazetteer.h, place.h, time.h, count.h, actor.h).
// Out: `Mentions`. Guaranteed: within each of the four lists mentions are in the order of the text and do not overlap,
// every mention lies within one sentence, and look-ups by token are constant time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/days.h"
#include "base/span.h"
#include "syntax/parse.h"

namespace sayso {

// Of a name that the gazetteer holds: how strongly the report speaks for the place that was chosen, and the best few
// others. The views are into the gazetteer.
struct PlaceOdds {
  struct Other {
    std::optional<uint32_t> geonames;
    std::string_view name, country;
    double lat = 0, lon = 0;
    int precision = 1;
    double score = 0;
  };
  double score = 0;
  std::vector<Other> others;
};

// A place as named or referred to. UCDP GED's where_prec: 1 exact, 2 near (within some 25 km), 3 district, 4 province,
// 5 line or wider than a province, 6 country, 7 sea, air or border beyond that.
struct Place {
  TokenRange tokens;                 // the name alone ("Tartar"), or the words that refer to it ("the region")
  TokenIndex head = kNoToken;        // token that heads the phrase in the tree
  TokenRange listed;                 // of one of several named together: all of them ("Kutkai, Hsenwi and Namtu")
  std::string name;                  // common English name
  std::vector<std::string> names;    // other names, `name` left out
  std::string country;               // ISO 3166-1 alpha-2, or empty
  std::optional<double> lat, lon;    // WGS 84 degrees
  std::optional<uint32_t> geonames;  // GeoNames id
  int precision = 1;
  int own_precision = 0;   // ... of the place by itself, where the point is that of what it lies in; else 0
  bool metonym = false;    // stands for a government or side here ("Baku resumed"): no place of an event
  bool reference = false;  // "the region", "the town": resolved to the place named elsewhere in the report
  bool scattered = false;  // "in six provinces", "nationwide": here and there in it, and no town in particular
  bool demonym = false;    // an adjective ("Syrian"): names no place of an event by itself
  bool beyond = false;     // "the border with X", "the X border": begins behind it
  bool timed = false;      // "(7 p.m. in X)": tells what o'clock it is there, and no more
  bool beside = false;     // "12 km north of X": the spot lies off the place named; the point is the spot's
  std::shared_ptr<const PlaceOdds> odds;  // of the choice among namesakes; none where there was no choice to make

  // How exact the words are, wherever the point lies: a village is more than the country that it is known to lie in.
  int exactness() const { return own_precision != 0 ? own_precision : precision; }
};

// UCDP GED's date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer.
//
// `days` is when a thing so dated happened, `named` is what the words alone name. They differ behind "since" ([that
// Friday, open] against that Friday), at the ends of a range ("from [3] to [5 May]": both carry 3-5 May) and in
// "early May" (1-10 May against May). Claims take `days`; the list of times of a reading shows `named`.
struct Time {
  TokenRange tokens;
  DayRange days;
  DayRange named;
  int precision = 1;
  bool resolved = true;  // false: seen to be a time, its days not known ("earlier", "for hours")
  // Of one that is not resolved: how many days it says that something went on, 0 where it does not ("five days"), and
  // whether it names the last of them ("a fifth day").
  int lasts = 0;
  bool going_on = false;
  bool lately = false;  // likewise: some time up to now ("in recent months")
  // It is the day of what stands behind it: "came a week after [talks collapsed]".
  bool of_behind = false;
  // It is the day of what is told behind the clause that it opens: "A week after talks collapsed, [rebels attacked]".
  bool of_main = false;
};

// How a number binds (docs/codebook.md): = exactly, > over, >= at least, < under, <= up to, ~ about.
enum class Bound : uint8_t { equal, over, at_least, under, up_to, about };
std::string_view sign(Bound bound);  // "=", ">", ">=", "<", "<=", "~"

struct Count {
  TokenRange number;           // the number with what binds it: "over 550", "at least 31", "dozens of"
  TokenRange phrase;           // the whole counted phrase: "over 550 Armenian troops"; = number where nothing follows
  TokenIndex unit = kNoToken;  // head of the thing counted ("troops"), kNoToken where left out ("wounded five")
  std::optional<int64_t> value;
  Bound bound = Bound::equal;
  std::optional<int64_t> low, high;
  bool additional = false;  // "another 7": not part of a figure given before
  bool part = false;        // "including 3 children", "two of them": part of the figure before it
  bool bare_noun = false;   // no numeral: "a soldier", "his wife", "no one"
  bool definite = false;    // one known person or thing: "the driver"
  bool no_toll = false;     // an age, date, rank, distance, sum, score, weapon's name: never a toll
};

enum class ActorType : uint8_t { state, organized_group, civilians, other };

// What a speaker is to the conflict: docs/codebook.md.
enum class ActorRole : uint8_t {
  belligerent,
  official,
  body,
  medic,
  monitor,
  media,
  witness,
  anonymous,
  person,
  unknown
};
std::string_view name(ActorType type);
std::string_view name(ActorRole role);

// A noun phrase that can speak, act or suffer.
struct Actor {
  TokenRange tokens;           // the shortest noun phrase that keeps its meaning, without a leading article's blanks
  TokenIndex head = kNoToken;  // its head in the tree
  std::string name;            // fullest name in the report, or the normalized name of a known actor
  std::vector<std::string> sides;  // "Armenia", "Hezbollah", "civilians"; two for "both sides"; empty where open
  ActorType type = ActorType::other;
  ActorRole role = ActorRole::unknown;
  bool combatants = false;  // soldiers, police, fighters
  bool people = false;      // human beings at all
  bool pronoun = false;     // "he", "they"
  int32_t refers_to = -1;   // index into Mentions::actors of the fuller mention it stands for, -1 for none
};

// The sides that the words of each noun phrase tell, whether it is an actor or not ("an Armenian tank").
struct PhraseSides {
  std::vector<std::vector<std::string>> sets;  // distinct sets of sides; the first is empty
  std::vector<uint16_t> of;                    // token that heads the phrase -> index into sets

  // Empty where nothing is told, as in mentions that no ActorFinder made.
  const std::vector<std::string>& at(TokenIndex head) const {
    static const std::vector<std::string> kNone;
    return of.empty() ? kNone : sets[of[static_cast<size_t>(head)]];
  }
};

struct Mentions {
  // Where the report was written, which stands for no tokens; an event may have taken place there.
  static constexpr int32_t kDateline = -2;

  std::vector<Place> places;
  std::optional<Place> dateline;
  std::vector<Time> times;
  std::vector<Count> counts;
  std::vector<Actor> actors;
  PhraseSides phrase_sides;

  // The place of that index, or that of the dateline; nullptr for -1.
  const Place* place(int32_t k) const {
    if (k == kDateline) return dateline ? &*dateline : nullptr;
    return k < 0 ? nullptr : &places[static_cast<size_t>(k)];
  }
  // The mention whose phrase covers token i, or nullptr.
  const Place* place_at(TokenIndex i) const { return at(places, place_of_, i); }
  const Time* time_at(TokenIndex i) const { return at(times, time_of_, i); }
  const Count* count_at(TokenIndex i) const { return at(counts, count_of_, i); }
  const Actor* actor_at(TokenIndex i) const { return at(actors, actor_of_, i); }
  // An actor, or a word that tells a side: "blamed on the rebels", "blamed on Russia".
  bool names_party(TokenIndex i) const { return actor_at(i) != nullptr || !phrase_sides.at(i).empty(); }

  // Those that begin in `range`.
  std::span<const Place> places_in(TokenRange range) const { return in(places, &Place::tokens, range); }
  std::span<const Time> times_in(TokenRange range) const { return in(times, &Time::tokens, range); }
  std::span<const Count> counts_in(TokenRange range) const { return in(counts, &Count::phrase, range); }
  std::span<const Actor> actors_in(TokenRange range) const { return in(actors, &Actor::tokens, range); }

  // Fills the look-ups; call once when the four lists are final. `n` is the number of tokens of the report.
  void index(TokenIndex n);

 private:
  template <typename T>
  static const T* at(const std::vector<T>& list, const std::vector<int32_t>& of, TokenIndex i) {
    int32_t k = of.empty() ? -1 : of[static_cast<size_t>(i)];
    return k < 0 ? nullptr : &list[static_cast<size_t>(k)];
  }
  template <typename T>
  static std::span<const T> in(const std::vector<T>& list, TokenRange T::*words, TokenRange range) {
    const auto from = [&](TokenIndex i) {
      return std::partition_point(list.begin(), list.end(), [&](const T& t) { return (t.*words).begin < i; });
    };
    const auto first = from(range.begin);
    return {first, std::max(first, from(range.end))};
  }
  std::vector<int32_t> place_of_, time_of_, count_of_, actor_of_;
};

}  // namespace sayso
