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

// The count's noun, or the number's own head: the last token of the number that hangs outside of it.
TokenIndex anchor_of(const Parse& parse, const Count& count) {
  if (count.unit != kNoToken) return count.unit;
  TokenIndex best = count.number.end - 1;
  for (TokenIndex i = count.number.begin; i < count.number.end; ++i)
    if (parse.head(i) == kNoToken || !count.number.contains(parse.head(i))) best = i;
  return best;
}

}  // namespace

Counted look_at(const EventContext& context, const Count& count) {
  return {&count, unit_of(context, count), anchor_of(context.parse, count)};
}

std::optional<Unit> unit_of(const EventContext& context, const Count& count) {
  const Parse& parse = context.parse;
  const CountUnits& units = context.finder.counts().units();
  std::optional<Unit> unit = units.of(parse, count);
  if (unit || !count.definite || parse[count.unit].upos != Upos::PROPN) return unit;
  const bool person = parse[count.unit].entity == EntityKind::person;
  for (TokenIndex i = count.phrase.begin; i < count.unit; ++i)
    if (const Unit* title = units.ending_at(parse, i, count.phrase.begin);
        title != nullptr && title->single && !(person && title->of_class == CountClass::thing))
      unit = *title;
  if (!unit && person) unit = Unit{.of_class = CountClass::people, .of = "people", .single = true};
  return unit;
}

std::optional<Unit> unit_at(const EventContext& context, TokenIndex noun) {
  Count count;
  count.unit = noun;
  count.number.begin = std::min(noun, base_phrase(context.parse, noun).begin);
  return context.finder.counts().units().of(context.parse, count);
}

bool leaves_noun_out(const Parse& parse, const Counted& counted) {
  const TokenIndex noun = counted.count->unit;
  if (noun == kNoToken) return true;
  if (counted.unit) return counted.unit->adjective;
  return parse[noun].lemma == "other" || parse[noun].upos == Upos::VERB;  // "nine of the 30 killed"
}

const Count* sharing(const EventContext& context, const Count& count) {
  const TokenIndex joint = count.phrase.end;
  if (count.unit != kNoToken || joint == count.number.end || joint + 1 >= context.parse.size()) return nullptr;
  const Count* next = context.mentions.count_at(joint + 1);
  return next != nullptr && next->unit != kNoToken && context.parse[joint].lemma == "and" ? next : nullptr;
}

TokenIndex noun_left_out(const EventContext& context, const EventWords& words, const Counted& counted, bool things) {
  const Count& count = *counted.count;
  const TokenIndex anchor = counted.anchor;
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

bool is_of_fighters(const EventContext& context, const Count& count) {
  const Parse& parse = context.parse;
  if (count.unit == kNoToken) return false;
  if (parse[count.unit].xpos == "NNS" && parse[count.unit].lemma == "man")
    return count.part && parse.child(count.unit, Relation::nmod_poss) != kNoToken;
  if (parse[count.unit].lemma != "member") return false;
  const Actor* actor = context.mentions.actor_at(count.unit);
  return actor != nullptr && actor->type == ActorType::organized_group;
}

bool is_including(const Parse& parse, TokenIndex i) {
  return parse[i].lemma == "include" || parse[i].lemma == "including";
}

bool tells_no_harm(const EventContext& context, const EventWords& words, const Counted& counted) {
  const Parse& parse = context.parse;
  const Count& count = *counted.count;
  const TokenIndex anchor = counted.anchor;
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
  // "The wives of two rebels were arrested": the rebels were not.
  if (preposition(parse, i) == "of" && words.relatives.contains(parse[above].lemma) && count.unit == i &&
      parse[above].xpos == "NNS" && context.mentions.count_at(above) == nullptr)
    return true;
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

}  // namespace sayso
