#include "event/tolls.h"

#include <algorithm>

#include "event/clause.h"
#include "mention/noun_phrase.h"

namespace sayso {
namespace {

// Effects that only people suffer; the others befall things.
bool is_of_people(const std::string& what) {
  return what == "killed" || what == "wounded" || what == "missing" || what == "captured" || what == "detained" ||
         what == "displaced";
}

constexpr size_t kNone = static_cast<size_t>(-1);

class Binder {
 public:
  Binder(const EventContext& context, const EventWords& words, const std::vector<HarmWord>& harm,
         std::vector<Event>& events)
      : c_(context), parse_(context.parse), words_(words), harm_(harm), events_(events) {}

  void bind() {
    const auto& counts = c_.mentions.counts;
    bound_.assign(counts.size(), kNone);
    size_t h = 0, c = 0;
    for (const Sentence& s : parse_.tokens().sentences) {
      size_t h_begin = h, c_begin = c;
      while (h < harm_.size() && harm_[h].head < s.tokens.end) ++h;
      while (c < counts.size() && counts[c].phrase.begin < s.tokens.end) ++c;
      if (h_begin == h) continue;
      sentence_harm_ = {h_begin, h};
      for (size_t k = c_begin; k < c; ++k)
        if (!counts[k].no_toll) bound_[k] = by_tree(counts[k]);
      for (size_t k = c_begin; k < c; ++k)
        if (!counts[k].no_toll && bound_[k] == kNone) bound_[k] = by_neighbor(k, c_begin);
      for (size_t k = c_begin; k < c; ++k)
        if (bound_[k] != kNone) add(counts[k], harm_[bound_[k]], s);
      BlockRole role = c_.report.blocks[s.block].role;
      if (role == BlockRole::caption || role == BlockRole::title || role == BlockRole::heading)
        for (size_t k = h_begin; k < h; ++k) add_uncounted(harm_[k], s);
    }
  }

 private:
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

  // The harm word that the tree ties token t to, by its role there.
  size_t by_role(TokenIndex t) const {
    for (size_t k = sentence_harm_.first; k < sentence_harm_.second; ++k) {
      const HarmWord& h = harm_[k];
      if (h.word_class == WordClass::verb) {
        TokenIndex patient = h.frame == Frame::suffer && !is_passive(parse_, h.head) ? deep_subject(parse_, h.head)
                                                                                     : deep_object(parse_, h.head);
        if (patient == kNoToken && h.frame == Frame::suffer) patient = deep_object(parse_, h.head);
        if (joined(patient, t)) return k;
        if (h.frame == Frame::suffer && joined(deep_object(parse_, h.head), t)) return k;  // "lost 12 men"
      } else {
        for (TokenIndex c : parse_.children(h.head)) {
          Relation r = parse_[c].relation;
          if ((r == Relation::nmod &&
               (preposition(parse_, c) == "of" || preposition(parse_, c) == "to" || preposition(parse_, c) == "at")) ||
              r == Relation::nummod || r == Relation::nsubj || r == Relation::nmod_poss)
            if (joined(c, t)) return k;
        }
        const Word& w = parse_[h.head];
        if (h.word_class == WordClass::adjective && w.head != kNoToken) {
          if ((w.relation == Relation::amod || w.relation == Relation::acl) && joined(w.head, t)) return k;
          if (w.relation == Relation::xcomp && (joined(parse_.child(w.head, Relation::obj), t))) return k;
        }
        // "the toll rose to 40", "the death toll stands at 12"
        if ((w.relation == Relation::nsubj || w.relation == Relation::obj) && w.head != kNoToken)
          for (TokenIndex c : parse_.children(w.head))
            if ((parse_[c].relation == Relation::obl || parse_[c].relation == Relation::xcomp) &&
                (preposition(parse_, c) == "to" || preposition(parse_, c) == "at") && joined(c, t))
              return k;
      }
    }
    return harm_at(t);  // "40 casualties", "400 wounded"
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

  size_t by_tree(const Count& count) const {
    TokenIndex t = anchor(count);
    size_t found = by_role(t);
    if (found != kNone) return found;
    // A bare number that the parser took for the harm word's modifier or neighbor: "two dead, five wounded".
    if (count.unit == kNoToken) {
      TokenIndex next = count.number.end;
      if (next < parse_.size() && (found = harm_at(next)) != kNone) return found;
    }
    return kNone;
  }

  // Telegram style and parts: what no role ties but the order of words does.
  size_t by_neighbor(size_t k, size_t first) const {
    const Count& count = c_.mentions.counts[k];
    // "12 people, including 3 children": a part suffers what the whole suffers.
    if ((count.part || count.additional) && k > first && bound_[k - 1] != kNone) return bound_[k - 1];
    if (count.bare_noun) return kNone;
    // "12 soldiers (were) killed", "killing (at least) 12", with nothing but small words between.
    TokenIndex at = count.phrase.end;
    for (int step = 0; at < parse_.size() && step < 4; ++at, ++step) {
      size_t h = harm_at(at);
      // The subject of "killed" in the active voice is who did it.
      if (h != kNone &&
          (harm_[h].word_class != WordClass::verb || harm_[h].frame == Frame::suffer || is_passive(parse_, at)))
        return h;
      if (parse_[at].upos != Upos::AUX && parse_[at].upos != Upos::ADV && parse_[at].upos != Upos::PRON) break;
    }
    at = count.phrase.begin - 1;
    for (int step = 0; at >= 0 && step < 3; --at, ++step) {
      size_t h = harm_at(at);
      if (h != kNone && harm_[h].word_class == WordClass::verb && harm_[h].frame == Frame::act) return h;
      if (parse_[at].upos != Upos::ADV && parse_[at].upos != Upos::DET && parse_[at].upos != Upos::ADJ &&
          parse_[at].upos != Upos::ADP)
        break;
    }
    // A list: "two soldiers, a driver and five civilians".
    if (k > first && bound_[k - 1] != kNone) {
      const Count& before = c_.mentions.counts[k - 1];
      bool list = before.phrase.end < count.phrase.begin;
      for (TokenIndex i = before.phrase.end; i < count.phrase.begin && list; ++i)
        list = parse_.word(i) == "," || parse_[i].lemma == "and" || parse_[i].lemma == "include" ||
               parse_[i].lemma == "including";
      if (list) return bound_[k - 1];
    }
    return kNone;
  }

  bool is_running_total(const Sentence& s, const Count& count) const {
    TokenIndex begin = std::max(s.tokens.begin, count.phrase.begin - 10),
               end = std::min(s.tokens.end, count.phrase.end + 10);
    for (TokenIndex i = begin; i < end; ++i) {
      const std::string& lemma = parse_[i].lemma;
      if (!words_.total.contains(lemma)) continue;
      if (lemma == "far" && (i == 0 || parse_[i - 1].lemma != "so")) continue;
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

  void add(const Count& count, const HarmWord& harm, const Sentence& s) {
    if (!count.value && !count.low && !count.high) return;
    Toll toll;
    toll.what = harm.what;
    toll.phrase = count.phrase;
    toll.value = count.value;
    toll.bound = count.bound;
    toll.low = count.low;
    toll.high = count.high;
    toll.total = is_running_total(s, count);
    toll.of = is_of_people(harm.what) || count.unit == kNoToken ? "people" : parse_[count.unit].lemma;
    if (std::optional<Unit> unit = c_.finder.counts().units().of(parse_, count)) {
      if (unit->of_class == CountClass::measure) return;
      // Things are not killed, people not destroyed: such a count belongs to something else.
      bool counts_people = unit->of_class != CountClass::thing;
      if (is_of_people(toll.what) != counts_people) {
        if (toll.what != "killed" || counts_people || harm.word_class != WordClass::verb) return;
        toll.what = "destroyed";
      }
      toll.of = unit->of;
    } else if (count.unit != kNoToken && is_of_people(toll.what) && count.bare_noun &&
               c_.mentions.actor_at(count.unit) == nullptr) {
      return;
    }
    if (count.unit != kNoToken)
      if (const Actor* actor = c_.mentions.actor_at(count.unit)) {
        toll.sides = actor->sides;
        if (toll.of == "people" && actor->combatants) toll.of = "combatants";
      }
    if (toll.sides.empty()) toll.sides = c_.finder.sides_of(c_.report, parse_, c_.mentions, count.phrase);
    std::erase(toll.sides, "civilians");
    auto& tolls = events_[harm.event].tolls;
    for (const Toll& other : tolls)
      if (other.what == toll.what && other.phrase.overlaps(toll.phrase)) return;
    tolls.push_back(std::move(toll));
  }

  // Captions and headlines leave articles out: "forces destroy enemy tank" is one tank.
  void add_uncounted(const HarmWord& h, const Sentence& s) {
    TokenIndex t = h.word_class == WordClass::verb ? deep_object(parse_, h.head) : kNoToken;
    if (t == kNoToken || !s.tokens.contains(t) || parse_[t].xpos != "NN" || c_.mentions.count_at(t) != nullptr) return;
    Count one;
    one.number = one.phrase = core_phrase(parse_, t);
    one.unit = t;
    one.value = one.low = one.high = 1;
    one.bare_noun = true;
    std::optional<Unit> unit = c_.finder.counts().units().of(parse_, one);
    if (unit && unit->single && unit->of_class != CountClass::measure) add(one, h, s);
  }

  const EventContext& c_;
  const Parse& parse_;
  const EventWords& words_;
  const std::vector<HarmWord>& harm_;
  std::vector<Event>& events_;
  std::vector<size_t> bound_;  // by count: index into harm_
  std::pair<size_t, size_t> sentence_harm_;
};

}  // namespace

void bind_tolls(const EventContext& context, const EventWords& words, const std::vector<HarmWord>& harm,
                std::vector<Event>& events) {
  Binder(context, words, harm, events).bind();
}

}  // namespace sayso
