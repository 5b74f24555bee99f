// Who did it, and to whom: which of the noun phrases around an event are its doers and its targets.
//
// In: a report's events in the order of their triggers, with the participants that the frames of their rules found
// (participants.h), and weights learnt from annotated reports (knowledge/events/role_weights.tsv). Out: their `by` and
// `on`. How: see role_choice.cc. Guaranteed: a phrase stands in one of the two lists at most, and once; arms of nobody
// ("a drone") are no doers. Known to go wrong: a phrase whose head the parser lost in a long list; doers that a reader
// takes from far away.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "event/evidence.h"
#include "event/kinds.h"
#include "event/role_rules.h"
#include "event/surroundings.h"

namespace sayso {

class RoleChoice {
 public:
  RoleChoice(const EventContext& context, const EventWords& words, const Kinds& kinds, const Surroundings& around,
             const std::vector<Event>& events, const ClassWeights& weights, ChoiceObserver* observer);

  // Sets `event.by` and `event.on`. To be called for each event in turn: what is chosen is evidence for those that
  // follow.
  void choose(size_t k, Event& event);

  // Of the event in hand: the highest weight as a doer, or target, of a phrase that has one of these sides (of any
  // phrase where there are none); far below nothing where there is no such phrase.
  int64_t best(bool by, const std::vector<std::string>& sides) const;
  std::string_view form() const { return form_; }

 private:
  // A noun phrase of the sentence in hand.
  struct Phrase {
    Participant who;
    int tag_by = 0, tag_on = 0;   // what the tagger makes of it (tagger.h), as levels
    TokenIndex chain = kNoToken;  // the first of those that it is joined to by "and"; itself where it is the first
    int32_t inside = -1;          // the phrase whose words it is among; index into phrases_
    bool modifier = false;        // a word that tells a side in front of another: "Russian shelling"
    std::string_view type;
    Role chosen = Role::none;  // in the event in hand
  };
  // A participant of an event before.
  struct Carried {
    size_t event = 0;
    const Participant* who = nullptr;
    Role was = Role::none;
  };

  // How often a side was a doer and a target so far in the report, and how often it is named in all of it.
  struct Standing {
    int by = 0, on = 0, named = 0;
    int tagged_by = 0, tagged_on = 0;  // mentions anywhere in the report that the tagger holds to be doers, targets
    int rank = 0;                      // of those named, the most named first
  };

  void count_names();
  void remember(const Event& event);
  void enter(size_t sentence);
  const Phrase* joined_between(const Event& event) const;
  bool is_before_noun(const Event& event, TokenIndex head) const;
  bool is_whose_fire(const Event& event, const Phrase& phrase) const;
  bool ends_by_saying(TokenIndex subject) const;
  void add_phrase(TokenIndex head, bool modifier);
  std::string path(TokenIndex from, TokenIndex to, TokenIndex* top) const;
  void add_tags(const Event& event, TokenIndex head, Piece start, std::string_view hint);
  void add_ranks(const Phrase& phrase, std::string_view rule);
  void add_gap(const Event& event, const Phrase& phrase, std::string_view side);
  int agents_between(const Event& event, TokenIndex head) const;
  void describe(const Event& event, const Phrase& phrase, Role ruled);
  std::string_view role_elsewhere(const Event& event, TokenIndex head) const;
  void describe(const Event& event, const Carried& carried, bool inherited);
  void describe(const Event& event, std::string_view type, const Participant& who);
  Role decide(size_t k, const Participant& who);

  const EventContext& c_;
  const Parse& parse_;
  const int part_by_, part_on_;  // of the tagger
  const EventWords& words_;
  const Kinds& kinds_;
  const Surroundings& around_;
  const std::vector<Event>& events_;
  const ClassWeights& weights_;
  ChoiceObserver* observer_;
  Evidence evidence_;

  std::map<std::string_view, Standing> sides_;
  size_t remembered_ = 0;                              // events before this one are counted in sides_
  std::vector<std::string_view> sides_by_, sides_on_;  // chosen so far in the event in hand
  size_t sentence_ = static_cast<size_t>(-1);
  std::vector<Phrase> phrases_;  // of that sentence, in the order of the text
  // Of the event in hand.
  std::string_view form_;  // "active", "passive", "noun", "adjective"
  struct Weighed {
    const Participant* who;
    std::array<int64_t, 2> sums;
  };
  std::vector<Weighed> weighed_;
  size_t ruled_by_ = 0, ruled_on_ = 0;
  size_t by_ = 0, on_ = 0;  // chosen so far
};

// The classes of role_weights.tsv.
std::vector<std::string> role_classes();

struct RoleWeights {
  const ClassWeights& role;
  const EvidenceWeights& side;
  const EvidenceWeights& party;
};

// Who did it, to whom, whose side they are on (side_choice.h), and which party it was where the sentence does not say
// (party_choice.h), for all events of a report.
void choose_roles(const EventContext& context, const EventWords& words, const Kinds& kinds, const RoleWeights& weights,
                  std::vector<Event>& events, ChoiceObserver* observer = nullptr);

}  // namespace sayso
