#include "event/toll_candidates.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "event/clause.h"
#include "event/told_tolls.h"

namespace sayso {
namespace {

constexpr size_t kBearers = 6;  // events of a sentence that a toll may go to, the nearest first

// What befalls a thing where a person suffers `what`, and the other way around: "neutralized two drones".
std::string_view twin(std::string_view what) {
  constexpr std::pair<std::string_view, std::string_view> kTwins[] = {
      {"killed", "destroyed"}, {"wounded", "damaged"}, {"captured", "seized"}};
  for (auto [person, thing] : kTwins) {
    if (what == person) return thing;
    if (what == thing) return person;
  }
  return {};
}

// The word of a war that has cost what the verb says: "a conflict that has killed 9,000". kNoToken for any other.
TokenIndex war_of(const TollQuestion& q, TokenIndex verb) {
  const Parse& parse = q.context.parse;
  if (parse[verb].relation == Relation::xcomp) verb = parse.head(verb);  // "that has left 9,000 dead"
  if (verb == kNoToken || parse[verb].relation != Relation::acl_relcl) return kNoToken;
  const TokenIndex war = parse.head(verb);
  return war != kNoToken && q.words.wars.contains(parse[war].lemma) ? war : kNoToken;
}

// "The blast could have killed hundreds": it did not.
bool could_have_been(const Parse& parse, TokenIndex verb) {
  bool could = false, have = false;
  for (TokenIndex c : parse.children(verb)) {
    if (parse[c].relation != Relation::aux) continue;
    could = could || parse[c].lemma == "could" || parse[c].lemma == "would";
    have = have || parse[c].lemma == "have";
  }
  return could && have;
}

// "The crash killed nine", "the bus overturned, killing nine".
bool is_mishap(const TollQuestion& q, TokenIndex word) {
  const Parse& parse = q.context.parse;
  const TokenIndex doer = deep_subject(parse, word), above = parse.head(word);
  return (doer != kNoToken && q.words.mishaps.contains(parse[doer].lemma)) ||
         (above != kNoToken && q.words.mishaps.contains(parse[above].lemma));
}

// The event stands in a clause with "since" below the word.
bool is_since(const Parse& parse, TokenIndex event, TokenIndex word) {
  const TokenIndex clause = predicate_of(parse, event);
  const TokenIndex mark = parse.child(clause, Relation::mark);
  return mark != kNoToken && parse[mark].lemma == "since" && parse.dominates(word, clause) && clause != word;
}

// Destruction, looting: what those counted beside it suffered, only things suffer.
bool befalls_things(const Kinds& kinds, const Event& e) {
  const Kind* kind = kinds.find(e.kind);
  return kind != nullptr && !kind->tolls.empty() &&
         std::none_of(kind->tolls.begin(), kind->tolls.end(), [](const std::string& t) { return is_of_people(t); });
}

// "Repulsed an offensive by the rebels, killing 12": those who repulsed it did.
bool is_repelled(const TollQuestion& q, const HarmWord& h, const Event& e, const std::vector<Event*>& bearers) {
  const Parse& parse = q.context.parse;
  const TokenIndex verb = parse.head(e.head);
  return verb != kNoToken && parse[e.head].relation == Relation::obj && q.words.repelling.contains(parse[verb].lemma) &&
         parse.dominates(verb, h.head) && !parse.dominates(e.head, h.head) &&
         std::any_of(bearers.begin(), bearers.end(), [&](const Event* other) { return other->head == verb; });
}

// What a word of harm says befell nobody here, or is of something else than the event.
bool is_of_another(const TollQuestion& q, const HarmWord& h, const Event& e, std::string_view what,
                   const std::vector<Event*>& bearers) {
  const Parse& parse = q.context.parse;
  // "Was shelled on Friday, in a conflict that has killed 9,000": not on Friday.
  const HarmWord& told = q.role == nullptr ? h : *q.role;
  if (const TokenIndex war = war_of(q, told.head); war != kNoToken && e.head != told.head && e.head != war) return true;
  if (e.head != h.head && could_have_been(parse, h.head)) return true;
  // "Shells hit the town. ... A bus crash killed nine."
  if (e.sentence != parse.tokens().sentence_of(h.head) && e.kind != "shoot-down" && is_mishap(q, h.head)) return true;
  // "The number killed since fighting began": the fighting is a day to count from.
  if (e.head != h.head && is_since(parse, e.head, h.head)) return true;
  if (is_repelled(q, h, e, bearers)) return true;
  // "Raided the village, killing 14 people, looting shops": the looting killed nobody.
  return is_of_people(what) && befalls_things(q.kinds, e) && !parse.dominates(e.head, h.head) &&
         std::any_of(bearers.begin(), bearers.end(), [&](const Event* other) {
           return !befalls_things(q.kinds, *other) && parse.dominates(other->head, h.head);
         });
}

void offer(TollQuestion& q, const HarmWord& harm, Event& event, std::string_view what, int rank) {
  if (what.empty()) return;
  for (const TollCandidate& c : q.candidates)
    if (c.harm == &harm && c.event == &event && c.what == what) return;
  q.candidates.push_back({&harm, &event, what, rank});
}

void add_candidates_of(TollQuestion& q, const HarmWord& h) {
  const Parse& parse = q.context.parse;
  const std::vector<Event*> bearers = bearers_of(q, h);
  const TokenIndex measure = measure_of(parse, h.head);  // "the worst since May, when nine were killed"
  int rank = 0;
  for (Event* e : bearers) {
    if (measure != kNoToken && measure_of(parse, e->head) != measure) continue;
    for (std::string_view what : h.senses) {
      if (is_of_another(q, h, *e, what, bearers)) continue;
      const bool fits = !q.counted.unit || is_of_people(what) != q.is_of(CountClass::thing);
      if (!fits && !twin(what).empty())
        offer(q, h, *e, twin(what), rank);
      else if (fits || !h.open)
        offer(q, h, *e, what, rank);
    }
    ++rank;
  }
}

// What the tagger makes of the count as one of that kind of harm.
int tag_of(const TollQuestion& q, std::string_view what) {
  if (what.empty()) return EventTags::kLowest;
  const EventTags& tags = q.context.tags;
  const int part = tags.part(what);
  return EventTags::level(std::max(tags.part(q.count().number, part), tags.part(q.counted.anchor, part)));
}

}  // namespace

void find_candidates(TollQuestion& question) {
  std::vector<TollCandidate>& all = question.candidates;
  all.clear();
  all.push_back({});
  for (const HarmWord& h : question.harm)
    if (!does_it(question.context.parse, h, question.counted.anchor) &&
        !(question.count().value != 0 && is_denied(question.context.parse, h)))
      add_candidates_of(question, h);
  for (size_t i = 1; i < all.size(); ++i)
    all[i].tag = all[i].what == all[i - 1].what ? all[i - 1].tag : tag_of(question, all[i].what);
}

std::vector<Event*> bearers_of(const TollQuestion& question, const HarmWord& harm) {
  const Parse& parse = question.context.parse;
  std::vector<std::pair<int, Event*>> near;
  const TokenIndex p = predicate_of(parse, harm.head);
  for (Event& e : question.events) {
    int cost = std::abs(e.head - harm.head);
    const TokenIndex q = predicate_of(parse, e.head);
    if (q != p) cost += 20;
    if (!parse.dominates(q, p) && !parse.dominates(p, q)) cost += 20;
    // "Raided the village, killing 30 and abducting dozens": what was done beside the killing bears none of its dead.
    if (parse[e.head].relation == Relation::conj && parse.head(e.head) == p) cost += 20;
    if (e.head == harm.head) cost = -1;
    near.emplace_back(cost, &e);
  }
  std::sort(near.begin(), near.end());
  std::vector<Event*> out;
  for (auto [cost, e] : near)
    if (out.size() < kBearers) out.push_back(e);
  if (out.empty() && question.carried != nullptr) out.push_back(question.carried);
  return out;
}

}  // namespace sayso
