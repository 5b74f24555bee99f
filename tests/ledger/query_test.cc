#include "ledger/query.h"

#include <gtest/gtest.h>

#include "ledger/check.h"
#include "ledger/schema.h"
#include "made.h"

namespace sayso {
namespace {

// A town that two sides call by names of their own, and its namesake elsewhere.
Reading named(const std::string& uri, const std::string& place, const std::string& country,
              const std::vector<std::string>& names, const std::string& day = "2020-09-28") {
  Reading r = made_reading(uri, day, {{.place = place, .country = country, .day = day, .by = "Çelik", .on = "Alba"}});
  r.claims[0].place->names = names;
  return r;
}

class Names : public testing::Test {
 protected:
  Names() : ledger_(file_.open()) {
    auto added = ledger_.add(
        prepared(ledger_, {named("a", "Tartar", "XA", {"Terter", "Tərtər", "Mir-Bashir"}),
                           named("b", "Tartar", "XB", {"Tartarville"}, "2021-05-05"), named("c", "Brook", "XA", {})}));
    EXPECT_TRUE(added) << added.error().text();
  }
  size_t at(const std::string& place) { return find_incidents(ledger_, {.place = place}).size(); }
  size_t of(const std::string& side) { return find_incidents(ledger_, {.side = side}).size(); }

  TemporaryLedger file_;
  Ledger ledger_;
};

TEST_F(Names, APlaceIsFoundByEachOfThem) {
  EXPECT_EQ(at("Tartar"), 2u);
  EXPECT_EQ(at("tartarv"), 1u);
  for (const char* name : {"Terter", "terter", "TƏRTƏR", "Tər", "tərtər", "Mir Bashir", "mir", "Tartar"})
    EXPECT_GE(at(name), 1u) << name;
  EXPECT_EQ(at("Terter"), 1u) << "its namesake has no such name";
  EXPECT_EQ(at("ert"), 0u) << "a name is found by its beginning";
  EXPECT_EQ(at("!"), 0u);
  EXPECT_TRUE(check(ledger_).empty());
}

TEST_F(Names, CaseAndMarksOfASideDoNotMatter) {
  for (const char* name : {"Çelik", "çelik", "CELIK", " celik "}) EXPECT_EQ(of(name), 3u) << name;
  EXPECT_EQ(of("Cel"), 0u);
  EXPECT_EQ(find_incidents(ledger_, {.place = "Terter", .side = "alba", .kind = "Shelling"}).size(), 1u);
}

TEST_F(Names, WhatIsUnknownIsTold) {
  auto unknown = [&](const IncidentFilter& f) { return unknown_names(ledger_, f); };
  EXPECT_TRUE(unknown({.place = "terter", .side = "celik"}).empty());
  EXPECT_EQ(
      unknown({.side = "Chelik"}),
      std::vector<std::string>{"no side that acts or suffers in this ledger is called Chelik; there are Alba, Çelik"});
  EXPECT_EQ(unknown({.place = "Nowhere"}),
            std::vector<std::string>{"no incident of this ledger is at a place called Nowhere"});
  EXPECT_FALSE(fault_of(ledger_, {.kind = "shelling"}));
  EXPECT_FALSE(fault_of(ledger_, {.kind = "Airstrike"})) << "a kind of the codebook, though none is here";
  auto fault = fault_of(ledger_, {.kind = "shelingg"});
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->what, "there is no kind shelingg");
  EXPECT_NE(fault->tip.find("shelling"), std::string::npos) << fault->tip;
}

// A ledger of a knowledge folder of one's own.
TEST_F(Names, AKindOfTheLedgerIsOne) {
  ASSERT_TRUE(ledger_.add(prepared(ledger_, {made_reading("d", "2020-09-29", {{.kind = "shelling"}})})));
  ledger_.database().run("INSERT INTO incident_tag SELECT 'kind siege-of-old', day, id FROM incident LIMIT 1");
  EXPECT_FALSE(fault_of(ledger_, {.kind = "Siege of old"}));
  EXPECT_EQ(find_incidents(ledger_, {.kind = "siege-of-old"}).size(), 1u);
}

TEST_F(Names, PlacesOfAnOlderLedgerAreFoundByThemToo) {
  // As version 5 left it.
  ledger_.database().script("DROP TABLE place_name; DROP INDEX incident_called; PRAGMA user_version = 5");
  Ledger again = file_.open();
  EXPECT_EQ(again.database().number("PRAGMA user_version"), schema_version());
  EXPECT_EQ(find_incidents(again, {.place = "tərtər"}).size(), 1u);
  EXPECT_EQ(find_incidents(again, {.place = "mir bashir"}).size(), 1u);
}

TEST_F(Names, ADecisionTakesNoPartOfAReportsName) {
  ASSERT_TRUE(ledger_.add(prepared(ledger_, {made_reading("wire/1.txt", "2020-09-29", {{}}),
                                             made_reading("n1.txt", "2020-09-29", {{.place = "Brook"}}),
                                             made_reading("old/n1.txt", "2020-09-29", {{.place = "Calm"}}),
                                             made_reading("wire/n2.txt", "2020-09-29", {{.place = "Dell"}})})));
  auto uri = [&](const std::string& name) {
    auto found = find_report_named(ledger_, name);
    if (!found) return found.error().text();
    Query q = ledger_.database().query("SELECT uri FROM report WHERE id = ?", *found);
    return q.next() ? q.text(0) : "";
  };
  EXPECT_EQ(uri("1.txt"), "wire/1.txt");
  EXPECT_EQ(uri("n1.txt"), "n1.txt") << "the whole name goes before the end of another";
  EXPECT_EQ(uri("wire/n2.txt"), "wire/n2.txt");
  EXPECT_NE(uri("2.txt").find("there is no report 2.txt; try wire/n2.txt"), std::string::npos) << uri("2.txt");
  EXPECT_NE(uri("").find("there is no report"), std::string::npos) << uri("");
}

TEST_F(Names, WordsThatAreNoneAreAFault) {
  for (const char* words : {"", " ", "*", "\"\"", "\"unclosed", "a \"b\" \"c"}) {
    EXPECT_FALSE(search(ledger_, words, true, 10)) << words;
    EXPECT_TRUE(*words == '\0' || fault_of(ledger_, {.text = words})) << words;
  }
  auto hits = search(ledger_, "asserts brook", true, 10);
  ASSERT_TRUE(hits);
  ASSERT_EQ(hits->size(), 1u);
  EXPECT_EQ(hits->front().snippet, "In [Brook] the shelling of 2020-09-28 was told by c.");
}

}  // namespace
}  // namespace sayso
