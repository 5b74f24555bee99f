#include "event/toll_rules.h"

#include <algorithm>

#include "event/clause.h"
#include "event/told_tolls.h"
#include "event/uncounted.h"
#include "mention/number.h"

namespace sayso {
namespace {

// What its word of harm says first: the likeliest of its senses.
bool is_first_sense(const TollCandidate& c) { return c.what == c.harm->senses.front(); }

bool begins_count(const TollQuestion& q, TokenIndex i) {
  return std::any_of(q.counts.begin(), q.counts.end(), [i](const Count* c) { return c->phrase.begin == i; });
}

// "A soldier".
bool is_article_noun(const Count& count) { return count.value == 1 && count.bare_noun && !count.additional; }

// Whether the two stand side by side, but for the mark at `open`: "a man from Goma, a teacher".
bool is_set_off(const Parse& parse, const Count& before, TokenIndex open) {
  constexpr TokenIndex kReach = 4;
  if (before.phrase.end > open || open > before.phrase.end + kReach) return false;
  if (parse.word(open) != "," && !is_dash(parse.word(open))) return false;
  for (TokenIndex i = before.phrase.end; i < open; ++i)
    if (parse[i].upos == Upos::PUNCT || parse[i].upos == Upos::CCONJ || parse[i].upos == Upos::VERB) return false;
  return true;
}

// "No casualties", "without losses": what is counted is the harm itself, and there was none, whatever the verb. So
// with those whom the verb befell, where they are none: "nobody was hurt".
bool says_none_such(const TollQuestion& q, const TollCandidate& c) {
  if (q.count().value != 0 || (c.what != "killed" && c.what != "wounded")) return false;
  const TokenIndex unit = q.count().unit, word = c.harm->head;
  if (q.role == c.harm && befell(q.context.parse, q.words, *c.harm))
    return word != unit && (!c.event->negated || c.event->head == word);
  return unit != kNoToken && word == unit && (!c.event->negated || c.event->head == unit);
}

// "A damaged after shelling flat": the phrase of the thing that is counted says itself what it suffered.
bool is_said_of_thing(const TollQuestion& q, const TollCandidate& c) {
  return c.harm->word_class == WordClass::adjective && !c.harm->weak && q.is_of(CountClass::thing) &&
         q.count().phrase.contains(c.harm->head) && is_first_sense(c);
}

// "Burned Kitaya, a fishing village": what has a name is not counted.
bool is_said_of_name(const TollQuestion& q) {
  const Parse& parse = q.context.parse;
  const TokenIndex anchor = q.counted.anchor, above = parse.head(anchor);
  return q.count().bare_noun && parse[anchor].relation == Relation::appos && above != kNoToken &&
         parse[above].upos == Upos::PROPN;
}

// The event is that of the word of harm, or what did it, or what it was done in or by: "the blast hurt five", "five
// were hurt in the blast", "stormed the town, killing five".
bool is_told_by(const TollQuestion& q, const Event& e, const HarmWord& h) {
  const Parse& parse = q.context.parse;
  if (e.head == h.head) return true;
  const Relation r = parse[e.head].relation;
  if (r == Relation::xcomp && parse.head(e.head) == h.head) return true;  // "found dead"
  const Kind* kind = q.kinds.find(e.kind);
  if (kind == nullptr || !kind->is_means()) return false;
  if (parse.head(h.head) == e.head && parse[h.head].relation == Relation::advcl && parse[h.head].xpos == "VBG" &&
      is_of_people(h.senses.front()))
    return true;
  return parse.head(e.head) == h.head && (r == Relation::obl || r == Relation::obl_agent || r == Relation::nsubj);
}

// Whether the count's own words are plain enough: "five people", "1,000" as an object, "constable Bimal Rai", "a
// house".
bool is_plain(const TollQuestion& q, std::string_view what) {
  const Count& count = q.count();
  const bool thing = q.is_of(CountClass::thing);
  const bool number_alone =  // "arrested 1,000"
      count.unit == kNoToken && q.context.parse[q.counted.anchor].relation == Relation::obj;
  if (number_alone ? !count.value && !count.low : !q.counted.unit || !count.value) return false;
  if (thing && (what == "seized" || is_said_of_name(q))) return false;
  if (count.definite) return !thing && is_titled_name(q.context, count) && what != "displaced";
  // "A man, 45, was killed": the subject of a passive.
  const Relation r = q.context.parse[q.counted.anchor].relation;
  return !count.bare_noun || thing || (count.value == 1 && r == Relation::nsubj_pass && is_of_people(what));
}

// "Forced five people to flee": whom the verb of the event itself befell are its toll.
bool is_told_plainly(const TollQuestion& q, const TollCandidate& c) {
  if (q.role != c.harm || q.count().no_toll || q.count().part || !is_plain(q, c.what)) return false;
  const Event& e = *c.event;
  return befell(q.context.parse, q.words, *c.harm) && is_told_by(q, e, *c.harm) && !e.negated &&
         e.modality == Modality::actual && is_first_sense(c) && is_of_people(c.what) != q.is_of(CountClass::thing);
}

// People, and a word that says surely what such suffered.
bool is_sure_of_people(const TollQuestion& q, const TollCandidate& c) {
  return q.counted.unit && !q.is_of(CountClass::thing) && !c.harm->open && is_first_sense(c) && is_of_people(c.what);
}

// "The body of a slain rebel": the event is what those counted are called.
bool is_called_so(const TollQuestion& q, const TollCandidate& c) {
  const Parse& parse = q.context.parse;
  const TokenIndex word = c.harm->head;
  return c.event->head == word && !c.harm->weak && is_sure_of_people(q, c) && q.count().phrase.contains(word) &&
         parse[word].relation == Relation::amod && parse.head(word) == q.count().unit;
}

// "The governor was among those wounded".
bool is_one_of_those(const TollQuestion& q, const TollCandidate& c) {
  if (q.count().value != 1 || !is_sure_of_people(q, c)) return false;
  const Parse& parse = q.context.parse;
  const TokenIndex word = c.harm->head, anchor = q.counted.anchor;
  const TokenIndex those = c.harm->word_class == WordClass::verb ? deep_object(parse, word) : word;
  return one_among(parse, those) == anchor && c.event->sentence == parse.tokens().sentence_of(anchor);
}

// The likeliest of the candidates in which the harm is what its word says first.
size_t likeliest_of(const TollQuestion& q, const HarmWord* harm, size_t otherwise) {
  size_t best = 0;
  for (size_t i = 1; i < q.candidates.size(); ++i)
    if (q.candidates[i].harm == harm && is_first_sense(q.candidates[i]) &&
        (best == 0 || q.candidates[i].sum > q.candidates[best].sum))
      best = i;
  return best == 0 ? otherwise : best;
}

// "A clinic, a pharmacy, and a mosque": the list of what was counted before goes on, and the tree has it so; what
// "as well as" adds it may hang on the verb.
bool goes_on(const TollQuestion& q) {
  const Count* before = q.before.count;
  if (!is_listed(q) || before->phrase.end == q.count().phrase.begin || !q.before.is_toll() ||
      (q.count().part && !before->part) || q.count().value == 0)
    return false;
  if (q.role != nullptr) return q.role == q.before.chosen.harm;
  const Parse& parse = q.context.parse;
  const TokenIndex above = parse.head(q.counted.anchor);
  return parse[q.counted.anchor].relation == Relation::conj && above != kNoToken &&
         (above == before->unit || above == q.before.chosen.harm->head);
}

// "Two soldiers were killed in Kano and three more in Jos", "... on Monday and another on Tuesday": the verb is left
// out.
bool leaves_verb_out(const TollQuestion& q) {
  const Parse& parse = q.context.parse;
  const Count& count = q.count();
  const TokenIndex joint = count.phrase.begin - 1, next = count.phrase.end;
  if (!q.before.is_toll() || count.value == 0 || joint <= q.before.count->phrase.end || next + 1 >= q.sentence.end ||
      (parse[joint].lemma != "and" && parse.word(joint) != ","))
    return false;
  const bool numbered = count.unit == kNoToken || count.additional;  // "three more", "another", "one"
  if (!numbered || parse[next].upos != Upos::ADP) return false;
  const bool elsewhere = q.context.mentions.place_at(next + 1) != nullptr ||
                         q.context.mentions.time_at(next + 1) != nullptr || parse[next + 1].upos == Upos::DET;
  if (!elsewhere) return false;
  for (TokenIndex i = joint; i < q.sentence.end; ++i)
    if (parse[i].upos == Upos::VERB && parse.dominates(i, count.number.end - 1)) return false;
  // Where those counted before were harmed is said likewise.
  for (TokenIndex i = q.before.count->phrase.end; i < joint; ++i)
    if (parse[i].upos == Upos::ADP && parse[i].lemma == parse[next].lemma) return true;
  return false;
}

// "Three soldiers dead and five policemen and two civilians wounded": the word behind the list is of all of it.
const HarmWord* harm_behind_list(const TollQuestion& q) {
  const Parse& parse = q.context.parse;
  const TokenIndex joint = q.count().phrase.begin - 1;
  if (!q.before.is_toll() || joint <= 0 || parse[joint].lemma != "and") return nullptr;
  const bool closed = std::any_of(q.harm.begin(), q.harm.end(), [&](const HarmWord& h) { return h.head == joint - 1; });
  if (!closed) return nullptr;
  TokenIndex end = q.count().phrase.end;
  for (const Count* c : q.counts)
    if (c->phrase.begin > end && c->phrase.begin <= end + 2 &&
        (parse[c->phrase.begin - 1].lemma == "and" || parse.word(end) == ","))
      end = c->phrase.end;
  for (const HarmWord& h : q.harm)
    if (h.head == end && end > q.count().phrase.end) return &h;
  return nullptr;
}

// "Of the 22 killed, nine were children": nine of those who were just counted.
bool is_of_those_before(const TollQuestion& q) {
  const Parse& parse = q.context.parse;
  const TokenIndex anchor = q.counted.anchor;
  if (!q.before.is_toll() || parse[anchor].relation != Relation::nsubj) return false;
  const Count &count = q.count(), &all = *q.before.count;
  if (!count.value || !all.value || *count.value >= *all.value) return false;
  for (TokenIndex c : parse.children(parse.head(anchor)))
    if (parse[c].relation == Relation::obl && c < anchor && preposition(parse, c) == "of")
      return all.phrase.contains(c);
  return false;
}

// The candidate of that harm and event in that sense, or `otherwise`. No two are alike.
size_t candidate_of(const TollQuestion& q, const HarmWord* harm, const Event* event, std::string_view what,
                    size_t otherwise) {
  for (size_t i = 1; i < q.candidates.size(); ++i)
    if (const TollCandidate& c = q.candidates[i]; c.harm == harm && c.event == event && c.what == what) return i;
  return otherwise;
}

// The candidate that is what the count before chose, or `otherwise`.
size_t same_as_before(const TollQuestion& q, size_t otherwise) {
  const TollCandidate& before = q.before.chosen;
  return candidate_of(q, before.harm, before.event, before.what, otherwise);
}

// "Two women were shot and are in hospital": they live, where the sentence has no dead. The candidate that says so, or
// `best`.
size_t who_is_tended(const TollQuestion& q, size_t best) {
  if (best == 0 || q.candidates[best].what != "killed" || !q.candidates[best].harm->open || q.count().part) return best;
  const HarmWord& h = *q.candidates[best].harm;
  for (const HarmWord& other : q.harm)
    if (!other.open && other.senses.front() == "killed") return best;
  bool tended = false;
  for (TokenIndex i = h.head + 1; i < q.sentence.end; ++i)
    tended = tended || q.words.clinics.contains(q.context.parse[i].lemma);
  return tended ? candidate_of(q, &h, q.candidates[best].event, "wounded", best) : best;
}

// "Damaged nine homes": what the verb says, where it says it of things, and not another of the harms that weights know
// of.
bool says_what_befell_things(const TollQuestion& q, size_t best) {
  if (best == 0 || !q.is_of(CountClass::thing) || q.candidates[best].harm != q.role) return false;
  const HarmWord& h = *q.role;
  return h.word_class == WordClass::verb && !h.open && !h.weak && h.senses.front() == "damaged" &&
         befell(q.context.parse, q.words, h);
}

// "Wrecked a school and damaged seven houses": what is the object of a word of harm suffered that, and not what another
// word beside it says.
bool is_object_of_another(const TollQuestion& q, size_t best) {
  const Parse& parse = q.context.parse;
  if (best == 0 || q.role == nullptr || q.candidates[best].harm == q.role || q.count().part) return false;
  const HarmWord& h = *q.role;
  return h.word_class == WordClass::verb && befell(parse, q.words, h) && h.frame == Frame::act &&
         parse[q.counted.anchor].relation == Relation::obj && parse.head(q.counted.anchor) == h.head &&
         h.head < q.count().phrase.begin && q.counted.unit &&
         is_of_people(h.senses.front()) != q.is_of(CountClass::thing);
}

// "Two of the injured died of their wounds": what became of them, not what they are called by. 0 where it is not so.
size_t suffered_later(const TollQuestion& q, size_t best) {
  const Parse& parse = q.context.parse;
  if (best == 0 || q.role == nullptr || q.role == q.candidates[best].harm) return 0;
  const HarmWord& later = *q.role;
  if (later.word_class != WordClass::verb || later.frame != Frame::suffer || !befell(parse, q.words, later)) return 0;
  const TokenIndex called = q.candidates[best].harm->head;  // "two people injured in the raid died"
  bool earlier = parse[called].relation == Relation::acl && parse.head(called) == q.counted.anchor;
  for (const HarmWord& h : q.harm)
    earlier = earlier || (&h != &later && q.count().phrase.contains(h.head) && preposition(parse, h.head) == "of");
  return earlier ? likeliest_of(q, &later, 0) : 0;
}

}  // namespace

bool is_told_again(const TollQuestion& question, const Count& count) {
  const Parse& parse = question.context.parse;
  if (!question.before.is_toll() || count.unit == kNoToken) return false;
  const TokenIndex first = count.phrase.begin, open = first - 1;
  const Count& before = *question.before.count;
  const bool both =
      parse[first].lemma == "both" && before.value == 2 && count.value == 2;  // "two brothers, both policemen"
  const bool one = is_article_noun(count) && parse[first].xpos == "DT" &&
                   (is_article_noun(before) || (before.value == 1 && before.part));  // "one of its men, a sergeant"
  if ((!both && !one) || !is_set_off(parse, before, open)) return false;
  TokenIndex i = count.phrase.end;
  bool relative = false;
  for (; i < question.sentence.end && parse[i].upos != Upos::PUNCT; ++i) {
    relative = relative || parse[i].upos == Upos::PRON;
    const bool verb = parse[i].upos == Upos::VERB || parse[i].upos == Upos::AUX;
    if ((verb && !relative) || (parse[i].upos == Upos::CCONJ && begins_count(question, i + 1))) return false;
  }
  if (i + 1 >= question.sentence.end || parse.word(i) != parse.word(open))
    return parse[count.unit].relation == Relation::appos;
  return parse[i + 1].upos != Upos::CCONJ && !begins_count(question, i + 1);
}

bool is_sure(const TollQuestion& question, const TollCandidate& candidate) {
  return candidate.harm != nullptr && (says_none_such(question, candidate) || is_said_of_thing(question, candidate) ||
                                       is_told_plainly(question, candidate) || is_called_so(question, candidate) ||
                                       is_one_of_those(question, candidate));
}

size_t corrected(const TollQuestion& question, size_t best) {
  const std::vector<TollCandidate>& all = question.candidates;
  const HarmWord* total = harm_told_as_total(question.context.parse, question.words, question.harm, question.counted);
  if (total != nullptr && total != all[best].harm) best = likeliest_of(question, total, best);
  if ((best == 0 || all[best].harm == question.before.chosen.harm) &&
      (goes_on(question) || is_of_those_before(question)))
    best = same_as_before(question, best);
  if (is_object_of_another(question, best) || says_what_befell_things(question, best))
    best = likeliest_of(question, question.role, best);
  if (best == 0 && leaves_verb_out(question)) best = same_as_before(question, best);
  if (const HarmWord* behind = harm_behind_list(question)) best = likeliest_of(question, behind, best);
  best = who_is_tended(question, best);
  const size_t later = suffered_later(question, best);
  return later != 0 ? later : best;
}

bool suffered_both(const TollQuestion& question, size_t best, size_t sure) {
  if (best == 0 || sure == 0 || question.candidates[sure].harm == question.candidates[best].harm) return false;
  const Parse& parse = question.context.parse;
  TokenIndex word = question.candidates[best].harm->head;  // "taken" of "sailors who had been taken hostage"
  if (parse[word].relation == Relation::xcomp) word = parse.head(word);
  return word != kNoToken && parse[word].relation == Relation::acl_relcl && parse.head(word) == question.counted.anchor;
}

}  // namespace sayso
