// Which party did it, and which suffered it, where a reader knows and the event's own sentence need not say.
//
// In: a report's events in the order of their triggers with the doers and targets that role_choice.h and side_choice.h
// gave them, and weights learnt from annotated reports (knowledge/events/party_weights.tsv). Out: the same lists, or
// none, or a phrase of one of the report's sides in their place. How: see party_choice.cc. Guaranteed: what is put in
// is a phrase of the report that names that side. Known to go wrong: wars of more than two sides; a side that only one
// of several speakers blames.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "event/evidence.h"
#include "event/kinds.h"
#include "event/role_choice.h"
#include "event/surroundings.h"

namespace sayso {

class PartyChoice {
 public:
  PartyChoice(const EventContext& context, const Kinds& kinds, const Surroundings& around,
              const std::vector<Event>& events, const EvidenceWeights& weights, ChoiceObserver* observer);

  // Sets `event.by`, then `event.on`. To be called for each event in turn, after its roles and sides are chosen;
  // `roles` still holds what was weighed for it.
  void choose(size_t k, const RoleChoice& roles, Event& event);

 private:
  // A side that the report names, and what it was in the events before.
  struct Side {
    std::string name;
    int named = 0;
    int by = 0, on = 0;
    int tagged_by = 0, tagged_on = 0;  // mentions anywhere that the tagger holds to be doers, targets
    std::vector<TokenIndex> heads;     // of the actors that stand for it alone, in the order of the text
  };
  struct Candidate {
    std::string_view is;  // "kept", "none", "side", "added"
    int32_t side = -1;    // index into sides_
    std::vector<std::string> sides;
  };
  // What all candidates for one role of an event share.
  struct Question {
    size_t k;
    bool by;
    const Event& event;
    const RoleChoice& roles;
    const Kind* kind;
    std::vector<std::string> own = {}, others = {};  // the sides in this role, and in the other
    // As evidence: what is in the roles, the form of the trigger.
    std::string_view role = {}, kept = {}, other = {}, form = {}, definite = {}, tense = {};
    bool total = false;
  };

  void gather();
  Question question(size_t k, const RoleChoice& roles, bool by, const Event& event) const;
  void choose_one(size_t k, const RoleChoice& roles, bool by, Event& event);
  void describe(const Question& q, const Candidate& candidate);
  void describe_kept(const Question& q);
  void describe_side(const Question& q, const std::string& start, int32_t index);
  TokenIndex phrase_of(const Event& event, const Side& side) const;
  int32_t index_of(std::string_view side) const;

  const EventContext& c_;
  const Parse& parse_;
  const Kinds& kinds_;
  const Surroundings& around_;
  const std::vector<Event>& events_;
  const EvidenceWeights& weights_;
  ChoiceObserver* observer_;
  Evidence evidence_;

  std::vector<Side> sides_;  // most named first
  int32_t last_by_ = -1, last_on_ = -1;
  size_t last_event_ = 0;
};

}  // namespace sayso
