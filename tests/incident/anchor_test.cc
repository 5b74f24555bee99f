#include "incident/anchor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "incident/words.h"

namespace sayso {
namespace {

std::vector<int> days(const std::vector<Span>& spans) {
  std::vector<int> out;
  for (const Anchor& a : anchors(spans)) out.push_back(a.day);
  return out;
}

TEST(Anchors, ASpanJoinsTheDayOfWhichMostIsSaid) {
  // One report says Saturday; another that it was on Friday or Saturday.
  EXPECT_EQ(days({{16, 17, 300, "XA"}, {17, 17, 1200, "XA"}}), (std::vector{17, 17}));
}

TEST(Anchors, DaysOfASiegeStayApart) {
  EXPECT_EQ(days({{1, 1, 1200, ""}, {1, 2, 300, ""}, {2, 2, 1200, ""}, {3, 3, 1200, ""}}), (std::vector{1, 2, 2, 3}));
}

TEST(Anchors, ACountryLeftOpenIsThatOfTheOthers) {
  std::vector<Anchor> found = anchors({{5, 5, 10, "XA"}, {5, 5, 10, ""}, {5, 5, 4, "XB"}});
  EXPECT_EQ(found[1].country, "XA");
  EXPECT_EQ(found[2].country, "XB") << "two places of one name";
}

TEST(Anchors, OnlyWhatLiesWithinReachMatters) {
  std::mt19937 rng(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<Span> spans;
    for (int i = 0; i < 30; ++i) {
      int first = static_cast<int>(rng() % 120);
      spans.push_back({first, first + static_cast<int>(rng() % kLongestSpan), static_cast<int>(rng() % 50) + 1,
                       rng() % 3 == 0   ? ""
                       : rng() % 2 == 0 ? "XA"
                                        : "XB"});
    }
    std::vector<Anchor> before = anchors(spans);
    Span extra{60, 60 + static_cast<int>(rng() % kLongestSpan), 40, "XA"};
    spans.push_back(extra);
    std::vector<Anchor> after = anchors(spans);
    for (size_t i = 0; i < before.size(); ++i)
      if (spans[i].last < extra.first - kReach || spans[i].first > extra.last + kReach) {
        EXPECT_EQ(before[i], after[i]);
      }
  }
}

TEST(Words, PlacesAreFoundUnderTheirOwnNames) {
  auto words = IncidentWords::load(*KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge"));
  ASSERT_TRUE(words) << words.error().text();
  EXPECT_EQ(words->place_key("Dahyan town"), words->place_key("Ḏaḥyān"));
  EXPECT_EQ(words->place_key("Kunduz Province"), "kunduz");
  EXPECT_EQ(words->place_key("City"), "city");
  EXPECT_NE(words->place_key("Gaza City"), words->place_key("Gaza Strip"));
  EXPECT_EQ(words->group_of("shelling").name, words->group_of("killing").name);
  EXPECT_NE(words->group_of("shelling").name, words->group_of("protest").name);
  EXPECT_FALSE(words->group_of("blame").forms);
}

TEST(Words, ThingsAreTheSameHoweverMany) {
  auto words = IncidentWords::load(*KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge"));
  ASSERT_TRUE(words) << words.error().text();
  using Things = std::vector<std::string>;
  EXPECT_EQ(words->thing_words("several well-known singers"), Things{"singer"});
  EXPECT_EQ(words->thing_words("two school buses"), (Things{"bus", "school"}));
  EXPECT_EQ(words->thing_words("a school bus"), words->thing_words("school buses"));
  EXPECT_EQ(words->thing_words("churches"), words->thing_words("a church"));
  EXPECT_EQ(words->thing_words("a fortress"), words->thing_words("fortresses"));
  EXPECT_EQ(words->thing_words("12 soldiers and eight civilians"), Things{}) << "any report has those";
}

}  // namespace
}  // namespace sayso
