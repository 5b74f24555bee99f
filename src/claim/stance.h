// Stance: how a source stands to the event it speaks of, and how sure the words are.
//
// In: an event, the saying chosen for it (or none: the report's own voice), and the ordered rules of
// knowledge/claims/stance.toml. Out: the first rule whose conditions hold; without one the source asserts. Rules look
// at the cue's class, at negation, and at phrases near the trigger, never at who speaks.
// Known to go wrong: irony, a denial told in several sentences, phrases that belong to another clause nearby.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claim/pattern.h"
#include "claim/source_features.h"
#include "claim/words.h"

namespace sayso {

// How the event's own words are negated.
enum class Negation : uint8_t { none, verb, nobody };  // "did not shell"; "no shells fell", "no one was hurt"

struct StanceRule {
  std::string name;
  size_t line = 0;
  Stance stance = Stance::asserts;
  std::optional<bool> sourced;           // with a source, without; either where not given
  std::vector<CueClass> classes;         // any of them; all where empty
  std::vector<Pattern> cues;             // the cue's own words
  std::optional<bool> cue_negated;       // "did not deny"
  std::optional<bool> content;           // the trigger stands in the cue's content by the rules or the tree
  std::optional<bool> doer;              // whether it is said who did it
  std::vector<Negation> negations;       // any of them
  std::vector<std::string> kinds;        // of the event
  std::vector<std::string> not_kinds;    // none of them
  std::vector<PatternIndex::Id> words;   // one of them near the trigger
  std::vector<PatternIndex::Id> unless;  // none of them near the trigger
  int reach = 12;                        // words on either side that are near; 0: the whole sentence
  std::vector<std::string> yes, no;      // examples with the [trigger] in brackets
};

struct Hedge {
  PatternIndex::Id words = 0;
  Certainty certainty = Certainty::certain;
};

// Words that take up what was said before.
struct AnswerWords {
  std::vector<std::string> whole;      // stand for the whole of it: "it", "this"
  std::vector<std::string> nouns;      // name it: "report", "figure", "incident"
  std::vector<std::string> charges;    // name a charge: "accusation"
  std::vector<std::string> figures;    // name a count of it
  std::vector<std::string> stand_ins;  // are a figure without naming it: "it was 52"
  std::vector<std::string> naming;     // verbs that call a claim something: "describe"
  std::vector<std::string> echoes;     // verbs that agree where they take up a claim: "repeat"
  std::vector<std::string> alike;      // what another tells is it: "the same"
  std::vector<std::string> counting;   // verbs behind which a number alone is a count: "gave"
  std::vector<std::string> making;     // verbs that make a figure of what was said: "made it 100"
  std::vector<std::string> nobody;     // no speakers: "nobody contests"
  std::vector<std::string> deeds;      // kinds of event that somebody may be blamed for, or own up to
  std::vector<std::string> losses;     // kinds of event that are, to who lost, what takings are to who took
  std::vector<std::string> takings;
  std::vector<std::string> not_denied;  // kinds that an answer without an event's name is not about
  std::vector<std::string> victims;     // "dead": of counts
  std::vector<std::string> hurt;        // "wounded"

  // Names what was said, or a charge.
  bool names_claim(std::string_view lemma) const { return listed(nouns, lemma) || listed(charges, lemma); }
  // A phrase with that head may be somebody who answers.
  bool may_speak(std::string_view lemma) const { return !listed(nobody, lemma) && !names_claim(lemma); }
};

struct StanceReading {
  Stance stance = Stance::asserts;
  Certainty certainty = Certainty::certain;
  std::string rule;  // its name, "default" where none held
};

class StanceRules {
 public:
  static Result<StanceRules> load(const KnowledgeSource& source);

  const std::vector<StanceRule>& rules() const { return rules_; }
  const AnswerWords& answers() const { return answers_; }

 private:
  friend class StanceReader;

  std::vector<StanceRule> rules_;
  std::vector<Hedge> hedges_;
  std::vector<PatternIndex::Id> falsehood_, no_falsehood_;
  std::vector<std::string> granted_behind_;  // prepositions
  AnswerWords answers_;
  PatternIndex patterns_;
};

// The stances of one report. Rules and context must outlive it.
class StanceReader {
 public:
  StanceReader(const StanceRules& rules, const SourceContext& context)
      : rules_(rules), context_(context), places_(rules.patterns_, *context.parse) {}

  StanceReading read(const Event& event, const Saying* saying) const;
  // Words that say of something said before that it is not so ("Rubbish", "nothing to do with it") stand in `words`.
  bool says_false(TokenRange words) const;
  // Whether the event's own words say that it was not so.
  bool is_negated(const Event& event) const;
  const AnswerWords& answers() const { return rules_.answers(); }

 private:
  bool holds(const StanceRule& rule, const Event& event, const Saying* saying, Negation negation) const;
  bool is_aside(const Event& event, TokenRange words) const;
  bool of_another(const Saying* mine, TokenRange words) const;
  bool is_told_anew(const Saying* mine, TokenRange words, const Event& event) const;

  const StanceRules& rules_;
  const SourceContext& context_;
  PatternIndex::Places places_;
};

// `cue` is the head of the saying that introduces the event, kNoToken for none: its own "not" is not the event's.
Negation negation_of(const Parse& parse, const Event& event, TokenIndex cue);

}  // namespace sayso
