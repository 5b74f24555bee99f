// How places are found, in the order of `Finder::run`:
//
// 1. place_scan.cc walks over the words with capitals and gathers names: the longest that the gazetteer holds, sites by
//    their last word ("Hope Street"), and unknown names behind words of place ("the village of X"). It notes what
//    stands around each.
// 2. place_resolve.cc chooses among namesakes by what the report says of where it is, and drops what is no place.
// 3. Names become places here. A site takes the point of the town that it is said to lie in, or of the last town named
//    before it; an unknown village the point of its district.
// 4. Captions that a page cut off ("in Stepa...") are completed from the names found elsewhere in the report.
// 5. "the region", "the town", "the country" become references to the last fitting place before them.
// 6. Capitals and countries that act, own or are blamed become metonyms.
#include "mention/place.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "base/text_util.h"
#include "mention/number.h"
#include "mention/place_fold.h"
#include "mention/place_resolve.h"
#include "mention/place_scan.h"
#include "mention/place_words.h"

namespace sayso {

struct PlaceFinder::Tables {
  PlaceWords words;
  const Gazetteer* gazetteer = nullptr;
  std::map<std::string, EntryIndex, std::less<>> seats;      // of each country, its most populous seat of government
  std::map<std::string, EntryIndex, std::less<>> countries;  // by their codes
};

namespace {

void fill(Place& place, const GazetteerEntry& entry) {
  place.name = std::string(entry.name);
  for (std::string_view other : split_list(entry.names)) place.names.emplace_back(other);
  place.country = std::string(entry.country);
  place.lat = entry.lat;
  place.lon = entry.lon;
  if (entry.geonames != 0) place.geonames = entry.geonames;
  place.precision = entry.precision;
}

constexpr uint32_t kLargeTown = 300000;  // of whose sites a report may speak that is about another country
constexpr TokenIndex kAreaNames = 2;     // of "the West African country"
constexpr size_t kReach = 200;           // places that "the town" looks back over

bool is_town(Feature f) { return f == Feature::town || f == Feature::quarter || f == Feature::camp; }

// A place with what references and captions ask of it.
struct Found {
  Place place;
  bool known = false;
  Feature feature = Feature::town;
  uint32_t population = 0;
  bool seat = false;
  PlaceKind said = PlaceKind::none;
  bool site = false;  // "X airport"
  std::string key;    // folded words
};

class Finder {
 public:
  Finder(const Report& report, const Parse& parse, const PlaceWords& words, const Gazetteer& gazetteer,
         const std::map<std::string, EntryIndex, std::less<>>& seats,
         const std::map<std::string, EntryIndex, std::less<>>& countries, std::optional<EntryIndex> dateline)
      : report_(report),
        parse_(parse),
        text_(parse, words),
        words_(words),
        gazetteer_(gazetteer),
        seats_(seats),
        countries_(countries),
        dateline_(dateline) {}

  std::vector<Place> run(std::vector<std::string_view> homes) {
    PlaceContext context;
    context.homes = std::move(homes);
    context.dateline = dateline_;
    if (report_.published) context.year = static_cast<int>(std::chrono::year_month_day(report_.published->day).year());
    names_ = scan_places(text_, words_, gazetteer_);
    senses_ = resolve_places(names_, text_, words_, gazetteer_, context);
    weigh_countries();
    for (size_t i = 0; i < names_.size(); ++i)
      if (senses_[i].accepted) found_.push_back(place(i));
    captions();
    references();
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return a.place.tokens.begin < b.place.tokens.begin; });
    std::vector<Place> out;
    out.reserve(found_.size());
    for (Found& f : found_) {
      if (!out.empty() && out.back().tokens.overlaps(f.place.tokens)) continue;
      f.place.head = head_of(f.place);
      f.place.metonym = metonym(f);
      out.push_back(std::move(f.place));
    }
    share_metonyms(out);
    mark_lists(out);
    return out;
  }

 private:
  // How much the report says of each country, by its places.
  void weigh_countries() {
    double all = 0;
    for (const PlaceSense& s : senses_) {
      if (!s.accepted || !s.known || s.place.country.empty()) continue;
      const double vote = s.demonym ? 0.5 : 1;
      said_of_[std::string(s.place.country)] += vote;
      all += vote;
    }
    double most = 1.9;  // two places, or as much
    for (const auto& [country, votes] : said_of_)
      if (votes > most) {
        main_ = country;
        most = votes;
      }
    if (most >= 0.8 * all) home_ = main_;
  }
  // Named in passing, in a report on another country.
  bool is_abroad(const Place& p) const {
    const auto here = said_of_.find(p.country), main = said_of_.find(main_);
    return here != said_of_.end() && main != said_of_.end() && 2 * here->second < main->second;
  }

  Found place(size_t i) {
    const PlaceName& name = names_[i];
    const PlaceSense& sense = senses_[i];
    Found f;
    f.place.tokens = name.phrase;
    f.known = sense.known;
    f.said = name.wanted;
    f.site = name.site;
    f.key = fold_name(parse_.tokens().words(name.name));
    std::string words(parse_.tokens().words(name.phrase));
    if (sense.known && !is_astray(i)) {
      fill(f.place, sense.place);
      f.place.odds = sense.odds;
      f.feature = sense.place.feature;
      f.population = sense.place.population;
      f.seat = sense.place.seat;
      f.place.demonym = sense.demonym && !name.land;
      if (name.site) add_name(f.place, words);
      if (is_town(f.feature) && (name.near || name.direction) && f.place.precision == 1) f.place.precision = 2;
      if (f.feature == Feature::country && (name.direction || owns_sites(name.phrase.end, parse_.size())))
        f.place.precision = 5;
      if (name.wanted == PlaceKind::district || name.wanted == PlaceKind::division)
        f.place.precision = std::max(f.place.precision, std::min(name.precision, 4));
      if (words != f.place.name && name.phrase.end > name.name.end) add_name(f.place, words);
      if (name.bearing != kNoToken) set_off(name, f.place);
      f.place.beyond = name.beyond;
      f.place.timed = name.timed;
      return f;
    }
    // Beyond the gazetteer.
    if (name.precision != 0) f.place.precision = name.precision;
    const bool spot = is_spot(i);
    if (spot) f.place.precision = 2;
    f.feature = name.wanted == PlaceKind::division   ? Feature::division
                : name.wanted == PlaceKind::district ? Feature::district
                : name.wanted == PlaceKind::region   ? Feature::region
                : name.site                          ? Feature::site
                                                     : Feature::town;
    const Found* around = container(i);
    if (around == nullptr && name.site) around = last_town();
    // "Dahyan town" is Dahyan, and where it was said to lie at first it lies ever after.
    if ((name.wanted == PlaceKind::town || spot) && !name.site) words = std::string(parse_.tokens().words(name.name));
    if (around == nullptr && !name.site)
      for (const Found& before : found_)
        if (!before.known && before.key == f.key && before.place.lat) {
          f.place = before.place;
          f.place.tokens = name.phrase;
          f.place.reference = f.place.metonym = f.place.demonym = f.place.beside = false;
          return f;
        }
    if (around != nullptr) {
      f.place.country = around->place.country;
      f.place.lat = around->place.lat;
      f.place.lon = around->place.lon;
      // "The Al-Salam neighbourhood of El Fasher" is El Fasher, as a site of it is.
      const bool part = name.site || name.wanted == PlaceKind::quarter || spot;
      if (part && around->known && is_town(around->feature)) {
        f.place.name = around->place.name;
        f.place.geonames = around->place.geonames;
        f.place.names = around->place.names;
        f.place.odds = around->place.odds;
        f.place.precision = senses_[i].container >= 0 ? 1 : 2;
        add_name(f.place, words);
        return f;
      }
      f.place.own_precision = f.place.precision;
      f.place.precision = std::max(f.place.precision, around->place.precision);
    } else {
      f.place.country = country_of(name.name);
    }
    f.place.name = std::move(words);
    return f;
  }

  // "Rampora area of Kulgam district": an area that lies in a district or a town is a spot there, no region.
  bool is_spot(size_t i) const {
    if (names_[i].wanted != PlaceKind::region || senses_[i].container < 0) return false;
    const PlaceName& outer = names_[static_cast<size_t>(senses_[i].container)];
    const PlaceSense& sense = senses_[static_cast<size_t>(senses_[i].container)];
    return outer.wanted == PlaceKind::district ||
           (sense.known && (is_town(sense.place.feature) || sense.place.feature == Feature::district));
  }

  // Where a place lies that the gazetteer lacks: in the country that nearly all places lie in; else in the one that its
  // sentence begins with, and no other ("In Niger, gunmen raided X").
  std::string country_of(TokenRange name) const {
    if (!home_.empty()) return home_;
    const size_t sentence = parse_.tokens().sentence_of(name.begin);
    std::string_view country;
    bool scene = false;
    for (size_t k = 0; k < senses_.size(); ++k) {
      const PlaceSense& s = senses_[k];
      if (!s.accepted || !s.known || s.place.country.empty()) continue;
      const TokenIndex at = names_[k].name.begin;
      if (at == 0 || parse_.tokens().sentence_of(at) != sentence) continue;
      if (!country.empty() && country != s.place.country) return {};
      country = s.place.country;
      scene |= s.place.feature == Feature::country && !names_[k].near && text_.word(at - 1).is(kIn) &&
               at - 1 == parse_.tokens().sentences[sentence].tokens.begin;
    }
    return std::string(scene ? country : std::string_view());
  }

  // "Wilson Airport" in a report on Kenya: no airport of the Wilson in the United States, where nothing else of it
  // lies.
  bool is_astray(size_t i) const {
    const PlaceName& name = names_[i];
    const GazetteerEntry& entry = senses_[i].place;
    if (!name.site || senses_[i].container >= 0 || !is_town(entry.feature) || entry.population >= kLargeTown)
      return false;
    bool elsewhere = false;
    for (size_t k = 0; k < senses_.size(); ++k) {
      const PlaceSense& other = senses_[k];
      if (k == i || !other.accepted || !other.known || other.place.country.empty()) continue;
      if (other.place.country == entry.country && names_[k].key != name.key) return false;
      elsewhere = true;
    }
    return elsewhere;
  }

  // "12 km north of X": the point lies off X, as far as is said. Without a distance it stays, and is near.
  void set_off(const PlaceName& name, Place& place) const {
    place.beside = true;
    place.precision = std::max(place.precision, 2);
    const TokenIndex begin = parse_.tokens().sentences[parse_.tokens().sentence_of(name.bearing)].tokens.begin;
    TokenIndex first = name.bearing;
    std::string compass = ascii_lower(parse_.word(first));
    if (first - 2 >= begin && parse_.word(first - 1) == "-") {  // "north-east"
      first -= 2;
      compass = ascii_lower(parse_.word(first)) + compass;
    }
    std::optional<double> degrees = bearing(compass);
    const TokenIndex unit = first - 1, number = unit - 1;
    if (!degrees || number < begin || !place.lat || !place.lon || !text_.word(unit).is(kDistance)) return;
    std::optional<int64_t> n = digit_value(parse_.word(number));
    if (!n) return;
    if (*n > 500 && !ascii_lower(parse_.word(unit)).starts_with("me")) {
      place.precision = std::max(place.precision, 3);
      return;
    }
    constexpr double kKilometersInMile = 1.609, kKilometersInDegree = 111.2, kNearby = 25;
    const std::string measure = ascii_lower(parse_.word(unit));
    const bool miles = measure.starts_with("mi"), meters = measure.starts_with("me");
    const double km = static_cast<double>(*n) * (miles ? kKilometersInMile : meters ? 0.001 : 1.0);
    const double radians = *degrees * std::numbers::pi / 180;
    // Some ten meters: the same on every machine, and no finer than what is said.
    auto rounded = [](double d) { return std::round(d * 1e4) / 1e4; };
    const double across = std::max(0.05, std::cos(*place.lat * std::numbers::pi / 180));
    place.lat = std::clamp(rounded(*place.lat + km * std::cos(radians) / kKilometersInDegree), -90.0, 90.0);
    place.lon = std::clamp(rounded(*place.lon + km * std::sin(radians) / kKilometersInDegree / across), -180.0, 180.0);
    if (km > kNearby) place.precision = std::max(place.precision, 3);
  }

  // Degrees from north of a word of the compass: "northeast", "south-west", "east".
  static std::optional<double> bearing(std::string_view word) {
    const bool north = word.starts_with("north"), south = word.starts_with("south");
    const bool east = word.ends_with("east"), west = word.ends_with("west");
    if (north) return east ? 45.0 : west ? 315.0 : 0.0;
    if (south) return east ? 135.0 : west ? 225.0 : 180.0;
    if (east) return 90.0;
    if (west) return 270.0;
    return std::nullopt;
  }

  // The place that name i was found to lie in; it may stand behind it.
  const Found* container(size_t i) {
    int k = senses_[i].container;
    // "X in the Y region of Mali": where the gazetteer has no Y either, Mali.
    for (int steps = 0; k >= 0 && !senses_[static_cast<size_t>(k)].known && steps < 3; ++steps)
      k = senses_[static_cast<size_t>(k)].container;
    if (k < 0) return nullptr;
    const PlaceSense& outer = senses_[static_cast<size_t>(k)];
    if (!outer.known || !outer.accepted) return nullptr;
    around_ = Found();
    fill(around_.place, outer.place);
    around_.place.odds = outer.odds;
    around_.known = true;
    around_.feature = outer.place.feature;
    return &around_;
  }
  const Found* last_town() const {
    const size_t far = found_.size() > kReach ? found_.size() - kReach : 0;
    for (bool abroad : {false, true})
      for (size_t k = found_.size(); k-- > far;)
        if (const Found& f = found_[k]; f.known && is_town(f.feature) && (abroad || !is_abroad(f.place))) return &f;
    for (size_t k = 0; k < std::min(found_.size(), kReach); ++k)
      if (const Found& f = found_[k]; f.known && !f.place.demonym && f.feature != Feature::country) return &f;
    return nullptr;
  }
  static void add_name(Place& place, const std::string& name) {
    if (std::find(place.names.begin(), place.names.end(), name) == place.names.end())
      place.names.insert(place.names.begin(), name);
  }

  // "in Stepa...": the last word of a block that a page cut off.
  void captions() {
    const Tokens& tokens = parse_.tokens();
    for (const Sentence& s : tokens.sentences) {
      if (!report_.blocks[s.block].truncated) continue;
      if (s.tokens.end < tokens.size() && tokens.sentences[tokens.sentence_of(s.tokens.end)].block == s.block) continue;
      TokenIndex last = s.tokens.end - 1;
      while (last > s.tokens.begin && !is_letter(decode_utf8(tokens.word(last), 0).value)) --last;
      std::string_view word = tokens.word(last);
      while (!word.empty() && (word.back() == '.' || word.ends_with("…")))
        word.remove_suffix(word.back() == '.' ? 1 : 3);
      if (!is_upper(decode_utf8(word, 0).value)) continue;
      std::string start = fold_name(word);
      if (start.size() < 4) continue;
      auto at_end =
          std::find_if(found_.begin(), found_.end(), [&](const Found& f) { return f.place.tokens.contains(last); });
      if (at_end != found_.end() && at_end->known) continue;
      const Found* whole = nullptr;
      for (const Found& f : found_)
        if (f.known && !f.place.demonym && f.key.size() > start.size() && f.key.starts_with(start)) {
          whole = &f;
          break;
        }
      if (whole == nullptr) continue;
      Found f = *whole;
      f.place.tokens = {last, last + 1};
      f.place.demonym = false;
      if (at_end != found_.end())
        *at_end = f;
      else
        found_.push_back(f);
    }
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return a.place.tokens.begin < b.place.tokens.begin; });
  }

  bool fits(const Found& f, const PlaceWord& word, std::string_view noun) const {
    const PlaceKind kind = word.kind;
    if (f.place.demonym && kind != PlaceKind::country) return false;
    switch (kind) {
      case PlaceKind::country:
        return f.feature == Feature::country;
      case PlaceKind::division:
        return f.feature == Feature::division || (f.feature == Feature::region && f.place.precision == 4) ||
               (noun == "republic" && f.feature == Feature::country);
      case PlaceKind::district:
        return f.feature == Feature::district || f.feature == Feature::quarter || f.said == PlaceKind::district;
      case PlaceKind::region:
        return f.feature == Feature::region || f.feature == Feature::division || f.feature == Feature::district ||
               f.said == PlaceKind::region;
      case PlaceKind::site:
        return f.feature == Feature::site || (f.feature == Feature::region && noun.starts_with("island"));
      case PlaceKind::camp:
        return f.feature == Feature::camp || f.said == PlaceKind::camp || f.key.ends_with(" camp");
      case PlaceKind::quarter:
        return f.feature == Feature::quarter || f.said == PlaceKind::quarter;
      case PlaceKind::town:
        // "In the village of X in Y district": the village is not Y.
        if (!is_town(f.feature) || f.said == PlaceKind::district || f.said == PlaceKind::division) return false;
        if (f.population >= word.most_people) return f.said == PlaceKind::town;
        return !f.known || f.population == 0 || f.population >= word.least_people;
      default:
        return false;
    }
  }

  // "the region", "this town", "the besieged city".
  void references() {
    const Tokens& tokens = parse_.tokens();
    std::vector<Found> more;
    size_t before = 0;  // places that begin before token i
    for (const Sentence& s : tokens.sentences) {
      for (TokenIndex i = s.tokens.begin + 1; i < s.tokens.end; ++i) {
        const PlaceWord& w = text_.word(i);
        while (before < found_.size() && found_[before].place.tokens.begin < i) ++before;
        if (Found f; nameless_place(s.tokens, i, before, f) || all_over(s.tokens, i, f)) more.push_back(std::move(f));
        if (!w.is(kSettlement | kDivision) || w.kind == PlaceKind::none) continue;
        if (before > 0 && found_[before - 1].place.tokens.contains(i)) continue;
        if (Found seat; w.kind == PlaceKind::capital && !text_.capital(i) && capital_of(before, i, seat)) {
          more.push_back(std::move(seat));
          continue;
        }
        TokenIndex article = i - 1;
        int between = 0;
        // "the Caribbean country"
        while (w.kind == PlaceKind::country && article > s.tokens.begin && i - article <= kAreaNames &&
               text_.capital(article) && names_area(article))
          --article;
        while (article > s.tokens.begin && between < 2 && !text_.capital(article) &&
               (parse_[article].upos == Upos::ADJ || parse_[article].upos == Upos::VERB ||
                text_.word(article).is(kDirection))) {
          --article;
          ++between;
        }
        if (w.is(kSociety) && between > 0) continue;
        const bool bare = w.is(kBare) && between == 0 && text_.word(article).is(kIn | kTo);  // "drove into town"
        std::string det = ascii_lower(tokens.word(article));
        if (!bare && det != "the" && det != "this" && det != "that") continue;
        const TokenIndex behind = i + w.words;
        if (behind < s.tokens.end) {
          std::string_view next = tokens.word(behind);
          if (next == "-" || (text_.capital(behind) && text_.name_like(behind))) continue;
          if (parse_[behind].upos == Upos::NOUN) continue;
          // "the town of X" names it; "the region of the front" is no reference to one named before.
          if (next == "of") continue;
        }
        if (bare) ++article;
        std::string noun = ascii_lower(tokens.word(i));
        const size_t far = before > kReach ? before - kReach : 0;
        const Found* meant = nullptr;
        if (text_.capital(i) && w.words == 1) {  // "the Strip" where the Gaza Strip was named
          for (size_t k = before; k-- > far && meant == nullptr;)
            if (found_[k].known && fold_name(found_[k].place.name).ends_with(" " + noun)) meant = &found_[k];
          if (meant == nullptr) continue;
        }
        const bool seat = w.kind == PlaceKind::capital;
        const bool of_part = seat && is_of_part(article + 1, i);
        // A place that acts, where somebody only speaks from, or abroad, is meant where no other is.
        for (const Leniency leniency : kLeniencies) {
          for (size_t k = before; k-- > far && meant == nullptr;) {
            const Found& f = found_[k];
            if (f.place.tokens.begin >= article || !is_meant(f, leniency)) continue;
            if (of_part ? is_town(f.feature) && !f.place.demonym && !f.seat && f.population >= 5000
                : seat  ? f.seat && is_town(f.feature) && (leniency != Leniency::none || is_main(f))
                        : fits(f, w, noun))
              meant = &f;
          }
          if (seat && !of_part && leniency == Leniency::abroad) break;
        }
        // "A gunfight at Mochwa in Kashmir ... in the area": around the town, where that was named as late.
        if (meant != nullptr && noun == "area")
          if (const Found* town = last_town_before(before);
              town != nullptr && town->place.tokens.begin >= sentence_begin(meant->place.tokens.begin))
            meant = town;
        std::optional<Found> main;
        if (w.kind == PlaceKind::country && (meant == nullptr || acts(*meant))) main = main_country();
        Found f;
        if (main) {
          f = *std::move(main);
        } else if (meant != nullptr) {
          f = *meant;
        } else if (seat && !of_part && capital(before, f)) {
        } else if (w.kind == PlaceKind::region && noun == "area" && (meant = last_town_before(before)) != nullptr) {
          f = *meant;
        } else {
          continue;
        }
        f.place.tokens = {article, behind};
        if (w.kind == PlaceKind::country && (owns_part(behind, s.tokens.end) || owns_sites(behind, s.tokens.end) ||
                                             is_part_of(article, s.tokens.begin)))
          f.place.precision = 5;
        f.place.reference = true;
        f.place.demonym = f.place.metonym = false;
        more.push_back(std::move(f));
      }
    }
    found_.insert(found_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  // "the country's restive north", "the country's southern regions": token i stands behind the country.
  bool owns_part(TokenIndex i, TokenIndex end) const {
    if (i >= end || (parse_.word(i) != "'s" && parse_.word(i) != "’s")) return false;
    while (++i < end && parse_[i].upos == Upos::ADJ && !text_.word(i).is(kDirection)) {
    }
    return i < end && text_.word(i).is(kDirection);
  }
  // "the country's prisons", "Ukraine's power plants": likewise, and they are all over it.
  bool owns_sites(TokenIndex i, TokenIndex end) const {
    constexpr TokenIndex kBetween = 3;
    if (i >= end || (parse_.word(i) != "'s" && parse_.word(i) != "’s")) return false;
    for (TokenIndex k = i + 1; k < std::min(end, i + kBetween + 2); ++k) {
      if (parse_[k].xpos == "NNS") return words_.find(parse_[k].lemma).is(kScattered | kSite);
      if (parse_[k].upos != Upos::ADJ && parse_[k].upos != Upos::NOUN) return false;
    }
    return false;
  }
  // "the north of the country", whose article is token i.
  bool is_part_of(TokenIndex i, TokenIndex begin) const {
    return i - 2 >= begin && parse_.word(i - 1) == "of" && text_.word(i - 2).is(kDirection);
  }
  // "Russia has fired missiles at the country", "French troops have killed 30 in the country": does something to
  // another.
  bool acts(const Found& f) const {
    if (f.feature != Feature::country || f.place.country == main_code()) return false;
    const TokenIndex head = head_of(f.place), above = parse_.head(head);
    const bool subject = above != kNoToken && parse_[head].relation == Relation::nsubj &&
                         parse_[above].upos == Upos::VERB && !text_.word(above).is(kSpeech | kScene);
    return f.place.demonym || subject;
  }
  // The country that the report is about: of most of its places, of its only one, or of the dateline; or empty.
  std::string_view main_code() const {
    if (!main_.empty()) return main_;
    const std::string_view written = dateline_ ? gazetteer_.entry(*dateline_).country : std::string_view();
    if (said_of_.size() == 1 && written.empty()) return said_of_.begin()->first;
    return said_of_.empty() || said_of_.contains(written) ? written : std::string_view();
  }
  std::optional<Found> main_country() const {
    const auto entry = countries_.find(main_code());
    if (entry == countries_.end()) return std::nullopt;
    Found out;
    const GazetteerEntry country = gazetteer_.entry(entry->second);
    fill(out.place, country);
    out.known = true;
    out.feature = Feature::country;
    out.population = country.population;
    return out;
  }
  // A word for a wide area that several countries lie in: "Caribbean", "African", "West".
  bool names_area(TokenIndex i) const {
    if (text_.word(i).is(kDirection)) return true;
    const Candidates found = gazetteer_.longest(parse_.tokens(), i, i + 1).candidates;
    if (found.empty()) return false;
    const Feature f = gazetteer_.entry(found[0].entry).feature;
    return f == Feature::continent || f == Feature::water || f == Feature::region;
  }

  // "In the northeast" of the country that the report is about, or of what the report last called the northeast of;
  // "across the border".
  bool nameless_place(TokenRange sentence, TokenIndex i, size_t before_i, Found& out) const {
    const PlaceWord& w = text_.word(i);
    const Upos tag = parse_[i].upos;
    if (!w.is(kDirection | kBorder) || text_.capital(i) || i < sentence.begin + 2 ||
        (tag != Upos::NOUN && tag != Upos::PROPN))
      return false;
    TokenIndex article = i - 1;  // "in the east", "in the country's east"
    const bool owned = parse_.word(article) == "'s" || parse_.word(article) == "’s";
    if (owned && i >= sentence.begin + 4 && text_.word(i - 2).kind == PlaceKind::country) article = i - 3;
    const Upos before = parse_[article - 1].upos;
    if (parse_.word(article) != "the" ||
        !(text_.word(article - 1).is(kIn | kTo) || before == Upos::VERB || before == Upos::ADP))
      return false;
    if (i + 1 < sentence.end) {
      const Upos next = parse_[i + 1].upos;
      const std::string_view word = parse_.word(i + 1);
      if (next == Upos::NOUN || next == Upos::PROPN || next == Upos::ADJ || word == "of" || word == "-" ||
          word == "with" || word == "between")
        return false;
    }
    if (w.is(kBorder)) {
      out.place.name = parse_.word(i);
      out.feature = Feature::line;
    } else {
      if (const Found* whole = owned ? nullptr : last_with_part(ascii_lower(parse_.word(i)), before_i)) {
        out = *whole;
      } else if (std::optional<Found> country = main_country()) {
        out = *std::move(country);
      } else {
        return false;
      }
      out.place.odds = nullptr;
    }
    out.place.tokens = {article, i + 1};
    out.place.precision = out.feature == Feature::division ? 4 : 5;
    out.place.reference = true;
    out.place.demonym = out.place.metonym = false;
    return true;
  }

  // "Northern Gaza", "the north of Lebanon": the last place but towns of which such a part was told, before place
  // `end`.
  const Found* last_with_part(const std::string& part, size_t end) const {
    const size_t far = end > kReach ? end - kReach : 0;
    for (size_t k = end; k-- > far;) {
      const Found& f = found_[k];
      if (!f.known || is_town(f.feature) || f.place.demonym || f.place.beyond) continue;
      const TokenIndex name = f.place.tokens.begin;
      if (name < 2) continue;
      const bool adjective =
          ascii_lower(parse_.word(name)) == part + "ern" || ascii_lower(parse_.word(name - 1)) == part + "ern";
      if (adjective || (parse_.word(name - 1) == "of" && ascii_lower(parse_.word(name - 2)) == part)) return &f;
    }
    return nullptr;
  }

  // "In six provinces", "at four jails", "cities nationwide": all over the country that the report is about.
  bool all_over(TokenRange sentence, TokenIndex i, Found& out) const {
    TokenIndex begin = i;
    const bool whole = text_.word(i).is(kNationwide);
    if (!whole) {
      if (parse_[i].xpos != "NNS" || !words_.find(parse_[i].lemma).is(kScattered)) return false;
      constexpr TokenIndex kBetween = 2;  // "six southern coastal provinces"
      TokenIndex many = i - 1;
      while (many > sentence.begin && i - many <= kBetween && parse_[many].upos == Upos::ADJ &&
             !text_.word(many).is(kMany))
        --many;
      if (many <= sentence.begin || (parse_[many].upos != Upos::NUM && !text_.word(many).is(kMany))) return false;
      for (begin = many; begin > sentence.begin && parse_[begin - 1].upos != Upos::ADP; --begin)
        if (many - begin >= kBetween) return false;  // "at least six"
      if (begin == sentence.begin || names_follow(i + 1, sentence.end)) return false;
    }
    std::optional<Found> country = main_country();
    if (!country) return false;
    out = *std::move(country);
    out.place.tokens = {begin, i + 1};
    out.place.precision = whole ? 6 : 5;
    out.place.reference = out.place.scattered = true;
    return true;
  }
  // "Three cities, including X and Y", "two provinces in the north": which ones is said.
  bool names_follow(TokenIndex i, TokenIndex end) const {
    constexpr TokenIndex kNear = 8;
    if (i < end && (parse_.word(i) == "of" || text_.word(i).is(kIn))) return true;
    for (TokenIndex k = i; k < std::min(end, i + kNear); ++k)
      if (text_.capital(k) && std::any_of(found_.begin(), found_.end(), [&](const Found& f) {
            return f.place.tokens.contains(k) && !f.place.demonym;
          }))
        return true;
    return false;
  }

  TokenIndex sentence_begin(TokenIndex i) const {
    return parse_.tokens().sentences[parse_.tokens().sentence_of(i)].tokens.begin;
  }

  const Found* last_town_before(size_t before) const {
    const size_t far = before > kReach ? before - kReach : 0;
    for (const Leniency leniency : kLeniencies)
      for (size_t k = before; k-- > far;)
        if (is_town(found_[k].feature) && is_meant(found_[k], leniency)) return &found_[k];
    return nullptr;
  }

  bool is_main(const Found& f) const {
    const std::string_view main = main_code();
    return main.empty() || f.place.country == main;
  }

  // Which places "the town" may mean: scenes in the country that the report is about, scenes anywhere, places that only
  // speakers are of as well, or all.
  enum class Leniency : uint8_t { none, abroad, spoken, any };
  static constexpr std::array kLeniencies = {Leniency::none, Leniency::abroad, Leniency::spoken, Leniency::any};
  bool is_meant(const Found& f, Leniency leniency) const {
    if (leniency == Leniency::any) return true;
    return is_scene(f, leniency == Leniency::spoken) && (leniency != Leniency::none || !is_abroad(f.place));
  }

  // Not an airport named for its town, nor what a distance is measured from ("300 km east of Bangui"), nor the seat of
  // a government or a country that acts ("Nairobi said") or, unless `spoken`, is spoken from ("officials in Nairobi",
  // "Kenya's minister").
  bool is_scene(const Found& f, bool spoken) const {
    if (f.site || (f.place.beside && f.place.precision >= 3 && !spoken)) return false;
    if (!f.seat && f.feature != Feature::country) return true;
    Found acting = f;
    acting.place.head = head_of(f.place);
    if (spoken && parse_[acting.place.head].relation == Relation::nmod_poss) return true;
    if (metonym(acting)) return false;
    const TokenIndex above = parse_.head(acting.place.head);
    return spoken || above == kNoToken || !text_.word(above).is(kSpeech);
  }

  // "the provincial capital", "the regional capital": of a part of the country, not its seat of government.
  bool is_of_part(TokenIndex begin, TokenIndex end) const {
    for (TokenIndex i = begin; i < end; ++i)
      if (text_.word(i).is(kOfPart)) return true;
    return false;
  }

  // "The Malian capital", "Mali's capital": token i behind the country.
  bool capital_of(size_t before, TokenIndex i, Found& out) const {
    if (before == 0) return false;
    const Found& country = found_[before - 1];
    const TokenIndex gap = i - country.place.tokens.end;
    const std::string_view between = gap == 1 ? parse_.word(i - 1) : std::string_view();
    const bool owned = between == "'s" || between == "’s";
    if (country.feature != Feature::country || !(gap == 0 ? country.place.demonym : owned)) return false;
    if (!seat_of(country.place.country, out)) return false;
    out.place.tokens = {i, i + 1};
    out.place.reference = true;
    return true;
  }

  // The seat of government of the country that the report is about; else of the last one named.
  bool capital(size_t before, Found& out) const {
    if (const std::string_view main = main_code(); !main.empty()) return seat_of(main, out);
    for (size_t k = before, far = before > kReach ? before - kReach : 0; k-- > far;)
      if (!found_[k].place.country.empty()) return seat_of(found_[k].place.country, out);
    return false;
  }

  bool seat_of(std::string_view country, Found& out) const {
    auto it = seats_.find(country);
    if (it == seats_.end()) return false;
    GazetteerEntry entry = gazetteer_.entry(it->second);
    fill(out.place, entry);
    out.known = out.seat = true;
    out.population = entry.population;
    return true;
  }

  TokenIndex head_of(const Place& place) const {
    TokenIndex head = place.tokens.end - 1;
    for (TokenIndex i = place.tokens.begin; i < place.tokens.end; ++i)
      if (!place.tokens.contains(parse_.head(i))) {
        head = i;
        break;
      }
    // "the town of X", "the village X": the phrase is the town's.
    TokenIndex above = parse_.head(head);
    if (above != kNoToken && above < head && head - above <= 4 && text_.word(above).is(kSettlement | kDivision) &&
        !text_.capital(above) &&
        (parse_[head].relation == Relation::nmod || parse_[head].relation == Relation::appos ||
         parse_[head].relation == Relation::flat) &&
        !is_where_thing_is(head, above))
      head = above;
    return head;
  }

  // "Gunmen attacked a village in Mali": the village was attacked, not Mali.
  bool is_where_thing_is(TokenIndex name, TokenIndex thing) const {
    const Relation r = parse_[thing].relation;
    const TokenIndex before = parse_.child(name, Relation::case_);
    return before != kNoToken && parse_[before].lemma != "of" &&
           (r == Relation::obj || r == Relation::nsubj || r == Relation::nsubj_pass);
  }

  bool can_act(const Found& f) const {
    return !f.place.demonym &&
           (f.feature == Feature::country || f.seat || (f.feature == Feature::region && f.place.precision >= 4) ||
            (f.feature == Feature::site && f.known && !f.site));  // "the Kremlin said"
  }

  bool metonym(const Found& f) const {
    if (!can_act(f)) return false;
    TokenIndex head = f.place.head;
    TokenIndex above = parse_.head(head);
    Relation relation = parse_[head].relation;
    if (above == kNoToken) return false;
    const PlaceWord& governor = text_.word(above);
    switch (relation) {
      case Relation::nsubj:
        return parse_[above].upos == Upos::VERB && !governor.is(kScene);
      case Relation::compound:  // "Ankara calls claim untrue": so the parser reads some headlines
        return parse_[above].upos == Upos::VERB && above == f.place.tokens.end && !governor.is(kScene);
      case Relation::obl_agent:
        return true;
      case Relation::obj:
      case Relation::iobj:
        return governor.is(kBlame);
      case Relation::nmod_poss:
        return f.feature != Feature::region && f.place.precision != 5 &&
               !governor.is(kSettlement | kDivision | kSite | kDirection) && parse_[above].upos == Upos::NOUN;
      default:
        return false;
    }
  }

  // "Baku and Yerevan resumed": what is joined to a metonym is one.
  void share_metonyms(std::vector<Place>& places) const {
    for (size_t i = 1; i < places.size(); ++i) {
      Place& p = places[i];
      if (parse_[p.head].relation != Relation::conj || p.demonym) continue;
      for (size_t k = i; k-- > 0 && i - k < 4;)
        if (places[k].head == parse_.head(p.head)) p.metonym = places[k].metonym && p.precision >= 4;
    }
  }

  // "Kutkai, Hsenwi and Namtu townships": places behind one another, with commas and one "and", of like extent.
  void mark_lists(std::vector<Place>& places) const {
    for (size_t first = 0; first + 1 < places.size();) {
      size_t last = first;
      bool joined = false;  // "and" has come: the list ends
      while (!joined && last + 1 < places.size() && are_listed(places[last], places[last + 1], joined)) ++last;
      if (joined && last > first) {
        TokenIndex end = places[last].tokens.end;
        if (is_kind_of_several(end)) ++end;
        for (size_t k = first; k <= last; ++k) places[k].listed = {places[first].tokens.begin, end};
      } else if (const TokenIndex end = end_of_sectors(places[first]); end != kNoToken) {
        places[first].listed = {places[first].tokens.begin, end};
      }
      first = last + 1;
    }
  }
  // "townships", "sectors"
  bool is_kind_of_several(TokenIndex i) const {
    return i < parse_.size() && parse_[i].xpos == "NNS" &&
           words_.find(parse_[i].lemma).is(kSettlement | kDivision | kSite);
  }
  // Behind the first of "the Bhimber, Hot Spring, Kel and Lipa sectors", some of which are no places by themselves;
  // kNoToken where no such list begins with it.
  TokenIndex end_of_sectors(const Place& first) const {
    constexpr TokenIndex kName = 3;
    const TokenIndex stop = parse_.tokens().sentences[parse_.tokens().sentence_of(first.tokens.begin)].tokens.end;
    bool joined = false;
    for (TokenIndex i = first.tokens.end; i < stop && !joined;) {
      const bool comma = parse_.word(i) == ",";
      i += comma ? 1 : 0;
      joined = i < stop && parse_.word(i) == "and";
      i += joined ? 1 : 0;
      if (!comma && !joined) return kNoToken;
      const TokenIndex name = i;
      while (i < stop && i - name < kName && text_.capital(i)) ++i;
      if (i == name) return kNoToken;
      if (joined) return is_kind_of_several(i) && i < stop ? i + 1 : kNoToken;
    }
    return kNoToken;
  }
  bool are_listed(const Place& one, const Place& next, bool& joined) const {
    if (one.demonym || next.demonym || one.metonym || next.metonym || one.reference || next.reference || one.beside ||
        next.beside || (one.precision >= 6) != (next.precision >= 6))
      return false;
    if (one.country != next.country && !one.country.empty() && !next.country.empty()) return false;
    const TokenIndex begin = one.tokens.end, end = next.tokens.begin;
    constexpr TokenIndex kBetween = 6;
    if (begin >= end || end - begin > kBetween ||
        parse_.tokens().sentence_of(begin) != parse_.tokens().sentence_of(end))
      return false;
    TokenIndex i = begin;
    const bool comma = parse_.word(i) == ",";
    if (comma) ++i;
    const bool conjunction = parse_.word(i) == "and" || parse_.word(i) == "&";
    if (conjunction) ++i;
    if (!comma && !conjunction) return false;
    for (; i < end; ++i) {  // "X and the village of Y"
      const std::string_view word = parse_.word(i);
      if (word != "the" && word != "of" && word != "in" && !text_.word(i).is(kSettlement | kDivision)) return false;
    }
    joined = conjunction;
    return true;
  }

  const Report& report_;
  const Parse& parse_;
  PlaceText text_;
  const PlaceWords& words_;
  const Gazetteer& gazetteer_;
  const std::map<std::string, EntryIndex, std::less<>>&seats_, &countries_;
  std::optional<EntryIndex> dateline_;
  std::vector<PlaceName> names_;
  std::vector<PlaceSense> senses_;
  std::vector<Found> found_;
  Found around_;
  std::map<std::string, double, std::less<>> said_of_;
  std::string home_, main_;  // the country that nearly all places lie in, that most do; or nothing
};

// "YEREVAN, Armenia", "GANJA": the likeliest place of its first part that lies in what its last part names.
struct WrittenAt {
  std::string_view town;             // empty where there is no dateline
  std::optional<EntryIndex> entry;   // nothing where the gazetteer has no such town
  std::optional<EntryIndex> around;  // what it is said to lie in
};

WrittenAt read_dateline(const Report& report, const Gazetteer& gazetteer, const PlaceWords& words) {
  WrittenAt out;
  if (!report.dateline) return out;
  std::string_view text = report.dateline->span.in(report.text);
  size_t comma = text.find(',');
  out.town = trim_space(text.substr(0, comma));
  Candidates candidates = gazetteer.candidates(out.town);
  // "NEAR KHAFJI", "KABANKALAN CITY"
  auto without = [&](std::string_view word, std::string_view rest, uint32_t classes) {
    if (!candidates.empty() || rest.empty() || !words.find(ascii_lower(word)).is(classes)) return;
    if (Candidates found = gazetteer.candidates(rest); !found.empty()) {
      candidates = found;
      out.town = rest;
    }
  };
  if (size_t space = out.town.find(' '); space != out.town.npos)
    without(out.town.substr(0, space), out.town.substr(space + 1), kIn);
  if (size_t space = out.town.rfind(' '); space != out.town.npos)
    without(out.town.substr(space + 1), out.town.substr(0, space), kSettlement);
  // "BISHKEK/DUSHANBE", "BAKU and YEREVAN": of two neither is where things happened.
  if (candidates.empty() &&
      (out.town.find('/') != out.town.npos || ascii_lower(out.town).find(" and ") != std::string::npos))
    return {};
  if (comma != text.npos) {
    std::string_view around = trim_space(text.substr(comma + 1));
    for (Candidate outer : gazetteer.candidates(around)) {
      GazetteerEntry o = gazetteer.entry(outer.entry);
      if (o.feature == Feature::town || outer.is(kDemonym)) continue;
      if (!out.around) out.around = outer.entry;
      for (Candidate c : candidates) {
        GazetteerEntry e = gazetteer.entry(c.entry);
        bool inside = e.country == o.country && (o.feature == Feature::country || e.admin1 == o.admin1);
        if (e.feature != Feature::country && inside) {
          out.entry = c.entry;
          return out;
        }
      }
    }
  }
  for (Candidate c : candidates)
    if (!c.is(kDemonym)) {
      out.entry = c.entry;
      break;
    }
  return out;
}

// "IN AMENAS" as "In Amenas": each word with one capital.
std::string with_capitals(std::string_view name) {
  std::string out = ascii_lower(name);
  bool opens = true;
  for (char& c : out) {
    if (opens && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    opens = c == ' ' || c == '-';
  }
  return out;
}

}  // namespace

Result<PlaceFinder> PlaceFinder::load(const KnowledgeSource& source, const Gazetteer* gazetteer) {
  auto words = PlaceWords::load(source);
  if (!words) return words.error();
  auto tables = std::make_unique<Tables>();
  tables->words = std::move(*words);
  tables->gazetteer = gazetteer;
  for (EntryIndex i = 0; i < gazetteer->seats_end(); ++i) {
    GazetteerEntry entry = gazetteer->entry(i);
    if (entry.feature == Feature::country && !entry.country.empty())
      tables->countries.try_emplace(std::string(entry.country), i);
    if (!gazetteer->is_seat(i) || entry.feature != Feature::town) continue;
    auto [it, fresh] = tables->seats.try_emplace(std::string(entry.country), i);
    if (!fresh && gazetteer->entry(it->second).population < entry.population) it->second = i;
  }
  return PlaceFinder(std::move(tables));
}

std::vector<Place> PlaceFinder::find(const Report& report, const Parse& parse,
                                     std::vector<std::string_view> homes) const {
  const WrittenAt dateline = read_dateline(report, *tables_->gazetteer, tables_->words);
  return Finder(report, parse, tables_->words, *tables_->gazetteer, tables_->seats, tables_->countries,
                dateline.entry ? dateline.entry : dateline.around)
      .run(std::move(homes));
}

std::optional<Place> PlaceFinder::dateline_place(const Report& report) const {
  const WrittenAt dateline = read_dateline(report, *tables_->gazetteer, tables_->words);
  if (dateline.town.empty()) return std::nullopt;
  Place place;
  if (dateline.entry) {
    fill(place, tables_->gazetteer->entry(*dateline.entry));
  } else {  // beyond the gazetteer
    place.name = with_capitals(dateline.town);
    if (dateline.around) place.country = tables_->gazetteer->entry(*dateline.around).country;
  }
  return place;
}

PlaceFinder::PlaceFinder(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
PlaceFinder::PlaceFinder(PlaceFinder&&) noexcept = default;
PlaceFinder& PlaceFinder::operator=(PlaceFinder&&) noexcept = default;
PlaceFinder::~PlaceFinder() = default;

}  // namespace sayso
