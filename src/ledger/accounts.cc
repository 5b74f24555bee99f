#include "ledger/accounts.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "incident/words.h"
#include "ledger/store.h"

namespace sayso {

namespace {

// From one figure to the next: by the least that it allows, or, where neither has a least, by the most.
TollHistory::Change change_of(const ReadToll& before, const ReadToll& now) {
  using Change = TollHistory::Change;
  const std::optional<int64_t>&was = before.low && now.low ? before.low : before.high,
        &is = before.low && now.low ? now.low : now.high;
  if (was && is && *was != *is) return *is > *was ? Change::up : Change::down;
  return before.low == now.low && before.high == now.high ? Change::same : Change::bound;
}

}  // namespace

std::vector<Statement> statements(const Members& members) {
  std::map<std::string, std::vector<size_t>> same;
  for (size_t i = 0; i < members.claims.size(); ++i) same[said_once(members.claims[i])].push_back(i);
  std::vector<Statement> out;
  for (auto& [key, list] : same) {
    auto origin = std::find_if(list.begin(), list.end(),
                               [&](size_t i) { return members.claims[i].report == members.claims[i].story; });
    Statement s{origin == list.end() ? list.front() : *origin, {}};
    for (size_t i : list)
      if (i != s.claim) s.copies.push_back(i);
    out.push_back(std::move(s));
  }
  std::sort(out.begin(), out.end(), [](const Statement& a, const Statement& b) { return a.claim < b.claim; });
  return out;
}

bool TollHistory::revised() const {
  return std::any_of(points.begin(), points.end(),
                     [](const Point& p) { return p.change == Change::up || p.change == Change::down; });
}

std::string speaker(const Member& m) {
  if (m.claim.source) return m.claim.source->name;
  if (m.outlet) return *m.outlet;
  if (m.agency) return *m.agency;
  return "the report";
}

std::vector<TollHistory> toll_histories(const Members& members) {
  using Change = TollHistory::Change;
  std::map<std::tuple<std::string, std::string, std::string, std::string>, TollHistory> all;
  for (const Statement& s : statements(members)) {
    const Member& m = members.claims[s.claim];
    if (m.rejected || m.claim.stance == "denies" || m.claim.stance == "unknown") continue;
    for (size_t i = 0; i < m.claim.tolls.size(); ++i) {
      const ReadToll& t = m.claim.tolls[i];
      if (!t.low && !t.high) continue;
      std::string who = speaker(m), side = joined(t.side, '+');
      TollHistory& h = all[{t.what, t.of, side, fold(who)}];
      if (h.points.empty()) {
        h.who = who;
        h.what = t.what;
        h.of = t.of;
        h.side = side;
        h.points.push_back({s.claim, i, Change::first});
        continue;
      }
      const TollHistory::Point& last = h.points.back();
      const ReadToll& before = members.claims[last.claim].claim.tolls[last.toll];
      Change change = change_of(before, t);
      // Said again in the same report it is no revision: the fuller figure of two stands in its own claim.
      if (members.claims[last.claim].report == m.report) continue;
      h.points.push_back({s.claim, i, change});
    }
  }
  std::vector<TollHistory> out;
  for (auto& [key, history] : all) out.push_back(std::move(history));
  return out;
}

}  // namespace sayso
