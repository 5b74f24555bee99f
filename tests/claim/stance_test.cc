#include "claim/stance.h"

#include <gtest/gtest.h>

#include "claim_text.h"

namespace sayso {
namespace {

// Every example of every rule of knowledge/claims/stance.toml, read by the whole stage.
TEST(Stance, RulesHoldForTheirExamples) {
  auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  ASSERT_TRUE(source);
  auto rules = StanceRules::load(*source);
  ASSERT_TRUE(rules) << rules.error().text();
  ASSERT_GT(rules->rules().size(), 10u);
  for (const StanceRule& rule : rules->rules()) {
    for (const std::string& example : rule.yes) {
      auto text = claim_text(example);
      ASSERT_NE(text, nullptr);
      ASSERT_FALSE(text->claims.drafts.empty());
      EXPECT_EQ(text->claims.drafts[0].stance_rule, rule.name) << example << "\n"
                                                               << text->summary() << "\n"
                                                               << show(text->parsed->parse);
    }
    for (const std::string& example : rule.no) {
      auto text = claim_text(example);
      ASSERT_NE(text, nullptr);
      ASSERT_FALSE(text->claims.drafts.empty());
      EXPECT_NE(text->claims.drafts[0].stance_rule, rule.name) << example;
    }
  }
}

KnowledgeSource stance_file(std::string text) {
  return KnowledgeSource(std::map<std::string, std::string>{{"claims/stance.toml", std::move(text)}});
}

TEST(Stance, AFaultInTheRulesIsNamedWithItsLine) {
  auto no_stance = StanceRules::load(stance_file("\n[[rule]]\nname = \"x\"\nyes = [\"a\"]\n"));
  ASSERT_FALSE(no_stance);
  EXPECT_EQ(no_stance.error().line, 2u);
  EXPECT_EQ(no_stance.error().file, "claims/stance.toml");
  EXPECT_FALSE(StanceRules::load(stance_file("[[rule]]\nname = \"x\"\nstance = \"denies\"\n")));  // no example
  EXPECT_FALSE(StanceRules::load(
      stance_file("[[rule]]\nname = \"x\"\nstance = \"denies\"\nwords = [\".. not\"]\nyes = [\"a\"]\n")));
  EXPECT_FALSE(StanceRules::load(stance_file("[[rule\n")));
}

}  // namespace
}  // namespace sayso
