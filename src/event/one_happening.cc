#include "event/one_happening.h"

#include <algorithm>

#include "event/clause.h"

namespace sayso {
namespace {

bool is_effect(const Kinds& kinds, const Event& event) {
  const Kind* k = kinds.find(event.kind);
  return k != nullptr && k->is_effect();
}

bool is_means(const Kinds& kinds, const Event& event) {
  const Kind* k = kinds.find(event.kind);
  return k != nullptr && k->is_means();
}

// Drops the events of `gone`; the others keep their order.
void drop_gone(const std::vector<char>& gone, std::vector<Event>& events) {
  size_t kept = 0;
  for (size_t k = 0; k < events.size(); ++k)
    if (!gone[k]) {
      if (kept != k) events[kept] = std::move(events[k]);
      ++kept;
    }
  events.resize(kept);
}

// Drops the events of which `is_gone` is true, asked of each while all are still there.
template <typename F>
void drop_if(std::vector<Event>& events, F is_gone) {
  std::vector<char> gone(events.size(), 0);
  for (size_t k = 0; k < events.size(); ++k) gone[k] = is_gone(events[k]) ? 1 : 0;
  drop_gone(gone, events);
}

// "Blamed each other for resuming the attacks": what was begun is no event beside its beginning.
void drop_what_was_begun(const Parse& parse, std::vector<Event>& events) {
  drop_if(events, [&](const Event& e) {
    if (parse[e.head].relation != Relation::obj) return false;
    const auto here = events_in(events, e.sentence, e.sentence);
    return std::any_of(here.begin(), here.end(),
                       [&](const Event& other) { return other.head == parse.head(e.head) && other.kind == "blame"; });
  });
}

// True where harm is told as the effect of an act in the same breath: "the strike killed", "killed in an ambush",
// "killed when troops fired", "a missile hit the block, killing 25".
bool is_effect_of(const Parse& parse, const EventWords& words, TokenIndex harm, TokenIndex act) {
  const Word& a = parse[act];
  const Word& h = parse[harm];
  if (a.head == harm) {
    if (a.relation == Relation::nsubj && !is_passive(parse, harm)) return true;
    if (a.relation == Relation::obl || a.relation == Relation::obl_agent || a.relation == Relation::nmod) {
      std::string_view p = preposition(parse, act);
      if (p == "after")
        return h.relation == Relation::amod || h.relation == Relation::acl;  // "flats damaged after shelling"
      return p == "in" || p == "by" || p == "due" || p == "during" || p == "from" || p == "with" || p == "under";
    }
    if (a.relation == Relation::advcl && a.upos == Upos::VERB) {
      TokenIndex mark = parse.child(act, Relation::mark);
      if (mark == kNoToken) mark = parse.child(act, Relation::advmod);
      if (mark == kNoToken) return false;
      // "Killed in fighting so far": the parser takes the noun for a verb.
      if (a.xpos == "VBG" && parse.child(act, Relation::obj) == kNoToken && parse[mark].lemma == "in") return true;
      if (parse[mark].lemma == "after") return h.relation == Relation::amod || h.relation == Relation::acl;
      return parse[mark].lemma == "when" || parse[mark].lemma == "as";
    }
  }
  if (h.head == act && h.relation == Relation::advcl && h.xpos == "VBG") return true;
  // "The raid, which police said killed nine"
  if (h.relation == Relation::ccomp && parse.child(harm, Relation::nsubj) == kNoToken && !is_passive(parse, harm))
    if (const Word& said = parse[h.head]; said.relation == Relation::acl_relcl && said.head == act) return true;
  // "Nine were killed and several wounded in the raid": both were.
  for (TokenIndex c : parse.children(harm))
    if (a.head == c && a.relation == Relation::obl && parse[c].relation == Relation::conj &&
        words.harm_verbs.contains(parse[c].lemma) && is_passive(parse, harm) && is_passive(parse, c))
      return is_effect_of(parse, words, c, act);
  // "An attack which left 15 soldiers dead"
  TokenIndex verb = kNoToken;
  if (h.relation == Relation::xcomp) verb = h.head;
  if (h.relation == Relation::amod && h.head != kNoToken && parse[h.head].relation == Relation::obj)
    verb = parse.head(h.head);
  return verb != kNoToken && parse[verb].lemma == "leave" && deep_subject(parse, verb) == act;
}

// One act and its harm are one event, named by the act: the harm's word is left out, what it befell goes to the act.
// (Its tolls follow by themselves: they go to the event of the clause.)
void merge_harm(const Parse& parse, const EventWords& words, const Kinds& kinds, std::vector<Event>& events) {
  std::vector<char> gone(events.size(), 0);
  for (size_t h = 0; h < events.size(); ++h) {
    if (!is_effect(kinds, events[h])) continue;
    for (size_t a = h > 6 ? h - 6 : 0; a < events.size() && a < h + 7; ++a) {
      if (a == h || gone[a] || events[a].sentence != events[h].sentence) continue;
      if (!is_means(kinds, events[a]) || !is_effect_of(parse, words, events[h].head, events[a].head)) continue;
      gone[h] = 1;
      for (Participant& p : events[h].on) events[a].on.push_back(std::move(p));
      if (events[a].by.empty()) events[a].by = std::move(events[h].by);
      break;
    }
  }
  drop_gone(gone, events);
}

// Two words for one happening, where the tree shows that the one only completes the other. Which of the two stays says
// the way they hang together.
enum class Twice : uint8_t { no, first, second };

class ToldTwice {
 public:
  ToldTwice(const EventContext& context, const EventWords& words, const Kinds& kinds)
      : parse_(context.parse), words_(words), kinds_(kinds) {}

  Twice of(const Event& a, const Event& b) const {
    if (is_flight(a, b)) return parse_[a.head].relation == Relation::acl && hits(b) ? Twice::second : Twice::first;
    if (had_done(a, b)) return Twice::second;
    if (Twice t = below(a, b); t != Twice::no) return t;
    const Twice t = below(b, a);
    return t == Twice::first ? Twice::second : t == Twice::second ? Twice::first : Twice::no;
  }

 private:
  // Whether `low` hangs below `high` so that both tell of one happening.
  Twice below(const Event& high, const Event& low) const {
    const Word& w = parse_[low.head];
    // "Took 12 soldiers prisoner": the parser takes the noun for another name of the soldiers.
    const bool beside = w.relation == Relation::appos && parse_.head(w.head) == high.head &&
                        (parse_[w.head].relation == Relation::obj || parse_[w.head].relation == Relation::nsubj_pass);
    if (w.head != high.head && !beside) return Twice::no;
    const bool verb = parse_[high.head].upos == Upos::VERB, noun = w.upos != Upos::VERB;
    const bool same = high.kind == low.kind, akin = same || same_family(high, low);
    switch (w.relation) {
      case Relation::compound:
      case Relation::amod:
      case Relation::nmod_desc:  // "rocket fire", "missile strikes"
        return (same || (high.kind == "attack" && means(low))) && noun && !verb ? Twice::first
                                                                                : Twice::no;  // "shell attack"
      case Relation::obj:
      case Relation::appos:
      case Relation::xcomp:  // "took them prisoner", "broke the truce"
        return akin && verb && noun ? Twice::first : Twice::no;
      case Relation::obl:
      case Relation::obl_agent:
      case Relation::obl_unmarked: {  // "set on fire"; "hit by gunfire", "shot in an attack"
        if (high.kind == "violation" && low.kind == "ceasefire") return Twice::first;  // "pulled out of the truce"
        if (!verb || !noun || !(same || (akin && means(high) && means(low)))) return Twice::no;
        const std::string_view p = preposition(parse_, low.head);
        return p == "by" || p == "in" || p == "under" ? named_by(low) : Twice::first;
      }
      case Relation::nsubj:
      case Relation::nsubj_pass:  // "air strikes hit a market", "rockets landed"
        if (!verb || !noun || !(same || (means(high) && means(low)))) return Twice::no;
        return named_by(low);
      case Relation::acl:  // "rockets launched at the town", "strikes carried out"
        if (!same || verb || noun || w.xpos != "VBN") return Twice::no;
        return words_.projectiles.contains(parse_[high.head].lemma) ? Twice::second : Twice::first;
      case Relation::acl_relcl:                                                      // "attacks that aimed at"
        if (high.kind == "wounding" && low.kind == "killing") return Twice::second;  // "wounds that led to his death"
        return same && !verb && !noun && deep_subject(parse_, low.head) == high.head ? Twice::first : Twice::no;
      case Relation::advcl:  // "laid siege to the town, besieging it"
        return same && verb && w.xpos == "VBG" ? Twice::first : Twice::no;
      case Relation::conj:  // "rammed and sank a trawler"
        if (!verb || noun || !shares_object(high.head, low.head)) return Twice::no;
        if (high.kind == "killing" && low.kind == "execution") return Twice::second;  // "murdered and beheaded six men"
        if (high.kind == "execution" && low.kind == "killing") return Twice::first;
        return same ? Twice::first : Twice::no;
      default:
        return Twice::no;
    }
  }
  // "Had their throats slit": what was had done is the verb's.
  bool had_done(const Event& thing, const Event& deed) const {
    const Word &t = parse_[thing.head], &d = parse_[deed.head];
    return thing.kind == deed.kind && t.relation == Relation::obj && d.relation == Relation::xcomp &&
           t.head == d.head && parse_[t.head].lemma == "have";
  }
  // "Two rockets fired from the hills crossed the river but fell in a field": one flight, unless each hit something.
  bool is_flight(const Event& a, const Event& b) const {
    if (a.kind != b.kind || parse_[a.head].upos != Upos::VERB || parse_[b.head].upos != Upos::VERB) return false;
    const TokenIndex sent = projectile_of(a.head);
    return sent != kNoToken && sent == projectile_of(b.head) && !(hits(a) && hits(b));
  }
  bool hits(const Event& e) const { return !is_passive(parse_, e.head) && deep_object(parse_, e.head) != kNoToken; }
  // The rockets that were fired, or that flew and fell.
  TokenIndex projectile_of(TokenIndex verb) const {
    const TokenIndex i = is_passive(parse_, verb) ? deep_object(parse_, verb) : deep_subject(parse_, verb);
    return i != kNoToken && words_.projectiles.contains(parse_[i].lemma) ? i : kNoToken;
  }
  bool same_family(const Event& a, const Event& b) const {
    const Kind *x = kinds_.find(a.kind), *y = kinds_.find(b.kind);
    return x != nullptr && y != nullptr && x->family == y->family;
  }
  // A deed's noun names what happened ("air strikes hit"); of what is sent and lands the verb does ("rockets landed").
  Twice named_by(const Event& noun) const {
    return words_.projectiles.contains(parse_[noun.head].lemma) ? Twice::first : Twice::second;
  }
  bool means(const Event& e) const { return is_means(kinds_, e); }

  // Two verbs side by side with one object behind both, or one subject of two passives in front.
  bool shares_object(TokenIndex first, TokenIndex second) const {
    constexpr TokenIndex kNear = 4;
    if (second - first > kNear || is_passive(parse_, first) != is_passive(parse_, second)) return false;
    for (TokenIndex c : parse_.children(second)) {
      const Relation r = parse_[c].relation;
      if (r == Relation::nsubj || r == Relation::nsubj_pass) return false;
      if (r == Relation::obj && parse_.child(first, Relation::obj) != kNoToken) return false;
    }
    return is_passive(parse_, first) || parse_.child(first, Relation::obj) == kNoToken ||
           parse_.child(first, Relation::obj) > second;
  }

  const Parse& parse_;
  const EventWords& words_;
  const Kinds& kinds_;
};

// Of two words for one happening one stays: with what the other was told of it, and with its kind where that says more.
void merge_told_twice(const EventContext& context, const EventWords& words, const Kinds& kinds,
                      std::vector<Event>& events) {
  constexpr size_t kNear = 4;
  const ToldTwice twice(context, words, kinds);
  std::vector<char> gone(events.size(), 0);
  for (size_t i = 0; i < events.size(); ++i)
    for (size_t k = i + 1; k < std::min(events.size(), i + kNear) && !gone[i]; ++k) {
      if (gone[k] || events[k].sentence != events[i].sentence || events[k].negated != events[i].negated) continue;
      const Twice stays = twice.of(events[i], events[k]);
      if (stays == Twice::no) continue;
      Event &kept = events[stays == Twice::first ? i : k], &other = events[stays == Twice::first ? k : i];
      gone[stays == Twice::first ? k : i] = 1;
      if (kept.by.empty()) kept.by = std::move(other.by);
      if (kept.on.empty()) kept.on = std::move(other.on);
      // "Attacked in a raid", "held hostage": what says more of how it was done names it.
      if (kept.kind == "attack" || other.kind == "abduction") kept.kind = other.kind;
      if (other.trigger.end == kept.trigger.begin) kept.trigger.begin = other.trigger.begin;
    }
  drop_gone(gone, events);
}

// "After the blast, the group claimed responsibility for the attack": the blast is the attack that is claimed.
void drop_what_is_claimed(const Parse& parse, const EventWords& words, std::vector<Event>& events) {
  drop_if(events, [&](const Event& e) {
    const Word& w = parse[e.head];
    if (w.relation != Relation::obl || preposition(parse, e.head) != "after") return false;
    const TokenIndex d = parse.child(e.head, Relation::det), claimed = parse.child(w.head, Relation::obj);
    const auto here = events_in(events, e.sentence, e.sentence);
    return d != kNoToken && parse[d].lemma == "the" && claimed != kNoToken &&
           words.responsibility.contains(parse[claimed].lemma) &&
           std::any_of(here.begin(), here.end(), [&](const Event& other) {
             return other.head != e.head && (parse.head(other.head) == claimed || parse.head(other.head) == w.head);
           });
  });
}

// "Gunmen attacked a mine. ... Hours after the attack, they burned a school": what was told before only says when, or
// where, or who.
class ReferredTo {
 public:
  ReferredTo(const EventContext& context, const EventWords& words, const Kinds& kinds)
      : c_(context), parse_(context.parse), words_(words), kinds_(kinds) {}

  bool drop(const Event& e, const std::vector<Event>& events) const {
    if (!is_means(kinds_, e) || !is_bare_mention(e.head) || !only_refers(e.head)) return false;
    bool beside = false, before = false;
    for (const Event& other : events_in(events, e.sentence > kReach ? e.sentence - kReach : 0, e.sentence)) {
      if (other.head == e.head || !kinds_.find(other.kind)) continue;
      beside = beside || other.sentence == e.sentence;
      before = before || (other.sentence < e.sentence && is_like(e, other));
    }
    return beside && before;
  }

 private:
  static constexpr size_t kReach = 6;

  // "The attack", "that suicide attack", "Monday's attack", with nothing else said of it.
  bool is_bare_mention(TokenIndex i) const {
    if (parse_[i].upos != Upos::NOUN) return false;
    bool known = false;
    for (TokenIndex c : parse_.children(i)) switch (parse_[c].relation) {
        case Relation::det:
          known = known || parse_[c].lemma == "the" || parse_[c].lemma == "that" || parse_[c].lemma == "this";
          break;
        case Relation::nmod_poss:
          if (c_.mentions.time_at(c) == nullptr) return false;
          known = true;
          break;
        case Relation::nmod_unmarked:  // "hours after the attack"
        case Relation::case_:
        case Relation::compound:
        case Relation::punct:
          break;
        default:
          return false;
      }
    return known;
  }

  // "Before the attack", "at the scene of the attack", "those behind the attack", "involved in the attack".
  bool only_refers(TokenIndex i) const {
    const TokenIndex above = parse_.head(i);
    if (above == kNoToken) return false;
    const std::string_view p = preposition(parse_, i);
    if (p == "before" || p == "after" || p == "during" || p == "follow" || p == "behind") return true;
    return (p == "of" && words_.scenes.contains(parse_[above].lemma)) ||
           (p == "in" && parse_[above].lemma == "involve");
  }

  bool is_like(const Event& e, const Event& other) const {
    if (parse_[e.head].lemma == parse_[other.head].lemma || e.kind == other.kind) return true;
    return parse_[e.head].lemma == "attack" && is_means(kinds_, other);
  }

  const EventContext& c_;
  const Parse& parse_;
  const EventWords& words_;
  const Kinds& kinds_;
};

void drop_what_is_referred_to(const EventContext& context, const EventWords& words, const Kinds& kinds,
                              std::vector<Event>& events) {
  const ReferredTo referred(context, words, kinds);
  drop_if(events, [&](const Event& e) { return referred.drop(e, events); });
}

// "A gunfight in the east, the worst clash in months": how it compares is told of the same.
void merge_compared(const EventContext& context, const Kinds& kinds, std::vector<Event>& events) {
  const Parse& parse = context.parse;
  std::vector<char> gone(events.size(), 0);
  for (size_t k = 1; k < events.size(); ++k) {
    const Event& e = events[k];
    Event& before = events[k - 1];
    if (parse[e.head].relation != Relation::appos || before.sentence != e.sentence || !is_means(kinds, before))
      continue;
    const Kind *a = kinds.find(before.kind), *b = kinds.find(e.kind);
    if (a == nullptr || b == nullptr || a->family != b->family) continue;
    const auto children = parse.children(e.head);
    const bool most = std::any_of(children.begin(), children.end(), [&](TokenIndex c) {
      if (parse[c].relation != Relation::amod) return false;
      const TokenIndex degree = parse.child(c, Relation::advmod);
      return parse[c].xpos == "JJS" || (degree != kNoToken && parse[degree].lemma == "most");
    });
    if (!most) continue;
    gone[k] = 1;
    if (before.by.empty()) before.by = e.by;
  }
  drop_gone(gone, events);
}

}  // namespace

void unite(const EventContext& context, const EventWords& words, const Kinds& kinds, std::vector<Event>& events) {
  drop_what_was_begun(context.parse, events);
  drop_what_is_claimed(context.parse, words, events);
  merge_harm(context.parse, words, kinds, events);
  merge_told_twice(context, words, kinds, events);
  merge_compared(context, kinds, events);
  drop_what_is_referred_to(context, words, kinds, events);
}

}  // namespace sayso
