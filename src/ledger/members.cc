#include "ledger/members.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "incident/slot.h"
#include "incident/words.h"
#include "ledger/incident_index.h"
#include "ledger/review.h"
#include "ledger/store.h"

namespace sayso {
namespace {

constexpr int64_t kAboutShare = 10;
constexpr int kDistrict = 3;

bool says_it_is_so(const Claim& c) { return c.stance != "denies" && c.stance != "unknown"; }

std::set<std::string> sides_of(const std::vector<ReadActor>& actors) {
  std::set<std::string> out;
  for (const ReadActor& a : actors) out.insert(a.side.begin(), a.side.end());
  return out;
}

bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& s) { return b.count(s) > 0; });
}

// Kinds that tell who did something to somebody, as against fights, which both sides do.
bool has_a_doer(const Claim& c) { return c.kind != "clash" && c.kind != "ceasefire" && c.kind != "negotiation"; }

bool alike(const Claim& a, const Claim& b) {
  if (a.kind == b.kind) return true;
  auto open = [](const std::string& k) { return k == "attack" || k == "killing" || k == "wounding"; };
  static const std::set<std::string> kStrikes{"shelling", "airstrike", "drone-strike", "missile-strike"};
  return open(a.kind) || open(b.kind) || (kStrikes.count(a.kind) > 0 && kStrikes.count(b.kind) > 0);
}

bool denial(const Member& a, const Member& b) {
  const Member& denying = a.claim.stance == "denies" ? a : b;
  const Member& other = &denying == &a ? b : a;
  if (denying.claim.stance != "denies" || other.claim.stance == "denies") return false;
  if (denying.report == other.report) {
    return denying.claim.denies ? *denying.claim.denies == other.claim.n
                                : denying.claim.trigger.begin == other.claim.trigger.begin;
  }
  // From another report: what is denied is of the same kind, and laid to the same side.
  if (!says_it_is_so(other.claim) || !alike(denying.claim, other.claim)) return false;
  if (origin_of(denying) == origin_of(other)) return false;
  std::set<std::string> x = sides_of(denying.claim.by), y = sides_of(other.claim.by);
  return !x.empty() && !y.empty() && meet(x, y);
}

bool rival_doer(const Member& a, const Member& b) {
  if (!says_it_is_so(a.claim) || !says_it_is_so(b.claim) || !alike(a.claim, b.claim)) return false;
  if (!has_a_doer(a.claim) || !has_a_doer(b.claim) || origin_of(a) == origin_of(b)) return false;
  std::set<std::string> x = sides_of(a.claim.by), y = sides_of(b.claim.by);
  if (x.empty() || y.empty() || meet(x, y)) return false;
  // They strike at each other: two acts, not two stories of one.
  return !meet(x, sides_of(b.claim.on)) && !meet(y, sides_of(a.claim.on));
}

bool rival_toll(const Member& a, const Member& b) {
  if (!says_it_is_so(a.claim) || !says_it_is_so(b.claim) || origin_of(a) == origin_of(b)) return false;
  for (const ReadToll& x : a.claim.tolls)
    for (const ReadToll& y : b.claim.tolls)
      if (same_count(x, y) && !reach(x).meets(reach(y))) return true;
  return false;
}

// Two accounts of one act, as their own report shows, that put it at two spots or on other days.
bool one_act(const Member& a, const Member& b) {
  if (a.report != b.report) return false;
  return a.claim.trigger.begin == b.claim.trigger.begin || a.claim.denies == b.claim.n || b.claim.denies == a.claim.n;
}

bool rival_place(const Member& a, const Member& b) {
  return one_act(a, b) && a.claim.place && b.claim.place && a.claim.place->precision <= kDistrict &&
         b.claim.place->precision <= kDistrict && a.claim.place->name != b.claim.place->name;
}

bool rival_time(const Member& a, const Member& b) {
  const auto &x = a.claim.when, &y = b.claim.when;
  if (!one_act(a, b) || !x || !y || !x->first || !x->last || !y->first || !y->last) return false;
  return *x->last < *y->first || *y->last < *x->first;
}

}  // namespace

std::string_view name(LedgerDispute::Kind kind) {
  switch (kind) {
    case LedgerDispute::Kind::denial:
      return "denial";
    case LedgerDispute::Kind::rival_doer:
      return "rival-doer";
    case LedgerDispute::Kind::rival_toll:
      return "rival-toll";
    case LedgerDispute::Kind::rival_place:
      return "rival-place";
    case LedgerDispute::Kind::rival_time:
      return "rival-time";
  }
  return "";
}

Reach reach(const ReadToll& toll) {
  Reach r{toll.low.value_or(0), toll.high.value_or(INT64_MAX)};
  if (toll.relation == "~" && toll.low && toll.high) {
    r.low -= r.low / kAboutShare;
    r.high += r.high / kAboutShare;
  }
  if (toll.relation == ">" && toll.low) ++r.low;
  if (toll.relation == "<" && toll.high) --r.high;
  return r;
}

bool same_count(const ReadToll& a, const ReadToll& b) {
  return a.what == b.what && a.of == b.of && a.side == b.side && a.total == b.total && (a.low || a.high) &&
         (b.low || b.high);
}

std::vector<std::string> Members::kinds() const {
  std::set<std::string> all;
  for (const Member& m : claims) all.insert(m.claim.kind);
  return {all.begin(), all.end()};
}

size_t Members::reports() const {
  std::set<int64_t> all;
  for (const Member& m : claims) all.insert(m.report);
  return all.size();
}

std::vector<LedgerDispute> Members::disputes() const {
  using Kind = LedgerDispute::Kind;
  // A claim that stands in ten copies is looked at once, and a crowd of claims cannot cost its square: what is said
  // again by the same mouth adds no dispute.
  constexpr size_t kMost = 200;
  std::vector<size_t> once;
  std::set<std::string> seen;
  for (size_t i = 0; i < claims.size() && once.size() < kMost; ++i)
    if (!claims[i].rejected && seen.insert(said_once(claims[i])).second) once.push_back(i);
  std::vector<LedgerDispute> out;
  for (size_t x = 0; x < once.size(); ++x)
    for (size_t y = x + 1; y < once.size(); ++y) {
      const Member &a = claims[once[x]], &b = claims[once[y]];
      if (denial(a, b)) out.push_back({Kind::denial, once[x], once[y]});
      if (rival_doer(a, b)) out.push_back({Kind::rival_doer, once[x], once[y]});
      if (rival_toll(a, b)) out.push_back({Kind::rival_toll, once[x], once[y]});
      if (rival_place(a, b)) out.push_back({Kind::rival_place, once[x], once[y]});
      if (rival_time(a, b)) out.push_back({Kind::rival_time, once[x], once[y]});
    }
  return out;
}

std::string origin_of(const Member& m) {
  const auto& source = m.claim.source;
  if (!source) {
    if (m.agency) return "agency " + fold(*m.agency);
    return "story " + m.story_uri;
  }
  bool speaks_for_a_side = source->type == "belligerent" || source->type == "official";
  if (speaks_for_a_side && !source->side.empty()) return "side " + joined(source->side, '+');
  if (source->type == "witness" || source->type == "anonymous" || source->type == "unknown" || source->name.empty())
    return fmt::format("story {} {}", m.story_uri, fold(source->name));
  return source->type + " " + fold(source->name);
}

size_t origins(const Members& members) {
  std::set<std::string> all;
  for (const Member& m : members.claims)
    if (!m.rejected && says_it_is_so(m.claim)) all.insert(origin_of(m));
  return all.size();
}

std::string said_once(const Member& m) {
  const Claim& c = m.claim;
  std::string key = fmt::format("{}|{}|{}|{}|{}|{}", m.story, c.kind, c.stance, m.place_key, m.first,
                                c.source ? fold(c.source->name) : "");
  for (const ReadToll& t : c.tolls)
    key += fmt::format("|{} {} {}{}-{}", t.what, t.of, t.relation, t.low.value_or(-1), t.high.value_or(-1));
  for (const auto* list : {&c.by, &c.on})
    for (const ReadActor& a : *list) key += "|" + fold(a.name);
  return key;
}

namespace {

// The claims of a condition on slot `s`, claim `c` and report `r`, which takes one number.
Members load(Database& db, const std::string& condition, int64_t number, WithWords words) {
  Members out;
  // The words cost a walk through the text; they are cut only where somebody will read them.
  static const std::string kPlain = "'', '', ''";
  static const std::string kCut =
      "substr(r.text, c.sentence_begin + 1, c.sentence_end - c.sentence_begin),"
      " substr(r.text, c.trigger_begin + 1, c.trigger_end - c.trigger_begin),"
      " coalesce(substr(r.text, c.cue_begin + 1, c.cue_end - c.cue_begin), '')";
  Query q = db.query(
      "SELECT c.id, r.id, coalesce(r.origin, r.id), r.uri, r.digest, r.outlet, r.agency, r.title, r.published, c.n, "
      "c.key,"
      " c.kind, c.stance, c.certainty, c.modality, c.quote, c.denies, c.sentence_begin, c.sentence_end, "
      "c.trigger_begin,"
      " c.trigger_end, c.cue_begin, c.cue_end, c.cue_class, p.name, p.country, p.lat, p.lon, p.geonames, "
      "c.place_precision,"
      " c.first, c.last, c.when_precision, s.place, s.first, s.last, s.because, s.likeness_because,"
      " EXISTS (SELECT 1 FROM pin WHERE claim = c.id), c.when_begin, c.when_end, c.place_begin, c.place_end,"
      " coalesce((SELECT uri FROM report WHERE id = r.origin), r.uri), " +
          (words == WithWords::yes ? kCut : kPlain) +
          ", k.because, l.name, l.identity"
          " FROM slot s LEFT JOIN core k ON k.id = s.core LEFT JOIN core l ON l.id = k.link JOIN claim c ON c.id = "
          "s.claim JOIN report r ON r.id = c.report LEFT JOIN place p ON p.id = "
          "c.place"
          " WHERE " +
          condition + " ORDER BY coalesce(r.published, ''), r.uri, r.digest, c.n",
      number);
  while (q.next()) {
    Member m;
    m.row = q.integer(0);
    m.report = q.integer(1);
    m.story = q.integer(2);
    m.story_uri = q.text(43);
    m.uri = q.text(3);
    m.digest = q.text(4);
    m.outlet = q.maybe_text(5);
    m.agency = q.maybe_text(6);
    m.title = q.maybe_text(7);
    m.published = q.maybe_text(8);
    Claim& c = m.claim;
    c.n = static_cast<int>(q.integer(9));
    c.id = q.text(10);
    c.kind = q.text(11);
    c.stance = q.text(12);
    c.certainty = q.text(13);
    c.modality = q.text(14);
    c.quote = q.text(15);
    if (auto denies = q.maybe_integer(16)) c.denies = static_cast<int>(*denies);
    auto point = [&](int column) { return static_cast<uint32_t>(q.integer(column)); };
    c.sentence = {q.text(44), point(17), point(18)};
    c.trigger = {q.text(45), point(19), point(20)};
    if (!q.is_null(21)) c.cue = Words{q.text(46), point(21), point(22)};
    c.cue_class = q.text(23);
    if (!q.is_null(24)) {
      ReadPlace p;
      p.name = q.text(24);
      p.country = q.text(25);
      p.lat = q.maybe_real(26);
      p.lon = q.maybe_real(27);
      if (auto g = q.maybe_integer(28)) p.geonames = static_cast<uint32_t>(*g);
      p.precision = static_cast<int>(q.integer(29));
      p.words.begin = point(41);
      p.words.end = point(42);
      c.place = std::move(p);
    }
    if (!q.is_null(32)) {
      ReadTime when;
      when.first = q.maybe_text(30);
      when.last = q.maybe_text(31);
      when.precision = static_cast<int>(q.integer(32));
      when.words.begin = point(39);
      when.words.end = point(40);
      c.when = std::move(when);
    }
    m.place_key = q.text(33);
    m.first = static_cast<int>(q.integer(34));
    m.last = static_cast<int>(q.integer(35));
    bool pinned = q.integer(38) != 0;
    m.because = pinned ? "a person put it here" : q.is_null(37) ? q.text(36) : "likeness: " + q.text(37);
    // Another place or day for the same happening (ledger/tie_index.h).
    if (!pinned && !q.is_null(47)) {
      m.because += fmt::format("; one with {} {}: {}", q.text(48).empty() ? "what is told" : q.text(48),
                               iso(day_of(day_in(q.text(49)))), q.text(47));
    }
    Query a = db.query("SELECT role, name, side, type, \"begin\", \"end\" FROM actor WHERE claim = ? ORDER BY role, at",
                       m.row);
    while (a.next()) {
      Words w;
      w.begin = static_cast<uint32_t>(a.integer(4));
      w.end = static_cast<uint32_t>(a.integer(5));
      ReadActor actor{w, a.text(1), parted(a.text(2)), a.text(3)};
      std::string role = a.text(0);
      if (role == "source") {
        c.source = std::move(actor);
      } else {
        (role == "via" ? c.via : role == "by" ? c.by : c.on).push_back(std::move(actor));
      }
    }
    Query t = db.query(
        "SELECT what, of, side, value, relation, low, high, total, \"begin\", \"end\" FROM toll WHERE claim = ? ORDER "
        "BY at",
        m.row);
    while (t.next()) {
      ReadToll toll;
      toll.what = t.text(0);
      toll.of = t.text(1);
      toll.side = parted(t.text(2));
      toll.value = t.maybe_integer(3);
      toll.relation = t.text(4);
      toll.low = t.maybe_integer(5);
      toll.high = t.maybe_integer(6);
      toll.total = t.integer(7) != 0;
      toll.words.begin = static_cast<uint32_t>(t.integer(8));
      toll.words.end = static_cast<uint32_t>(t.integer(9));
      c.tolls.push_back(std::move(toll));
    }
    apply_review(db, m);
    out.claims.push_back(std::move(m));
  }
  return out;
}

}  // namespace

Members members_of(Database& db, int64_t incident, WithWords words) {
  return load(db, "s.incident = ?", incident, words);
}

Members running_tolls(Database& db, size_t most) {
  return load(
      db,
      "s.claim IN (SELECT t.claim FROM toll t JOIN slot o ON o.claim = t.claim WHERE t.total AND o.incident IS NULL"
      " ORDER BY t.claim DESC LIMIT ?)",
      static_cast<int64_t>(most), WithWords::no);
}

}  // namespace sayso
