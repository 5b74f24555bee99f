#include "ledger/accounts.h"

#include <gtest/gtest.h>

#include <cstring>
#include <map>

#include "ledger/rules.h"
#include "made.h"

namespace sayso {
namespace {

// The one incident of these reports.
Members incident_of(const std::vector<Reading>& readings) {
  TemporaryLedger file;
  Ledger ledger = file.open();
  EXPECT_TRUE(ledger.add(prepared(ledger, readings)));
  std::vector<IncidentRow> rows = find_incidents(ledger, {});
  EXPECT_EQ(rows.size(), 1u);
  return members_of(ledger.database(), rows.front().id, WithWords::yes);
}

std::string long_tail() {
  std::string out;
  for (int i = 0; i < 80; ++i) out += "passage" + std::to_string(i * 13 % 97) + " ";
  return out;
}

std::vector<LedgerDispute::Kind> kinds(const Members& m) {
  std::vector<LedgerDispute::Kind> out;
  for (const LedgerDispute& d : m.disputes()) out.push_back(d.kind);
  return out;
}

using Kind = LedgerDispute::Kind;

TEST(Disputes, DenialInOneReport) {
  Members m = incident_of(
      {made_reading("a", "2020-09-29",
                    {{.source = "ministry", .source_side = "Alba", .by = "Borland"},
                     {.source = "army", .source_side = "Borland", .by = "Borland", .stance = "denies", .denies = 1}})});
  EXPECT_EQ(kinds(m), std::vector{Kind::denial});
}

TEST(Disputes, RivalDoersAndTollsAcrossReports) {
  Members m = incident_of(
      {made_reading("a", "2020-09-29",
                    {{.source = "x", .source_side = "Alba", .by = "Borland", .on = "civilians", .killed = 10}}),
       made_reading("b", "2020-09-29",
                    {{.source = "y", .source_side = "Borland", .by = "Alba", .on = "civilians", .killed = 3}})});
  EXPECT_EQ(kinds(m), (std::vector{Kind::rival_doer, Kind::rival_toll}));
}

TEST(Disputes, WhoStrikesBackIsNoRival) {
  Members m = incident_of(
      {made_reading("a", "2020-09-29", {{.source = "x", .source_side = "Alba", .by = "Borland", .on = "Alba"}}),
       made_reading("b", "2020-09-29", {{.source = "y", .source_side = "Borland", .by = "Alba", .on = "Borland"}})});
  EXPECT_TRUE(m.disputes().empty());
}

TEST(Disputes, AFigureRevisedByItsOwnSourceIsNone) {
  Members m =
      incident_of({made_reading("a", "2020-09-28", {{.source = "hospital", .source_side = "Alba", .killed = 13}}),
                   made_reading("b", "2020-09-29", {{.source = "hospital", .source_side = "Alba", .killed = 14}})});
  EXPECT_TRUE(m.disputes().empty());
  std::vector<TollHistory> history = toll_histories(m);
  ASSERT_EQ(history.size(), 1u);
  ASSERT_EQ(history[0].points.size(), 2u);
  EXPECT_EQ(history[0].points[1].change, TollHistory::Change::up);
}

ReadToll toll(const std::string& relation, int64_t value) {
  ReadToll t;
  t.what = "killed";
  t.of = "civilians";
  t.relation = relation;
  t.value = value;
  if (relation[0] != '<') t.low = value;
  if (relation[0] != '>') t.high = value;
  return t;
}

TEST(TollHistories, TellWhichWayAFigureWent) {
  using Change = TollHistory::Change;
  struct Step {
    ReadToll before, now;
    Change change;
  };
  const std::vector<Step> steps{
      {toll("=", 13), toll("=", 14), Change::up},    {toll(">=", 7), toll("=", 19), Change::up},
      {toll("=", 14), toll("~", 10), Change::down},  {toll("<=", 40), toll("<=", 35), Change::down},
      {toll("=", 13), toll(">", 13), Change::bound}, {toll("=", 13), toll("=", 13), Change::same}};
  for (const Step& step : steps) {
    Members m;
    for (const ReadToll* t : {&step.before, &step.now}) {
      Member& one = m.claims.emplace_back();
      one.report = one.story = one.row = static_cast<int64_t>(m.claims.size());
      one.claim.source = made_actor("the ministry", "Alba");
      one.claim.tolls = {*t};
      one.first = static_cast<int>(m.claims.size());
    }
    std::vector<TollHistory> found = toll_histories(m);
    ASSERT_EQ(found.size(), 1u);
    ASSERT_EQ(found[0].points.size(), 2u);
    EXPECT_EQ(found[0].points[1].change, step.change) << step.before.relation << " then " << step.now.relation;
  }
}

TEST(Origins, ACopyCountsOnce) {
  Members m = incident_of({made_reading("a", "2020-09-28", {{.killed = 13}}, long_tail()),
                           made_reading("b", "2020-09-29", {{.killed = 13}}, long_tail()),
                           made_reading("c", "2020-09-29", {{.killed = 13}})});
  EXPECT_EQ(m.reports(), 3u);
  EXPECT_EQ(origins(m), 2u);
  std::vector<Statement> said = statements(m);
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(m.claims[said[0].claim].uri, "a") << "the origin stands for its copies";
  EXPECT_EQ(said[0].copies.size(), 1u);
}

TEST(Origins, OfficialsOfOneSideAreOneOrigin) {
  Members m = incident_of({made_reading("a", "2020-09-28", {{.source = "the ministry", .source_side = "Alba"}}),
                           made_reading("b", "2020-09-29", {{.source = "its spokesman", .source_side = "Alba"}})});
  EXPECT_EQ(origins(m), 1u);
}

struct GradeCase {
  const char* grade;
  std::vector<Reading> readings;
};

TEST(Rules, Grades) {
  auto rules = LedgerRules::load(knowledge());
  ASSERT_TRUE(rules) << rules.error().text();
  const Made alba{.source = "x", .source_side = "Alba", .by = "Borland", .on = "civilians"};
  const Made borland{.source = "y", .source_side = "Borland", .by = "Alba", .on = "civilians"};
  Made admits = borland, denies = alba, medic = alba;
  admits.by = "Borland";
  admits.stance = "confirms";
  denies.source_side = "Borland";
  denies.stance = "denies";
  denies.denies = 1;
  medic.source = "doctors";
  medic.source_side = "";
  std::vector<GradeCase> cases{
      {"contested", {made_reading("a", "2020-09-29", {alba}), made_reading("b", "2020-09-29", {borland})}},
      {"confirmed", {made_reading("a", "2020-09-29", {alba, admits})}},
      {"fair", {made_reading("a", "2020-09-29", {alba}), made_reading("b", "2020-09-29", {medic})}},
      {"fair, denied", {made_reading("a", "2020-09-29", {alba, denies}), made_reading("b", "2020-09-29", {medic})}},
      {"weak", {made_reading("a", "2020-09-29", {alba})}},
  };
  for (const GradeCase& c : cases) EXPECT_EQ(rules->grade(incident_of(c.readings)).grade, c.grade);
}

TEST(Rules, DeathsHaveABestOnlyWhereARuleGivesOne) {
  auto rules = LedgerRules::load(knowledge());
  ASSERT_TRUE(rules);
  auto said = [](const char* uri, const char* who, int64_t killed) {
    return made_reading(uri, "2020-09-29", {{.source = who, .source_side = who, .killed = killed}});
  };
  DeathRange open = rules->deaths(incident_of({said("a", "Alba", 10), said("b", "Borland", 3)}));
  EXPECT_EQ(open.low, 3);
  EXPECT_EQ(open.high, 10);
  EXPECT_FALSE(open.best) << "two rivals, and nobody in between";
  DeathRange agreed = rules->deaths(incident_of({said("a", "Alba", 10), said("b", "Borland", 10)}));
  EXPECT_EQ(agreed.best, 10);
  EXPECT_EQ(agreed.best_rule, "agreed");
  DeathRange only = rules->deaths(incident_of({said("a", "Alba", 10)}));
  EXPECT_EQ(only.best, 10);
  DeathRange none = rules->deaths(incident_of({made_reading("a", "2020-09-29", {{}})}));
  EXPECT_FALSE(none.low || none.best || none.high) << "nothing said is not nought";
}

TEST(Rules, ARunningTotalIsNoTollOfTheIncident) {
  auto rules = LedgerRules::load(knowledge());
  ASSERT_TRUE(rules);
  const Made plain{.source = "Alba", .source_side = "Alba", .killed = 28};
  const Made so_far{
      .day = "2020-09-27", .source = "Alba", .source_side = "Alba", .last = "2020-09-28", .killed = 59, .total = true};
  DeathRange both = rules->deaths(incident_of({made_reading("a", "2020-09-29", {plain, so_far})}));
  EXPECT_EQ(both.low, 28);
  EXPECT_EQ(both.best, 28);
  EXPECT_EQ(both.high, 28) << "its origin says what the incident's own are";

  Made told = plain, alone = so_far;
  told.killed = -1;
  DeathRange total = rules->deaths(incident_of({made_reading("a", "2020-09-29", {told, alone})}));
  EXPECT_FALSE(total.low);
  EXPECT_FALSE(total.best);
  EXPECT_EQ(total.high, 59);

  // Of another origin, too, where somebody says what the incident's own are.
  alone.source = alone.source_side = "Borland";
  DeathRange two = rules->deaths(incident_of({made_reading("a", "2020-09-29", {plain, alone})}));
  EXPECT_EQ(two.low, 28);
  EXPECT_EQ(two.best, 28);
  EXPECT_EQ(two.high, 28);

  // The war's since the spring is not even that.
  Members war = incident_of({made_reading("a", "2020-09-29", {alone})});
  war.claims[0].first -= 171;
  DeathRange none = rules->deaths(war);
  EXPECT_FALSE(none.low || none.best || none.high);
}

TEST(Rules, ATollThatRisesIsTheIncidents) {
  auto rules = LedgerRules::load(knowledge());
  ASSERT_TRUE(rules);
  const Made first{.source = "police", .killed = 12};
  const Made risen{.source = "police", .killed = 14, .total = true};
  DeathRange only = rules->deaths(incident_of({made_reading("b", "2020-09-30", {risen})}));
  EXPECT_EQ(only.low, 14);
  EXPECT_EQ(only.best, 14);
  DeathRange later =
      rules->deaths(incident_of({made_reading("a", "2020-09-29", {first}), made_reading("b", "2020-09-30", {risen})}));
  EXPECT_EQ(later.best, 14) << "said later by the same";
  EXPECT_EQ(later.low, 14);
  DeathRange together = rules->deaths(incident_of({made_reading("a", "2020-09-29", {first, risen})}));
  EXPECT_EQ(together.best, 12) << "\"12 more, which brings it to 14\"";

  // A total of several days, and nothing else tells of which of them: at most so many.
  Made offensive = risen;
  offensive.day = "2020-09-20";
  offensive.last = "2020-09-28";
  DeathRange wide = rules->deaths(incident_of({made_reading("a", "2020-09-29", {offensive})}));
  EXPECT_FALSE(wide.low || wide.best);
  EXPECT_EQ(wide.high, 14);
}

TEST(Rules, DeadThatThereMayBeAreAtMostTheHighFigure) {
  auto rules = LedgerRules::load(knowledge());
  ASSERT_TRUE(rules);
  Made feared{.source = "Alba", .source_side = "Alba", .killed = 40, .modality = "possible"};
  DeathRange may = rules->deaths(incident_of({made_reading("a", "2020-09-29", {feared})}));
  EXPECT_FALSE(may.low || may.best);
  EXPECT_EQ(may.high, 40);
  const Made sure{.source = "Alba", .source_side = "Alba", .killed = 1};
  DeathRange both = rules->deaths(incident_of({made_reading("a", "2020-09-29", {sure, feared})}));
  EXPECT_EQ(both.low, 1);
  EXPECT_FALSE(both.best) << "it is not the only figure";
  EXPECT_EQ(both.high, 40);
  feared.modality = "future";
  DeathRange will = rules->deaths(incident_of({made_reading("a", "2020-09-29", {{.source = "x"}, feared})}));
  EXPECT_FALSE(will.high) << "a threat kills nobody";
}

struct FaultCase {
  const char *file, *was, *is, *says;
};

TEST(Rules, WhatIsWrittenWronglyIsToldWithItsLine) {
  const std::vector<FaultCase> cases{
      {"rules/deaths.toml", "least_origins = 2", "least_origins = \"two\"",
       "least_origins is a whole number, not text"},
      {"rules/deaths.toml", "least_origins = 2", "least_orgins = 2", "there is no condition least_orgins"},
      {"rules/deaths.toml", "least_origins = 2", "least_origins = 0", "least_origins is 1 or more"},
      {"rules/deaths.toml", "only = true", "only = \"true\"", "only is true or false, not text"},
      {"rules/deaths.toml", "\"medic\"", "\"doctor\"", "types has an entry that is no type of a source"},
      {"rules/deaths.toml", "\"medic\"", "7", "types has an entry that is no type of a source"},
      {"rules/deaths.toml", "total_days = 2", "total_days = \"two\"", "total_days is a whole number, not text"},
      {"rules/deaths.toml", "longest_total_days = 14", "", "longest_total_days is 1 or more"},
      {"rules/grades.toml", "admitted = true", "admitted = 1", "admitted is true or false, not a whole number"},
      {"rules/grades.toml", "victims = \"combatants\"", "victims = \"soldiers\"", "there are no victims soldiers"},
      {"rules/grades.toml", "most_origins = 1", "most_origins = 1.5", "most_origins is a whole number"}};
  for (const FaultCase& c : cases) {
    std::map<std::string, std::string> files = knowledge().files();
    std::string& text = files[c.file];
    // Not where the head of the file tells of it.
    size_t at = text.find(c.was, text.find("\nname = "));
    ASSERT_NE(at, text.npos) << c.was;
    text.replace(at, std::strlen(c.was), c.is);
    auto rules = LedgerRules::load(KnowledgeSource(std::move(files)));
    ASSERT_FALSE(rules) << c.is;
    EXPECT_EQ(rules.error().file, c.file);
    EXPECT_GT(rules.error().line, 0u) << c.is;
    EXPECT_NE(rules.error().what.find(c.says), std::string::npos) << rules.error().what;
  }
}

}  // namespace
}  // namespace sayso
