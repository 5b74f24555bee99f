// Whose side each doer and target of an event is on.
//
// In: the participants of a report's events, with the sides that their own words tell (mention/actor.h), and weights
// learnt from annotated reports (knowledge/events/side_weights.tsv). Out: their sides: those, or none, or civilians, or
// a side that the report names elsewhere ("the soldiers", "two tanks", "they"). How: see side_choice.cc. Known to go
// wrong: reports with more than two sides, and groups that change theirs.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "event/evidence.h"
#include "event/surroundings.h"

namespace sayso {

class SideChoice {
 public:
  SideChoice(const EventContext& context, const EvidenceWeights& weights, ChoiceObserver* observer);

  // Sets the sides of the participants of `event`, the doers first. To be called for each event in turn, after the
  // roles of all of them: what is chosen is evidence for those that follow.
  void choose(size_t k, Event& event);

 private:
  // A side that the report names.
  struct Side {
    std::string name;
    bool state = false;
    std::vector<size_t> sentences;  // of its mentions, in order
  };
  struct Candidate {
    std::vector<std::string> sides;
    int32_t side = -1;    // index into sides_, -1 for none of them
    bool told = false;    // what the phrase's own words say
    std::string_view is;  // "open", "civilians", "told", "side"
  };

  void gather();
  std::vector<std::string> not_theirs(const Event& event, const Participant& who) const;
  bool stands_against(TokenIndex head) const;
  bool cannot_be(const Participant& who, const std::string& name) const;
  bool names_place(const Participant& who) const;
  void choose_one(size_t k, const Event& event, std::string_view role, Participant& who);
  void describe(const Event& event, std::string_view role, const Participant& who, const Candidate& candidate);

  const EventContext& c_;
  const Parse& parse_;
  const EvidenceWeights& weights_;
  ChoiceObserver* observer_;
  Evidence evidence_;

  std::vector<Side> sides_;  // most mentions first
  // The sides chosen before: by the word that heads the phrase, and of the last event's doers and targets.
  std::map<std::string, std::vector<std::string>, std::less<>> by_word_;
  std::vector<std::string> last_by_, last_on_;
  // Of the event in hand.
  std::vector<std::string> by_sides_, on_sides_;
};

}  // namespace sayso
