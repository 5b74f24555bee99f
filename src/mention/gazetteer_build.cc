// Places are gathered from all tables first, each with its names: a later table may rename what an earlier one holds.
#include "mention/gazetteer_build.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "base/text_util.h"
#include "mention/gazetteer_dump.h"
#include "mention/gazetteer_writer.h"
#include "mention/place_fold.h"

namespace sayso {
namespace {

struct Name {
  std::string text;
  uint8_t use = 0;
  Years years;
};

struct PlaceRow {
  uint32_t geonames = 0;
  std::string name;
  std::vector<Name> names;  // the others and the demonyms
  std::string country;
  double lat = 0, lon = 0;
  uint32_t population = 0;
  uint16_t admin1 = 0;
  Feature feature = Feature::town;
  int precision = 1;
  bool seat = false;
  bool noted = false;
};

// "Artemivsk[1924-2016]" -> name and years; "" where the years are not in order.
bool read_alias(std::string_view cell, Name& out) {
  size_t open = cell.find('[');
  out.text = std::string(trim_space(cell.substr(0, open)));
  out.use = kAlternate;
  if (open != cell.npos) {
    if (cell.back() != ']') return false;
    std::string_view years = cell.substr(open + 1, cell.size() - open - 2);
    size_t dash = years.find('-');
    if (dash == years.npos) return false;
    std::string_view from = years.substr(0, dash), to = years.substr(dash + 1);
    if (!from.empty() && !read_number(from, out.years.from)) return false;
    if (!to.empty() && !read_number(to, out.years.to)) return false;
    if (from.empty() && to.empty()) return false;
    out.use |= kDated;
  }
  return !out.text.empty();
}

Feature town_feature(std::string_view code) { return code == "PPLX" ? Feature::quarter : Feature::town; }

struct KindOfPlace {
  std::string_view word;
  Feature feature;
};
constexpr KindOfPlace kKinds[] = {
    {"town", Feature::town},       {"village", Feature::town}, {"camp", Feature::camp},
    {"quarter", Feature::quarter}, {"site", Feature::site},    {"region", Feature::region},
    {"line", Feature::line},       {"water", Feature::water},  {"continent", Feature::continent},
};
bool read_kind(std::string_view word, Feature& out) {
  for (const KindOfPlace& k : kKinds)
    if (k.word == word) {
      out = k.feature;
      return true;
    }
  return false;
}

int precision_of(Feature feature) {
  switch (feature) {
    case Feature::district:
      return 3;
    case Feature::division:
      return 4;
    case Feature::region:
    case Feature::line:
      return 5;
    case Feature::country:
      return 6;
    case Feature::water:
    case Feature::continent:
      return 7;
    default:
      return 1;
  }
}

class Builder {
 public:
  std::optional<Error> add_table(const KnowledgeSource& source, const std::string& file);
  std::optional<Error> add_countries(const KnowledgeSource& source);
  std::optional<Error> add_regions(const KnowledgeSource& source);
  std::optional<Error> add_aliases(const KnowledgeSource& source);
  Result<std::string> bytes();

 private:
  uint16_t division_around(const PlaceRow& place) const;
  std::optional<Error> add_names(PlaceRow& place, std::string_view cell, const std::string& file, size_t line);
  PlaceRow* known(uint32_t geonames) {
    auto it = by_id_.find(geonames);
    return it == by_id_.end() ? nullptr : &places_[it->second];
  }
  PlaceRow& add(PlaceRow place) {
    if (place.geonames != 0) by_id_.emplace(place.geonames, places_.size());
    places_.push_back(std::move(place));
    return places_.back();
  }
  // What the place was called so far becomes another name.
  static void rename(PlaceRow& place, std::string_view name) {
    if (place.name == name) return;
    std::erase_if(place.names, [&](const Name& n) { return n.text == name; });
    place.names.push_back({place.name, kAlternate, {}});
    place.name = std::string(name);
  }

  std::vector<PlaceRow> places_;
  std::unordered_map<uint32_t, size_t> by_id_;
};

Error fault(const std::string& file, size_t line, std::string what) { return Error{file, line, std::move(what), ""}; }

std::optional<Error> Builder::add_table(const KnowledgeSource& source, const std::string& file) {
  auto rows = read_tsv(source, file, gazetteer_columns());
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    PlaceRow place;
    if (!read_number(row.cells[0], place.geonames) || !read_number(row.cells[3], place.lat) ||
        !read_number(row.cells[4], place.lon) || !read_number(row.cells[8], place.population))
      return fault(file, row.line, "an id, a coordinate or a population is no number");
    place.admin1 = admin1_number(row.cells[7]);
    place.name = std::string(row.cells[1]);
    for (std::string_view other : split_list(row.cells[2])) place.names.push_back({std::string(other), kAlternate, {}});
    std::string_view code = row.cells[5];
    place.feature = code == "ADM1" ? Feature::division : code == "ADM2" ? Feature::district : town_feature(code);
    place.precision = precision_of(place.feature);
    place.country = std::string(row.cells[6]);
    if (place.country.size() != 2) return fault(file, row.line, "a country has two letters");
    add(std::move(place));
  }
  return std::nullopt;
}

std::optional<Error> Builder::add_names(PlaceRow& place, std::string_view cell, const std::string& file, size_t line) {
  for (std::string_view alias : split_list(cell)) {
    Name name;
    if (!read_alias(alias, name))
      return fault(file, line, "\"" + std::string(alias) + "\" is no alias with years: Name[1924-2016]");
    std::erase_if(place.names, [&](const Name& n) { return n.text == name.text; });
    place.names.push_back(std::move(name));
  }
  return std::nullopt;
}

std::optional<Error> Builder::add_countries(const KnowledgeSource& source) {
  const std::string file = "places/countries.tsv";
  auto rows = read_tsv(source, file, {"iso", "name", "aliases", "demonyms", "capital", "geonames", "lat", "lon"});
  if (!rows) return rows.error();
  std::map<std::string, uint32_t> people;
  for (const PlaceRow& p : places_)
    if (p.feature == Feature::town) people[p.country] += p.population;
  // The seats of government are towns by then: the most populous of that name in the country.
  std::map<std::pair<std::string, std::string>, size_t> towns;
  for (size_t i = 0; i < places_.size(); ++i) {
    const PlaceRow& p = places_[i];
    if (p.feature != Feature::town || p.population < 500) continue;
    auto offer = [&](std::string_view name) {
      auto [it, fresh] = towns.try_emplace({p.country, fold_name(name)}, i);
      if (!fresh && places_[it->second].population < p.population) it->second = i;
    };
    offer(p.name);
    for (const Name& n : p.names) offer(n.text);
  }
  for (const TsvRow& row : *rows) {
    PlaceRow place;
    place.country = std::string(row.cells[0]);
    place.name = std::string(row.cells[1]);
    place.feature = Feature::country;
    place.precision = precision_of(Feature::country);
    place.population = people[place.country];
    place.seat = true;
    if (place.country.size() != 2 || place.name.empty())
      return fault(file, row.line, "a country has two letters and a name");
    if ((!row.cells[5].empty() && !read_number(row.cells[5], place.geonames)) ||
        !read_number(row.cells[6], place.lat) || !read_number(row.cells[7], place.lon))
      return fault(file, row.line, "an id or a coordinate is no number");
    if (auto error = add_names(place, row.cells[2], file, row.line)) return error;
    for (std::string_view demonym : split_list(row.cells[3]))
      place.names.push_back({std::string(demonym), kDemonym | kAlternate, {}});
    for (std::string_view seat : split_list(row.cells[4])) {
      auto it = towns.find({place.country, fold_name(seat)});
      if (it != towns.end()) places_[it->second].seat = true;
    }
    add(std::move(place));
  }
  return std::nullopt;
}

std::optional<Error> Builder::add_regions(const KnowledgeSource& source) {
  const std::string file = "places/regions.tsv";
  auto rows =
      read_tsv(source, file, {"country", "name", "geonames", "lat", "lon", "precision", "kind", "aliases", "demonyms"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    PlaceRow fresh;
    if (!row.cells[2].empty() && !read_number(row.cells[2], fresh.geonames))
      return fault(file, row.line, "a GeoNames id is no number");
    PlaceRow* old = fresh.geonames == 0 ? nullptr : known(fresh.geonames);
    PlaceRow& place = old != nullptr ? *old : fresh;
    if (old != nullptr)
      rename(place, row.cells[1]);
    else
      place.name = std::string(row.cells[1]);
    place.country = std::string(row.cells[0]);
    if (!read_number(row.cells[3], place.lat) || !read_number(row.cells[4], place.lon) ||
        !read_number(row.cells[5], place.precision) || place.precision < 1 || place.precision > 7)
      return fault(file, row.line, "a coordinate or a precision from 1 to 7 is not right");
    if (!read_kind(row.cells[6], place.feature)) return fault(file, row.line, "no such kind of place");
    if (auto error = add_names(place, row.cells[7], file, row.line)) return error;
    for (std::string_view demonym : split_list(row.cells[8]))
      place.names.push_back({std::string(demonym), kDemonym | kAlternate, {}});
    if (old == nullptr) add(std::move(fresh));
  }
  return std::nullopt;
}

std::optional<Error> Builder::add_aliases(const KnowledgeSource& source) {
  const std::string file = "places/aliases.tsv";
  auto rows = read_tsv(source, file, {"country", "name", "geonames", "lat", "lon", "kind", "aliases"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    PlaceRow fresh;
    PlaceRow* place = &fresh;
    if (!row.cells[2].empty()) {
      if (!read_number(row.cells[2], fresh.geonames)) return fault(file, row.line, "a GeoNames id is no number");
      place = known(fresh.geonames);
      if (place == nullptr) continue;  // a user's own, smaller list of towns
      if (place->country != row.cells[0])
        return fault(file, row.line, "place " + std::string(row.cells[2]) + " lies in " + place->country);
      rename(*place, row.cells[1]);
    } else {
      fresh.name = std::string(row.cells[1]);
      fresh.country = std::string(row.cells[0]);
      if (!read_number(row.cells[3], fresh.lat) || !read_number(row.cells[4], fresh.lon))
        return fault(file, row.line, "a place without a GeoNames id needs a point");
      if (!read_kind(row.cells[5], fresh.feature)) return fault(file, row.line, "no such kind of place");
      fresh.precision = precision_of(fresh.feature);
      fresh.population = 5000;  // worth a row here: likelier than a hamlet of its name
    }
    place->noted = true;
    if (auto error = add_names(*place, row.cells[6], file, row.line)) return error;
    if (place == &fresh) {
      fresh.admin1 = division_around(fresh);
      add(std::move(fresh));
    }
  }
  return std::nullopt;
}

// The division of the nearest town of its country: a place that is given by its point alone lies in one too.
uint16_t Builder::division_around(const PlaceRow& place) const {
  constexpr double kNear = 0.5;  // degrees, about 50 km
  double least = kNear * kNear;
  uint16_t division = 0;
  for (const PlaceRow& other : places_) {
    if (other.country != place.country || other.feature != Feature::town || other.admin1 == 0) continue;
    double north = other.lat - place.lat, east = (other.lon - place.lon) * (1 - place.lat * place.lat / 8100);
    double far = north * north + east * east;
    if (far >= least) continue;
    least = far;
    division = other.admin1;
  }
  return division;
}

Result<std::string> Builder::bytes() {
  GazetteerWriter writer;
  for (const PlaceRow& p : places_) {
    std::string others;
    for (const Name& n : p.names)
      if ((n.use & kDemonym) == 0 && others.size() + n.text.size() < kShownNames)
        others += (others.empty() ? "" : "|") + n.text;
    writer.add({p.geonames, p.name, others, p.country, p.lat, p.lon, p.feature, p.precision, p.seat, p.noted,
                p.population, p.admin1});
    writer.add_name(p.name, 0);
    for (const Name& n : p.names) writer.add_name(n.text, n.use, n.years);
  }
  auto pieces = writer.finish();
  if (!pieces) return pieces.error();
  std::string out;
  for (const std::string& piece : *pieces) out += piece;
  return out;
}

}  // namespace

std::vector<std::string> gazetteer_columns() {
  return {"geonames", "name", "names", "lat", "lon", "feature", "country", "admin1", "population"};
}

Result<std::string> build_gazetteer(const std::vector<GazetteerTable>& tables, const KnowledgeSource& knowledge) {
  Builder builder;
  std::map<std::string, std::string> files;
  for (const GazetteerTable& table : tables) files[table.name] = table.text;
  KnowledgeSource source(std::move(files));
  for (const GazetteerTable& table : tables)
    if (auto error = builder.add_table(source, table.name)) return *error;
  if (auto error = builder.add_aliases(knowledge)) return *error;
  if (auto error = builder.add_countries(knowledge)) return *error;
  if (auto error = builder.add_regions(knowledge)) return *error;
  return builder.bytes();
}

}  // namespace sayso
