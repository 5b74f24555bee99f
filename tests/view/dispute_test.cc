#include "view/dispute.h"

#include <gtest/gtest.h>

#include "sample.h"

namespace sayso {
namespace {

const std::string kText =
    "North says South shelled Oro. South says North shelled Oro. South denies it. Five fell; no, nine fell.";

// Two claims of one shelling at one place on one day, by rivals.
Sample rivals() {
  Sample s(kText);
  Claim& a = s.claim("shelling", "shelled", "North says South shelled Oro.");
  a.source = s.actor("North", {"North"});
  a.by = {s.actor("South", {"South"})};
  Claim& b = s.claim("shelling", "shelled", "South says North shelled Oro.", 2);
  b.source = s.actor("South", {"South"});
  b.by = {s.actor("North", {"North"})};
  for (Claim& c : s.reading.claims) {
    c.place = ReadPlace{s.words("Oro"), "Oro", {}, "", {}, {}, {}, 1};
    c.when = time_of("2021-03-01", "2021-03-01");
  }
  return s;
}

TEST(Disputes, ADenialStandsWithWhatItDenies) {
  auto found = disputes(border_report());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].why, Dispute::Why::denial);
  EXPECT_EQ(found[0].claims, (std::vector<size_t>{1, 2}));
}

TEST(Disputes, TwoSidesThatNameEachOther) {
  Sample s = rivals();
  auto found = disputes(s.reading);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].why, Dispute::Why::rival_doers);
}

// Each is compared with so many before it, and the joins make one group of all; what lies further back is not looked
// at.
TEST(Disputes, ManyClaimsOfOneHappening) {
  Sample s = rivals();
  const std::vector<Claim> two = s.reading.claims;
  s.reading.claims.clear();
  for (int n = 0; n < 1000; ++n) {
    s.reading.claims.push_back(two[static_cast<size_t>(n % 2)]);
    s.reading.claims.back().n = n + 1;
  }
  auto found = disputes(s.reading);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].claims.size(), 1000U);

  for (size_t i = 1; i < s.reading.claims.size() - 1; ++i) s.reading.claims[i] = s.reading.claims[0];
  found = disputes(s.reading);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LT(found[0].claims.size(), 300U) << "the last against the nearest of the others";
  EXPECT_EQ(found[0].claims.back(), 999U);
}

TEST(Disputes, NotWhereTheWordsAreNotOfOneHappening) {
  Sample other_day = rivals();
  other_day.reading.claims[1].when = time_of("2021-03-02", std::nullopt);
  EXPECT_TRUE(disputes(other_day.reading).empty());

  Sample other_place = rivals();
  other_place.reading.claims[1].place->name = "Elsewhere";
  EXPECT_TRUE(disputes(other_place.reading).empty());

  Sample wide_place = rivals();
  for (Claim& c : wide_place.reading.claims) c.place->precision = 6;
  EXPECT_TRUE(disputes(wide_place.reading).empty());

  Sample same_source = rivals();
  same_source.reading.claims[1].source = same_source.reading.claims[0].source;
  EXPECT_TRUE(disputes(same_source.reading).empty());
}

TEST(Disputes, FiguresThatNoNumberFits) {
  struct Case {
    ReadToll a, b;
    bool rival;
  };
  auto toll = [](const char* relation, std::optional<int64_t> low, std::optional<int64_t> high) {
    return toll_of("killed", "people", low ? low : high, relation, low, high);
  };
  const Case cases[] = {
      {toll("=", 5, 5), toll("=", 9, 9), true},
      {toll("=", 5, 5), toll("=", 5, 5), false},
      {toll(">", 5, {}), toll("=", 5, 5), true},  // over five is not five
      {toll(">=", 5, {}), toll("=", 5, 5), false},
      {toll(">", 5, {}), toll("=", 9, 9), false},
      {toll("<=", {}, 5), toll("=", 9, 9), true},
      {toll("~", 100, 100), toll("=", 95, 95), false},  // about a hundred may be 95
      {toll("~", 100, 100), toll("=", 80, 80), true},
      {toll("=", {}, {}), toll("=", 9, 9), false},  // "many" fits all
  };
  for (const Case& c : cases) {
    Sample s = rivals();
    for (Claim& claim : s.reading.claims) claim.by.clear();
    s.reading.claims[0].tolls = {c.a};
    s.reading.claims[1].tolls = {c.b};
    EXPECT_EQ(disputes(s.reading).size(), c.rival ? 1U : 0U) << c.a.relation << *c.a.value;
  }
}

TEST(Disputes, AChainOfDenialsIsOneGroup) {
  Sample s = rivals();
  Claim& c = s.claim("shelling", "denies", "South denies it.");
  c.stance = "denies";
  c.denies = 1;
  auto found = disputes(s.reading);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].why, Dispute::Why::denial);
  EXPECT_EQ(found[0].claims.size(), 3U);
}

TEST(Disputes, ADenialOfAClaimThatIsNotThereIsNone) {
  Sample s = rivals();
  s.reading.claims.pop_back();
  s.reading.claims[0].denies = 7;
  EXPECT_TRUE(disputes(s.reading).empty());
}

}  // namespace
}  // namespace sayso
