// Each count of a sentence chooses among the words of harm in it, each with each event that could bear it, and "no
// toll": a conditional logit (evidence.h). The counts of a sentence choose from left to right, so that the choice of
// one is evidence for the next ("two soldiers, a driver and five civilians"). A sentence without an event lends its
// tolls to the last one before it.
//
// The steps, and where each is taken:
//  1. what is counted in the sentence, also without a number (uncounted.h); whom nothing befell is not asked, nor one
//     who was just counted in other words (counted.h, toll_rules.h);
//  2. the word of harm that the tree ties the count to (harm_words.h), and all that it may choose (toll_candidates.h);
//  3. the weights' choice (toll_evidence.h); where they choose nothing, what is sure; then the plain rules that correct
//     it (toll_rules.h);
//  4. the toll of it: of what, whose, a running total or not (toll_writer.h);
//  5. at the end of the sentence what several counts share ("killed and wounded 12"), and in headlines what has no
//     article.
#include "event/tolls.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "event/told_tolls.h"
#include "event/toll_candidates.h"
#include "event/toll_evidence.h"
#include "event/toll_question.h"
#include "event/toll_rules.h"
#include "event/toll_writer.h"
#include "event/uncounted.h"

namespace sayso {
namespace {

constexpr size_t kLends = 2;       // sentences behind it that lend an event their tolls
constexpr size_t kHarmWords = 12;  // of a sentence

class TollBinder {
 public:
  TollBinder(const EventContext& context, const EventWords& words, const Kinds& kinds, const EvidenceWeights& weights,
             std::span<const HarmWord> harm, std::vector<Event>& events, ChoiceObserver* observer)
      : c_(context),
        parse_(context.parse),
        weights_(weights),
        all_harm_(harm),
        all_events_(events),
        observer_(observer),
        evidence_(observer != nullptr),
        q_{context, words, kinds},
        writer_(context, words, events) {}

  void bind() {
    const std::span<const Count> all_counts = c_.mentions.counts;
    size_t h = 0, c = 0, e = 0;
    for (size_t at = 0; at < parse_.tokens().sentences.size(); ++at) {
      const TokenRange tokens = parse_.tokens().sentences[at].tokens;
      const size_t h_begin = h, c_begin = c, e_begin = e;
      while (h < all_harm_.size() && all_harm_[h].head < tokens.end) ++h;
      while (c < all_counts.size() && all_counts[c].phrase.begin < tokens.end) ++c;
      while (e < all_events_.size() && all_events_[e].sentence <= at) ++e;
      if (h_begin == h) {
        tell_parts(at, all_counts.subspan(c_begin, c - c_begin));
        continue;
      }
      const std::span<const HarmWord> harm = all_harm_.subspan(h_begin, h - h_begin);
      enter(at, harm, e_begin, e);
      gather_counts(all_counts.subspan(c_begin, c - c_begin));
      for (const Count* count : q_.counts)
        if (is_told_again(q_, *count))
          writer_.tell_more(*count, *q_.before.count);
        else
          choose(*count);
      share_between_joined();
      writer_.drop_none_beside_some();
      if (is_headline(at))
        for (const HarmWord& word : harm) add_of_headline(word);
    }
  }

 private:
  // Goes on to a sentence: what stands in it, and nothing told in it yet.
  void enter(size_t at, std::span<const HarmWord> harm, size_t first_event, size_t end_event) {
    Event* last = first_event == 0 ? nullptr : &all_events_[first_event - 1];
    q_.sentence = parse_.tokens().sentences[at].tokens;
    q_.harm = harm.first(std::min(harm.size(), kHarmWords));
    q_.events = std::span(all_events_).subspan(first_event, end_event - first_event);
    q_.carried = last != nullptr && last->sentence + kLends >= at ? last : nullptr;
    q_.before = {};
    tolls_.clear();
    told_in_ = at;
    writer_.go_on(at);
  }

  // "Killed 350 people. Of those, 310 were gang members": some of those counted in the sentence before, where this one
  // has no word of harm.
  void tell_parts(size_t at, std::span<const Count> counts) {
    if (tolls_.size() != 1 || told_in_ + 1 != at) return;
    const TollChoice whole = tolls_.front();
    const TokenRange tokens = parse_.tokens().sentences[at].tokens;
    const bool of_those = tokens.size() > 3 && parse_[tokens.begin].lemma == "of" &&
                          (parse_[tokens.begin + 1].upos == Upos::PRON || parse_[tokens.begin + 1].upos == Upos::DET);
    for (const Count& count : counts) {
      const bool of_them = count.part && parse_[count.phrase.end - 1].upos == Upos::PRON;
      if ((!of_those && !of_them) || count.no_toll || !count.value || !whole.count->value ||
          *count.value >= *whole.count->value)
        continue;
      const Counted counted = look_at(c_, count);
      const TokenIndex said = parse_.head(counted.anchor);  // "310 were gang members"
      const bool were = said != kNoToken && parse_[counted.anchor].relation == Relation::nsubj &&
                        parse_.child(said, Relation::cop) != kNoToken;
      if (were) writer_.add(counted, whole.chosen.what, *whole.chosen.event, whole.count);
    }
  }

  bool is_headline(size_t sentence) const {
    const BlockRole role = c_.report.blocks[parse_.tokens().sentences[sentence].block].role;
    return role == BlockRole::caption || role == BlockRole::title || role == BlockRole::heading;
  }

  // The sentence's counts, and those whom a word of harm befell without a number: "the driver was killed".
  void gather_counts(std::span<const Count> counts) {
    q_.counts.clear();
    uncounted_.clear();
    for (const HarmWord& h : q_.harm) add_uncounted(c_, h, uncounted_);
    for (const Count& count : counts) q_.counts.push_back(&count);
    for (const Count& count : uncounted_) q_.counts.push_back(&count);
    std::stable_sort(q_.counts.begin(), q_.counts.end(),
                     [](const Count* a, const Count* b) { return a->phrase.begin < b->phrase.begin; });
    spare_unharmed();
  }

  // "The pilot was not injured": of those counted none was. "Was not killed by the army": by others he was.
  void spare_unharmed() {
    spared_.clear();
    if (std::none_of(q_.harm.begin(), q_.harm.end(), [&](const HarmWord& h) { return is_denied(parse_, h); })) return;
    for (const Count*& count : q_.counts) {
      const HarmWord* role = harm_by_role(parse_, q_.harm, look_at(c_, *count).anchor);
      if (role == nullptr || count->value == 0 || !is_denied(parse_, *role)) continue;
      if (parse_.child(role->head, Relation::obl_agent) != kNoToken) continue;
      Count none = *count;
      none.value = none.low = none.high = 0;
      none.bound = Bound::equal;
      spared_.push_back(none);
      count = &spared_.back();
    }
  }

  void choose(const Count& count) {
    if (count.no_toll || (!count.value && !count.low && !count.high)) return;
    q_.counted = look_at(c_, count);
    // "Destroyed 16 vehicles and captured 34 others": other vehicles.
    if (!q_.counted.unit && count.unit != kNoToken && parse_[count.unit].lemma == "other" && q_.before.is_toll())
      if (const std::optional<Unit> before = unit_of(c_, *q_.before.count);
          before && before->of_class == CountClass::thing)
        q_.counted.unit = before;
    if (q_.is_of(CountClass::measure) || tells_no_harm(c_, q_.words, q_.counted)) return;
    q_.role = harm_by_role(parse_, q_.harm, q_.counted.anchor);
    find_candidates(q_);
    if (q_.candidates.size() == 1) return;

    auto [best, sure] = weigh();
    if (best == 0) best = sure;
    best = corrected(q_, best);
    if (suffered_both(q_, best, sure)) {
      add(q_.candidates[best], q_.candidates[best].what);
      best = sure;
    }
    q_.before = {&count, q_.candidates[best]};
    if (!q_.before.is_toll()) return;
    tolls_.push_back(q_.before);
    add(q_.before.chosen, q_.before.chosen.what);
    // "No casualties" are no dead and no wounded; how many of 40 are which is not said.
    if (count.value == 0 && q_.counted.unit && q_.counted.unit->either)
      for (std::string_view what : {"killed", "wounded"}) add(q_.before.chosen, what);
  }

  // What the weights choose, and the likeliest of those that a plain rule is sure of; 0 for none.
  std::pair<size_t, size_t> weigh() {
    std::vector<ChoiceObserver::Candidate> seen;
    size_t best = 0, sure = 0;
    for (size_t i = 0; i < q_.candidates.size(); ++i) {
      TollCandidate& candidate = q_.candidates[i];
      evidence_.clear();
      add_toll_evidence(q_, candidate, evidence_);
      candidate.sum = weights_.sum(evidence_);
      if (candidate.sum > q_.candidates[best].sum) best = i;
      if ((sure == 0 || candidate.sum > q_.candidates[sure].sum) && is_sure(q_, candidate)) sure = i;
      if (observer_ != nullptr) seen.push_back(as_seen(candidate));
    }
    if (observer_ != nullptr) best = observer_->decide(ChoiceObserver::Task::toll, 0, seen, best);
    return {best, sure};
  }

  ChoiceObserver::Candidate as_seen(const TollCandidate& candidate) const {
    const bool none = candidate.harm == nullptr;
    return {none ? -1 : static_cast<int32_t>(candidate.harm - all_harm_.data()),
            none ? -1 : static_cast<int32_t>(candidate.event - all_events_.data()),
            candidate.what,
            {},
            evidence_.names(),
            q_.counted.count};
  }

  void add(const TollCandidate& candidate, std::string_view what) {
    writer_.add(q_.counted, what, *candidate.event, last_but_one());
  }

  // The toll before the one chosen last: those of whom the last may be some.
  const Count* last_but_one() const { return tolls_.size() < 2 ? nullptr : tolls_[tolls_.size() - 2].count; }

  // "Killed and wounded 12 soldiers": what is not told apart counts for both. Where each of the two words has counts of
  // its own ("five were killed and injured 20") it is told apart.
  void share_between_joined() {
    for (size_t b = 1; b < q_.harm.size(); ++b) {
      const HarmWord &one = q_.harm[b - 1], &other = q_.harm[b];
      const std::string_view what = one.senses.front(), other_what = other.senses.front();
      const bool joined = parse_.head(other.head) == one.head && parse_[other.head].relation == Relation::conj;
      if (!joined || what == other_what || !is_of_people(what) || !is_of_people(other_what)) continue;
      if (one.open || other.open) continue;  // "shot and wounded two": what they suffered is said once
      const bool either = stand_together(one, other, "or");
      if (!either && !stand_together(one, other, "and")) continue;
      const bool first = has_tolls(one);
      if (first == has_tolls(other)) continue;
      const HarmWord& told = first ? one : other;
      for (const TollChoice& toll : tolls_)
        if (toll.chosen.harm == &told && toll.chosen.what == told.senses.front())
          share(toll, first ? other : one, either);
    }
  }

  bool has_tolls(const HarmWord& h) const {
    return std::any_of(tolls_.begin(), tolls_.end(), [&](const TollChoice& t) { return t.chosen.harm == &h; });
  }

  // Nothing but that conjunction and adverbs between two words of harm.
  bool stand_together(const HarmWord& a, const HarmWord& b, std::string_view joint) const {
    for (TokenIndex i = a.head + 1; i < b.head; ++i)
      if (parse_[i].lemma != joint && parse_[i].upos != Upos::ADV) return false;
    return true;
  }

  // The toll is one of the other word too. "Killed or wounded 12": up to 12 each; "no soldier was killed or wounded" is
  // exact.
  void share(const TollChoice& toll, const HarmWord& other, bool either) {
    Count shared = *toll.count;
    Counted counted = look_at(c_, *toll.count);
    counted.count = &shared;
    Event& event = *toll.chosen.event;
    Event& of_other = event_of(other, event);
    if (either && shared.value != 0) {
      // "At least 60 killed or wounded": how many of each cannot be known.
      if (shared.bound == Bound::over || shared.bound == Bound::at_least) shared.value = shared.high = std::nullopt;
      if (shared.value) shared.bound = Bound::up_to;
      shared.low = std::nullopt;
      std::erase_if(event.tolls,
                    [&](const Toll& t) { return t.what == toll.chosen.what && t.phrase == shared.phrase; });
      writer_.add(counted, toll.chosen.what, event, last_but_one());
    }
    writer_.add(counted, other.senses.front(), of_other, last_but_one());
  }

  // "Were abducted and killed": two events; "were killed and wounded" is one.
  Event& event_of(const HarmWord& h, Event& otherwise) const {
    for (Event& e : q_.events)
      if (e.head == h.head) return e;
    return otherwise;
  }

  void add_of_headline(const HarmWord& h) {
    const std::optional<Count> one = uncounted_of_headline(c_, h, q_.sentence);
    if (!one) return;
    if (const std::vector<Event*> bearers = bearers_of(q_, h); !bearers.empty())
      writer_.add(look_at(c_, *one), h.senses.front(), *bearers.front(), last_but_one());
  }

  const EventContext& c_;
  const Parse& parse_;
  const EvidenceWeights& weights_;
  const std::span<const HarmWord> all_harm_;  // of the report
  std::vector<Event>& all_events_;
  ChoiceObserver* observer_;
  Evidence evidence_;

  TollQuestion q_;  // of the sentence and the count in hand
  TollWriter writer_;
  std::vector<Count> uncounted_;   // of the sentence
  std::deque<Count> spared_;       // of the sentence: those who are said not to have been harmed, as none
  std::vector<TollChoice> tolls_;  // of the sentence: what its counts chose, where it is a toll
  size_t told_in_ = 0;             // that sentence
};

}  // namespace

void bind_tolls(const EventContext& context, const EventWords& words, const Kinds& kinds,
                const EvidenceWeights& weights, const std::vector<HarmWord>& harm, std::vector<Event>& events,
                ChoiceObserver* observer) {
  TollBinder(context, words, kinds, weights, harm, events, observer).bind();
}

}  // namespace sayso
