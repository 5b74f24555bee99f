// A decision names its claim by the report's text and the claim's key; `words` keeps where its trigger stood and of
// which kind it was. Where a new reading gives the claim another key, the claim of the same report whose trigger stands
// there is taken: the same kind first.
//
// The four tables are written anew from all decisions that stand, in their order, whenever one is added: there are few,
// and so no way of undoing can go wrong. What changed with them is settled again.

#include "ledger/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "ledger/accounts.h"
#include "ledger/incident_index.h"
#include "ledger/query.h"
#include "ledger/store.h"

namespace sayso {
namespace {

std::string where_of(Database& db, int64_t claim) {
  Query q = db.query(
      "SELECT r.digest, r.uri, c.trigger_begin, c.trigger_end, c.kind FROM claim c JOIN report r ON r.id = c.report "
      "WHERE c.id = ?",
      claim);
  if (!q.next()) return "";
  return fmt::format("{}\n{}\n{}\n{}\n{}", q.text(0), q.text(1), q.integer(2), q.integer(3), q.text(4));
}

std::string key_of(Database& db, int64_t claim) {
  Query q = db.query("SELECT key FROM claim WHERE id = ?", claim);
  return q.next() ? q.text(0) : "";
}

std::optional<int64_t> claim_of(Database& db, const std::string& key, const std::string& where) {
  std::vector<std::string> parts = parted(where, '\n');
  if (parts.size() < 5) return std::nullopt;
  if (auto same = db.number("SELECT c.id FROM claim c JOIN report r ON r.id = c.report WHERE c.key = ? AND r.uri = ?"
                            " AND r.superseded_by IS NULL",
                            key, parts[1]))
    return same;
  return db.number(
      "SELECT c.id FROM claim c JOIN report r ON r.id = c.report WHERE r.digest = ? AND r.uri = ? AND r.superseded_by "
      "IS NULL"
      " AND c.trigger_begin < ? AND ? < c.trigger_end ORDER BY c.kind <> ?, c.n LIMIT 1",
      parts[0], parts[1], static_cast<int64_t>(std::atoll(parts[3].c_str())),
      static_cast<int64_t>(std::atoll(parts[2].c_str())), parts[4]);
}

std::string identity_of(Database& db, const std::string& name) {
  Query q = db.query("SELECT identity FROM incident WHERE name = ?", name);
  return q.next() ? q.text(0) : "";
}

// Claims, and how to find them again.
struct Named {
  std::string keys, where;
};
Named named(Database& db, const std::vector<int64_t>& claims) {
  Named out;
  for (int64_t claim : claims) {
    out.keys += (out.keys.empty() ? "" : "\t") + key_of(db, claim);
    out.where += (out.where.empty() ? "" : "\t") + where_of(db, claim);
  }
  return out;
}

// What is decided of a claim holds wherever it was printed: the claim, and the same in copies of its report.
std::vector<int64_t> with_copies(Database& db, int64_t claim) {
  std::vector<int64_t> out{claim};
  std::optional<int64_t> incident = db.number("SELECT incident FROM slot WHERE claim = ?", claim);
  if (!incident) return out;
  Members members = members_of(db, *incident);
  for (const Statement& s : statements(members)) {
    std::vector<int64_t> rows{members.claims[s.claim].row};
    for (size_t i : s.copies) rows.push_back(members.claims[i].row);
    if (std::find(rows.begin(), rows.end(), claim) == rows.end()) continue;
    for (int64_t row : rows)
      if (row != claim) out.push_back(row);
  }
  return out;
}

std::optional<Error> decide(Ledger& ledger, const Reviewer& by, const std::string& verb, const std::string& target,
                            const std::string& field, const std::string& value, const std::string& words) {
  if (by.who.empty()) return Error{"", 0, "a decision has a name", "--who NAME"};
  Database& db = ledger.database();
  Transaction transaction(db);
  db.run(
      "INSERT INTO decision(at, who, verb, target, field, value, words, note)"
      " VALUES(strftime('%Y-%m-%dT%H:%M:%SZ','now'),?,?,?,?,?,?,?)",
      by.who, verb, target, field, value, words, by.note);
  if (verb == "take-back")
    db.run("UPDATE decision SET taken_back_by = ? WHERE id = ?", db.last_id(),
           static_cast<int64_t>(std::atoll(target.c_str())));
  apply_decisions(db, ledger.words());
  return transaction.commit();
}

std::vector<Decision> load(Database& db, bool standing) {
  std::vector<Decision> out;
  Query q =
      db.query(fmt::format("SELECT id, at, who, verb, target, field, value, words, note, taken_back_by FROM decision {}"
                           " ORDER BY id",
                           standing ? "WHERE taken_back_by IS NULL AND verb <> 'take-back'" : ""));
  while (q.next())
    out.push_back({q.integer(0),
                   q.text(1),
                   q.text(2),
                   q.text(3),
                   q.text(4),
                   q.text(5),
                   q.text(6),
                   q.text(7),
                   q.text(8),
                   q.maybe_integer(9),
                   {},
                   "",
                   ""});
  return out;
}

// "> 550", "10-15", "31" as a toll's bounds.
bool set_figure(const std::string& text, ReadToll& toll) {
  std::string s;
  for (char c : text)
    if (c != ' ' && c != ',') s += c;
  size_t digits = s.find_first_of("0123456789");
  if (digits == s.npos) return false;
  std::string relation = s.substr(0, digits);
  if (relation.empty()) relation = "=";
  static const std::set<std::string> kRelations{"=", ">", ">=", "<", "<=", "~"};
  if (kRelations.count(relation) == 0) return false;
  int64_t low = 0, high = 0;
  const char *begin = s.data() + digits, *end = s.data() + s.size();
  auto [at, bad] = std::from_chars(begin, end, low);
  if (bad != std::errc()) return false;
  if (at != end) {
    if (*at != '-' || relation != "=") return false;
    auto [last, bad_high] = std::from_chars(at + 1, end, high);
    if (bad_high != std::errc() || last != end || high < low) return false;
    toll.value = std::nullopt;
    toll.low = low;
    toll.high = high;
  } else {
    toll.value = low;
    toll.low = relation[0] == '<' ? std::nullopt : std::optional<int64_t>(low);
    toll.high = relation[0] == '>' ? std::nullopt : std::optional<int64_t>(low);
  }
  toll.relation = relation;
  return true;
}

const std::map<std::string, std::set<std::string>>& closed_fields() {
  static const std::map<std::string, std::set<std::string>> kFields{
      {"stance", {"asserts", "denies", "accuses", "confirms", "unknown"}},
      {"certainty", {"certain", "probable", "possible"}},
      {"modality", {"actual", "possible", "future"}}};
  return kFields;
}

// Which toll "toll 2" is, from 0; "toll 2x" is none.
std::optional<size_t> toll_number(const std::string& field) {
  if (!field.starts_with("toll ")) return std::nullopt;
  size_t n = 0;
  auto [end, bad] = std::from_chars(field.data() + 5, field.data() + field.size(), n);
  bool whole = bad == std::errc() && end == field.data() + field.size();
  return whole && n >= 1 ? std::optional<size_t>(n - 1) : std::nullopt;
}

}  // namespace

std::optional<Error> correct(Ledger& ledger, int64_t claim, const std::string& field, const std::string& value,
                             const Reviewer& by) {
  Database& db = ledger.database();
  auto wrong = [&](const std::string& tip) { return Error{"", 0, "\"" + value + "\" is no value of " + field, tip}; };
  if (auto closed = closed_fields().find(field); closed != closed_fields().end()) {
    if (closed->second.count(value) == 0) return wrong(joined({closed->second.begin(), closed->second.end()}, ','));
  } else if (field == "kind") {
    if (ledger.words().group_of(value).name == "other" && value != "other") return wrong("a kind of the codebook");
  } else if (field == "first" || field == "last") {
    if (!parse_iso_day(value)) return wrong("a day like 2020-09-28");
  } else if (auto n = toll_number(field)) {
    ReadToll toll;
    if (!set_figure(value, toll)) return wrong("31, > 550, <= 40 or 10-15");
    if (!db.number("SELECT 1 FROM toll WHERE claim = ? AND at = ?", claim, static_cast<int64_t>(*n)))
      return Error{"", 0, "the claim has no " + field, "sayso accounts, which shows its tolls"};
  } else if (field != "source") {
    return Error{"", 0, "there is no field " + field + " to correct",
                 "kind, stance, certainty, modality, source, first, last or toll 1"};
  }
  Named of = named(db, with_copies(db, claim));
  return decide(ledger, by, "correct", of.keys, field, value, of.where);
}

std::optional<Error> judge(Ledger& ledger, int64_t claim, bool accept, const Reviewer& by) {
  Database& db = ledger.database();
  Named of = named(db, with_copies(db, claim));
  return decide(ledger, by, accept ? "accept" : "reject", of.keys, "", "", of.where);
}

std::optional<Error> move_claim(Ledger& ledger, int64_t claim, const std::string& incident, const Reviewer& by) {
  auto found = find_incident(ledger, incident);
  if (!found) return found.error();
  Database& db = ledger.database();
  Named of = named(db, with_copies(db, claim));
  return decide(ledger, by, "move", of.keys, "", identity_of(db, found->name), of.where);
}

std::optional<Error> merge_incidents(Ledger& ledger, const std::string& into, const std::string& other,
                                     const Reviewer& by) {
  auto a = find_incident(ledger, into), b = find_incident(ledger, other);
  if (!a) return a.error();
  if (!b) return b.error();
  if (a->id == b->id) return Error{"", 0, "they are one incident already", ""};
  Database& db = ledger.database();
  return decide(ledger, by, "merge", identity_of(db, b->name), "", identity_of(db, a->name), "");
}

std::optional<Error> split_incident(Ledger& ledger, const std::vector<int64_t>& claims, const Reviewer& by) {
  Database& db = ledger.database();
  if (claims.empty()) return Error{"", 0, "no claim to split off", "REPORT:N"};
  std::vector<int64_t> all;
  std::optional<int64_t> incident = db.number("SELECT incident FROM slot WHERE claim = ?", claims.front());
  for (int64_t claim : claims) {
    if (!incident || db.number("SELECT incident FROM slot WHERE claim = ?", claim) != incident)
      return Error{"", 0, "the claims are not of one incident", "sayso accounts, which lists them"};
    for (int64_t copy : with_copies(db, claim))
      if (std::find(all.begin(), all.end(), copy) == all.end()) all.push_back(copy);
  }
  Named of = named(db, all);
  Query q = db.query("SELECT identity, day FROM incident WHERE id = ?", *incident);
  if (!q.next()) return db.failure();
  // The new identity ends on the day, as all do.
  std::string identity = fmt::format("split|{}|{}|{}", of.keys, q.text(0), q.integer(1));
  return decide(ledger, by, "split", of.keys, "", identity, of.where);
}

std::optional<Error> take_back(Ledger& ledger, int64_t decision, const Reviewer& by) {
  Database& db = ledger.database();
  if (!db.number("SELECT 1 FROM decision WHERE id = ? AND taken_back_by IS NULL AND verb <> 'take-back'", decision))
    return Error{"", 0, "there is no decision " + std::to_string(decision) + " that stands",
                 "sayso review LEDGER list"};
  return decide(ledger, by, "take-back", std::to_string(decision), "", "", "");
}

std::vector<Decision> decisions(Ledger& ledger) {
  Database& db = ledger.database();
  std::vector<Decision> out = load(db, false);
  for (Decision& d : out) {
    if (d.verb == "merge") d.merged = name_of_incident(db, d.target);
    if (d.verb == "merge" || d.verb == "move" || d.verb == "split") d.into = name_of_incident(db, d.value);
    std::vector<std::string> keys = parted(d.target, '\t'), wheres = parted(d.words, '\t');
    for (size_t i = 0; i < keys.size() && i < wheres.size(); ++i) {
      Decision::On on;
      std::vector<std::string> where = parted(wheres[i], '\n');
      if (where.size() > 1) on.uri = where[1];
      if (auto claim = claim_of(db, keys[i], wheres[i])) {
        on.n = static_cast<int>(db.number("SELECT n FROM claim WHERE id = ?", *claim).value_or(0));
        on.incident = incident_of(ledger, *claim);
      }
      d.claims.push_back(std::move(on));
    }
  }
  return out;
}

std::vector<std::string> reports_of(const Decision& decision) {
  std::vector<std::string> out;
  for (const std::string& where : parted(decision.words, '\t')) {
    std::vector<std::string> parts = parted(where, '\n');
    if (parts.size() > 1 && std::find(out.begin(), out.end(), parts[1]) == out.end()) out.push_back(parts[1]);
  }
  return out;
}

Result<int64_t> find_claim(Ledger& ledger, int64_t report, int n) {
  if (auto id = ledger.database().number("SELECT id FROM claim WHERE report = ? AND n = ?", report, n)) return *id;
  if (ledger.database().failure()) return *ledger.database().failure();
  return Error{"", 0, "the report has no claim " + std::to_string(n), "sayso read, which numbers them"};
}

void apply_decisions(Database& db, const IncidentWords& words) {
  std::set<int64_t> changed;
  auto all = [&](const char* sql) {
    Query q = db.query(sql);
    while (q.next()) changed.insert(q.integer(0));
  };
  auto incidents_of = [&](const std::string& identity) {
    Query q =
        db.query("SELECT s.claim FROM slot s JOIN incident i ON i.id = s.incident WHERE i.identity = ?", identity);
    while (q.next()) changed.insert(q.integer(0));
  };
  std::set<int64_t> looked_at;  // incidents whose accounts changed
  all("SELECT claim FROM pin");
  std::map<std::string, std::string> aliases_before, aliases;
  {
    Query q = db.query("SELECT identity, target FROM alias");
    while (q.next()) aliases_before[q.text(0)] = q.text(1);
  }
  all("SELECT claim FROM verdict UNION SELECT claim FROM correction");
  db.script("DELETE FROM pin; DELETE FROM alias; DELETE FROM verdict; DELETE FROM correction;");
  for (const Decision& d : load(db, true)) {
    if (d.verb == "merge") {
      db.run("INSERT OR REPLACE INTO alias VALUES(?, ?)", d.target, d.value);
      aliases[d.target] = d.value;
      continue;
    }
    std::vector<std::string> keys = parted(d.target, '\t'), wheres = parted(d.words, '\t');
    for (size_t i = 0; i < keys.size() && i < wheres.size(); ++i) {
      std::optional<int64_t> claim = claim_of(db, keys[i], wheres[i]);
      if (!claim) continue;
      changed.insert(*claim);
      if (d.verb == "accept" || d.verb == "reject") {
        db.run("INSERT OR REPLACE INTO verdict VALUES(?, ?)", *claim, d.verb);
      } else if (d.verb == "correct") {
        db.run("INSERT OR REPLACE INTO correction VALUES(?, ?, ?)", *claim, d.field, d.value);
      } else {
        db.run("INSERT OR REPLACE INTO pin VALUES(?, ?)", *claim, d.value);
      }
    }
  }
  // Claims of an incident that was merged, or is no longer, are put where they now belong.
  for (const auto* some : {&aliases_before, &aliases})
    for (const auto& [from, to] : *some)
      if (aliases_before != aliases) {
        incidents_of(from);
        incidents_of(to);
      }
  IncidentIndex index(db, words);
  for (int64_t claim : changed) index.touch(claim);
  index.settle();
}

Reviewed apply_review(Database& db, int64_t row, Claim& c) {
  Reviewed out;
  {
    Query q = db.query("SELECT verdict FROM verdict WHERE claim = ?", row);
    if (q.next()) (q.text(0) == "reject" ? out.rejected : out.accepted) = true;
  }
  Query q = db.query("SELECT field, value FROM correction WHERE claim = ? ORDER BY field", row);
  while (q.next()) {
    std::string field = q.text(0), value = q.text(1);
    out.corrected.push_back(field);
    if (field == "kind") c.kind = value;
    if (field == "stance") c.stance = value;
    if (field == "certainty") c.certainty = value;
    if (field == "modality") c.modality = value;
    if (field == "source") {
      if (!c.source) c.source = ReadActor();
      c.source->name = value;
    }
    if (field == "first" || field == "last") {
      if (!c.when) c.when = ReadTime();
      (field == "first" ? c.when->first : c.when->last) = value;
    }
    if (auto n = toll_number(field); n && *n < c.tolls.size()) set_figure(value, c.tolls[*n]);
  }
  return out;
}

void apply_review(Database& db, Member& m) {
  Reviewed review = apply_review(db, m.row, m.claim);
  m.rejected = review.rejected;
  m.accepted = review.accepted;
  m.corrected = std::move(review.corrected);
}

}  // namespace sayso
