#include "ledger/tie_index.h"

#include <algorithm>
#include <tuple>

#include "ledger/slot_row.h"
#include "ledger/store.h"

namespace sayso {
namespace {

// The claims of a core lie within so many days. In a ledger of version 4 a person may have put others to it: it is then
// not compared.
constexpr int kWidestCore = 64;

// Nor are those of version 4 that a person made.
constexpr const char* kMade = "split|";

}  // namespace

std::optional<TieIndex::Core> TieIndex::core(int64_t id) {
  Query q = db_.query("SELECT \"group\", low, high, identity FROM core WHERE id = ?", id);
  if (!q.next() || q.text(3).starts_with(kMade)) return std::nullopt;
  Core out{q.text(0), static_cast<int>(q.integer(1)), static_cast<int>(q.integer(2))};
  return out.high - out.low > kWidestCore ? std::nullopt : std::optional<Core>(out);
}

const std::vector<int64_t>& TieIndex::around(const Core& c) {
  auto [it, fresh] = around_.try_emplace({c.group, c.low, c.high});
  if (!fresh) return it->second;
  Query q = db_.query(
      "SELECT id FROM core WHERE \"group\" = ? AND high BETWEEN ? AND ? AND low <= ? AND high - low <= ?"
      " AND identity NOT LIKE 'split|%' ORDER BY id",
      c.group, c.low - 1, c.high + 1 + kWidestCore, c.high + 1, kWidestCore);
  while (q.next()) it->second.push_back(q.integer(0));
  return it->second;
}

const Story& TieIndex::story(int64_t report) {
  auto [it, fresh] = stories_.try_emplace(report);
  if (fresh) {
    Query q = db_.query("SELECT places, names FROM story WHERE report = ?", report);
    if (q.next()) it->second = {parted(q.text(0)), parted(q.text(1))};
  }
  return it->second;
}

const std::map<int64_t, Part>& TieIndex::parts(int64_t id) {
  auto [it, fresh] = parts_.try_emplace(id);
  if (!fresh) return it->second;
  {
    Query q = db_.query(std::string("SELECT ") + kSlotColumns + " FROM slot WHERE core = ?", id);
    while (q.next()) {
      SlotRow row = slot_row(q);
      it->second[row.report].add(row.slot);
    }
  }
  for (auto& [report, part] : it->second) part.finish(story(report), words_);
  return it->second;
}

void TieIndex::untie(const PartKey& part, std::set<int64_t>& affected) {
  Query q = db_.query("SELECT other, other_report FROM tie WHERE core = ? AND report = ?", part.first, part.second);
  std::vector<PartKey> others;
  while (q.next()) others.emplace_back(q.integer(0), q.integer(1));
  for (const auto& [other, report] : others) {
    affected.insert(other);
    db_.run("DELETE FROM tie WHERE core = ? AND report = ? AND other = ? AND other_report = ?", other, report,
            part.first, part.second);
  }
  if (!others.empty()) db_.run("DELETE FROM tie WHERE core = ? AND report = ?", part.first, part.second);
}

void TieIndex::tie(const PartKey& key, std::set<int64_t>& affected) {
  std::optional<Core> own = core(key.first);
  if (!own) return;
  const KinshipPoints& points = words_.kinship();
  const std::map<int64_t, Part>& mine = parts(key.first);
  auto part = mine.find(key.second);
  if (part == mine.end()) return;  // its claims have gone
  for (int64_t other : around(*own)) {
    if (other == key.first) continue;
    for (const auto& [report, theirs] : parts(other)) {
      if (report == key.second) continue;
      Kinship found = kinship(part->second, theirs, points);
      // What is less than that hinders no other.
      if (found.points <= points.enough - points.ahead) continue;
      affected.insert(other);
      db_.run("INSERT OR REPLACE INTO tie VALUES(?,?,?,?,?,?)", key.first, key.second, other, report, found.points,
              found.because);
      db_.run("INSERT OR REPLACE INTO tie VALUES(?,?,?,?,?,?)", other, report, key.first, key.second, found.points,
              found.because);
    }
  }
}

// The cores that this one may be one incident with, the most alike first. A report that tells of both tells them apart.
std::vector<TieIndex::Edge> TieIndex::edges(int64_t core) {
  Query q = db_.query(
      "SELECT t.other, o.identity, max(t.points) FROM tie t JOIN core o ON o.id = t.other WHERE t.core = ?1"
      " AND NOT EXISTS (SELECT 1 FROM claim c JOIN slot s ON s.claim = c.id WHERE c.report = t.other_report AND s.core"
      " = t.core)"
      " AND NOT EXISTS (SELECT 1 FROM claim c JOIN slot s ON s.claim = c.id WHERE c.report = t.report AND s.core ="
      " t.other)"
      " GROUP BY t.other",
      core);
  std::vector<Edge> out;
  while (q.next()) out.push_back({q.integer(0), q.text(1), static_cast<int>(q.integer(2))});
  std::sort(out.begin(), out.end(), [](const Edge& a, const Edge& b) {
    return std::tuple(-a.points, std::string_view(a.identity)) < std::tuple(-b.points, std::string_view(b.identity));
  });
  return out;
}

bool TieIndex::of_one_report(int64_t a, int64_t b) {
  return db_
      .number(
          "SELECT 1 FROM slot s JOIN claim c ON c.id = s.claim JOIN claim d ON d.report = c.report JOIN slot t ON"
          " t.claim = d.id WHERE s.core = ? AND t.core = ? LIMIT 1",
          a, b)
      .has_value();
}

std::optional<int64_t> TieIndex::best(int64_t core, std::string& because) {
  const KinshipPoints& points = words_.kinship();
  std::vector<Edge> all = edges(core);
  if (all.empty() || all.front().points < points.enough) return std::nullopt;
  const Edge first = all.front();
  // Neither may be nearly as like a third that is not like the other; what a report of the other's tells as well is no
  // third, but the same told in several pieces.
  auto rivaled = [&](const std::vector<Edge>& edges, int64_t of) {
    for (const Edge& e : edges) {
      if (e.points <= first.points - points.ahead) break;
      if (e.other != of && !of_one_report(e.other, of) &&
          !db_.number("SELECT 1 FROM tie WHERE core = ? AND other = ? AND points >= ?", of, e.other, points.enough))
        return true;
    }
    return false;
  };
  if (rivaled(all, first.other) || rivaled(edges(first.other), core)) return std::nullopt;
  Query q = db_.query("SELECT min(because) FROM tie WHERE core = ? AND other = ? AND points = ?", core, first.other,
                      first.points);
  if (q.next()) because = q.text(0);
  return first.other;
}

std::set<int64_t> TieIndex::settle(const std::set<PartKey>& changed, const std::set<int64_t>& gone) {
  parts_.clear();
  stories_.clear();
  around_.clear();
  std::set<int64_t> affected, out;
  for (const PartKey& part : changed) {
    affected.insert(part.first);
    untie(part, affected);
  }
  for (int64_t core : gone) {
    Query q = db_.query(
        "SELECT link FROM core WHERE id = ?1 AND link IS NOT NULL UNION SELECT id FROM core WHERE link"
        " = ?1",
        core);
    while (q.next()) affected.insert(q.integer(0));
    db_.run("UPDATE core SET link = NULL, because = NULL WHERE link = ?", core);
    db_.run("DELETE FROM core WHERE id = ?", core);
  }
  for (const PartKey& part : changed)
    if (gone.count(part.first) == 0) tie(part, affected);
  for (int64_t core : gone) affected.erase(core);
  // Whether one is ahead of the others depends on whether those are like each other.
  std::set<int64_t> again = affected;
  for (int64_t core : affected) {
    Query q = db_.query("SELECT DISTINCT other FROM tie WHERE core = ?", core);
    while (q.next()) again.insert(q.integer(0));
  }
  for (int64_t core : again) {
    std::string because;
    std::optional<int64_t> before = db_.number("SELECT link FROM core WHERE id = ?", core), now = best(core, because);
    if (affected.count(core) > 0) out.insert(core);
    if (now) db_.run("UPDATE core SET link = ?, because = ? WHERE id = ?", now, because, core);
    if (before == now) continue;
    if (!now) db_.run("UPDATE core SET link = NULL, because = NULL WHERE id = ?", core);
    out.insert(core);
    for (const std::optional<int64_t>& end : {before, now})
      if (end) out.insert(*end);
  }
  parts_.clear();
  stories_.clear();
  around_.clear();
  return out;
}

std::set<int64_t> TieIndex::together(int64_t core) {
  std::set<int64_t> out{core};
  std::vector<int64_t> open{core};
  while (!open.empty()) {
    int64_t at = open.back();
    open.pop_back();
    Query q = db_.query(
        "SELECT link FROM core WHERE id = ?1 AND link IS NOT NULL UNION SELECT id FROM core WHERE link"
        " = ?1",
        at);
    while (q.next())
      if (int64_t next = q.integer(0); out.insert(next).second) open.push_back(next);
  }
  return out;
}

}  // namespace sayso
