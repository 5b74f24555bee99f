#include "event/own_deed.h"

#include <algorithm>
#include <utility>

#include "event/clause.h"
#include "event/participants.h"

namespace sayso {
namespace {

// The place that hangs on a verb or is what it befell, behind it.
const Place* place_of(const EventContext& c, TokenIndex verb) {
  for (TokenIndex child : c.parse.children(verb)) {
    const Relation r = c.parse[child].relation;
    if (child < verb || (r != Relation::obl && r != Relation::obj)) continue;
    if (const Place* place = c.mentions.place_at(child); place != nullptr && !place->metonym && !place->demonym)
      return place;
  }
  return nullptr;
}

// "Rebels killed 12 soldiers": somebody by a noun, to somebody.
bool is_done_by_somebody(const EventContext& c, TokenIndex verb) {
  const TokenIndex doer = deep_subject(c.parse, verb);
  return doer != kNoToken && c.parse[doer].upos != Upos::PRON && heads_actor(c.mentions, doer) &&
         !is_passive(c.parse, verb) && c.parse.child(verb, Relation::obj) != kNoToken;
}

// The clause that parts two words: the first on the way up from either to where they meet that stands beside what is
// above it; kNoToken for none.
TokenIndex parted_by(const Parse& parse, TokenIndex a, TokenIndex b) {
  for (auto [from, to] : {std::pair(a, b), std::pair(b, a)})
    for (TokenIndex i = from; i != kNoToken && i != to && !parse.dominates(i, to); i = parse.head(i))
      if (is_clause_beside(parse, i)) return i;
  return kNoToken;
}

// "Police killed four men who had attacked a bus": what those killed had done.
bool is_deed_of_harmed(const EventContext& c, TokenIndex harm, TokenIndex act) {
  const TokenIndex harmed = c.parse.child(harm, Relation::obj);
  if (harmed == kNoToken || is_passive(c.parse, harm) || is_passive(c.parse, act)) return false;
  for (TokenIndex i = act; i != kNoToken && i != harm; i = c.parse.head(i))
    if (c.parse[i].relation == Relation::acl_relcl && c.parse.head(i) == harmed) {
      const TokenIndex who = c.parse.child(i, Relation::nsubj);
      return who != kNoToken && (c.parse[who].lemma == "who" || c.parse[who].lemma == "that");
    }
  return false;
}

// "Gunmen killed 12 people amid fighting between ...": what it happened beside. "Nine died, including two killed by a
// bomb": what some of them died of.
bool is_beside(const EventContext& c, const EventWords& words, TokenIndex harm, TokenIndex act) {
  for (TokenIndex i = act; i != kNoToken && i != harm; i = c.parse.head(i)) {
    const TokenIndex above = c.parse.head(i);
    const Relation r = c.parse[i].relation;
    if (above == harm && (r == Relation::obl || r == Relation::advcl) &&
        (words.amid.contains(preposition(c.parse, i)) ||
         std::any_of(c.parse.children(i).begin(), c.parse.children(i).end(), [&](TokenIndex m) {
           return c.parse[m].relation == Relation::mark && words.amid.contains(c.parse[m].lemma);
         })))
      return true;
    if (preposition(c.parse, i) == "including" || preposition(c.parse, i) == "include") return true;
  }
  return false;
}

}  // namespace

bool is_own_deed(const EventContext& context, const EventWords& words, const Kinds& kinds,
                 const std::vector<Judged>& all, const std::vector<size_t>& asked, int threshold, size_t k) {
  const Parse& parse = context.parse;
  const Judged& me = all[k];
  const TokenIndex harm = me.candidate.head;
  if (me.candidate.rule->harm.empty() || me.candidate.word_class != WordClass::verb) return false;
  const Place* here = place_of(context, harm);
  const size_t sentence = parse.tokens().sentence_of(harm);
  bool beside = false;
  for (size_t o : asked) {
    const TokenIndex act = all[o].candidate.head;
    const Kind* kind = kinds.find(all[o].kind);
    if (o == k || all[o].score < threshold || kind == nullptr || !kind->is_means() ||
        parse.tokens().sentence_of(act) != sentence)
      continue;
    if (is_deed_of_harmed(context, harm, act) || is_beside(context, words, harm, act)) {
      beside = true;
      continue;
    }
    const TokenIndex clause = parted_by(parse, act, harm);
    if (clause == kNoToken) return false;
    const TokenIndex other = parse.dominates(clause, act) ? clause : parse.head(clause);
    const Place* there = place_of(context, other);
    const bool apart = here != nullptr && there != nullptr && here->name != there->name;
    const bool done = me.candidate.rule->frame == Frame::act && is_done_by_somebody(context, harm);
    if (!apart && !done) return false;
    beside = true;
  }
  return beside;
}

}  // namespace sayso
