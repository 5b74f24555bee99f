#include "event/uncounted.h"

#include <algorithm>

#include "event/clause.h"
#include "event/told_tolls.h"
#include "mention/noun_phrase.h"

namespace sayso {
namespace {

// A noun for a person that stands without an article: "constable" of "and constable Bimal Rai".
bool is_bare_title(const EventContext& c, TokenIndex t) {
  const Parse& parse = c.parse;
  if (t < 0 || (parse[t].xpos != "NN" && parse[t].xpos != "JJ") || parse.child(t, Relation::det) != kNoToken)
    return false;
  const Unit* unit = c.finder.counts().units().ending_at(parse, t, std::max<TokenIndex>(0, t - 2));
  return unit != nullptr && unit->single && unit->of_class != CountClass::thing &&
         unit->of_class != CountClass::measure;
}

// "Police inspector Hari Thapa": the name right behind a title that the tree holds for its head; or kNoToken.
TokenIndex titled(const EventContext& c, TokenIndex t) {
  const TokenIndex name = c.parse.child(t, Relation::appos);
  return name == t + 1 && is_bare_title(c, t) && c.parse[name].entity == EntityKind::person ? name : kNoToken;
}

// Calls `f` with t and what is joined to it, or to its name: "the mayor and a guard".
template <typename F>
void for_joined(const EventContext& c, TokenIndex t, F f) {
  if (t == kNoToken) return;
  f(t);
  const TokenIndex name = titled(c, t);
  for (TokenIndex head : {t, name})
    if (head != kNoToken)
      for (TokenIndex child : c.parse.children(head))
        if (c.parse[child].relation == Relation::conj) f(child);
}

// Calls `f` with those whom or what a word of harm befell, as the tree has it.
template <typename F>
void for_patients(const EventContext& c, const HarmWord& h, F f) {
  const Parse& parse = c.parse;
  if (h.word_class == WordClass::verb) {
    const TokenIndex object = deep_object(parse, h.head);
    if (h.frame == Frame::suffer && !is_passive(parse, h.head)) for_joined(c, deep_subject(parse, h.head), f);
    for_joined(c, object, f);
    for_joined(c, one_among(parse, object), f);
  } else if (h.word_class == WordClass::noun) {
    for (TokenIndex child : parse.children(h.head))
      if (parse[child].relation == Relation::nmod && preposition(parse, child) == "of") for_joined(c, child, f);
    const TokenIndex subject = parse.child(h.head, Relation::nsubj);  // "the mayor was among the dead"
    for_joined(c, subject == kNoToken ? one_among(parse, h.head) : subject, f);
  } else {
    const Word& w = parse[h.head];
    for_joined(c, parse.child(h.head, Relation::nsubj), f);
    if (w.relation == Relation::xcomp && w.head != kNoToken) for_joined(c, deep_object(parse, w.head), f);
  }
}

// "The driver", "his wife", "inspector Hari Thapa"; not "driver".
bool is_known_one(const EventContext& c, TokenIndex t, TokenIndex name) {
  if (c.parse[t].xpos == "NNP") return true;
  return c.parse[t].xpos == "NN" && (name != kNoToken || c.parse.child(t, Relation::det) != kNoToken ||
                                     c.parse.child(t, Relation::nmod_poss) != kNoToken);
}

Count count_of_one(const Parse& parse, TokenIndex t) {
  Count one;
  one.number = one.phrase = core_phrase(parse, t);
  one.unit = t;
  one.value = one.low = one.high = 1;
  one.bare_noun = true;
  return one;
}

}  // namespace

void add_uncounted(const EventContext& context, const HarmWord& harm, std::vector<Count>& counts) {
  const Parse& parse = context.parse;
  for_patients(context, harm, [&](TokenIndex t) {
    const TokenIndex name = titled(context, t);
    if (!is_known_one(context, t, name) || context.mentions.count_at(t) != nullptr) return;
    if (context.mentions.place_at(t) != nullptr) return;  // "shelled Gao": the tree takes it for somebody
    if (std::any_of(counts.begin(), counts.end(), [t](const Count& other) { return other.unit == t; })) return;
    Count one = count_of_one(parse, t);
    one.definite = true;
    if (name != kNoToken) one.number.end = one.phrase.end = core_phrase(parse, name).end;
    if (const TokenIndex title = one.phrase.begin - 1; parse[t].xpos == "NNP" && is_bare_title(context, title))
      one.number.begin = one.phrase.begin = title;  // the tree has the title joined beside its name
    const std::optional<Unit> unit = unit_of(context, one);
    if (unit && unit->single && unit->of_class != CountClass::measure) counts.push_back(std::move(one));
  });
}

std::optional<Count> uncounted_of_headline(const EventContext& context, const HarmWord& harm, TokenRange sentence) {
  const TokenIndex t = harm.word_class == WordClass::verb ? deep_object(context.parse, harm.head) : kNoToken;
  if (harm.open || t == kNoToken || !sentence.contains(t) || context.parse[t].xpos != "NN" ||
      context.mentions.count_at(t) != nullptr)
    return std::nullopt;
  Count one = count_of_one(context.parse, t);
  const std::optional<Unit> unit = unit_of(context, one);
  if (!unit || !unit->single || unit->of_class == CountClass::measure) return std::nullopt;
  if (is_of_people(harm.senses.front()) == (unit->of_class == CountClass::thing)) return std::nullopt;
  return one;
}

bool is_titled_name(const EventContext& context, const Count& count) {
  if (titled(context, count.unit) != kNoToken) return true;
  if (context.parse[count.unit].entity != EntityKind::person) return false;
  for (TokenIndex i = count.phrase.begin; i < count.unit; ++i)
    if (is_bare_title(context, i)) return true;
  return false;
}

}  // namespace sayso
