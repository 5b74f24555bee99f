#include <algorithm>
#include <map>

#include "serve/answers.h"
#include "view/incident_fields.h"
#include "view/json.h"
#include "view/ledger_json.h"
#include "view/phrase.h"
#include "view/side_table.h"

namespace sayso::serve {
namespace {

void row_fields(Fields& f, const IncidentRow& r) {
  incident_fields(f, r);
  f.field("claims", r.claims);
  f.field("reports", r.reports);
  f.field("disputed", r.disputed);
}

// What persons decided about a claim.
void decisions_of(Fields& f, const Member& m) {
  f.object([&] {
    f.field("accepted", m.accepted);
    f.field("rejected", m.rejected);
    f.field("corrected", m.corrected);
  });
}

// The statement that each claim of an incident belongs to.
std::vector<size_t> statement_of(const Members& members, const std::vector<Statement>& statements) {
  std::vector<size_t> out(members.claims.size(), 0);
  for (size_t i = 0; i < statements.size(); ++i) {
    out[statements[i].claim] = i;
    for (size_t copy : statements[i].copies) out[copy] = i;
  }
  return out;
}

template <typename Counts>
void counts_field(Fields& f, const char* name, const Counts& counts) {
  f.key(name);
  f.list(counts, [&](const auto& entry) {
    f.object([&] {
      f.field("name", entry.first);
      f.field("incidents", entry.second);
    });
  });
}

// A finished JSON value inside another.
std::string joined_json(const std::string& object, const std::string& key, const std::string& value) {
  // `object` ends with "}": the field goes before it.
  return object.substr(0, object.size() - 1) + ",\"" + key + "\":" + value + "}";
}

}  // namespace

Result<std::string> incidents_json(const IncidentPage& page) {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.incidents/1");
    f.key("incidents");
    f.list(page.rows, [&](const IncidentRow& r) { f.object([&] { row_fields(f, r); }); });
    f.known("next", page.next);
    f.field("unknown", page.unknown);
  });
  return finished(out, f, "incidents", "this");
}

Result<std::string> overview_json(const std::vector<IncidentRow>& rows, const CountryCodes& countries) {
  struct Day {
    int64_t incidents = 0, disputed = 0;
  };
  struct Spot {
    std::string place, country;
    std::optional<double> lat, lon;
    int precision = 0;
    int64_t incidents = 0, disputed = 0;
  };
  std::map<int, Day> days;
  std::map<std::tuple<std::string, std::string, int>, Spot> spots;
  std::map<std::string, int64_t> sides, kinds;
  int64_t disputed = 0;
  for (const IncidentRow& r : rows) {
    Day& day = days[r.day];
    ++day.incidents;
    day.disputed += r.disputed ? 1 : 0;
    disputed += r.disputed ? 1 : 0;
    for (const std::string& s : r.sides) ++sides[s];
    for (const std::string& k : r.kinds) ++kinds[k];
    if (r.place.empty()) continue;
    Spot& spot = spots[{r.country, r.place, r.precision}];
    if (spot.incidents == 0) spot = {r.place, r.country, r.lat, r.lon, r.precision, 0, 0};
    ++spot.incidents;
    spot.disputed += r.disputed ? 1 : 0;
  }
  std::vector<Spot> places;
  for (auto& [key, spot] : spots) places.push_back(std::move(spot));
  // The map has room for so many; those of which most is told are kept.
  constexpr size_t kMost = 3000;
  std::stable_sort(places.begin(), places.end(),
                   [](const Spot& a, const Spot& b) { return a.incidents > b.incidents; });
  bool cut = places.size() > kMost;
  if (cut) places.resize(kMost);
  auto by_count = [](const std::map<std::string, int64_t>& counts) {
    std::vector<std::pair<std::string, int64_t>> list(counts.begin(), counts.end());
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return list;
  };
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.overview/1");
    f.field("incidents", static_cast<int64_t>(rows.size()));
    f.field("disputed", disputed);
    f.key("days");
    f.list(days, [&](const auto& entry) {
      f.object([&] {
        f.field("day", iso(day_of(entry.first)));
        f.field("incidents", entry.second.incidents);
        f.field("disputed", entry.second.disputed);
      });
    });
    f.key("places");
    f.list(places, [&](const Spot& s) {
      f.object([&] {
        f.field("place", s.place);
        f.known("country", s.country);
        const CountryCodes::Codes* codes = countries.by_iso(s.country);
        f.known("country_number", codes == nullptr ? "" : codes->numeric);
        f.field("lat", s.lat);
        f.field("lon", s.lon);
        f.field("precision", s.precision);
        f.field("incidents", s.incidents);
        f.field("disputed", s.disputed);
      });
    });
    f.field("places_left_out", cut);
    counts_field(f, "sides", by_count(sides));
    counts_field(f, "kinds", by_count(kinds));
  });
  return finished(out, f, "overview", "this");
}

Result<std::string> incident_json(const IncidentAnswer& a) {
  const Members& members = a.view.members;
  auto accounts = accounts_json(a.view);
  if (!accounts) return accounts.error();
  std::vector<size_t> of = statement_of(members, a.statements);
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.incident-page/1");
    f.key("head");
    f.object([&] {
      row_fields(f, a.view.row);
      f.field("origins", static_cast<int64_t>(origins(members)));
    });
    f.key("table");
    f.object([&] {
      f.field("columns", a.table.columns);
      f.key("rows");
      f.list(a.table.rows, [&](const IncidentTable::Row& row) {
        f.object([&] {
          f.field("question", row.question);
          f.field("label", row.label);
          f.key("cells");
          f.list(row.cells, [&](const std::vector<IncidentTable::Entry>& cell) {
            f.list(cell, [&](const IncidentTable::Entry& e) {
              f.object([&] {
                f.field("said", e.said);
                f.field("speaker", e.speaker);
                f.key("statements");
                f.list(e.statements, [&](size_t s) { f.value(static_cast<int64_t>(s)); });
              });
            });
          });
        });
      });
    });
    f.key("disputes");
    f.list(members.disputes(), [&](const LedgerDispute& d) {
      f.object([&] {
        f.field("kind", std::string(name(d.kind)));
        f.field("one", static_cast<int64_t>(of[d.one]));
        f.field("other", static_cast<int64_t>(of[d.other]));
      });
    });
    f.key("review");
    f.list(a.statements, [&](const Statement& s) { decisions_of(f, members.claims[s.claim]); });
    f.field("also", a.also);
  });
  auto page = finished(out, f, a.view.row.name, "this");
  if (!page) return page;
  return joined_json(*page, "accounts", *accounts);
}

Result<std::string> report_json(const ReportAnswer& a) {
  JsonOptions brief;
  brief.brief = true;
  auto reading = to_json(a.report.reading, brief);
  if (!reading) return reading;
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.report-page/2");
    f.field("engine", a.report.engine);
    f.field("added", a.report.added);
    f.field("current", !a.report.superseded_by.has_value());
    f.known("copy_of", a.origin);
    f.key("copies");
    f.list(a.copies, [&](const CopyOf& c) {
      f.object([&] {
        f.field("document", c.uri);
        f.field("title", c.title);
        f.field("outlet", c.outlet);
        f.field("published", c.published);
        f.field("share", c.share);
        f.field("origin", c.origin);
      });
    });
    f.key("versions");
    f.list(a.versions, [&](const Version& v) {
      f.object([&] {
        f.field("digest", v.digest);
        f.field("added", v.added);
        f.field("published", v.published);
        f.field("current", v.current);
      });
    });
    f.key("differences");
    f.list(a.differences, [&](const ReportDiff& d) { f.object([&] { diff_fields(f, d); }); });
    f.key("incidents");
    f.list(a.incidents, [&](const std::string& name) {
      if (name.empty()) {
        f.value(nullptr);
      } else {
        f.value(name);
      }
    });
    f.key("review");
    f.list(a.marks, [&](const Member& m) { decisions_of(f, m); });
  });
  auto page = finished(out, f, a.report.reading.uri, "this");
  if (!page) return page;
  return joined_json(*page, "reading", *reading);
}

Result<std::string> readings_json(const std::vector<Reading>& readings) {
  std::string list;
  for (const Reading& reading : readings) {
    auto one = to_json(reading, JsonOptions{});
    if (!one) return one;
    list += (list.empty() ? "" : ",") + *one;
  }
  return "{\"schema\":\"sayso.read-page/1\",\"readings\":[" + list + "]}";
}

Result<std::string> search_json(const SearchAnswer& a) {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.search/1");
    f.field("words", a.words);
    f.field("in", a.claims ? "claims" : "reports");
    f.key("hits");
    f.list(a.hits, [&](const Hit& h) { f.object([&] { hit_fields(f, h); }); });
  });
  return finished(out, f, "search", "this");
}

Result<std::string> stats_json(const std::vector<std::pair<std::string, int64_t>>& counts) {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.stats/1");
    f.key("counts");
    f.list(counts, [&](const auto& c) { f.object([&] { count_fields(f, c); }); });
  });
  return finished(out, f, "stats", "this");
}

Result<std::string> timeline_json(const Members& totals) {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.timeline/1");
    f.key("toll_history");
    f.list(toll_histories(totals), [&](const TollHistory& h) { f.object([&] { history_fields(f, h, totals); }); });
  });
  return finished(out, f, "timeline", "this");
}

Result<std::string> decisions_json(const std::vector<Decision>& decisions) {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.decisions/1");
    f.key("decisions");
    f.list(decisions, [&](const Decision& d) { f.object([&] { decision_fields(f, d); }); });
  });
  return finished(out, f, "decisions", "this");
}

}  // namespace sayso::serve
