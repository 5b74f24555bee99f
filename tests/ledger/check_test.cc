#include "ledger/check.h"

#include <gtest/gtest.h>

#include "ledger/store.h"
#include "made.h"

namespace sayso {
namespace {

class Check : public testing::Test {
 protected:
  Check() : ledger_(file_.open()) {
    Reading r = made_reading("a", "2020-09-29",
                             {{.source = "x", .source_side = "Alba", .by = "Borland", .on = "civilians", .killed = 10},
                              {.source = "y", .source_side = "Borland", .by = "Alba", .killed = 3}});
    r.text += "\xD0\xAF";  // two bytes, one character
    r.blocks.back().end = static_cast<uint32_t>(r.text.size()) - 1;
    name(r);
    EXPECT_TRUE(ledger_.add(prepared(ledger_, {r})));
    EXPECT_TRUE(faults().empty());
  }
  std::vector<std::string> faults() { return check(ledger_); }

  TemporaryLedger file_;
  Ledger ledger_;
};

struct Harm {
  const char *sql, *fault;
};

TEST_F(Check, WhatNoReadingLeavesBehindIsFound) {
  const std::vector<Harm> harms{
      {"UPDATE toll SET \"begin\" = 99999999, \"end\" = 99999999", "2 tolls that lie outside of their report's text"},
      {"UPDATE actor SET \"begin\" = 5, \"end\" = 2 WHERE role = 'source'",
       "2 actors that lie outside of their report's text"},
      {"UPDATE claim SET sentence_end = 99999999 WHERE n = 1", "1 sentences that lie outside of their report's text"},
      {"UPDATE claim SET trigger_begin = -1 WHERE n = 1", "1 triggers that lie outside of their report's text"},
      {"UPDATE claim SET cue_begin = 7, cue_end = 99999999 WHERE n = 1",
       "1 cues that lie outside of their report's text"},
      {"UPDATE claim SET place_end = NULL WHERE n = 1", "1 places that lie outside of their report's text"},
      {"UPDATE claim SET when_end = (SELECT length(text) + 1 FROM report)",
       "2 times that lie outside of their report's text"},
      {"UPDATE report SET dateline_begin = 3, dateline_end = 99999999",
       "1 datelines that lie outside of their report's text"},
      {"UPDATE report SET blocks = 'paragraph 0 99999999'", "1 blocks that lie outside of their report's text"},
      {"UPDATE claim SET stance = 'denies' WHERE stance = 'asserts'",
       "2 claims that say otherwise than when they were read: their id is another's"},
      {"UPDATE claim SET kind = 'bombing' WHERE n = 2",
       "1 claims that say otherwise than when they were read: their id is another's"},
      {"UPDATE actor SET name = 'z' WHERE role = 'source'",
       "2 claims that say otherwise than when they were read: their id is another's"},
      {"UPDATE claim SET certainty = 'sure'", "2 claims whose stance, certainty or mode is none"},
      {"UPDATE toll SET low = 30, high = 30 WHERE value = 3", "1 tolls whose bounds are not those of their figure"},
      {"UPDATE report SET text = replace(text, 'told', 'sold')",
       "1 reports whose text is not the one that was read: its digest is another"}};
  Database& db = ledger_.database();
  for (const Harm& harm : harms) {
    db.run("SAVEPOINT before");
    db.run(harm.sql);
    std::vector<std::string> found = faults();
    EXPECT_NE(std::find(found.begin(), found.end(), harm.fault), found.end())
        << harm.sql << ": " << (found.empty() ? "whole" : found.front());
    db.run("ROLLBACK TO before");
    db.run("RELEASE before");
    ASSERT_FALSE(db.failure()) << db.failure()->text();
  }
  EXPECT_TRUE(faults().empty());
}

// The last character of a text is one, however many bytes it has.
TEST_F(Check, OffsetsCountCharacters) {
  ledger_.database().run("UPDATE toll SET \"end\" = (SELECT length(text) FROM report)");
  EXPECT_TRUE(faults().empty());
}

}  // namespace
}  // namespace sayso
