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
    return figure(ReadToll{"killed", "people", {}, {}, value, relation, low, high, false});
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

TEST(Days, KeepAnOpenEndOpen) {
  EXPECT_EQ(days({{}, "2020-09-28", "2020-09-28", 1}), "2020-09-28");
  EXPECT_EQ(days({{}, "2020-07-01", "2020-07-31", 4}), "2020-07-01 to 2020-07-31");
  EXPECT_EQ(days({{}, std::nullopt, "2020-09-27", 5}), "until 2020-09-27");
  EXPECT_EQ(days({{}, "2020-09-27", std::nullopt, 5}), "since 2020-09-27");
  EXPECT_EQ(days({{}, std::nullopt, std::nullopt, 5}), "");
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
  other.claims[1].tolls[0] = {"killed", "combatants", {"Sudmark"}, {}, 55, "~", 55, 55, true};
  accounts.add(other);
  EXPECT_EQ(accounts.reports(), 2U);
  Screen screen(100, false);
  accounts.write(screen);
  EXPECT_EQ(screen.take(), R"GOLD(Accounts side by side
 1  Two armies trade fire near Kalven · The Example Times, 2021-03-02 · border.txt
 2  Norland raises its count · The Example Times, 2021-03-02 · later.txt

                        Norland                   Sudmark                   others
────────────────────────────────────────────────────────────────────────────────────────────────────
killed combatants of    > 40 — The Norland army,  denies > 40 — Sudmark
Sudmark                 at Kalven, ND,            Ministry of Defence
                        2021-03-01 [1.2]          [1.3]
                        ~ 55 so far — The
                        Norland army, at Kalven,
                        ND, 2021-03-01 [2.2]
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
wounded civilians                                                           3 so far — a doctor
                                                                            [1.4]
╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
destroyed tank          1 — the Norland army
                        [1.1] [2.1]
────────────────────────────────────────────────────────────────────────────────────────────────────
disputed: killing of    says: by Norland — The    denies — Sudmark
Sudmark at Kalven, ND   Norland army [1.2]        Ministry of Defence
                                                  [1.3]
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

TEST(Accounts, NothingToCompareIsEmpty) {
  Accounts accounts;
  Reading reading = border_report();
  reading.claims.resize(0);
  accounts.add(reading);
  EXPECT_TRUE(accounts.empty());
}

}  // namespace
}  // namespace sayso
