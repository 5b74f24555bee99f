// How places are found, in the order of `Finder::run`:
//
// 1. place_scan.cc walks over the words with capitals and gathers names: the longest that the gazetteer holds, sites by
//    their last word ("Hope Street"), and unknown names behind words of place ("the village of X"). It notes what
//    stands around each.
// 2. place_resolve.cc chooses among namesakes by what the report says of where it is, and drops what is no place.
// 3. Names become places here. A site takes the point of the town that it is said to lie in, or of the last town named
//    before it; an unknown village the point of its district.
// 4. Captions that a page cut off ("in Stepa...") are completed from the names found elsewhere in the report.
// 5. place_reference.cc finds "the region", "the town", "the country", which refer to the last fitting place before
// them.
// 6. Capitals and countries that act, own or are blamed become metonyms.
#include "mention/place.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <unordered_map>

#include "base/text_util.h"
#include "mention/number.h"
#include "mention/place_fold.h"
#include "mention/place_found.h"
#include "mention/place_reference.h"
#include "mention/place_resolve.h"
#include "mention/place_scan.h"
#include "mention/place_words.h"

namespace sayso {

struct PlaceFinder::Tables {
  PlaceWords words;
  const Gazetteer* gazetteer = nullptr;
  CountryEntries seats;      // of each country, its most populous seat of government
  CountryEntries countries;  // by their codes
};

namespace {

constexpr uint32_t kLargeTown = 300000;  // of whose sites a report may speak that is about another country
constexpr size_t kReach = 200;           // places that a site without a town looks back over

class Finder {
 public:
  Finder(const Report& report, const Parse& parse, const PlaceWords& words, const Gazetteer& gazetteer,
         const CountryEntries& seats, const CountryEntries& countries, std::optional<EntryIndex> dateline)
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
    for (size_t i = 0; i < senses_.size(); ++i)
      if (const PlaceSense& s = senses_[i]; s.accepted && s.known && !s.place.country.empty() && !names_[i].beyond)
        told_.add(s.place.country, s.demonym);
    told_.weigh();
    for (size_t i = 0; i < names_.size(); ++i)
      if (senses_[i].accepted) {
        found_.push_back(place(i));
        if (const FoundPlace& f = found_.back(); !f.known && f.place.lat) lying_.try_emplace(f.key, found_.size() - 1);
      }
    captions();
    const std::string written(dateline_ ? gazetteer_.entry(*dateline_).country : std::string_view());
    std::vector<FoundPlace> more =
        place_references({text_, words_, gazetteer_, seats_, countries_, told_, written}, found_);
    found_.insert(found_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::sort(found_.begin(), found_.end(),
              [](const FoundPlace& a, const FoundPlace& b) { return a.place.tokens.begin < b.place.tokens.begin; });
    std::vector<Place> out;
    out.reserve(found_.size());
    for (FoundPlace& f : found_) {
      if (!out.empty() && out.back().tokens.overlaps(f.place.tokens)) continue;
      f.place.head = head_of(text_, f.place);
      f.place.metonym = is_metonym(text_, f, f.place.head);
      out.push_back(std::move(f.place));
    }
    share_metonyms(out);
    mark_lists(out);
    return out;
  }

 private:
  FoundPlace place(size_t i) {
    const PlaceName& name = names_[i];
    const PlaceSense& sense = senses_[i];
    FoundPlace f;
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
      if (f.feature == Feature::country && (name.direction || owns_sites(text_, words_, name.phrase.end)))
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
    const FoundPlace* around = container(i);
    if (around == nullptr && name.site) around = last_town();
    // "Dahyan town" is Dahyan, and where it was said to lie at first it lies ever after.
    if ((name.wanted == PlaceKind::town || spot) && !name.site) words = std::string(parse_.tokens().words(name.name));
    if (around == nullptr && !name.site)
      if (const auto before = lying_.find(f.key); before != lying_.end()) {
        f.place = found_[before->second].place;
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
    if (!told_.home().empty()) return told_.home();
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
  const FoundPlace* container(size_t i) {
    int k = senses_[i].container;
    // "X in the Y region of Mali": where the gazetteer has no Y either, Mali.
    for (int steps = 0; k >= 0 && !senses_[static_cast<size_t>(k)].known && steps < 3; ++steps)
      k = senses_[static_cast<size_t>(k)].container;
    if (k < 0) return nullptr;
    const PlaceSense& outer = senses_[static_cast<size_t>(k)];
    if (!outer.known || !outer.accepted) return nullptr;
    around_ = known_place(outer.place);
    around_.place.odds = outer.odds;
    return &around_;
  }
  const FoundPlace* last_town() const {
    const size_t far = found_.size() > kReach ? found_.size() - kReach : 0;
    for (bool abroad : {false, true})
      for (size_t k = found_.size(); k-- > far;)
        if (const FoundPlace& f = found_[k];
            f.known && is_town(f.feature) && (abroad || !told_.is_abroad(f.place.country)))
          return &f;
    for (size_t k = 0; k < std::min(found_.size(), kReach); ++k)
      if (const FoundPlace& f = found_[k]; f.known && !f.place.demonym && f.feature != Feature::country) return &f;
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
      auto at_end = std::find_if(found_.begin(), found_.end(),
                                 [&](const FoundPlace& f) { return f.place.tokens.contains(last); });
      if (at_end != found_.end() && at_end->known) continue;
      const FoundPlace* whole = nullptr;
      for (const FoundPlace& f : found_)
        if (f.known && !f.place.demonym && f.key.size() > start.size() && f.key.starts_with(start)) {
          whole = &f;
          break;
        }
      if (whole == nullptr) continue;
      FoundPlace f = *whole;
      f.place.tokens = {last, last + 1};
      f.place.demonym = false;
      if (at_end != found_.end())
        *at_end = f;
      else
        found_.push_back(f);
    }
    std::sort(found_.begin(), found_.end(),
              [](const FoundPlace& a, const FoundPlace& b) { return a.place.tokens.begin < b.place.tokens.begin; });
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
  const CountryEntries &seats_, &countries_;
  std::optional<EntryIndex> dateline_;
  std::vector<PlaceName> names_;
  std::vector<PlaceSense> senses_;
  std::vector<FoundPlace> found_;
  std::unordered_map<std::string, size_t> lying_;  // of names that the gazetteer lacks: the first that lies somewhere
  FoundPlace around_;
  CountriesTold told_;
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
    const Feature feature = gazetteer->feature(i);
    const bool seat = feature == Feature::town && gazetteer->is_seat(i);
    if (!seat && feature != Feature::country) continue;
    const GazetteerEntry entry = gazetteer->entry(i);
    if (!seat) {
      if (!entry.country.empty()) tables->countries.try_emplace(std::string(entry.country), i);
      continue;
    }
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
