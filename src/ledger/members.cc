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
  for (const Member& m : claims)
    if (!m.rejected) all.insert(m.claim.kind);
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

// The columns of a row, one after the other: what is read of a table stands beside the list of its columns, in its
// order, and no column has a number.
class Columns {
 public:
  explicit Columns(const Query& query) : query_(query) {}
  int64_t integer() { return query_.integer(at_++); }
  int whole() { return static_cast<int>(integer()); }
  uint32_t point() { return static_cast<uint32_t>(integer()); }
  std::string text() { return query_.text(at_++); }
  std::optional<int64_t> maybe_integer() { return query_.maybe_integer(at_++); }
  std::optional<double> maybe_real() { return query_.maybe_real(at_++); }
  std::optional<std::string> maybe_text() { return query_.maybe_text(at_++); }

 private:
  const Query& query_;
  int at_ = 0;
};

// The words cost a walk through the text; they are cut only where somebody will read them.
constexpr const char* kNoWords = "'', '', ''";
constexpr const char* kCutWords =
    "substr(r.text, c.sentence_begin + 1, c.sentence_end - c.sentence_begin),"
    " substr(r.text, c.trigger_begin + 1, c.trigger_end - c.trigger_begin),"
    " coalesce(substr(r.text, c.cue_begin + 1, c.cue_end - c.cue_begin), '')";

constexpr const char* kReportColumns =
    "c.id, r.id, coalesce(r.origin, r.id), coalesce((SELECT uri FROM report WHERE id = r.origin), r.uri),"
    " r.uri, r.digest, r.outlet, r.agency, r.title, r.published";

void read_report(Columns& in, Member& m) {
  m.row = in.integer();
  m.report = in.integer();
  m.story = in.integer();
  m.story_uri = in.text();
  m.uri = in.text();
  m.digest = in.text();
  m.outlet = in.maybe_text();
  m.agency = in.maybe_text();
  m.title = in.maybe_text();
  m.published = in.maybe_text();
}

constexpr const char* kClaimColumns =
    "c.n, c.key, c.kind, c.stance, c.certainty, c.modality, c.quote, c.denies, c.cue_class,"
    " c.sentence_begin, c.sentence_end, c.trigger_begin, c.trigger_end, c.cue_begin, c.cue_end";

// With the three words behind them.
void read_claim(Columns& in, Claim& c) {
  c.n = in.whole();
  c.id = in.text();
  c.kind = in.text();
  c.stance = in.text();
  c.certainty = in.text();
  c.modality = in.text();
  c.quote = in.text();
  if (auto denies = in.maybe_integer()) c.denies = static_cast<int>(*denies);
  c.cue_class = in.text();
  for (Words* w : {&c.sentence, &c.trigger}) {
    w->begin = in.point();
    w->end = in.point();
  }
  std::optional<int64_t> cue_begin = in.maybe_integer(), cue_end = in.maybe_integer();
  c.sentence.text = in.text();
  c.trigger.text = in.text();
  std::string cue = in.text();
  if (cue_begin) c.cue = Words{cue, static_cast<uint32_t>(*cue_begin), static_cast<uint32_t>(cue_end.value_or(0))};
}

constexpr const char* kPlaceColumns =
    "p.id, p.name, p.country, p.lat, p.lon, p.geonames, c.place_precision, c.place_begin, c.place_end";

std::optional<ReadPlace> read_place(Columns& in) {
  bool placed = in.maybe_integer().has_value();
  ReadPlace p;
  p.name = in.text();
  p.country = in.text();
  p.lat = in.maybe_real();
  p.lon = in.maybe_real();
  if (auto g = in.maybe_integer()) p.geonames = static_cast<uint32_t>(*g);
  p.precision = in.whole();
  p.words.begin = in.point();
  p.words.end = in.point();
  return placed ? std::optional(std::move(p)) : std::nullopt;
}

constexpr const char* kTimeColumns = "c.when_precision, c.first, c.last, c.when_begin, c.when_end";

std::optional<ReadTime> read_time(Columns& in) {
  std::optional<int64_t> precision = in.maybe_integer();
  ReadTime when;
  when.first = in.maybe_text();
  when.last = in.maybe_text();
  when.words.begin = in.point();
  when.words.end = in.point();
  when.precision = static_cast<int>(precision.value_or(0));
  return precision ? std::optional(std::move(when)) : std::nullopt;
}

constexpr const char* kWhereColumns =
    "s.place, s.first, s.last, s.because, s.likeness_because, EXISTS (SELECT 1 FROM pin WHERE claim = c.id),"
    " k.because, l.name, l.identity";

// Where it belongs, and why.
void read_slot(Columns& in, Member& m) {
  m.place_key = in.text();
  m.first = in.whole();
  m.last = in.whole();
  std::string because = in.text();
  std::optional<std::string> likeness = in.maybe_text();
  bool pinned = in.integer() != 0;
  std::optional<std::string> tie = in.maybe_text();
  std::string other_place = in.text(), other = in.text();
  m.because = pinned ? "a person put it here" : likeness ? "likeness: " + *likeness : because;
  // Another place or day for the same happening (ledger/tie_index.h).
  if (pinned || !tie) return;
  m.because += fmt::format("; one with {} {}: {}", other_place.empty() ? "what is told" : other_place,
                           iso(day_of(day_in(other))), *tie);
}

void read_actors(Database& db, int64_t row, Claim& c) {
  Query q =
      db.query("SELECT role, \"begin\", \"end\", name, side, type FROM actor WHERE claim = ? ORDER BY role, at", row);
  while (q.next()) {
    Columns in(q);
    std::string role = in.text();
    ReadActor actor;
    actor.words.begin = in.point();
    actor.words.end = in.point();
    actor.name = in.text();
    actor.side = parted(in.text());
    actor.type = in.text();
    if (role == "source") {
      c.source = std::move(actor);
    } else {
      (role == "via" ? c.via : role == "by" ? c.by : c.on).push_back(std::move(actor));
    }
  }
}

void read_tolls(Database& db, int64_t row, Claim& c) {
  Query q = db.query(
      "SELECT what, of, side, \"begin\", \"end\", value, relation, low, high, total FROM toll WHERE claim = ? ORDER BY "
      "at",
      row);
  while (q.next()) {
    Columns in(q);
    ReadToll& toll = c.tolls.emplace_back();
    toll.what = in.text();
    toll.of = in.text();
    toll.side = parted(in.text());
    toll.words.begin = in.point();
    toll.words.end = in.point();
    toll.value = in.maybe_integer();
    toll.relation = in.text();
    toll.low = in.maybe_integer();
    toll.high = in.maybe_integer();
    toll.total = in.integer() != 0;
  }
}

// The claims of a condition on slot `s`, claim `c` and report `r`, which takes one number.
Members load(Database& db, const std::string& condition, int64_t number, WithWords words) {
  Members out;
  Query q = db.query(
      fmt::format("SELECT {}, {}, {}, {}, {}, {} FROM slot s LEFT JOIN core k ON k.id = s.core"
                  " LEFT JOIN core l ON l.id = k.link JOIN claim c ON c.id = s.claim JOIN report r ON r.id = c.report"
                  " LEFT JOIN place p ON p.id = c.place WHERE {} ORDER BY coalesce(r.published, ''), r.uri, r.digest,"
                  " c.n",
                  kReportColumns, kClaimColumns, words == WithWords::yes ? kCutWords : kNoWords, kPlaceColumns,
                  kTimeColumns, kWhereColumns, condition),
      number);
  while (q.next()) {
    Columns in(q);
    Member m;
    read_report(in, m);
    read_claim(in, m.claim);
    m.claim.place = read_place(in);
    m.claim.when = read_time(in);
    read_slot(in, m);
    read_actors(db, m.row, m.claim);
    read_tolls(db, m.row, m.claim);
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
