// A denial without an event word answers what was said just before (said_before.h); a possessor ("rejected India's
// claim") picks among all claims before by its side, a charge among those that blame.
#include "claim/denial.h"

#include <algorithm>

#include "claim/said_before.h"
#include "claim/speakers.h"
#include "claim/words.h"
#include "event/clause.h"
#include "event/sides.h"

namespace sayso {
namespace {

constexpr size_t kSentencesBack = 2;
constexpr size_t kAnySentence = 1000;
constexpr TokenIndex kOpening = 6;       // words before the cue
constexpr TokenIndex kShortAnswer = 16;  // words; what is longer says something of its own

// "a figure Kyiv disputed", "a claim villagers rejected": the tree takes the claim for a part of the name.
SpeakerOption without_claim(const Parse& parse, SpeakerOption speaker, const AnswerWords& words) {
  const bool led = same_word(parse, speaker.tokens.begin, "a") && parse[speaker.head].xpos == "NNS";
  for (TokenIndex i = speaker.tokens.begin; i < speaker.head; ++i)
    if (parse[i].upos == Upos::NOUN && (led || parse[i + 1].upos == Upos::PROPN) && words.names_claim(parse[i].lemma))
      speaker.tokens.begin = i + 1;
  return speaker;
}

// What a denying cue is about.
struct Denied {
  bool before = false;         // something said before
  bool here = false;           // in the same sentence: "a figure that Kyiv denies"
  TokenIndex noun = kNoToken;  // the noun that names it; kNoToken for "it", "this", nothing
};

// A noun of saying; of those that the verb governs only such as hold their content back or blame ("rumor"): others
// ("appeal", "proposal") are turned down, not denied. A denial brushed aside is none.
bool names_claim(const SourceContext& context, TokenIndex i, bool governed) {
  size_t s = context.parse->tokens().sentence_of(i);
  for (uint32_t k = context.first_saying[s]; k < context.first_saying[s + 1]; ++k) {
    const CueEntry& entry = *(*context.sayings)[k].cue.entry;
    if (entry.kind == CueKind::noun && (*context.sayings)[k].cue.tokens.contains(i))
      return (!governed && entry.cue_class != CueClass::denying) || entry.cue_class == CueClass::distancing ||
             entry.cue_class == CueClass::accusing;
  }
  return false;
}

Denied denied_by(const SourceContext& context, const Saying& saying, const AnswerWords& words) {
  const Parse& parse = *context.parse;
  TokenIndex verb = saying.cue.head;
  // "too foolish to deny", "to refute the report": nobody has done it.
  TokenIndex mark = parse.child(verb, Relation::mark);
  if (mark != kNoToken && same_text(parse.word(mark), "to")) return {};
  auto names = [&](TokenIndex i) { return names_claim(context, i, true) || words.names_claim(parse[i].lemma); };
  // "reports of a convoy", "a charge that it had sheltered them": the noun says itself what is denied.
  auto tells = [&](TokenIndex noun) {
    auto children = parse.children(noun);
    return std::any_of(children.begin(), children.end(), [&](TokenIndex c) {
      if (c < noun) return false;
      Relation relation = parse[c].relation;
      if (relation == Relation::ccomp) return true;
      TokenIndex mark = parse.child(c, relation == Relation::nmod ? Relation::case_ : Relation::mark);
      if (mark == kNoToken) return false;
      if (relation == Relation::acl) return same_text(parse.word(mark), "that");
      return relation == Relation::nmod && context.mentions->actor_at(c) == nullptr &&
             (same_text(parse.word(mark), "of") || same_text(parse.word(mark), "about"));
    });
  };
  auto whole = [&](TokenIndex i) {
    return (parse[i].upos == Upos::PRON || parse[i].upos == Upos::DET || parse[i].upos == Upos::ADJ) &&
           listed(words.whole, parse[i].lemma);
  };
  // "called that a lie", "ridiculed that explanation": by the words alone, for trees that take "that" for a clause's.
  TokenIndex end = parse.tokens().sentences[saying.sentence].tokens.end;
  for (TokenIndex i = verb + 1; i < std::min(end, verb + 5); ++i) {
    if (i < saying.cue.tokens.end && !saying.cue.entry->words.has_gap()) continue;
    if (names(i) &&
        (i + 1 >= end || parse[i + 1].upos == Upos::PUNCT || parse[i + 1].upos == Upos::ADJ ||
         parse[i + 1].upos == Upos::ADP || parse[i + 1].upos == Upos::CCONJ || parse[i + 1].upos == Upos::DET))
      return {!tells(i), false, i};
    // "denied that any shell fell" has words of its own.
    bool own_words =
        !saying.cue.entry->words.has_gap() &&
        ((parse[i].upos != Upos::PRON && parse[i].upos != Upos::DET) || parse.child(verb, Relation::ccomp) != kNoToken);
    bool points = !own_words && parse[i].upos != Upos::NOUN && listed(words.whole, parse[i].lemma);
    if (points && i + 1 < end &&
        (parse[i + 1].upos == Upos::DET || parse[i + 1].upos == Upos::ADP || parse[i + 1].upos == Upos::PUNCT ||
         parse.word(i + 1) == "as"))
      return {true, false, kNoToken};
    if (parse[i].upos == Upos::VERB || parse[i].upos == Upos::PUNCT || parse[i].upos == Upos::PROPN) break;
  }
  TokenIndex object = parse.child(verb, Relation::obj);
  if (object == kNoToken) object = parse.child(verb, Relation::nsubj_pass);
  if (object == kNoToken && saying.cue.entry->words.words() > 1) object = parse.child(verb, Relation::obl);
  if (parse[verb].relation == Relation::acl_relcl || parse[verb].relation == Relation::acl) {
    TokenIndex noun = parse.head(verb);
    // "a claim that officials denied", "an accusation rejected by Kyiv", but not "the officials who denied it".
    if (noun != kNoToken && !saying.speakers.empty() && saying.speakers[0].head != noun) {
      if (names(noun) || names_claim(context, noun, false)) return {true, true, noun};
      if (object != kNoToken && object < verb && whole(object)) return {true, true, kNoToken};  // "which Kyiv denies"
    }
  }
  // "Accuses Delhi of arming them, a charge Delhi denies": the tree takes the charge for a second subject.
  for (TokenIndex c : parse.children(verb))
    if (object == kNoToken && c < verb && parse[c].relation == Relation::nsubj && !saying.speakers.empty() &&
        saying.speakers[0].head != c && (names(c) || names_claim(context, c, false)))
      return {true, true, c};
  if (object == kNoToken) {
    // "Owner denies.", but not a noun taken for a verb ("to defuse future disputes"), which has no subject.
    constexpr auto kBySubject = static_cast<uint16_t>((1u << static_cast<unsigned>(Link::subject)) |
                                                      (1u << static_cast<unsigned>(Link::inherited)) |
                                                      (1u << static_cast<unsigned>(Link::agent)));
    bool bare = parse.child(verb, Relation::ccomp) == kNoToken && parse.child(verb, Relation::xcomp) == kNoToken &&
                !saying.speakers.empty() && (saying.speakers[0].links & kBySubject) != 0;
    return {bare, false, kNoToken};
  }
  if (whole(object)) return {true, parse[object].xpos == "WDT", kNoToken};  // ", which Kyiv denies"
  if (names(object)) return {!tells(object), false, object};
  return {};
}

// "Would neither confirm nor deny": says nothing.
bool leaves_open(const Parse& parse, const Saying& saying) {
  TokenIndex begin = std::max(parse.tokens().sentences[saying.sentence].tokens.begin, saying.cue.tokens.begin - 3);
  for (TokenIndex i = begin; i < saying.cue.tokens.end; ++i)
    if (same_text(parse.word(i), "nor") || same_text(parse.word(i), "or") || same_text(parse.word(i), "without"))
      return true;
  return false;
}

bool is_among(const Speaker& who, const std::vector<Participant>& list) {
  return std::any_of(list.begin(), list.end(), [&](const Participant& p) {
    return std::any_of(p.sides.begin(), p.sides.end(), [&](auto& side) { return has_side(who.sides, side); });
  });
}

// "India's claim" of what "the Indian army carried out": who speaks of his own deed may be named by nothing else.
bool done_by(const Event& event, const Speaker& owner) { return is_among(owner, event.by); }

// What is told of somebody: what he did, or what befell him.
bool is_told_of(const Event& event, const Speaker& who) { return done_by(event, who) || is_among(who, event.on); }

// "Not so," argued the mayor; the army said it had nothing to do with it: an answer without an event of its own.
bool answers_no(const Parse& parse, const Saying& saying, const std::vector<Event>& events,
                const StanceReader& stances) {
  const CueEntry& entry = *saying.cue.entry;
  // "Not so, argued the mayor, whose tally ...": the answer opens the sentence.
  TokenRange opening = {parse.tokens().sentences[saying.sentence].tokens.begin, saying.cue.tokens.begin};
  if (entry.kind == CueKind::verb && entry.has(Content::clause) && !saying.speakers.empty() &&
      opening.size() <= kOpening && saying.speakers[0].tokens.begin > saying.cue.head && stances.says_false(opening))
    return true;
  if (entry.kind != CueKind::verb || !entry.has(Content::clause) || saying.speakers.empty() || saying.negated ||
      entry.has(Content::weak) || saying.content.empty() || saying.content.size() > kShortAnswer ||
      saying.content.contains(saying.speakers[0].head))
    return false;
  const auto within = std::partition_point(events.begin(), events.end(),
                                           [&](const Event& e) { return e.trigger.begin < saying.content.begin; });
  if (within != events.end() && saying.content.contains(within->trigger.begin)) return false;
  return stances.says_false(saying.content);
}

const Saying* noun_saying(const SourceContext& context, TokenIndex noun) {
  size_t s = context.parse->tokens().sentence_of(noun);
  for (uint32_t k = context.first_saying[s]; k < context.first_saying[s + 1]; ++k) {
    const Saying& saying = (*context.sayings)[k];
    if (saying.cue.entry->kind == CueKind::noun && saying.cue.head == noun) return &saying;
  }
  return nullptr;
}

// Whose claim it was, where that is said ("India's claim").
std::optional<Speaker> owner_of(const SourceContext& context, TokenIndex noun) {
  const Saying* inner = noun == kNoToken ? nullptr : noun_saying(context, noun);
  if (inner != nullptr)
    for (const SpeakerOption& option : inner->speakers)
      if (option.link == Link::possessor) return make_speaker(context, option);
  return std::nullopt;
}

// Whether another says something in the sentence before the denial.
bool tells_besides(const SourceContext& context, const Saying& denial, const Speaker& who) {
  for (uint32_t k = context.first_saying[denial.sentence]; k < context.first_saying[denial.sentence + 1]; ++k) {
    const Saying& saying = (*context.sayings)[k];
    if (saying.cue.entry->kind == CueKind::verb && saying.cue.head < denial.cue.head && saying.cue.entry->line > 0 &&
        !saying.cue.entry->has(Content::weak) && !saying.speakers.empty() && saying.speakers[0].head != who.head)
      return true;
  }
  return false;
}

// The claim that a denial of `who` answers, -1 for none.
int32_t denied_claim(const SourceContext& context, const SaidBefore& before, const Saying& saying, const Speaker& who,
                     Denied what, const AnswerWords& words) {
  const Parse& parse = *context.parse;
  TokenIndex at = saying.cue.tokens.begin;
  TokenIndex noun = what.noun;
  std::optional<Speaker> owner = owner_of(context, noun);
  auto other = [&](const ClaimDraft& d) {
    return d.stance != Stance::denies && d.stance != Stance::unknown && !(d.source && same_speaker(*d.source, who));
  };
  if (owner) {
    int32_t found = before.find(at, kAnySentence, [&](const ClaimDraft& d, const Event& e, bool) {
      return other(d) && d.source &&
             (same_speaker(*owner, *d.source) || shares_side(*owner, *d.source) || done_by(e, *owner));
    });
    if (found >= 0 || !owner->sides.empty()) return found;
  }
  if (what.here) {
    int32_t found = before.find(at, 0, [&](const ClaimDraft& d, const Event&, bool) { return other(d); });
    // "Kinshasa says Kigali backs the rebels, which Kigali denies": not what another sentence told.
    if (found >= 0 || tells_besides(context, saying, who)) return found;
  }
  // Who denies is most often whom it is told of.
  int32_t of_himself = before.find(at, kSentencesBack, [&](const ClaimDraft& d, const Event& e, bool) {
    return other(d) && d.source && is_told_of(e, who) && !shares_side(*d.source, who);
  });
  if (of_himself >= 0) return of_himself;
  if (noun != kNoToken && listed(words.figures, parse[noun].lemma)) {
    int32_t found = before.find(at, kSentencesBack, [&](const ClaimDraft& d, const Event& e, bool) {
      return other(d) && d.source && !(e.tolls.empty() && d.tolls.empty());
    });
    if (found >= 0) return found;
  }
  if (noun != kNoToken && listed(words.charges, parse[noun].lemma)) {
    int32_t found = before.find(at, kSentencesBack, [&](const ClaimDraft& d, const Event&, bool) {
      return other(d) && d.stance == Stance::accuses;
    });
    if (found >= 0) return found;
  }
  return before.find(at, kSentencesBack, [&](const ClaimDraft& d, const Event& e, bool same) {
    return other(d) && (same || (d.source && d.stance != Stance::confirms && !listed(words.not_denied, e.kind)));
  });
}

// "Denied these accusations": the nearest, and what else others have charged in its sentence, each event once.
std::vector<int32_t> all_denied(const SourceContext& context, const std::vector<Event>& events,
                                const std::vector<ClaimDraft>& drafts, const SaidBefore& before, const Speaker& who,
                                Denied what, int32_t nearest, const AnswerWords& words) {
  std::vector<int32_t> out = {nearest};
  const size_t sentence = events[drafts[static_cast<size_t>(nearest)].event].sentence;
  if (what.here || what.noun == kNoToken || (*context.parse)[what.noun].xpos != "NNS" ||
      context.parse->tokens().sentence_of(what.noun) == sentence)
    return out;
  const auto [begin, end] = before.told_in(sentence, sentence);
  for (size_t d = begin; d < end; ++d) {
    const ClaimDraft& draft = drafts[d];
    const Event& event = events[draft.event];
    const bool charged = draft.source && !same_speaker(*draft.source, who) && !shares_side(*draft.source, who) &&
                         (draft.stance == Stance::asserts || draft.stance == Stance::accuses) &&
                         event.modality == Modality::actual && listed(words.deeds, event.kind);
    const auto same_event = [&](int32_t other) { return drafts[static_cast<size_t>(other)].event == draft.event; };
    if (charged && std::none_of(out.begin(), out.end(), same_event)) out.push_back(static_cast<int32_t>(d));
  }
  std::sort(out.begin(), out.end());  // in the order of the drafts
  return out;
}

// "Police accused rebels of the fire, which they deny": they are whom the last to speak charged, where they were taken
// for himself. The charge, and who then denies; -1 for none.
int32_t charge_denied(const SourceContext& context, const std::vector<Event>& events,
                      const std::vector<ClaimDraft>& drafts, const SaidBefore& before, const Saying& saying,
                      Speaker& who) {
  if ((*context.parse)[who.head].upos != Upos::PRON) return -1;
  const auto doer = [&](const ClaimDraft& d, const Event& e) -> const Participant* {
    const std::vector<Participant>& by = d.by ? *d.by : e.by;
    return by.size() == 1 ? &by.front() : nullptr;
  };
  const int32_t found = before.find(saying.cue.tokens.begin, 1, [&](const ClaimDraft& d, const Event& e, bool) {
    return d.source && same_speaker(*d.source, who) && doer(d, e) != nullptr &&
           (d.stance == Stance::accuses || d.stance == Stance::asserts);
  });
  if (found < 0) return -1;
  const ClaimDraft& charge = drafts[static_cast<size_t>(found)];
  const Participant& charged = *doer(charge, events[charge.event]);
  who.name = std::string(context.parse->tokens().words(charged.tokens));
  who.sides = charged.sides;
  return found;
}

}  // namespace

bool is_bare_denial(const SourceContext& context, const Saying& saying, const AnswerWords& words) {
  const CueEntry& entry = *saying.cue.entry;
  if (entry.kind != CueKind::verb || entry.cue_class != CueClass::denying || saying.negated || saying.speakers.empty())
    return false;
  return denied_by(context, saying, words).before;
}

std::vector<Answer> bare_denials(const SourceContext& context, const std::vector<Event>& events,
                                 const std::vector<ClaimDraft>& drafts, const StanceReader& stances) {
  const AnswerWords& words = stances.answers();
  const Parse& parse = *context.parse;
  std::vector<Answer> out;
  std::vector<size_t> sentences;  // of `out`: one denial of one claim in one sentence
  const SaidBefore before(context, events, drafts);
  std::vector<bool> carries(context.sayings->size(), false);
  for (const ClaimDraft& d : drafts)
    if (d.attribution >= 0) carries[static_cast<size_t>(d.attribution)] = true;
  for (size_t k = 0; k < context.sayings->size(); ++k) {
    const Saying& saying = (*context.sayings)[k];
    if (!is_bare_denial(context, saying, words) && !answers_no(parse, saying, events, stances)) continue;
    // A cue that carries an event of its own is no bare denial.
    const std::string& speaker_lemma = parse[saying.speakers[0].head].lemma;
    if (carries[k] || leaves_open(parse, saying) || is_none(parse, saying.speakers[0].head) ||
        !words.may_speak(speaker_lemma))
      continue;
    Speaker who = make_speaker(context, without_claim(parse, saying.speakers[0], words));
    const Denied what = denied_by(context, saying, words);
    int32_t nearest = denied_claim(context, before, saying, who, what, words);
    if (nearest < 0) nearest = charge_denied(context, events, drafts, before, saying, who);
    if (nearest < 0) continue;
    for (const int32_t found : all_denied(context, events, drafts, before, who, what, nearest, words)) {
      bool again = false;
      for (size_t a = out.size(); a-- > 0 && sentences[a] == saying.sentence;)
        again |= out[a].to == static_cast<size_t>(found);
      // "refuted the news that ..., terming it a rumor": denied already.
      const size_t event = drafts[static_cast<size_t>(found)].event;
      const auto [begin, end] = before.told_in(events[event].sentence, events[event].sentence);
      for (size_t d = begin; d < end; ++d)
        again |= drafts[d].event == event && drafts[d].stance == Stance::denies && drafts[d].attribution >= 0 &&
                 (*context.sayings)[static_cast<size_t>(drafts[d].attribution)].sentence == saying.sentence;
      if (again) continue;
      Answer answer;
      answer.to = static_cast<size_t>(found);
      ClaimDraft& draft = answer.draft;
      draft.source = who;
      draft.event = drafts[answer.to].event;
      draft.attribution = static_cast<int32_t>(k);
      draft.stance = Stance::denies;
      draft.denies = found;
      draft.by = drafts[answer.to].by;
      draft.without_tolls = true;
      draft.stance_rule = "bare-denial";
      out.push_back(std::move(answer));
      sentences.push_back(saying.sentence);
    }
  }
  return out;
}

void link_denials(const Parse& parse, const std::vector<Event>& events, const AnswerWords& words,
                  std::vector<ClaimDraft>& drafts) {
  // "Said rebel drones had killed 50. The rebels denied the bombing": a deed told before, laid at their door.
  const auto charges = [&](const ClaimDraft& d, const Event& e, const Speaker& who) {
    return listed(words.deeds, e.kind) && e.modality == Modality::actual && done_by(e, who) &&
           !shares_side(*d.source, who);
  };
  const auto points_back = [&](const Event& e) {
    const TokenIndex article = e.head == kNoToken ? kNoToken : parse.child(e.head, Relation::det);
    return article != kNoToken && same_word(parse, article, "the") && listed(words.deeds, e.kind);
  };
  constexpr size_t kNear = 3;  // sentences between a claim and its denial
  for (size_t i = 0; i < drafts.size(); ++i) {
    ClaimDraft& denial = drafts[i];
    if (denial.stance != Stance::denies || denial.denies >= 0) continue;
    const Event& mine = events[denial.event];
    int32_t same_trigger = -1, same_kind = -1, of_himself = -1;
    // They are in the order of their events: those of the sentence and of the few before it stand together.
    auto k = static_cast<size_t>(
        std::partition_point(drafts.begin(), drafts.end(),
                             [&](const ClaimDraft& d) { return events[d.event].sentence + kNear < mine.sentence; }) -
        drafts.begin());
    for (; k < drafts.size() && events[drafts[k].event].sentence <= mine.sentence; ++k) {
      const ClaimDraft& other = drafts[k];
      if (k == i || other.stance == Stance::denies || other.stance == Stance::unknown) continue;
      if (other.source && denial.source && same_speaker(*other.source, *denial.source)) continue;
      if (other.event == denial.event) {
        if (same_trigger < 0) same_trigger = static_cast<int32_t>(k);
        continue;
      }
      const Event& theirs = events[other.event];
      if (theirs.trigger.begin > mine.trigger.begin) continue;
      if (!other.source) continue;
      // The last before, by either.
      const bool lost = listed(words.losses, mine.kind) && listed(words.takings, theirs.kind);
      const bool by_another = denial.source && !shares_side(*other.source, *denial.source);
      if (theirs.kind == mine.kind || (lost && by_another)) same_kind = static_cast<int32_t>(k);
      if (denial.source && points_back(mine) && charges(other, theirs, *denial.source))
        of_himself = static_cast<int32_t>(k);
    }
    denial.denies = same_trigger >= 0 ? same_trigger : same_kind >= 0 ? same_kind : of_himself;
  }
}

}  // namespace sayso
