// Each count of a sentence chooses among the words of harm in it, each with each event that could bear it, and "no
// toll": a conditional logit (evidence.h). The counts of a sentence choose from left to right, so that the choice of
// one is evidence for the next ("two soldiers, a driver and five civilians").
//
// What a reader goes by, and so the evidence: the role that the count has beside the word in the tree (its object, the
// subject of its passive); the order of words where the tree fails ("12 killed", "killing 12"); which other words of
// harm stand nearer; whether people or things are counted; parts and additions. Events are weighed by how near in the
// tree they stand to the word of harm. A sentence without an event lends its tolls to the last one before it.
//
// A few plain rules go before the weights: counts of those whom nothing befell do not choose (counted.h), and what the
// tree says surely is a toll whatever the weights say (`sure` below). What a count without a noun is of, the words and
// the tolls before it tell (counted.h, told_tolls.h).
#include "event/tolls.h"

#include <algorithm>
#include <cstdlib>

#include "event/clause.h"
#include "event/counted.h"
#include "event/surroundings.h"
#include "event/told_tolls.h"
#include "mention/noun_phrase.h"
#include "mention/number.h"

namespace sayso {
namespace {

// What befalls a thing where a person suffers `what`, and the other way around: "neutralized two drones".
std::string_view twin(std::string_view what) {
  constexpr std::pair<std::string_view, std::string_view> kTwins[] = {
      {"killed", "destroyed"}, {"wounded", "damaged"}, {"captured", "seized"}};
  for (auto [person, thing] : kTwins) {
    if (what == person) return thing;
    if (what == thing) return person;
  }
  return {};
}

constexpr size_t kNone = static_cast<size_t>(-1);
constexpr size_t kEvents = 6;      // of a sentence that a toll may go to, the nearest first
constexpr size_t kCarried = 2;     // sentences that an event lends its tolls over
constexpr size_t kHarmWords = 12;  // of a sentence

class Binder {
 public:
  Binder(const EventContext& context, const EventWords& words, const Kinds& kinds, const EvidenceWeights& weights,
         const std::vector<HarmWord>& harm, std::vector<Event>& events, ChoiceObserver* observer)
      : c_(context),
        parse_(context.parse),
        words_(words),
        kinds_(kinds),
        weights_(weights),
        harm_(harm),
        events_(events),
        observer_(observer),
        evidence_(observer != nullptr) {}

  void bind() {
    const auto& counts = c_.mentions.counts;
    size_t h = 0, c = 0, e = 0;
    for (size_t at = 0; at < parse_.tokens().sentences.size(); ++at) {
      const Sentence& s = parse_.tokens().sentences[at];
      const size_t h_begin = h, c_begin = c, e_begin = e;
      while (h < harm_.size() && harm_[h].head < s.tokens.end) ++h;
      while (c < counts.size() && counts[c].phrase.begin < s.tokens.end) ++c;
      while (e < events_.size() && events_[e].sentence <= at) ++e;
      if (h_begin == h) continue;
      sentence_harm_ = {h_begin, std::min(h, h_begin + kHarmWords)};
      sentence_events_ = {e_begin, e};
      carried_ = e_begin > 0 && events_[e_begin - 1].sentence + kCarried >= at ? e_begin - 1 : kNone;
      before_ = {};
      chosen_.clear();
      told_.go_on(at);
      gather_counts(c_begin, c);
      for (const Count* count : sentence_counts_)
        if (is_told_again(*count, s))
          tell_more(*count);
        else
          choose(*count, s);
      share_between_joined(s);
      drop_none_beside_some();
      BlockRole role = c_.report.blocks[s.block].role;
      if (role == BlockRole::caption || role == BlockRole::title || role == BlockRole::heading)
        for (size_t k = h_begin; k < h; ++k) add_uncounted(harm_[k], s);
    }
  }

 private:
  // A word of harm, in one of its senses, with an event to bear the toll.
  struct Candidate {
    size_t harm = kNone;
    size_t event = kNone;
    std::string_view what;
    int event_rank = 0;
    int tag = EventTags::kLowest;  // what the tagger makes of the count as one of that harm, as a level
  };
  // What the count before in the sentence chose.
  struct Before {
    bool any = false;
    Candidate chosen;
    const Count* count = nullptr;
  };

  // The events that could bear the toll of a word of harm, the likeliest first.
  std::vector<size_t> events_for(const HarmWord& h) const {
    std::vector<std::pair<int, size_t>> near;
    const TokenIndex p = predicate_of(parse_, h.head);
    for (size_t e = sentence_events_.first; e < sentence_events_.second; ++e) {
      int cost = std::abs(events_[e].head - h.head);
      const TokenIndex q = predicate_of(parse_, events_[e].head);
      if (q != p) cost += 20;
      if (!parse_.dominates(q, p) && !parse_.dominates(p, q)) cost += 20;
      // "Raided the village, killing 30 and abducting dozens": what was done beside the killing bears none of its dead.
      const TokenIndex head = events_[e].head;
      if (parse_[head].relation == Relation::conj && parse_.head(head) == p) cost += 20;
      if (events_[e].head == h.head) cost = -1;
      near.emplace_back(cost, e);
    }
    std::sort(near.begin(), near.end());
    std::vector<size_t> out;
    for (auto [cost, e] : near)
      if (out.size() < kEvents) out.push_back(e);
    if (out.empty() && carried_ != kNone) out.push_back(carried_);
    return out;
  }

  // The sentence's counts, and those whom a word of harm befell without a number: "the driver was killed".
  void gather_counts(size_t begin, size_t end) {
    sentence_counts_.clear();
    definite_.clear();
    for (size_t h = sentence_harm_.first; h < sentence_harm_.second; ++h)
      for_patients(harm_[h], [&](TokenIndex t) { add_definite(t); });
    for (size_t k = begin; k < end; ++k) sentence_counts_.push_back(&c_.mentions.counts[k]);
    for (const Count& one : definite_) sentence_counts_.push_back(&one);
    std::stable_sort(sentence_counts_.begin(), sentence_counts_.end(),
                     [](const Count* a, const Count* b) { return a->phrase.begin < b->phrase.begin; });
  }

  void add_definite(TokenIndex t) {
    const TokenIndex name = titled(t);
    const bool noun = parse_[t].xpos == "NN" && (name != kNoToken || parse_.child(t, Relation::det) != kNoToken ||
                                                 parse_.child(t, Relation::nmod_poss) != kNoToken);
    if ((!noun && parse_[t].xpos != "NNP") || c_.mentions.count_at(t) != nullptr) return;
    if (c_.mentions.place_at(t) != nullptr) return;  // "shelled Gao": the tree takes it for somebody
    for (const Count& other : definite_)
      if (other.unit == t) return;
    Count one;
    one.number = one.phrase = core_phrase(parse_, t);
    if (name != kNoToken) one.number.end = one.phrase.end = core_phrase(parse_, name).end;
    if (const TokenIndex title = one.phrase.begin - 1; parse_[t].xpos == "NNP" && is_bare_title(title))
      one.number.begin = one.phrase.begin = title;  // the tree has the title joined beside its name
    one.unit = t;
    one.value = one.low = one.high = 1;
    one.bare_noun = one.definite = true;
    const std::optional<Unit> unit = unit_of(one);
    if (unit && unit->single && unit->of_class != CountClass::measure) definite_.push_back(std::move(one));
  }

  // "Police inspector Hari Thapa": the name right behind a title that the tree holds for its head; or kNoToken.
  TokenIndex titled(TokenIndex t) const {
    const TokenIndex name = parse_.child(t, Relation::appos);
    return name == t + 1 && is_bare_title(t) && parse_[name].entity == EntityKind::person ? name : kNoToken;
  }

  // A noun for a person that stands without an article: "constable" of "and constable Bimal Rai".
  bool is_bare_title(TokenIndex t) const {
    if (t < 0 || (parse_[t].xpos != "NN" && parse_[t].xpos != "JJ") || parse_.child(t, Relation::det) != kNoToken)
      return false;
    const Unit* unit = c_.finder.counts().units().ending_at(parse_, t, std::max<TokenIndex>(0, t - 2));
    return unit != nullptr && unit->single && unit->of_class != CountClass::thing &&
           unit->of_class != CountClass::measure;
  }

  // What a count is of; a name's bearer is what stands before it ("Trooper J. Smith", "the corvette Cheonan"), or
  // somebody where it is a person's.
  std::optional<Unit> unit_of(const Count& count) const {
    const CountUnits& units = c_.finder.counts().units();
    std::optional<Unit> unit = units.of(parse_, count);
    if (unit || !count.definite || parse_[count.unit].upos != Upos::PROPN) return unit;
    const bool person = parse_[count.unit].entity == EntityKind::person;
    for (TokenIndex i = count.phrase.begin; i < count.unit; ++i)
      if (const Unit* title = units.ending_at(parse_, i, count.phrase.begin);
          title != nullptr && title->single && !(person && title->of_class == CountClass::thing))
        unit = *title;
    if (!unit && person) unit = Unit{.of_class = CountClass::people, .of = "people", .single = true};
    return unit;
  }

  void choose(const Count& count, const Sentence& s) {
    if (count.no_toll || (!count.value && !count.low && !count.high)) return;
    unit_ = unit_of(count);
    if (unit_ && unit_->of_class == CountClass::measure) return;
    anchor_ = anchor(count);
    if (tells_no_harm(c_, words_, count, anchor_)) return;
    role_ = by_role(anchor_);
    candidates_.clear();
    candidates_.push_back({});
    for (size_t h = sentence_harm_.first; h < sentence_harm_.second; ++h) {
      if (does_it(harm_[h], anchor_)) continue;
      int rank = 0;
      const std::vector<size_t> bearers = events_for(harm_[h]);
      const TokenIndex measure = measure_of(parse_, harm_[h].head);  // "the worst since May, when nine were killed"
      for (size_t e : bearers) {
        if (measure != kNoToken && measure_of(parse_, events_[e].head) != measure) continue;
        for (std::string_view what : harm_[h].senses) {
          if (is_of_another(harm_[h], e, what, bearers)) continue;
          const bool fits = !unit_ || is_of_people(what) == (unit_->of_class != CountClass::thing);
          if (!fits && !twin(what).empty())
            offer(h, e, twin(what), rank);
          else if (fits || !harm_[h].open)
            offer(h, e, what, rank);
        }
        ++rank;
      }
    }
    if (candidates_.size() == 1) return;
    for (size_t i = 1; i < candidates_.size(); ++i) {
      Candidate& c = candidates_[i];
      c.tag = c.what == candidates_[i - 1].what ? candidates_[i - 1].tag : tag_of(count, c.what);
    }
    std::vector<ChoiceObserver::Candidate> seen;
    std::vector<int64_t> sums;
    size_t best = 0, sure = 0;
    int64_t highest = 0, highest_sure = 0;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      evidence_.clear();
      if (i == 0)
        add_none(count);
      else
        add_features(count, candidates_[i]);
      int64_t sum = weights_.sum(evidence_);
      sums.push_back(sum);
      if (i == 0 || sum > highest) {
        highest = sum;
        best = i;
      }
      if (i > 0 &&
          (says_none_such(count, candidates_[i]) || is_said_of_thing(count, candidates_[i]) ||
           is_told_plainly(count, candidates_[i]) || is_called_so(count, candidates_[i]) ||
           is_one_of_those(count, candidates_[i])) &&
          (sure == 0 || sum > highest_sure)) {
        highest_sure = sum;
        sure = i;
      }
      if (observer_ != nullptr)
        seen.push_back({i == 0 ? -1 : static_cast<int32_t>(candidates_[i].harm),
                        i == 0 ? -1 : static_cast<int32_t>(candidates_[i].event),
                        candidates_[i].what,
                        {},
                        evidence_.names(),
                        &count});
    }
    if (observer_ != nullptr) best = observer_->decide(ChoiceObserver::Task::toll, 0, seen, best);
    if (best == 0) best = sure;
    if (const size_t harm = told_as_total(count); harm != kNone && harm != candidates_[best].harm)
      best = likeliest_of(harm, sums, best);
    if ((best == 0 || candidates_[best].harm == before_.chosen.harm) && (goes_on(count) || is_of_those_before(count)))
      for (size_t i = 1; i < candidates_.size(); ++i)
        if (candidates_[i].harm == before_.chosen.harm && candidates_[i].event == before_.chosen.event &&
            candidates_[i].what == before_.chosen.what)
          best = i;
    if (const size_t later = suffered_later(count, best, sums); later != 0) best = later;
    // "Sailors who had been held were found dead": they were both.
    if (sure != 0 && best != 0 && candidates_[sure].harm != candidates_[best].harm &&
        is_told_beside(anchor_, harm_[candidates_[best].harm].head)) {
      add(count, candidates_[best].what, events_[candidates_[best].event], s);
      best = sure;
    }
    const Candidate& chosen = candidates_[best];
    before_ = {true, chosen, &count};
    if (best == 0) return;
    chosen_.push_back(before_);
    add(count, chosen.what, events_[chosen.event], s);
    // "No casualties" are no dead and no wounded; how many of 40 are which is not said.
    if (count.value == 0 && unit_ && unit_->either)
      for (std::string_view what : {"killed", "wounded"}) add(count, what, events_[chosen.event], s);
  }

  // "Two of the injured died of their wounds": what became of them, not what they are called by. 0 where it is not so.
  size_t suffered_later(const Count& count, size_t best, const std::vector<int64_t>& sums) const {
    if (best == 0 || role_ == kNone || role_ == candidates_[best].harm) return 0;
    const HarmWord& later = harm_[role_];
    if (later.word_class != WordClass::verb || later.frame != Frame::suffer || !befell(later)) return 0;
    const TokenIndex called = harm_[candidates_[best].harm].head;  // "two people injured in the raid died"
    bool earlier = parse_[called].relation == Relation::acl && parse_.head(called) == anchor_;
    for (size_t h = sentence_harm_.first; h < sentence_harm_.second; ++h)
      earlier =
          earlier || (h != role_ && count.phrase.contains(harm_[h].head) && preposition(parse_, harm_[h].head) == "of");
    return earlier ? likeliest_of(role_, sums, 0) : 0;
  }

  // "Sailors who had been taken hostage": the word stands in a relative clause about that noun.
  bool is_told_beside(TokenIndex noun, TokenIndex word) const {
    if (parse_[word].relation == Relation::xcomp) word = parse_.head(word);
    return word != kNoToken && parse_[word].relation == Relation::acl_relcl && parse_.head(word) == noun;
  }

  // What a word of harm says befell nobody here, or is of something else than the event.
  bool is_of_another(const HarmWord& h, size_t event, std::string_view what, const std::vector<size_t>& bearers) const {
    const Event& e = events_[event];
    // "Was shelled on Friday, in a conflict that has killed 9,000": not on Friday.
    const HarmWord& told = role_ == kNone ? h : harm_[role_];
    if (const TokenIndex war = war_of(c_, words_, told.head); war != kNoToken && e.head != told.head && e.head != war)
      return true;
    if (e.head != h.head && could_have_been(h.head)) return true;
    // "Shells hit the town. ... A bus crash killed nine."
    if (e.sentence != parse_.tokens().sentence_of(h.head) && e.kind != "shoot-down" && is_mishap(h.head)) return true;
    // "The number killed since fighting began": the fighting is a day to count from.
    if (e.head != h.head && is_since(e.head, h.head)) return true;
    // "Raided the village, killing 14 people, looting shops": the looting killed nobody.
    return is_of_people(what) && befalls_things(e) && !parse_.dominates(e.head, h.head) &&
           std::any_of(bearers.begin(), bearers.end(), [&](size_t other) {
             return !befalls_things(events_[other]) && parse_.dominates(events_[other].head, h.head);
           });
  }

  // "The blast could have killed hundreds": it did not.
  bool could_have_been(TokenIndex verb) const {
    bool could = false, have = false;
    for (TokenIndex c : parse_.children(verb)) {
      if (parse_[c].relation != Relation::aux) continue;
      could = could || parse_[c].lemma == "could" || parse_[c].lemma == "would";
      have = have || parse_[c].lemma == "have";
    }
    return could && have;
  }

  // "The crash killed nine", "the bus overturned, killing nine".
  bool is_mishap(TokenIndex word) const {
    const TokenIndex doer = deep_subject(parse_, word), above = parse_.head(word);
    return (doer != kNoToken && words_.mishaps.contains(parse_[doer].lemma)) ||
           (above != kNoToken && words_.mishaps.contains(parse_[above].lemma));
  }

  // The event stands in a clause with "since" below the word.
  bool is_since(TokenIndex event, TokenIndex word) const {
    const TokenIndex clause = predicate_of(parse_, event);
    const TokenIndex mark = parse_.child(clause, Relation::mark);
    return mark != kNoToken && parse_[mark].lemma == "since" && parse_.dominates(word, clause) && clause != word;
  }

  // Destruction, looting: what those counted beside it suffered, only things suffer.
  bool befalls_things(const Event& e) const {
    const Kind* kind = kinds_.find(e.kind);
    return kind != nullptr && !kind->tolls.empty() &&
           std::none_of(kind->tolls.begin(), kind->tolls.end(), [](const std::string& t) { return is_of_people(t); });
  }

  // "A man, a teacher, was killed", "a guard - a woman - was": the one who was just counted, in other words. A list ("a
  // soldier, a driver, and two guards") goes on behind the comma.
  bool is_told_again(const Count& count, const Sentence& s) const {
    if (!before_.any || before_.chosen.harm == kNone || count.value != 1 || !count.bare_noun || count.additional ||
        count.unit == kNoToken)
      return false;
    const Count& one = *before_.count;
    const TokenIndex first = count.phrase.begin, open = first - 1;
    if (one.value != 1 || !one.bare_noun || one.additional || one.phrase.end > open) return false;
    if (parse_[first].xpos != "DT" || (parse_.word(open) != "," && !is_dash(parse_.word(open)))) return false;
    constexpr TokenIndex kReach = 4;
    if (open > one.phrase.end + kReach) return false;
    for (TokenIndex i = one.phrase.end; i < open; ++i)
      if (parse_[i].upos == Upos::PUNCT || parse_[i].upos == Upos::CCONJ || parse_[i].upos == Upos::VERB) return false;
    TokenIndex i = count.phrase.end;
    bool relative = false;
    for (; i < s.tokens.end && parse_[i].upos != Upos::PUNCT; ++i) {
      relative = relative || parse_[i].upos == Upos::PRON;
      const bool verb = parse_[i].upos == Upos::VERB || parse_[i].upos == Upos::AUX;
      if ((verb && !relative) || (parse_[i].upos == Upos::CCONJ && begins_count(i + 1))) return false;
    }
    if (i + 1 >= s.tokens.end || parse_.word(i) != parse_.word(open))
      return parse_[count.unit].relation == Relation::appos;
    return parse_[i + 1].upos != Upos::CCONJ && !begins_count(i + 1);
  }

  bool begins_count(TokenIndex i) const {
    return std::any_of(sentence_counts_.begin(), sentence_counts_.end(),
                       [i](const Count* c) { return c->phrase.begin == i; });
  }

  // "Vahan Petrosyan, a 31-year-old lieutenant": the other words say what the name does not.
  void tell_more(const Count& count) {
    const std::optional<Unit> unit = unit_of(count);
    if (!unit || told_.here().empty() || told_.here().back().toll.phrase != before_.count->phrase) return;
    Toll& toll = told_.here().back().toll;
    if (toll.of != "people" || (unit->of_class != CountClass::combatants && unit->of_class != CountClass::civilians))
      return;
    for (Toll& given : events_[told_.here().back().event].tolls)
      if (given.phrase == toll.phrase) given.of = unit->of;
    toll.of = unit->of;
  }

  // "No casualties, only three wounded": what some suffered, not nobody did.
  void drop_none_beside_some() {
    for (const ToldToll& none : told_.here()) {
      if (!none.either) continue;
      const bool some = std::any_of(told_.here().begin(), told_.here().end(), [&](const ToldToll& t) {
        return t.toll.what == none.toll.what && t.event == none.event && t.toll.value && *t.toll.value > 0;
      });
      if (some)
        std::erase_if(events_[none.event].tolls,
                      [&](const Toll& t) { return t.what == none.toll.what && t.phrase == none.toll.phrase; });
    }
  }

  // "The number of people wounded rose to 30", "put the death toll at 12": the word of harm that the number is of,
  // where the tree ties the count to a word for a number.
  size_t told_as_total(const Count& count) const {
    if (count.bare_noun) return kNone;
    const TokenIndex above = parse_.head(anchor_);
    if (above == kNoToken) return kNone;
    const Relation r = parse_[anchor_].relation;
    const std::string_view at = preposition(parse_, anchor_);
    // "put the number of people wounded in the raid at 14": the tree may hang it on the raid or the wounded.
    if (at == "at" && count.unit == kNoToken) {
      TokenIndex number = above;
      while (number != kNoToken && parse_[number].relation != Relation::obj) number = parse_.head(number);
      if (number != kNoToken) return harm_numbered(number, count);
    }
    if (parse_[above].upos != Upos::VERB) return kNone;
    const bool reached = r == Relation::obj && words_.rises.contains(parse_[above].lemma);
    const bool beside = r == Relation::obl || r == Relation::obl_unmarked || r == Relation::xcomp;
    const bool moves = words_.rises.contains(parse_[above].lemma) || words_.total.contains(parse_[above].lemma);
    if (!reached && !(moves && beside && (at == "to" || at == "at" || says_up_to(count)))) return kNone;
    for (TokenIndex c : parse_.children(above))
      if (parse_[c].relation == Relation::nsubj || (parse_[c].relation == Relation::obj && c != anchor_))
        if (const size_t h = harm_numbered(c, count); h != kNone) return h;
    return kNone;
  }

  // The word of harm that a word for a number is of: "the number of people [killed]", "the death [toll]".
  size_t harm_numbered(TokenIndex number, const Count& count) const {
    size_t best = kNone;
    if (!words_.counts.contains(parse_[number].lemma)) return best;
    for (size_t h = sentence_harm_.first; h < sentence_harm_.second; ++h)
      if (!harm_[h].open && (harm_[h].head < count.phrase.begin || number >= count.phrase.end) &&
          parse_.dominates(number, harm_[h].head) && (best == kNone || (harm_[best].weak && !harm_[h].weak)))
        best = h;
    return best;
  }

  // "Went up to 20": the preposition is within the count.
  bool says_up_to(const Count& count) const {
    for (TokenIndex i = count.number.begin; i < count.number.end; ++i)
      if (parse_[i].lemma == "to") return true;
    return false;
  }

  // The likeliest of the candidates in which the harm is what its word says first.
  size_t likeliest_of(size_t harm, const std::vector<int64_t>& sums, size_t otherwise) const {
    size_t best = 0;
    for (size_t i = 1; i < candidates_.size(); ++i)
      if (candidates_[i].harm == harm && candidates_[i].what == harm_[harm].senses.front() &&
          (best == 0 || sums[i] > sums[best]))
        best = i;
    return best == 0 ? otherwise : best;
  }

  // "Killed and wounded 12 soldiers": what is not told apart counts for both. Where each of the two words has counts of
  // its own ("five were killed and injured 20") it is told apart.
  void share_between_joined(const Sentence& s) {
    for (size_t b = sentence_harm_.first + 1; b < sentence_harm_.second; ++b) {
      const size_t a = b - 1;
      const std::string_view what_a = harm_[a].senses.front(), what_b = harm_[b].senses.front();
      const bool joined =
          parse_.head(harm_[b].head) == harm_[a].head && parse_[harm_[b].head].relation == Relation::conj;
      if (!joined || what_a == what_b || !is_of_people(what_a) || !is_of_people(what_b)) continue;
      const bool both = stand_together(a, b, "and"), either = stand_together(a, b, "or");
      if (!both && !either) continue;
      auto chose = [&](size_t h) {
        return std::any_of(chosen_.begin(), chosen_.end(), [h](const Before& c) { return c.chosen.harm == h; });
      };
      if (chose(a) == chose(b)) continue;
      const size_t told = chose(a) ? a : b;
      for (const Before& c : chosen_) {
        if (c.chosen.harm != told || c.chosen.what != harm_[told].senses.front()) continue;
        unit_ = unit_of(*c.count);
        Event& event = events_[c.chosen.event];
        Count shared = *c.count;
        // "Killed or wounded 12": up to 12 each. "No soldier was killed or wounded" is exact.
        if (either && shared.value != 0) {
          if (shared.bound != Bound::equal) continue;
          shared.bound = Bound::up_to;
          shared.low = std::nullopt;
          std::erase_if(event.tolls,
                        [&](const Toll& t) { return t.what == c.chosen.what && t.phrase == shared.phrase; });
          add(shared, c.chosen.what, event, s);
        }
        add(shared, told == a ? what_b : what_a, event, s);
      }
    }
  }

  // Nothing but that conjunction and adverbs between two words of harm.
  bool stand_together(size_t a, size_t b, std::string_view joint) const {
    for (TokenIndex i = harm_[a].head + 1; i < harm_[b].head; ++i)
      if (parse_[i].lemma != joint && parse_[i].upos != Upos::ADV) return false;
    return true;
  }

  // "No casualties", "without losses": what is counted is the harm itself, and there was none, whatever the verb. So
  // with those whom the verb befell, where they are none: "nobody was hurt".
  bool says_none_such(const Count& count, const Candidate& c) const {
    if (count.value != 0 || (c.what != "killed" && c.what != "wounded")) return false;
    if (role_ == c.harm && befell(harm_[c.harm]))
      return harm_[c.harm].head != count.unit &&
             (!events_[c.event].negated || events_[c.event].head == harm_[c.harm].head);
    return count.unit != kNoToken && harm_[c.harm].head == count.unit &&
           (!events_[c.event].negated || events_[c.event].head == count.unit);
  }

  // "A damaged after shelling flat": the phrase of the thing that is counted says itself what it suffered.
  bool is_said_of_thing(const Count& count, const Candidate& c) const {
    const HarmWord& h = harm_[c.harm];
    return h.word_class == WordClass::adjective && !h.weak && unit_ && unit_->of_class == CountClass::thing &&
           count.phrase.contains(h.head) && c.what == h.senses.front();
  }

  // "Forced five people to flee": whom the verb of the event itself befell are its toll.
  bool is_told_plainly(const Count& count, const Candidate& c) const {
    if (role_ != c.harm || count.no_toll || count.part) return false;
    const bool number_alone = count.unit == kNoToken && parse_[anchor_].relation == Relation::obj;  // "arrested 1,000"
    if (number_alone ? !count.value && !count.low : !unit_ || !count.value) return false;
    const bool thing = unit_ && unit_->of_class == CountClass::thing;
    if (thing && (c.what == "seized" || is_said_of_name(count))) return false;
    if (count.definite ? thing || !is_titled_name(count) || c.what == "displaced" : count.bare_noun && !thing)
      return false;
    const HarmWord& h = harm_[c.harm];
    const Event& e = events_[c.event];
    return befell(h) && is_told_by(e, h) && !e.negated && e.modality == Modality::actual &&
           c.what == h.senses.front() && is_of_people(c.what) != thing;
  }

  // "Constable Bimal Rai", "police inspector Hari Thapa".
  bool is_titled_name(const Count& count) const {
    if (titled(count.unit) != kNoToken) return true;
    if (parse_[count.unit].entity != EntityKind::person) return false;
    for (TokenIndex i = count.phrase.begin; i < count.unit; ++i)
      if (is_bare_title(i)) return true;
    return false;
  }

  // "Burned Kitaya, a fishing village": what has a name is not counted.
  bool is_said_of_name(const Count& count) const {
    const TokenIndex above = parse_.head(anchor_);
    return count.bare_noun && parse_[anchor_].relation == Relation::appos && above != kNoToken &&
           parse_[above].upos == Upos::PROPN;
  }

  // The event is that of the word of harm, or what did it, or what it was done in or by: "the blast hurt five", "five
  // were hurt in the blast", "stormed the town, killing five".
  bool is_told_by(const Event& e, const HarmWord& h) const {
    if (e.head == h.head) return true;
    const Relation r = parse_[e.head].relation;
    if (r == Relation::xcomp && parse_.head(e.head) == h.head) return true;  // "found dead"
    const Kind* kind = kinds_.find(e.kind);
    if (kind == nullptr || !kind->is_means()) return false;
    if (parse_.head(h.head) == e.head && parse_[h.head].relation == Relation::advcl && parse_[h.head].xpos == "VBG" &&
        is_of_people(h.senses.front()))
      return true;
    return parse_.head(e.head) == h.head && (r == Relation::obl || r == Relation::obl_agent || r == Relation::nsubj);
  }

  // "The governor was among those wounded".
  bool is_one_of_those(const Count& count, const Candidate& c) const {
    const HarmWord& h = harm_[c.harm];
    const TokenIndex those = h.word_class == WordClass::verb ? deep_object(parse_, h.head) : h.head;
    return count.value == 1 && unit_ && unit_->of_class != CountClass::thing && !h.open && c.what == h.senses.front() &&
           is_of_people(c.what) && one_among(those) == anchor_ &&
           events_[c.event].sentence == parse_.tokens().sentence_of(anchor_);
  }

  // "The body of a slain rebel": the event is what those counted are called.
  bool is_called_so(const Count& count, const Candidate& c) const {
    const HarmWord& h = harm_[c.harm];
    return events_[c.event].head == h.head && !h.weak && !h.open && c.what == h.senses.front() && unit_ &&
           is_of_people(c.what) && unit_->of_class != CountClass::thing && count.phrase.contains(h.head) &&
           parse_[h.head].relation == Relation::amod && parse_.head(h.head) == count.unit;
  }

  // A word that says surely what was suffered, and that it was: "was hurt", "was found dead", not "would be hurt".
  bool befell(const HarmWord& h) const {
    const bool found_so = parse_[h.head].upos == Upos::ADJ && parse_[h.head].relation == Relation::xcomp;
    const bool weak = h.weak && h.senses.front() != "wounded";  // "hurt", "wound": weak for what else they mean
    if ((h.word_class != WordClass::verb && !found_so) || weak || h.open) return false;
    for (TokenIndex c : parse_.children(h.head))
      if (parse_[c].relation == Relation::aux &&
          (words_.future.contains(parse_[c].lemma) || words_.possible.contains(parse_[c].lemma)))
        return false;
    return true;
  }

  // How the one person or thing is told: "name", "his" ("his wife", "Iran's ambassador"), "the".
  std::string_view definite_as(const Count& count) const {
    if (parse_[count.unit].upos == Upos::PROPN) return "name";
    return parse_.child(count.unit, Relation::det) == kNoToken ? "his" : "the";
  }

  std::string_view unit_class() const {
    if (!unit_) return "unknown";
    return unit_->of_class == CountClass::thing ? "thing" : "people";
  }

  bool is_including(TokenIndex i) const { return parse_[i].lemma == "include" || parse_[i].lemma == "including"; }

  // Nothing but commas, "and", "including" between the count before and this one.
  bool is_listed(const Count& count) const {
    if (!before_.any || before_.count->phrase.end > count.phrase.begin) return false;
    for (TokenIndex i = before_.count->phrase.end; i < count.phrase.begin; ++i)
      if (parse_.word(i) != "," && parse_[i].lemma != "and" && !is_including(i) && !is_as_well_as(i)) return false;
    return true;
  }

  // "A clinic, a pharmacy, and a mosque": the list of what was counted before goes on, and the tree has it so; what
  // "as well as" adds it may hang on the verb.
  bool goes_on(const Count& count) const {
    if (!is_listed(count) || before_.count->phrase.end == count.phrase.begin || before_.chosen.harm == kNone ||
        (count.part && !before_.count->part) || count.value == 0)
      return false;
    const TokenIndex above = parse_.head(anchor_), verb = harm_[before_.chosen.harm].head;
    const bool joined = parse_[anchor_].relation == Relation::conj && above != kNoToken &&
                        (above == before_.count->unit || above == verb);
    return role_ == before_.chosen.harm || (role_ == kNone && joined);
  }

  // "Of the 22 killed, nine were children": nine of those who were just counted.
  bool is_of_those_before(const Count& count) const {
    if (!before_.any || before_.chosen.harm == kNone || parse_[anchor_].relation != Relation::nsubj) return false;
    const Count& all = *before_.count;
    if (!count.value || !all.value || *count.value >= *all.value) return false;
    for (TokenIndex c : parse_.children(parse_.head(anchor_)))
      if (parse_[c].relation == Relation::obl && c < anchor_ && preposition(parse_, c) == "of")
        return all.phrase.contains(c);
    return false;
  }

  bool is_as_well_as(TokenIndex i) const {
    for (TokenIndex k = std::max<TokenIndex>(0, i - 2); k <= i && k + 2 < parse_.size(); ++k)
      if (parse_[k].lemma == "as" && parse_[k + 1].lemma == "well" && parse_[k + 2].lemma == "as") return true;
    return false;
  }

  void add_none(const Count& count) {
    const Piece of = unit_class(), relation = name(parse_[anchor_].relation);
    evidence_.add("none");
    evidence_.add("none of=", of);
    evidence_.add("none bare=", count.bare_noun, " role=", role_ != kNone);
    if (count.definite) {
      evidence_.add("none definite");
      evidence_.add("none definite of=", of);
      evidence_.add("none definite ", definite_as(count));
    }
    evidence_.add("none role=", role_ != kNone, " of=", of);
    evidence_.add("none unit=", count.unit != kNoToken);
    evidence_.add("none relation=", relation, " bare=", count.bare_noun);
    evidence_.add("none part=", count.part, " more=", count.additional);
    evidence_.add("none before=",
                  !before_.any                   ? "-"
                  : before_.chosen.harm == kNone ? "none"
                                                 : "toll",
                  " listed=", is_listed(count));
    evidence_.add("none words=", few(static_cast<int64_t>(sentence_harm_.second - sentence_harm_.first)));
    evidence_.add("none events=", few(static_cast<int64_t>(sentence_events_.second - sentence_events_.first)));
    evidence_.add("none zero=", count.value == 0);
    if (unit_) evidence_.add("none thing=", unit_->of);
    if (const TokenIndex up = parse_.head(anchor_); up != kNoToken)
      evidence_.add("none above=", parse_[up].lemma, "/", relation);
    if (!c_.tags.empty()) {
      int most = EventTags::kLowest;
      for (const Candidate& c : candidates_) most = std::max(most, c.tag);
      evidence_.add("none tag=", most);
      evidence_.add("none tag=", most, " role=", role_ != kNone);
      for (int above = -10; above <= most; above += 2) evidence_.add("none tag>", above);
    }
    const Actor* actor = count.unit == kNoToken ? nullptr : c_.mentions.actor_at(count.unit);
    evidence_.add("none actor=", actor == nullptr ? "-" : name(actor->role));
  }

  // What the tagger makes of the count as one of that kind of harm.
  int tag_of(const Count& count, std::string_view what) const {
    if (what.empty()) return EventTags::kLowest;
    const int part = c_.tags.part(what);
    return EventTags::level(std::max(c_.tags.part(count.number, part), c_.tags.part(anchor_, part)));
  }

  void add_features(const Count& count, const Candidate& candidate) {
    const HarmWord& h = harm_[candidate.harm];
    const Event& e = events_[candidate.event];
    const Piece of = unit_class(), what = candidate.what;
    const Piece kind = h.word_class == WordClass::noun        ? "noun"
                       : h.word_class == WordClass::adjective ? "adjective"
                       : h.frame == Frame::suffer             ? "suffered"
                       : is_passive(parse_, h.head)           ? "passive"
                                                              : "active";
    const bool behind = h.head >= count.phrase.end, within = count.phrase.contains(h.head);
    const std::string_view side = within ? "within" : behind ? "behind" : "before";
    const TokenIndex apart = within ? 0 : behind ? h.head - count.phrase.end : count.phrase.begin - 1 - h.head;
    int nearer = 0, between = 0;
    for (size_t other = sentence_harm_.first; other < sentence_harm_.second; ++other) {
      const TokenIndex at = harm_[other].head;
      if (at == h.head) continue;
      const TokenIndex far = count.phrase.contains(at) ? 0
                             : at >= count.phrase.end  ? at - count.phrase.end
                                                       : count.phrase.begin - 1 - at;
      nearer += far < apart ? 1 : 0;
      between += (at > std::min(h.head, count.phrase.begin) && at < std::max(h.head, count.phrase.end)) ? 1 : 0;
    }
    const bool role = role_ == candidate.harm;
    evidence_.add("kind=", kind, " ", side);
    evidence_.add("role=", role, " ", kind);
    evidence_.add("role=", role, " ", side, " apart=", few(apart));
    evidence_.add("role elsewhere=", !role && role_ != kNone, " ", kind, " ", side);
    evidence_.add("apart=", few(apart), " ", kind, " ", side);
    evidence_.add("apart=", few(apart), " ", side, " bare=", count.bare_noun);
    evidence_.add("nearer=", few(nearer), " between=", few(between), " ", side);
    if (count.definite) {
      evidence_.add("definite role=", role, " ", kind);
      evidence_.add("definite what=", what);
      evidence_.add("definite ", definite_as(count), " ", kind);
      evidence_.add("definite event=", h.event, " open=", h.open);
    }
    if (!c_.tags.empty()) {
      const int tag = candidate.tag;
      evidence_.add("tag=", tag, " role=", role);
      evidence_.add("tag=", tag, " what=", what);
      evidence_.add("tag=", tag, " ", kind, " ", side);
      int rival = EventTags::kLowest;
      for (const Candidate& c : candidates_)
        if (c.tag > rival && c.what != candidate.what) rival = c.tag;
      evidence_.add("tag ahead=", std::clamp(tag - rival, -8, 8));
    }
    evidence_.add("of=", of, " what=", what);
    evidence_.add("what=", what, " ", kind);
    evidence_.add("what=", what, " unit=", count.unit != kNoToken);
    if (unit_) evidence_.add("thing=", unit_->of, " what=", what);
    evidence_.add("word=", parse_[h.head].lemma, " what=", what);
    evidence_.add("word=", parse_[h.head].lemma, " ", side);
    evidence_.add("weak=", h.weak, " event=", h.event);
    if (h.open) {
      evidence_.add("open ", kind, " ", side);
      evidence_.add("open role=", role, " ", kind);
      evidence_.add("open what=", what, " role=", role);
      evidence_.add("open ", e.kind, " what=", what);
    }
    evidence_.add("part=", count.part, " more=", count.additional, " ", side);
    evidence_.add("relation=", name(parse_[anchor_].relation), " ", kind, " ", side);
    if (h.word_class == WordClass::verb) {
      evidence_.add("object=", joined(deep_object(parse_, h.head), anchor_), " ", kind);
      evidence_.add("subject=", joined(deep_subject(parse_, h.head), anchor_), " ", kind);
    }
    // What stands right beside the count says most.
    const TokenIndex next = count.phrase.end, last = count.phrase.begin - 1;
    if (next < parse_.size()) evidence_.add("next=", next == h.head ? "it" : name(parse_[next].upos), " ", side);
    if (last >= 0) evidence_.add("last=", last == h.head ? "it" : name(parse_[last].upos), " ", side);
    const std::string_view before = !before_.any                            ? "-"
                                    : before_.chosen.harm == kNone          ? "none"
                                    : before_.chosen.harm == candidate.harm ? "same"
                                                                            : "other";
    evidence_.add("before=", before, " ", side, " ", few(apart));
    evidence_.add("before=", before, " listed=", is_listed(count), " part=", count.part);
    if (before_.any && before_.chosen.harm != kNone) {
      evidence_.add("before event=", before_.chosen.event == candidate.event);
      evidence_.add("before what=", before_.chosen.what, ">", what, " ", side);
    }
    evidence_.add("event rank=", candidate.event_rank);
    evidence_.add("event own=", e.head == h.head, " rank=", candidate.event_rank);
    evidence_.add("event kind=", e.kind, " what=", what);
    evidence_.add("event kind=", e.kind, " own=", e.head == h.head);
    evidence_.add("event here=", parse_.tokens().sentences[e.sentence].tokens.contains(h.head));
    evidence_.add("event nearest=", few(std::abs(e.head - anchor_) / 3), " rank=", candidate.event_rank);
    if (e.head != h.head) {
      const bool below = parse_.dominates(h.head, e.head), above = parse_.dominates(e.head, h.head);
      const std::string_view tree = below ? "below" : above ? "above" : "apart";
      evidence_.add("event tree=", tree, " rank=", candidate.event_rank);
    }
  }

  TokenIndex anchor(const Count& count) const {
    if (count.unit != kNoToken) return count.unit;
    // The number's own head: the last token of the number that hangs outside of it.
    TokenIndex best = count.number.end - 1;
    for (TokenIndex i = count.number.begin; i < count.number.end; ++i)
      if (parse_.head(i) == kNoToken || !count.number.contains(parse_.head(i))) best = i;
    return best;
  }

  size_t harm_at(TokenIndex head) const {
    for (size_t k = sentence_harm_.first; k < sentence_harm_.second; ++k)
      if (harm_[k].head == head) return k;
    return kNone;
  }

  // "200 gunmen killed 11 villagers": who does it does not suffer it.
  bool does_it(const HarmWord& h, TokenIndex t) const {
    if (h.word_class != WordClass::verb || h.frame != Frame::act || is_passive(parse_, h.head)) return false;
    TokenIndex object = deep_object(parse_, h.head);
    // "three men shot and killed a guard": the object stands behind the second verb.
    for (TokenIndex c : parse_.children(h.head))
      if (object == kNoToken && parse_[c].relation == Relation::conj && parse_[c].upos == Upos::VERB &&
          parse_.child(c, Relation::nsubj) == kNoToken && !is_passive(parse_, c))
        object = parse_.child(c, Relation::obj);
    return object != kNoToken && !joined(object, t) && joined(deep_subject(parse_, h.head), t);
  }

  void offer(size_t harm, size_t event, std::string_view what, int rank) {
    for (const Candidate& c : candidates_)
      if (c.harm == harm && c.event == event && c.what == what) return;
    if (!what.empty()) candidates_.push_back({harm, event, what, rank});
  }

  // "The governor was among those wounded", "among the dead was a colonel": who is said to be one of them; or kNoToken.
  TokenIndex one_among(TokenIndex those) const {
    if (those == kNoToken || preposition(parse_, those) != "among") return kNoToken;
    if (const TokenIndex subject = parse_.child(those, Relation::nsubj); subject != kNoToken) return subject;
    const TokenIndex above = parse_.head(those);
    const bool noun = above != kNoToken && (parse_[above].upos == Upos::NOUN || parse_[above].upos == Upos::PROPN);
    return noun && parse_.child(above, Relation::cop) != kNoToken ? above : kNoToken;
  }

  // Whom or what a word of harm befell, as the tree has it.
  template <typename F>
  void for_patients(const HarmWord& h, F f) const {
    auto with_list = [&](TokenIndex t) {
      if (t == kNoToken) return;
      f(t);
      const TokenIndex name = titled(t);
      for (TokenIndex head : {t, name})
        if (head != kNoToken)
          for (TokenIndex c : parse_.children(head))
            if (parse_[c].relation == Relation::conj) f(c);
    };
    if (h.word_class == WordClass::verb) {
      const bool suffers = h.frame == Frame::suffer && !is_passive(parse_, h.head);
      if (suffers) with_list(deep_subject(parse_, h.head));
      with_list(deep_object(parse_, h.head));
      with_list(one_among(deep_object(parse_, h.head)));
    } else if (h.word_class == WordClass::noun) {
      for (TokenIndex c : parse_.children(h.head))
        if (parse_[c].relation == Relation::nmod && preposition(parse_, c) == "of") with_list(c);
      with_list(parse_.child(h.head, Relation::nsubj));  // "the mayor was among the dead"
      if (parse_.child(h.head, Relation::nsubj) == kNoToken) with_list(one_among(h.head));
    } else {
      const Word& w = parse_[h.head];
      with_list(parse_.child(h.head, Relation::nsubj));
      if (w.relation == Relation::xcomp && w.head != kNoToken) with_list(deep_object(parse_, w.head));
    }
  }

  // The harm word that the tree ties token t to, by its role there: rather one of t's own clause than of one about it
  // ("sailors who had been held were found dead").
  size_t by_role(TokenIndex t) const {
    const size_t above = by_role(t, false), below = by_role(t, true);
    if (above != kNone || below != kNone) return above != kNone ? above : below;
    return harm_at(t);  // "40 casualties", "400 wounded"
  }

  size_t by_role(TokenIndex t, bool below) const {
    for (size_t k = sentence_harm_.first; k < sentence_harm_.second; ++k) {
      const HarmWord& h = harm_[k];
      if (parse_.dominates(t, h.head) != below) continue;
      if (h.word_class == WordClass::verb) {
        TokenIndex patient = h.frame == Frame::suffer && !is_passive(parse_, h.head) ? deep_subject(parse_, h.head)
                                                                                     : deep_object(parse_, h.head);
        if (patient == kNoToken && h.frame == Frame::suffer) patient = deep_object(parse_, h.head);
        if (joined(patient, t) || joined(one_among(patient), t)) return k;
        if (h.frame == Frame::suffer && joined(deep_object(parse_, h.head), t)) return k;  // "lost 12 men"
      } else {
        for (TokenIndex c : parse_.children(h.head)) {
          Relation r = parse_[c].relation;
          if ((r == Relation::nmod &&
               (preposition(parse_, c) == "of" || preposition(parse_, c) == "to" || preposition(parse_, c) == "at")) ||
              r == Relation::nummod || r == Relation::nsubj || r == Relation::nmod_poss)
            if (joined(c, t)) return k;
        }
        if (joined(one_among(h.head), t)) return k;
        const Word& w = parse_[h.head];
        if (h.word_class == WordClass::adjective && w.head != kNoToken &&
            (w.relation == Relation::amod || w.relation == Relation::acl) && joined(w.head, t))
          return k;
        if (w.upos == Upos::ADJ && w.relation == Relation::xcomp && w.head != kNoToken &&
            joined(deep_object(parse_, w.head), t))
          return k;  // "were found dead"
        // "the toll rose to 40", "the death toll stands at 12"
        if ((w.relation == Relation::nsubj || w.relation == Relation::obj) && w.head != kNoToken)
          for (TokenIndex c : parse_.children(w.head))
            if ((parse_[c].relation == Relation::obl || parse_[c].relation == Relation::xcomp) &&
                (preposition(parse_, c) == "to" || preposition(parse_, c) == "at") && joined(c, t))
              return k;
      }
    }
    return kNone;
  }

  bool joined(TokenIndex head, TokenIndex t) const {
    if (head == kNoToken) return false;
    if (head == t) return true;
    for (TokenIndex c : parse_.children(head)) {
      Relation r = parse_[c].relation;
      if ((r == Relation::conj || r == Relation::appos || r == Relation::nummod ||
           (r == Relation::nmod && (preposition(parse_, c) == "of" || preposition(parse_, c) == "include"))) &&
          parse_[c].upos != Upos::VERB && c != head && joined(c, t))
        return true;
    }
    return false;
  }

  bool is_running_total(const Sentence& s, const Count& count) const {
    TokenIndex begin = std::max(s.tokens.begin, count.phrase.begin - 10),
               end = std::min(s.tokens.end, count.phrase.end + 10);
    for (TokenIndex i = begin; i < end; ++i) {
      const std::string& lemma = parse_[i].lemma;
      if (!words_.total.contains(lemma)) continue;
      if (lemma == "far" && (i == 0 || parse_[i - 1].lemma != "so")) continue;
      if (lemma == "go" && (i + 1 >= end || parse_[i + 1].lemma != "up")) continue;
      if (i >= count.phrase.end && (lemma == "bring" || lemma == "raise"))
        continue;  // "four died, raising the toll to 9"
      if (lemma == "bring" || lemma == "rise" || lemma == "raise" || lemma == "climb" || lemma == "reach" ||
          lemma == "stand") {
        bool to = false;
        for (TokenIndex j = i; j < std::min(end, i + 8); ++j)
          to = to || parse_[j].lemma == "to" || parse_[j].lemma == "toll" || parse_[j].lemma == "total";
        if (!to) continue;
      }
      if (lemma == "already" || lemma == "now" || lemma == "confirmed") continue;
      return true;
    }
    return false;
  }

  void add(const Count& count, std::string_view what, Event& event, const Sentence& s) {
    Toll toll;
    toll.what = what;
    toll.phrase = count.phrase;
    toll.value = count.value;
    toll.bound = count.bound;
    toll.low = count.low;
    toll.high = count.high;
    toll.total = is_running_total(s, count);
    toll.of = is_of_people(toll.what) || count.unit == kNoToken ? "people" : parse_[count.unit].lemma;
    if (unit_) toll.of = unit_->of;
    if (count.unit != kNoToken)
      if (const Actor* actor = c_.mentions.actor_at(count.unit)) {
        toll.sides = actor->sides;
        if (toll.of == "people" && actor->combatants) toll.of = "combatants";
      }
    for (const Participant& on : event.on)  // whose they are was chosen for the event
      if (!leaves_noun_out(count) && on.head == count.unit && !on.sides.empty()) toll.sides = on.sides;
    if (count.phrase.begin > 1)  // "two Georgian and three Russian soldiers": the tree has one noun for both
      if (const Count* last = c_.mentions.count_at(count.phrase.begin - 2); last != nullptr && sharing(*last) == &count)
        toll.sides = c_.finder.sides_of(c_.report, parse_, c_.mentions, {count.number.end, count.unit});
    if (toll.sides.empty()) toll.sides = c_.finder.sides_of(c_.report, parse_, c_.mentions, count.phrase);
    if (const Toll* whole = whole_of(count, event); whole != nullptr && whole->of == toll.of) toll.sides = whole->sides;
    if (leaves_noun_out(count)) fill_in(count, toll);
    if (toll.of == "people" && is_of_fighters(count)) toll.of = "combatants";
    std::erase(toll.sides, "civilians");
    auto& tolls = event.tolls;
    for (const Toll& other : tolls)
      if (other.what == toll.what && other.phrase.overlaps(toll.phrase)) return;
    told_.add({toll, static_cast<size_t>(&event - events_.data()), count.bare_noun && count.value == 1, count.part,
               unit_ && unit_->either && count.value == 0});
    tolls.push_back(std::move(toll));
  }

  // "Killed 20 rebels, including three commanders": those of whom they are some, where their words name no side.
  const Toll* whole_of(const Count& count, const Event& event) const {
    if (chosen_.size() < 2 || event.tolls.empty() || count.phrase.begin == 0) return nullptr;
    const TokenRange whole = chosen_[chosen_.size() - 2].count->phrase;
    const TokenIndex joint = count.phrase.begin - 1;
    const bool beside = joint == whole.end || (joint == whole.end + 1 && parse_.word(whole.end) == ",");
    if (!beside || !is_including(joint) || event.tolls.back().phrase != whole) return nullptr;
    for (TokenIndex i = count.phrase.begin; i < count.phrase.end; ++i)
      if (c_.mentions.place_at(i) != nullptr) return nullptr;
    return &event.tolls.back();
  }

  // "Nine", "four others", "30 wounded", "nine of those killed".
  bool leaves_noun_out(const Count& count) const {
    if (count.unit == kNoToken) return true;
    if (unit_) return unit_->adjective;
    return parse_[count.unit].lemma == "other" || parse_[count.unit].upos == Upos::VERB;  // "nine of the 30 killed"
  }

  // "Four Hezbollah members", "three of its men".
  bool is_of_fighters(const Count& count) const {
    if (count.unit == kNoToken) return false;
    if (parse_[count.unit].xpos == "NNS" && parse_[count.unit].lemma == "man")
      return count.part && parse_.child(count.unit, Relation::nmod_poss) != kNoToken;
    if (parse_[count.unit].lemma != "member") return false;
    const Actor* actor = c_.mentions.actor_at(count.unit);
    return actor != nullptr && actor->type == ActorType::organized_group;
  }

  // "Two Georgian and three Russian soldiers": the noun stands with the next count.
  const Count* sharing(const Count& count) const {
    const TokenIndex joint = count.phrase.end;
    if (count.unit != kNoToken || joint == count.number.end || joint + 1 >= parse_.size()) return nullptr;
    const Count* next = c_.mentions.count_at(joint + 1);
    return next != nullptr && next->unit != kNoToken && parse_[joint].lemma == "and" ? next : nullptr;
  }

  // What a toll is of, and whose, where the count's own words do not say.
  void fill_in(const Count& count, Toll& toll) const {
    if (const Count* next = sharing(count)) {
      if (const std::optional<Unit> unit = unit_of(*next)) toll.of = unit->of;
      return;
    }
    const TokenIndex at = anchor(count);
    const bool things = !is_of_people(toll.what);
    const TokenIndex noun = noun_left_out(c_, words_, count, at, things);
    // "Another nine were wounded", "nine were wounded"
    const bool opens =
        count.additional || (parse_[at].upos == Upos::NUM && deep_object(parse_, predicate_of(parse_, at)) == at);
    const ToldToll* like = noun == kNoToken || (things && !count.part) ? told_.like(count, toll, opens) : nullptr;
    if (like != nullptr) {
      toll.of = like->toll.of;
      if (toll.sides.empty()) toll.sides = told_.sides_of(*like);
    } else if (noun != kNoToken) {
      const Actor* actor = c_.mentions.actor_at(noun);
      if (const std::optional<Unit> unit = unit_at(c_, noun)) toll.of = unit->of;
      if (toll.of == "people" && actor != nullptr && actor->combatants) toll.of = "combatants";
      if (toll.sides.empty()) toll.sides = actor != nullptr ? actor->sides : c_.mentions.phrase_sides.at(noun);
    }
  }

  // Captions and headlines leave articles out: "forces destroy enemy tank" is one tank.
  void add_uncounted(const HarmWord& h, const Sentence& s) {
    TokenIndex t = h.word_class == WordClass::verb ? deep_object(parse_, h.head) : kNoToken;
    if (h.open || t == kNoToken || !s.tokens.contains(t) || parse_[t].xpos != "NN" ||
        c_.mentions.count_at(t) != nullptr)
      return;
    Count one;
    one.number = one.phrase = core_phrase(parse_, t);
    one.unit = t;
    one.value = one.low = one.high = 1;
    one.bare_noun = true;
    unit_ = c_.finder.counts().units().of(parse_, one);
    if (!unit_ || !unit_->single || unit_->of_class == CountClass::measure) return;
    const std::string_view what = h.senses.front();
    if (is_of_people(what) == (unit_->of_class == CountClass::thing)) return;
    if (std::vector<size_t> bearers = events_for(h); !bearers.empty()) add(one, what, events_[bearers.front()], s);
  }

  const EventContext& c_;
  const Parse& parse_;
  const EventWords& words_;
  const Kinds& kinds_;
  const EvidenceWeights& weights_;
  const std::vector<HarmWord>& harm_;
  std::vector<Event>& events_;
  ChoiceObserver* observer_;
  Evidence evidence_;

  // Of the sentence in hand.
  std::pair<size_t, size_t> sentence_harm_, sentence_events_;
  size_t carried_ = kNone;  // the last event before it, where that is near
  Before before_;
  std::vector<Before> chosen_;  // of its counts those that are tolls
  ToldTolls told_;
  std::vector<Count> definite_;
  std::vector<const Count*> sentence_counts_;
  // Of the count in hand.
  std::vector<Candidate> candidates_;
  std::optional<Unit> unit_;
  TokenIndex anchor_ = kNoToken;
  size_t role_ = kNone;  // the word of harm that the tree ties it to
};

}  // namespace

void bind_tolls(const EventContext& context, const EventWords& words, const Kinds& kinds,
                const EvidenceWeights& weights, const std::vector<HarmWord>& harm, std::vector<Event>& events,
                ChoiceObserver* observer) {
  Binder(context, words, kinds, weights, harm, events, observer).bind();
}

}  // namespace sayso
