#include "ledger/check.h"

#include <fmt/format.h>

#include <set>

#include "ledger/store.h"
#include "page/ids.h"

namespace sayso {
namespace {

struct Rule {
  const char* fault;
  const char* sql;  // counts what breaks it
};

// What a transaction by halves would leave behind.
constexpr Rule kRules[] = {
    {"claims without their report", "SELECT count(*) FROM claim WHERE report NOT IN (SELECT id FROM report)"},
    {"URIs without one current version",
     "SELECT count(*) FROM (SELECT uri FROM report GROUP BY uri HAVING sum(superseded_by IS NULL) <> 1)"},
    {"claims of current reports that were never settled",
     "SELECT count(*) FROM claim c JOIN report r ON r.id = c.report WHERE r.superseded_by IS NULL"
     " AND NOT EXISTS (SELECT 1 FROM slot s WHERE s.claim = c.id)"},
    {"claims of superseded reports in incidents",
     "SELECT count(*) FROM slot s JOIN claim c ON c.id = s.claim JOIN report r ON r.id = c.report"
     " WHERE r.superseded_by IS NOT NULL"},
    {"claims in incidents that are not there",
     "SELECT count(*) FROM slot WHERE incident IS NOT NULL AND incident NOT IN (SELECT id FROM incident)"},
    {"claims whose incident is not their core's",
     "SELECT count(*) FROM core WHERE 1 <> (SELECT count(DISTINCT coalesce(incident, 0)) FROM slot s WHERE s.core = "
     "core.id)"},
    {"claims of a core that is not there, or in an incident without one",
     "SELECT count(*) FROM slot WHERE (core IS NULL) <> (incident IS NULL) OR core NOT IN (SELECT id FROM core)"},
    {"incidents without a claim",
     "SELECT count(*) FROM incident i WHERE NOT EXISTS (SELECT 1 FROM slot s WHERE s.incident = i.id)"},
    {"incidents that count their claims wrong",
     "SELECT count(*) FROM incident i WHERE claims <> (SELECT count(*) FROM slot s WHERE s.incident = i.id)"},
    {"actors without their claim", "SELECT count(*) FROM actor WHERE claim NOT IN (SELECT id FROM claim)"},
    {"tolls without their claim", "SELECT count(*) FROM toll WHERE claim NOT IN (SELECT id FROM claim)"},
    {"places that cannot be found on a map",
     "SELECT count(*) FROM place WHERE lat IS NOT NULL AND lon IS NOT NULL AND id NOT IN (SELECT id FROM place_box)"},
    {"copies of reports that are not there", "SELECT count(*) FROM report WHERE origin NOT IN (SELECT id FROM report)"},
    {"names that redirect to nothing",
     "SELECT count(*) FROM redirect WHERE target NOT IN (SELECT name FROM incident)"
     " AND target NOT IN (SELECT name FROM redirect)"},
    // What no reading says.
    {"claims whose stance, certainty or mode is none",
     "SELECT count(*) FROM claim WHERE stance NOT IN ('asserts', 'denies', 'accuses', 'confirms', 'unknown')"
     " OR certainty NOT IN ('certain', 'probable', 'possible') OR modality NOT IN ('actual', 'possible', 'future')"},
    {"tolls whose bounds are not those of their figure",
     "SELECT count(*) FROM toll WHERE low > high OR value IS NOT NULL AND CASE"
     " WHEN relation IN ('>', '>=') THEN low IS NOT value OR high IS NOT NULL"
     " WHEN relation IN ('<', '<=') THEN low IS NOT NULL OR high IS NOT value"
     " ELSE low IS NOT value OR high IS NOT value END"},
};

// Parts of a report by the characters that carry them: each begins before it ends, inside of the text.
constexpr Rule kSpans[] = {
    {"sentences", "SELECT report AS of, sentence_begin AS first, sentence_end AS past FROM claim"},
    {"triggers", "SELECT report AS of, trigger_begin AS first, trigger_end AS past FROM claim"},
    {"cues", "SELECT report AS of, cue_begin AS first, cue_end AS past FROM claim"},
    {"places", "SELECT report AS of, place_begin AS first, place_end AS past FROM claim"},
    {"times", "SELECT report AS of, when_begin AS first, when_end AS past FROM claim"},
    {"actors",
     "SELECT c.report AS of, a.\"begin\" AS first, a.\"end\" AS past FROM actor a JOIN claim c ON c.id = a.claim"},
    {"tolls",
     "SELECT c.report AS of, t.\"begin\" AS first, t.\"end\" AS past FROM toll t JOIN claim c ON c.id = t.claim"},
    {"datelines", "SELECT id AS of, dateline_begin AS first, dateline_end AS past FROM report"},
};

std::string outside(const Rule& span) {
  return fmt::format(
      "WITH size AS MATERIALIZED (SELECT id, length(text) AS characters FROM report)"
      " SELECT count(*) FROM ({}) JOIN size ON size.id = of"
      " WHERE (first IS NULL) <> (past IS NULL) OR first < 0 OR first > past OR past > characters",
      span.sql);
}

// Claims whose id is not that of what they say.
int64_t misnamed(const Reading& r) {
  ClaimIds ids(r.id);
  int64_t out = 0;
  for (const Claim& c : r.claims) {
    std::vector<std::string> by;
    for (const ReadActor& a : c.by) by.push_back(a.words.text);
    std::string source = c.source ? c.source->name : "";
    out += c.id != ids.next(c.trigger.begin, c.trigger.end, c.kind, c.stance, source, by) ? 1 : 0;
  }
  return out;
}

// What the text of a report gives again without reading it: its digest, and the ids of its claims, which are made of
// their words, kind, stance and speaker. Another version may have made those otherwise, so that only those of this one
// are looked at.
struct Derived {
  int64_t digests = 0, claims = 0, blocks = 0;
};

Derived derived(Ledger& ledger) {
  Database& db = ledger.database();
  std::vector<int64_t> by_others = ledger.reports_read_by_others();
  const std::set<int64_t> others(by_others.begin(), by_others.end());
  std::vector<std::pair<int64_t, bool>> reports;
  {
    Query q = db.query("SELECT id, superseded_by IS NULL FROM report");
    while (q.next()) reports.emplace_back(q.integer(0), q.integer(1) != 0);
  }
  Derived out;
  for (const auto& [id, current] : reports) {
    std::optional<StoredReport> report = load_report(db, id);
    if (!report) continue;
    const Reading& r = report->reading;
    out.digests += r.id != report_id(r.text) ? 1 : 0;
    const auto characters = db.number("SELECT length(text) FROM report WHERE id = ?", id).value_or(0);
    for (const ReadBlock& b : r.blocks) out.blocks += b.begin > b.end || b.end > characters ? 1 : 0;
    if (!current || others.count(id) > 0) continue;
    out.claims += misnamed(r);
  }
  return out;
}

}  // namespace

std::vector<std::string> check(Ledger& ledger) {
  Database& db = ledger.database();
  std::vector<std::string> out;
  {
    Query q = db.query("PRAGMA integrity_check(10)");
    while (q.next())
      if (q.text(0) != "ok") out.push_back(q.text(0));
  }
  {
    Query q = db.query("PRAGMA foreign_key_check");
    if (q.next()) out.push_back("a reference leads nowhere in the table " + q.text(0));
  }
  auto found = [&](int64_t n, const std::string& fault) {
    if (n > 0) out.push_back(std::to_string(n) + " " + fault);
  };
  for (const Rule& rule : kRules) found(db.number(rule.sql).value_or(0), rule.fault);
  for (const Rule& span : kSpans)
    found(db.number(outside(span)).value_or(0), fmt::format("{} that lie outside of their report's text", span.fault));
  Derived again = derived(ledger);
  found(again.digests, "reports whose text is not the one that was read: its digest is another");
  found(again.blocks, "blocks that lie outside of their report's text");
  found(again.claims, "claims that say otherwise than when they were read: their id is another's");
  return out;
}

std::vector<std::pair<std::string, int64_t>> counts_of(Ledger& ledger) {
  constexpr std::pair<const char*, const char*> kCounts[] = {
      {"reports", "SELECT count(*) FROM report WHERE superseded_by IS NULL"},
      {"superseded versions", "SELECT count(*) FROM report WHERE superseded_by IS NOT NULL"},
      {"copies", "SELECT count(*) FROM report WHERE origin IS NOT NULL"},
      {"claims", "SELECT count(*) FROM slot"},
      {"claims in incidents", "SELECT count(*) FROM slot WHERE incident IS NOT NULL"},
      {"incidents", "SELECT count(*) FROM incident"},
      {"incidents of several reports", "SELECT count(*) FROM incident WHERE reports > 1"},
      {"incidents in dispute", "SELECT count(*) FROM incident WHERE disputed"},
      {"places", "SELECT count(*) FROM place"},
      {"decisions of persons", "SELECT count(*) FROM decision"},
      {"accounts of other data sets", "SELECT count(*) FROM account"},
  };
  std::vector<std::pair<std::string, int64_t>> out;
  for (const auto& [what, sql] : kCounts) out.emplace_back(what, ledger.database().number(sql).value_or(0));
  return out;
}

}  // namespace sayso
