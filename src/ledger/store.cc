#include "ledger/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/span.h"
#include "base/text_util.h"
#include "incident/words.h"

namespace sayso {
namespace {

std::string blocks_cell(const std::vector<ReadBlock>& blocks) {
  std::string out;
  for (const ReadBlock& b : blocks)
    out +=
        fmt::format("{}{} {} {}{}", out.empty() ? "" : "\n", b.role, b.begin, b.end, b.truncated ? " truncated" : "");
  return out;
}

std::vector<ReadBlock> blocks_of(const std::string& cell) {
  std::vector<ReadBlock> out;
  for (const std::string& line : parted(cell, '\n')) {
    std::vector<std::string> parts = parted(line, ' ');
    if (parts.size() < 3) continue;
    ReadBlock b{parts[0], 0, 0, parts.size() > 3};
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), b.begin);
    std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), b.end);
    out.push_back(b);
  }
  return out;
}

int64_t place_id(Database& db, const ReadPlace& p) {
  std::string identity =
      fmt::format("{}|{}|{}|{}|{}|{}", p.name, p.country, p.lat ? fmt::format("{:.4f}", *p.lat) : "",
                  p.lon ? fmt::format("{:.4f}", *p.lon) : "", p.geonames.value_or(0), joined(p.names));
  if (auto known = db.number("SELECT id FROM place WHERE identity = ?", identity)) return *known;
  db.run("INSERT INTO place(name, country, lat, lon, geonames, names, identity) VALUES(?,?,?,?,?,?,?)", p.name,
         p.country, p.lat, p.lon, p.geonames, joined(p.names), identity);
  int64_t id = db.last_id();
  if (p.lat && p.lon) db.run("INSERT INTO place_box VALUES(?,?,?,?,?)", id, *p.lat, *p.lat, *p.lon, *p.lon);
  add_place_names(db, id, p.name, p.names);
  return id;
}

void write_actors(Database& db, int64_t claim, const char* role, const std::vector<ReadActor>& actors) {
  for (size_t i = 0; i < actors.size(); ++i)
    db.run("INSERT INTO actor VALUES(?,?,?,?,?,?,?,?)", claim, role, static_cast<int64_t>(i), actors[i].words.begin,
           actors[i].words.end, actors[i].name, joined(actors[i].side), actors[i].type);
}

// The rows of `table` with the words that a span covers.
class Cutter {
 public:
  explicit Cutter(const std::string& text) : text_(text) {
    for (size_t at = 0, point = 0; at < text.size(); ++point) {
      if (point % kStride == 0) bytes_.push_back(static_cast<uint32_t>(at));
      at += decode_utf8(text, at).size;
    }
  }
  Words cut(int64_t begin, int64_t end) const {
    size_t from = byte(begin), to = byte(end);
    return {text_.substr(from, std::max(from, to) - from), static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }

 private:
  static constexpr int64_t kStride = 64;
  size_t byte(int64_t point) const {
    auto slot = static_cast<size_t>(std::max<int64_t>(0, point) / kStride);
    if (slot >= bytes_.size()) {
      if (bytes_.empty()) return text_.size();
      slot = bytes_.size() - 1;
    }
    size_t at = bytes_[slot];
    for (int64_t p = static_cast<int64_t>(slot) * kStride; p < point && at < text_.size(); ++p)
      at += decode_utf8(text_, at).size;
    return at;
  }
  const std::string& text_;
  std::vector<uint32_t> bytes_;
};

ReadPlace load_place(Database& db, int64_t id) {
  ReadPlace p;
  Query q = db.query("SELECT name, country, lat, lon, geonames, names FROM place WHERE id = ?", id);
  if (!q.next()) return p;
  p.name = q.text(0);
  p.country = q.text(1);
  p.lat = q.maybe_real(2);
  p.lon = q.maybe_real(3);
  if (auto g = q.maybe_integer(4)) p.geonames = static_cast<uint32_t>(*g);
  p.names = parted(q.text(5));
  return p;
}

void load_actors(Database& db, int64_t id, const Cutter& cutter, Claim& c) {
  Query q =
      db.query("SELECT role, \"begin\", \"end\", name, side, type FROM actor WHERE claim = ? ORDER BY role, at", id);
  while (q.next()) {
    ReadActor a{cutter.cut(q.integer(1), q.integer(2)), q.text(3), parted(q.text(4)), q.text(5)};
    std::string role = q.text(0);
    if (role == "source") {
      c.source = std::move(a);
    } else {
      (role == "via" ? c.via : role == "by" ? c.by : c.on).push_back(std::move(a));
    }
  }
}

void load_tolls(Database& db, int64_t id, const Cutter& cutter, Claim& c) {
  Query q = db.query(
      "SELECT what, of, side, \"begin\", \"end\", value, relation, low, high, total FROM toll WHERE claim = ? ORDER BY "
      "at",
      id);
  while (q.next())
    c.tolls.push_back({q.text(0), q.text(1), parted(q.text(2)), cutter.cut(q.integer(3), q.integer(4)),
                       q.maybe_integer(5), q.text(6), q.maybe_integer(7), q.maybe_integer(8), q.integer(9) != 0});
}

}  // namespace

std::string joined(const std::vector<std::string>& list, char by) {
  std::string out;
  for (const std::string& s : list) {
    if (!out.empty()) out += by;
    size_t at = out.size();
    out += s;
    std::replace(out.begin() + static_cast<std::ptrdiff_t>(at), out.end(), by, by == '|' ? '/' : ' ');
  }
  return out;
}

std::vector<std::string> parted(const std::string& cell, char by) {
  std::vector<std::string> out;
  for (size_t at = 0; at < cell.size();) {
    size_t end = std::min(cell.find(by, at), cell.size());
    out.push_back(cell.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

void add_place_names(Database& db, int64_t place, const std::string& name, const std::vector<std::string>& names) {
  auto add = [&](const std::string& one) {
    std::string folded = fold(one);
    if (!folded.empty()) db.run("INSERT OR IGNORE INTO place_name VALUES(?, ?)", folded, place);
  };
  add(name);
  for (const std::string& other : names) add(other);
}

int64_t write_report(Database& db, const Reading& r, const std::string& engine) {
  std::optional<uint32_t> dateline_begin, dateline_end;
  std::optional<int64_t> dateline_place;
  std::optional<int> dateline_precision;
  if (r.dateline) {
    dateline_begin = r.dateline->begin;
    dateline_end = r.dateline->end;
  }
  if (r.dateline_place) {
    dateline_place = place_id(db, *r.dateline_place);
    dateline_precision = r.dateline_place->precision;
  }
  db.run(
      "INSERT INTO report(uri, digest, outlet, agency, title, byline, published, language, dateline_begin, "
      "dateline_end,"
      " dateline_place, dateline_precision, text, blocks, engine, added)"
      " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,strftime('%Y-%m-%dT%H:%M:%SZ','now'))",
      r.uri, r.id, r.outlet, r.agency, r.title, r.byline, r.published, r.language, dateline_begin, dateline_end,
      dateline_place, dateline_precision, r.text, blocks_cell(r.blocks), engine);
  int64_t id = db.last_id();
  db.run("INSERT INTO report_search(rowid, title, text) VALUES(?,?,?)", id, r.title, r.text);
  write_claims(db, id, r);
  return id;
}

void write_claims(Database& db, int64_t report, const Reading& r) {
  for (const Claim& c : r.claims) {
    std::optional<uint32_t> cue_begin, cue_end, place_begin, place_end, when_begin, when_end;
    std::optional<int64_t> place;
    std::optional<int> place_precision, when_precision;
    std::optional<std::string> first, last;
    if (c.cue) {
      cue_begin = c.cue->begin;
      cue_end = c.cue->end;
    }
    if (c.place) {
      place = place_id(db, *c.place);
      place_begin = c.place->words.begin;
      place_end = c.place->words.end;
      place_precision = c.place->precision;
    }
    if (c.when) {
      when_begin = c.when->words.begin;
      when_end = c.when->words.end;
      first = c.when->first;
      last = c.when->last;
      when_precision = c.when->precision;
    }
    db.run(
        "INSERT INTO claim(report, n, key, kind, stance, certainty, modality, quote, sentence_begin, sentence_end,"
        " trigger_begin, trigger_end, cue_begin, cue_end, cue_class, denies, place, place_begin, place_end, "
        "place_precision,"
        " when_begin, when_end, first, last, when_precision) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        report, c.n, c.id, c.kind, c.stance, c.certainty, c.modality, c.quote, c.sentence.begin, c.sentence.end,
        c.trigger.begin, c.trigger.end, cue_begin, cue_end, c.cue_class, c.denies, place, place_begin, place_end,
        place_precision, when_begin, when_end, first, last, when_precision);
    int64_t id = db.last_id();
    if (c.source) write_actors(db, id, "source", {*c.source});
    write_actors(db, id, "via", c.via);
    write_actors(db, id, "by", c.by);
    write_actors(db, id, "on", c.on);
    for (size_t i = 0; i < c.tolls.size(); ++i) {
      const ReadToll& t = c.tolls[i];
      db.run("INSERT INTO toll VALUES(?,?,?,?,?,?,?,?,?,?,?,?)", id, static_cast<int64_t>(i), t.what, t.of,
             joined(t.side), t.words.begin, t.words.end, t.value, t.relation, t.low, t.high, t.total);
    }
    db.run(
        "INSERT INTO claim_search(rowid, sentence, who, what) SELECT id, sentence, who, what FROM claim_words WHERE id "
        "= ?",
        id);
  }
}

void erase_claims(Database& db, int64_t report) {
  db.run(
      "INSERT INTO claim_search(claim_search, rowid, sentence, who, what)"
      " SELECT 'delete', w.id, w.sentence, w.who, w.what FROM claim_words w JOIN claim c ON c.id = w.id WHERE c.report "
      "= ?",
      report);
  for (const char* table : {"actor", "toll", "slot", "pin", "verdict", "correction"})
    db.run(fmt::format("DELETE FROM {} WHERE claim IN (SELECT id FROM claim WHERE report = ?)", table), report);
  db.run("DELETE FROM claim WHERE report = ?", report);
}

std::optional<StoredReport> load_report_text(Database& db, int64_t id) {
  StoredReport out;
  Reading& r = out.reading;
  {
    Query q = db.query(
        "SELECT uri, digest, outlet, agency, title, byline, published, language, text, blocks, engine, added, "
        "superseded_by,"
        " origin, dateline_begin, dateline_end, dateline_place, dateline_precision FROM report WHERE id = ?",
        id);
    if (!q.next()) return std::nullopt;
    out.id = id;
    r.uri = q.text(0);
    r.id = q.text(1);
    r.outlet = q.maybe_text(2);
    r.agency = q.maybe_text(3);
    r.title = q.maybe_text(4);
    r.byline = q.maybe_text(5);
    r.published = q.maybe_text(6);
    r.language = q.text(7);
    r.text = q.text(8);
    r.blocks = blocks_of(q.text(9));
    out.engine = q.text(10);
    out.added = q.text(11);
    out.superseded_by = q.maybe_integer(12);
    out.origin = q.maybe_integer(13);
    Cutter cutter(r.text);
    if (!q.is_null(14)) r.dateline = cutter.cut(q.integer(14), q.integer(15));
    if (!q.is_null(16)) {
      r.dateline_place = load_place(db, q.integer(16));
      r.dateline_place->precision = static_cast<int>(q.integer(17));
      if (r.dateline) r.dateline_place->words = *r.dateline;
    }
  }
  return out;
}

std::optional<StoredReport> load_report(Database& db, int64_t id) {
  std::optional<StoredReport> found = load_report_text(db, id);
  if (!found) return std::nullopt;
  StoredReport& out = *found;
  Reading& r = out.reading;
  Cutter cutter(r.text);
  Query q = db.query(
      "SELECT id, n, key, kind, stance, certainty, modality, quote, sentence_begin, sentence_end, trigger_begin, "
      "trigger_end,"
      " cue_begin, cue_end, cue_class, denies, place, place_begin, place_end, place_precision, when_begin, when_end, "
      "first,"
      " last, when_precision FROM claim WHERE report = ? ORDER BY n",
      id);
  while (q.next()) {
    Claim c;
    int64_t claim = q.integer(0);
    c.n = static_cast<int>(q.integer(1));
    c.id = q.text(2);
    c.kind = q.text(3);
    c.stance = q.text(4);
    c.certainty = q.text(5);
    c.modality = q.text(6);
    c.quote = q.text(7);
    c.sentence = cutter.cut(q.integer(8), q.integer(9));
    c.trigger = cutter.cut(q.integer(10), q.integer(11));
    if (!q.is_null(12)) c.cue = cutter.cut(q.integer(12), q.integer(13));
    c.cue_class = q.text(14);
    if (auto denies = q.maybe_integer(15)) c.denies = static_cast<int>(*denies);
    if (!q.is_null(16)) {
      c.place = load_place(db, q.integer(16));
      c.place->words = cutter.cut(q.integer(17), q.integer(18));
      c.place->precision = static_cast<int>(q.integer(19));
    }
    if (!q.is_null(20)) {
      ReadTime when;
      when.words = cutter.cut(q.integer(20), q.integer(21));
      when.first = q.maybe_text(22);
      when.last = q.maybe_text(23);
      when.precision = static_cast<int>(q.integer(24));
      c.when = std::move(when);
    }
    load_actors(db, claim, cutter, c);
    load_tolls(db, claim, cutter, c);
    out.claims.push_back(claim);
    r.claims.push_back(std::move(c));
  }
  return found;
}

}  // namespace sayso
