#include "mention/gazetteer_dump.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "base/text_util.h"
#include "mention/place_fold.h"

namespace sayso {
namespace {

constexpr uint32_t kMaxId = 1u << 28;  // ids are counted up; in 2025 they were at 13 million

// The columns of a dump, which has 19.
enum Column : size_t { kId, kName, kAscii, kOthers, kLat, kLon, kClass, kCode, kCountry, kCountries, kAdmin1 };
constexpr size_t kPopulation = 14, kColumns = 15;

struct KindOfRow {
  Feature feature;
  int precision;
};

// What a row is of, if it is taken.
std::optional<KindOfRow> kind_of(std::string_view letter, std::string_view code) {
  if (letter == "P") {
    if (code == "PPLH" || code == "PPLQ" || code == "PPLW" || code == "PPLCH") return std::nullopt;
    return KindOfRow{code == "PPLX" ? Feature::quarter : Feature::town, 1};
  }
  if (letter == "A") {
    if (code == "ADM1") return KindOfRow{Feature::division, 4};
    if (code == "ADM2" || code == "ADM3") return KindOfRow{Feature::district, 3};
  }
  if (letter == "S") {
    if (code == "CMPRF") return KindOfRow{Feature::camp, 1};
    if (code == "AIRB") return KindOfRow{Feature::site, 1};
  }
  return std::nullopt;
}

}  // namespace

uint16_t admin1_number(std::string_view code) {
  unsigned value = 0;
  for (char c : code) {
    char low = ascii_lower(c);
    if (is_digit(c) || (low >= 'a' && low <= 'z'))
      value = (value * 36 + static_cast<unsigned>(is_digit(c) ? c - '0' : low - 'a' + 10)) % 65521;
  }
  return static_cast<uint16_t>(value);
}

GazetteerDump::GazetteerDump(GazetteerWriter& writer, const Gazetteer& base) : writer_(writer) {
  for (EntryIndex i = 0; i < base.size(); ++i)
    if (uint32_t id = base.entry(i).geonames; id != 0 && id < kMaxId) is_new(id);
}

bool GazetteerDump::is_new(uint32_t geonames) {
  if (geonames >= known_.size()) known_.resize(std::max<size_t>(geonames + 1, known_.size() * 3 / 2));
  if (known_[geonames]) return false;
  known_[geonames] = true;
  return true;
}

GazetteerDump::Row GazetteerDump::add(std::string_view line) {
  std::array<std::string_view, kColumns> cells;
  size_t columns = 0;
  for (size_t at = 0; columns < kColumns; ++at) {
    size_t tab = std::min(line.find('\t', at), line.size());
    cells[columns++] = line.substr(at, tab - at);
    at = tab;
    if (tab == line.size()) break;
  }
  if (columns < kColumns) return bad("too few columns (" + std::to_string(columns) + "): a row of GeoNames has 19");
  const std::optional<KindOfRow> kind = kind_of(cells[kClass], cells[kCode]);
  if (!kind) return Row::left_out;
  if (cells[kCountry].empty()) return Row::left_out;  // in no country: a few dots on the map

  GazetteerEntry place;
  uint64_t people = 0;
  if (!read_number(cells[kId], place.geonames) || place.geonames == 0 || place.geonames >= kMaxId)
    return bad("its id is no number of GeoNames");
  if (!read_number(cells[kLat], place.lat) || !read_number(cells[kLon], place.lon) || !(place.lat >= -90) ||
      !(place.lat <= 90) || !(place.lon >= -180) || !(place.lon <= 180))
    return bad("its coordinates are no degrees");
  if (!cells[kPopulation].empty() && !read_number(cells[kPopulation], people))
    return bad("its population is no number");
  if (cells[kCountry].size() != 2) return bad("its country has not two letters");
  if (cells[kName].empty()) return bad("it has no name");
  for (Column c : {kName, kAscii, kOthers})
    if (!is_valid_utf8(cells[c])) return bad("its names are no UTF-8");
  if (!is_new(place.geonames)) return Row::known;

  name_ = cells[kName];
  std::replace(name_.begin(), name_.end(), '|', ' ');  // the mark that parts names
  add_names(name_, cells[kAscii], cells[kOthers]);
  place.name = name_;
  place.names = shown_;
  place.country = cells[kCountry];
  place.feature = kind->feature;
  place.precision = kind->precision;
  place.population = static_cast<uint32_t>(std::min<uint64_t>(people, std::numeric_limits<uint32_t>::max()));
  place.admin1 = admin1_number(cells[kAdmin1]);
  writer_.add(place);
  writer_.add_name(name_, 0);
  for (std::string_view other : names_) writer_.add_name(other, kAlternate);
  return Row::taken;
}

// Fills `names_`, all that the place is called beside its name, and `shown_`, as many as are shown. Names of other
// scripts, addresses and codes are no help to a reader of English.
void GazetteerDump::add_names(std::string_view name, std::string_view ascii, std::string_view others) {
  names_.clear();
  shown_.clear();
  auto offer = [&](std::string_view other) {
    if (other == name || std::find(names_.begin(), names_.end(), other) != names_.end()) return;
    names_.push_back(other);
    if (shown_.size() + other.size() >= kShownNames) return;
    if (!shown_.empty()) shown_ += '|';
    shown_ += other;
  };
  if (ascii != name && ascii.find('|') == ascii.npos && hash_name(ascii) != hash_name(name)) offer(ascii);
  for (size_t at = 0; at < others.size();) {
    size_t comma = std::min(others.find(',', at), others.size());
    std::string_view other = others.substr(at, comma - at);
    const bool web = other.find(':') != other.npos || other.find('|') != other.npos;
    if (!web && other.size() >= 3 && other.size() <= 60 && hash_name(other) != 0) offer(other);
    at = comma + 1;
  }
}

}  // namespace sayso
