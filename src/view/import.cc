#include "view/import.h"

#include <charconv>
#include <map>

#include "incident/likeness.h"
#include "incident/slot.h"
#include "view/csv.h"
#include "view/export_rows.h"

namespace sayso {
namespace {

constexpr double kSamePlaceKm = 25;

struct Layout {
  const char *source, *key, *first, *last, *place, *country, *iso, *lat, *lon, *kind, *side_a, *side_b, *low, *best,
      *high, *words;
};
constexpr Layout kLayouts[] = {
    {"UCDP GED", "id", "date_start", "date_end", "where_coordinates", "country", "", "latitude", "longitude",
     "type_of_violence", "side_a", "side_b", "low", "best", "high", "source_article"},
    {"ACLED", "event_id_cnty", "event_date", "event_date", "location", "country", "iso", "latitude", "longitude",
     "sub_event_type", "actor1", "actor2", "", "fatalities", "", "notes"},
};

template <typename T>
std::optional<T> parsed(const std::string& text) {
  T value{};
  auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
  return bad == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional<T>(value)
                                                                                 : std::nullopt;
}

// "2020-09-28", "2020-09-28 00:00:00.000" and ACLED's "28 September 2020".
std::optional<Day> day_in(const std::string& text) {
  if (auto day = parse_iso_day(std::string_view(text).substr(0, 10))) return day;
  static constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};
  size_t a = text.find(' '), b = text.rfind(' ');
  if (a == text.npos || a == b) return std::nullopt;
  auto day = parsed<int>(text.substr(0, a)), year = parsed<int>(text.substr(b + 1));
  for (int m = 0; m < 12; ++m)
    if (text.substr(a + 1, b - a - 1) == kMonths[m] && day && year) return make_day(*year, m + 1, *day);
  return std::nullopt;
}

}  // namespace

Result<Imported> import_csv(Ledger& ledger, const KnowledgeSource& knowledge, const std::string& given,
                            const std::string& file) {
  auto countries = CountryCodes::load(knowledge);
  if (!countries) return countries.error();
  std::string text = given.starts_with("\xef\xbb\xbf") ? given.substr(3) : given;
  size_t at = 0;
  std::vector<std::string> head, cells;
  read_csv_row(text, at, head);
  std::map<std::string, size_t> columns;
  for (size_t i = 0; i < head.size(); ++i) columns[head[i]] = i;
  const Layout* layout = nullptr;
  for (const Layout& l : kLayouts)
    if (columns.count(l.key) > 0 && columns.count(l.first) > 0 && columns.count(l.best) > 0) layout = &l;
  if (layout == nullptr)
    return Error{file, 1, "its columns are neither ACLED's nor UCDP GED's", "the CSV as it was downloaded"};
  auto cell = [&](const char* name) {
    auto column = columns.find(name);
    return column == columns.end() || column->second >= cells.size() ? std::string() : cells[column->second];
  };
  Imported out;
  out.source = layout->source;
  Database& db = ledger.database();
  Transaction transaction(db);
  while (read_csv_row(text, at, cells)) {
    std::string key = cell(layout->key);
    std::optional<Day> first = day_in(cell(layout->first)), last = day_in(cell(layout->last));
    // Rows that this program itself exported are no account of others.
    if (key.empty() || !first || key.starts_with("sayso:")) {
      ++out.left_out;
      continue;
    }
    const CountryCodes::Codes* country = countries->by_name(cell(layout->country));
    std::string sides = cell(layout->side_a);
    if (!cell(layout->side_b).empty()) sides += " and " + cell(layout->side_b);
    std::string row = csv_row(cells);
    db.run(
        "INSERT OR REPLACE INTO account(source, key, day, last, place, country, lat, lon, kind, sides, low, best, "
        "high, words, row)"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        layout->source, key, day_number(*first), day_number(last.value_or(*first)), cell(layout->place),
        country != nullptr ? country->iso : std::string(), parsed<double>(cell(layout->lat)),
        parsed<double>(cell(layout->lon)), cell(layout->kind), sides, parsed<int64_t>(cell(layout->low)),
        parsed<int64_t>(cell(layout->best)), parsed<int64_t>(cell(layout->high)), cell(layout->words), row);
    ++out.events;
  }
  if (auto error = transaction.commit()) return *error;
  return out;
}

std::vector<OtherAccount> other_accounts(Ledger& ledger, const IncidentRow& incident) {
  std::vector<OtherAccount> out;
  std::string place = ledger.words().place_key(incident.place);
  Query q = ledger.database().query(
      "SELECT source, key, place, kind, sides, words, day, last, low, best, high, lat, lon, country FROM account"
      " WHERE day <= ? AND last >= ? AND day >= ? ORDER BY source, day, key",
      incident.last, incident.first, incident.first - 366);
  while (q.next()) {
    OtherAccount a{q.text(0),
                   q.text(1),
                   q.text(2),
                   q.text(3),
                   q.text(4),
                   q.text(5),
                   static_cast<int>(q.integer(6)),
                   static_cast<int>(q.integer(7)),
                   q.maybe_integer(8),
                   q.maybe_integer(9),
                   q.maybe_integer(10)};
    auto lat = q.maybe_real(11), lon = q.maybe_real(12);
    std::string country = q.text(13);
    if (!country.empty() && !incident.country.empty() && country != incident.country) continue;
    bool same = !place.empty() && ledger.words().place_key(a.place) == place;
    if (!same && lat && lon && incident.lat && incident.precision <= 3)
      same = distance_on_earth(*lat, *lon, *incident.lat, *incident.lon) <= kSamePlaceKm;
    if (same) out.push_back(std::move(a));
  }
  return out;
}

}  // namespace sayso
