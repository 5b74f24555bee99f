#include "event/role_rules.h"

#include <algorithm>
#include <vector>

#include "event/clause.h"
#include "event/participants.h"

namespace sayso {
namespace {

using Q = RoleQuestion;
using A = RoleAnswer;

TokenIndex above(const Q& q, TokenIndex i) { return q.parse().head(i); }

bool is_subject_of(const Q& q, TokenIndex i, TokenIndex verb) {
  return q.parse()[i].relation == Relation::nsubj && above(q, i) == verb;
}

// Whether the tree has somebody as the object of the event's verb.
bool befalls_people(const Q& q) {
  const TokenIndex object = q.parse().child(q.event.head, Relation::obj);
  if (object == kNoToken || q.event.trigger.contains(object) || q.parse()[object].upos == Upos::PRON) return false;
  const Actor* actor = q.context.mentions.actor_at(object);
  return actor != nullptr && actor->people && actor->head == object;
}

// "A drone" is no doer.
Role arms_of_nobody(const Q& q, const A& a) {
  const bool arms = is_arms_alone(q.parse(), q.words, a.who) || is_what_it_is_done_with(q.parse(), q.words, a.who);
  return a.chosen == Role::by && arms ? Role::none : a.chosen;
}

// "No group": of nobody named, whoever was called so before.
Role nobody(const Q& q, const A& a) {
  if (a.chosen != Role::by || !is_none(q.parse(), a.who.head)) return a.chosen;
  const ActorNoun* noun = q.context.finder.actors().nouns().at(q.parse(), a.who.head);
  const bool any_group = noun != nullptr && noun->noun_class == NounClass::group && !names_its_side(q.context, a.who);
  return a.who.sides.empty() || any_group ? Role::none : a.chosen;
}

// What lies "in Horlivka" is not done to it; "a base outside Tripoli": the town only tells where it is.
Role only_where(const Q& q, const A& a) {
  const Place* place = q.context.mentions.place_at(a.who.head);
  if (a.chosen != Role::on || place == nullptr) return a.chosen;
  const std::string_view p = preposition(q.parse(), a.who.head);
  const bool within = p == "in" && a.who.sides.empty() && q.context.mentions.actor_at(a.who.head) == nullptr &&
                      q.parse()[a.who.head].relation == Relation::obl;
  return within || place->beside || p == "outside" || p == "near" ? Role::none : a.chosen;
}

// "The rebels also wounded several officers": who does it to somebody else is not whom it is done to.
Role does_it_to_others(const Q& q, const A& a) {
  return a.chosen == Role::on && a.ruled == Role::by && is_subject_of(q, a.who.head, q.event.head) &&
                 q.form == "active" && befalls_people(q)
             ? Role::by
             : a.chosen;
}

Role blamed(const Q& q, const A& a) { return a.who.head == q.blamed ? Role::by : a.chosen; }

// "Launched a sweep following an attack on a market": the attack only dates what they did.
Role dates_only(const Q& q, const A& a) {
  const Word& w = q.parse()[q.event.head];
  return a.chosen == Role::by && w.relation == Relation::obl &&
                 q.words.dating.contains(preposition(q.parse(), q.event.head)) && is_subject_of(q, a.who.head, w.head)
             ? Role::none
             : a.chosen;
}

// "The party condemned the air strikes", "police suspected rebels in the attack": who judges a deed did not do it.
Role judges(const Q& q, const A& a) {
  const Word &w = q.parse()[a.who.head], &e = q.parse()[q.event.head];
  return a.chosen == Role::by && w.relation == Relation::nsubj && w.head != kNoToken && w.head != q.event.head &&
                 q.words.judging.contains(q.parse()[w.head].lemma) && e.upos == Upos::NOUN && e.head == w.head
             ? Role::none
             : a.chosen;
}

// "The raid was repelled by troops", "soldiers foiled an attack": who beat it back did not do it.
Role beats_it_back(const Q& q, const A& a) {
  const Word &w = q.parse()[a.who.head], &e = q.parse()[q.event.head];
  if (a.chosen != Role::by || e.upos != Upos::NOUN || w.head == kNoToken || w.head != e.head ||
      !q.words.repelling.contains(q.parse()[w.head].lemma))
    return a.chosen;
  const bool passive = e.relation == Relation::nsubj_pass && w.relation == Relation::obl_agent;
  return passive || (e.relation == Relation::obj && w.relation == Relation::nsubj) ? Role::none : a.chosen;
}

// "Some 900 families fled shelling of the town by the army": who flees has no doer by "by".
Role flees_from(const Q& q, const A& a) {
  return a.chosen == Role::by && q.event.kind == "displacement" && q.form == "active" &&
                 preposition(q.parse(), a.who.head) == "by" &&
                 q.parse().child(q.event.head, Relation::nsubj) != kNoToken
             ? Role::none
             : a.chosen;
}

// "Shelled a market amid fighting between the army and the rebels": who fights there did not therefore do this.
Role in_the_midst(const Q& q, const A& a) {
  if (a.chosen != Role::by) return a.chosen;
  for (TokenIndex i = a.who.head; i != kNoToken && i != q.event.head; i = above(q, i))
    if (q.words.amid.contains(preposition(q.parse(), i)) && !q.parse().dominates(i, q.event.head)) return Role::none;
  return a.chosen;
}

// "Died at the hands of the police".
Role at_the_hands(const Q& q, const A& a) {
  const TokenIndex hands = above(q, a.who.head);
  return hands != kNoToken && q.parse()[hands].lemma == "hand" && preposition(q.parse(), hands) == "at" &&
                 preposition(q.parse(), a.who.head) == "of" && above(q, hands) == q.event.head
             ? Role::by
             : a.chosen;
}

// "They accused it of staging the attack": nobody else outside that clause did.
Role outside_the_charge(const Q& q, const A& a) {
  return q.charged != kNoToken && a.chosen == Role::by && !q.parse().dominates(q.charged, a.who.head) &&
                 !q.parse().dominates(q.event.head, a.who.head)
             ? Role::none
             : a.chosen;
}

// "Hit by a Hezbollah missile": whose arms the clause names did it.
Role whose_arms(const Q& q, const A& a) {
  return a.chosen == Role::none && a.ruled == Role::by && !a.has_doer &&
                 is_arms_of_a_side(q.context.mentions, q.parse(), q.words, a.who)
             ? Role::by
             : a.chosen;
}

// "Hezbollah's stronghold": where a group is.
Role where_a_group_is(const Q& q, const A& a) {
  return !a.who.sides.empty() && is_where_a_group_is(q.context.mentions, q.parse(), a.who.head) ? Role::none : a.chosen;
}

// "Rammed a truck into a police post", "detonated an explosives-laden car": it is what it is done with.
Role driven(const Q& q, const A& a) {
  const Kind* kind = q.kinds.find(q.event.kind);
  const TokenIndex head = a.who.head;
  const Parse& parse = q.parse();
  if (a.chosen != Role::on || kind == nullptr || !kind->is_means() || !q.words.driven.contains(parse[head].lemma))
    return a.chosen;
  const auto parts = parse.children(head), others = parse.children(q.event.head);
  const bool bomb = q.event.kind == "bombing" || q.event.kind == "suicide-attack";
  const bool laden =
      std::any_of(parts.begin(), parts.end(), [&](TokenIndex c) { return q.words.laden.contains(parse[c].lemma); });
  const bool into = parse[head].relation == Relation::obj && parse.head(head) == q.event.head &&
                    std::any_of(others.begin(), others.end(),
                                [&](TokenIndex c) { return c > head && preposition(parse, c) == "into"; });
  return (bomb && laden) || into ? Role::none : a.chosen;
}

// "Wrested the hill from government troops": theirs it was.
Role ousted(const Q& q, const A& a) {
  if (a.chosen != Role::none || q.event.kind != "seizure" || q.form != "active" ||
      preposition(q.parse(), a.who.head) != "from")
    return a.chosen;
  const TokenIndex object = q.parse().child(q.event.head, Relation::obj), up = above(q, a.who.head);
  const Actor* actor = q.context.mentions.actor_at(a.who.head);
  return object != kNoToken && (up == q.event.head || up == object) && actor != nullptr && actor->head == a.who.head &&
                 actor->role == ActorRole::belligerent && q.context.mentions.place_at(a.who.head) == nullptr
             ? Role::on
             : a.chosen;
}

// "They came under fire": it befell them, whatever they did before.
Role came_under_fire(const Q& q, const A& a) {
  if (q.under_fire == kNoToken || a.chosen == Role::none) return a.chosen;
  if (a.who.head == q.under_fire) return Role::on;
  return a.chosen == Role::by && q.parse()[a.who.head].relation == Relation::nsubj ? Role::none : a.chosen;
}

using Rule = Role (*)(const Q&, const A&);
constexpr Rule kRules[] = {
    arms_of_nobody, nobody,       only_where,   does_it_to_others,  blamed,     dates_only,       judges, beats_it_back,
    flees_from,     in_the_midst, at_the_hands, outside_the_charge, whose_arms, where_a_group_is, driven, ousted,
    came_under_fire};

// "Gunmen in uniforms": what a doer's own words tell of him.
bool is_worn(const RoleQuestion& q, const Event& event, const Participant& who) {
  const Actor* actor = q.context.mentions.actor_at(who.head);
  return preposition(q.parse(), who.head) == "in" && (actor == nullptr || !actor->people) &&
         !names_its_side(q.context, who) && q.context.mentions.place_at(who.head) == nullptr &&
         std::any_of(event.by.begin(), event.by.end(),
                     [&](const Participant& p) { return p.tokens.end + 1 == who.tokens.begin; });
}

// "Killed a man who had stabbed a soldier": whom the people befallen did something to is not befallen too.
void leave_out_bystanders(const RoleQuestion& q, Event& event) {
  auto is_told_of = [&](TokenIndex head, TokenIndex target) {
    if (!heads_actor(q.context.mentions, target) || !q.context.mentions.actor_at(target)->people) return false;
    TokenIndex i = head;
    for (; i != kNoToken && q.parse().head(i) != target; i = q.parse().head(i))
      if (i == event.head) return false;
    return i != kNoToken && i != event.head && !is_passive(q.parse(), i) &&
           (q.parse()[i].relation == Relation::acl || q.parse()[i].relation == Relation::acl_relcl);
  };
  std::vector<TokenIndex> targets;
  for (const Participant& p : event.on) targets.push_back(p.head);
  std::erase_if(event.on, [&](const Participant& p) {
    return std::any_of(targets.begin(), targets.end(), [&](TokenIndex t) { return is_told_of(p.head, t); });
  });
}

// "Soldiers foiled an ambush by insurgents": where the deed's own words say who did it, its verb's subject did not.
void leave_out_foilers(const RoleQuestion& q, Event& event) {
  const Kind* kind = q.kinds.find(event.kind);
  if (kind == nullptr || kind->family == "fight" || kind->family == "talks") return;
  const bool told = std::any_of(event.by.begin(), event.by.end(), [&](const Participant& p) {
    const TokenIndex apart = p.tokens.begin - event.trigger.end;  // also where the tree hangs him on the verb
    return preposition(q.parse(), p.head) == "by" &&
           (q.parse().head(p.head) == event.head || (apart >= 1 && apart <= 2));
  });
  if (told)
    std::erase_if(event.by, [&](const Participant& p) {
      return q.parse()[p.head].relation == Relation::nsubj && q.parse().head(p.head) == q.parse().head(event.head);
    });
}

}  // namespace

Role corrected(const RoleQuestion& question, RoleAnswer answer) {
  for (Rule rule : kRules) answer.chosen = rule(question, answer);
  return answer.chosen;
}

// "Has fought the army since another group attacked Goma": where a verb's own subject or agent did it, nobody outside
// of its words did.
void leave_out_others(const RoleQuestion& question, Event& event) {
  const RoleQuestion& q = question;
  if (event.by.size() > 1) {  // "men on motorbikes attacked"
    std::erase_if(event.by, [&](const Participant& p) {
      return p.sides.empty() && q.words.driven.contains(q.parse()[p.head].lemma) &&
             !preposition(q.parse(), p.head).empty();
    });
    std::erase_if(event.by, [&](const Participant& p) { return is_worn(q, event, p); });
  }
  leave_out_bystanders(q, event);
  if (event.kind == "mobilisation" && event.on.size() > 1)  // "sent troops to Chad"
    std::erase_if(event.on, [&](const Participant& p) {
      return q.context.mentions.place_at(p.head) != nullptr && preposition(q.parse(), p.head) == "to";
    });
  if (q.parse()[event.head].upos == Upos::NOUN) leave_out_foilers(q, event);
  if (q.parse()[event.head].upos != Upos::VERB) return;
  TokenIndex doer = q.parse().child(event.head, q.form == "active" ? Relation::nsubj : Relation::obl_agent);
  // "He warned that the rebels would continue to shell them": the subject of what it is a part of.
  if (doer == kNoToken && q.parse()[event.head].relation == Relation::xcomp) doer = deep_subject(q.parse(), event.head);
  auto is_doer = [&](const Participant& p) { return p.head == doer; };
  const auto own = std::find_if(event.by.begin(), event.by.end(), is_doer);
  const Kind* kind = q.kinds.find(event.kind);
  const bool mutual = kind != nullptr && (kind->family == "fight" || kind->family == "talks");
  if (doer == kNoToken || own == event.by.end() || q.parse()[doer].upos == Upos::PRON || mutual) return;
  const TokenIndex before = own->tokens.begin - 1;  // "troops and their allies fled", where the tree parts them
  const bool joined = before > 0 && (q.parse()[before].upos == Upos::CCONJ || q.parse()[before].upos == Upos::PUNCT);
  std::erase_if(event.by, [&](const Participant& p) {
    const bool here = q.parse().tokens().sentence_of(p.head) == event.sentence;
    const Word& w = q.parse()[p.head];  // "shot at medics as they carried casualties"
    const bool of_other = w.relation == Relation::nsubj && w.head != event.head && w.upos == Upos::PRON;
    return here && !joined && p.head != doer && (of_other || !q.parse().dominates(event.head, p.head));
  });
}

}  // namespace sayso
