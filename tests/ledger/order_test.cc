// The promise that a ledger is worth having for: it says the same, in whatever order and in whatever batches its
// reports came.
#include <gtest/gtest.h>

#include "made.h"

namespace sayso {
namespace {

// A small war with all that makes order matter: claims of one town on days that run into each other, claims without a
// place or of a province, countries left open, denials, copies, sides, figures.
std::vector<Reading> war(unsigned seed, size_t count) {
  std::mt19937 rng(seed);
  auto pick = [&](const std::vector<std::string>& list) { return list[rng() % list.size()]; };
  std::vector<Reading> out;
  for (size_t i = 0; i < count; ++i) {
    std::vector<Made> claims;
    size_t n = 1 + rng() % 4;
    for (size_t k = 0; k < n; ++k) {
      Made m;
      m.kind = pick({"shelling", "airstrike", "killing", "clash", "seizure", "detention", "displacement"});
      m.place = pick({"Ashford", "Ashford", "Brook Province", "Brook", "Ashford town", "Corran", ""});
      m.country = pick({"XA", "XA", "", "XB"});
      m.precision = m.place == "Brook Province" ? 4 : 1;
      int day = static_cast<int>(rng() % 9) + 1;
      m.day = "2020-09-0" + std::to_string(day);
      if (rng() % 3 == 0) m.last = "2020-09-0" + std::to_string(std::min<int>(9, day + static_cast<int>(rng() % 3)));
      m.source = pick({"", "the ministry", "residents", "the army"});
      m.source_side = m.source.empty() || m.source == "residents" ? "" : pick({"Alba", "Borland"});
      m.by = pick({"", "Alba", "Borland"});
      m.on = pick({"", "Alba", "Borland"});
      if (rng() % 3 == 0) m.killed = static_cast<int64_t>(rng() % 20);
      if (k > 0 && rng() % 4 == 0) {
        m.stance = "denies";
        m.denies = static_cast<int>(k);
      }
      claims.push_back(m);
    }
    std::string day = "2020-09-" + std::to_string(10 + rng() % 9);
    // Some share a long passage, and are copies of each other.
    std::string tail;
    if (rng() % 4 == 0)
      for (int w = 0; w < 60; ++w) tail += "word" + std::to_string(w * 7 % 61) + " ";
    Reading r = made_reading("r" + std::to_string(i), day, claims, tail);
    // What ties happenings of other places and days together: who was hit, and the places that a report names.
    for (Claim& c : r.claims)
      if (rng() % 2 == 0)
        c.on.push_back(made_actor(pick({"pupils of a school", "a bus of singers", "farmhands", "a bakery"}),
                                  "civilians", "unknown"));
    for (const char* name : {"Ashford", "Brook", "Corran", "Brook Province"}) {
      if (rng() % 2 == 0) continue;
      ReadPlace p;
      p.name = name;
      r.places.push_back(p);
    }
    out.push_back(std::move(r));
  }
  return out;
}

std::set<std::string> added(std::vector<Reading> readings, size_t batch) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  ledger.database().script("PRAGMA synchronous=OFF");  // many small transactions, and no power to lose
  for (size_t at = 0; at < readings.size(); at += batch) {
    std::vector<Reading> some(readings.begin() + static_cast<std::ptrdiff_t>(at),
                              readings.begin() + static_cast<std::ptrdiff_t>(std::min(readings.size(), at + batch)));
    auto done = ledger.add(prepared(ledger, some));
    EXPECT_TRUE(done) << done.error().text();
  }
  std::set<std::string> out = picture_of(ledger);
  Query q = ledger.database().query("SELECT r.uri, o.uri FROM report r JOIN report o ON o.id = r.origin");
  while (q.next()) out.insert(q.text(0) + " repeats " + q.text(1));
  EXPECT_FALSE(ledger.database().failure());
  return out;
}

TEST(Order, DoesNotMatter) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    std::vector<Reading> readings = war(seed, 40);
    std::set<std::string> at_once = added(readings, readings.size());
    ASSERT_GT(at_once.size(), 20u);
    std::mt19937 rng(seed);
    for (size_t batch : {1u, 3u, 7u}) {
      std::shuffle(readings.begin(), readings.end(), rng);
      EXPECT_EQ(added(readings, batch), at_once) << "seed " << seed << ", batches of " << batch;
    }
  }
}

// Or the promise above would say nothing of ties.
TEST(Order, TheWarHasTies) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  ledger.database().script("PRAGMA synchronous=OFF");
  ASSERT_TRUE(ledger.add(prepared(ledger, war(1, 40))));
  EXPECT_GT(ledger.database().number("SELECT count(*) FROM core WHERE link IS NOT NULL").value_or(0), 4);
  EXPECT_GT(ledger.database().number("SELECT count(*) FROM core").value_or(0),
            ledger.database().number("SELECT count(*) FROM incident").value_or(0));
}

TEST(Order, NamesThatWereGivenOnceLeadToWhatBecameOfThem) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  ledger.database().script("PRAGMA synchronous=OFF");
  std::set<std::string> seen;
  for (const Reading& r : war(11, 60)) {
    ASSERT_TRUE(ledger.add(prepared(ledger, {r})));
    for (const IncidentRow& row : find_incidents(ledger, {})) seen.insert(row.name);
  }
  size_t moved = 0;
  for (const std::string& name : seen) {
    auto found = find_incident(ledger, name);
    ASSERT_TRUE(found) << found.error().text();
    moved += found->name != name ? 1 : 0;
  }
  EXPECT_GT(moved, 0u) << "a war in which nothing ever moved tests nothing";
}

}  // namespace
}  // namespace sayso
