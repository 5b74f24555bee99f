// Times: tables of phrases with their days, and what no table can say.
#include "mention/time.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "../support/parse_text.h"

namespace sayso {
namespace {

const TimeFinder* finder() {
  static const std::unique_ptr<const TimeFinder> kFinder = [] {
    std::unique_ptr<const TimeFinder> none;
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    if (!source) {
      ADD_FAILURE() << source.error().text();
      return none;
    }
    auto finder = TimeFinder::load(*source);
    if (!finder) {
      ADD_FAILURE() << finder.error().text();
      return none;
    }
    return std::make_unique<const TimeFinder>(*std::move(finder));
  }();
  return kFinder.get();
}

std::string days(const DayRange& range) {
  auto day = [](std::optional<Day> d) { return d ? iso(*d) : std::string(); };
  return range.first == range.last ? day(range.first) : day(range.first) + ".." + day(range.last);
}

// "The town fell on [Monday]. => 2020-09-28": the text with each time marked, and the days of each.
std::string shown(const std::string& text, const std::string& published) {
  auto parsed = parse_text(text, published);
  if (!parsed || !finder()) return "";
  std::string marked, all;
  size_t at = 0;
  for (const Time& t : finder()->find(parsed->report, parsed->parse)) {
    ByteSpan span = parsed->tokens.span(t.tokens);
    marked += text.substr(at, span.begin - at) + "[" + text.substr(span.begin, span.size()) + "]";
    at = span.end;
    all += (all.empty() ? "" : " | ") + (t.resolved ? days(t.days) : "?");
  }
  marked += text.substr(at);
  return all.empty() ? marked : marked + " => " + all;
}

std::string unmarked(std::string text) {
  text = text.substr(0, text.find(" => "));
  std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
  return text;
}

TEST(Time, EveryExampleOfARuleComesOut) {
  ASSERT_NE(finder(), nullptr);
  for (const TimeExample& e : finder()->examples())
    EXPECT_EQ(shown(unmarked(e.text), "2020-09-30"), e.text) << "times/rules.toml:" << e.line;
}

// tests/mention/time_table.tsv: "# published DAY" sets the day for the lines behind it; a line is text, tab, days.
TEST(Time, Table) {
  std::ifstream in(SAYSO_SOURCE_DIR "/tests/mention/time_table.tsv");
  std::string line, published;
  int number = 0, rows = 0;
  while (std::getline(in, line)) {
    ++number;
    if (line.starts_with("# published ")) published = line.substr(12);
    if (line.empty() || line[0] == '#') continue;
    ++rows;
    size_t tab = line.find('\t');
    ASSERT_NE(tab, line.npos) << "line " << number;
    std::string want = line.substr(0, tab);
    std::string text = unmarked(want);
    if (tab + 1 < line.size()) want += " => " + line.substr(tab + 1);
    EXPECT_EQ(shown(text, published), want) << "time_table.tsv:" << number;
  }
  EXPECT_GE(rows, 300);
}

std::vector<Time> times_of(const Parsed& parsed) { return finder()->find(parsed.report, parsed.parse); }

TEST(Time, NamedIsWhatTheWordsSayDaysIsWhenItHappened) {
  auto p = parse_text("It was shut in early May 2018, from 3 to 5 June 2018 and since 7 July 2019.", "2020-09-30");
  ASSERT_NE(p, nullptr);
  std::vector<Time> t = times_of(*p);
  ASSERT_EQ(t.size(), 4u);
  EXPECT_EQ(days(t[0].named), "2018-05-01..2018-05-31");
  EXPECT_EQ(days(t[0].days), "2018-05-01..2018-05-10");
  EXPECT_EQ(days(t[1].named), "2018-06-03");
  EXPECT_EQ(days(t[1].days), "2018-06-03..2018-06-05");
  EXPECT_EQ(days(t[2].named), "2018-06-05");
  EXPECT_EQ(days(t[3].named), "2019-07-07");
  EXPECT_EQ(days(t[3].days), "2019-07-07..");
}

TEST(Time, PrecisionFollowsTheLength) {
  auto p = parse_text("On 3 May 2018, over the weekend, last week, in June 2018 and in 2017 it burned.", "2020-09-30");
  ASSERT_NE(p, nullptr);
  std::vector<int> found;
  for (const Time& t : times_of(*p)) found.push_back(t.precision);
  EXPECT_EQ(found, (std::vector<int>{1, 2, 3, 4, 5}));
}

// A history of another war, read long after: "June" is the June of the story, not that of the reader.
TEST(Time, NarrativesCountFromTheTimeSpokenOf) {
  const std::string kText =
      "In 1987 strikes began. In February 1988 the assembly voted, and in June it voted again. In December the earth "
      "shook. In January a general took over. By 1991 the army had left.";
  EXPECT_EQ(shown(kText, "2020-09-30"),
            "In [1987] strikes began. In [February 1988] the assembly voted, and in [June] it voted again. In "
            "[December] the earth shook. In [January] a general took over. By [1991] the army had left. => "
            "1987-01-01..1987-12-31 | 1988-02-01..1988-02-29 | 1988-06-01..1988-06-30 | 1988-12-01..1988-12-31 | "
            "1989-01-01..1989-01-31 | 1991-01-01..1991-12-31");
}

// News that looks far back is no narrative: its weekdays and dates are of the day of publication.
TEST(Time, YearsOfTheBackgroundDateNoNews) {
  const std::string kText =
      "Two guards were shot on Monday. Their war has gone on since 1964. Talks failed in 2016. In the 1980s many died. "
      "The rebels, at war since 1964, burned a school on June 11.";
  EXPECT_EQ(shown(kText, "2020-09-30"),
            "Two guards were shot on [Monday]. Their war has gone on since [1964]. Talks failed in [2016]. In [the "
            "1980s] many died. The rebels, at war since [1964], burned a school on [June 11]. => "
            "2020-09-28 | 1964-01-01.. | 2016-01-01..2016-12-31 | 1980-01-01..1989-12-31 | 1964-01-01.. | 2020-06-11");
}

// "The day before" is of the day just spoken of, but a later sentence is of the publication's again.
TEST(Time, NewsForgetsTheDaySpokenOf) {
  const std::string kText =
      "He fled on 5 May 2018. Nothing was found. Nobody asked. The town slept. The day before, it had rained.";
  EXPECT_TRUE(shown(kText, "2020-09-30").ends_with("2018-05-05 | 2020-09-29")) << shown(kText, "2020-09-30");
}

// What is told of the background, or of what stands behind, is not what days are counted from.
TEST(Time, DaysAreCountedFromDaysOfTheNews) {
  EXPECT_TRUE(shown("The blast on Friday was the worst since 2009. Three days earlier a bomb was found.", "2020-09-30")
                  .ends_with("2020-09-25 | 2009-01-01.. | 2020-09-22"));
  EXPECT_TRUE(shown("Ten were killed on Sunday, in one of the worst raids this year. It began at 9 a.m.", "2020-09-30")
                  .ends_with(" | 2020-09-27"));
  // Four days behind Monday, which is yet to come.
  EXPECT_TRUE(shown("Rebels struck on Monday, four days before elections.", "2020-09-30").ends_with("2020-09-28 | ?"));
}

TEST(Time, FindsAreInOrderAndApart) {
  auto p = parse_text("On 3, 4 and 5 May 2018 and on the night of 6 to 7 May, at 6 a.m. on Monday, it rained.");
  ASSERT_NE(p, nullptr);
  TokenIndex end = 0;
  for (const Time& t : times_of(*p)) {
    EXPECT_GE(t.tokens.begin, end);
    EXPECT_LT(t.tokens.begin, t.tokens.end);
    end = t.tokens.end;
  }
}

Result<TimeFinder> load_with(const std::string& rules) {
  auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  auto files = source->files();
  files["times/rules.toml"] = rules;
  return TimeFinder::load(KnowledgeSource(std::move(files)));
}

TEST(Time, FaultsOfTheTablesNameTheirLine) {
  struct Case {
    const char* rules;
    const char* what;
  };
  const Case kCases[] = {
      {"[[rule]]\npattern = \"{wekday}\"\nmeans = \"date\"\n", "unknown slot {wekday}"},
      {"[[rule]]\npattern = \"( {month}\"\nmeans = \"date\"\n", "not closed"},
      {"[[rule]]\npattern = \"{month} )\"\nmeans = \"date\"\n", "closes nothing"},
      {"[[rule]]\npattern = \"@day\"\nmeans = \"date\"\n", "no part \"@day\""},
      {"[[rule]]\npattern = \"{month}\"\nmeans = \"someday\"\n", "unknown meaning"},
      {"[[rule]]\npattern = \"{month}\"\nmeans = \"date year=soon\"\n", "unknown year"},
      {"[[rule]]\npattern = \"{month}\"\n", "needs a pattern and a meaning"},
  };
  for (const Case& c : kCases) {
    auto finder = load_with(c.rules);
    ASSERT_FALSE(finder) << c.rules;
    EXPECT_NE(finder.error().text().find(c.what), std::string::npos) << finder.error().text();
    EXPECT_TRUE(finder.error().text().starts_with("times/rules.toml:1")) << finder.error().text();
  }
}

}  // namespace
}  // namespace sayso
