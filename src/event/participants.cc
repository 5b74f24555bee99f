#include "event/participants.h"

#include <algorithm>

#include "event/clause.h"
#include "mention/noun_phrase.h"

namespace sayso {
namespace {

bool is_nominal(const Word& w) {
  return w.upos == Upos::NOUN || w.upos == Upos::PROPN || w.upos == Upos::PRON || w.upos == Upos::NUM ||
         (w.upos == Upos::ADJ && w.xpos == "JJ") || w.upos == Upos::DET;
}

bool is_expletive(const Parse& parse, TokenIndex i) {
  if (parse[i].upos == Upos::DET && (parse[i].lemma == "a" || parse[i].lemma == "the")) return true;
  return parse[i].relation == Relation::expl || parse[i].lemma == "there" || parse[i].xpos == "WDT" ||
         parse[i].xpos == "WP" || parse[i].xpos == "EX";
}

class Finder {
 public:
  Finder(const EventContext& context, const EventWords& words, const EventCandidate& candidate)
      : c_(context), parse_(context.parse), words_(words), candidate_(candidate) {}

  Participants find() {
    if (candidate_.word_class == WordClass::verb)
      of_verb(topmost(candidate_.head), candidate_.rule->frame);
    else
      of_noun(candidate_.head, candidate_.rule->frame);
    return std::move(out_);
  }

 private:
  // Adds the phrase at `head` and what is joined to it.
  void add(std::vector<Participant>& list, TokenIndex head, bool doer) {
    if (head == kNoToken) return;
    for (TokenIndex h : conjuncts(parse_, head)) {
      if ((!is_nominal(parse_[h]) && !is_participle_of_name(c_.mentions, parse_, h)) || is_expletive(parse_, h) ||
          candidate_.trigger.contains(h))
        continue;
      if (c_.mentions.time_at(h) != nullptr) continue;
      Participant p = party_at(c_, words_, h);
      if (doer && p.actor < 0 && p.sides.empty() && !words_.platforms.contains(parse_[h].lemma) && !counts_people(h))
        continue;
      if (std::any_of(list.begin(), list.end(), [&](const Participant& q) { return q.tokens == p.tokens; })) continue;
      list.push_back(std::move(p));
    }
  }
  // "Thousands marched", "dozens of gunmen stormed in": the number is what the tree hangs up.
  bool counts_people(TokenIndex h) const {
    const Count* count = c_.mentions.count_at(h);
    if (count == nullptr || count->no_toll) return false;
    if (count->unit == kNoToken) return true;
    const std::optional<Unit> unit = c_.finder.counts().units().of(parse_, *count);
    return count->number.contains(h) && unit && unit->of_class == CountClass::combatants;
  }
  void by(TokenIndex head) { add(out_.by, head, true); }
  void on(TokenIndex head) { add(out_.on, head, false); }

  // The word of the trigger that governs the clause: "missing" of "are missing", where "are" is its auxiliary.
  TokenIndex topmost(TokenIndex v) const {
    while (parse_.head(v) != kNoToken && candidate_.trigger.contains(parse_.head(v))) v = parse_.head(v);
    return v;
  }

  void of_verb(TokenIndex v, Frame frame) {
    bool passive = is_passive(parse_, v);
    TokenIndex subject = deep_subject(parse_, v), object = deep_object(parse_, v);
    // The object inside a trigger of several words ("opened fire") is no target.
    TokenIndex inner = kNoToken;
    if (object != kNoToken && candidate_.trigger.contains(object)) std::swap(object, inner);
    switch (frame) {
      case Frame::act:
        by(subject);
        sender(subject);
        on(object == kNoToken && inner == kNoToken && !passive ? shared_object(parse_, v) : object);
        break;
      case Frame::suffer:
        on(passive ? object : (subject != kNoToken ? subject : object));
        if (passive) by(subject);
        if (!passive && subject == kNoToken) on(object);
        break;
      case Frame::fight:
        by(subject);
        if (passive)
          on(object);
        else if (object != kNoToken)
          candidate_.rule->kind == "clash" ? on(object) : by(object);
        break;
      case Frame::begin:
        by(passive ? kNoToken : subject);
        break;
      case Frame::move:
        by(passive ? object : subject);
        if (!passive && object != kNoToken && c_.mentions.place_at(object) == nullptr) on(object);
        break;
    }
    prepositional(v, frame, passive);
    // "held talks with the government", "carried out strikes on the port": the phrase may hang on either word.
    if (inner != kNoToken) prepositional(inner, frame, passive);
  }

  // "Missiles launched by Iran slammed into ...": the doer is whoever sent the thing that did it.
  void sender(TokenIndex thing) {
    if (thing == kNoToken || !out_.by.empty()) return;
    for (TokenIndex c : parse_.children(thing)) {
      if (parse_[c].relation == Relation::acl && parse_[c].xpos == "VBN") by(deep_subject(parse_, c));
      if (parse_[c].relation == Relation::amod || parse_[c].relation == Relation::nmod_poss ||
          parse_[c].relation == Relation::compound)
        if (out_.by.empty()) by(c);
    }
  }

  void prepositional(TokenIndex v, Frame frame, bool passive) {
    for (TokenIndex c : parse_.children(v)) {
      Relation r = parse_[c].relation;
      if (r != Relation::obl && r != Relation::nmod && r != Relation::obl_agent) continue;
      std::string_view p = preposition(parse_, c);
      if (c_.mentions.time_at(c) != nullptr) continue;
      if (frame == Frame::fight && (p == "with" || p == "between" || p == "against")) by(c);
      if (frame == Frame::act && !passive && (p == "at" || p == "on" || p == "upon" || p == "into" || p == "against") &&
          !is_day(c))
        on(c);
      if (frame == Frame::suffer && p == "by" && r != Relation::obl_agent) by(c);
      if (frame == Frame::move && p == "against") on(c);
    }
  }

  bool is_day(TokenIndex c) const { return c_.mentions.time_at(c) != nullptr; }

  // "Syrian shelling", "rebel ambush": who it was stands in front.
  bool names_party(TokenIndex c) const { return heads_actor(c_.mentions, c) || !participant_at(c_, c).sides.empty(); }

  // What the possessor of an act's name is: the doer of an attack, the sufferer of a death.
  void owner(TokenIndex c, Frame frame) { frame == Frame::suffer ? on(c) : by(c); }

  void of_noun(TokenIndex n, Frame frame) {
    bool agentive = frame != Frame::suffer;
    const TokenIndex blamed = agentive ? blamed_for(c_, words_, n) : kNoToken;
    if (blamed != kNoToken) by(blamed);
    for (TokenIndex c : parse_.children(n)) {
      const Word& w = parse_[c];
      if (c_.mentions.time_at(c) != nullptr || c == blamed) continue;
      switch (w.relation) {
        case Relation::nmod_poss:
          owner(c, frame);
          break;
        case Relation::amod:
        case Relation::compound:
          if (!candidate_.trigger.contains(c) && names_party(c)) owner(c, frame);
          break;
        case Relation::nmod: {
          std::string_view p = preposition(parse_, c);
          if (p == "by") by(c);
          if (p == "between" || p == "with") by(c);
          if (p == "against" || p == "on" || p == "at" || p == "upon") frame == Frame::fight ? by(c) : on(c);
          if (p == "of" || p == "to") {
            if (frame == Frame::fight || frame == Frame::move)
              by(c);
            else
              on(c);
          }
          if (p == "from" && candidate_.rule->kind == "loss") break;
          if (p == "among" && frame == Frame::suffer) on(c);
          break;
        }
        case Relation::nsubj:  // a nominal predicate: "it was an attack by"; an adjective: "12 are dead"
        case Relation::nsubj_pass:
          if (candidate_.word_class == WordClass::adjective || frame == Frame::suffer) on(c);
          break;
        default:
          break;
      }
    }
    if (agentive && frame != Frame::begin && out_.on.empty()) harmed(n);
    const Word& w = parse_[n];
    if (candidate_.word_class == WordClass::adjective) {
      if (w.relation == Relation::amod || w.relation == Relation::acl) on(w.head);
      if (w.relation == Relation::xcomp && w.head != kNoToken) {  // "left 12 people dead"
        TokenIndex o = parse_.child(w.head, Relation::obj);
        on(o != kNoToken ? o : deep_subject(parse_, w.head));
      }
    }
    if (!agentive || w.head == kNoToken) return;
    // "claimed responsibility for the attack"
    if (w.relation == Relation::nmod && preposition(parse_, n) == "for" &&
        words_.responsibility.contains(parse_[w.head].lemma) && parse_[w.head].relation == Relation::obj)
      by(deep_subject(parse_, parse_.head(w.head)));
    // "carried out strikes on", "launched an offensive": the doer is the light verb's subject.
    TokenIndex verb = kNoToken;
    if (w.relation == Relation::obj || w.relation == Relation::nsubj_pass) verb = w.head;
    if (w.relation == Relation::obl && (preposition(parse_, n) == "in" || preposition(parse_, n) == "out"))
      verb = kNoToken;
    if (verb == kNoToken || parse_[verb].upos != Upos::VERB || !words_.light_verbs.contains(parse_[verb].lemma)) return;
    if (out_.by.empty() || frame == Frame::fight) by(deep_subject(parse_, verb));
    for (TokenIndex c : parse_.children(verb)) {
      if (parse_[c].relation != Relation::obl || c_.mentions.time_at(c) != nullptr) continue;
      std::string_view p = preposition(parse_, c);
      if (frame != Frame::fight && (p == "against" || p == "on" || p == "at") && out_.on.empty()) on(c);
      if (frame == Frame::fight && (p == "with" || p == "against")) by(c);
    }
  }

  // "An air strike killed two women", "two women died in an air strike": those whom the verb says were harmed.
  void harmed(TokenIndex n) {
    TokenIndex verb = parse_.head(n);
    if (verb == kNoToken || !words_.harm_verbs.contains(parse_[verb].lemma)) return;
    Relation r = parse_[n].relation;
    if (r == Relation::nsubj || r == Relation::obl_agent) {
      on(deep_object(parse_, verb));
    } else if (r == Relation::obl) {
      std::string_view p = preposition(parse_, n);
      if (p != "in" && p != "during" && p != "by" && p != "from") return;
      bool passive = is_passive(parse_, verb);
      TokenIndex object = deep_object(parse_, verb);
      if (passive && out_.by.empty()) by(parse_.child(verb, Relation::obl_agent));  // "killed by rebels in an attack"
      on(passive || object != kNoToken ? object : deep_subject(parse_, verb));
    }
  }

  const EventContext& c_;
  const Parse& parse_;
  const EventWords& words_;
  const EventCandidate& candidate_;
  Participants out_;
};

}  // namespace

TokenIndex blamed_for(const EventContext& context, const EventWords& words, TokenIndex event) {
  const Parse& parse = context.parse;
  const Word& w = parse[event];
  TokenIndex verb = w.relation == Relation::obj || w.relation == Relation::nsubj_pass ? w.head : kNoToken;
  for (TokenIndex c : parse.children(event))  // "a raid blamed on the rebels"
    if (parse[c].relation == Relation::acl && parse[c].xpos == "VBN") verb = c;
  if (verb == kNoToken || !words.blaming.contains(parse[verb].lemma)) return kNoToken;
  TokenIndex last = kNoToken;
  const TokenRange told = parse.subtree(verb);
  for (TokenIndex i = (w.relation == Relation::nsubj_pass ? verb : event) + 1; i < told.end; ++i) {
    const TokenIndex party = parse.head(i);
    if (parse[i].relation != Relation::case_ || parse[i].lemma != "on" || party < i) continue;
    if (context.mentions.time_at(party) != nullptr) continue;
    if (heads_actor(context.mentions, party) || !participant_at(context, party).sides.empty()) last = party;
  }
  return last;
}

TokenIndex charged_with(const EventContext& context, const EventWords& words, TokenIndex event) {
  const Parse& parse = context.parse;
  const Word& w = parse[event];
  const bool of = w.upos == Upos::VERB &&
                  std::any_of(parse.children(event).begin(), parse.children(event).end(), [&](TokenIndex c) {
                    return parse[c].relation == Relation::mark && parse[c].lemma == "of";
                  });
  if (!of || w.head == kNoToken || !words.charging.contains(parse[w.head].lemma)) return kNoToken;
  const TokenIndex party = parse.child(w.head, Relation::obj);
  return party != kNoToken && party < event && context.mentions.actor_at(party) != nullptr ? party : kNoToken;
}

bool heads_actor(const Mentions& mentions, TokenIndex i) {
  const Actor* actor = mentions.actor_at(i);
  return actor != nullptr && actor->head == i;
}

bool is_participle_of_name(const Mentions& mentions, const Parse& parse, TokenIndex i) {
  return parse[i].upos == Upos::VERB && parse[i].relation == Relation::amod && !mentions.phrase_sides.at(i).empty();
}

Participant party_at(const EventContext& context, const EventWords& words, TokenIndex head) {
  const Parse& parse = context.parse;
  Participant who = participant_at(context, head);
  const Word& w = parse[head];
  const bool counts = words.counts.contains(w.lemma);
  const bool charged = w.head != kNoToken && (w.relation == Relation::obj || w.relation == Relation::nsubj_pass) &&
                       words.charging.contains(parse[w.head].lemma);
  if (!counts && !charged) return who;
  for (TokenIndex c : parse.children(head)) {
    if (c < head || parse[c].relation != Relation::nmod || preposition(parse, c) != "of") continue;
    if (counts)
      who.tokens = core_phrase(parse, c);
    else
      who.tokens.end = std::min(who.tokens.end, std::max(parse.subtree(c).begin, head + 1));
    break;
  }
  return who;
}

bool side_goes_by_noun(const EventContext& context, const Participant& who) {
  if (who.sides.empty()) return false;
  const ActorNoun* noun = context.finder.actors().nouns().at(context.parse, who.head);
  if (noun == nullptr) return false;
  return noun->side == DefaultSide::other || (noun->side == DefaultSide::both && who.sides.size() > 1);
}

bool names_its_side(const EventContext& context, const Participant& who) {
  for (TokenIndex i = who.tokens.begin; i < who.tokens.end; ++i) {
    const Word& w = context.parse[i];
    if (w.upos == Upos::PROPN || w.entity != EntityKind::none || context.mentions.place_at(i) != nullptr) return true;
  }
  return false;
}

bool is_where_a_group_is(const Mentions& mentions, const Parse& parse, TokenIndex i) {
  const Word& w = parse[i];
  if (w.relation != Relation::nmod || w.head == kNoToken || mentions.place_at(i) == nullptr) return false;
  const Actor* group = mentions.actor_at(w.head);
  // "A group of soldiers in Mali", but not "soldiers of the mission in Mali"
  const bool counted = group != nullptr && group->head != w.head && parse[w.head].xpos == "NNS";
  return group != nullptr && (group->head == w.head || counted) && group->role == ActorRole::belligerent &&
         preposition(parse, i) == "in";
}

bool is_arms_alone(const Parse& parse, const EventWords& words, const Participant& who) {
  const std::string& lemma = parse[who.head].lemma;
  return who.actor < 0 && who.sides.empty() && words.means.contains(lemma) && !words.platforms.contains(lemma);
}

bool is_arms_of_a_side(const Mentions& mentions, const Parse& parse, const EventWords& words, const Participant& who) {
  if (who.actor >= 0 || who.sides.empty() || !words.means.contains(parse[who.head].lemma)) return false;
  for (TokenIndex i = who.tokens.begin; i < who.head; ++i)  // not "rockets from Lebanon"
    if (mentions.phrase_sides.at(i) == who.sides) return true;
  return false;
}

bool is_what_it_is_done_with(const Parse& parse, const EventWords& words, const Participant& who) {
  return who.tokens.size() == 1 && words.platforms.contains(parse[who.head].lemma) &&
         preposition(parse, who.head) == "with";
}

std::string_view type_of(const EventContext& context, const Participant& who) {
  const Mentions& mentions = context.mentions;
  const Word& w = context.parse[who.head];
  const Actor* actor = who.actor >= 0 ? &mentions.actors[static_cast<size_t>(who.actor)] : nullptr;
  if (w.upos == Upos::PRON) return w.xpos == "PRP$" ? "its" : who.sides.empty() ? "pronoun" : "pronoun of a side";
  if (actor != nullptr) {
    if (actor->combatants) return "fighters";
    if (actor->role == ActorRole::belligerent) return "belligerent";
    if (actor->type == ActorType::civilians) return "civilians";
    if (actor->role == ActorRole::body) return "body";
    if (actor->role == ActorRole::official || actor->role == ActorRole::medic || actor->role == ActorRole::monitor ||
        actor->role == ActorRole::media || actor->role == ActorRole::witness)
      return "speaker";
    if (actor->people) return "people";
    return "actor";
  }
  if (const Place* place = mentions.place_at(who.head)) return place->metonym ? "metonym" : "place";
  if (const Count* count = mentions.count_at(who.head); count != nullptr && !count->no_toll)
    return count->unit == kNoToken ? "number" : "counted";
  if (w.entity == EntityKind::person) return "person";
  if (w.upos == Upos::PROPN) return "name";
  return who.sides.empty() ? "thing" : "thing of a side";
}

Participant participant_at(const EventContext& context, TokenIndex head) {
  Participant p;
  p.head = head;
  p.tokens = without_day(
      context.parse, core_phrase(context.parse, head), head,
      [&](TokenIndex i) { return context.mentions.time_at(i) != nullptr; },
      [&](TokenIndex i) { return context.mentions.actor_at(i) != nullptr; });
  if (const Actor* actor = context.mentions.actor_at(head)) {
    p.actor = static_cast<int32_t>(actor - context.mentions.actors.data());
    p.sides = actor->sides;
  } else {
    p.sides = context.finder.sides_of(context.report, context.parse, context.mentions, p.tokens);
  }
  // An adjective tells a side by itself ("Iranian salvos"), also before a head that was cut off with its caption.
  if (p.sides.empty() && context.parse[head].upos == Upos::ADJ)
    for (TokenIndex i = p.tokens.begin; i < p.tokens.end && p.sides.empty(); ++i)
      if (const Place* place = context.mentions.place_at(i); place != nullptr && place->demonym)
        p.sides = {place->name};
  return p;
}

Participants find_participants(const EventContext& context, const EventWords& words, const EventCandidate& candidate) {
  return Finder(context, words, candidate).find();
}

}  // namespace sayso
