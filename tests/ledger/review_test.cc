#include "ledger/review.h"

#include <gtest/gtest.h>

#include "ledger/accounts.h"
#include "ledger/check.h"
#include "ledger/query.h"
#include "made.h"

namespace sayso {
namespace {

const Reviewer kAna{"Ana", ""};

class Review : public testing::Test {
 protected:
  Review() : ledger_(file_.open()) {
    add(made_reading("a", "2020-09-29",
                     {{.source = "x", .source_side = "Alba", .by = "Borland", .killed = 10}, {.place = "Brook"}}));
    add(made_reading("b", "2020-09-29", {{.source = "y", .source_side = "Borland", .by = "Alba", .killed = 3}}));
  }
  void add(const Reading& r) { ASSERT_TRUE(ledger_.add(prepared(ledger_, {r}))); }
  int64_t claim(const char* uri, int n) { return *find_claim(ledger_, *find_report(ledger_, uri), n); }
  Members at(const std::string& place) {
    IncidentFilter f;
    f.place = place;
    std::vector<IncidentRow> rows = find_incidents(ledger_, f);
    return rows.empty() ? Members() : members_of(ledger_.database(), rows.front().id, WithWords::yes);
  }
  std::string incident(const std::string& place) {
    IncidentFilter f;
    f.place = place;
    return find_incidents(ledger_, f).at(0).name;
  }
  void undo_last() { ASSERT_FALSE(take_back(ledger_, decisions(ledger_).back().id, kAna)); }
  void TearDown() override {
    EXPECT_FALSE(ledger_.database().failure());
    EXPECT_TRUE(check(ledger_).empty());
  }

  TemporaryLedger file_;
  Ledger ledger_;
};

TEST_F(Review, ARejectedClaimIsShownButSettlesNothing) {
  ASSERT_EQ(at("Ashford").disputes().size(), 2u);
  ASSERT_FALSE(judge(ledger_, claim("b", 1), false, kAna));
  EXPECT_EQ(at("Ashford").claims.size(), 2u);
  EXPECT_TRUE(at("Ashford").disputes().empty());
  EXPECT_EQ(origins(at("Ashford")), 1u);
  EXPECT_FALSE(find_incident(ledger_, incident("Ashford"))->disputed);
  undo_last();
  EXPECT_EQ(at("Ashford").disputes().size(), 2u);
}

TEST_F(Review, ACorrectedTollIsShownAndTakenBack) {
  ASSERT_FALSE(correct(ledger_, claim("a", 1), "toll 1", "> 550", kAna));
  EXPECT_EQ(at("Ashford").claims[0].claim.tolls[0].relation, ">");
  EXPECT_EQ(at("Ashford").claims[0].claim.tolls[0].low, 550);
  EXPECT_FALSE(at("Ashford").claims[0].claim.tolls[0].high);
  EXPECT_EQ(ledger_.database().number("SELECT value FROM toll WHERE claim = ?", claim("a", 1)), 10)
      << "what was read stays";
  undo_last();
  EXPECT_EQ(at("Ashford").claims[0].claim.tolls[0].value, 10);
}

// A decision is on what is said, not on where it was printed.
TEST_F(Review, CopiesFollow) {
  std::string tail;
  for (int i = 0; i < 80; ++i) tail += "passage" + std::to_string(i * 13 % 97) + " ";
  Made told{.place = "Corran", .source = "z", .source_side = "Alba", .killed = 6}, also = told;
  also.kind = "killing";
  add(made_reading("c", "2020-09-29", {told, also}, tail));
  add(made_reading("d", "2020-09-30", {told, also}, tail));
  ASSERT_EQ(at("Corran").claims.size(), 4u);
  ASSERT_EQ(statements(at("Corran")).size(), 2u);

  ASSERT_FALSE(correct(ledger_, claim("c", 1), "toll 1", "7", kAna));
  EXPECT_EQ(statements(at("Corran")).size(), 2u) << "corrected in the copy, too: still one statement";
  EXPECT_EQ(reports_of(decisions(ledger_).back()), (std::vector<std::string>{"c", "d"}));
  undo_last();
  ASSERT_FALSE(judge(ledger_, claim("d", 1), false, kAna));
  Members rejected = at("Corran");
  EXPECT_EQ(std::count_if(rejected.claims.begin(), rejected.claims.end(), [](const Member& m) { return m.rejected; }),
            2);
  undo_last();
  ASSERT_FALSE(split_incident(ledger_, {claim("c", 1)}, kAna));
  EXPECT_EQ(find_incidents(ledger_, {.place = "Corran"}).size(), 2u);
  for (const IncidentRow& row : find_incidents(ledger_, {.place = "Corran"}))
    EXPECT_EQ(members_of(ledger_.database(), row.id).claims.size(), 2u);
  undo_last();
  ASSERT_FALSE(move_claim(ledger_, claim("c", 2), incident("Ashford"), kAna));
  EXPECT_EQ(at("Corran").claims.size(), 2u);
  EXPECT_EQ(at("Ashford").claims.size(), 4u);
  undo_last();
  EXPECT_EQ(at("Corran").claims.size(), 4u);
}

TEST_F(Review, WhatIsNoCorrectionIsRefused) {
  EXPECT_TRUE(correct(ledger_, claim("a", 1), "stance", "maybe", kAna));
  EXPECT_TRUE(correct(ledger_, claim("a", 1), "toll 1", "many", kAna));
  EXPECT_TRUE(correct(ledger_, claim("a", 1), "toll 2", "3", kAna));
  EXPECT_TRUE(correct(ledger_, claim("a", 1), "mood", "sad", kAna));
  EXPECT_TRUE(judge(ledger_, claim("a", 1), true, {"", ""})) << "a decision has a name";
  EXPECT_TRUE(decisions(ledger_).empty());
}

TEST_F(Review, AClaimMovesAndComesBack) {
  ASSERT_FALSE(move_claim(ledger_, claim("a", 2), incident("Ashford"), kAna));
  EXPECT_EQ(at("Ashford").claims.size(), 3u);
  EXPECT_TRUE(at("Brook").claims.empty());
  undo_last();
  EXPECT_EQ(at("Ashford").claims.size(), 2u);
  EXPECT_EQ(at("Brook").claims.size(), 1u);
}

TEST_F(Review, IncidentsMergeAndTheOldNameLeadsToTheNew) {
  std::string old = incident("Brook"), into = incident("Ashford");
  ASSERT_FALSE(merge_incidents(ledger_, into, old, kAna));
  EXPECT_EQ(at("Ashford").claims.size(), 3u);
  EXPECT_EQ(find_incident(ledger_, old)->name, into);
  add(made_reading("late", "2020-09-29", {{.place = "Brook"}}));
  EXPECT_EQ(at("Ashford").claims.size(), 4u) << "a late report follows the merge";
  undo_last();
  EXPECT_EQ(at("Ashford").claims.size(), 2u);
  EXPECT_EQ(incident("Brook"), old);
}

TEST_F(Review, ANameLeadsToNothingThatIsGone) {
  std::string old = incident("Brook"), into = incident("Ashford");
  ASSERT_FALSE(merge_incidents(ledger_, into, old, kAna));
  ASSERT_EQ(find_incident(ledger_, old)->name, into);
  for (const char* uri : {"a", "b"}) add(made_reading(uri, "2020-09-30", {}));
  EXPECT_TRUE(find_incidents(ledger_, {}).empty());
  EXPECT_FALSE(find_incident(ledger_, old));
  EXPECT_EQ(ledger_.database().number("SELECT count(*) FROM redirect"), 0);
}

TEST_F(Review, AnIncidentIsSplit) {
  ASSERT_FALSE(split_incident(ledger_, {claim("b", 1)}, kAna));
  EXPECT_EQ(find_incidents(ledger_, {}).size(), 3u);
  undo_last();
  EXPECT_EQ(find_incidents(ledger_, {}).size(), 2u);
}

TEST_F(Review, DecisionsSurviveARereadingThatNamesTheClaimAnew) {
  ASSERT_FALSE(judge(ledger_, claim("b", 1), false, kAna));
  Reading again =
      made_reading("b", "2020-09-29", {{.source = "yy", .source_side = "Borland", .by = "Alba", .killed = 3}});
  ASSERT_FALSE(ledger_.reread(*find_report(ledger_, "b"), ledger_.prepare(again)));
  EXPECT_TRUE(at("Ashford").disputes().empty());
  EXPECT_EQ(decisions(ledger_).size(), 1u);
}

TEST_F(Review, DecisionsAreToldInTheNamesThatPeopleUse) {
  std::string ashford = incident("Ashford"), brook = incident("Brook");
  ASSERT_FALSE(judge(ledger_, claim("a", 2), true, kAna));
  Decision accepted = decisions(ledger_).back();
  ASSERT_EQ(accepted.claims.size(), 1u);
  EXPECT_EQ(accepted.claims[0].uri, "a");
  EXPECT_EQ(accepted.claims[0].n, 2);
  EXPECT_EQ(accepted.claims[0].incident, brook);
  ASSERT_FALSE(move_claim(ledger_, claim("b", 1), brook, kAna));
  EXPECT_EQ(decisions(ledger_).back().into, brook);
  EXPECT_EQ(decisions(ledger_).back().claims[0].incident, brook);
  undo_last();
  ASSERT_FALSE(split_incident(ledger_, {claim("b", 1)}, kAna));
  Decision split = decisions(ledger_).back();
  EXPECT_EQ(split.into, incident_of(ledger_, claim("b", 1)));
  EXPECT_NE(split.into, ashford);
  undo_last();
  ASSERT_FALSE(merge_incidents(ledger_, ashford, brook, kAna));
  EXPECT_EQ(decisions(ledger_).back().merged, brook) << "though it is no more";
  EXPECT_EQ(decisions(ledger_).back().into, ashford);
  EXPECT_TRUE(decisions(ledger_).back().claims.empty());
}

TEST_F(Review, EveryDecisionIsKept) {
  ASSERT_FALSE(judge(ledger_, claim("b", 1), false, {"Ana", "a drill"}));
  undo_last();
  std::vector<Decision> all = decisions(ledger_);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].note, "a drill");
  EXPECT_EQ(all[0].taken_back_by, all[1].id);
  EXPECT_TRUE(take_back(ledger_, all[0].id, kAna)) << "twice";
}

}  // namespace
}  // namespace sayso
