#include "event/harm_words.h"

#include "event/clause.h"

namespace sayso {
namespace {

// Whether a verb befell the one at t: "killed 12 men", "12 men were killed", "12 men died", "lost 12 men".
bool is_harmed_by_verb(const Parse& parse, const HarmWord& h, TokenIndex t) {
  const bool suffers = h.frame == Frame::suffer;
  const TokenIndex object = deep_object(parse, h.head);
  TokenIndex patient = suffers && !is_passive(parse, h.head) ? deep_subject(parse, h.head) : object;
  if (patient == kNoToken && suffers) patient = object;
  return is_joined(parse, patient, t) || is_joined(parse, one_among(parse, patient), t) ||
         (suffers && is_joined(parse, object, t));
}

// "The killing of 12", "12 deaths", "harm to a soldier", "his death".
bool stands_below(const Parse& parse, const HarmWord& h, TokenIndex t) {
  for (TokenIndex c : parse.children(h.head)) {
    const Relation r = parse[c].relation;
    const bool tied = r == Relation::nummod || r == Relation::nsubj || r == Relation::nmod_poss ||
                      (r == Relation::nmod && (preposition(parse, c) == "of" || preposition(parse, c) == "to" ||
                                               preposition(parse, c) == "at"));
    if (tied && is_joined(parse, c, t)) return true;
  }
  return false;
}

// "The toll rose to 40", "the death toll stands at 12".
bool is_number_reached(const Parse& parse, const HarmWord& h, TokenIndex t) {
  const Word& w = parse[h.head];
  if ((w.relation != Relation::nsubj && w.relation != Relation::obj) || w.head == kNoToken) return false;
  for (TokenIndex c : parse.children(w.head))
    if ((parse[c].relation == Relation::obl || parse[c].relation == Relation::xcomp) &&
        (preposition(parse, c) == "to" || preposition(parse, c) == "at") && is_joined(parse, c, t))
      return true;
  return false;
}

// Whether what a noun or an adjective names befell the one at t: "the death of 12", "12 dead men", "were found dead".
bool is_harmed_by_word(const Parse& parse, const HarmWord& h, TokenIndex t) {
  if (stands_below(parse, h, t) || is_joined(parse, one_among(parse, h.head), t)) return true;
  const Word& w = parse[h.head];
  if (w.head == kNoToken) return false;
  if (h.word_class == WordClass::adjective && (w.relation == Relation::amod || w.relation == Relation::acl) &&
      is_joined(parse, w.head, t))
    return true;
  if (w.upos == Upos::ADJ && w.relation == Relation::xcomp && is_joined(parse, deep_object(parse, w.head), t))
    return true;
  return is_number_reached(parse, h, t);
}

// Of the words above t, or of those below it.
const HarmWord* first_tied(const Parse& parse, std::span<const HarmWord> harm, TokenIndex t, bool below) {
  for (const HarmWord& h : harm)
    if (parse.dominates(t, h.head) == below &&
        (h.word_class == WordClass::verb ? is_harmed_by_verb(parse, h, t) : is_harmed_by_word(parse, h, t)))
      return &h;
  return nullptr;
}

// The word of harm that a word for a number is of: "the number of people [killed]", "the death [toll]".
const HarmWord* harm_numbered(const Parse& parse, const EventWords& words, std::span<const HarmWord> harm,
                              TokenIndex number, const Count& count) {
  const HarmWord* best = nullptr;
  if (!words.counts.contains(parse[number].lemma)) return best;
  for (const HarmWord& h : harm)
    if (!h.open && (h.head < count.phrase.begin || number >= count.phrase.end) && parse.dominates(number, h.head) &&
        (best == nullptr || (best->weak && !h.weak)))
      best = &h;
  return best;
}

// "Went up to 20": the preposition is within the count.
bool says_up_to(const Parse& parse, const Count& count) {
  for (TokenIndex i = count.number.begin; i < count.number.end; ++i)
    if (parse[i].lemma == "to") return true;
  return false;
}

// The word that says by how it hangs on a verb what the verb does to the count: the count's own, or, in "rose from 12
// to 15", the number that it hangs on.
TokenIndex hung_by(const Parse& parse, const Counted& counted) {
  const TokenIndex above = parse.head(counted.anchor);
  const bool from = above != kNoToken && parse[above].upos == Upos::NUM && preposition(parse, above) == "from" &&
                    preposition(parse, counted.anchor) == "to";
  return from ? above : counted.anchor;
}

// Whether the count, which hangs on a verb by the word at `hung`, is what the verb says that a number came to: "rose to
// 30", "reached 30".
bool is_come_to(const Parse& parse, const EventWords& words, const Counted& counted, TokenIndex hung) {
  const TokenIndex verb = parse.head(hung);
  const Relation r = parse[hung].relation;
  const bool rises = words.rises.contains(parse[verb].lemma);
  if (r == Relation::obj && rises) return true;
  if (r != Relation::obl && r != Relation::obl_unmarked && r != Relation::xcomp) return false;
  if (!rises && !words.total.contains(parse[verb].lemma) && !words.reaching.contains(parse[verb].lemma)) return false;
  const std::string_view at = preposition(parse, counted.anchor);
  return at == "to" || at == "at" || says_up_to(parse, *counted.count);
}

}  // namespace

bool is_joined(const Parse& parse, TokenIndex head, TokenIndex t) {
  if (head == kNoToken) return false;
  if (head == t) return true;
  for (TokenIndex c : parse.children(head)) {
    const Relation r = parse[c].relation;
    if ((r == Relation::conj || r == Relation::appos || r == Relation::nummod ||
         (r == Relation::nmod && (preposition(parse, c) == "of" || preposition(parse, c) == "include"))) &&
        parse[c].upos != Upos::VERB && c != head && is_joined(parse, c, t))
      return true;
  }
  return false;
}

TokenIndex one_among(const Parse& parse, TokenIndex those) {
  if (those == kNoToken || preposition(parse, those) != "among") return kNoToken;
  if (const TokenIndex subject = parse.child(those, Relation::nsubj); subject != kNoToken) return subject;
  const TokenIndex above = parse.head(those);
  const bool noun = above != kNoToken && (parse[above].upos == Upos::NOUN || parse[above].upos == Upos::PROPN);
  return noun && parse.child(above, Relation::cop) != kNoToken ? above : kNoToken;
}

bool befell(const Parse& parse, const EventWords& words, const HarmWord& harm) {
  const bool found_so = parse[harm.head].upos == Upos::ADJ && parse[harm.head].relation == Relation::xcomp;
  const bool weak = harm.weak && harm.senses.front() != "wounded";  // "hurt", "wound": weak for what else they mean
  if ((harm.word_class != WordClass::verb && !found_so) || weak || harm.open) return false;
  for (TokenIndex c : parse.children(harm.head))
    if (parse[c].relation == Relation::aux &&
        (words.future.contains(parse[c].lemma) || words.possible.contains(parse[c].lemma)))
      return false;
  return true;
}

bool is_denied(const Parse& parse, const HarmWord& harm) {
  if (harm.word_class != WordClass::verb) return false;
  for (TokenIndex c : parse.children(harm.head))
    if (parse[c].relation == Relation::advmod && (parse[c].lemma == "not" || parse[c].lemma == "n't") && c < harm.head)
      return parse[c + 1].lemma != "only" && parse[c + 1].lemma != "just" && parse[c + 1].lemma != "merely";
  return false;
}

bool does_it(const Parse& parse, const HarmWord& harm, TokenIndex t) {
  if (harm.word_class != WordClass::verb || harm.frame != Frame::act || is_passive(parse, harm.head)) return false;
  TokenIndex object = deep_object(parse, harm.head);
  // "three men shot and killed a guard": the object stands behind the second verb.
  for (TokenIndex c : parse.children(harm.head))
    if (object == kNoToken && parse[c].relation == Relation::conj && parse[c].upos == Upos::VERB &&
        parse.child(c, Relation::nsubj) == kNoToken && !is_passive(parse, c))
      object = parse.child(c, Relation::obj);
  return object != kNoToken && !is_joined(parse, object, t) && is_joined(parse, deep_subject(parse, harm.head), t);
}

const HarmWord* harm_by_role(const Parse& parse, std::span<const HarmWord> harm, TokenIndex t) {
  if (const HarmWord* above = first_tied(parse, harm, t, false); above != nullptr) return above;
  if (const HarmWord* below = first_tied(parse, harm, t, true); below != nullptr) return below;
  for (const HarmWord& h : harm)  // "40 casualties", "400 wounded"
    if (h.head == t) return &h;
  return nullptr;
}

const HarmWord* harm_told_as_total(const Parse& parse, const EventWords& words, std::span<const HarmWord> harm,
                                   const Counted& counted) {
  const Count& count = *counted.count;
  if (count.bare_noun) return nullptr;
  const TokenIndex hung = hung_by(parse, counted), above = parse.head(hung);
  if (above == kNoToken) return nullptr;
  // "put the number of people wounded in the raid at 14": the tree may hang it on the raid or the wounded.
  if (count.unit == kNoToken && preposition(parse, counted.anchor) == "at") {
    TokenIndex number = above;
    while (number != kNoToken && parse[number].relation != Relation::obj) number = parse.head(number);
    if (number != kNoToken) return harm_numbered(parse, words, harm, number, count);
  }
  if (parse[above].upos != Upos::VERB || !is_come_to(parse, words, counted, hung)) return nullptr;
  for (TokenIndex c : parse.children(above))
    if (parse[c].relation == Relation::nsubj || (parse[c].relation == Relation::obj && c != counted.anchor))
      if (const HarmWord* h = harm_numbered(parse, words, harm, c, count); h != nullptr) return h;
  return nullptr;
}

}  // namespace sayso
