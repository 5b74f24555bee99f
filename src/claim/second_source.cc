#include "claim/second_source.h"

#include <algorithm>

#include "claim/source_rules.h"
#include "claim/speaker_phrase.h"
#include "claim/speakers.h"
#include "claim/words.h"

namespace sayso {
namespace {

constexpr TokenIndex kCitedBehind = 4;  // words between "said" and "citing"

// "A and B said": the other members of the speaker's coordination, as phrases of their own.
std::vector<SpeakerOption> joined_speakers(const SourceContext& context, const Saying& saying,
                                           const SpeakerOption& speaker) {
  const Parse& parse = *context.parse;
  std::vector<SpeakerOption> out;
  TokenRange sentence = parse.tokens().sentences[saying.sentence].tokens;
  std::vector<TokenIndex> joined(parse.children(speaker.head).begin(), parse.children(speaker.head).end());
  // "A doctor at the hospital and an army chaplain": the tree may join him to the hospital.
  for (TokenIndex where : parse.children(speaker.head)) {
    const Actor* who = context.mentions->actor_at(where);
    if (parse[where].relation != Relation::nmod || (who != nullptr && who->people)) continue;
    for (TokenIndex c : parse.children(where))
      if (const Actor* other = context.mentions->actor_at(c);
          other != nullptr && other->people && other->head == c && parse.child(c, Relation::det) != kNoToken)
        joined.push_back(c);
  }
  for (TokenIndex c : joined) {
    if (parse[c].relation != Relation::conj || !is_nominal_word(parse, c)) continue;
    if (saying.cue.tokens.contains(c)) continue;
    // The cue must not stand between the two, nor a verb: a fault of the tree.
    bool clean = true;
    for (TokenIndex i = std::min(speaker.head, c); i < std::max(speaker.head, c); ++i)
      clean &= parse[i].upos != Upos::VERB && !saying.cue.tokens.contains(i);
    if (!clean) continue;
    SpeakerOption other = speaker;
    other.head = c;
    other.tokens = speaker_phrase(parse, c, sentence);
    if (other.tokens.overlaps(speaker.tokens)) continue;
    out.push_back(other);
  }
  if (!out.empty()) return out;
  // "Residents and the military said" where the tree missed it: a phrase, "and", a phrase, the cue.
  auto join = [&](TokenIndex inside, TokenRange within) {
    if (!is_nominal_word(parse, inside)) return;
    TokenIndex head = speaker_head(parse, inside, within);
    TokenRange tokens = speaker_phrase(parse, head, within);
    bool opens = tokens.begin == sentence.begin || parse[tokens.begin - 1].upos == Upos::PUNCT ||
                 tokens.begin == speaker.tokens.end + 1;
    if (tokens.end == within.end && opens) out.push_back({tokens, head, speaker.link, speaker.links});
  };
  TokenIndex before = speaker.tokens.begin - 1, after = speaker.tokens.end, cue = saying.cue.tokens.begin;
  if (after <= cue && before > sentence.begin && same_text(parse.word(before), "and"))
    join(before - 1, {sentence.begin, before});
  else if (after + 1 < cue && same_text(parse.word(after), "and"))
    join(cue - 1, {after + 1, cue});
  return out;
}

bool is_acronym(std::string_view w) { return w.size() > 1 && is_capital(w) && is_capital(w.substr(1)); }

// Whether two joined phrases name one source: "its managers and owners", "hospital and security sources", "the
// Ministry of Health and Population", but not "residents and a medic", "the ambulance service and hospitals".
bool is_one_source(const SourceContext& context, const SpeakerOption& first, const SpeakerOption& second) {
  const Parse& parse = *context.parse;
  TokenIndex last = first.tokens.end - 1;
  bool second_bare = second.tokens.size() == 1 && parse[second.head].upos != Upos::PROPN;
  // What belongs to both stands before the first: a determiner, an owner, a number.
  const Word& opening = parse[first.tokens.begin];
  bool first_led = opening.upos == Upos::DET || opening.upos == Upos::NUM || opening.xpos == "PRP$";
  if (first_led && second_bare && parse[first.head].xpos == "NNS" && parse[second.head].xpos == "NNS") return true;
  // What belongs to both stands behind the second.
  if (first.tokens.size() == 1 && parse[first.head].xpos == "NN" && second.tokens.size() > 1 &&
      parse[second.tokens.begin].upos != Upos::DET && parse[second.tokens.begin].xpos != "PRP$")
    return true;
  // The second goes on with what stands behind "of".
  bool of = false;
  for (TokenIndex i = first.head + 1; i <= last; ++i) of |= same_text(parse.word(i), "of");
  if (!of) return false;
  if (second_bare && parse[second.head].xpos == "NN") return true;
  if (context.mentions->place_at(second.head) != nullptr && context.mentions->place_at(last) != nullptr) return true;
  return second.tokens.size() == 1 && is_capital(parse.word(second.head)) && !is_acronym(parse.word(second.head)) &&
         context.mentions->place_at(last) == nullptr;
}

// "Each side", "both governments".
bool is_each(const Parse& parse, TokenRange speaker) {
  for (TokenIndex i = speaker.begin; i < speaker.end; ++i)
    for (std::string_view word : {"each", "both", "either"})
      if (same_text(parse.word(i), word)) return true;
  return false;
}

// Adds a carrier unless it is the source or there already.
void add_via(ClaimDraft& draft, Speaker carrier) {
  auto same = [&](const Speaker& s) { return s.tokens.overlaps(carrier.tokens); };
  if (same(*draft.source) || std::any_of(draft.via.begin(), draft.via.end(), same)) return;
  draft.via.push_back(std::move(carrier));
}

bool is_own(const SourceContext& context, const SpeakerOption& speaker) {
  std::string_view words = context.parse->tokens().words(speaker.tokens);
  for (const auto& own : {context.report->outlet, context.report->agency})
    if (own && !own->empty() && words.find(*own) != std::string_view::npos) return true;
  return false;
}

// The chain through which a saying came: whom it was told to, who quotes the speaker ("state TV quoted the governor as
// saying"), and who says around it that it was said ("the fleet confirmed it, Interfax reported").
void find_chain(const SourceContext& context, const Saying& saying, TokenIndex speaker, ClaimDraft& draft) {
  const Parse& parse = *context.parse;
  auto take = [&](const Saying& from) {
    for (size_t v = 0; v < from.via.size(); ++v) add_via(draft, make_speaker(context, from.via[v], from.via_heads[v]));
  };
  take(saying);
  for (uint32_t k = context.first_saying[saying.sentence]; k < context.first_saying[saying.sentence + 1]; ++k) {
    const Saying& other = (*context.sayings)[k];
    if (&other == &saying || other.speakers.empty() || other.cue.entry->kind != CueKind::verb) continue;
    // "India accuses Pakistan of the raid, a charge Islamabad denies": who denies passes nothing on.
    if (other.cue.entry->cue_class == CueClass::denying) continue;
    if (other.cue.entry->has(Content::relay)) {
      if (other.speakers[0].head == speaker) take(other);
      continue;
    }
    bool around = other.form == ContentForm::around && other.cue.head > saying.cue.head &&
                  other.content.contains(saying.cue.head);
    around |= other.form == ContentForm::clause && other.cue.head < saying.cue.head &&
              parse.dominates(other.cue.head, saying.cue.head) && other.content.contains(saying.cue.head);
    // "Reports said ...; the army responded": what stands behind a semicolon says it of nothing before it.
    const auto [first, last] = std::minmax(saying.cue.head, other.cue.head);
    for (TokenIndex i = first; around && i < last; ++i) around = parse.word(i) != ";";
    // What is said in an adverbial clause ("while officials said ...") stands beside the other saying, not within it.
    for (TokenIndex i = saying.cue.head; around && i != kNoToken && i != other.cue.head; i = parse.head(i))
      around = parse[i].relation != Relation::advcl;
    const SpeakerOption& carrier = other.speakers[0];
    if (around && carrier.head == speaker) take(other);  // "a witness told AFP he had seen ten bodies"
    // "later saying “hostile jets” hit a van": what is quoted is said.
    if (context.quotes->at(carrier.head) >= 0 && context.quotes->at(other.cue.head) < 0) continue;
    if (!around || other.cue.entry->line == 0 || other.cue.entry->has(Content::weak) || carrier.head == speaker ||
        parse[carrier.head].upos == Upos::PRON || is_own(context, carrier) || parse[speaker].upos == Upos::PRON)
      continue;
    add_via(draft, make_speaker(context, carrier));
  }
}

// "The army said it killed 20 but denied killing eight": so are "it" and "its troops" in what he says, whom the tree
// takes for the subject of both verbs.
bool stands_for(const Parse& parse, TokenIndex head, const Saying& of) {
  if (head < of.cue.head || parse[head].relation != Relation::nsubj || !parse.dominates(of.cue.head, head))
    return false;
  if (parse[head].upos == Upos::PRON) return true;
  const TokenIndex owner = parse.child(head, Relation::nmod_poss);
  return owner != kNoToken && parse[owner].upos == Upos::PRON;
}

// Where the verb chosen is the second of such two, the saying that names its speaker.
void name_speaker(const SourceContext& context, ChosenSource& chosen) {
  const Parse& parse = *context.parse;
  const Saying& mine = (*context.sayings)[static_cast<size_t>(chosen.saying)];
  const TokenIndex head = mine.speakers[static_cast<size_t>(chosen.speaker)].head;
  if (mine.cue.entry->kind != CueKind::verb || parse[mine.cue.head].relation != Relation::conj) return;
  for (uint32_t k = context.first_saying[mine.sentence]; k < context.first_saying[mine.sentence + 1]; ++k) {
    const Saying& before = (*context.sayings)[k];
    if (before.cue.head >= mine.cue.head || before.cue.entry->kind != CueKind::verb || before.speakers.empty())
      continue;
    if (before.speakers[0].head == head || !stands_for(parse, head, before)) continue;
    chosen.named_in = static_cast<int32_t>(k);
    chosen.named = 0;
  }
}

// "“We deny shelling the mill,” the colonel said": his words deny it, whatever word of saying stands beside them.
bool denies_of_himself(const SourceContext& context, const Saying& mine, const Event& event) {
  const Parse& parse = *context.parse;
  const auto is_his = [&](const Saying& s) {
    if (&s == &mine || s.cue.entry->kind != CueKind::verb || s.cue.entry->cue_class != CueClass::denying || s.negated ||
        s.speakers.empty() || event.trigger.begin < s.cue.head || !parse.dominates(s.cue.head, event.head))
      return false;
    const TokenIndex who = s.speakers[0].head;
    if (!same_word(parse, who, "we") && !same_word(parse, who, "i")) return false;
    for (TokenIndex i = event.head; i != s.cue.head; i = parse.head(i))  // "we deny it and condemn the attack"
      if (parse.head(i) == s.cue.head &&
          (parse[i].relation == Relation::conj || parse[i].relation == Relation::parataxis))
        return false;
    return !is_told_besides(parse, s.cue, event.head) && !is_clause_aside(parse, s.cue.head, event.head);
  };
  const auto begin = context.sayings->begin();
  return std::any_of(begin + context.first_saying[event.sentence], begin + context.first_saying[event.sentence + 1],
                     is_his);
}

}  // namespace

bool is_mutual(const SourceContext& context, const Saying& saying, const SpeakerOption& speaker) {
  const Parse& parse = *context.parse;
  TokenRange sentence = parse.tokens().sentences[saying.sentence].tokens;
  if (is_each(parse, speaker.tokens)) {
    for (TokenIndex i = saying.cue.tokens.begin; i + 1 < sentence.end; ++i)
      if (same_text(parse.word(i), "the") && same_text(parse.word(i + 1), "other") &&
          (i + 2 >= sentence.end || parse[i + 2].upos != Upos::NOUN || same_text(parse.word(i + 2), "side")))
        return true;
  }
  if (saying.cue.entry->cue_class != CueClass::accusing) return false;
  if (same_word(parse, saying.cue.tokens.begin, "trade") || same_word(parse, saying.cue.tokens.begin, "exchange") ||
      same_word(parse, saying.cue.tokens.begin, "swap"))
    return true;
  for (TokenIndex i = saying.cue.tokens.begin; i + 1 < std::min(sentence.end, saying.cue.tokens.end + 3); ++i)
    if ((same_text(parse.word(i), "each") && same_text(parse.word(i + 1), "other")) ||
        (same_text(parse.word(i), "one") && same_text(parse.word(i + 1), "another")))
      return true;
  return false;
}

ChosenSource nearest_of_speaker(const SourceContext& context, const Event& event,
                                const std::vector<SourceCandidate>& candidates, size_t best) {
  ChosenSource chosen = {candidates[best].saying, candidates[best].speaker};
  if (chosen.saying < 0) return chosen;
  const Parse& parse = *context.parse;
  const Saying& first = (*context.sayings)[static_cast<size_t>(chosen.saying)];
  if (first.sentence != event.sentence || first.parenthetical) return chosen;
  TokenIndex who = first.speakers[static_cast<size_t>(chosen.speaker)].head;
  TokenIndex nearest = first.cue.head;
  for (const SourceCandidate& c : candidates) {
    if (c.saying < 0) continue;
    const Saying& saying = (*context.sayings)[static_cast<size_t>(c.saying)];
    if (saying.sentence != event.sentence || saying.cue.entry->kind != CueKind::verb) continue;
    const TokenIndex head = saying.speakers[static_cast<size_t>(c.speaker)].head;
    if (head != who && !stands_for(parse, head, first)) continue;
    if (saying.cue.head < nearest || (saying.cue.head == nearest && head != who) ||
        saying.cue.head > event.trigger.begin)
      continue;
    if (!parse.dominates(saying.cue.head, event.head) && !saying.content.contains(event.head)) continue;
    nearest = saying.cue.head;
    chosen = {c.saying, c.speaker};
    if (head != who) {
      chosen.named_in = candidates[best].saying;
      chosen.named = candidates[best].speaker;
    }
  }
  if (chosen.named_in < 0) name_speaker(context, chosen);
  return chosen;
}

ChosenSource cited_source(const SourceContext& context, ChosenSource chosen) {
  if (chosen.saying < 0) return chosen;
  const Parse& parse = *context.parse;
  const Saying& mine = (*context.sayings)[static_cast<size_t>(chosen.saying)];
  TokenIndex who = mine.speakers[static_cast<size_t>(chosen.speaker)].head;
  for (uint32_t k = context.first_saying[mine.sentence]; k < context.first_saying[mine.sentence + 1]; ++k) {
    const Saying& cited = (*context.sayings)[k];
    if (cited.cue.entry->kind != CueKind::preposition || !cited.cue.entry->has(Content::relay) ||
        cited.speakers.empty() ||
        (!same_word(parse, cited.cue.head, "cite") && !same_word(parse, cited.cue.head, "quote")))
      continue;
    if (cited.speakers[0].head == who) {
      if (cited.cue.head > mine.cue.head || cited.via.empty()) continue;
      return {static_cast<int32_t>(k), 0};  // "RIA, citing the general staff, said": taken for the subject
    }
    bool beside =
        cited.cue.tokens.begin >= mine.cue.tokens.end && cited.cue.tokens.begin - mine.cue.tokens.end <= kCitedBehind;
    bool by_him = std::find(cited.via_heads.begin(), cited.via_heads.end(), who) != cited.via_heads.end();
    if (!beside && !by_him) continue;
    return {static_cast<int32_t>(k), 0};
  }
  return chosen;
}

ClaimDraft make_draft(const SourceContext& context, const StanceReader& stances, const std::vector<Event>& events,
                      size_t event, ChosenSource chosen) {
  ClaimDraft draft;
  draft.event = event;
  draft.attribution = chosen.saying;
  const Saying* saying = nullptr;
  if (chosen.saying >= 0) {
    saying = &(*context.sayings)[static_cast<size_t>(chosen.saying)];
    if (chosen.speaker >= 0) {
      const Saying& names = chosen.named_in < 0 ? *saying : (*context.sayings)[static_cast<size_t>(chosen.named_in)];
      const int32_t speaker = chosen.named_in < 0 ? chosen.speaker : chosen.named;
      draft.source = make_speaker(context, names.speakers[static_cast<size_t>(speaker)]);
      find_chain(context, *saying, draft.source->head, draft);
    }
  }
  StanceReading reading = stances.read(events[event], saying);
  draft.stance = reading.stance;
  draft.certainty = reading.certainty;
  draft.stance_rule = std::move(reading.rule);
  if (saying != nullptr && draft.stance == Stance::asserts && denies_of_himself(context, *saying, events[event])) {
    draft.stance = Stance::denies;
    draft.stance_rule = "denies-of-himself";
  }
  return draft;
}

std::vector<ClaimDraft> drafts_for(const SourceContext& context, const StanceReader& stances,
                                   const std::vector<Event>& events, size_t event, ChosenSource chosen) {
  std::vector<ClaimDraft> out;
  out.push_back(make_draft(context, stances, events, event, chosen));
  if (auto told = told_denial(context, stances, events[event], chosen, out[0].stance)) {
    if (told->denier.saying >= 0 && told->denier.named_in < 0) name_speaker(context, told->denier);
    ClaimDraft denial = make_draft(context, stances, events, event, told->denier);
    denial.stance = told->negated && told->who ? Stance::asserts : Stance::denies;
    if (told->by) denial.source = make_speaker(context, *told->by);
    denial.stance_rule = "told-denial";
    if (!told->who) return {std::move(denial)};
    denial.without_tolls = denial.stance == Stance::denies;  // the claim has them
    ClaimDraft claim = make_draft(context, stances, events, event, {told->inner, -1});
    claim.source = make_speaker(context, *told->who);
    claim.stance = told->negated ? Stance::denies : told->blames ? Stance::accuses : Stance::asserts;
    claim.stance_rule = "claim-denied";
    (told->negated ? claim : denial).denies = told->negated ? 1 : 0;  // of this event's drafts
    return {std::move(claim), std::move(denial)};
  }
  if (chosen.saying < 0) {
    // "No fighting was reported elsewhere.": what the report itself says was not so did not happen.
    if (events[event].tolls.empty() && stances.is_negated(events[event])) return {};
    return out;
  }
  const Saying& saying = (*context.sayings)[static_cast<size_t>(chosen.saying)];
  const SpeakerOption& speaker = saying.speakers[static_cast<size_t>(chosen.speaker)];

  std::vector<SpeakerOption> joined = joined_speakers(context, saying, speaker);
  if (is_mutual(context, saying, speaker)) {
    ClaimDraft second = out[0];
    if (!joined.empty()) {
      second.source = make_speaker(context, joined[0]);
    } else if (out[0].source->sides.size() == 2) {  // "both sides"
      second.source->sides = {out[0].source->sides[1]};
      second.source->name = second.source->sides[0];
      out[0].source->sides = {out[0].source->sides[0]};
      out[0].source->name = out[0].source->sides[0];
    } else if (!is_each(*context.parse, speaker.tokens)) {
      return out;
    }
    // Of "each side" whose sides are not known it stays open which is the other.
    if (!joined.empty() || !out[0].source->sides.empty()) {
      out[0].by = {as_participant(*second.source)};
      second.by = {as_participant(*out[0].source)};
    }
    out[0].stance = second.stance = Stance::accuses;
    out[0].stance_rule = second.stance_rule = "mutual-blame";
    out.push_back(std::move(second));
    return out;
  }
  for (const SpeakerOption& other : joined) {
    bool before = other.tokens.begin < speaker.tokens.begin;
    if (is_one_source(context, before ? other : speaker, before ? speaker : other)) {
      TokenRange both = {std::min(other.tokens.begin, out[0].source->tokens.begin),
                         std::max(other.tokens.end, out[0].source->tokens.end)};
      out[0].source = make_speaker(context, both, speaker.head);
      out[0].source->name = std::string(context.parse->tokens().words(both));
      continue;
    }
    ClaimDraft draft = out[0];
    draft.source = make_speaker(context, other);
    out.push_back(std::move(draft));
  }
  return out;
}

}  // namespace sayso
