#include "event/no_event.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text_util.h"
#include "event/argument_kinds.h"
#include "event/clause.h"

namespace sayso {
namespace {

class NoEvent {
 public:
  NoEvent(const EventContext& context, const EventWords& words, const std::vector<Judged>& all,
          const std::vector<size_t>& chosen)
      : context_(context), parse_(context.parse), words_(words), all_(all), chosen_(chosen) {
    find_harmed();
  }

  bool is_none(size_t k) const {
    const EventCandidate& candidate = all_[k].candidate;
    return is_result_of_another(candidate) || is_averted(candidate) || is_prospect(candidate) ||
           is_forbidden(candidate) || is_epithet(k) || is_missing(candidate) || is_owning_up(candidate) ||
           is_mentioned(candidate) || leaves_harmed(candidate) || is_unreal(candidate) ||
           kind_by_arguments(parse_, words_, candidate, all_[k].kind) == kNoEvent;
  }

  // "Three herders were killed. ... The three herders killed were brothers": they are known already.
  bool is_of_known(size_t k) const {
    const EventCandidate& candidate = all_[k].candidate;
    const Word& w = parse_[candidate.head];
    if (is_tended(candidate)) return true;
    if (candidate.rule->harm.empty() || w.relation != Relation::acl || w.xpos != "VBN") return false;
    const TokenIndex d = parse_.child(w.head, Relation::det);
    const Count* these = context_.mentions.count_at(w.head);
    if (d == kNoToken || parse_[d].lemma != "the" || these == nullptr || !these->value) return false;
    const auto first = harmed_.find({candidate.rule->harm, *these->value, parse_[w.head].lemma});
    return first != harmed_.end() && first->second < parse_.tokens().sentence_of(candidate.head);
  }

 private:
  // What harm the chosen tell of, and how many of whom are counted in their sentences: the first sentence of each.
  using Harmed = std::tuple<std::string_view, int64_t, std::string_view>;
  void find_harmed() {
    std::pair<size_t, std::string_view> last;
    for (size_t m : chosen_) {
      const std::string_view harm = all_[m].candidate.rule->harm;
      const size_t s = parse_.tokens().sentence_of(all_[m].candidate.head);
      if (harm.empty() || last == std::pair(s, harm)) continue;
      last = {s, harm};
      for (const Count& those : context_.mentions.counts_in(parse_.tokens().sentences[s].tokens))
        if (those.unit != kNoToken && those.value)
          harmed_.try_emplace({harm, *those.value, parse_[those.unit].lemma}, s);
    }
  }

  // "Five people were hurt. ... The injured were taken to a hospital", "mourned the slain teacher": who was harmed
  // before.
  bool is_tended(const EventCandidate& candidate) const {
    const std::string& harm = candidate.rule->harm;
    const Word& w = parse_[candidate.head];
    if (harm != "killed" && harm != "wounded") return false;
    const bool is_attribute = w.relation == Relation::amod && w.head != kNoToken && w.head > candidate.head;
    if (!is_attribute && (candidate.word_class == WordClass::verb || candidate.trigger.size() > 1)) return false;
    const TokenIndex noun = is_attribute ? w.head : candidate.head;
    if (parse_[noun].lemma == "victim" || parse_.child(noun, Relation::nmod) != kNoToken) return false;
    const TokenIndex d = parse_.child(noun, Relation::det);
    if (d == kNoToken || parse_[d].lemma != "the" || context_.mentions.count_at(noun) != nullptr) return false;
    const Relation r = parse_[noun].relation;
    const TokenIndex verb = parse_.head(noun);
    if (verb == kNoToken || (r != Relation::obj && r != Relation::nsubj_pass) ||
        !words_.tending.contains(parse_[verb].lemma))
      return false;
    // Candidates are in the order of the text.
    return !chosen_.empty() && all_[chosen_.front()].candidate.head <
                                   parse_.tokens().sentences[parse_.tokens().sentence_of(candidate.head)].tokens.begin;
  }

  // "a damaged after shelling flat": the participle says what the event named behind it did, and is no event of its
  // own.
  bool is_result_of_another(const EventCandidate& candidate) const {
    const TokenIndex head = candidate.head;
    if (candidate.word_class != WordClass::verb || parse_[head].xpos != "VBN") return false;
    const Count* count = context_.mentions.count_at(head);
    if (count == nullptr || count->unit == kNoToken) return false;
    const auto behind =
        std::partition_point(chosen_.begin(), chosen_.end(), [&](size_t m) { return all_[m].candidate.head <= head; });
    return behind != chosen_.end() && all_[*behind].candidate.head < count->unit;
  }

  // "Wants to avoid shelling the town", "refrained from strikes".
  bool is_averted(const EventCandidate& candidate) const {
    const Word& w = parse_[candidate.head];
    if (w.head == kNoToken || !words_.averting.contains(parse_[w.head].lemma)) return false;
    return w.relation == Relation::xcomp || w.relation == Relation::ccomp || w.relation == Relation::advcl ||
           w.relation == Relation::obj ||
           (w.relation == Relation::obl && preposition(parse_, candidate.head) == "from");
  }

  // "Raised the specter of a new round of air strikes".
  bool is_prospect(const EventCandidate& candidate) const {
    TokenIndex i = candidate.head;
    for (int step = 0; step < 2 && parse_[i].relation == Relation::nmod && preposition(parse_, i) == "of"; ++step) {
      i = parse_.head(i);
      if (words_.prospects.contains(parse_[i].lemma)) return true;
    }
    return false;
  }

  // "Freed 12 abducted students", "nine kidnapped farmers were rescued": what is told of them now is another thing.
  bool is_epithet(size_t k) const {
    const EventCandidate& candidate = all_[k].candidate;
    const Word& w = parse_[candidate.head];
    if (w.relation != Relation::amod || w.head == kNoToken || w.head < candidate.head ||
        candidate.word_class != WordClass::verb || !words_.epithets.contains(w.lemma))
      return false;
    const TokenIndex governor = parse_.head(w.head);
    return std::any_of(chosen_.begin(), chosen_.end(), [&](size_t m) {
      const TokenIndex other = all_[m].candidate.head;
      return other != candidate.head && (other == governor || parse_.head(other) == w.head);
    });
  }

  // "There was no sign of an advance", "no reports of sniper fire". Of harm it says that there was none.
  bool is_missing(const EventCandidate& candidate) const {
    if (!candidate.rule->harm.empty()) return false;
    const Word& w = parse_[candidate.head];
    if (w.relation != Relation::nmod || preposition(parse_, candidate.head) != "of") return false;
    const TokenIndex none = parse_.child(w.head, Relation::det);
    return words_.signs.contains(parse_[w.head].lemma) && none != kNoToken && parse_[none].lemma == "no";
  }

  // "The group claimed responsibility": for what was told before, which the claim is of (claim/answer.h).
  bool is_owning_up(const EventCandidate& candidate) const {
    const Word& w = parse_[candidate.head];
    if (!words_.responsibility.contains(w.lemma) || w.relation != Relation::obj || parse_[w.head].lemma != "claim")
      return false;
    auto names_deed = [&](TokenIndex above) {
      const auto children = parse_.children(above);
      return std::any_of(children.begin(), children.end(), [&](TokenIndex c) {
        return preposition(parse_, c) == "for" || parse_[c].relation == Relation::acl;
      });
    };
    return !names_deed(candidate.head) && !names_deed(w.head) && !chosen_.empty() &&
           all_[chosen_.front()].candidate.head < candidate.head;
  }

  // "Banned public meetings"; "Do not shoot at the buses!"
  bool is_forbidden(const EventCandidate& candidate) const {
    const TokenIndex head = candidate.head;
    const Word& w = parse_[head];
    if (candidate.word_class == WordClass::noun)
      return w.relation == Relation::obj && words_.forbidding.contains(parse_[w.head].lemma);
    if (w.xpos != "VB" || parse_.child(head, Relation::nsubj) != kNoToken) return false;
    bool ask = false, no = false;
    for (TokenIndex c : parse_.children(head)) {
      ask = ask || (parse_[c].relation == Relation::aux && ascii_lower(parse_.word(c)) == "do");
      no = no || (parse_[c].relation == Relation::advmod && (parse_[c].lemma == "not" || parse_[c].lemma == "n't"));
    }
    return ask && no;
  }

  // "If the army had not intervened, hundreds would have been killed": neither was so.
  bool is_unreal(const EventCandidate& candidate) const {
    const TokenIndex verb = predicate_of(parse_, candidate.head);
    if (is_conditional_perfect(verb))
      return std::any_of(parse_.children(verb).begin(), parse_.children(verb).end(),
                         [&](TokenIndex c) { return is_condition(c); });
    return is_condition(verb) && parse_.head(verb) != kNoToken && is_conditional_perfect(parse_.head(verb));
  }
  // "Would have been killed".
  bool is_conditional_perfect(TokenIndex verb) const {
    bool would = false, have = false;
    for (TokenIndex c : parse_.children(verb)) {
      if (parse_[c].relation != Relation::aux) continue;
      would = would || words_.unreal.contains(parse_[c].lemma);
      have = have || parse_[c].lemma == "have";
    }
    return would && have;
  }
  // "If the army had not intervened", "had the army not intervened", "without the raid".
  bool is_condition(TokenIndex i) const {
    if (parse_[i].relation == Relation::obl) return preposition(parse_, i) == "without";
    if (parse_[i].relation != Relation::advcl) return false;
    const TokenIndex mark = parse_.child(i, Relation::mark), subject = parse_.child(i, Relation::nsubj);
    if (mark != kNoToken) return parse_[mark].lemma == "if";
    const TokenIndex had = parse_.child(i, Relation::aux);
    return had != kNoToken && subject != kNoToken && had < subject && parse_[had].lemma == "have";
  }

  // "The word 'neutralised' stands in every bulletin."
  bool is_mentioned(const EventCandidate& candidate) const {
    const TokenIndex first = candidate.trigger.begin;
    return first > 1 && parse_[first - 1].upos == Upos::PUNCT && parse_[first - 1].lemma == "\"" &&
           words_.terms.contains(parse_[first - 2].lemma);
  }

  // "The blast left nine dead" is told by the dead, and nobody leaves.
  bool leaves_harmed(const EventCandidate& candidate) const {
    if (parse_[candidate.head].lemma != "leave" || is_harm_itself(candidate)) return false;
    auto harmed = [&](TokenIndex above) {
      const auto children = parse_.children(above);
      return std::any_of(children.begin(), children.end(), [&](TokenIndex c) {
        const Word& w = parse_[c];
        return (w.relation == Relation::xcomp || w.relation == Relation::amod) && c > candidate.head &&
               (w.lemma == "dead" || words_.harm_verbs.contains(w.lemma));
      });
    };
    if (harmed(candidate.head)) return true;
    const TokenIndex object = parse_.child(candidate.head, Relation::obj);
    if (object == kNoToken) return false;
    const std::vector<TokenIndex> objects = conjuncts(parse_, object);
    return std::any_of(objects.begin(), objects.end(), harmed);
  }
  bool is_harm_itself(const EventCandidate& candidate) const { return !candidate.rule->harm.empty(); }

  const EventContext& context_;
  const Parse& parse_;
  const EventWords& words_;
  const std::vector<Judged>& all_;
  const std::vector<size_t>& chosen_;
  std::map<Harmed, size_t> harmed_;
};

}  // namespace

std::vector<size_t> drop_no_events(const EventContext& context, const EventWords& words, const std::vector<Judged>& all,
                                   std::vector<size_t>& chosen) {
  const std::vector<size_t> before = chosen;
  const NoEvent no_event(context, words, all, before);
  std::vector<size_t> known;
  std::copy_if(before.begin(), before.end(), std::back_inserter(known),
               [&](size_t k) { return no_event.is_of_known(k); });
  std::erase_if(chosen,
                [&](size_t k) { return std::binary_search(known.begin(), known.end(), k) || no_event.is_none(k); });
  return known;
}

}  // namespace sayso
