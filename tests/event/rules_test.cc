// Every example of every rule of knowledge/events: what must come out does, what must not does not.
//
// Examples are matched by the rules alone, without the judge: they say what a rule's words mean, not how likely a
// sentence is to be news.
#include <gtest/gtest.h>

#include <algorithm>

#include "event/argument_kinds.h"
#include "event/finder.h"
#include "event/participants.h"
#include "support/stages.h"

namespace sayso {
namespace {

std::string words_of(const ParsedText& text, const std::vector<Participant>& list) {
  std::string out;
  for (const Participant& p : list) out += "[" + std::string(text.tokens.words(p.tokens)) + "]";
  return out;
}

// "rolled by=Tanks on=border town" -> trigger and the phrases that must stand in each role.
struct Expectation {
  std::string trigger;
  std::vector<std::pair<std::string, std::string>> roles;
};

Expectation expectation(std::string_view text) {
  Expectation out;
  size_t at = std::min(text.find(" by="), text.find(" on="));
  out.trigger = std::string(text.substr(0, at));
  while (at != text.npos && at < text.size()) {
    size_t next = std::min(text.find(" by=", at + 1), text.find(" on=", at + 1));
    std::string_view role = text.substr(at + 1, next == text.npos ? text.npos : next - at - 1);
    out.roles.emplace_back(std::string(role.substr(0, 2)), std::string(role.substr(3)));
    at = next;
  }
  return out;
}

TEST(EventRules, EveryExampleHolds) {
  const Stages& stages = test_stages();
  size_t examples = 0;
  for (const EventRule& rule : stages.event_finder->lexicon().rules()) {
    for (const std::string& example : rule.yes) {
      SCOPED_TRACE(rule.file + ":" + std::to_string(rule.line) + " " + example);
      size_t bar = example.rfind(" | ");
      ASSERT_NE(bar, std::string::npos) << "an example is a sentence, a bar and the words of the trigger";
      Expectation want = expectation(std::string_view(example).substr(bar + 3));
      auto text = stages.parse(example.substr(0, bar));
      EventContext context{text->report, *text->parse, text->mentions, *stages.mention_finder, text->tags};
      bool found = false;
      for (const Judged& j : stages.event_finder->candidates(context)) {
        if (j.candidate.rule->id != rule.id) continue;
        std::string trigger(text->tokens.words(j.candidate.trigger));
        if (trigger.find(want.trigger) == std::string::npos) continue;
        found = true;
        Participants who = stages.event_finder->participants(context, j.candidate);
        for (const auto& [role, phrase] : want.roles) {
          const auto& list = role == "by" ? who.by : who.on;
          EXPECT_NE(words_of(*text, list).find(phrase), std::string::npos)
              << role << " should hold " << phrase << ", is " << words_of(*text, list);
        }
      }
      EXPECT_TRUE(found) << "the rule does not match";
      ++examples;
    }
    for (const std::string& example : rule.no) {
      SCOPED_TRACE(rule.file + ":" + std::to_string(rule.line) + " " + example);
      auto text = stages.parse(example);
      EventContext context{text->report, *text->parse, text->mentions, *stages.mention_finder, text->tags};
      for (const Judged& j : stages.event_finder->candidates(context))
        EXPECT_NE(j.candidate.rule->id, rule.id) << "matched " << text->tokens.words(j.candidate.trigger);
      ++examples;
    }
  }
  EXPECT_GE(examples, 40u);
}

// Each row of argument_kinds.tsv says the kind in its example, of a word that the lexicon has.
TEST(EventRules, ArgumentsTellKinds) {
  const Stages& stages = test_stages();
  const EventWords words = Stages::take(EventWords::load(*stages.knowledge, stages.event_finder->kinds()));
  ASSERT_FALSE(words.argument_kinds.empty());
  for (const ArgumentKind& row : words.argument_kinds) {
    SCOPED_TRACE("argument_kinds.tsv:" + std::to_string(row.line) + " " + row.example);
    auto text = stages.parse(row.example);
    EventContext context{text->report, *text->parse, text->mentions, *stages.mention_finder, text->tags};
    const std::vector<Judged> all = stages.event_finder->candidates(context);
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Judged& j) {
      const std::string& chosen = row.instead.empty() ? j.kind : row.instead.front();
      return kind_by_arguments(*text->parse, words, j.candidate, chosen) == row.kind;
    }));
  }
  for (const char* told : {"The raiders took away a teacher.", "The army destroyed nine missile launchers.",
                           "A bomb exploded near a gold mine.", "The garrison deserted the town."}) {
    auto text = stages.parse(told);
    EventContext context{text->report, *text->parse, text->mentions, *stages.mention_finder, text->tags};
    for (const Judged& j : stages.event_finder->candidates(context))
      EXPECT_EQ(kind_by_arguments(*text->parse, words, j.candidate, "attack"), "") << told;
  }
}

// What an idiom names is no event in its example.
TEST(EventRules, IdiomsNameNoEvents) {
  const Stages& stages = test_stages();
  const EventLexicon& lexicon = stages.event_finder->lexicon();
  for (const EventLexicon::Idiom& idiom : lexicon.idioms()) {
    SCOPED_TRACE("idioms.tsv:" + std::to_string(idiom.line) + " " + idiom.example);
    auto text = stages.parse(idiom.example);
    const std::vector<bool> held = lexicon.words_of_idioms(*text->parse);
    const auto words = std::count_if(idiom.words.begin(), idiom.words.end(), [](auto& any) { return !any.empty(); });
    EXPECT_GE(std::count(held.begin(), held.end(), true), words);
    EventContext context{text->report, *text->parse, text->mentions, *stages.mention_finder, text->tags};
    for (const Judged& j : stages.event_finder->candidates(context))
      EXPECT_FALSE(held[static_cast<size_t>(j.candidate.head)]) << text->tokens.word(j.candidate.head);
  }
}

// The same words, where they are none.
TEST(EventRules, WordsOfIdiomsApartAreEvents) {
  const Stages& stages = test_stages();
  for (const char* text : {"Rebels attacked helicopters at the base.", "The air strike forced hundreds to flee.",
                           "Two shells fell near a crossing point.", "Militants stormed the base and staged an ambush.",
                           "Troops took the hospital.", "Jets struck groups of fighters.",
                           "The army lost the town but hopes to retake it."}) {
    auto parsed = stages.parse(text);
    EventContext context{parsed->report, *parsed->parse, parsed->mentions, *stages.mention_finder, parsed->tags};
    EXPECT_FALSE(stages.event_finder->candidates(context).empty()) << text;
  }
}

}  // namespace
}  // namespace sayso
