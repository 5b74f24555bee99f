// Readings made by hand, for the tests of what stands above reading.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/knowledge_source.h"
#include "ledger/ledger.h"
#include "ledger/query.h"
#include "page/ids.h"
#include "sayso/reading.h"

// Made{.place = "Ashford"} leaves the rest as it is: that is what it is for.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace sayso {

inline const KnowledgeSource& knowledge() {
  static const KnowledgeSource source = *KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  return source;
}

struct Made {
  std::string kind = "shelling", place = "Ashford", country = "XA", day = "2020-09-28";
  std::string source, source_side, by, on, stance = "asserts", last;  // last: where it is not `day`
  int64_t killed = -1;
  int precision = 1;
  std::optional<int> denies;
  std::string modality = "actual", of = "people";
  bool total = false;  // the toll is a running total
};

inline ReadActor made_actor(const std::string& name, const std::string& side, const std::string& type = "belligerent") {
  ReadActor a;
  a.name = name;
  if (!side.empty()) a.side = {side};
  a.type = type;
  return a;
}

// Sets the ids that its text and its claims give; the doers of these have no words.
inline void name(Reading& r) {
  r.id = report_id(r.text);
  ClaimIds ids(r.id);
  for (Claim& c : r.claims)
    c.id = ids.next(c.trigger.begin, c.trigger.end, c.kind, c.stance, c.source ? c.source->name : "",
                    std::vector<std::string>(c.by.size()));
}

// A report whose sentences are made of its claims: each has one of its own.
inline Reading made_reading(const std::string& uri, const std::string& published, const std::vector<Made>& claims,
                            const std::string& tail = "") {
  Reading r;
  r.uri = uri;
  r.published = published;
  r.outlet = "The Test " + uri;
  r.title = "Report " + uri;
  r.text = "Report " + uri + "\n\n";
  for (const Made& m : claims) {
    Claim c;
    c.n = static_cast<int>(r.claims.size()) + 1;
    c.kind = m.kind;
    c.stance = m.stance;
    c.denies = m.denies;
    c.modality = m.modality;
    auto begin = static_cast<uint32_t>(r.text.size());
    std::string sentence = "In " + m.place + " the " + m.kind + " of " + m.day + " was told by " + uri + ".";
    r.text += sentence + " ";
    c.sentence = {sentence, begin, begin + static_cast<uint32_t>(sentence.size())};
    auto at = begin + static_cast<uint32_t>(sentence.find(m.kind));
    c.trigger = {m.kind, at, at + static_cast<uint32_t>(m.kind.size())};
    if (!m.source.empty()) c.source = made_actor(m.source, m.source_side);
    if (!m.by.empty()) c.by = {made_actor(m.by, m.by)};
    if (!m.on.empty()) c.on = {made_actor(m.on, m.on)};
    if (!m.place.empty()) {
      ReadPlace p;
      p.words = {m.place, begin + 3, begin + 3 + static_cast<uint32_t>(m.place.size())};
      p.name = m.place;
      p.country = m.country;
      p.lat = 40;
      p.lon = 46;
      p.precision = m.precision;
      c.place = p;
    }
    if (!m.day.empty()) {
      ReadTime t;
      auto when = begin + static_cast<uint32_t>(sentence.find(m.day));
      t.words = {m.day, when, when + static_cast<uint32_t>(m.day.size())};
      t.first = m.day;
      t.last = m.last.empty() ? m.day : m.last;
      c.when = t;
    }
    if (m.killed >= 0) {
      ReadToll t;
      t.what = "killed";
      t.of = m.of;
      t.total = m.total;
      t.value = t.low = t.high = m.killed;
      t.relation = "=";
      c.tolls = {t};
    }
    r.claims.push_back(std::move(c));
  }
  r.text += tail;
  r.blocks = {{"paragraph", 0, static_cast<uint32_t>(r.text.size()), false}};
  name(r);
  return r;
}

inline std::vector<Prepared> prepared(const Ledger& ledger, const std::vector<Reading>& readings) {
  std::vector<Prepared> out;
  for (const Reading& r : readings) out.push_back(ledger.prepare(r));
  return out;
}

// A file in a folder of this run's own, gone at the end.
class TemporaryLedger {
 public:
  TemporaryLedger() {
    std::string folder = std::string(::testing::TempDir()) + "sayso-ledger-XXXXXX";
    path_ = std::string(mkdtemp(folder.data())) + "/test.sayso";
  }
  ~TemporaryLedger() {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) std::remove((path_ + end).c_str());
    std::string folder = path_.substr(0, path_.rfind('/'));
    std::remove(folder.c_str());
  }
  const std::string& path() const { return path_; }
  Ledger open(Database::Mode mode = Database::Mode::create) const {
    auto ledger = Ledger::open(path_, mode, knowledge());
    EXPECT_TRUE(ledger) << ledger.error().text();
    return std::move(*ledger);
  }

 private:
  std::string path_;
};

// What the ledger says of its incidents, by name: the claims of each, whether it is in dispute, and the days.
inline std::set<std::string> picture_of(Ledger& ledger) {
  std::set<std::string> out;
  for (const IncidentRow& row : find_incidents(ledger, {})) {
    std::string line = row.name + " " + row.place + " " + std::to_string(row.first) + "-" + std::to_string(row.last) +
                       (row.disputed ? " disputed" : "") + ":";
    std::set<std::string> claims;
    for (const Member& m : members_of(ledger.database(), row.id).claims)
      claims.insert(m.uri + "#" + std::to_string(m.claim.n) + " of " + origin_of(m));
    for (const std::string& c : claims) line += " " + c;
    out.insert(line);
  }
  return out;
}

}  // namespace sayso
