// What kind an event is, of the kinds that its words may name.
//
// In: the events that were found, each with the kind that its rule gives (and a weapon in its clause, where the rule
// asks for one), and weights learnt from annotated reports (knowledge/events/kind_weights.tsv). Out: their kinds. How:
// see kind_choice.cc. Known to go wrong: strikes of which the report never says by what.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "event/context.h"
#include "event/event.h"
#include "event/evidence.h"
#include "event/judge.h"

namespace sayso {

// The kind that the weapon named nearest to `head` in its clause tells; empty where none is named.
std::string_view kind_by_means(const Parse& parse, const EventWords& words, TokenIndex head);

// The kinds that one word may stand for: knowledge/events/kind_groups.tsv.
class KindGroups {
 public:
  using Group = std::vector<std::string>;

  static Result<KindGroups> load(const KnowledgeSource& source, const Kinds& kinds);

  // The group that the kind is in, or nullptr.
  const Group* of(std::string_view kind) const;
  // Whether it is the group of acts that "the attack" may speak of.
  bool is_violence(const Group* group) const { return group == &groups_.front(); }
  // The classes of kind_weights.tsv: the kinds, and last "that", for the kind that a piece of evidence points to.
  std::vector<std::string> classes() const;

 private:
  std::vector<Group> groups_;  // the one of violence first
};

// `found` are the candidates behind `events`, in the same order.
void choose_kinds(const EventContext& context, const EventWords& words, const KindGroups& groups,
                  const ClassWeights& weights, const std::vector<const Judged*>& found, std::vector<Event>& events,
                  ChoiceObserver* observer = nullptr);

}  // namespace sayso
