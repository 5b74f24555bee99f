// Which of its namesakes a name means.
//
// A name has one sense in a report, as a rule of thumb: mentions of one name are decided together, apart for "Idlib"
// and "Idlib province". Each candidate is scored by its likelihood (gazetteer.h) and by what the report says of it:
//
// - a place that it is said to lie in ("X, Y", "X in Y province", "the Syrian town of X") counts most;
// - countries that the report names, also by demonyms and its dateline, and divisions vote for what lies in them, as do
//   the home countries of the groups and leaders that it names;
// - a word for what it is ("province", "town of") must fit;
// - a name out of use in the report's year counts less.
//
// Votes depend on senses and senses on votes, so three rounds are done: the first with what is clear by itself. Then
// each mention is accepted or not by the strength of its place and the cues around it (place_scan.cc), and a second
// pass over the mentions helps those whose name was accepted elsewhere or that stand in a list of places.
//
// Of a name that very many villages have, the likeliest are looked at, and those in countries that the report names
// outright. A small place of a country of which the report says nothing, while it says much of another, is none of the
// gazetteer's but one that it lacks (`is_alien`).
#include "mention/place_resolve.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/knowledge_source.h"

namespace sayso {
namespace {

constexpr double kAccept = 1.5;
constexpr double kNoted =
    1.0;  // a place of aliases.tsv by its own name: nearer to what reports write than a list of all
constexpr double kNotedElse = 0.6;        // ... by another
constexpr uint32_t kSmall = 50000;        // people of a place that a report far away does not name in passing
constexpr uint32_t kSmallThere = 250000;  // the same of a report that says much of one country
constexpr double kMuchAbout = 3;          // its votes
constexpr uint32_t kLarge = 100000;       // people of a town whose own name is not taken for another's
constexpr double kBorrowed = 2;
constexpr double kForeign = 1.5;       // for another name of a place in a country of which the report says nothing
constexpr double kInside = 2.5;        // for lying in a sense of the name around it
constexpr double kAbout = 1;           // votes of a country that a report is about
constexpr double kSpoken = 0.5;        // ... of one that it names at all, by its adjective at least
constexpr double kHome = 1;            // a vote of a group's or leader's home, up to
constexpr double kHomes = 2;           // ... so many; beyond them, places tell where a report is
constexpr size_t kMaxNeighbors = 60;   // names of a report beyond which distances say little
constexpr size_t kMaxOthers = 3;       // of the places that a name could have meant, so many are told
constexpr size_t kMaxCandidates = 24;  // of a name: the likeliest come first in the gazetteer
constexpr size_t kMaxLooked = 4096;    // of a name: beyond those only places of countries that the report names

struct Option {
  Candidate candidate;
  GazetteerEntry place;
  double base = 0;   // without the report's votes
  double bonus = 0;  // from containers
  double score = 0;  // with all of that
};

struct Sense {
  std::vector<Option> options;
  std::string_view voted;  // the country that it voted for, with how much, which is not to count for itself
  double vote = 0, division_vote = 0;
  size_t best = 0;
  int mentions = 0;
  std::shared_ptr<const PlaceOdds> odds;
};

bool is_area(Feature f) { return f == Feature::division || f == Feature::district || f == Feature::region; }

double fits(PlaceKind wanted, const GazetteerEntry& place) {
  Feature f = place.feature;
  switch (wanted) {
    case PlaceKind::none:
      return 0;
    case PlaceKind::town:
    case PlaceKind::capital:
      return f == Feature::town || f == Feature::quarter || f == Feature::camp ? 2 : f == Feature::country ? -6 : -2;
    case PlaceKind::quarter:
      return f == Feature::quarter ? 2 : f == Feature::country ? -6 : 0;
    case PlaceKind::camp:
      return f == Feature::camp || f == Feature::town || f == Feature::quarter ? 1 : -3;
    case PlaceKind::division:
      return f == Feature::division   ? 4
             : f == Feature::region   ? 3
             : f == Feature::district ? 1
             : f == Feature::country  ? -6
                                      : -2;
    case PlaceKind::district:
      return f == Feature::district   ? 4
             : f == Feature::division ? 2
             : f == Feature::quarter  ? 1
             : f == Feature::country  ? -6
                                      : 0;
    case PlaceKind::region:
      return is_area(f) ? 3 : f == Feature::country ? -4 : 0;
    case PlaceKind::site:
      return f == Feature::site ? 2 : f == Feature::country ? -1 : 0;
    case PlaceKind::country:
      return f == Feature::country ? 2 : -4;
  }
  return 0;
}

// Whether `inner` lies in `outer`, as far as codes and distances tell.
bool lies_in(const GazetteerEntry& inner, const GazetteerEntry& outer) {
  if (outer.feature == Feature::country) return inner.feature != Feature::country && inner.country == outer.country;
  bool same_country = !inner.country.empty() && inner.country == outer.country;
  double km = distance_km(inner.lat, inner.lon, outer.lat, outer.lon);
  switch (outer.feature) {
    case Feature::division:
      if (inner.feature == Feature::country || inner.feature == Feature::division) return false;
      return same_country && (inner.admin1 != 0 && outer.admin1 != 0 ? inner.admin1 == outer.admin1 : km < 250);
    case Feature::district:
      return inner.feature != Feature::country && inner.feature != Feature::division && same_country && km < 80;
    case Feature::region:
      return inner.feature != Feature::country && km < 400 && (same_country || outer.country.empty() || km < 120);
    case Feature::continent:
      return false;
    case Feature::town:
      return (inner.feature == Feature::quarter || inner.feature == Feature::town || inner.feature == Feature::camp) &&
             same_country && km < 40;
    default:
      return false;
  }
}

class Votes {
 public:
  void country(std::string_view iso, double vote) {
    if (!iso.empty()) countries_[code(iso)] += vote;
  }
  void division(std::string_view iso, uint16_t admin1, double vote) {
    if (!iso.empty() && admin1 != 0) divisions_[code(iso) << 16 | admin1] += vote;
  }
  double of_country(std::string_view iso) const {
    auto it = iso.empty() ? countries_.end() : countries_.find(code(iso));
    return it == countries_.end() ? 0 : it->second;
  }
  // Of the country that has most.
  double most() const {
    double out = 0;
    for (const auto& [country, vote] : countries_) out = std::max(out, vote);
    return out;
  }
  double of_division(std::string_view iso, uint16_t admin1) const {
    auto it = iso.empty() || admin1 == 0 ? divisions_.end() : divisions_.find(code(iso) << 16 | admin1);
    return it == divisions_.end() ? 0 : it->second;
  }

 private:
  static uint32_t code(std::string_view iso) {
    return static_cast<uint32_t>(static_cast<unsigned char>(iso[0]) << 8 | static_cast<unsigned char>(iso[1]));
  }
  std::unordered_map<uint32_t, double> countries_, divisions_;  // asked by key alone
};

class PlaceResolver {
 public:
  PlaceResolver(const std::vector<PlaceName>& names, const PlaceText& text, const PlaceWords& words,
                const Gazetteer& gazetteer, const PlaceContext& context)
      : names_(names), text_(text), words_(words), gazetteer_(gazetteer), context_(context) {}

  std::vector<PlaceSense> run() {
    gather();
    for (int round = 0; round < 3; ++round) {
      vote(round == 0);
      contain();
      if (round > 0) neighbors();
      for (Sense& s : senses_) choose(s);
    }
    return accept();
  }

 private:
  // Countries that the report names outright: what else of a name's many places is worth a look.
  void note_countries() {
    auto note = [this](std::string_view iso) {
      if (!iso.empty() && std::find(said_.begin(), said_.end(), iso) == said_.end()) said_.push_back(iso);
    };
    if (context_.dateline) note(gazetteer_.entry(*context_.dateline).country);
    for (const PlaceName& name : names_)
      if (!name.candidates.empty())
        if (GazetteerEntry first = gazetteer_.entry(name.candidates[0].entry); first.feature == Feature::country)
          note(first.country);
  }

  void gather() {
    note_countries();
    std::unordered_map<uint64_t, size_t> by_key;
    sense_of_.assign(names_.size(), -1);
    for (size_t i = 0; i < names_.size(); ++i) {
      const PlaceName& name = names_[i];
      if (name.candidates.empty()) continue;
      // "Idlib" and "Idlib province" are two; so are "US" and what "Us" may be.
      uint64_t key = name.key * 31 + static_cast<uint64_t>(name.wanted) * 2 + (name.capitals ? 1 : 0);
      auto [it, fresh] = by_key.try_emplace(key, senses_.size());
      if (fresh) senses_.push_back(sense(name));
      ++senses_[it->second].mentions;
      sense_of_[i] = static_cast<int>(it->second);
    }
  }

  Sense sense(const PlaceName& name) const {
    Sense s;
    std::string_view words = text_.tokens().words(name.name);
    bool marks = std::any_of(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    for (uint32_t k = 0; k < name.candidates.size() && k < kMaxLooked; ++k) {
      if (s.options.size() >= (k < kMaxCandidates ? kMaxCandidates : 2 * kMaxCandidates)) break;
      Candidate c = name.candidates[k];
      if (c.is(kCapitals) && !name.capitals) continue;
      Option option{c, gazetteer_.entry(c.entry), 0, 0};
      if (k >= kMaxCandidates && std::find(said_.begin(), said_.end(), option.place.country) == said_.end()) continue;
      option.base = likelihood(option.place.feature, option.place.population, option.place.seat, c.use) +
                    fits(name.wanted, option.place);
      if (option.place.noted && !c.is(kDemonym)) option.base += c.is(kAlternate) ? kNotedElse : kNoted;
      if (c.is(kDemonym) && name.wanted != PlaceKind::none) option.base -= 6;
      if (c.is(kDated) && context_.year != 0 && !gazetteer_.years(name.candidates, k).holds(context_.year))
        option.base -= 1.5;
      if (marks && spelled(option.place, words)) option.base += 2;
      s.options.push_back(option);
    }
    // A name that a large town bears itself is seldom used for another that is listed with it too ("Novorossiysk" for
    // Dnipro), unless that one is far larger ("St. Petersburg").
    uint32_t bearer = 0;
    for (const Option& o : s.options) {
      if (o.candidate.is(kAlternate)) continue;
      if (o.place.feature == Feature::town) bearer = std::max(bearer, o.place.population);
      if (o.place.feature == Feature::site) bearer = UINT32_MAX;  // the White House, and not Casablanca
    }
    if (bearer >= kLarge)
      for (Option& o : s.options)
        if (o.place.feature == Feature::town && o.candidate.is(kAlternate) && o.place.population / 10 < bearer)
          o.base -= kBorrowed;
    choose_by(s, [](const Option& o) { return o.base; });
    return s;
  }

  // Whether the place has the name with the very marks of the report: "Şuşa", not "Susa".
  static bool spelled(const GazetteerEntry& place, std::string_view words) {
    if (place.name == words) return true;
    for (std::string_view other : split_list(place.names))
      if (other == words) return true;
    return false;
  }

  template <typename Score>
  static void choose_by(Sense& s, Score score) {
    for (size_t k = 0; k < s.options.size(); ++k)
      if (score(s.options[k]) > score(s.options[s.best])) s.best = k;
  }

  void choose(Sense& s) {
    s.best = 0;
    // Where a town bears the name itself, those that are called so elsewhere stand back already.
    const bool about =
        votes_.most() >= kSpoken && std::none_of(s.options.begin(), s.options.end(), [](const Option& o) {
          return o.place.feature == Feature::town && !o.candidate.is(kAlternate);
        });
    for (Option& o : s.options) {
      double v = votes_.of_country(o.place.country);
      double w = o.place.feature == Feature::country ? 0 : votes_.of_division(o.place.country, o.place.admin1);
      if (!s.voted.empty() && s.voted == o.place.country) {
        v -= s.vote;
        w = std::max(0.0, w - s.division_vote);
      }
      v = std::max(0.0, v);
      // "Kuito" in a report on Angola: its Cuito, not Quito, which is written so in other languages.
      const bool foreign = o.candidate.is(kAlternate) && o.place.feature == Feature::town && v < 0.1 && about;
      o.score = o.base + o.bonus + 3.0 * v / (v + 1.5) + 2.0 * w / (w + 1.0) - (foreign ? kForeign : 0);
    }
    choose_by(s, [](const Option& o) { return o.score; });
  }

  // What was chosen, and the best of what was not.
  static std::shared_ptr<const PlaceOdds> odds(const Sense& s) {
    std::vector<const Option*> others;
    for (size_t k = 0; k < s.options.size(); ++k)
      if (k != s.best) others.push_back(&s.options[k]);
    const size_t most = std::min(others.size(), kMaxOthers);
    std::partial_sort(
        others.begin(), others.begin() + static_cast<std::ptrdiff_t>(most), others.end(),
        [](const Option* a, const Option* b) { return a->score != b->score ? a->score > b->score : a < b; });
    auto out = std::make_shared<PlaceOdds>();
    out->score = s.options[s.best].score;
    for (size_t k = 0; k < most; ++k) {
      const GazetteerEntry& p = others[k]->place;
      std::optional<uint32_t> id;
      if (p.geonames != 0) id = p.geonames;
      out->others.push_back({id, p.name, p.country, p.lat, p.lon, p.precision, others[k]->score});
    }
    return out;
  }

  // What each sense says of where the report is. In the first round only what is clear by itself is asked.
  void vote(bool first) {
    votes_ = Votes();
    if (context_.dateline) {
      GazetteerEntry place = gazetteer_.entry(*context_.dateline);
      votes_.country(place.country, 2);
      if (place.feature == Feature::town) votes_.division(place.country, place.admin1, 1);
    }
    for (std::string_view iso : context_.homes)
      if (votes_.of_country(iso) < kHomes) votes_.country(iso, kHome);
    for (Sense& s : senses_) {
      s.vote = s.division_vote = 0;
      s.voted = {};
      if (s.options.empty()) continue;
      const Option& o = s.options[s.best];
      double times = std::min(s.mentions, 4);
      switch (o.place.feature) {
        case Feature::country:
          s.vote = o.candidate.is(kDemonym) ? 0.6 : 1.0;
          break;
        case Feature::division:
        case Feature::region:
          if (first && s.options.size() > 1 && o.base < 5.5) continue;
          s.vote = 0.7;
          s.division_vote = 1.0;
          break;
        case Feature::town:
        case Feature::district:
        case Feature::quarter:
          if (!clear(s, first)) continue;
          s.vote = o.bonus > 0 ? 1.0 : 0.5;
          s.division_vote = o.bonus > 0 ? 1.0 : 0.4;
          break;
        default:
          continue;
      }
      s.vote *= times;
      s.division_vote *= times;
      s.voted = o.place.country;
      votes_.country(s.voted, s.vote);
      votes_.division(s.voted, o.place.admin1, s.division_vote);
    }
  }

  // Whether a town's name is plain enough to say where the report is.
  static bool clear(const Sense& s, bool first) {
    const Option& o = s.options[s.best];
    double second = -9;
    for (size_t k = 0; k < s.options.size(); ++k)
      if (k != s.best) second = std::max(second, s.options[k].base);
    return o.bonus > 0 || (o.base >= 5.5 && o.base - second > 0.7) ||
           (!first && (s.options.size() == 1 || o.base >= 4.7));
  }

  void contain() {
    for (Sense& s : senses_)
      for (Option& o : s.options) o.bonus = 0;
    for (size_t i = 0; i < names_.size(); ++i) {
      int outer = names_[i].container;
      if (outer < 0 || sense_of_[i] < 0 || sense_of_[static_cast<size_t>(outer)] < 0) continue;
      Sense& s = senses_[static_cast<size_t>(sense_of_[i])];
      const Sense& around = senses_[static_cast<size_t>(sense_of_[static_cast<size_t>(outer)])];
      if (around.options.empty()) continue;
      // The outer name's sense as it stands, or any other of its senses that holds one of ours: "Glasgow, Kentucky".
      for (Option& o : s.options) {
        if (o.candidate.is(kDemonym)) continue;
        if (lies_in(o.place, around.options[around.best].place)) o.bonus = std::max(o.bonus, 5.0);
        for (const Option& a : around.options)
          if (a.place.feature != Feature::town && lies_in(o.place, a.place)) o.bonus = std::max(o.bonus, kInside);
      }
    }
  }

  // Towns that are close to other towns of the report, as these stand.
  void neighbors() {
    std::vector<std::pair<double, double>> points;
    for (Sense& s : senses_) {
      bool town = !s.options.empty() && s.options[s.best].place.feature == Feature::town;
      points.emplace_back(town ? s.options[s.best].place.lat : 99, town ? s.options[s.best].place.lon : 0);
    }
    if (senses_.size() > kMaxNeighbors) return;
    for (size_t i = 0; i < senses_.size(); ++i)
      for (Option& o : senses_[i].options) {
        if (o.place.feature == Feature::country || o.candidate.is(kDemonym)) continue;
        int close = 0;
        for (size_t k = 0; k < points.size() && close < 2; ++k)
          close += k != i && points[k].first < 90 &&
                   distance_km(o.place.lat, o.place.lon, points[k].first, points[k].second) < 80;
        o.bonus += 0.8 * close;
      }
  }

  static bool is_part(PlaceKind kind) { return kind == PlaceKind::division || kind == PlaceKind::district; }

  // Whether the place is a small one, in a country of which the report says nothing else, while it is about another: a
  // name that is said to be a place is rather one of that country, which the gazetteer does not have; unless
  // aliases.tsv notes it as one that reports name. A town whose
  // words say that a province or a district is meant is such a one whatever its size.
  bool is_alien(const PlaceName& name, const Option& o) const {
    const GazetteerEntry& place = o.place;
    const bool town = place.feature == Feature::town || place.feature == Feature::quarter ||
                      place.feature == Feature::district || place.feature == Feature::camp;
    if (town && (elsewhere_.contains(name.key) || doubtful_.contains(name.key))) return true;
    // "The village of X" is no city abroad.
    const bool too_large = name.noun != kNoToken && place.population / 5 > text_.word(name.noun).most_people;
    if (!town || ((place.seat || place.noted) && !too_large) || place.country.empty() || o.candidate.is(kDemonym))
      return false;
    const uint32_t small = votes_.most() >= kMuchAbout ? kSmallThere : kSmall;
    if (!is_part(name.wanted) && !too_large && place.population >= small) return false;
    // Not what the name says for itself, as it stands or with a word for what it is.
    double own = votes_.of_country(place.country);
    for (const Sense& other : senses_)
      if (other.voted == place.country && other.options[other.best].place.geonames == place.geonames) own -= other.vote;
    // Nor is it one that goes by the name in another language: "the village of Ber", of a Véroia.
    const bool borrowed = name.noun != kNoToken && o.candidate.is(kAlternate) &&
                          place.population > text_.word(name.noun).most_people && votes_.most() > own;
    if (own > 0.1 || (votes_.most() < kAbout && !borrowed)) return false;
    if (name.container >= 0)
      if (const Option* outer = option(static_cast<size_t>(name.container)); outer && lies_in(place, outer->place))
        return false;
    return true;
  }

  // "Kani, Sagaing Region", "Sui in Pakistan", of which the gazetteer has but those in other countries: no mention of
  // that name means them. Without a word for what it is only a small place, or one whose name it is not, is doubted:
  // "the envoys from Moscow in Kyiv".
  void note_elsewhere() {
    for (size_t i = 0; i < names_.size(); ++i) {
      const Option* inner = option(i);
      if (names_[i].container < 0 || inner == nullptr || inner->bonus >= kInside) continue;
      const Option* outer = option(static_cast<size_t>(names_[i].container));
      // "Palma district", of which the gazetteer has the town.
      const bool area = outer != nullptr && (is_area(outer->place.feature) ||
                                             is_part(names_[static_cast<size_t>(names_[i].container)].wanted));
      if (outer == nullptr || !(area || outer->place.feature == Feature::country)) continue;
      const std::string_view here = inner->place.country, there = outer->place.country;
      if (here.empty() || there.empty() || here == there) continue;
      const bool doubtful = names_[i].inside && outer->place.feature == Feature::country &&
                            inner->place.feature == Feature::town && !inner->place.seat && !inner->place.noted &&
                            (inner->place.population < kSmallThere || inner->candidate.is(kAlternate));
      if (names_[i].wanted != PlaceKind::none)
        elsewhere_.insert(names_[i].key);
      else if (doubtful)
        doubtful_.insert(names_[i].key);
    }
  }

  double strength(const PlaceName& name, const Option& o) const {
    double s = 0;
    bool plain = !o.candidate.is(kAlternate) || o.candidate.is(kDated);
    switch (o.place.feature) {
      case Feature::country:
      case Feature::continent:
      case Feature::region:
      case Feature::water:
      case Feature::line:
        s = 2.2;
        break;
      case Feature::division:
        s = 1.3;
        break;
      case Feature::site:
      case Feature::camp:
        s = 1.0;
        break;
      case Feature::district:
        s = 0.3 * (magnitude(o.place.population) - 4);
        break;
      case Feature::town:
      case Feature::quarter:
        s = o.place.seat ? 2.0 : 0.65 * (magnitude(o.place.population) - 4);
        if (!plain) s -= 0.5;
        if (o.place.noted) s += 1.0;
        if (name.speaks && !o.place.seat) s -= 1.0;
        break;
    }
    s = std::max(s, -0.3);
    if (name.name.size() > 1) s += 0.8;
    return s;
  }

  std::vector<PlaceSense> accept() {
    note_elsewhere();
    std::vector<PlaceSense> out(names_.size());
    for (Sense& s : senses_)
      if (!s.options.empty()) s.odds = odds(s);
    std::vector<double> score(names_.size(), 0);
    std::unordered_map<uint64_t, double> best_of_key;
    std::unordered_map<uint64_t, bool> named, placed_key;
    std::vector<char> alien(names_.size(), false);
    std::vector<char> outer_of(names_.size(), false);  // a name before it lies in it: "X, Mo."
    for (size_t i = 0; i < names_.size(); ++i) {
      const PlaceName& name = names_[i];
      PlaceSense& sense = out[i];
      const Option* o = option(i);
      alien[i] = o != nullptr && is_alien(name, *o);
      // What is said to be a place is another; what may be none is weighed as a name of the gazetteer first.
      if (alien[i] && (name.placed || name.cue >= kAccept || elsewhere_.contains(name.key))) o = nullptr;
      if (o == nullptr) {
        sense.accepted = !name.person || name.placed;
        score[i] = kAccept;
        if (name.container >= 0) sense.container = name.container;
        continue;
      }
      sense.known = true;
      sense.entry = o->candidate.entry;
      sense.place = o->place;
      sense.demonym = o->candidate.is(kDemonym);
      sense.odds = senses_[static_cast<size_t>(sense_of_[i])].odds;
      double s = strength(name, *o) + name.cue;
      if (name.container >= 0) {
        const Option* outer = option(static_cast<size_t>(name.container));
        if (outer != nullptr && !sense.demonym && lies_in(o->place, outer->place)) {
          sense.container = name.container;
          s += 2.5;
          if (name.container > static_cast<int>(i)) outer_of[static_cast<size_t>(name.container)] = true;
        }
      }
      double country = votes_.of_country(o->place.country);
      if (o->place.feature != Feature::country) s += country >= 3 ? 1.1 : country >= 1.5 ? 0.5 : 0;
      bool placed = name.placed || sense.container >= 0 || name.cue >= kAccept || outer_of[i];
      if (outer_of[i]) s += 2.0;
      named[name.key] |= name.named && o->place.feature != Feature::division;
      placed_key[name.key] |= placed || name.cue >= 1.0;
      if (name.name.size() == 1 && !sense.demonym && !placed && !name.site && o->place.feature != Feature::country) {
        bool given = text_.word(name.name.begin).is(kGivenName);
        if (words_.need(name.key) == PlaceNeed::cue || given) s -= 2.5;
      }
      score[i] = s;
      auto [it, fresh] = best_of_key.try_emplace(name.key, s);
      if (!fresh) it->second = std::max(it->second, s);
    }
    for (size_t i = 0; i < names_.size(); ++i) {
      if (!out[i].known) continue;
      double s = score[i];
      double best = best_of_key[names_[i].key];
      if (!names_[i].person && !names_[i].named) s += best >= 2.5 ? 1.2 : best >= kAccept ? 0.8 : 0;
      // "Georgia Stevens" once, and never "in Georgia".
      if (named[names_[i].key] && !placed_key[names_[i].key]) s -= 1.5;
      if (i > 0 && listed(i - 1, i) && score[i - 1] >= kAccept && !out[i - 1].demonym) s += 0.8;
      if (i + 1 < names_.size() && listed(i, i + 1) && score[i + 1] >= kAccept && !out[i + 1].demonym) s += 0.8;
      out[i].accepted = s >= kAccept;
      if (alien[i]) out[i].known = out[i].demonym = false;
    }
    return out;
  }

  // "X, Y", "X and Y": nothing between but a comma or a conjunction.
  bool listed(size_t a, size_t b) const {
    TokenIndex at = names_[a].phrase.end, end = names_[b].name.begin;
    if (end - at < 1 || end - at > 2) return false;
    for (; at < end; ++at) {
      std::string_view w = text_.tokens().word(at);
      if (w != "," && w != "and" && w != "or" && w != "the") return false;
    }
    return true;
  }

  const Option* option(size_t name) const {
    int s = sense_of_[name];
    if (s < 0 || senses_[static_cast<size_t>(s)].options.empty()) return nullptr;
    return &senses_[static_cast<size_t>(s)].options[senses_[static_cast<size_t>(s)].best];
  }

  const std::vector<PlaceName>& names_;
  const PlaceText& text_;
  const PlaceWords& words_;
  const Gazetteer& gazetteer_;
  const PlaceContext& context_;
  std::vector<Sense> senses_;
  std::vector<int> sense_of_;
  std::vector<std::string_view> said_;
  Votes votes_;
  // Keys of names whose places are not those meant: surely, and where the name may be none of a place ("Marines in
  // Iraq").
  std::unordered_set<uint64_t> elsewhere_, doubtful_;
};

}  // namespace

double distance_km(double lat1, double lon1, double lat2, double lon2) {
  // On a flat map, with the meridians' distance at the middle latitude from a parabola instead of a cosine: no library
  // function, so the same on every machine.
  double middle = (lat1 + lat2) / 180;  // -1 at a pole, 0 at the equator, 1 at the other pole
  double narrow = 1 - middle * middle;
  double dlon = lon2 - lon1;
  if (dlon > 180) dlon -= 360;
  if (dlon < -180) dlon += 360;
  double x = dlon * narrow * 111.2, y = (lat2 - lat1) * 111.2;
  double ax = x < 0 ? -x : x, ay = y < 0 ? -y : y;
  // An octagon for the circle: off by 4 % at most.
  return std::max({ax, ay, 0.7071 * (ax + ay)}) * 1.04;
}

std::vector<PlaceSense> resolve_places(const std::vector<PlaceName>& names, const PlaceText& text,
                                       const PlaceWords& words, const Gazetteer& gazetteer,
                                       const PlaceContext& context) {
  return PlaceResolver(names, text, words, gazetteer, context).run();
}

}  // namespace sayso
