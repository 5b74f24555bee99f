// The words that name events: knowledge/events/*.toml (its README.md says what the fields of a rule mean).
//
// In: a Parse. Out: `EventCandidate`s: every place where the words of a rule stand and none of its `unless` phrases
// holds them. Several rules may claim the same words; the judge (judge.h) chooses. Words are compared by lemma, so a
// wrong lemma hides an event.
//
// Beside the rules that people wrote stand the words that annotated reports call events and no rule has:
// knowledge/events/learned_words.tsv, made by sayso-event-trainer. A row names a word by its lemma, or all words of a
// class of like words ("~417": syntax/parse.h), and a kind; such candidates are weak. Classes speak only where no word
// does. What an idiom of knowledge/events/idioms.tsv holds ("air raid siren") is no candidate of any of them.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "base/word_map.h"
#include "event/kinds.h"
#include "syntax/parse.h"

namespace sayso {

enum class Frame : uint8_t { act, suffer, fight, move, begin };

struct EventRule {
  std::string id;
  std::string kind;
  std::string file;
  size_t line = 0;
  Frame frame = Frame::act;
  std::string harm;  // what its counted ones suffer, or empty
  bool weak = false;
  bool means = false;
  bool sure = false;                 // an event wherever it matches: the judge is not asked
  std::vector<std::string> below;    // lemmas one of which must govern the words
  std::vector<std::string> doer;     // lemmas one of which must head what does it
  std::vector<std::string> target;   // lemmas one of which must head whom it befalls
  std::vector<std::string> yes, no;  // examples, as written
};

enum class WordClass : uint8_t { verb, noun, adjective };
std::string_view name(WordClass word_class);
// What a word is by its tag.
WordClass class_of(const Word& word);
// The name that the words of a class have among learned words: "~417".
std::string class_key(uint16_t word_class);

struct EventCandidate {
  TokenRange trigger;
  TokenIndex head = kNoToken;
  const EventRule* rule = nullptr;
  WordClass word_class = WordClass::verb;
  std::string_view pattern;  // the rule's words that matched: "open fire"; the lexicon's
  bool weak = false;         // means something else as often as not
  int often = -1;            // learned words: of ten places where the word stands, how many name such an event; else -1
};

class EventLexicon {
 public:
  static Result<EventLexicon> load(const KnowledgeSource& source, const Kinds& kinds);

  // Candidates of the whole report in order of their heads, then of the rules. Training may take learned words back
  // (`keep` returns false) where only the report in hand taught them.
  using Keep = std::function<bool(EventCandidate&)>;
  std::vector<EventCandidate> match(const Parse& parse, const Keep* keep = nullptr) const;
  const std::vector<EventRule>& rules() const { return rules_; }

  struct Idiom {
    std::vector<std::vector<std::string>> words;  // each of them one of several; an empty list is the gap
    WordClass word_class = WordClass::noun;       // noun or verb
    std::string example;
    size_t line = 0;
  };
  const std::vector<Idiom>& idioms() const { return idioms_; }
  // Which words of the report an idiom holds.
  std::vector<bool> words_of_idioms(const Parse& parse) const;

 private:
  struct Pattern {
    std::vector<std::string> words;
    size_t rule;
    WordClass word_class;
    size_t head;  // which of the words heads it
    bool weak;
    std::string text;  // the words, one blank between them
    int often = -1;
  };
  using Phrase = std::vector<std::string>;
  class Forms;

  std::optional<Error> load_idioms(const KnowledgeSource& source);
  std::optional<Error> load_learned(const KnowledgeSource& source, const Kinds& kinds);
  void match_word(const Parse& parse, const Forms& forms, TokenRange sentence, TokenIndex i, std::string_view key,
                  std::vector<EventCandidate>& out, size_t first, const Keep* keep) const;

  bool fits(const Parse& parse, const Forms& forms, TokenRange sentence, TokenIndex head, const Pattern& pattern,
            TokenRange* trigger) const;
  bool excluded(const Forms& forms, TokenRange sentence, size_t rule, TokenRange trigger) const;
  std::vector<bool> words_of_idioms(const Parse& parse, const Forms& forms) const;

  std::vector<EventRule> rules_;
  std::vector<std::vector<Phrase>> unless_;  // by rule
  WordMap<std::vector<Pattern>> by_head_;    // by lemma; by class of words: "~417"
  std::vector<Idiom> idioms_;
  WordMap<std::vector<size_t>> idioms_by_first_;  // by each of the words that an idiom may begin with
};

}  // namespace sayso
