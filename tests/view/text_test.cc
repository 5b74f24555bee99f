#include "view/text.h"

#include <gtest/gtest.h>

#include <sstream>

#include "sample.h"
#include "view/accounts.h"
#include "view/lines.h"
#include "view/phrase.h"

namespace sayso {
namespace {

TEST(Figure, KeepsTheBoundAsSaid) {
  auto toll = [](const char* relation, std::optional<int64_t> value, std::optional<int64_t> low,
                 std::optional<int64_t> high) {
    return figure(toll_of("killed", "people", value, relation, low, high));
  };
  EXPECT_EQ(toll("=", 31, 31, 31), "31");
  EXPECT_EQ(toll("=", 0, 0, 0), "0");
  EXPECT_EQ(toll(">", 550, 550, {}), "> 550");
  EXPECT_EQ(toll(">=", 24, 24, {}), "≥ 24");
  EXPECT_EQ(toll("<=", 10, {}, 10), "≤ 10");
  EXPECT_EQ(toll("<", 10, {}, 10), "< 10");
  EXPECT_EQ(toll("~", 30, 30, 30), "~ 30");
  EXPECT_EQ(toll("=", {}, 10, 15), "10–15");
  EXPECT_EQ(toll("=", {}, {}, {}), "many");
}

TEST(Counted, IsInThePluralButForOne) {
  struct {
    const char *of, *one, *many;
  } const cases[] = {{"people", "person", "people"},      {"combatants", "combatant", "combatants"},
                     {"tank", "tank", "tanks"},           {"bus", "bus", "buses"},
                     {"battery", "battery", "batteries"}, {"convoy", "convoy", "convoys"},
                     {"aircraft", "aircraft", "aircraft"}};
  for (const auto& c : cases) {
    EXPECT_EQ(counted(toll_of("destroyed", c.of, 1, "=", 1, 1)), c.one);
    EXPECT_EQ(counted(toll_of("destroyed", c.of, 1, ">", 1, {})), c.many);
    EXPECT_EQ(counted(toll_of("destroyed", c.of, 12, "=", 12, 12)), c.many);
    EXPECT_EQ(counted_things(toll_of("destroyed", c.of, 1, "=", 1, 1)), c.many);
  }
  EXPECT_EQ(counted(toll_of("killed", "civilians", 2, "=", 2, 2, {}, {"civilians"})), "civilians");
  EXPECT_EQ(counted(toll_of("killed", "combatants", 2, "=", 2, 2, {}, {"Norland"})), "combatants of Norland");
}

TEST(Days, KeepAnOpenEndOpen) {
  EXPECT_EQ(days(time_of("2020-09-28", "2020-09-28")), "2020-09-28");
  EXPECT_EQ(days(time_of("2020-07-01", "2020-07-31")), "2020-07-01 to 2020-07-31");
  EXPECT_EQ(days(time_of(std::nullopt, "2020-09-27")), "until 2020-09-27");
  EXPECT_EQ(days(time_of("2020-09-27", std::nullopt)), "since 2020-09-27");
  EXPECT_EQ(days(time_of(std::nullopt, std::nullopt)), "");
}

TEST(TextView, LooksLikeThis) {
  EXPECT_EQ(to_text(border_report(), {76, false}), R"GOLD(Two armies trade fire near Kalven
The Example Times · 2021-03-02 09:30 · SELM, Norland · border.txt

In dispute: denied
 2  The Norland army (Norland) · says “claimed”
 │  killing · its guns (Norland) → Sudmark soldiers (Sudmark) · at Kalven,
 │  ND “the town of Kalven” · 2021-03-01 “Monday”
 │  killed > 40 combatants of Sudmark “over 40 Sudmark soldiers”
 │  ❝The Norland army claimed its guns killed over 40 Sudmark soldiers near
 │  the town of Kalven on Monday, a figure that Sudmark’s defence ministry,
 │  speaking to the Vesti agency, rejected.❞
 └─ 3  Sudmark Ministry of Defence (Sudmark) “Sudmark’s defence ministry” ·
       denies 2 “rejected” · via the Vesti agency

Not disputed in this report
 1  The Norland army (Norland) · says “released by”
    destruction · → tank
    destroyed 1 tank “a burnt tank”
    picture caption: ❝A photo released by the Norland army shows a burnt
    tank.❞

 4  A doctor · says “said”
    wounding · → villagers (civilians)
    wounded 3 civilians so far “Three villagers”
    ❝Three villagers were wounded, “by whom is not clear”, a doctor said.❞

 5  The Example Times (the report itself) · says
    clash · until 2021-03-02 “into the night”
    ❝Fighting went on into the night.❞
)GOLD");
}

TEST(TextView, KeepsWithinItsWidth) {
  for (size_t width : {40U, 60U, 100U}) {
    std::istringstream lines(to_text(border_report(), {width, false}));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(columns(line), width) << line;
      EXPECT_TRUE(line.empty() || line.back() != ' ') << "blanks at the end: " << line;
    }
  }
}

TEST(TextView, ColorChangesNoWord) {
  std::string inked = to_text(border_report(), {76, true}), plain;
  for (size_t i = 0; i < inked.size(); ++i) {
    if (inked[i] == '\x1b')
      i = inked.find('m', i);
    else
      plain += inked[i];
  }
  EXPECT_NE(inked, plain);
  EXPECT_EQ(plain, to_text(border_report(), {76, false}));
}

// Claims that deny each other in a circle are still all shown, once.
TEST(TextView, ACircleOfDenialsIsShownOnce) {
  Reading reading = border_report();
  reading.claims[1].denies = 3;
  std::string out = to_text(reading, {76, false});
  EXPECT_NE(out.find(" 2  The Norland army (Norland) · says 3"), std::string::npos) << out;
  EXPECT_NE(out.find("└─ 3  Sudmark Ministry"), std::string::npos);
  EXPECT_EQ(out.find("└─ 2"), std::string::npos);
}

TEST(TextView, ClaimsOfOneSentenceShareItsQuotation) {
  Reading reading = border_report();
  Claim second = reading.claims[4];
  second.n = 6;
  second.kind = "shelling";
  reading.claims.push_back(second);
  std::string out = to_text(reading, {76, false});
  size_t at = out.find("❝Fighting went on into the night.❞");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(out.find("❝Fighting went on into the night.❞", at + 1), std::string::npos);
  EXPECT_LT(out.find("shelling"), at);
}

TEST(TextView, AReportWithoutClaimsSaysSo) {
  Reading reading;
  reading.uri = "weather.txt";
  EXPECT_EQ(to_text(reading, {}), "weather.txt\nNo claim about a conflict found.\n");
}

TEST(Lines, AreOneAClaim) {
  EXPECT_EQ(
      to_lines(border_report()),
      R"GOLD(border.txt:1 | the Norland army (Norland) | asserts | destruction "burnt" | - > tank | - | - | destroyed 1 tank
border.txt:2 | The Norland army (Norland) | asserts | killing "killed" | its guns (Norland) > Sudmark soldiers (Sudmark) | Kalven, ND | 2021-03-01 | killed > 40 combatants (Sudmark)
border.txt:3 | Sudmark Ministry of Defence (Sudmark) via the Vesti agency | denies 2 | killing "killed" | - > - | - | - | -
border.txt:4 | a doctor | asserts | wounding "wounded" | - > villagers (civilians) | - | - | wounded 3 civilians (civilians) so far
border.txt:5 | report | asserts | clash "Fighting" | - > - | - | until 2021-03-02 | -
)GOLD");
}

TEST(Lines, WordsCannotBreakTheLine) {
  Reading reading = border_report();
  reading.claims.resize(1);
  reading.claims[0].trigger.text = "a|b\n c\x1b";
  EXPECT_NE(to_lines(reading).find("destruction \"a/b c?\""), std::string::npos);
}

TEST(Accounts, StandSideBySide) {
  Accounts accounts;
  accounts.add(border_report());
  Reading other = border_report();
  other.uri = "later.txt";
  other.title = "Norland raises its count";
  other.claims.resize(2);
  other.claims[1].tolls[0] = toll_of("killed", "combatants", 55, "~", 55, 55, {}, {"Sudmark"}, true);
  accounts.add(other);
  EXPECT_EQ(accounts.reports(), 2U);
  Screen screen(100, false);
  accounts.write(screen);
  EXPECT_EQ(screen.take(), R"GOLD(Accounts side by side
 1  Two armies trade fire near Kalven · The Example Times, 2021-03-02 · border.txt
 2  Norland raises its count · The Example Times, 2021-03-02 · later.txt

                        Norland                                Sudmark
────────────────────────────────────────────────────────────────────────────────────────────────────
killed combatants of    > 40 — The Norland army, at Kalven,    denies > 40 — Sudmark Ministry of
Sudmark                 ND, 2021-03-01 [1.2]                   Defence [1.3]
                        ~ 55 so far — The Norland army, at
                        Kalven, ND, 2021-03-01 [2.2]
────────────────────────────────────────────────────────────────────────────────────────────────────
disputed: killing of    says: by Norland — The Norland army    denies — Sudmark Ministry of Defence
Sudmark at Kalven, ND   [1.2]                                  [1.3]
────────────────────────────────────────────────────────────────────────────────────────────────────
Left out: 2 rows with a single entry.
)GOLD");
}

TEST(Accounts, ManySidesShareAColumnWhereTheWidthIsSmall) {
  Accounts accounts;
  Reading reading = border_report();
  reading.claims.resize(1);
  for (int i = 0; i < 6; ++i) {
    reading.claims[0].source->side = {"Side" + std::to_string(i)};
    accounts.add(reading);
  }
  Screen screen(80, false);
  accounts.write(screen);
  std::string out = screen.take();
  for (int i = 0; i < 6; ++i) EXPECT_NE(out.find("Side" + std::to_string(i)), std::string::npos) << "nothing is lost";
  EXPECT_NE(out.find("others"), std::string::npos);
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), 80U) << line;
}

TEST(Accounts, AFigureOfOneSourceIsNothingToCompare) {
  Accounts accounts;
  Reading reading = border_report();
  reading.claims.resize(1);
  accounts.add(reading);
  EXPECT_FALSE(accounts.comparable());
}

}  // namespace
}  // namespace sayso
