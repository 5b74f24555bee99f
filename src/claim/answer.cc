#include "claim/answer.h"

#include <algorithm>
#include <cstdint>

#include "claim/said_before.h"
#include "claim/second_source.h"
#include "claim/speaker_phrase.h"
#include "claim/speakers.h"
#include "claim/words.h"
#include "event/clause.h"

namespace sayso {
namespace {

constexpr size_t kSentencesBack = 2;
constexpr TokenIndex kCountReach = 8;  // words between a cue and the count that it tells

// "a raid claimed by the rebels", "the raid was claimed by the rebels"
bool is_claimed_by(const Parse& parse, const Saying& saying) {
  const TokenIndex cue = saying.cue.head;
  return !saying.speakers.empty() && saying.speakers[0].link == Link::agent && parse[cue].lemma == "claim" &&
         (parse[cue].relation == Relation::acl || parse.child(cue, Relation::nsubj_pass) != kNoToken);
}

class AnswerFinder {
 public:
  AnswerFinder(const SourceContext& context, const std::vector<Event>& events, const std::vector<ClaimDraft>& drafts,
               const StanceReader& stances)
      : context_(context),
        parse_(*context.parse),
        events_(events),
        drafts_(drafts),
        words_(stances.answers()),
        before_(context, events, drafts),
        counted_(static_cast<size_t>(parse_.size()), false) {
    for (const Event& e : events_)
      for (const Toll& t : e.tolls)
        for (TokenIndex i = t.phrase.begin; i < t.phrase.end; ++i) counted_[static_cast<size_t>(i)] = true;
  }

  std::vector<Answer> find() {
    std::vector<bool> carries(context_.sayings->size(), false);
    for (const ClaimDraft& d : drafts_)
      if (d.attribution >= 0) carries[static_cast<size_t>(d.attribution)] = true;
    for (size_t k = 0; k < carries.size(); ++k) {
      const Saying& saying = (*context_.sayings)[k];
      if (carries[k] || saying.speakers.empty() || saying.negated || saying.cue.entry->kind != CueKind::verb) continue;
      if (!is_speaker(saying.speakers[0])) continue;
      if (saying.cue.entry->cue_class == CueClass::accusing)
        blame(k, saying);
      else if (saying.cue.entry->cue_class == CueClass::conceding || is_claimed_by(parse_, saying))
        own_up(k, saying);
      else if (saying.cue.entry->cue_class == CueClass::confirming ||
               listed(words_.echoes, parse_[saying.cue.head].lemma) || tells_alike(saying))
        agree(k, saying);
    }
    for (size_t k = 0; k < carries.size(); ++k)
      if (!carries[k]) count(k, (*context_.sayings)[k]);
    for (const Count& c : context_.mentions->counts)
      if (!count_of_figure(c)) count_in_brief(c);
    std::stable_sort(out_.begin(), out_.end(), [](const Answer& a, const Answer& b) {
      return a.draft.source->tokens.begin < b.draft.source->tokens.begin;
    });
    return std::move(out_);
  }

 private:
  bool is_speaker(const SpeakerOption& speaker) const { return words_.may_speak(parse_[speaker.head].lemma); }

  // The first who may speak: the dead of a toll do not.
  const SpeakerOption* speaker_of(const Saying& saying) const {
    for (const SpeakerOption& option : saying.speakers) {
      bool counted = counted_[static_cast<size_t>(option.head)];
      for (TokenIndex i = option.tokens.begin; i < option.tokens.end; ++i)
        counted = counted || counted_[static_cast<size_t>(i)];
      if (!counted && is_speaker(option)) return &option;
    }
    return nullptr;
  }

  // Triggers are in order and do not overlap.
  bool has_event(TokenRange range) const {
    const auto behind = std::partition_point(events_.begin(), events_.end(),
                                             [&](const Event& e) { return e.trigger.end <= range.begin; });
    return behind != events_.end() && range.overlaps(behind->trigger);
  }

  // The clause of a cue: up to the next comma or semicolon behind it, or the end of its sentence.
  TokenRange clause_behind(const Saying& saying) const {
    TokenIndex end = parse_.tokens().sentences[saying.sentence].tokens.end;
    for (TokenIndex i = saying.cue.head + 1; i < end; ++i)
      if (parse_.word(i) == ";" || (i >= saying.cue.tokens.end && parse_.word(i) == ",")) end = i;
    return {saying.cue.head + 1, end};
  }

  void add(size_t to, int32_t k, const SpeakerOption& speaker, Stance stance, const char* rule,
           std::optional<std::vector<Participant>> by, std::vector<Toll> tolls) {
    Answer answer;
    answer.to = to;
    ClaimDraft& draft = answer.draft;
    draft.event = drafts_[to].event;
    draft.source = make_speaker(context_, speaker);
    draft.attribution = k;
    draft.stance = stance;
    draft.by = std::move(by);
    draft.without_tolls = true;
    draft.tolls = std::move(tolls);
    draft.stance_rule = rule;
    out_.push_back(std::move(answer));
  }

  Participant participant(TokenIndex head) const {
    TokenRange sentence = parse_.tokens().sentences[parse_.tokens().sentence_of(head)].tokens;
    Participant who = as_participant(make_speaker(context_, speaker_phrase(parse_, head, sentence), head));
    if (who.sides.empty()) who.sides = context_.mentions->phrase_sides.at(head);  // a country "on" which it is blamed
    return who;
  }

  // A deed that another has told.
  int32_t deed_before(const Saying& saying, const Speaker& who) const {
    return before_.find(saying.cue.tokens.begin, kSentencesBack, [&](const ClaimDraft& d, const Event& e, bool) {
      return listed(words_.deeds, e.kind) && d.stance != Stance::denies && e.modality == Modality::actual &&
             !(d.source && same_speaker(*d.source, who));
    });
  }

  void blame(size_t k, const Saying& saying) {
    if (!saying.cue.entry->has(Content::own) || has_event(clause_behind(saying))) return;
    if (is_mutual(context_, saying, saying.speakers[0])) return blame_each_other(k, saying);
    TokenIndex accused = parse_.child(saying.cue.head, Relation::obj);
    for (TokenIndex c : parse_.children(saying.cue.head))
      if (parse_[c].relation == Relation::obl && c > saying.cue.head) {
        TokenIndex preposition = parse_.child(c, Relation::case_);
        bool at = preposition != kNoToken &&
                  (same_text(parse_.word(preposition), "on") || same_text(parse_.word(preposition), "at") ||
                   same_text(parse_.word(preposition), "to"));
        if (at && context_.mentions->names_party(c)) accused = c;
      }
    if (accused == kNoToken || !context_.mentions->names_party(accused)) return;
    Speaker who = make_speaker(context_, saying.speakers[0]);
    // "denied being behind the killings, pointing the finger at the rebels"
    int32_t to = before_.find(saying.cue.tokens.begin, 0, [&](const ClaimDraft& d, const Event& e, bool) {
      return listed(words_.deeds, e.kind) && d.stance == Stance::denies && d.source && same_speaker(*d.source, who);
    });
    if (to < 0) to = deed_before(saying, who);
    if (to >= 0)
      add(static_cast<size_t>(to), static_cast<int32_t>(k), saying.speakers[0], Stance::accuses, "bare-blame",
          {{participant(accused)}}, {});
    else
      charge_own(saying, who, accused);
  }

  // "Breaches of the truce which both sides blame on each other": each accuses the other.
  void blame_each_other(size_t k, const Saying& saying) {
    const Speaker both = make_speaker(context_, saying.speakers[0]);
    const int32_t to = deed_before(saying, both);
    if (to < 0) return;
    for (size_t side : {0, 1}) {
      add(static_cast<size_t>(to), static_cast<int32_t>(k), saying.speakers[0], Stance::accuses, "mutual-blame", {},
          {});
      if (both.sides.size() != 2) continue;
      Participant other = as_participant(both);
      other.sides = {both.sides[1 - side]};
      out_.back().draft.by = {other};
      Speaker& who = *out_.back().draft.source;
      who.sides = {both.sides[side]};
      who.name = both.sides[side];
    }
  }

  // "Shelling killed three, the army said, blaming the rebels": the army's own words of the sentence, which name nobody
  // who did it, are the charge.
  void charge_own(const Saying& saying, const Speaker& who, TokenIndex accused) {
    const int32_t to = before_.find(saying.cue.tokens.begin, 0, [&](const ClaimDraft& d, const Event& e, bool) {
      return listed(words_.deeds, e.kind) && d.stance == Stance::asserts && e.by.empty() && !d.by && d.source &&
             e.modality == Modality::actual && same_speaker(*d.source, who);
    });
    if (to < 0) return;
    Answer answer{static_cast<size_t>(to), drafts_[static_cast<size_t>(to)], true};
    answer.draft.stance = Stance::accuses;
    answer.draft.by = {participant(accused)};
    answer.draft.stance_rule = "bare-blame";
    out_.push_back(std::move(answer));
  }

  void own_up(size_t k, const Saying& saying) {
    // "claimed responsibility", "admitted it", with nothing behind that would name the deed.
    bool aside = is_claimed_by(parse_, saying);
    const TokenIndex object = parse_.child(saying.cue.head, Relation::obj);
    const bool it =
        object != kNoToken && parse_[object].upos == Upos::PRON && listed(words_.whole, parse_[object].lemma);
    const bool outright = saying.cue.entry->words.words() >= 2 && !saying.cue.entry->has(Content::clause);
    if (!aside && ((!outright && !it) || has_event(clause_behind(saying)))) return;
    for (TokenIndex i : parse_.children(saying.speakers[0].head))
      if (parse_[i].lemma == "no") return;  // "No group has claimed responsibility"
    Speaker who = make_speaker(context_, saying.speakers[0]);
    int32_t to = deed_before(saying, who);
    if (to >= 0)
      add(static_cast<size_t>(to), static_cast<int32_t>(k), saying.speakers[0], Stance::confirms, "bare-responsibility",
          {{participant(saying.speakers[0].head)}}, {});
  }

  // "Said the same", "told the same story".
  bool tells_alike(const Saying& saying) const {
    const TokenIndex object = parse_.child(saying.cue.head, Relation::obj);
    if (object == kNoToken || saying.cue.entry->cue_class != CueClass::neutral) return false;
    if (listed(words_.alike, parse_[object].lemma)) return true;
    const auto& below = parse_.children(object);
    return std::any_of(below.begin(), below.end(), [&](TokenIndex c) { return listed(words_.alike, parse_[c].lemma); });
  }

  void agree(size_t k, const Saying& saying) {
    TokenIndex v = saying.cue.head;
    TokenIndex object = parse_.child(v, Relation::obj);
    if (object == kNoToken) object = parse_.child(v, Relation::nsubj_pass);
    // "A figure confirmed by the mayor", "a figure that the mayor confirmed"
    const bool aside = parse_[v].relation == Relation::acl || parse_[v].relation == Relation::acl_relcl;
    const TokenIndex above = parse_.head(v);
    const bool of_claim = aside && above != kNoToken && words_.names_claim(parse_[above].lemma);
    if (of_claim && object == kNoToken && saying.speakers[0].head != above) object = above;
    if (object == kNoToken || has_event(clause_behind(saying))) return;
    bool names_it = listed(words_.whole, parse_[object].lemma) || words_.names_claim(parse_[object].lemma) ||
                    listed(words_.alike, parse_[object].lemma);
    // "was unable to verify the claim", "no way to confirm it": nobody has agreed.
    if (!names_it || saying.speakers[0].head == object || parse_.child(v, Relation::mark) != kNoToken ||
        parse_[v].relation == Relation::xcomp || (parse_[v].relation == Relation::acl && !of_claim) ||
        parse_[v].relation == Relation::advcl)
      return;
    Speaker who = make_speaker(context_, saying.speakers[0]);
    int32_t to = before_.find(saying.cue.tokens.begin, kSentencesBack, [&](const ClaimDraft& d, const Event&, bool) {
      return d.stance != Stance::denies && !(d.source && same_speaker(*d.source, who));
    });
    if (to >= 0)
      add(static_cast<size_t>(to), static_cast<int32_t>(k), saying.speakers[0], Stance::confirms, "bare-confirmation",
          {}, {});
  }

  void count(size_t k, const Saying& saying) {
    if (saying.speakers.empty() || saying.negated) return;
    const CueEntry& entry = *saying.cue.entry;
    if (entry.kind == CueKind::preposition) {  // "..., 8 per the monitors"
      const TokenIndex at = saying.cue.tokens.begin;
      const Count* c = at == 0 ? nullptr : context_.mentions->count_at(at - 1);
      if (c != nullptr && c->phrase.end == at && c->unit == kNoToken && of_people(*c))
        if (const SpeakerOption* speaker = speaker_of(saying)) tell(static_cast<int32_t>(k), *speaker, *c, c->phrase);
      return;
    }
    if (entry.kind != CueKind::verb) return;
    if (entry.line == 0 || entry.cue_class == CueClass::accusing || entry.cue_class == CueClass::denying ||
        entry.has(Content::passive) || entry.has(Content::relay))
      return;
    if (!entry.has(Content::weak) && count_in_quotes(k, saying)) return;
    TokenRange clause = clause_behind(saying);
    if (has_event(clause)) return;
    for (const Count& c : context_.mentions->counts_in(parse_.tokens().sentences[saying.sentence].tokens)) {
      if (c.number.begin < saying.cue.head || c.number.begin > saying.cue.head + kCountReach) continue;
      if (!clause.contains(c.number.begin) || !of_people(c)) continue;
      bool figure = !entry.has(Content::weak);  // "feared the number was nearer 40", but not "wanted ten"
      // "claimed to have killed ten with his slippers", "screamed until four": no count of what was told.
      for (TokenIndex i = saying.cue.head + 1; i < c.number.begin; ++i) {
        if ((parse_[i].upos == Upos::VERB && !listed(words_.counting, parse_[i].lemma)) ||
            same_text(parse_.word(i), "until") || same_text(parse_.word(i), "after"))
          return;
        figure |= listed(words_.figures, parse_[i].lemma);
      }
      if (!figure) return;
      if (const SpeakerOption* speaker = speaker_of(saying)) tell(static_cast<int32_t>(k), *speaker, c, clause);
      return;
    }
  }

  // "Nine, not counting the girls," a nurse said: a number alone opens the sentence.
  bool count_in_quotes(size_t k, const Saying& saying) {
    const TokenRange sentence = parse_.tokens().sentences[saying.sentence].tokens;
    for (const Count& c : context_.mentions->counts_in(sentence)) {
      if (c.number.begin < sentence.begin || c.number.begin > sentence.begin + 1) continue;
      const bool alone = c.unit == kNoToken && c.phrase.end < saying.cue.tokens.begin &&
                         parse_[c.phrase.end].upos == Upos::PUNCT && parse_[sentence.begin].upos == Upos::PUNCT;
      if (!alone || !of_people(c) || has_event(sentence)) continue;
      const SpeakerOption* speaker = speaker_of(saying);
      if (speaker == nullptr || speaker->tokens.begin < c.phrase.end) return false;
      tell(static_cast<int32_t>(k), *speaker, c, c.phrase);
      return true;
    }
    return false;
  }

  // "The rebels' figure was 120", "the number, according to the Red Cross, is closer to 50", "the palace made it 100".
  bool count_of_figure(const Count& c) {
    if (!of_people(c)) return false;
    TokenIndex at = c.number.end - 1;
    while (c.number.contains(at) && c.number.contains(parse_.head(at))) at = parse_.head(at);
    const size_t s = parse_.tokens().sentence_of(at);
    const TokenRange sentence = parse_.tokens().sentences[s].tokens;
    const TokenIndex up = parse_.head(at);
    if (up != kNoToken && listed(words_.making, parse_[up].lemma)) {
      const TokenIndex what = parse_.child(up, Relation::obj), who = parse_.child(up, Relation::nsubj);
      if (who == kNoToken || what == kNoToken || !listed(words_.whole, parse_[what].lemma) ||
          has_event({up, c.phrase.end}))
        return false;
      return tell_own({speaker_phrase(parse_, who, sentence), who, Link::subject, 0}, c, up);
    }
    if (up != kNoToken && parse_[up].upos == Upos::ADJ && parse_[at].relation == Relation::obl) at = up;
    const TokenIndex figure = parse_.child(at, Relation::nsubj);
    if (figure == kNoToken || has_event({figure, c.phrase.end})) return false;
    const bool stands_for_it = listed(words_.stand_ins, parse_[figure].lemma) && parse_[at].relation == Relation::root;
    if (!stands_for_it && !listed(words_.figures, parse_[figure].lemma)) return false;
    for (TokenIndex owner : parse_.children(figure)) {
      const Word& w = parse_[owner];
      const bool of = w.relation == Relation::nmod && same_text(preposition(parse_, owner), "by");
      if (w.relation != Relation::nmod_poss && !of) continue;
      return tell_own({speaker_phrase(parse_, owner, sentence), owner, Link::possessor, 0}, c, figure);
    }
    for (uint32_t k = context_.first_saying[s]; k < context_.first_saying[s + 1]; ++k)
      if (const Saying& saying = (*context_.sayings)[k]; saying.cue.entry->kind == CueKind::preposition)
        if (const SpeakerOption* speaker = speaker_of(saying)) {
          SpeakerOption cut = *speaker;  // "according to the Red Cross, the number": where the tree goes on
          for (TokenIndex i = cut.tokens.end - 1; i > cut.head; --i)
            if (parse_.word(i) == ",") cut.tokens.end = i;
          return tell_own(cut, c, figure);
        }
    return false;
  }

  // No saying of a known cue tells it.
  bool tell_own(const SpeakerOption& speaker, const Count& c, TokenIndex at) {
    if (!is_speaker(speaker)) return false;
    const size_t before = out_.size();
    tell(-1, speaker, c, {at, c.phrase.end});
    return out_.size() > before;
  }

  // "Police count nine dead, the Red Cross twelve": the verb is the one before. "Bishop: 200 dead. Government: 93."
  void count_in_brief(const Count& c) {
    if (c.unit != kNoToken || !of_people(c)) return;
    size_t s = parse_.tokens().sentence_of(c.number.begin);
    TokenRange sentence = parse_.tokens().sentences[s].tokens;
    if (c.phrase.end < sentence.end && parse_[c.phrase.end].upos != Upos::PUNCT) return;
    if (c.number.begin == sentence.begin) return;  // nobody stands before it
    TokenIndex last = c.number.begin - 1;
    auto skip = [&](bool found) {
      if (found && last > sentence.begin) --last;
    };
    skip(same_text(parse_.word(last), "with") || same_text(parse_.word(last), "at"));
    skip(parse_[last].upos == Upos::VERB &&
         listed(words_.counting, parse_[last].lemma));  // "an official there gave 16"
    skip(parse_[last].upos == Upos::ADV || same_text(parse_.word(last), "there"));
    const bool labelled = last > sentence.begin && parse_.word(last) == ":" && last + 1 == c.number.begin;
    if (labelled) --last;
    if (!is_nominal_word(parse_, last) || context_.mentions->time_at(last) != nullptr) return;
    if (labelled) {
      const TokenRange label = {sentence.begin, last + 1};
      const TokenIndex head = speaker_head(parse_, last, label);
      if (context_.mentions->actor_at(head) != nullptr && speaker_phrase(parse_, head, label) == label)
        tell_own({label, head, Link::before, 0}, c, label.begin);
      return;
    }
    TokenIndex joint = last;
    while (joint > sentence.begin && last - joint < kCountReach && parse_.word(joint) != "," &&
           parse_.word(joint) != ";" && !same_text(parse_.word(joint), "and"))
      --joint;
    TokenRange before = {joint + 1, last + 1};
    if (joint <= sentence.begin || last - joint >= kCountReach) return;
    TokenIndex head = speaker_head(parse_, last, before);
    TokenRange phrase = speaker_phrase(parse_, head, before);
    if (phrase != before) return;
    int32_t to = -1;
    const auto [begin, end] = before_.told_in(s, s);
    for (size_t d = begin; d < end; ++d) {
      const Event& e = events_[drafts_[d].event];
      if (e.trigger.begin < phrase.begin && !e.tolls.empty() && drafts_[d].source &&
          drafts_[d].stance != Stance::denies)
        to = static_cast<int32_t>(d);
    }
    if (to < 0) return;
    tell(drafts_[static_cast<size_t>(to)].attribution, {phrase, head, Link::before, 0}, c, c.phrase);
  }

  // A number by itself, or one of the dead.
  bool of_people(const Count& c) const {
    if (c.no_toll || c.part || c.bare_noun || c.additional || !c.value) return false;
    return c.unit == kNoToken || listed(words_.victims, parse_[c.unit].lemma) ||
           listed(words_.hurt, parse_[c.unit].lemma);
  }

  // `k`: the saying that tells it, -1 for none.
  void tell(int32_t k, const SpeakerOption& speaker, const Count& count, TokenRange clause) {
    Speaker who = make_speaker(context_, speaker);
    const Cue* cue = k < 0 ? nullptr : &(*context_.sayings)[static_cast<size_t>(k)].cue;
    const bool owns = cue != nullptr && cue->entry->cue_class == CueClass::conceding;
    Count c = count;
    if (cue != nullptr && cue->tokens.contains(c.number.begin) && cue->tokens.end < c.number.end) {
      // "owned up to just 15": the word of saying has what would bind the number.
      c.number.begin = c.phrase.begin = cue->tokens.end;
      c.bound = Bound::equal;
      c.low = c.high = c.value;
    }
    const TokenIndex told = cue == nullptr ? speaker.tokens.begin : std::max(cue->head, speaker.tokens.begin);
    const TokenIndex at = std::min(count.number.begin, told);
    int32_t to = before_.find(at, kSentencesBack, [&](const ClaimDraft& d, const Event& e, bool same_sentence) {
      if ((e.tolls.empty() && d.tolls.empty()) || d.stance == Stance::unknown || e.modality != Modality::actual)
        return false;
      // "denied that eighty had been killed and conceded fifteen"
      bool himself = d.source && same_speaker(*d.source, who);
      // "it had said thirteen before": its own count, put right.
      if (!himself && parse_[speaker.head].upos == Upos::PRON) return false;
      return himself ? owns && same_sentence && d.stance == Stance::denies : d.stance != Stance::denies;
    });
    if (to < 0) return;
    const ClaimDraft& before = drafts_[static_cast<size_t>(to)];
    const Event& event = events_[before.event];
    // "The ministry said 37 were killed, raising the toll to 1,974": a toll of what it tells itself.
    const bool of_its_own = std::any_of(events_.begin(), events_.end(), [&](const Event& e) {
      return &e != &event && e.trigger.begin > speaker.tokens.begin && e.trigger.begin < count.phrase.end &&
             std::any_of(e.tolls.begin(), e.tolls.end(),
                         [&](const Toll& t) { return t.phrase.overlaps(count.phrase); });
    });
    if (of_its_own) return;
    Toll toll = event.tolls.empty() ? before.tolls[0] : event.tolls[0];
    for (TokenIndex i = clause.begin; i < clause.end; ++i) {
      if (listed(words_.hurt, parse_[i].lemma)) toll.what = "wounded";
      if (listed(words_.victims, parse_[i].lemma)) toll.what = "killed";
    }
    toll.phrase = c.phrase;
    toll.value = c.value;
    toll.bound = c.bound;
    toll.low = c.low;
    toll.high = c.high;
    toll.total = false;
    add(static_cast<size_t>(to), k, speaker, owns ? Stance::confirms : Stance::asserts, "other-count", {}, {toll});
  }

  const SourceContext& context_;
  const Parse& parse_;
  const std::vector<Event>& events_;
  const std::vector<ClaimDraft>& drafts_;
  const AnswerWords& words_;
  const SaidBefore before_;
  std::vector<bool> counted_;  // the tokens that tolls are told in
  std::vector<Answer> out_;
};

}  // namespace

bool is_told_aside(const SourceContext& context, const Saying& saying, const Event& event) {
  const Parse& parse = *context.parse;
  const Word& cue = parse[saying.cue.head];
  const bool clause = cue.relation == Relation::acl || cue.relation == Relation::acl_relcl;
  if (saying.cue.head < event.trigger.end || saying.parenthetical || saying.speakers.empty() || cue.head == kNoToken)
    return false;
  const bool of_event = cue.head == event.head || event.trigger.contains(cue.head);
  if (clause && of_event && is_claimed_by(parse, saying)) return true;
  if (saying.cue.entry->cue_class != CueClass::accusing || !saying.cue.entry->has(Content::own)) return false;
  // "The attack on the hospital, which officials blamed on the rebels": the tree may hang the clause on any word of the
  // phrase; "a blast in Quetta that officials blamed on separatists": or on the verb.
  const bool within = clause && parse.dominates(event.head, cue.head);
  const TokenIndex mark = parse.child(saying.cue.head, Relation::mark);
  const bool that = cue.relation == Relation::advcl && mark != kNoToken && same_word(parse, mark, "that");
  return (clause && of_event) || within || (that && parse.dominates(cue.head, event.head));
}

std::vector<Answer> find_answers(const SourceContext& context, const std::vector<Event>& events,
                                 const std::vector<ClaimDraft>& drafts, const StanceReader& stances) {
  return AnswerFinder(context, events, drafts, stances).find();
}

void add_answers(std::vector<Answer> answers, std::vector<ClaimDraft>& drafts) {
  if (answers.empty()) return;
  std::stable_sort(answers.begin(), answers.end(),
                   [](const Answer& a, const Answer& b) { return a.draft.event < b.draft.event; });
  auto answer = answers.begin();
  std::vector<ClaimDraft> all;
  std::vector<int32_t> moved(drafts.size());
  for (size_t d = 0; d < drafts.size();) {
    size_t event = drafts[d].event;
    for (; d < drafts.size() && drafts[d].event == event; ++d) {
      moved[d] = static_cast<int32_t>(all.size());
      all.push_back(std::move(drafts[d]));
    }
    for (; answer != answers.end() && answer->draft.event == event; ++answer) {
      if (answer->instead)
        all[static_cast<size_t>(moved[answer->to])] = std::move(answer->draft);
      else
        all.push_back(std::move(answer->draft));
    }
  }
  for (ClaimDraft& draft : all)
    if (draft.denies >= 0) draft.denies = moved[static_cast<size_t>(draft.denies)];
  drafts = std::move(all);
}

}  // namespace sayso
