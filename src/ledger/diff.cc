#include "ledger/diff.h"

#include <fmt/format.h>

#include <map>

#include "incident/words.h"
#include "ledger/store.h"

namespace sayso {
namespace {

std::string names(const std::vector<ReadActor>& actors) {
  std::string out;
  for (const ReadActor& a : actors) out += (out.empty() ? "" : ", ") + (a.name.empty() ? a.words.text : a.name);
  return out;
}

// What a claim says, without where in the text it says so.
std::string line_of(const Claim& c) {
  std::string out = (c.source ? c.source->name : "the report") + " " + c.stance + " " + c.kind;
  if (!c.by.empty()) out += " by " + names(c.by);
  if (!c.on.empty()) out += " on " + names(c.on);
  if (c.place) out += " at " + c.place->name;
  if (c.when && c.when->first) out += " on " + *c.when->first;
  for (const ReadToll& t : c.tolls)
    out += fmt::format("; {} {} {}{}", t.what, t.of, t.relation, t.value ? " " + std::to_string(*t.value) : "");
  return out;
}

ReportDiff between(const Reading& old, const Reading& now) {
  ReportDiff out;
  std::map<std::string, std::vector<const Claim*>> there;
  for (const Claim& c : old.claims) there[fold(line_of(c))].push_back(&c);
  for (const Claim& c : now.claims) {
    auto& same = there[fold(line_of(c))];
    if (same.empty()) {
      out.fresh.push_back({c.n, line_of(c)});
    } else {
      same.pop_back();
      ++out.same;
    }
  }
  std::map<int, std::string> gone;
  for (const auto& [key, claims] : there)
    for (const Claim* c : claims) gone[c->n] = line_of(*c);
  for (const auto& [n, line] : gone) out.gone.push_back({n, line});
  return out;
}

}  // namespace

std::vector<ReportDiff> differences(Ledger& ledger, int64_t id) {
  Database& db = ledger.database();
  std::vector<ReportDiff> out;
  std::optional<StoredReport> now = load_report(db, id);
  if (!now) return out;
  auto beside = [&](int64_t other, const std::string& kind) {
    std::optional<StoredReport> old = load_report(db, other);
    if (!old) return;
    ReportDiff d = between(old->reading, now->reading);
    d.kind = kind;
    d.uri = old->reading.uri;
    d.digest = old->reading.id;
    d.added = old->added;
    out.push_back(std::move(d));
  };
  // Of several that it took the place of, the one published last: an old one may have come late.
  if (auto before = db.number("SELECT id FROM report WHERE superseded_by = ?"
                              " ORDER BY coalesce(published, '') DESC, id DESC LIMIT 1",
                              id))
    beside(*before, "revision");
  if (now->origin) beside(*now->origin, "copy");
  return out;
}

}  // namespace sayso
