// Where each address leads.
//
// A GET is answered by a desk: a connection to the ledger that reads, with the answers it gave since the ledger last
// changed (SQLite tells each connection when another has written). An answer's ETag is the digest of its bytes.

#include "serve/site.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/text_util.h"
#include "ledger/check.h"
#include "page/sha256.h"
#include "serve/answers.h"
#include "serve/assets.h"
#include "serve/html.h"
#include "view/export.h"
#include "view/json_fields.h"

namespace sayso::serve {
namespace {

constexpr size_t kMostQuestion = size_t{64} << 10;  // bytes of a body that is no report
// Bytes of a report that is read while somebody waits: a few seconds' work where every few words are an event, less
// than one where they are a newspaper's. Reports of more than 60 kB are rare.
constexpr size_t kMostText = size_t{256} << 10;
constexpr int kMostReading = 2;                 // texts read at once
constexpr size_t kMostKept = size_t{32} << 20;  // bytes of answers that a desk keeps
constexpr size_t kMostExported = size_t{256} << 20;
constexpr size_t kRows = 50, kMostRows = 500, kMostHits = 200, kMostWords = 300, kMostNear = 20;

constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

Response json(std::string body) {
  Response r;
  r.body = std::move(body) + "\n";
  return r;
}

std::string sentence_of(const Error& e) { return e.what; }

// With what there is instead: "there is no kind shelingg; there are abduction, ...".
std::string with_tip(const Error& e) { return e.tip.empty() ? e.what : e.what + "; there are " + e.tip; }

Response json_of(const Result<std::string>& made) {
  return made ? json(*made) : refuse(500, sentence_of(made.error()));
}

Response json_of(const Fields& f, const rapidjson::StringBuffer& out) {
  return f.sound() ? json({out.GetString(), out.GetSize()}) : refuse(500, "a name is no UTF-8");
}

Response tagged(Response r) {
  r.headers.emplace_back("ETag", "\"" + sha256_hex(r.body).substr(0, 32) + "\"");
  return r;
}

void protect(Response& r) {
  r.headers.emplace_back("Content-Security-Policy", kPolicy);
  r.headers.emplace_back("X-Content-Type-Options", "nosniff");
  r.headers.emplace_back("Referrer-Policy", "same-origin");
  r.headers.emplace_back("X-Frame-Options", "DENY");
  r.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  r.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  if (r.header("Cache-Control") == nullptr) r.headers.emplace_back("Cache-Control", "private, no-cache");
}

// Whether the tag is in a list such as W/"a", "b".
bool names_tag(const std::string& list, const std::string& tag) {
  return trim_space(list) == "*" || list.find(tag) != list.npos;
}

std::optional<int64_t> number_of(std::string_view text) {
  int64_t n = 0;
  auto [at, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (bad != std::errc() || at != text.data() + text.size() || text.empty()) return std::nullopt;
  return n;
}

std::optional<double> real_of(std::string_view text) {
  double n = 0;
  auto [at, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (bad != std::errc() || at != text.data() + text.size() || !(n >= -360 && n <= 360)) return std::nullopt;
  return n;
}

std::string encoded_query(const std::map<std::string, std::string>& query, const std::vector<std::string>& without) {
  std::string out;
  for (const auto& [name, value] : query) {
    if (value.empty() || std::find(without.begin(), without.end(), name) != without.end()) continue;
    out += (out.empty() ? "" : "&") + encode_component(name) + "=" + encode_component(value);
  }
  return out;
}

// A JSON object that was sent. Depth cannot exhaust the stack: the parser does not recurse.
class Sent {
 public:
  explicit Sent(const std::string& body) {
    document_.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(body.data(), body.size());
  }
  bool is_object() const { return !document_.HasParseError() && document_.IsObject(); }
  // Empty where it is not there or no string.
  std::string text(const char* name) const { return text_in(document_, name); }
  std::optional<int64_t> number(const char* name) const { return number_in(document_, name); }
  const rapidjson::Value* list(const char* name) const {
    auto found = document_.FindMember(name);
    return found != document_.MemberEnd() && found->value.IsArray() ? &found->value : nullptr;
  }
  static std::string text_in(const rapidjson::Value& object, const char* name) {
    auto found = object.FindMember(name);
    if (found == object.MemberEnd() || !found->value.IsString()) return "";
    return {found->value.GetString(), found->value.GetStringLength()};
  }
  static std::optional<int64_t> number_in(const rapidjson::Value& object, const char* name) {
    auto found = object.FindMember(name);
    if (found == object.MemberEnd() || !found->value.IsInt64()) return std::nullopt;
    return found->value.GetInt64();
  }

 private:
  rapidjson::Document document_;
};

// A claim as it is named from outside: a report's URI and its number there.
Result<int64_t> claim_of(Ledger& ledger, const std::string& document, std::optional<int64_t> n) {
  if (document.empty() || !n || *n < 1 || *n > INT32_MAX)
    return Error{"", 0, "a claim is named by its document and its number n", ""};
  auto report = find_report_named(ledger, document);
  if (!report) return report.error();
  return find_claim(ledger, *report, static_cast<int>(*n));
}

std::optional<Error> decide(Ledger& ledger, const Sent& sent) {
  Reviewer by{sent.text("who"), sent.text("note")};
  if (by.who.empty()) return Error{"", 0, "a decision has a name: who", ""};
  std::string verb = sent.text("verb");
  if (verb == "merge") return merge_incidents(ledger, sent.text("into"), sent.text("other"), by);
  if (verb == "undo") {
    auto id = sent.number("id");
    if (!id) return Error{"", 0, "which decision is taken back is told by its id", ""};
    return take_back(ledger, *id, by);
  }
  if (verb == "split") {
    std::vector<int64_t> claims;
    const rapidjson::Value* list = sent.list("claims");
    for (rapidjson::SizeType i = 0; list != nullptr && i < list->Size(); ++i) {
      const rapidjson::Value& one = (*list)[i];
      if (!one.IsObject()) return Error{"", 0, "claims is a list of {document, n}", ""};
      auto claim = claim_of(ledger, Sent::text_in(one, "document"), Sent::number_in(one, "n"));
      if (!claim) return claim.error();
      claims.push_back(*claim);
    }
    return split_incident(ledger, claims, by);
  }
  if (verb != "accept" && verb != "reject" && verb != "correct" && verb != "move")
    return Error{"", 0, "the verb is accept, reject, correct, move, merge, split or undo", ""};
  auto claim = claim_of(ledger, sent.text("document"), sent.number("n"));
  if (!claim) return claim.error();
  if (verb == "correct") return correct(ledger, *claim, sent.text("field"), sent.text("value"), by);
  if (verb == "move") return move_claim(ledger, *claim, sent.text("incident"), by);
  return judge(ledger, *claim, verb == "accept", by);
}

struct ExportFormat {
  const char *ending, *format, *type;
};
constexpr ExportFormat kExports[] = {{"csv", "csv", "text/csv; charset=utf-8"},
                                     {"geojson", "geojson", "application/geo+json"},
                                     {"ndjson", "ndjson", "application/x-ndjson"},
                                     {"txt", "citations", "text/plain; charset=utf-8"},
                                     {"jsonld", "jsonld", "application/ld+json"}};

// What happened within three days of an incident: at its place first, then within half a degree (some 50 km) of it.
// Reporting puts one event at the town and at the district around it, so what to merge with is often a name away.
std::vector<std::string> nearby(Ledger& ledger, const IncidentRow& row) {
  std::vector<std::string> names;
  auto offer = [&](IncidentFilter filter) {
    filter.from = row.day - 3;
    filter.to = row.day + 3;
    filter.limit = kMostNear + 1;  // one of them may be this one
    for (const IncidentRow& other : find_incidents(ledger, filter))
      if (other.id != row.id && names.size() < kMostNear && std::ranges::find(names, other.name) == names.end())
        names.push_back(other.name);
  };
  IncidentFilter at, around;
  at.place = row.place;
  if (!row.place.empty()) offer(at);
  if (row.lat && row.lon) {
    around.box = IncidentFilter::Box{*row.lat - 0.5, *row.lon - 0.5, *row.lat + 0.5, *row.lon + 0.5};
    offer(around);
  }
  return names;
}

}  // namespace

// What a request asks for, taken apart.
struct Site::Asked {
  Target target;
  std::string page;  // the first part of the path, without .json: "incidents"
  std::string name;  // the second, without .json
  bool json = false;
  bool get = true;
};

Result<IncidentFilter> filter_of(const std::map<std::string, std::string>& query) {
  IncidentFilter f;
  f.limit = kRows;
  auto bad = [](const std::string& name, const std::string& is) { return Error{"", 0, name + " " + is, ""}; };
  for (const auto& [name, value] : query) {
    if (value.size() > kMostWords && name != "cursor") return bad(name, "is too long");
    if (value.empty()) continue;
    if (name == "q") {
      f.text = value;
    } else if (name == "place") {
      f.place = value;
    } else if (name == "side") {
      f.side = value;
    } else if (name == "kind") {
      f.kind = value;
    } else if (name == "from" || name == "to") {
      auto day = parse_iso_day(value);
      if (!day) return bad(name, "is no day like 2020-09-28");
      (name == "from" ? f.from : f.to) = day_number(*day);
    } else if (name == "disputed") {
      if (value != "0" && value != "1") return bad(name, "is 0 or 1");
      f.disputed = value == "1";
    } else if (name == "box") {
      std::vector<std::string> parts = parted(value, ',');
      std::vector<double> sides;
      for (const std::string& part : parts)
        if (auto n = real_of(part)) sides.push_back(*n);
      if (parts.size() != 4 || sides.size() != 4 || sides[0] > sides[2] || sides[1] > sides[3])
        return bad(name, "is south,west,north,east in degrees");
      f.box = IncidentFilter::Box{sides[0], sides[1], sides[2], sides[3]};
    } else if (name == "limit") {
      auto n = number_of(value);
      if (!n || *n < 1 || *n > static_cast<int64_t>(kMostRows))
        return bad(name, fmt::format("is a number from 1 to {}", kMostRows));
      f.limit = static_cast<size_t>(*n);
    } else if (name == "cursor") {
      // "1~18533~tartar-2020-09-28-12ab34": a version, a day and a name.
      std::vector<std::string> parts = parted(value, '~');
      std::optional<int64_t> day = parts.size() == 3 && parts[0] == "1" ? number_of(parts[1]) : std::nullopt;
      if (!day || *day < -1'000'000 || *day > 10'000'000 || value.size() > 1000)
        return bad(name, "is none that was given");
      f.after = {static_cast<int>(*day), parts[2]};
    } else {
      return Error{"", 0, "there is no filter " + name, ""};
    }
  }
  return f;
}

std::string cursor_behind(const IncidentRow& row) { return fmt::format("1~{}~{}", row.day, row.name); }

Site::Site(Options options, Engine engine, PageReader pages, LedgerRules rules, CountryCodes countries)
    : options_(std::move(options)),
      engine_(std::move(engine)),
      pages_(std::move(pages)),
      rules_(std::move(rules)),
      countries_(std::move(countries)),
      guard_(options_.access) {
  if (options_.write && !options_.ledger.empty())
    jobs_ = std::make_unique<Jobs>(engine_, pages_, options_.ledger, options_.version);
}

Result<std::unique_ptr<Site>> Site::open(Options options) {
  Engine::Options reading;
  reading.gazetteer_file = options.gazetteer;
  reading.knowledge_folder = options.knowledge;
  auto engine = Engine::open(reading);
  if (!engine) return engine.error();
  auto pages = PageReader::load(engine->knowledge());
  if (!pages) return pages.error();
  auto rules = LedgerRules::load(engine->knowledge());
  if (!rules) return rules.error();
  auto countries = CountryCodes::load(engine->knowledge());
  if (!countries) return countries.error();
  if (!options.ledger.empty()) {
    Ledger::Options of;
    of.engine = options.version;
    auto ledger = Ledger::open(options.ledger, options.write ? Database::Mode::update : Database::Mode::read,
                               engine->knowledge(), of);
    if (!ledger) return ledger.error();
  }
  return std::unique_ptr<Site>(
      new Site(std::move(options), std::move(*engine), std::move(*pages), std::move(*rules), std::move(*countries)));
}

Response Site::handle(const Request& request, Clock::time_point now) {
  std::optional<Response> no = guard_.refusal(request, now);
  Response r = no ? std::move(*no) : route(request);
  if (r.status == 200 && r.header("ETag") != nullptr) {
    auto known = request.header("if-none-match");
    if (known && names_tag(*known, *r.header("ETag"))) {
      r.status = 304;
      r.body.clear();
    }
  }
  protect(r);
  return r;
}

Response Site::route(const Request& request) {
  static const std::vector<std::string> kKnown{"GET", "HEAD", "POST"};
  Asked asked;
  asked.get = request.method != "POST";
  auto target = parse_target(request.target);
  if (!target) return refuse(400, sentence_of(target.error()));
  asked.target = std::move(*target);
  auto without_json = [&](std::string part) {
    if (part.ends_with(".json")) {
      asked.json = true;
      part.resize(part.size() - 5);
    }
    return part;
  };
  const std::vector<std::string>& parts = asked.target.parts;
  if (!parts.empty()) asked.page = parts.size() == 1 ? without_json(parts[0]) : parts[0];
  if (parts.size() == 2) asked.name = parts[0] == "assets" ? parts[1] : without_json(parts[1]);
  if (parts.size() > 3) return refused(asked, 404, "there is no such page");
  if (std::find(kKnown.begin(), kKnown.end(), request.method) == kKnown.end()) {
    Response r = refuse(405, "only GET, HEAD and POST are understood");
    r.headers.emplace_back("Allow", "GET, HEAD, POST");
    return r;
  }
  return asked.get ? get(asked) : post(asked, request);
}

Response Site::refused(const Asked& asked, int status, const std::string& sentence) const {
  if (asked.json) return refuse(status, sentence);
  Html html;
  html.element("h1", status_text(status));
  html.element("p", sentence + ".");
  Response r;
  r.status = status;
  r.type = "text/html; charset=utf-8";
  r.body = page_html({status_text(status), "", !options_.ledger.empty(), true}, html.take());
  return r;
}

Response Site::shown(const Asked& asked, const std::function<Result<std::string>()>& twin,
                     const std::function<std::string()>& html, const std::string& title,
                     const std::string& here) const {
  if (asked.json) return json_of(twin());
  Response r;
  r.type = "text/html; charset=utf-8";
  r.body = page_html({title, here, !options_.ledger.empty(), !asked.get}, html());
  return r;
}

Response Site::get(const Asked& asked) {
  const std::string& page = asked.page;
  if (page == "assets") {
    const Asset* asset = find_asset(asked.name);
    if (asset == nullptr || asked.target.parts.size() != 2) return refuse(404, "the page has no such part");
    Response r;
    r.type = asset->type;
    r.body = asset->bytes;
    return tagged(std::move(r));
  }
  if (page == "openapi" && asked.json) return tagged(json(std::string(openapi())));
  if (page == "about" && asked.json) return about();
  if (page == "read" || (page.empty() && options_.ledger.empty())) {
    if (asked.json) return refuse(405, "a text to read is sent with POST");
    return tagged(shown(asked, nullptr, paste_html, "Read a text", "/read"));
  }
  if (page == "jobs" && asked.json) {
    if (jobs_ == nullptr) return refuse(403, "this ledger is open for reading alone; try sayso serve --write");
    if (asked.name.empty()) return job_list(jobs_->all());
    auto id = number_of(asked.name);
    std::optional<Job> job = id ? jobs_->find(*id) : std::nullopt;
    return job ? job_list({*job}) : refuse(404, "there is no such job");
  }
  static const std::vector<std::string> kOfLedger{"",       "incidents", "overview", "incident", "report",
                                                  "search", "stats",     "timeline", "review"};
  bool known = std::find(kOfLedger.begin(), kOfLedger.end(), page) != kOfLedger.end() || page.starts_with("export.");
  bool named = page == "incident";
  if (!known || named == asked.name.empty() || asked.target.parts.size() > 2)
    return refused(asked, 404, "there is no such page");
  if (options_.ledger.empty()) return refused(asked, 404, "there is no ledger here; try sayso serve LEDGER");
  return from_desk(asked);
}

Response Site::from_desk(const Asked& asked) {
  std::unique_ptr<Desk> desk;
  {
    std::lock_guard guard(desks_lock_);
    if (!desks_.empty()) {
      desk = std::move(desks_.back());
      desks_.pop_back();
    }
  }
  if (!desk) {
    auto ledger = Ledger::open(options_.ledger, Database::Mode::read, engine_.knowledge());
    if (!ledger) return refused(asked, 503, sentence_of(ledger.error()));
    desk = std::make_unique<Desk>(Desk{std::move(*ledger), -1, {}, 0});
  }
  Database& db = desk->ledger.database();
  // From here on one moment of the ledger is seen.
  db.run("BEGIN");
  int64_t version = db.number("PRAGMA data_version").value_or(0);
  if (version != desk->seen || desk->bytes > kMostKept) {
    desk->answers.clear();
    desk->bytes = 0;
    desk->seen = version;
  }
  std::string key = (asked.json ? "json " : "html ") + asked.target.path + "?" + encoded_query(asked.target.query, {});
  Response r;
  auto kept = desk->answers.find(key);
  if (kept != desk->answers.end()) {
    r = kept->second;
  } else {
    r = answer(asked, desk->ledger);
    if (db.failure()) {
      // A question that SQLite cannot take (a search for nothing but marks) is the asker's fault, told as such.
      return refused(asked, 400, "the ledger cannot answer this: " + db.failure()->what);
    }
    if (r.status == 200) {
      r = tagged(std::move(r));
      desk->bytes += r.body.size() + key.size();
      desk->answers.emplace(key, r);
    }
  }
  db.run("COMMIT");
  if (!db.failure()) {
    std::lock_guard guard(desks_lock_);
    desks_.push_back(std::move(desk));
  }
  return r;
}

Response Site::answer(const Asked& asked, Ledger& ledger) {
  const std::string& page = asked.page;
  if (page.empty() || page == "incidents") return incidents(asked, ledger);
  if (page == "overview") return overview(asked, ledger);
  if (page == "incident") return incident(asked, ledger);
  if (page == "report") return report(asked, ledger);
  if (page == "search") return search_page(asked, ledger);
  if (page.starts_with("export.")) return exported(asked, ledger);
  if (page == "stats") {
    auto counts = counts_of(ledger);
    return shown(
        asked, [&] { return stats_json(counts); }, [&] { return stats_html(counts); }, "What the ledger holds",
        "/stats");
  }
  if (page == "timeline") {
    Members totals = running_tolls(ledger.database());
    return shown(
        asked, [&] { return timeline_json(totals); }, [&] { return timeline_html(totals); }, "Running tolls",
        "/timeline");
  }
  std::vector<Decision> all = decisions(ledger);
  return shown(
      asked, [&] { return decisions_json(all); }, [&] { return decisions_html(all); }, "Review", "/review");
}

Response Site::incidents(const Asked& asked, Ledger& ledger) {
  auto filter = filter_of(asked.target.query);
  if (!filter) return refused(asked, 400, sentence_of(filter.error()));
  if (auto fault = fault_of(ledger, *filter)) return refused(asked, 400, with_tip(*fault));
  IncidentPage page;
  size_t limit = filter->limit++;
  page.rows = find_incidents(ledger, *filter);
  if (page.rows.size() > limit) {
    page.rows.resize(limit);
    page.next = cursor_behind(page.rows.back());
  }
  page.query = encoded_query(asked.target.query, {"cursor"});
  if (page.rows.empty()) page.unknown = unknown_names(ledger, *filter);
  return shown(
      asked, [&] { return incidents_json(page); }, [&] { return incidents_html(page, asked.target.query); },
      "Incidents", "/incidents");
}

Response Site::overview(const Asked& asked, Ledger& ledger) {
  if (!asked.json) return refused(asked, 404, "the overview is there as overview.json alone");
  auto filter = filter_of(asked.target.query);
  if (!filter) return refuse(400, sentence_of(filter.error()));
  if (auto fault = fault_of(ledger, *filter)) return refuse(400, with_tip(*fault));
  filter->limit = 0;
  filter->after.reset();
  return json_of(overview_json(find_incidents(ledger, *filter), countries_));
}

Response Site::incident(const Asked& asked, Ledger& ledger) {
  auto row = find_incident(ledger, asked.name);
  if (!row) return refused(asked, 404, sentence_of(row.error()));
  IncidentAnswer a{view_of(ledger, *row, rules_), {}, {}, {}};
  a.statements = statements(a.view.members);
  a.table = incident_table(a.view.members, a.statements);
  a.also = nearby(ledger, *row);
  return shown(
      asked, [&] { return incident_json(a); }, [&] { return incident_html(a); }, row->name, "/incidents");
}

Response Site::report(const Asked& asked, Ledger& ledger) {
  std::string uri = asked.target.get("uri"), version = asked.target.get("version");
  if (uri.empty()) return refused(asked, 400, "which report is meant is told by its uri");
  auto id = version.empty() ? find_report(ledger, uri) : find_version(ledger, uri, version);
  if (!id) return refused(asked, 404, sentence_of(id.error()));
  Database& db = ledger.database();
  std::optional<StoredReport> stored = load_report(db, *id);
  if (!stored) return refused(asked, 404, "there is no such report");
  ReportAnswer a;
  a.report = std::move(*stored);
  a.copies = copies_of(ledger, *id);
  for (const CopyOf& c : a.copies)
    if (c.origin) a.origin = c.uri;
  a.versions = versions_of(ledger, a.report.reading.uri);
  a.differences = differences(ledger, *id);
  for (size_t i = 0; i < a.report.claims.size(); ++i) {
    a.incidents.push_back(incident_of(ledger, a.report.claims[i]));
    Member mark;
    mark.row = a.report.claims[i];
    mark.claim = a.report.reading.claims[i];
    apply_review(db, mark);
    a.report.reading.claims[i] = mark.claim;
    a.marks.push_back(std::move(mark));
  }
  return shown(
      asked, [&] { return report_json(a); }, [&] { return report_html(a); },
      a.report.reading.title.value_or(a.report.reading.uri), "");
}

Response Site::search_page(const Asked& asked, Ledger& ledger) {
  SearchAnswer a;
  a.words = asked.target.get("q");
  std::string in = asked.target.get("in");
  if (!in.empty() && in != "claims" && in != "reports") return refused(asked, 400, "in is claims or reports");
  if (a.words.size() > kMostWords) return refused(asked, 400, "q is too long");
  a.claims = in != "reports";
  if (!a.words.empty()) {
    auto hits = search(ledger, a.words, a.claims, kMostHits);
    if (!hits) return refused(asked, 400, sentence_of(hits.error()));
    a.hits = std::move(*hits);
  }
  return shown(
      asked, [&] { return search_json(a); }, [&] { return search_html(a); }, "Search", "/search");
}

Response Site::exported(const Asked& asked, Ledger& ledger) {
  std::string ending = asked.page.substr(7);
  auto format =
      std::find_if(std::begin(kExports), std::end(kExports), [&](const ExportFormat& f) { return f.ending == ending; });
  if (format == std::end(kExports))
    return refuse(404, "there is no such format; there are csv, geojson, ndjson, jsonld and txt");
  std::map<std::string, std::string> query = asked.target.query;
  std::string one = query["incident"];
  query.erase("incident");
  std::vector<IncidentRow> rows;
  if (!one.empty()) {
    auto row = find_incident(ledger, one);
    if (!row) return refuse(404, sentence_of(row.error()));
    rows.push_back(*row);
  } else {
    auto filter = filter_of(query);
    if (!filter) return refuse(400, sentence_of(filter.error()));
    if (auto fault = fault_of(ledger, *filter)) return refuse(400, with_tip(*fault));
    filter->limit = 0;
    rows = find_incidents(ledger, *filter);
  }
  Response r;
  r.type = format->type;
  bool whole = true;
  auto failed = export_incidents(ledger, engine_.knowledge(), format->format, rows, [&](std::string_view bytes) {
    whole = r.body.size() + bytes.size() <= kMostExported;
    if (whole) r.body += bytes;
    return whole;
  });
  if (failed) return refuse(500, sentence_of(*failed));
  if (!whole) return refuse(413, "this export is too large for the page; try sayso export");
  r.headers.emplace_back("Content-Disposition", "attachment; filename=\"sayso." + ending + "\"");
  return r;
}

Response Site::about() const {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.about/1");
    f.field("version", options_.version);
    f.known("ledger", options_.ledger.empty() ? "" : std::filesystem::path(options_.ledger).filename().string());
    f.field("write", options_.write && !options_.ledger.empty());
    f.field("folders", options_.write ? options_.folders : std::vector<std::string>());
  });
  return json_of(f, out);
}

Response Site::post(const Asked& asked, const Request& request) {
  const std::string& page = asked.page;
  bool report = page == "read" || page == "add";
  if (request.body.size() > (report ? kMostBody : kMostQuestion))
    return refused(asked, 413, "more was sent than is taken");
  if (page == "read" && asked.target.parts.size() == 1) return read(asked, request);
  bool changes =
      asked.json && ((asked.target.parts.size() == 1 && (page == "review" || page == "add" || page == "jobs")) ||
                     (page == "jobs" && asked.target.parts.size() == 3));
  if (!changes && asked.target.parts.size() == 3 && page == "jobs") changes = asked.target.parts[2] == "stop.json";
  if (!changes) {
    static const std::vector<std::string> kPages{"",      "incidents", "overview", "incident", "report", "search",
                                                 "stats", "timeline",  "openapi",  "about",    "assets"};
    bool exists = std::find(kPages.begin(), kPages.end(), page) != kPages.end();
    if (!exists) return refused(asked, 404, "there is no such page");
    Response r = refused(asked, 405, "this page is asked with GET");
    r.headers.emplace_back("Allow", "GET, HEAD");
    return r;
  }
  if (options_.ledger.empty()) return refuse(404, "there is no ledger here; try sayso serve LEDGER");
  if (!options_.write) return refuse(403, "this ledger is open for reading alone; try sayso serve --write");
  if (page == "add") return add(asked, request);
  std::string type = ascii_lower(request.header("content-type").value_or(""));
  if (!type.starts_with("application/json")) return refuse(415, "what is sent here is application/json");
  if (page == "review") return review(request);
  if (asked.target.parts.size() == 1) return start_job(request);
  auto id = number_of(asked.target.parts[1]);
  if (asked.target.parts[2] != "stop.json" || !id || !jobs_->find(*id)) return refuse(404, "there is no such job");
  if (!jobs_->stop(*id)) return refuse(422, "this job is over already");
  return job_list({*jobs_->find(*id)});
}

Result<std::vector<Report>> Site::reports_of(const Asked& asked, const Request& request) const {
  Metadata meta;
  auto given = [&](const char* name) {
    auto field = request.form.find(name);
    return field == request.form.end() ? asked.target.get(name) : field->second;
  };
  meta.published = given("published");
  meta.outlet = given("outlet");
  meta.title = given("title");
  meta.uri = given("uri");
  for (const std::string* text : {&meta.published, &meta.outlet, &meta.title, &meta.uri})
    if (text->size() > kMostQuestion || !is_valid_utf8(*text))
      return Error{"", 0, "what is said of the report is no UTF-8 or too long", ""};
  if (!meta.published.empty() && !pages_.parse_published(meta.published))
    return Error{"", 0, "published is no date like 2020-09-28", ""};
  std::string bytes = request.body;
  if (!request.form.empty()) {
    bytes = given("text");
    if (trim_space(bytes).empty()) bytes = given("file");
  }
  if (trim_space(bytes).empty()) return Error{"", 0, "no text was sent", ""};
  if (meta.uri.empty()) meta.uri = "pasted";
  std::string type = ascii_lower(request.header("content-type").value_or(""));
  bool html = type.starts_with("text/html") || trim_space(bytes).front() == '<';
  std::vector<Report> reports;
  if (html) {
    auto read = pages_.from_html(std::move(bytes), meta);
    if (!read) return read.error();
    reports = std::move(*read);
  } else {
    auto read = pages_.from_text(std::move(bytes), meta);
    if (!read) return read.error();
    reports.push_back(std::move(*read));
  }
  size_t size = 0;
  for (const Report& r : reports) size += r.text.size();
  if (size > kMostText)
    return Error{"", 0, "a text of over 256 kB is too long to be read while one waits; try sayso read", ""};
  return reports;
}

Response Site::read(const Asked& asked, const Request& request) {
  struct Turn {
    std::atomic<int>& n;
    bool mine;
    explicit Turn(std::atomic<int>& count) : n(count), mine(++count <= kMostReading) {}
    ~Turn() { --n; }
  } turn(reading_);
  if (!turn.mine) return refused(asked, 503, "others are having texts read just now; try again in a moment");
  auto reports = reports_of(asked, request);
  if (!reports) return refused(asked, 422, sentence_of(reports.error()));
  std::vector<Reading> readings;
  for (const Report& report : *reports) readings.push_back(engine_.read(report));
  return shown(
      asked, [&] { return readings_json(readings); }, [&] { return readings_html(readings); }, "What it says", "/read");
}

template <typename Act>
Response Site::with_writer(Act act) {
  std::lock_guard guard(writer_lock_);
  if (!writer_) {
    Ledger::Options of;
    of.engine = options_.version;
    auto ledger = Ledger::open(options_.ledger, Database::Mode::update, engine_.knowledge(), of);
    if (!ledger) return refuse(503, sentence_of(ledger.error()));
    writer_.emplace(std::move(*ledger));
  }
  Response r = act(*writer_);
  if (writer_->database().failure()) writer_.reset();
  return r;
}

Response Site::add(const Asked& asked, const Request& request) {
  if (asked.target.get("uri").empty()) return refuse(400, "a report that is added has a uri");
  auto reports = reports_of(asked, request);
  if (!reports) return refuse(422, sentence_of(reports.error()));
  return with_writer([&](Ledger& ledger) {
    std::vector<Prepared> prepared;
    for (const Report& report : *reports) prepared.push_back(ledger.prepare(engine_.read(report)));
    auto added = ledger.add(prepared);
    if (!added) return refuse(503, sentence_of(added.error()));
    rapidjson::StringBuffer out;
    Fields f(out);
    f.object([&] {
      f.field("schema", "sayso.added/1");
      f.key("added");
      f.list(*added, [&](const Added& a) {
        f.object([&] {
          f.field("what", std::string(name(a.what)));
          f.field("document", a.uri);
          f.field("claims", static_cast<int64_t>(a.claims));
          f.field("copy_of", a.copy_of);
        });
      });
    });
    return json_of(f, out);
  });
}

Response Site::review(const Request& request) {
  Sent sent(request.body);
  if (!sent.is_object()) return refuse(400, "what was sent is no JSON object");
  return with_writer([&](Ledger& ledger) {
    if (auto error = decide(ledger, sent)) return refuse(422, sentence_of(*error));
    std::vector<Decision> all = decisions(ledger);
    if (all.empty()) return refuse(500, "the decision was not kept");
    return json_of(decisions_json({all.back()}));
  });
}

Response Site::start_job(const Request& request) {
  Sent sent(request.body);
  if (!sent.is_object()) return refuse(400, "what was sent is no JSON object");
  std::string folder = sent.text("folder");
  if (std::find(options_.folders.begin(), options_.folders.end(), folder) == options_.folders.end())
    return refuse(403, "only folders named on the command line are added; try sayso serve --folder");
  int64_t id = jobs_->start(folder);
  Response r = job_list({*jobs_->find(id)});
  r.status = 202;
  return r;
}

Response Site::job_list(const std::vector<Job>& jobs) const {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", "sayso.jobs/1");
    f.key("jobs");
    f.list(jobs, [&](const Job& j) {
      f.object([&] {
        f.field("id", j.id);
        f.field("folder", j.folder);
        f.field("state", std::string(name(j.state)));
        f.field("reports", static_cast<int64_t>(j.reports));
        f.field("added", static_cast<int64_t>(j.added));
        f.field("revisions", static_cast<int64_t>(j.revisions));
        f.field("known", static_cast<int64_t>(j.known));
        f.field("copies", static_cast<int64_t>(j.copies));
        f.field("not_read", static_cast<int64_t>(j.not_read));
        f.field("bytes_done", static_cast<int64_t>(j.bytes_done));
        f.key("bytes");
        if (j.bytes) {
          f.value(static_cast<int64_t>(*j.bytes));
        } else {
          f.value(nullptr);
        }
        f.field("faults", j.faults);
        f.field("left_out", static_cast<int64_t>(j.left_out));
      });
    });
  });
  return json_of(f, out);
}

}  // namespace sayso::serve
