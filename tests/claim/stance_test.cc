#include "claim/stance.h"

#include <gtest/gtest.h>

#include <set>

#include "claim_text.h"

namespace sayso {
namespace {

// The names of the rules that hold for the example's event with any saying of its sentence as its cue, and with none:
// the rules are tested here, not the choice of the source.
std::set<std::string> rules_of(const StanceRules& rules, const CueTable& cues, const std::string& example) {
  std::set<std::string> out;
  auto text = claim_text(example);
  if (text == nullptr || text->events.size() != 1) return out;
  const Parse& parse = text->parsed->parse;
  Quotes quotes(parse.tokens());
  std::vector<Saying> sayings = find_sayings(text->parsed->report, parse, text->mentions, quotes, cues.find(parse));
  SourceContext context(text->parsed->report, parse, text->mentions, text->tags, quotes, sayings);
  StanceReader stances(rules, context);
  out.insert(stances.read(text->events[0], nullptr).rule);
  for (const Saying& saying : sayings)
    if (!saying.speakers.empty()) out.insert(stances.read(text->events[0], &saying).rule);
  return out;
}

// Every example of every rule of knowledge/claims/stance.toml.
TEST(Stance, RulesHoldForTheirExamples) {
  auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  ASSERT_TRUE(source);
  auto rules = StanceRules::load(*source);
  ASSERT_TRUE(rules) << rules.error().text();
  auto cues = CueTable::load(*source);
  ASSERT_TRUE(cues) << cues.error().text();
  ASSERT_GT(rules->rules().size(), 10u);
  for (const StanceRule& rule : rules->rules()) {
    for (const std::string& example : rule.yes)
      EXPECT_TRUE(rules_of(*rules, *cues, example).count(rule.name)) << rule.name << ": " << example;
    for (const std::string& example : rule.no)
      EXPECT_FALSE(rules_of(*rules, *cues, example).count(rule.name)) << rule.name << ": " << example;
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
