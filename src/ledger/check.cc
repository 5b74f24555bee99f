#include "ledger/check.h"

#include <iterator>

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
};

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
  for (const Rule& rule : kRules)
    if (int64_t n = db.number(rule.sql).value_or(0); n > 0) out.push_back(std::to_string(n) + " " + rule.fault);
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
