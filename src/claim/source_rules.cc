#include "claim/source_rules.h"

#include <algorithm>

#include "claim/words.h"
#include "event/clause.h"

namespace sayso {
namespace {

constexpr TokenIndex kBeside = 10;  // words between a quotation and the word of saying that goes with it

bool is_relative_word(const Parse& parse, TokenIndex i) {
  return same_word(parse, i, "where") || same_word(parse, i, "which") || same_word(parse, i, "who");
}

// The highest word above i, or i itself, that is not above `other` as well.
TokenIndex branch_beside(const Parse& parse, TokenIndex i, TokenIndex other) {
  while (parse.head(i) != kNoToken && !parse.dominates(parse.head(i), other)) i = parse.head(i);
  return i;
}

// A clause of its own behind the word of saying.
bool has_words_behind(const Parse& parse, TokenIndex cue) {
  const auto children = parse.children(cue);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex c) {
    const Relation relation = parse[c].relation;
    return c > cue && (relation == Relation::ccomp || relation == Relation::xcomp || relation == Relation::obj);
  });
}

bool speaks(const Saying& saying) {
  const CueEntry& entry = *saying.cue.entry;
  return entry.kind == CueKind::verb && entry.has(Content::clause) && !entry.has(Content::weak) && !saying.silent &&
         !saying.speakers.empty();
}

// "Issued a statement": the words follow.
bool gives_words(const Saying& saying) {
  return saying.cue.entry->kind == CueKind::noun && !saying.speakers.empty() && !saying.negated &&
         (saying.speakers[0].link == Link::giver || saying.speakers[0].link == Link::possessor);
}

// "“We left,” he said"
bool is_beside_quote(const SourceContext& context, const Saying& saying) {
  const TokenRange sentence = context.parse->tokens().sentences[saying.sentence].tokens;
  const TokenIndex begin = std::max(sentence.begin, saying.cue.tokens.begin - kBeside);
  for (TokenIndex i = begin; i < saying.cue.tokens.begin; ++i)
    if (context.quotes->at(i) >= 0) return context.quotes->at(saying.cue.head) < 0;
  return false;
}

// "“Our findings indicate that shells fell,” the mission said": what has been found does not speak.
bool finds_within(const SourceContext& context, ChosenSource chosen, int32_t quote) {
  const Saying& saying = (*context.sayings)[static_cast<size_t>(chosen.saying)];
  const TokenIndex who = saying.speakers[static_cast<size_t>(chosen.speaker)].head;
  return saying.cue.entry->kind == CueKind::verb && context.quotes->at(saying.cue.head) == quote &&
         (*context.parse)[who].upos == Upos::NOUN && context.mentions->actor_at(who) == nullptr;
}

}  // namespace

bool is_clause_aside(const Parse& parse, TokenIndex above, TokenIndex i) {
  for (; i != kNoToken && i != above; i = parse.head(i)) {
    const Relation relation = parse[i].relation;
    if (relation != Relation::acl_relcl && relation != Relation::advcl) continue;
    const TokenIndex begin = parse.subtree(i).begin;
    for (TokenIndex w = begin; w < std::min(i, begin + 3); ++w)
      if (is_relative_word(parse, w)) return w > 0 && parse.word(w - 1) == ",";
  }
  return false;
}

bool is_told_besides(const Parse& parse, const Cue& told, TokenIndex i) {
  const TokenIndex cue = told.head;
  if (i < cue) return false;
  for (TokenIndex w = cue; w < i && told.entry->cue_class == CueClass::denying; ++w)
    if (parse.word(w) == ":") return true;
  if (!parse.dominates(cue, i)) return false;
  for (; i != cue; i = parse.head(i)) {
    const TokenIndex noun = parse.head(i);
    if (parse[i].relation == Relation::acl_relcl && noun != cue && parse.head(noun) != cue) return true;
  }
  return false;
}

namespace {

// "Rebels claimed the attack, and the army shelled Beni": what comes behind what is claimed, in a clause of its own, is
// no part of that.
bool stands_behind_what_is_said(const Parse& parse, const Cue& said, TokenIndex event) {
  const TokenIndex cue = said.head;
  const CueClass of = said.entry->cue_class;
  const bool named = of == CueClass::distancing && parse.child(cue, Relation::obj) != kNoToken;
  if (!named && of != CueClass::confirming && of != CueClass::denying && of != CueClass::accusing) return false;
  const TokenIndex verb = predicate_of(parse, cue);
  if (verb == kNoToken || event < cue || parse.child(verb, Relation::ccomp) != kNoToken) return false;
  for (TokenIndex i = event; i != kNoToken && i != verb; i = parse.head(i))
    if (parse.head(i) == verb) {
      const bool finite = parse[i].xpos != "VBN" || parse.child(i, Relation::aux) != kNoToken ||
                          parse.child(i, Relation::aux_pass) != kNoToken;
      return i > cue && finite && is_clause_beside(parse, i);
    }
  return false;
}

// "Did not say when the attack took place", "gave no details of the raid, which killed three": that there was one is
// not theirs to say.
bool leaves_unsaid(const Parse& parse, const Saying& saying, TokenIndex event) {
  const TokenIndex cue = saying.cue.head;
  if (saying.cue.entry->cue_class != CueClass::neutral || event < cue || !parse.dominates(cue, event)) return false;
  if (saying.cue.entry->kind == CueKind::noun) {
    const TokenIndex no = parse.child(cue, Relation::det);
    return no != kNoToken && parse[no].lemma == "no" && parse.head(event) == cue && preposition(parse, event) == "of";
  }
  if (!saying.negated) return false;
  if (is_clause_aside(parse, cue, event)) return true;
  for (TokenIndex i = event; i != cue; i = parse.head(i)) {
    const TokenIndex asked = parse.child(i, Relation::advmod);
    if (asked != kNoToken && asked < i && i != event && parse.head(i) == cue && (parse[asked].xpos == "WRB"))
      return true;
  }
  return false;
}

}  // namespace

bool is_said_elsewhere(const SourceContext& context, const Saying& saying, const Event& event) {
  const Parse& parse = *context.parse;
  const TokenIndex cue = saying.cue.head;
  if (saying.sentence != event.sentence || saying.parenthetical || saying.speakers.empty()) return false;
  if (stands_behind_what_is_said(parse, saying.cue, event.head)) return true;
  // "Ten were killed, with the army announcing the capture of two": its own words alone are the army's.
  if (const TokenIndex mark = parse.child(cue, Relation::mark);
      parse[cue].relation == Relation::advcl && mark != kNoToken && parse[mark].lemma == "with")
    return !parse.dominates(cue, event.head);
  if (leaves_unsaid(parse, saying, event.head)) return true;
  // "Shelled the town in what the army called a raid": the shelling stands outside what the army calls so.
  if (const TokenIndex what = parse.head(cue); parse[cue].relation == Relation::acl_relcl && what != kNoToken &&
                                               same_word(parse, what, "what") && !parse.dominates(what, event.head))
    return true;
  const CueClass of = saying.cue.entry->cue_class;
  if (cue < event.trigger.begin)
    return (saying.cue.entry->kind == CueKind::noun || of == CueClass::denying ||
            (of == CueClass::accusing && !saying.cue.entry->has(Content::own))) &&
           parse.dominates(cue, event.head) && is_clause_aside(parse, cue, event.head);
  if (saying.cue.entry->kind != CueKind::verb || parse.dominates(cue, event.head) || !has_words_behind(parse, cue))
    return false;
  const SpeakerOption& speaker = saying.speakers[0];
  const TokenIndex joint = speaker.tokens.begin - 1;
  if (joint < event.trigger.end || speaker.head > cue) return false;
  const Relation relation = parse[branch_beside(parse, cue, event.head)].relation;
  if (parse[joint].upos == Upos::CCONJ) return relation == Relation::conj;
  return parse.word(joint) == ";" || (same_word(parse, joint, "where") && parse.word(joint - 1) == ",");
}

ChosenSource denier_of(const SourceContext& context, const Event& event, ChosenSource chosen) {
  if (chosen.saying >= 0) return chosen;
  const Word& w = (*context.parse)[event.head];
  if (w.relation != Relation::ccomp && w.relation != Relation::xcomp) return chosen;
  for (uint32_t k = context.first_saying[event.sentence]; k < context.first_saying[event.sentence + 1]; ++k) {
    const Saying& saying = (*context.sayings)[k];
    if (saying.cue.head == w.head && saying.cue.entry->cue_class == CueClass::denying && !saying.speakers.empty())
      return {static_cast<int32_t>(k), 0};
  }
  return chosen;
}

ChosenSource speaker_of_speech(const SourceContext& context, const Event& event, ChosenSource chosen) {
  const Parse& parse = *context.parse;
  const Tokens& tokens = parse.tokens();
  const int32_t quote = context.quotes->at(event.head);
  if (quote < 0) return chosen;
  const TokenRange speech = context.quotes->speech(quote);
  const size_t first = tokens.sentence_of(speech.begin), last = tokens.sentence_of(speech.end - 1);
  const Saying* mine = chosen.saying < 0 ? nullptr : &(*context.sayings)[static_cast<size_t>(chosen.saying)];
  const bool within = mine != nullptr && finds_within(context, chosen, quote);
  if (first == last && !within) return chosen;
  if (mine != nullptr && !within) {
    // Who speaks in the event's own sentence, in the speech or beside it; but "said in a statement: ..." has two.
    const bool beside = mine->sentence >= first && mine->sentence <= last && mine->cue.entry->kind != CueKind::mark;
    if (beside || mine->sentence == event.sentence || speech.contains(mine->cue.head)) return chosen;
  }
  const auto find = [&](size_t sentence, auto holds) {
    int32_t found = -1;
    for (uint32_t k = context.first_saying[sentence]; k < context.first_saying[sentence + 1]; ++k)
      if (holds((*context.sayings)[k])) found = static_cast<int32_t>(k);
    return found;
  };
  int32_t found = find(first, [&](const Saying& s) {
    return speaks(s) && s.cue.head < speech.begin && speech.begin - s.cue.tokens.end <= kBeside;
  });
  if (found < 0)
    found = find(last, [&](const Saying& s) {
      return speaks(s) && s.cue.head >= speech.end && s.cue.tokens.begin - speech.end <= kBeside;
    });
  // A speech of its own: who spoke just before it, in the same paragraph between quotation marks.
  const Sentence& opening = tokens.sentences[first];
  if (found < 0 && first > 0 && opening.tokens.begin == speech.begin) {
    const bool goes_on = tokens.sentences[first - 1].block == opening.block;
    found = find(first - 1, [&](const Saying& s) {
      return goes_on ? speaks(s) && is_beside_quote(context, s) : speaks(s) || gives_words(s);
    });
  }
  return found < 0 ? chosen : ChosenSource{found, 0};
}

}  // namespace sayso
