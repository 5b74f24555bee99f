// Counts: tables of phrases with what they say, and what no table can say.
#include "mention/count.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "../support/parse_text.h"
#include "mention/time.h"

namespace sayso {
namespace {

struct Finders {
  TimeFinder times;
  CountFinder counts;
};

const Finders* finders() {
  static const std::unique_ptr<const Finders> kFinders = [] {
    std::unique_ptr<const Finders> none;
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    if (!source) {
      ADD_FAILURE() << source.error().text();
      return none;
    }
    auto times = TimeFinder::load(*source);
    auto counts = CountFinder::load(*source);
    if (!times || !counts) {
      ADD_FAILURE() << (times ? counts.error().text() : times.error().text());
      return none;
    }
    return std::unique_ptr<const Finders>(new Finders{*std::move(times), *std::move(counts)});
  }();
  return kFinders.get();
}

std::vector<Count> counts_of(const Parsed& p) {
  return finders()->counts.find(p.report, p.parse, finders()->times.find(p.report, p.parse));
}

// ">=53 soldiers (combatants) part", or "no toll".
std::string said(const Count& c, const Parsed& p) {
  if (c.no_toll) return "no toll";
  auto number = [](std::optional<int64_t> v) { return v ? std::to_string(*v) : std::string("?"); };
  std::string s;
  if (c.value)
    s = (c.bound == Bound::equal ? "" : std::string(sign(c.bound))) + number(c.value);
  else
    s = c.low || c.high ? number(c.low) + ".." + number(c.high) : "?";
  if (c.unit != kNoToken) {
    s += " " + std::string(p.tokens.word(c.unit));
    std::optional<Unit> unit = finders()->counts.units().of(p.parse, c);
    if (unit && unit->of != p.tokens.word(c.unit)) s += " (" + unit->of + ")";
  }
  if (c.additional) s += " additional";
  if (c.part) s += " part";
  if (c.bare_noun) s += " bare";
  return s;
}

std::string shown(const std::string& text) {
  auto p = parse_text(text);
  if (!p || !finders()) return "";
  std::string marked, all;
  size_t at = 0;
  for (const Count& c : counts_of(*p)) {
    ByteSpan span = p->tokens.span(c.phrase);
    marked += text.substr(at, span.begin - at) + "[" + text.substr(span.begin, span.size()) + "]";
    at = span.end;
    all += (all.empty() ? "" : " | ") + said(c, *p);
  }
  return marked + text.substr(at) + "\t" + all;
}

TEST(Count, Table) {
  std::ifstream in(SAYSO_SOURCE_DIR "/tests/mention/count_table.tsv");
  std::string line;
  int number = 0, rows = 0;
  while (std::getline(in, line)) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    ++rows;
    std::string text = line.substr(0, line.find('\t'));
    std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
    EXPECT_EQ(shown(text), line) << "count_table.tsv:" << number;
  }
  EXPECT_GE(rows, 300);
}

// What a casualty recorder writes (docs/codebook.md): open where the words leave it open.
TEST(Count, BoundsBecomeLowAndHigh) {
  struct Case {
    const char* text;
    std::optional<int64_t> low, high;
  };
  const Case kCases[] = {
      {"12 people died.", 12, 12},
      {"About 12 people died.", 12, 12},
      {"More than 12 people died.", 12, std::nullopt},
      {"At least 12 people died.", 12, std::nullopt},
      {"Fewer than 12 people died.", std::nullopt, 12},
      {"Up to 12 people died.", std::nullopt, 12},
      {"Between 12 and 15 people died.", 12, 15},
      {"Dozens of people died.", 24, std::nullopt},
      {"A couple of people died.", 2, 2},
      {"No one died.", 0, 0},
      {"Many people died.", std::nullopt, std::nullopt},
  };
  for (const Case& c : kCases) {
    auto p = parse_text(c.text);
    ASSERT_NE(p, nullptr);
    std::vector<Count> found = counts_of(*p);
    ASSERT_EQ(found.size(), 1u) << c.text;
    EXPECT_EQ(found[0].low, c.low) << c.text;
    EXPECT_EQ(found[0].high, c.high) << c.text;
  }
}

TEST(Count, PhraseHoldsTheNumberAndTheUnit) {
  auto p = parse_text("The army said over 550 Armenian troops, 12 tanks and an Su-25 were lost on Monday.");
  ASSERT_NE(p, nullptr);
  TokenIndex end = 0;
  std::vector<Count> found = counts_of(*p);
  ASSERT_EQ(found.size(), 3u);
  for (const Count& c : found) {
    EXPECT_TRUE(c.phrase.contains(c.number));
    EXPECT_TRUE(c.phrase.contains(c.unit));
    EXPECT_GE(c.phrase.begin, end);
    end = c.phrase.end;
  }
}

TEST(Count, UnitsAreLookedUpByEitherNumber) {
  ASSERT_NE(finders(), nullptr);
  const CountUnits& units = finders()->counts.units();
  EXPECT_EQ(units.unit("soldier")->of, "combatants");
  EXPECT_EQ(units.unit("soldiers")->of_class, CountClass::combatants);
  EXPECT_EQ(units.unit("huts")->of, "house");
  EXPECT_EQ(units.unit("kilometer")->of_class, CountClass::measure);
  EXPECT_EQ(units.unit("doubt"), std::nullopt);
}

TEST(Count, FaultsOfTheTablesNameTheirLine) {
  auto load = [](const std::string& name, const std::string& text) {
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    auto files = source->files();
    files[name] = text;
    auto finder = CountFinder::load(KnowledgeSource(std::move(files)));
    return finder ? std::string("loaded") : finder.error().text();
  };
  EXPECT_EQ(
      load("counts/units.tsv", "words\tclass\tof\tflags\nsoldier\tfighters\tcombatants\n").find("counts/units.tsv:2"),
      0u);
  EXPECT_EQ(load("counts/units.tsv", "words\tclass\tof\tflags\nhut\tthing\t\n").find("counts/units.tsv:2"), 0u);
  EXPECT_EQ(load("counts/bounds.tsv", "words\tbound\tplace\nover\t>>\tbefore\n").find("counts/bounds.tsv:2"), 0u);
  EXPECT_EQ(load("counts/words.tsv", "role\tvalue\twords\nnothing\t\tno\n").find("counts/words.tsv:2"), 0u);
}

}  // namespace
}  // namespace sayso
