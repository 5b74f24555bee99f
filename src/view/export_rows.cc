#include "view/export_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "incident/slot.h"
#include "page/sha256.h"
#include "view/json_fields.h"

namespace sayso {
namespace {

using Type = ParquetWriter::Type;

std::string number(std::optional<int64_t> n) { return n ? std::to_string(*n) : ""; }
std::string degrees(std::optional<double> d) { return d ? fmt::format("{:.6g}", *d) : ""; }

std::string names_in_cell(const std::vector<ReadActor>& actors) {
  std::vector<std::string> out;
  for (const ReadActor& a : actors) out.push_back(a.name.empty() ? a.words.text : a.name);
  return joined(out);
}

std::string sides_in_cell(const std::vector<ReadActor>& actors) {
  std::set<std::string> out;
  for (const ReadActor& a : actors) out.insert(a.side.begin(), a.side.end());
  return joined({out.begin(), out.end()});
}

std::string tolls(const Claim& c) {
  std::string out;
  for (const ReadToll& t : c.tolls)
    out += fmt::format("{}{} {}{}{}{}{}", out.empty() ? "" : "; ", t.what, t.of,
                       t.side.empty() ? "" : " of " + joined(t.side, '/'), t.relation.empty() ? "" : " " + t.relation,
                       t.value ? " " + std::to_string(*t.value) : "", t.total ? " so far" : "");
  return out;
}

const ReadToll* toll(const Claim& c, std::string_view what) {
  for (const ReadToll& t : c.tolls)
    if (t.what == what) return &t;
  return nullptr;
}

std::string no_break(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// What every row of another data set's shape carries behind its columns.
const std::vector<std::string>& own_columns() {
  static const std::vector<std::string> kColumns{"sayso_incident", "sayso_claims", "sayso_words", "sayso_origins",
                                                 "sayso_grade",    "sayso_rule",   "sayso_note",  "sayso_rejected"};
  return kColumns;
}

// What an incident is coded from, each thing said once: the claims that no person rejected, and the ids of the others.
struct CodedFrom {
  std::string claims, words, rejected;
};

CodedFrom coded_from(const Members& members) {
  CodedFrom out;
  for (const Statement& s : statements(members)) {
    const Member& m = members.claims[s.claim];
    std::string& ids = m.rejected ? out.rejected : out.claims;
    ids += (ids.empty() ? "" : ";") + m.claim.id;
    if (!m.rejected)
      out.words += (out.words.empty() ? "" : " | ") + speaker(m) + ": " + no_break(m.claim.sentence.text);
  }
  return out;
}

void add_own(std::vector<std::string>& row, const IncidentView& v, const char* whose) {
  CodedFrom from = coded_from(v.members);
  row.push_back(v.row.name);
  row.push_back(from.claims);
  row.push_back(from.words);
  row.push_back(std::to_string(origins(v.members)));
  row.push_back(v.grade.grade);
  row.push_back(v.deaths.best ? v.deaths.scheme + ": " + v.deaths.best_rule : v.deaths.scheme);
  row.push_back(fmt::format("coded by sayso from claims in reports, not by {}", whose));
  row.push_back(from.rejected);
}

// What a claim adds to the shape of another data set's event: that it happened. What is denied, threatened, only
// possible or rejected by a person does not.
bool tells_what_happened(const Member& m) {
  return !m.rejected && m.claim.stance != "denies" && m.claim.stance != "unknown" && m.claim.modality == "actual";
}

bool has(const std::vector<std::string>& list, const std::string& side) {
  return std::find(list.begin(), list.end(), side) != list.end();
}

// The sides that act in the incident, and those that suffer from it, each in the order of telling. They never stand in
// for each other: "two soldiers were killed" names nobody who did it. A country's civilians are civilians, not the
// country; other data sets have them apart. A town or a thing that was hit stands for its side only where no people are
// told: "M23 shelled Sake, killing 7 civilians" is on civilians.
struct Parties {
  std::vector<std::string> by, on;
  bool civilians_hit = false;
};

Parties parties(const Members& members) {
  Parties out;
  std::vector<std::string> things;
  auto civilian = [](const ReadActor& a) { return has(a.side, "civilians"); };
  auto put = [&](std::vector<std::string>& list, const ReadActor& a) {
    for (const std::string& s : a.side)
      if (!civilian(a) && !has(list, s)) list.push_back(s);
  };
  for (const Member& m : members.claims) {
    if (!tells_what_happened(m)) continue;
    for (const ReadActor& a : m.claim.by) put(out.by, a);
    for (const ReadActor& a : m.claim.on) {
      put(a.type == "unknown" ? things : out.on, a);
      out.civilians_hit |= civilian(a);
    }
  }
  if (out.on.empty() && !out.civilians_hit) out.on = std::move(things);
  return out;
}

// Whether accounts lay it to different sides: then no column says who did it.
bool is_rival(const Members& members) {
  std::vector<LedgerDispute> all = members.disputes();
  return std::any_of(all.begin(), all.end(), [&](const LedgerDispute& d) {
    return d.kind == LedgerDispute::Kind::rival_doer && tells_what_happened(members.claims[d.one]) &&
           tells_what_happened(members.claims[d.other]);
  });
}

// The first of a list that is another than `side`, or empty.
std::string other_than(const std::string& side, const std::vector<std::string>& list) {
  for (const std::string& s : list)
    if (s != side) return s;
  return "";
}

// ACLED's actors: who did it, and to whom. What two sides do together (a clash, a truce) has both of its doers. Where
// nobody is named as the doer, or accounts name rivals, the first is empty: not known.
std::pair<std::string, std::string> acled_actors(const Parties& p, const Members& members, const std::string& kind) {
  bool mutual = kind == "clash" || kind == "ceasefire";
  std::string first = !p.by.empty() && (mutual || !is_rival(members)) ? p.by[0] : "";
  std::string second = mutual ? other_than(first, p.by) : "";
  if (second.empty()) second = other_than(first, p.on);
  if (second.empty() && p.civilians_hit) second = "Civilians";
  return {first, second};
}

// One code for the whole: the kind that says most about the means, of those that are told. Empty where nothing is said
// to have happened.
std::string main_kind(const IncidentView& v) {
  std::map<std::string, int> told;
  for (const Member& m : v.members.claims)
    if (tells_what_happened(m)) ++told[m.claim.kind];
  static const std::set<std::string> kVague{"killing", "wounding", "attack", "destruction", "statement", "other"};
  std::string best;
  auto rank = [&](const std::string& k) { return std::tuple(kVague.count(k) == 0, told[k]); };
  for (const auto& [kind, count] : std::map<std::string, int>(told))
    if (best.empty() || rank(kind) > rank(best)) best = kind;
  return best;
}

std::string sources(const Members& members) {
  std::set<std::string> out;
  for (const Member& m : members.claims)
    if (!m.rejected) out.insert(m.outlet.value_or(m.agency.value_or(m.uri)));
  return joined({out.begin(), out.end()}, ';');
}

}  // namespace

Result<CountryCodes> CountryCodes::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, "places/codes.tsv", {"iso", "numeric", "gw", "name"});
  if (!rows) return rows.error();
  CountryCodes out;
  for (const TsvRow& row : *rows)
    out.all_.push_back(
        {std::string(row.cells[0]), std::string(row.cells[1]), std::string(row.cells[2]), std::string(row.cells[3])});
  return out;
}

const CountryCodes::Codes* CountryCodes::by_iso(const std::string& iso) const {
  for (const Codes& c : all_)
    if (c.iso == iso && !iso.empty()) return &c;
  return nullptr;
}

const CountryCodes::Codes* CountryCodes::by_name(const std::string& name) const {
  for (const Codes& c : all_)
    if (c.name == name) return &c;
  return nullptr;
}

std::string CountryCodes::region(const std::string& gw) {
  int n = std::atoi(gw.c_str());
  if (n <= 0) return "";
  if (n < 200) return "Americas";
  if (n < 400) return "Europe";
  if (n < 630) return "Africa";
  if (n < 700) return "Middle East";
  return "Asia";
}

const std::vector<ParquetWriter::Column>& claim_columns() {
  static const std::vector<ParquetWriter::Column> kColumns{{"claim_id", Type::text},
                                                           {"document", Type::text},
                                                           {"n", Type::integer},
                                                           {"document_id", Type::text},
                                                           {"outlet", Type::text},
                                                           {"agency", Type::text},
                                                           {"title", Type::text},
                                                           {"published", Type::text},
                                                           {"incident", Type::text},
                                                           {"source", Type::text},
                                                           {"source_side", Type::text},
                                                           {"source_type", Type::text},
                                                           {"via", Type::text},
                                                           {"cue", Type::text},
                                                           {"cue_class", Type::text},
                                                           {"quote", Type::text},
                                                           {"stance", Type::text},
                                                           {"denies", Type::integer},
                                                           {"certainty", Type::text},
                                                           {"kind", Type::text},
                                                           {"modality", Type::text},
                                                           {"by", Type::text},
                                                           {"by_side", Type::text},
                                                           {"on", Type::text},
                                                           {"on_side", Type::text},
                                                           {"place", Type::text},
                                                           {"country", Type::text},
                                                           {"latitude", Type::real},
                                                           {"longitude", Type::real},
                                                           {"geonames", Type::integer},
                                                           {"where_prec", Type::integer},
                                                           {"first", Type::text},
                                                           {"last", Type::text},
                                                           {"date_prec", Type::integer},
                                                           {"tolls", Type::text},
                                                           {"killed_low", Type::integer},
                                                           {"killed_high", Type::integer},
                                                           {"wounded_low", Type::integer},
                                                           {"wounded_high", Type::integer},
                                                           {"trigger", Type::text},
                                                           {"sentence", Type::text},
                                                           {"begin", Type::integer},
                                                           {"end", Type::integer},
                                                           {"plover", Type::text},
                                                           {"cameo", Type::text},
                                                           {"acled", Type::text},
                                                           {"rejected", Type::integer},
                                                           {"corrected", Type::text}};
  return kColumns;
}

std::vector<std::string> claim_row(const ExportedClaim& exported) {
  const Reading& r = exported.report.reading;
  const Claim& c = exported.claim;
  const ReadToll *killed = toll(c, "killed"), *wounded = toll(c, "wounded");
  auto low = [](const ReadToll* t) { return t != nullptr ? number(t->low) : ""; };
  auto high = [](const ReadToll* t) { return t != nullptr ? number(t->high) : ""; };
  return {c.id,
          r.uri,
          std::to_string(c.n),
          r.id,
          r.outlet.value_or(""),
          r.agency.value_or(""),
          r.title.value_or(""),
          r.published.value_or(""),
          exported.incident,
          c.source ? names_in_cell({*c.source}) : "",
          c.source ? sides_in_cell({*c.source}) : "",
          c.source ? c.source->type : "",
          names_in_cell(c.via),
          c.cue ? c.cue->text : "",
          c.cue_class,
          c.quote,
          c.stance,
          c.denies ? std::to_string(*c.denies) : "",
          c.certainty,
          c.kind,
          c.modality,
          names_in_cell(c.by),
          sides_in_cell(c.by),
          names_in_cell(c.on),
          sides_in_cell(c.on),
          c.place ? c.place->name : "",
          c.place ? c.place->country : "",
          c.place ? degrees(c.place->lat) : "",
          c.place ? degrees(c.place->lon) : "",
          c.place && c.place->geonames ? std::to_string(*c.place->geonames) : "",
          c.place ? std::to_string(c.place->precision) : "",
          c.when ? c.when->first.value_or("") : "",
          c.when ? c.when->last.value_or("") : "",
          c.when ? std::to_string(c.when->precision) : "",
          tolls(c),
          low(killed),
          high(killed),
          low(wounded),
          high(wounded),
          c.trigger.text,
          no_break(c.sentence.text),
          std::to_string(c.sentence.begin),
          std::to_string(c.sentence.end),
          c.codes.plover,
          c.codes.cameo,
          c.codes.acled,
          exported.review.rejected ? "1" : "0",
          joined(exported.review.corrected)};
}

std::vector<std::string> ucdp_columns() {
  std::vector<std::string> out{"id",
                               "relid",
                               "year",
                               "active_year",
                               "code_status",
                               "type_of_violence",
                               "conflict_dset_id",
                               "conflict_new_id",
                               "conflict_name",
                               "dyad_dset_id",
                               "dyad_new_id",
                               "dyad_name",
                               "side_a_dset_id",
                               "side_a_new_id",
                               "side_a",
                               "side_b_dset_id",
                               "side_b_new_id",
                               "side_b",
                               "number_of_sources",
                               "source_article",
                               "source_office",
                               "source_date",
                               "source_headline",
                               "source_original",
                               "where_prec",
                               "where_coordinates",
                               "where_description",
                               "adm_1",
                               "adm_2",
                               "latitude",
                               "longitude",
                               "geom_wkt",
                               "priogrid_gid",
                               "country",
                               "country_id",
                               "region",
                               "event_clarity",
                               "date_prec",
                               "date_start",
                               "date_end",
                               "deaths_a",
                               "deaths_b",
                               "deaths_civilians",
                               "deaths_unknown",
                               "best",
                               "high",
                               "low",
                               "gwnoa",
                               "gwnob"};
  out.insert(out.end(), own_columns().begin(), own_columns().end());
  return out;
}

// GED holds events with a death, by low, best or high estimate.
std::vector<std::string> ucdp_row(const IncidentView& v, const LedgerRules& rules, const CountryCodes& countries) {
  if (v.row.group != "violence" || v.deaths.high.value_or(0) == 0) return {};
  // Who did it and whom it hit; without a doer the side that was hit is no side A, which others read as who did it.
  Parties p = parties(v.members);
  std::string a = !p.by.empty() ? p.by[0] : "", b = other_than(a, p.on);
  if (b.empty()) b = other_than(a, p.by);
  auto state = [&](const std::string& side) { return countries.by_name(side); };
  // A government is side A, as UCDP has it.
  if (!a.empty() && !b.empty() && state(a) == nullptr && state(b) != nullptr) std::swap(a, b);
  const CountryCodes::Codes *gov_a = state(a), *gov_b = state(b), *country = countries.by_iso(v.row.country);
  DeathRange civilians = rules.deaths(v.members, {"civilians", ""});
  DeathRange of_a = rules.deaths(v.members, {"combatants", a}), of_b = rules.deaths(v.members, {"combatants", b});
  std::string type = a.empty()                              ? ""
                     : b.empty()                            ? (civilians.low ? "3" : "")
                     : gov_a != nullptr || gov_b != nullptr ? "1"
                                                            : "2";
  int span = v.row.last - v.row.first + 1;
  std::string articles, dates, heads, original;
  std::set<int64_t> reports;
  for (const Member& m : v.members.claims) {
    if (m.rejected) continue;
    if (m.claim.source) original += (original.empty() ? "" : ";") + m.claim.source->name;
    if (!reports.insert(m.report).second) continue;
    articles += (articles.empty() ? "" : ";") + m.uri;
    dates += (dates.empty() ? "" : ";") + m.published.value_or("").substr(0, 10);
    heads += (heads.empty() ? "" : ";") + no_break(m.title.value_or(""));
  }
  std::string day = iso(day_of(v.row.first)), end = iso(day_of(v.row.last));
  std::vector<std::string> row{
      "sayso:" + v.row.name,
      "",
      day.substr(0, 4),
      "",
      "",
      type,
      "",
      "",
      "",
      "",
      "",
      a.empty() || b.empty() ? "" : a + " - " + b,
      "",
      "",
      a,
      "",
      "",
      b,
      std::to_string(reports.size()),
      articles,
      sources(v.members),
      dates,
      heads,
      original,
      std::to_string(v.row.precision),
      v.row.place,
      "",
      "",
      "",
      degrees(v.row.lat),
      degrees(v.row.lon),
      v.row.lat && v.row.lon ? fmt::format("POINT ({} {})", degrees(v.row.lon), degrees(v.row.lat)) : "",
      "",
      country != nullptr ? country->name : "",
      country != nullptr ? country->gw : "",
      country != nullptr ? CountryCodes::region(country->gw) : "",
      span > 1 ? "2" : "1",
      span == 1   ? "1"
      : span <= 6 ? "2"
      : span <= 7 ? "3"
                  : "4",
      day,
      end,
      a.empty() ? "" : number(of_a.best),
      b.empty() ? "" : number(of_b.best),
      number(civilians.best),
      "",
      number(v.deaths.best),
      number(v.deaths.high),
      number(v.deaths.low),
      gov_a != nullptr ? gov_a->gw : "",
      gov_b != nullptr ? gov_b->gw : ""};
  add_own(row, v, "UCDP");
  return row;
}

std::vector<std::string> acled_columns() {
  std::vector<std::string> out{"event_id_cnty", "event_date",     "year",     "time_precision", "disorder_type",
                               "event_type",    "sub_event_type", "actor1",   "assoc_actor_1",  "inter1",
                               "actor2",        "assoc_actor_2",  "inter2",   "interaction",    "civilian_targeting",
                               "iso",           "region",         "country",  "admin1",         "admin2",
                               "admin3",        "location",       "latitude", "longitude",      "geo_precision",
                               "source",        "source_scale",   "notes",    "fatalities",     "tags",
                               "timestamp"};
  out.insert(out.end(), own_columns().begin(), own_columns().end());
  return out;
}

std::vector<std::string> acled_row(const IncidentView& v, const Kinds& kinds, const CountryCodes& countries) {
  const Kind* kind = kinds.find(main_kind(v));            // none where nothing is said to have happened
  if (kind == nullptr || kind->acled.empty()) return {};  // its codebook has no such event
  size_t slash = kind->acled.find('/');
  std::string event = kind->acled.substr(0, slash),
              sub = slash == std::string::npos ? "" : kind->acled.substr(slash + 1);
  Parties who = parties(v.members);
  auto [actor1, actor2] = acled_actors(who, v.members, kind->name);
  const CountryCodes::Codes* country = countries.by_iso(v.row.country);
  int span = v.row.last - v.row.first + 1;
  std::string disorder = event == "Protests"                 ? "Demonstrations"
                         : event == "Strategic developments" ? event
                                                             : "Political violence";
  std::string notes;
  for (const Statement& s : statements(v.members)) {
    const Member& m = v.members.claims[s.claim];
    if (!m.rejected) notes += (notes.empty() ? "" : " ") + speaker(m) + ": " + no_break(m.claim.sentence.text);
  }
  std::vector<std::string> row{"sayso:" + v.row.name,
                               iso(day_of(v.row.day)),
                               iso(day_of(v.row.day)).substr(0, 4),
                               span <= 1   ? "1"
                               : span <= 7 ? "2"
                                           : "3",
                               disorder,
                               event,
                               sub,
                               actor1,
                               "",
                               "",
                               actor2,
                               "",
                               "",
                               "",
                               who.civilians_hit ? "Civilian targeting" : "",
                               country != nullptr ? country->numeric : "",
                               "",
                               country != nullptr ? country->name : "",
                               "",
                               "",
                               "",
                               v.row.place,
                               degrees(v.row.lat),
                               degrees(v.row.lon),
                               v.row.precision <= 1   ? "1"
                               : v.row.precision <= 3 ? "2"
                                                      : "3",
                               sources(v.members),
                               "",
                               notes,
                               number(v.deaths.low),
                               "",
                               ""};
  add_own(row, v, "ACLED");
  return row;
}

Result<std::string> feature_json(const IncidentView& v) {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("type", "Feature");
    f.field("id", v.row.name);
    f.key("geometry");
    if (v.row.lat && v.row.lon) {
      f.object([&] {
        f.field("type", "Point");
        f.field("coordinates", std::vector<double>{*v.row.lon, *v.row.lat});
      });
    } else {
      f.value(nullptr);
    }
    f.key("properties");
    f.object([&] {
      f.field("incident", v.row.name);
      f.known("place", v.row.place);
      f.known("country", v.row.country);
      f.field("precision", v.row.precision);
      f.field("first", iso(day_of(v.row.first)));
      f.field("last", iso(day_of(v.row.last)));
      f.field("kinds", joined(v.row.kinds, ';'));
      f.field("sides", joined(v.row.sides, ';'));
      f.field("reports", v.row.reports);
      f.field("origins", static_cast<int64_t>(origins(v.members)));
      f.field("disputed", v.row.disputed);
      f.known("grade", v.grade.grade);
      f.field("killed_low", v.deaths.low);
      f.field("killed_best", v.deaths.best);
      f.field("killed_high", v.deaths.high);
      CodedFrom from = coded_from(v.members);
      f.field("claims", from.claims);
      f.field("words", from.words);
      f.field("rejected", from.rejected);
    });
  });
  return finished(out, f, v.row.name, "the incident");
}

Result<std::string> annotation_json(const ExportedClaim& exported) {
  const Claim& c = exported.claim;
  const std::string& uri = exported.report.reading.uri;
  rapidjson::StringBuffer out;
  Fields f(out);
  auto target = [&](const char* part, const Words& words) {
    if (words.end <= words.begin) return;
    f.object([&] {
      f.field("source", uri);
      f.field("part", part);
      f.key("selector");
      f.list(std::vector<int>{0, 1}, [&](int which) {
        f.object([&] {
          f.field("type", which == 0 ? "TextPositionSelector" : "TextQuoteSelector");
          if (which == 0) {
            f.field("start", words.begin);
            f.field("end", words.end);
          } else {
            f.field("exact", words.text);
          }
        });
      });
    });
  };
  f.object([&] {
    f.field("id", "urn:sayso:claim:" + c.id);
    f.field("type", "Annotation");
    f.field("motivation", "identifying");
    f.key("body");
    f.object([&] {
      f.field("type", "TextualBody");
      f.field("purpose", "describing");
      f.field("format", "application/json");
      rapidjson::StringBuffer claim;
      Fields inner(claim);
      inner.object([&] {
        inner.known("sayso:incident", exported.incident);
        inner.field("sayso:claim", c);
        inner.field("sayso:rejected", exported.review.rejected);
        inner.field("sayso:corrected", exported.review.corrected);
      });
      f.field("value", std::string(claim.GetString(), claim.GetSize()));
    });
    f.key("target");
    struct Part {
      const char* name;
      const Words* words;
    };
    std::vector<Part> parts{{"sentence", &c.sentence}, {"trigger", &c.trigger}};
    if (c.source) parts.push_back({"source", &c.source->words});
    if (c.cue) parts.push_back({"cue", &*c.cue});
    for (const ReadActor& a : c.via) parts.push_back({"via", &a.words});
    for (const ReadActor& a : c.by) parts.push_back({"by", &a.words});
    for (const ReadActor& a : c.on) parts.push_back({"on", &a.words});
    if (c.place) parts.push_back({"place", &c.place->words});
    if (c.when) parts.push_back({"when", &c.when->words});
    for (const ReadToll& t : c.tolls) parts.push_back({"toll", &t.words});
    f.list(parts, [&](const Part& p) { target(p.name, *p.words); });
  });
  return finished(out, f, uri, "a claim");
}

}  // namespace sayso
