#include "claim/inner_claim.h"

#include <algorithm>

#include "claim/source_rules.h"
#include "claim/speaker_phrase.h"
#include "claim/words.h"

namespace sayso {
namespace {

constexpr TokenIndex kAgentReach = 8;  // words between "dismissed" and "by"
constexpr TokenIndex kReach = 12;  // words between the noun that names a claim and the event, where no tree ties them

bool any_text(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return same_text(text, w); });
}

class InnerClaimFinder {
 public:
  InnerClaimFinder(const SourceContext& context, const StanceReader& stances, const Event& event)
      : context_(context),
        parse_(*context.parse),
        stances_(stances),
        event_(event),
        sentence_(parse_.tokens().sentences[event.sentence].tokens) {}

  std::optional<ToldDenial> find(ChosenSource chosen, Stance stance) const {
    const Saying* mine = chosen.saying < 0 ? nullptr : &saying(chosen.saying);
    if (mine != nullptr && mine->sentence != event_.sentence) return std::nullopt;
    int32_t noun = claim_noun();
    if (noun >= 0) {
      const Saying& inner = saying(noun);
      // "posts claiming that ...": the noun is who is taken for the source.
      bool mine_or_nobody = mine == nullptr || chosen.saying == noun ||
                            (goes_with(*mine, inner) && denier_of(inner) >= 0) ||
                            mine->speakers[static_cast<size_t>(chosen.speaker)].tokens.contains(inner.cue.head);
      int32_t verb = denier_of(inner);
      ToldDenial told;
      told.inner = noun;
      told.by = verb < 0 ? std::nullopt : agent_behind(saying(verb), inner);
      if (verb >= 0 && (mine_or_nobody || chosen.saying == verb))
        told.denier = chosen.saying == verb ? chosen : ChosenSource{verb, 0};
      else if (!mine_or_nobody && stance == Stance::denies && !in_speaker(*mine, inner.cue.head))
        told.denier = chosen;
      else if (mine_or_nobody && says_false_behind())
        told.denier = teller_of(inner);
      else
        return std::nullopt;
      told.who = owner(inner);
      if (!told.who && !mine_or_nobody && told.denier.saying == chosen.saying && verb < 0) return aside(chosen, *mine);
      told.blames = is_charge(inner);
      told.negated = event_.negated || negation_of(parse_, event_, inner.cue.head) != Negation::none;
      // Nobody denies what he claims himself; reports whose they are nobody says are denied alone.
      if (told.denier.saying >= 0) {
        const Saying& outer = saying(told.denier.saying);
        TokenIndex head = outer.speakers[static_cast<size_t>(told.denier.speaker)].head;
        if (!told.by && told.who && told.who->tokens.contains(head)) return std::nullopt;
      }
      return told;
    }
    if (stance != Stance::denies || mine == nullptr) return std::nullopt;
    return aside(chosen, *mine);
  }

 private:
  const Saying& saying(int32_t k) const { return (*context_.sayings)[static_cast<size_t>(k)]; }

  bool names_claim(const Saying& s) const {
    const std::string& lemma = parse_[s.cue.head].lemma;
    return s.cue.entry->kind == CueKind::noun && parse_[s.cue.head].relation != Relation::compound &&  // "news agency"
           (stances_.answers().names_claim(lemma) || s.cue.entry->cue_class == CueClass::distancing);
  }

  // The nearest noun of saying before the event that holds it: "claims that ...", "reports of ...".
  int32_t claim_noun() const {
    int32_t found = -1;
    for (uint32_t k = context_.first_saying[event_.sentence]; k < context_.first_saying[event_.sentence + 1]; ++k) {
      const Saying& s = (*context_.sayings)[k];
      if (!names_claim(s) || s.cue.head >= event_.trigger.begin) continue;
      if (is_clause_aside(parse_, s.cue.head, event_.head) || is_told_besides(parse_, s.cue, event_.head)) continue;
      bool holds = parse_.dominates(s.cue.head, event_.head) || s.content.contains(event_.head);
      for (TokenIndex i = s.cue.tokens.end; i < event_.trigger.begin; ++i) {
        if (any_text(parse_.word(i), {";", ":"})) {
          holds = false;
          break;
        }
        holds |= any_text(parse_.word(i), {"that", "of", "which"}) && event_.trigger.begin - i <= kReach;
      }
      if (holds && !is_verdict(s.cue.head) && !told_anew(s)) found = static_cast<int32_t>(k);
    }
    return found;
  }

  // "denied reports that ..., saying the operation had killed only rebels": the event is what another verb tells.
  bool told_anew(const Saying& noun) const {
    for (uint32_t k = context_.first_saying[event_.sentence]; k < context_.first_saying[event_.sentence + 1]; ++k) {
      const Saying& s = (*context_.sayings)[k];
      if (s.cue.head > noun.cue.head && s.cue.head < event_.trigger.begin && s.cue.entry->kind == CueKind::verb &&
          parse_[s.cue.head].relation == Relation::advcl && parse_.word(s.cue.tokens.begin - 1) == "," &&
          parse_.dominates(s.cue.head, event_.head))
        return true;
    }
    return false;
  }

  // "called this a rumor": the noun says what the claim is called.
  bool is_verdict(TokenIndex noun) const {
    for (uint32_t k = context_.first_saying[event_.sentence]; k < context_.first_saying[event_.sentence + 1]; ++k) {
      const Saying& s = (*context_.sayings)[k];
      if (s.cue.entry->words.has_gap() && s.cue.tokens.end == noun + 1) return true;
    }
    return false;
  }

  // "a statement saying that ...", "a report which said that ...": the word of saying goes with the noun.
  bool goes_with(const Saying& s, const Saying& noun) const {
    const Word& w = parse_[s.cue.head];
    return (s.cue.head == noun.cue.tokens.end && w.xpos == "VBG") ||
           (w.head == noun.cue.head && (w.relation == Relation::acl_relcl || w.relation == Relation::acl));
  }

  static bool in_speaker(const Saying& s, TokenIndex i) {
    return std::any_of(s.speakers.begin(), s.speakers.end(),
                       [&](const SpeakerOption& o) { return o.tokens.contains(i); });
  }

  // "was dismissed as untrue by the ministry": who denies stands behind the verb, wherever the tree hangs him.
  std::optional<SpeakerOption> agent_behind(const Saying& verb, const Saying& inner) const {
    if (verb.cue.head < inner.cue.head) return std::nullopt;
    for (TokenIndex i = verb.cue.head + 1; i + 1 < sentence_.end && i < verb.cue.head + kAgentReach; ++i)
      if (same_text(parse_.word(i), "by")) {
        TokenIndex noun = i + 1;
        while (noun + 1 < sentence_.end && !is_nominal_word(parse_, noun)) ++noun;
        return option(noun, {i + 1, sentence_.end}, Link::agent);
      }
    return std::nullopt;
  }

  // Who says around it that the claim is false: ", it underlined"; nobody where the report itself does.
  ChosenSource teller_of(const Saying& inner) const {
    for (uint32_t k = context_.first_saying[event_.sentence]; k < context_.first_saying[event_.sentence + 1]; ++k) {
      const Saying& s = (*context_.sayings)[k];
      if (s.cue.entry->kind == CueKind::verb && s.parenthetical && !s.speakers.empty() &&
          s.cue.head > event_.trigger.end && s.content.contains(inner.cue.head))
        return {static_cast<int32_t>(k), 0};
    }
    return {};
  }

  // The denying verb whose object the noun is; a verb of naming where the words behind the event say that it is false.
  int32_t denier_of(const Saying& inner) const {
    for (uint32_t k = context_.first_saying[event_.sentence]; k < context_.first_saying[event_.sentence + 1]; ++k) {
      const Saying& s = (*context_.sayings)[k];
      if (s.cue.entry->kind != CueKind::verb || s.speakers.empty() || s.negated) continue;
      bool object = parse_.head(inner.cue.head) == s.cue.head;
      if (s.cue.head > inner.cue.head)  // "a report that ... was dismissed by the ministry"
        object = object ? parse_[inner.cue.head].relation == Relation::nsubj_pass : is_passive_subject(inner, s);
      else
        object = object || nothing_between(s.cue.head, inner.cue.head);
      if (!object || s.speakers[0].head == inner.cue.head) continue;
      if (s.cue.entry->cue_class == CueClass::denying ||
          (listed(stances_.answers().naming, parse_[s.cue.head].lemma) && says_false_behind()))
        return static_cast<int32_t>(k);
    }
    return -1;
  }

  // "A report that ... was dismissed": the claim opens the sentence, and a passive verb follows.
  bool is_passive_subject(const Saying& inner, const Saying& verb) const {
    TokenIndex i = verb.cue.head - 1;
    while (i > event_.trigger.end && parse_[i].upos == Upos::ADV) --i;
    return inner.cue.head <= sentence_.begin + 3 && event_.trigger.end <= verb.cue.head && parse_[i].lemma == "be" &&
           parse_[verb.cue.head].xpos == "VBN";
  }

  bool nothing_between(TokenIndex verb, TokenIndex noun) const {
    if (noun - verb > 9) return false;
    for (TokenIndex i = verb + 1; i < noun; ++i) {
      const Word& w = parse_[i];
      // "rejected as invented the claim that": a participle behind "as" or in quotation marks is no verb of its own.
      bool participle = w.xpos == "VBN" || w.xpos == "VBG";
      if (w.upos == Upos::VERB && !participle) return false;
      if (parse_.word(i) == ";" || w.upos == Upos::SCONJ) return false;
    }
    return true;
  }

  bool says_false_behind() const { return stances_.says_false({event_.trigger.end, sentence_.end}); }

  bool is_charge(const Saying& inner) const {
    const std::string& lemma = parse_[inner.cue.head].lemma;
    return lemma == "accusation" || lemma == "charge";
  }

  SpeakerOption option(TokenIndex inside, TokenRange within, Link link) const {
    TokenIndex head = speaker_head(parse_, inside, within);
    return {speaker_phrase(parse_, head, within), head, link, 0};
  }

  // Whose claim: a possessor, who spread it, where it stands; the noun itself where "reports that" are nobody's.
  std::optional<SpeakerOption> owner(const Saying& inner) const {
    TokenIndex noun = inner.cue.head;
    for (const SpeakerOption& s : inner.speakers)
      if (s.link == Link::possessor || s.link == Link::agent) return trimmed(s);
    TokenRange behind = {noun + 1, sentence_.end};
    for (TokenIndex c : parse_.children(noun)) {
      if (c <= noun) continue;
      bool around = parse_.dominates(c, event_.head);
      if (parse_[c].relation == Relation::nmod && around && tied(c) && c < event_.trigger.begin) {
        // "reports in the press of losses": the tree may hang the losses on the press.
        TokenIndex end = event_.trigger.begin;
        while (end > c + 1 && !any_text(parse_.word(end), {"of", "that"})) --end;
        return option(c, {noun + 1, end}, Link::possessor);
      }
      if (around) continue;
      if (parse_[c].relation == Relation::acl || parse_[c].relation == Relation::acl_relcl) {
        for (TokenIndex g : parse_.children(c))
          if ((parse_[g].relation == Relation::obl || parse_[g].relation == Relation::obl_agent) && g > c && tied(g))
            return option(g, behind, Link::agent);
      } else if (parse_[c].relation == Relation::nmod && tied(c)) {
        return option(c, behind, Link::possessor);
      }
    }
    const bool that = parse_[noun].lemma == "report" && (has_that(noun) || has_clause(noun));
    bool claiming = parse_[noun + 1].xpos == "VBG" && parse_.dominates(noun + 1, event_.head);
    if (!that && !claiming) return std::nullopt;
    return trimmed({speaker_phrase(parse_, noun, {sentence_.begin, noun + 1}), noun, Link::self, 0});
  }

  // "reports that", "reports on Friday that".
  bool has_that(TokenIndex noun) const {
    TokenIndex i = noun + 1;
    while (i < event_.trigger.begin && (context_.mentions->time_at(i) != nullptr ||
                                        (parse_[i].upos == Upos::ADP && context_.mentions->time_at(i + 1) != nullptr)))
      ++i;
    return same_text(parse_.word(i), "that");
  }

  // "a report the group had shelled": "that" is left out.
  bool has_clause(TokenIndex noun) const {
    for (TokenIndex c : parse_.children(noun))
      if (c > noun && parse_[c].upos == Upos::VERB && parse_.dominates(c, event_.head) &&
          parse_.child(c, Relation::nsubj) == noun + 1 + (parse_[noun + 1].upos == Upos::DET ? 1 : 0))
        return true;
    return false;
  }

  bool tied(TokenIndex nominal) const {
    TokenIndex preposition = parse_.child(nominal, Relation::case_);
    return preposition != kNoToken && context_.mentions->time_at(nominal) == nullptr &&
           any_text(parse_.word(preposition), {"by", "from", "on", "in"});
  }

  // "rejected as a lie Baku's claim": the tree takes what the claim is called for a part of its owner.
  SpeakerOption trimmed(SpeakerOption s) const {
    for (TokenIndex i = s.tokens.begin; i < s.head; ++i)
      if (stances_.says_false({i, i + 1})) {
        s.tokens.begin = i + 1;
        if (is_closing_quote(parse_.word(i + 1)) && i + 1 < s.head) ++s.tokens.begin;
      }
    return s;
  }

  // "denied that ..., as the daily reported", "as alleged on social media", "the bombing described by peasants".
  std::optional<ToldDenial> aside(ChosenSource chosen, const Saying& denial) const {
    for (uint32_t k = context_.first_saying[event_.sentence]; k < context_.first_saying[event_.sentence + 1]; ++k) {
      const Saying& s = (*context_.sayings)[k];
      if (&s == &denial || s.cue.entry->kind != CueKind::verb || !s.cue.entry->has(Content::clause) ||
          s.cue.head < event_.trigger.end || s.cue.entry->cue_class == CueClass::denying)
        continue;
      std::optional<SpeakerOption> who;
      TokenIndex agent = parse_.child(s.cue.head, Relation::obl_agent);
      if (same_text(parse_.word(s.cue.tokens.begin - 1), "as")) {
        TokenIndex where = agent;
        for (TokenIndex c : parse_.children(s.cue.head))
          if (where == kNoToken && c > s.cue.head && parse_[c].relation == Relation::obl && tied(c)) where = c;
        if (where == kNoToken) continue;
        who = option(where, {s.cue.head + 1, sentence_.end}, Link::agent);
      } else if (!s.speakers.empty() && s.speakers[0].tokens.begin > event_.trigger.end &&
                 any_text(parse_.word(s.speakers[0].tokens.begin - 1), {"as", "what"})) {
        who = s.speakers[0];
      } else if (agent != kNoToken && parse_.head(s.cue.head) == event_.head &&
                 (parse_[s.cue.head].relation == Relation::acl || parse_[s.cue.head].relation == Relation::acl_relcl)) {
        who = option(agent, {s.cue.head + 1, sentence_.end}, Link::agent);
      }
      if (who && who->head != denial.speakers[static_cast<size_t>(chosen.speaker)].head)
        return ToldDenial{chosen, static_cast<int32_t>(k), who, std::nullopt};
    }
    return std::nullopt;
  }

  const SourceContext& context_;
  const Parse& parse_;
  const StanceReader& stances_;
  const Event& event_;
  TokenRange sentence_;
};

}  // namespace

std::optional<ToldDenial> told_denial(const SourceContext& context, const StanceReader& stances, const Event& event,
                                      ChosenSource chosen, Stance stance) {
  return InnerClaimFinder(context, stances, event).find(chosen, stance);
}

}  // namespace sayso
