#include "claim/finder.h"

#include <gtest/gtest.h>

#include "claim_text.h"

namespace sayso {
namespace {

struct Picture {
  const char* text;     // events in brackets
  const char* summary;  // ClaimText::summary()
};

class Finder : public testing::TestWithParam<Picture> {};

TEST_P(Finder, SaysWhoSaysSo) {
  auto text = claim_text(GetParam().text);
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->summary(), GetParam().summary) << show(text->parsed->parse);
}

INSTANTIATE_TEST_SUITE_P(
    Sources, Finder,
    testing::Values(Picture{"Two shells [hit] the mill on Monday.", "- asserts hit"},
                    Picture{"The interior ministry said two shells [hit] the mill on Monday.",
                            "The interior ministry asserts hit"},
                    Picture{"Two shells [hit] the mill on Monday, the interior ministry said.",
                            "the interior ministry asserts hit"},
                    Picture{"According to the mayor, two shells [hit] the mill.", "the mayor asserts hit"},
                    Picture{"Two shells [hit] the mill, according to the mayor.", "the mayor asserts hit"},
                    Picture{"\"They [shelled] the mill all night,\" said a baker.", "a baker asserts shelled"}));

INSTANTIATE_TEST_SUITE_P(
    Denials, Finder,
    testing::Values(Picture{"The army denied that its guns [shelled] the mill.", "The army denies shelled"},
                    Picture{"The mayor said the army [shelled] the mill. The army rejected the charge.",
                            "The mayor asserts shelled; The army denies shelled !0"},
                    Picture{"The mayor said the army [shelled] the mill, a claim that officials denied.",
                            "The mayor asserts shelled; officials denies shelled !0"}));

INSTANTIATE_TEST_SUITE_P(Several, Finder,
                         testing::Values(Picture{"Residents and a nurse said jets [bombed] the market.",
                                                 "Residents asserts bombed; a nurse asserts bombed"}));

TEST(Finder, AttributionsSayWhoAndWhat) {
  auto text = claim_text("\"We will stay,\" the mayor told Radio Delta on Friday.");
  ASSERT_NE(text, nullptr);
  ASSERT_EQ(text->claims.attributions.size(), 1u);
  const AttributionSpan& a = text->claims.attributions[0];
  ASSERT_TRUE(a.source);
  EXPECT_EQ(text->words(a.source->tokens), "the mayor");
  EXPECT_EQ(text->words(a.cue), "told");
  EXPECT_EQ(a.quote, Quote::direct);
  ASSERT_EQ(a.via.size(), 1u);
  EXPECT_EQ(text->words(a.via[0].tokens), "Radio Delta");
}

TEST(Finder, AttributionsCoverTheWordsThatReadersMark) {
  auto text = claim_text("The mayor has repeatedly said that the mill is closed.");
  ASSERT_NE(text, nullptr);
  ASSERT_EQ(text->claims.attributions.size(), 1u);
  const AttributionSpan& a = text->claims.attributions[0];
  ASSERT_TRUE(a.source);
  EXPECT_EQ(text->words(a.source->tokens), "The mayor");
  EXPECT_EQ(text->words(a.cue), "has repeatedly said");
  ASSERT_EQ(a.content.size(), 1u);
  EXPECT_EQ(text->words(a.content[0]), "that the mill is closed");
}

TEST(Finder, NothingGivesNothing) {
  auto text = claim_text("The bakery opens at six.");
  ASSERT_NE(text, nullptr);
  EXPECT_TRUE(text->claims.drafts.empty());
  EXPECT_TRUE(text->claims.attributions.empty());
}

// What claim.h promises, whatever the text.
TEST(Finder, KeepsItsGuarantees) {
  auto text = claim_text(
      "Rebels said they [took] the fort. \"Not so,\" the army replied. The army denied that the fort [fell], calling "
      "the report a lie. Both sides blamed each other for the [shelling:shelling] of the port, which killed nobody. "
      "Reportedly a bridge was [destroyed:destruction].");
  ASSERT_NE(text, nullptr);
  const Claims& claims = text->claims;
  ASSERT_GE(claims.drafts.size(), text->events.size());
  for (size_t d = 0; d < claims.drafts.size(); ++d) {
    const ClaimDraft& draft = claims.drafts[d];
    if (d > 0) {
      EXPECT_LE(claims.drafts[d - 1].event, draft.event);
    }
    EXPECT_LT(draft.denies, static_cast<int32_t>(claims.drafts.size()));
    EXPECT_NE(draft.denies, static_cast<int32_t>(d));
    EXPECT_EQ(draft.source.has_value(), draft.attribution >= 0);
    EXPECT_FALSE(draft.stance_rule.empty());
  }
}

}  // namespace
}  // namespace sayso
