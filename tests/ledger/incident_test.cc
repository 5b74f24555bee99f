// Which claims of which reports are one happening: who goes with whom, and who must not.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace sayso
