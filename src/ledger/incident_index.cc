// Four layers, each a function of the ones before it and of the claims alone. The first three put claims into cores:
//   1. claims of a spot: those of one place and group get the day on which most is said (incident/anchor.h); place,
//      group, country and day name the core;
//   2. claims of an area, or of no place: each goes to the spot's core that it is most like (incident/likeness.h), if
//      one is like it enough and no other as much;
//   3. what is left of areas is keyed as in 1, with family and sides, since an area holds many happenings; who names
//      fewer of the sides goes with the one that names more. What names a whole country, or no place, is a core of its
//      own report;
//   4. cores that reports tie together (ledger/tie_index.h) are one incident: another place, another day for the same
//      happening. The incident is named by one of its cores: a spot's before others, that of which most claims are
//      told.
// A change is followed through them: the days of a new claim say which spans are looked at again (kReach), the
// cores that changed say which loose claims, those which areas, and the parts of reports that moved say which ties.
// `identity` spells out the key of a core; the name of an incident, which people use, is made of the place, the day and
// a digest of the identity, so that it is the same in every ledger.

#include "ledger/incident_index.h"

#include <fmt/format.h>

#include <algorithm>

#include "incident/anchor.h"
#include "ledger/members.h"
#include "ledger/store.h"
#include "page/sha256.h"

namespace sayso {
namespace {

// Areas wider than this (UCDP's where_prec) are countries and seas.
constexpr int kWidestArea = 5;

std::string slug(const std::string& place) {
  std::string out;
  for (char c : place) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "incident" : out;
}

std::string name_of(const std::string& place, int day, const std::string& identity) {
  return slug(place) + "-" + iso(day_of(day)) + "-" + sha256_hex(identity).substr(0, 6);
}

// The one of those sets of sides that holds these and that no other holds; these themselves where there are several.
const std::vector<std::string>& with_most(const std::vector<std::string>& sides,
                                          const std::set<std::vector<std::string>>& told) {
  auto holds = [](const std::vector<std::string>& outer, const std::vector<std::string>& inner) {
    return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
  };
  const std::vector<std::string>* most = nullptr;
  if (sides.empty()) return sides;
  for (const auto& outer : told) {
    if (!holds(outer, sides)) continue;
    if (std::any_of(told.begin(), told.end(), [&](const auto& o) { return o != outer && holds(o, outer); })) continue;
    if (most != nullptr) return sides;
    most = &outer;
  }
  return most != nullptr ? *most : sides;
}

}  // namespace

int day_in(const std::string& identity) {
  size_t at = identity.rfind('|');
  return at == identity.npos ? 0 : std::atoi(identity.c_str() + at + 1);
}

std::string name_of_incident(Database& db, const std::string& identity) {
  Query named = db.query("SELECT name FROM incident WHERE identity = ?", identity);
  if (named.next()) return named.text(0);
  Query core = db.query("SELECT place FROM core WHERE identity = ?", identity);
  return core.next() ? name_of(core.text(0), day_in(identity), identity) : "";
}

std::vector<IncidentIndex::Row> IncidentIndex::rows(Query query) {
  std::vector<Row> out;
  while (query.next()) out.push_back(slot_row(query));
  return out;
}

void IncidentIndex::note(const Row& row) {
  if (row.slot.level == Level::spot)
    spots_[{row.slot.group, row.slot.place}].push_back({row.slot.first, row.slot.last});
  if (row.slot.level == Level::area || row.slot.level == Level::open) loose_.insert(row.claim);
}

void IncidentIndex::add(int64_t claim, const Slot& s) {
  db_.run(
      "INSERT INTO slot(claim, level, \"group\", family, place, name, country, lat, lon, precision, first, last, "
      "day_said,"
      " sides, words, tolls, because, things, named) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      claim, static_cast<int>(s.level), s.group, s.family, s.place, s.name, s.country, s.lat, s.lon, s.precision,
      s.first, s.last, s.day_said, joined(s.sides), joined(s.words, ' '), joined(s.tolls), s.because,
      joined(s.things, ' '), joined(s.named));
  Row row;
  row.claim = claim;
  row.slot = s;
  note(row);
}

void IncidentIndex::add_story(int64_t report, const Story& story) {
  db_.run("INSERT OR REPLACE INTO story VALUES(?, ?, ?)", report, joined(story.places), joined(story.names));
}

void IncidentIndex::remove(int64_t claim) {
  std::vector<Row> found = rows(db_.query(fmt::format("SELECT {} FROM slot WHERE claim = ?", kSlotColumns), claim));
  if (found.empty()) return;
  const Row& row = found.front();
  if (row.core) {
    changed_.insert({*row.core, row.report});
    moved_.insert(*row.core);
  }
  db_.run("DELETE FROM slot WHERE claim = ?", claim);
  db_.run("DELETE FROM pin WHERE claim = ?", claim);
  note(row);
  loose_.erase(claim);
  if (row.slot.level == Level::area)
    area_ranges_[{row.slot.group, row.slot.place}].push_back({row.slot.first, row.slot.last});
  if (row.incident) dirty_.insert(*row.incident);
}

void IncidentIndex::touch(int64_t claim) {
  for (const Row& row : rows(db_.query(fmt::format("SELECT {} FROM slot WHERE claim = ?", kSlotColumns), claim))) {
    note(row);
    if (row.slot.level == Level::none) loose_.insert(claim);
    if (row.incident) dirty_.insert(*row.incident);
    if (row.core) again_.insert(*row.core);
  }
}

void IncidentIndex::settle() {
  settle_spots();
  settle_likeness();
  settle_areas();
  settle_cores();
  settle_pins();
  refresh();
  redirect_gone();
  spots_.clear();
  loose_.clear();
  left_.clear();
  dirty_.clear();
  evidence_.clear();
  moved_.clear();
  changed_.clear();
  again_.clear();
}

void IncidentIndex::settle_spots() {
  for (const auto& [place, ranges] : spots_) {
    int first = ranges.front().first, last = ranges.front().last;
    // A place that is written of every day is looked at in pieces: far ranges are apart.
    std::vector<Range> pieces = ranges;
    std::sort(pieces.begin(), pieces.end(), [](Range a, Range b) { return a.first < b.first; });
    std::vector<Range> merged;
    for (Range r : pieces) {
      if (!merged.empty() && r.first <= merged.back().last + 2 * kReach) {
        merged.back().last = std::max(merged.back().last, r.last);
      } else {
        merged.push_back(r);
      }
    }
    for (Range r : merged) {
      first = r.first - kReach;
      last = r.last + kReach;
      std::vector<Row> around =
          rows(db_.query(fmt::format("SELECT {} FROM slot WHERE level = 1 AND \"group\" = ? AND place = ?"
                                     " AND last BETWEEN ? AND ? AND first <= ?",
                                     kSlotColumns),
                         place.first, place.second, first - kReach, last + kReach + kLongestSpan, last + kReach));
      std::vector<Span> spans;
      for (const Row& row : around)
        spans.push_back({row.slot.first, row.slot.last, weight(row.slot), row.slot.country});
      std::vector<Anchor> found = anchors(spans);
      for (size_t i = 0; i < around.size(); ++i) {
        const Slot& s = around[i].slot;
        if (s.last < first || s.first > last) continue;
        move(around[i], fmt::format("spot|{}|{}|{}|{}", s.group, s.place, found[i].country, found[i].day));
      }
    }
  }
}

const Evidence& IncidentIndex::evidence(int64_t core) {
  auto [it, fresh] = evidence_.try_emplace(core);
  if (fresh)
    for (const Row& row : rows(db_.query(fmt::format("SELECT {} FROM slot WHERE core = ? AND level = 1"
                                                     " ORDER BY first, last, sides, words",
                                                     kSlotColumns),
                                         core)))
      it->second.add(row.slot);
  return it->second;
}

// Only a loose claim whose core has changed, or that is now as much like another one, can change its own.
void IncidentIndex::settle_likeness() {
  std::set<int64_t> again = loose_;
  for (int64_t core : std::set<int64_t>(moved_)) {
    Query old = db_.query("SELECT \"group\", first, last FROM core WHERE id = ? AND spot", core);
    if (!old.next()) continue;
    std::string group = old.text(0);
    int first = static_cast<int>(old.integer(1)), last = static_cast<int>(old.integer(2));
    db_.run(
        "UPDATE core SET (first, last, country) = (SELECT min(first), max(last), max(country) FROM slot"
        " WHERE core = ?1 AND level = 1) WHERE id = ?1 AND EXISTS (SELECT 1 FROM slot WHERE core = ?1 AND "
        "level = 1)",
        core);
    const Evidence& now = evidence(core);
    if (!now.families.empty()) {
      first = std::min(first, now.first);
      last = std::max(last, now.last);
    }
    for (const Row& row : rows(db_.query(
             fmt::format(
                 "SELECT {} FROM slot WHERE level IN (2, 3) AND \"group\" = ? AND last BETWEEN ? AND ? AND first <= ?",
                 kSlotColumns),
             group, first, last + kLongestSpan, last)))
      if (row.core == core || row.tied || likeness(row.slot, now).points >= std::max(kEnough, row.likeness.value_or(0)))
        again.insert(row.claim);
  }
  for (int64_t claim : again) {
    std::vector<Row> found = rows(db_.query(fmt::format("SELECT {} FROM slot WHERE claim = ?", kSlotColumns), claim));
    if (!found.empty()) attach(found.front());
  }
}

void IncidentIndex::attach(const Row& row) {
  const Slot& s = row.slot;
  Likeness best;
  std::string identity;
  bool tie = false;
  if (s.level != Level::none) {
    Query q = db_.query(
        "SELECT id, identity FROM core WHERE spot AND \"group\" = ? AND last BETWEEN ? AND ? AND first <= ?"
        " AND (country = ? OR country = '' OR ? = '')",
        s.group, s.first, s.last + 2 * kLongestSpan, s.last, s.country, s.country);
    while (q.next()) {
      const Evidence& known = evidence(q.integer(0));
      if (known.families.empty()) continue;  // its claims have gone
      Likeness like = likeness(s, known);
      if (like.points < kEnough || like.points < best.points) continue;
      tie = like.points == best.points;
      best = like;
      identity = q.text(1);
    }
  }
  bool found = best.points > 0 && !tie;
  db_.run("UPDATE slot SET likeness = ?, likeness_because = ? WHERE claim = ?",
          found ? std::optional<int>(best.points) : std::nullopt,
          found ? std::optional<std::string>(best.because)
          : tie ? std::optional<std::string>("as like two")
                : std::nullopt,
          row.claim);
  bool narrow = s.level == Level::area && s.precision <= kWidestArea;
  if (narrow) area_ranges_[{s.group, s.place}].push_back({s.first, s.last});
  if (found) {
    move(row, identity);
  } else if (!narrow) {
    move(row, own_identity(row));
  }
}

// What names a whole country, or a day and no place, is an incident of its own report; what has neither is none.
std::string IncidentIndex::own_identity(const Row& row) {
  const Slot& s = row.slot;
  if (s.level == Level::none || (s.level == Level::open && !s.day_said)) return "";
  Query q = db_.query("SELECT r.digest, r.uri FROM claim c JOIN report r ON r.id = c.report WHERE c.id = ?", row.claim);
  if (!q.next()) return "";
  return fmt::format("report|{}|{}|{}|{}|{}", q.text(0), q.text(1), s.group, s.place, s.last);
}

void IncidentIndex::settle_areas() {
  for (const auto& [place, ranges] : area_ranges_)
    for (Range r : ranges) settle_area(place, r);
  area_ranges_.clear();
}

// Claims of one area, family and sides get their day as those of a spot do. Then, of those of one day, what names some
// of the sides of another goes with it ("two Pakistani soldiers died", "India and Pakistan exchanged fire"), where
// there is one such that names the most.
void IncidentIndex::settle_area(const Place& place, Range changed) {
  // A change moves days within kReach; claims so moved gather others that hold the same day.
  constexpr int kFar = kReach + kLongestSpan;
  int first = changed.first - kFar, last = changed.last + kFar;
  using Kind = std::pair<std::string, std::vector<std::string>>;  // family, sides
  std::map<Kind, std::vector<Row>> kinds;
  for (Row& row :
       rows(db_.query(fmt::format("SELECT {} FROM slot WHERE level = 2 AND \"group\" = ? AND place = ?"
                                  " AND last BETWEEN ? AND ? AND first <= ? AND likeness IS NULL AND precision <= {}",
                                  kSlotColumns, kWidestArea),
                      place.first, place.second, first - kFar, last + kFar + kLongestSpan, last + kFar)))
    kinds[{row.slot.family, row.slot.sides}].push_back(std::move(row));

  using When = std::tuple<std::string, std::string, int>;  // family, country, day
  std::map<When, std::set<std::vector<std::string>>> told;
  std::map<Kind, std::vector<Anchor>> anchored;
  for (const auto& [kind, around] : kinds) {
    std::vector<Span> spans;
    for (const Row& row : around) spans.push_back({row.slot.first, row.slot.last, weight(row.slot), row.slot.country});
    std::vector<Anchor>& found = anchored[kind] = anchors(spans);
    for (const Anchor& a : found) told[{kind.first, a.country, a.day}].insert(kind.second);
  }
  for (const auto& [kind, around] : kinds)
    for (size_t i = 0; i < around.size(); ++i) {
      const Slot& s = around[i].slot;
      if (s.last < first || s.first > last) continue;
      const Anchor& a = anchored[kind][i];
      const std::vector<std::string>& sides = with_most(kind.second, told[{kind.first, a.country, a.day}]);
      move(around[i],
           fmt::format("area|{}|{}|{}|{}|{}|{}", s.group, kind.first, joined(sides, '/'), s.place, a.country, a.day));
    }
}

// Puts a claim into the core of that identity, which is made where there is none. Where a person put the claim says
// settle_pins: a decision about one claim moves no other.
void IncidentIndex::move(const Row& row, const std::string& identity) {
  std::optional<int64_t> to;
  if (!identity.empty()) {
    to = db_.number("SELECT id FROM core WHERE identity = ?", identity);
    if (!to) {
      const Slot& s = row.slot;
      db_.run(
          "INSERT INTO core(identity, spot, \"group\", place, name, country, precision, first, last, low, high)"
          " VALUES(?,?,?,?,?,?,?,?,?,?,?)",
          identity, identity.starts_with("spot|"), s.group, s.place, s.name, s.country, s.precision, s.first, s.last,
          s.first, s.last);
      to = db_.last_id();
      moved_.insert(*to);
    }
  }
  if (!to && !row.core && row.incident && !db_.number("SELECT 1 FROM pin WHERE claim = ?", row.claim)) {
    db_.run("UPDATE slot SET incident = NULL WHERE claim = ?", row.claim);  // a person had put it there
    dirty_.insert(*row.incident);
  }
  if (to == row.core) return;
  db_.run("UPDATE slot SET core = ? WHERE claim = ?", to, row.claim);
  for (const std::optional<int64_t>& core : {row.core, to}) {
    if (!core) continue;
    moved_.insert(*core);
    changed_.insert({*core, row.report});
    evidence_.erase(*core);
  }
  if (!to && row.incident) {
    db_.run("UPDATE slot SET incident = NULL WHERE claim = ?", row.claim);
    dirty_.insert(*row.incident);
  }
}

void IncidentIndex::settle_cores() {
  std::set<int64_t> gone;
  for (int64_t core : moved_) {
    Query days = db_.query("SELECT min(first), max(last) FROM slot WHERE core = ?", core);
    if (!days.next() || days.is_null(0)) {
      gone.insert(core);
    } else {
      db_.run("UPDATE core SET low = ?, high = ? WHERE id = ?", days.integer(0), days.integer(1), core);
    }
  }
  std::set<int64_t> look = ties_.settle(changed_, gone);
  for (int64_t core : again_)
    if (gone.count(core) == 0) look.insert(core);
  // A merger that a person decided holds for whatever is one incident with what was merged.
  Query aliases = db_.query("SELECT c.id FROM alias a JOIN core c ON c.identity = a.identity");
  while (aliases.next()) look.insert(aliases.integer(0));
  while (!look.empty()) {
    std::set<int64_t> cores = ties_.together(*look.begin());
    std::string identity = identity_of(cores);
    for (int64_t core : cores) {
      look.erase(core);
      assign(core, identity);
    }
  }
}

// The core that names the incident: a spot's before others, then that of most claims.
std::string IncidentIndex::head_of(const std::set<int64_t>& cores) {
  std::optional<std::tuple<bool, int64_t, std::string>> head;
  for (int64_t core : cores) {
    Query q = db_.query(
        "SELECT spot, identity, (SELECT count(*) FROM slot s WHERE s.core = core.id) FROM core WHERE id = ?", core);
    if (!q.next()) continue;
    std::tuple<bool, int64_t, std::string> rank{q.integer(0) == 0, -q.integer(2), q.text(1)};
    if (!head || rank < *head) head = std::move(rank);
  }
  return head ? std::get<2>(*head) : "";
}

// The core of that identity. Where there is none the identity becomes that of what it was merged with, for as long as
// there is no core either: what a merger leads to may itself have been merged while no claim stood in it.
std::optional<int64_t> IncidentIndex::follow(std::string& identity, std::set<std::string>& seen) {
  std::optional<int64_t> core;
  while (!(core = db_.number("SELECT id FROM core WHERE identity = ?", identity)) && seen.insert(identity).second) {
    Query alias = db_.query("SELECT target FROM alias WHERE identity = ?", identity);
    if (alias.next()) identity = alias.text(0);
  }
  return core;
}

// What these cores are called, after what persons merged.
std::string IncidentIndex::identity_of(std::set<int64_t> cores) {
  std::set<std::string> seen;  // persons may merge in a circle
  for (;;) {
    std::set<std::pair<std::string, std::string>> merged;
    for (int64_t core : cores) {
      Query alias = db_.query(
          "SELECT a.identity, a.target FROM alias a JOIN core c ON c.identity = a.identity WHERE c.id = ?", core);
      if (alias.next()) merged.insert({alias.text(0), alias.text(1)});
    }
    if (merged.empty() || !seen.insert(merged.begin()->first).second) return head_of(cores);
    std::string target = merged.begin()->second;
    std::optional<int64_t> to = follow(target, seen);
    if (!to) return target;
    cores = ties_.together(*to);
  }
}

// The incident of that identity, which is made, of what a core or a claim says, where there is none.
std::optional<int64_t> IncidentIndex::incident_of(const std::string& identity, std::optional<int64_t> core,
                                                  std::optional<int64_t> claim) {
  if (auto known = db_.number("SELECT id FROM incident WHERE identity = ?", identity)) return known;
  Query q = db_.query(
      "SELECT \"group\", name, place, country, precision, first, last FROM core WHERE identity = ? UNION ALL"
      " SELECT \"group\", name, place, country, precision, first, last FROM core WHERE id = ? UNION ALL"
      " SELECT \"group\", name, place, country, precision, first, last FROM slot WHERE claim = ? LIMIT 1",
      identity, core, claim);
  if (!q.next()) return std::nullopt;
  int day = day_in(identity);
  std::string name = name_of(q.text(2), day, identity);
  db_.run(
      "INSERT INTO incident(name, identity, spot, \"group\", place, place_key, country, precision, day, first, last,"
      " kinds, sides, claims, reports, disputed) VALUES(?,?,?,?,?,?,?,?,?,?,?,'','',0,0,0)",
      name, identity, identity.starts_with("spot|"), q.text(0), q.text(1), q.text(2), q.text(3), q.integer(4), day,
      q.integer(5), q.integer(6));
  int64_t to = db_.last_id();
  db_.run("DELETE FROM redirect WHERE name = ?", name);
  dirty_.insert(to);
  return to;
}

// Puts the claims of a core into the incident of that identity, but for those that a person put elsewhere.
void IncidentIndex::assign(int64_t core, const std::string& identity) {
  std::optional<int64_t> to = incident_of(identity, core, std::nullopt);
  if (!to) return;
  std::vector<std::pair<std::optional<int64_t>, int64_t>> left;
  {
    Query q = db_.query(
        "SELECT incident, count(*) FROM slot WHERE core = ? AND incident IS NOT ?"
        " AND claim NOT IN (SELECT claim FROM pin) GROUP BY incident",
        core, *to);
    while (q.next()) left.emplace_back(q.maybe_integer(0), q.integer(1));
  }
  if (left.empty()) return;
  db_.run("UPDATE slot SET incident = ? WHERE core = ? AND incident IS NOT ? AND claim NOT IN (SELECT claim FROM pin)",
          *to, core, *to);
  dirty_.insert(*to);
  for (const auto& [from, claims] : left) {
    if (!from) continue;
    dirty_.insert(*from);
    left_[*from][*to] += claims;
  }
}

// Claims that a person put somewhere: into what the core of that identity is called now, or, where there is none, into
// an incident of their own. All are looked at each time; there are few.
void IncidentIndex::settle_pins() {
  struct Pin {
    int64_t claim;
    std::string identity;
    std::optional<int64_t> incident;
  };
  std::vector<Pin> pins;
  {
    Query q = db_.query(
        "SELECT p.claim, p.identity, s.incident FROM pin p JOIN slot s ON s.claim = p.claim ORDER BY p.claim");
    while (q.next()) pins.push_back({q.integer(0), q.text(1), q.maybe_integer(2)});
  }
  for (const Pin& pin : pins) {
    std::string identity = pin.identity;
    std::set<std::string> seen;  // persons may merge in a circle
    std::optional<int64_t> core = follow(identity, seen);
    if (core) identity = identity_of(ties_.together(*core));
    std::optional<int64_t> to = incident_of(identity, core, pin.claim);
    if (!to || to == pin.incident) continue;
    db_.run("UPDATE slot SET incident = ? WHERE claim = ?", *to, pin.claim);
    dirty_.insert(*to);
    if (!pin.incident) continue;
    dirty_.insert(*pin.incident);
    left_[*pin.incident][*to] += 1;
  }
}

void IncidentIndex::refresh() {
  for (int64_t incident : std::set<int64_t>(dirty_)) refresh(incident);
}

void IncidentIndex::refresh(int64_t incident) {
  std::vector<Row> members =
      rows(db_.query(fmt::format("SELECT {} FROM slot WHERE incident = ?", kSlotColumns), incident));
  db_.run("DELETE FROM incident_box WHERE id = ?", incident);
  db_.run("DELETE FROM incident_tag WHERE incident = ?", incident);
  if (members.empty()) return;
  Members list = members_of(db_, incident);
  std::set<int64_t> rejected;  // what persons rejected tells of no kind and no side
  for (const Member& m : list.claims)
    if (m.rejected) rejected.insert(m.row);
  const Slot* at = nullptr;  // the most exact place that says where it is, the same whatever the order
  int first = INT32_MAX, last = INT32_MIN;
  std::set<std::string> sides;
  for (const Row& row : members) {
    const Slot& s = row.slot;
    first = std::min(first, s.first);
    last = std::max(last, s.last);
    if (rejected.count(row.claim) == 0) sides.insert(s.sides.begin(), s.sides.end());
    auto rank = [](const Slot& x) {
      return std::tuple(x.level != Level::spot, !x.lat.has_value(), x.country.empty(), x.precision, x.name, x.country);
    };
    if (at == nullptr || rank(s) < rank(*at)) at = &s;
  }
  db_.run(
      "UPDATE incident SET place = ?, place_key = ?, country = ?, lat = ?, lon = ?, precision = ?, first = ?, last = "
      "?, kinds = ?,"
      " sides = ?, claims = ?, reports = ?, disputed = ? WHERE id = ?",
      at->name, at->place, at->country, at->lat, at->lon, at->precision, first, last, joined(list.kinds()),
      joined(std::vector<std::string>(sides.begin(), sides.end())), static_cast<int64_t>(list.claims.size()),
      static_cast<int64_t>(list.reports()), list.disputed(), incident);
  if (at->lat && at->lon)
    db_.run("INSERT INTO incident_box VALUES(?,?,?,?,?)", incident, *at->lat, *at->lat, *at->lon, *at->lon);
  std::optional<int64_t> day = db_.number("SELECT day FROM incident WHERE id = ?", incident);
  for (const std::string& side : sides)
    db_.run("INSERT INTO incident_tag VALUES('side ' || ?, ?, ?)", side, day, incident);
  for (const std::string& kind : list.kinds())
    db_.run("INSERT INTO incident_tag VALUES('kind ' || ?, ?, ?)", kind, day, incident);
}

void IncidentIndex::redirect_gone() {
  for (int64_t incident : dirty_) {
    if (db_.number("SELECT 1 FROM slot WHERE incident = ?", incident)) continue;
    int64_t most = 0;
    std::string target;
    auto went = left_.find(incident);
    if (went != left_.end())
      for (const auto& [to, claims] : went->second) {
        Query q = db_.query("SELECT name FROM incident WHERE id = ?", to);
        if (!q.next()) continue;
        std::string name = q.text(0);
        if (claims > most || (claims == most && name < target)) {
          most = claims;
          target = name;
        }
      }
    Query q = db_.query("SELECT name FROM incident WHERE id = ?", incident);
    if (q.next() && !target.empty()) {
      db_.run("INSERT OR REPLACE INTO redirect VALUES(?, ?)", q.text(0), target);
    } else {
      // Its claims are nowhere any more, as when a revision drops them: what led here leads to nothing.
      db_.run(
          "WITH RECURSIVE lost(name) AS (SELECT name FROM incident WHERE id = ? UNION"
          " SELECT r.name FROM redirect r JOIN lost ON r.target = lost.name)"
          " DELETE FROM redirect WHERE name IN lost",
          incident);
    }
    db_.run("DELETE FROM incident WHERE id = ?", incident);
  }
}

}  // namespace sayso
