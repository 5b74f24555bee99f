// A denial without an event word answers what was said just before. Of the drafts that stand before its cue those of
// the same sentence come first, then those of the two sentences before; a possessor ("rejected India's claim") picks
// among all drafts before by its side. Of several the nearest is taken.
#include "claim/denial.h"

#include <algorithm>

#include "claim/speakers.h"
#include "claim/words.h"

namespace sayso {
namespace {

constexpr size_t kSentencesBack = 2;
constexpr TokenIndex kShortAnswer = 16;  // words; what is longer says something of its own

bool is_pronoun_object(const Parse& parse, TokenIndex i) {
  return parse[i].upos == Upos::PRON || parse[i].upos == Upos::DET;
}

// The noun of saying that a denying cue is about ("the claim" of "rejected the claim", "a claim that X denied"),
// kNoToken where there is none; `bare` is false where the cue has content of its own.
TokenIndex denied_noun(const SourceContext& context, const Saying& saying, bool& bare) {
  const Parse& parse = *context.parse;
  TokenIndex verb = saying.cue.head;
  bare = true;
  if (parse[verb].relation == Relation::acl_relcl || parse[verb].relation == Relation::acl) {
    TokenIndex noun = parse.head(verb);
    // "a claim that officials denied", "an accusation rejected by Kyiv", but not "the officials who denied it".
    if (noun != kNoToken && !saying.speakers.empty() && saying.speakers[0].head != noun) return noun;
  }
  TokenIndex object = parse.child(verb, Relation::obj);
  if (object == kNoToken) object = parse.child(verb, Relation::nsubj_pass);
  if (object == kNoToken && saying.cue.entry->words.words() > 1) object = parse.child(verb, Relation::obl);
  if (object == kNoToken) {
    bare = parse.child(verb, Relation::ccomp) == kNoToken && parse.child(verb, Relation::xcomp) == kNoToken;
    return kNoToken;
  }
  return object;
}

// "India's claim" of what "the Indian army carried out": who speaks of his own deed may be named by nothing else.
bool done_by(const Event& event, const Speaker& owner) {
  for (const Participant& doer : event.by)
    for (const std::string& side : doer.sides)
      if (std::find(owner.sides.begin(), owner.sides.end(), side) != owner.sides.end()) return true;
  return false;
}

bool is_noun_of_saying(const SourceContext& context, TokenIndex i) {
  const Tokens& tokens = context.parse->tokens();
  size_t s = tokens.sentence_of(i);
  for (uint32_t k = context.first_saying[s]; k < context.first_saying[s + 1]; ++k) {
    const Saying& saying = (*context.sayings)[k];
    if (saying.cue.entry->kind == CueKind::noun && saying.cue.tokens.contains(i)) return true;
  }
  return false;
}

// "Not so," argued the mayor; the army said it had nothing to do with it: an answer without an event of its own.
bool answers_no(const Saying& saying, const std::vector<Event>& events, const StanceReader& stances) {
  const CueEntry& entry = *saying.cue.entry;
  if (entry.kind != CueKind::verb || !entry.has(Content::clause) || saying.speakers.empty() || saying.negated ||
      saying.content.empty() || saying.content.size() > kShortAnswer)
    return false;
  for (const Event& event : events)
    if (saying.content.contains(event.trigger.begin)) return false;
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

}  // namespace

bool is_bare_denial(const SourceContext& context, const Saying& saying) {
  const CueEntry& entry = *saying.cue.entry;
  if (entry.kind != CueKind::verb || entry.cue_class != CueClass::denying || saying.negated || saying.speakers.empty())
    return false;
  bool bare = true;
  TokenIndex noun = denied_noun(context, saying, bare);
  if (!bare) return false;
  return noun == kNoToken || is_pronoun_object(*context.parse, noun) || is_noun_of_saying(context, noun);
}

std::vector<BareDenial> bare_denials(const SourceContext& context, const std::vector<Event>& events,
                                     const std::vector<ClaimDraft>& drafts, const StanceReader& stances) {
  std::vector<BareDenial> out;
  for (size_t k = 0; k < context.sayings->size(); ++k) {
    const Saying& saying = (*context.sayings)[k];
    if (!is_bare_denial(context, saying) && !answers_no(saying, events, stances)) continue;
    // A cue that carries an event of its own is no bare denial.
    bool carries = std::any_of(drafts.begin(), drafts.end(),
                               [&](const ClaimDraft& d) { return d.attribution == static_cast<int32_t>(k); });
    if (carries) continue;
    bool bare = true;
    TokenIndex noun = denied_noun(context, saying, bare);

    const SpeakerOption& speaker = saying.speakers[0];
    Speaker who = make_speaker(context, speaker);
    const Saying* inner = noun == kNoToken ? nullptr : noun_saying(context, noun);
    std::optional<Speaker> owner;  // whose claim it was, where that is said
    if (inner != nullptr)
      for (const SpeakerOption& option : inner->speakers)
        if (option.link == Link::possessor && !owner) owner = make_speaker(context, option);

    int32_t found = -1;
    size_t found_sentence = 0;
    for (size_t d = drafts.size(); d-- > 0;) {
      const Event& event = events[drafts[d].event];
      if (event.trigger.begin >= saying.cue.tokens.begin || event.sentence > saying.sentence) continue;
      if (drafts[d].stance == Stance::denies || drafts[d].stance == Stance::unknown) continue;
      bool near = event.sentence + kSentencesBack >= saying.sentence;
      if (!drafts[d].source && event.sentence != saying.sentence) continue;
      if (drafts[d].source && same_speaker(*drafts[d].source, who)) continue;
      if (owner && drafts[d].source && (shares_side(*owner, *drafts[d].source) || done_by(event, *owner))) {
        if (found >= 0 && event.sentence != found_sentence) break;
        found = static_cast<int32_t>(d);
        found_sentence = event.sentence;
        continue;
      }
      if (!near) continue;
      if (found < 0) {
        found = static_cast<int32_t>(d);
        found_sentence = event.sentence;
      }
    }
    if (found >= 0) out.push_back({k, 0, static_cast<size_t>(found)});
  }
  return out;
}

void link_denials(const std::vector<Event>& events, std::vector<ClaimDraft>& drafts) {
  constexpr size_t kNear = 3;  // sentences between a claim and its denial
  for (size_t i = 0; i < drafts.size(); ++i) {
    ClaimDraft& denial = drafts[i];
    if (denial.stance != Stance::denies || denial.denies >= 0) continue;
    const Event& mine = events[denial.event];
    int32_t same_trigger = -1, same_kind = -1;
    for (size_t k = 0; k < drafts.size(); ++k) {
      const ClaimDraft& other = drafts[k];
      if (k == i || other.stance == Stance::denies || other.stance == Stance::unknown) continue;
      if (other.source && denial.source && same_speaker(*other.source, *denial.source)) continue;
      if (other.event == denial.event) {
        if (same_trigger < 0) same_trigger = static_cast<int32_t>(k);
        continue;
      }
      const Event& theirs = events[other.event];
      if (theirs.trigger.begin > mine.trigger.begin || theirs.kind != mine.kind) continue;
      if (mine.sentence - theirs.sentence > kNear || !other.source) continue;
      same_kind = static_cast<int32_t>(k);  // the last before
    }
    denial.denies = same_trigger >= 0 ? same_trigger : same_kind;
  }
}

}  // namespace sayso
