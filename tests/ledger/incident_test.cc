// Which claims of which reports are one happening: who goes with whom, and who must not.
#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/review.h"
#include "made.h"

namespace sayso {
namespace {

// Whether the first claims of both reports are of one incident, whichever comes first.
bool together(const Reading& a, const Reading& b) {
  std::set<bool> found;
  for (const std::vector<Reading>& order : {std::vector<Reading>{a, b}, std::vector<Reading>{b, a}}) {
    TemporaryLedger file;
    Ledger ledger = file.open();
    EXPECT_TRUE(ledger.add(prepared(ledger, order)));
    found.insert(ledger.database().number("SELECT count(DISTINCT s.incident) FROM slot s JOIN claim c ON c.id = s.claim"
                                          " WHERE c.n = 1 AND s.incident IS NOT NULL") == 1);
  }
  EXPECT_EQ(found.size(), 1u) << "the order mattered";
  return *found.begin();
}

Made in_province(const std::string& by, const std::string& on) {
  return {.kind = "killing", .place = "Brook Province", .by = by, .on = on, .precision = 4};
}

TEST(Areas, WhoNamesFewerSidesGoesWithWhoNamesMore) {
  Reading both = made_reading("a", "2020-09-29", {in_province("Alba", "Borland")});
  EXPECT_TRUE(together(both, made_reading("b", "2020-09-29", {in_province("Alba", "")})));
  EXPECT_TRUE(together(both, made_reading("b", "2020-09-29", {in_province("", "Borland")})));
  EXPECT_FALSE(together(both, made_reading("b", "2020-09-29", {in_province("Alba", "Corland")})));
  EXPECT_FALSE(together(both, made_reading("b", "2020-09-29", {in_province("", "")}))) << "that says nothing of sides";
}

TEST(Areas, WhoCouldGoWithTwoGoesWithNone) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  EXPECT_TRUE(ledger.add(prepared(ledger, {made_reading("a", "2020-09-29", {in_province("Alba", "Borland")}),
                                           made_reading("b", "2020-09-29", {in_province("Alba", "Corland")}),
                                           made_reading("c", "2020-09-29", {in_province("Alba", "")})})));
  EXPECT_EQ(find_incidents(ledger, {}).size(), 3u);
}

// A claim about people who are of no side.
Reading with_people(Reading r, const std::string& who, const std::string& sentence) {
  r.claims[0].on = {made_actor(who, "civilians", "unknown")};
  r.claims[0].sentence.text = sentence;
  return r;
}

TEST(Likeness, WhoWasHitTellsAProvincesClaimWhereItBelongs) {
  Reading town = with_people(made_reading("a", "2020-09-29", {{.kind = "airstrike"}}), "pupils of a music school",
                             "Jets bombed the pupils of a music school beside the quarry.");
  Made province{.kind = "airstrike", .place = "Brook Province", .precision = 4};
  EXPECT_TRUE(together(town, with_people(made_reading("b", "2020-09-29", {province}), "pupils",
                                         "It is untrue that pupils died, he told the quarry.")));
  EXPECT_FALSE(together(town, with_people(made_reading("b", "2020-09-29", {province}), "traders",
                                          "It is untrue that traders died, he told the quarry.")));
}

TEST(Likeness, ThePlacesThatAReportNamesCount) {
  Reading town = with_people(made_reading("a", "2020-09-29", {{.kind = "airstrike", .on = "Borland", .killed = 31}}),
                             "pupils", "Jets bombed them.");
  Made open{.kind = "airstrike", .place = "", .by = "Corland"};
  Reading names = with_people(made_reading("b", "2020-09-29", {open}), "pupils", "They bombed the quarry.");
  EXPECT_FALSE(together(town, names));
  ReadPlace place;
  place.name = "Ashford";
  names.places = {place};
  EXPECT_TRUE(together(town, names));
}

// A denial goes where what it denies goes, whatever else its own sentence says.
TEST(Likeness, ADenialStaysWithWhatItDenies) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  Made province{.place = "Brook Province", .source = "x", .on = "Borland", .killed = 40, .precision = 4};
  Made denied{.place = "", .day = "", .source = "y", .stance = "denies", .denies = 1};
  EXPECT_TRUE(ledger.add(prepared(ledger, {made_reading("a", "2020-09-29", {{.on = "Borland", .killed = 40}}),
                                           made_reading("b", "2020-09-29", {province, denied})})));
  EXPECT_EQ(find_incidents(ledger, {}).size(), 1u);
}

// What is denied was told of some days before it is denied.
TEST(Likeness, ADenialLooksFartherBack) {
  Reading town = with_people(made_reading("a", "2020-09-29", {{.kind = "airstrike"}}), "pupils of a music school",
                             "Jets bombed the pupils of a music school beside the quarry.");
  Made said{.kind = "airstrike", .place = "Brook Province", .day = "", .source = "some", .precision = 4};
  Made denied = said;
  denied.stance = "denies";
  denied.denies = 1;
  const std::string words = "Nothing fell on pupils of that school beside the quarry.";
  EXPECT_FALSE(together(town, with_people(made_reading("b", "2020-10-02", {said}), "pupils", words)));
  EXPECT_TRUE(together(town, with_people(made_reading("b", "2020-10-02", {said, denied}), "pupils", words)));
}

// A report that puts the happening at `place` and names others too, of people who were hit.
Reading tells(const std::string& uri, const Made& made, const std::string& who, const std::vector<std::string>& names) {
  Reading r = with_people(made_reading(uri, "2020-09-29", {made}), who, "They came.");
  for (const std::string& name : names) {
    ReadPlace place;
    place.name = name;
    place.precision = 1;
    r.places.push_back(place);
  }
  r.claims[0].place->lat = r.claims[0].place->lon = std::nullopt;
  return r;
}

TEST(Ties, AnotherNameForThePlace) {
  Made quarter{.place = "Fiango", .by = "Alba"}, town{.place = "Kumba", .by = "Alba"};
  Reading a = tells("a", quarter, "pupils", {"Fiango", "Kumba"});
  EXPECT_TRUE(together(a, tells("b", town, "pupils", {"Kumba"})));
  EXPECT_FALSE(together(tells("a", quarter, "pupils", {"Fiango"}), tells("b", town, "pupils", {"Kumba"})));
  town.day = "2020-10-02";
  EXPECT_FALSE(together(a, tells("b", town, "pupils", {"Kumba"})));
}

TEST(Ties, TheReasonIsTold) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  EXPECT_TRUE(ledger.add(prepared(ledger, {tells("a", {.place = "Fiango", .by = "Alba"}, "pupils", {"Fiango", "Kumba"}),
                                           tells("b", {.place = "Kumba", .by = "Alba"}, "pupils", {"Kumba"})})));
  std::vector<IncidentRow> found = find_incidents(ledger, {});
  ASSERT_EQ(found.size(), 1u);
  for (const Member& m : members_of(ledger.database(), found[0].id).claims)
    EXPECT_NE(m.because.find("one puts it at kumba, which the other names"), std::string::npos) << m.because;
}

TEST(Ties, WhoCouldGoWithTwoGoesWithNone) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  EXPECT_TRUE(
      ledger.add(prepared(ledger, {tells("a", {.place = "Fiango", .by = "Alba"}, "pupils", {"Fiango", "Kumba", "Buea"}),
                                   tells("b", {.place = "Kumba", .by = "Alba"}, "pupils", {"Kumba"}),
                                   tells("c", {.place = "Buea", .by = "Alba"}, "pupils", {"Buea"})})));
  EXPECT_EQ(find_incidents(ledger, {}).size(), 3u);
}

TEST(Ties, AReportThatTellsOfBothKeepsThemApart) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  Reading a = tells("a", {.place = "Fiango", .by = "Alba"}, "pupils", {"Fiango", "Kumba"});
  Reading b = tells("b", {.place = "Kumba", .by = "Alba"}, "pupils", {"Kumba"});
  EXPECT_TRUE(ledger.add(prepared(ledger, {a, b})));
  EXPECT_EQ(find_incidents(ledger, {}).size(), 1u);
  // A second version of b tells of Fiango as well.
  Reading both = made_reading("b", "2020-09-30", {{.place = "Kumba", .by = "Alba"}, {.place = "Fiango", .by = "Alba"}});
  both.claims[0].on = b.claims[0].on;
  both.places = b.places;
  EXPECT_TRUE(ledger.add(prepared(ledger, {both})));
  EXPECT_EQ(find_incidents(ledger, {}).size(), 2u);
}

TEST(Ties, WhatAPersonPartedStaysApart) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  EXPECT_TRUE(ledger.add(prepared(ledger, {tells("a", {.place = "Fiango", .by = "Alba"}, "pupils", {"Fiango", "Kumba"}),
                                           tells("b", {.place = "Kumba", .by = "Alba"}, "pupils", {"Kumba"})})));
  ASSERT_EQ(find_incidents(ledger, {}).size(), 1u);
  std::optional<int64_t> claim = ledger.database().number(
      "SELECT c.id FROM claim c JOIN report r ON r.id = c.report"
      " WHERE r.uri = 'a'");
  ASSERT_TRUE(claim);
  EXPECT_FALSE(split_incident(ledger, {*claim}, {"Kim", "another place"}));
  EXPECT_EQ(find_incidents(ledger, {}).size(), 2u);
  EXPECT_TRUE(ledger.add(prepared(ledger, {tells("c", {.place = "Kumba", .by = "Alba"}, "pupils", {"Kumba"})})));
  EXPECT_EQ(find_incidents(ledger, {}).size(), 2u);
}

TEST(Ties, AClaimThatAPersonMovesTakesNoOtherWithIt) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  // The quarter and the town are tied by what the first report tells alone.
  EXPECT_TRUE(ledger.add(prepared(ledger, {tells("a", {.place = "Fiango", .by = "Alba"}, "pupils", {"Fiango", "Kumba"}),
                                           tells("d", {.place = "Fiango", .by = "Alba"}, "pupils", {"Fiango"}),
                                           tells("b", {.place = "Kumba", .by = "Alba"}, "pupils", {"Kumba"}),
                                           made_reading("z", "2020-09-29", {{.kind = "bombing", .place = "Zaria"}})})));
  auto sizes = [&] {
    std::vector<size_t> out;
    for (const IncidentRow& row : find_incidents(ledger, {}))
      out.push_back(members_of(ledger.database(), row.id).claims.size());
    std::sort(out.begin(), out.end());
    return out;
  };
  ASSERT_EQ(sizes(), (std::vector<size_t>{1, 3}));
  std::string zaria;
  for (const IncidentRow& row : find_incidents(ledger, {}))
    if (row.place == "Zaria") zaria = row.name;
  std::optional<int64_t> claim = ledger.database().number(
      "SELECT c.id FROM claim c JOIN report r ON r.id = c.report"
      " WHERE r.uri = 'a'");
  ASSERT_TRUE(claim);
  EXPECT_FALSE(move_claim(ledger, *claim, zaria, {"Kim", ""}));
  EXPECT_EQ(sizes(), (std::vector<size_t>{2, 2}));
}

TEST(Ties, WhatAPersonMergedStaysMergedWhateverJoins) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  Reading far = made_reading("z", "2020-09-29", {{.kind = "bombing", .place = "Zaria"}});
  EXPECT_TRUE(ledger.add(
      prepared(ledger, {tells("a", {.place = "Fiango", .by = "Alba"}, "pupils", {"Fiango", "Kumba"}), far})));
  std::vector<IncidentRow> found = find_incidents(ledger, {});
  ASSERT_EQ(found.size(), 2u);
  const IncidentRow &zaria = found[found[0].place == "Zaria" ? 0 : 1],
                    &fiango = found[found[0].place == "Zaria" ? 1 : 0];
  EXPECT_FALSE(merge_incidents(ledger, zaria.name, fiango.name, {"Kim", ""}));
  EXPECT_EQ(find_incidents(ledger, {}).size(), 1u);
  // Two reports of the town: from now on the incident would be named by it.
  EXPECT_TRUE(ledger.add(prepared(ledger, {tells("b", {.place = "Kumba", .by = "Alba"}, "pupils", {"Kumba"}),
                                           tells("c", {.place = "Kumba", .by = "Alba"}, "pupils", {"Kumba"})})));
  EXPECT_EQ(find_incidents(ledger, {}).size(), 1u);
}

}  // namespace
}  // namespace sayso
