#include "event/counted.h"

#include <algorithm>

#include "event/clause.h"
#include "mention/noun_phrase.h"

namespace sayso {
namespace {

bool fits(const std::optional<Unit>& unit, bool things) {
  return unit && unit->of_class != CountClass::measure && !unit->adjective && !unit->harm &&
         (unit->of_class == CountClass::thing) == things;
}

// "Raised to 19 the number of peacekeepers killed", "the toll of the rebels rose to nine": those numbered.
TokenIndex noun_numbered(const EventContext& c, const EventWords& words, TokenIndex anchor, bool things) {
  const Parse& parse = c.parse;
  const TokenIndex above = parse.head(anchor);
  if (above == kNoToken || parse[above].upos != Upos::VERB) return kNoToken;
  for (TokenIndex number : parse.children(above)) {
    if (number == anchor || !words.counts.contains(parse[number].lemma)) continue;
    for (TokenIndex noun : parse.children(number))
      if (parse[noun].relation == Relation::nmod && preposition(parse, noun) == "of" && fits(unit_at(c, noun), things))
        return noun;
  }
  return kNoToken;
}

// The last noun before the count, in its sentence or the one before, for many of the sort. Not where something was
// ("fired at the cities").
TokenIndex noun_before(const EventContext& c, const Count& count, TokenIndex doer, bool things) {
  const auto& sentences = c.parse.tokens().sentences;
  const size_t s = c.parse.tokens().sentence_of(count.phrase.begin);
  const TokenIndex first = sentences[s > 0 ? s - 1 : 0].tokens.begin;
  for (TokenIndex i = count.phrase.begin - 1; i >= first; --i)
    if ((c.parse[i].xpos == "NNS" || c.parse[i].xpos == "NNPS") && c.parse[i].relation != Relation::obl && i != doer &&
        fits(unit_at(c, i), things))
      return i;
  return kNoToken;
}

// "Nine were children", "nine of the 30 killed were civilians": what is said of those counted.
TokenIndex noun_said_of(const EventContext& c, const Count& count, TokenIndex anchor, bool things) {
  const Parse& parse = c.parse;
  while (count.phrase.contains(parse.head(anchor))) anchor = parse.head(anchor);
  const TokenIndex said = parse[anchor].relation == Relation::nsubj ? parse.head(anchor) : kNoToken;
  if (said == kNoToken || parse[said].upos != Upos::NOUN || parse.child(said, Relation::cop) == kNoToken)
    return kNoToken;
  return fits(unit_at(c, said), things) ? said : kNoToken;
}

// The word that a count is joined to by "and" and commas, or itself.
TokenIndex first_joined(const Parse& parse, TokenIndex i) {
  while (parse[i].relation == Relation::conj && parse.head(i) != kNoToken) i = parse.head(i);
  return i;
}

}  // namespace

std::optional<Unit> unit_at(const EventContext& context, TokenIndex noun) {
  Count count;
  count.unit = noun;
  count.number.begin = std::min(noun, base_phrase(context.parse, noun).begin);
  return context.finder.counts().units().of(context.parse, count);
}

TokenIndex noun_left_out(const EventContext& context, const EventWords& words, const Count& count, TokenIndex anchor,
                         bool things) {
  if (const TokenIndex noun = noun_numbered(context, words, anchor, things); noun != kNoToken) return noun;
  if (const TokenIndex noun = noun_said_of(context, count, anchor, things); noun != kNoToken) return noun;
  const TokenIndex last = count.phrase.end - 1;
  const bool stands_for = count.part && context.parse[last].upos == Upos::PRON;  // "two of them"
  // "The rebels killed two of them": of others.
  const TokenIndex verb = predicate_of(context.parse, anchor);
  const TokenIndex doer = is_passive(context.parse, verb) ? kNoToken : deep_subject(context.parse, verb);
  if (stands_for && !things)
    if (const Actor* actor = context.mentions.actor_at(last); actor != nullptr && actor->refers_to >= 0)
      if (const TokenIndex noun = context.mentions.actors[static_cast<size_t>(actor->refers_to)].head; noun != doer)
        return noun;
  return stands_for || things ? noun_before(context, count, doer, things) : kNoToken;
}

bool tells_no_harm(const EventContext& context, const EventWords& words, const Count& count, TokenIndex anchor) {
  const Parse& parse = context.parse;
  const TokenIndex i = first_joined(parse, anchor), above = parse.head(i);
  if (above == kNoToken) return false;
  // "A bus carrying 20 policemen" was hit: who was there; not ", carrying off 20 policemen", nor "buses carrying 300
  // people left".
  if (parse[i].relation == Relation::obj && parse[above].relation == Relation::acl && parse[above].xpos == "VBG" &&
      words.bearing.contains(parse[above].lemma) && above > 0 && parse.word(above - 1) != ",")
    return parse.head(above) == kNoToken || parse[parse.head(above)].relation != Relation::nsubj;
  // "Targeted 30 militants": how many of them were hit is not said. Not "ambushed and killed nine".
  if (words.aiming.contains(parse[above].lemma) && parse[above].upos == Upos::VERB && deep_object(parse, above) == i &&
      parse.child(above, Relation::conj) == kNoToken)
    return !fits(unit_at(context, anchor), true);
  if (parse[above].lemma == "belong" && words.kin.contains(parse[anchor].lemma))
    return true;  // "belonged to one family"
  if (parse[i].relation != Relation::nmod) return false;
  // "Nine people from one family", "civilians, all of one family": what those counted have in common.
  if (count.value == 1 && !count.bare_noun && words.kin.contains(parse[anchor].lemma)) return true;
  // "The funeral of a teacher", "the anniversary of the death of a teacher": who was dead before.
  if (!count.bare_noun || parse.child(i, Relation::acl) != kNoToken || parse.child(i, Relation::acl_relcl) != kNoToken)
    return false;
  for (TokenIndex k = i; parse[k].relation == Relation::nmod && parse.head(k) != kNoToken;) {
    k = parse.head(k);
    if (words.ceremonies.contains(parse[k].lemma)) return true;
  }
  return false;
}

TokenIndex war_of(const EventContext& context, const EventWords& words, TokenIndex harm) {
  const Parse& parse = context.parse;
  TokenIndex verb = harm;
  if (parse[verb].relation == Relation::xcomp) verb = parse.head(verb);  // "that has left 9,000 dead"
  if (verb == kNoToken || parse[verb].relation != Relation::acl_relcl) return kNoToken;
  const TokenIndex war = parse.head(verb);
  return war != kNoToken && words.wars.contains(parse[war].lemma) ? war : kNoToken;
}

}  // namespace sayso
