#include "ledger/ledger.h"

#include <gtest/gtest.h>

#include "ledger/schema.h"
#include "ledger/store.h"
#include "made.h"

namespace sayso {
namespace {

size_t reports(Ledger& ledger) { return static_cast<size_t>(*ledger.database().number("SELECT count(*) FROM report")); }

Added add(Ledger& ledger, const Reading& reading) {
  auto done = ledger.add(prepared(ledger, {reading}));
  EXPECT_TRUE(done) << done.error().text();
  return done->front();
}

TEST(Ledger, GivesBackWhatItWasGiven) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  Reading r =
      made_reading("a", "2020-09-29", {{.source = "the ministry", .by = "Alba", .on = "Borland", .killed = 31}});
  r.text = "Üñï " + r.text;  // offsets count characters, not bytes
  for (Claim& c : r.claims) {
    for (Words* w : {&c.sentence, &c.trigger, &c.place->words, &c.when->words}) {
      w->begin += 4;
      w->end += 4;
    }
  }
  add(ledger, r);
  auto back = load_report(ledger.database(), 1);
  ASSERT_TRUE(back);
  ASSERT_EQ(back->reading.claims.size(), 1u);
  const Claim &was = r.claims[0], &is = back->reading.claims[0];
  EXPECT_EQ(is.id, was.id);
  EXPECT_EQ(is.sentence.text, was.sentence.text);
  EXPECT_EQ(is.trigger.text, "shelling");
  EXPECT_EQ(is.source->name, "the ministry");
  EXPECT_EQ(is.by[0].side, std::vector<std::string>{"Alba"});
  EXPECT_EQ(is.place->words.text, "Ashford");
  EXPECT_EQ(is.when->first, "2020-09-28");
  EXPECT_EQ(is.tolls[0].value, 31);
  EXPECT_EQ(back->reading.text, r.text);
  EXPECT_EQ(back->reading.blocks.size(), 1u);
}

TEST(Ledger, AddingAgainChangesNothing) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  Reading r = made_reading("a", "2020-09-29", {{}});
  EXPECT_EQ(add(ledger, r).what, Added::What::fresh);
  std::set<std::string> before = picture_of(ledger);
  EXPECT_EQ(add(ledger, r).what, Added::What::known);
  EXPECT_EQ(reports(ledger), 1u);
  EXPECT_EQ(picture_of(ledger), before);
}

TEST(Ledger, KeepsBothVersionsOfAReport) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  add(ledger, made_reading("a", "2020-09-29", {{}}));
  EXPECT_EQ(add(ledger, made_reading("a", "2020-09-30", {{}, {.kind = "killing"}})).what, Added::What::revision);
  EXPECT_EQ(reports(ledger), 2u);
  EXPECT_EQ(ledger.database().number("SELECT superseded_by FROM report WHERE id = 1"), 2);
  // Only the current version's claims make incidents.
  ASSERT_EQ(find_incidents(ledger, {}).size(), 1u);
  EXPECT_EQ(find_incidents(ledger, {}).front().claims, 2);
  // An older version that comes late is kept, and stays in the background.
  EXPECT_EQ(add(ledger, made_reading("a", "2020-09-28", {{}}, "Early.")).what, Added::What::older);
  EXPECT_EQ(find_incidents(ledger, {}).front().claims, 2);
  EXPECT_EQ(ledger.database().number("SELECT count(*) FROM report WHERE uri = 'a' AND superseded_by IS NULL"), 1);
}

TEST(Ledger, ReadsAReportAnewWithoutLosingIt) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  Reading r = made_reading("a", "2020-09-29", {{}});
  add(ledger, r);
  r.claims[0].kind = "airstrike";
  ASSERT_FALSE(ledger.reread(1, ledger.prepare(r)));
  EXPECT_EQ(find_incidents(ledger, {}).front().kinds, std::vector<std::string>{"airstrike"});
  EXPECT_EQ(search(ledger, "shelling", true, 10)->size(), 1u) << "the word still stands in its sentence";
}

TEST(Schema, EveryOlderVersionIsBroughtUpToDate) {
  for (int version = 1; version < schema_version(); ++version) {
    TemporaryLedger file;
    {
      auto db = Database::open(file.path(), Database::Mode::create);
      ASSERT_TRUE(db);
      ASSERT_FALSE(migrate(*db, version));
      EXPECT_EQ(db->number("PRAGMA user_version"), version);
      db->run(
          "INSERT INTO report(uri, digest, language, text, blocks, engine, added) "
          "VALUES('old','d','en','x','','e','t')");
      ASSERT_FALSE(db->failure());
    }
    auto reading = Ledger::open(file.path(), Database::Mode::read, knowledge());
    ASSERT_FALSE(reading) << "an old format is not read as if it were new";
    Ledger ledger = file.open();
    EXPECT_EQ(ledger.database().number("PRAGMA user_version"), schema_version());
    EXPECT_EQ(ledger.database().number("SELECT count(*) FROM report WHERE uri = 'old'"), 1);
    add(ledger, made_reading("new", "2020-09-29", {{}}));
    EXPECT_EQ(find_incidents(ledger, {}).size(), 1u);
  }
}

TEST(Schema, WhatIsNoLedgerIsLeftAlone) {
  TemporaryLedger file;
  {
    auto db = Database::open(file.path(), Database::Mode::create);
    db->script("CREATE TABLE diary(entry TEXT)");
  }
  auto ledger = Ledger::open(file.path(), Database::Mode::create, knowledge());
  ASSERT_FALSE(ledger);
  EXPECT_EQ(ledger.error().what, "this is no ledger");
}

TEST(Schema, ANewerFormatIsRefused) {
  TemporaryLedger file;
  { file.open().database().script("PRAGMA user_version = 1000"); }
  auto ledger = Ledger::open(file.path(), Database::Mode::create, knowledge());
  ASSERT_FALSE(ledger);
  EXPECT_NE(ledger.error().what.find("newer"), std::string::npos);
}

}  // namespace
}  // namespace sayso
