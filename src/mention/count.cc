// One pass over each sentence. At each token the counter tries, in this order: words that bind a number ("at least",
// "another") with a number behind them; a number alone; a vague number ("dozens"); none ("no", "nobody"); one without a
// numeral ("a soldier"). What was found is then completed to the right: words behind the number that bind it ("or
// more"), "of them", and the noun phrase counted, whose head is the unit.
//
// The noun phrase is read off the tags, word by word, rather than off the tree: a numeral's noun nearly always ends the
// run of adjectives and nouns behind it, and a wrong arc somewhere in a long sentence then costs nothing. The tree is
// asked where the run knows no unit.
//
// A binding word covers a list: in "at least 45 houses and 34 vehicles" both are at least.
#include "mention/count.h"

#include <algorithm>

namespace sayso {
namespace {

constexpr TokenIndex kLongestNounPhrase = 12;

// A number as said, before its unit is known.
struct Quantity {
  TokenRange number;
  std::optional<int64_t> value, low, high;
  Bound bound = Bound::equal;
  bool bound_said = false;
  bool additional = false;
  bool numeral = false;  // digits or number words, not a vague or absent number
  bool digits = false;
  bool whole = true;
  bool score = false;  // "3-1"
};

struct NounPhrase {
  TokenIndex head = kNoToken;
  TokenIndex end = kNoToken;
};

class Counter {
 public:
  Counter(const NumberReader& numbers, const CountUnits& units, const CountWords& words, const Parse& parse,
          const std::vector<Time>& times)
      : numbers_(numbers), units_(units), words_(words), parse_(parse), tokens_(parse.tokens()) {
    auto n = static_cast<size_t>(tokens_.size());
    timed_.assign(n, false);
    for (const Time& t : times)
      for (TokenIndex i = t.tokens.begin; i < t.tokens.end; ++i) timed_[static_cast<size_t>(i)] = true;
    ids_.reserve(n);
    numeric_.reserve(n);
    for (TokenIndex i = 0; i < tokens_.size(); ++i) {
      LowerWord w(tokens_.word(i));
      ids_.push_back(is_dash(w) ? words_.id("-") : words_.id(w));
      char first = w.view().empty() ? ' ' : w.view().front();
      numeric_.push_back((first >= '0' && first <= '9') || numbers_.word(w) != nullptr);
    }
  }

  std::vector<Count> run() {
    for (const Sentence& s : tokens_.sentences) {
      begin_ = s.tokens.begin;
      end_ = s.tokens.end;
      for (TokenIndex i = begin_; i < end_;) {
        if (timed_[static_cast<size_t>(i)] || (!numeric_[static_cast<size_t>(i)] && !words_.starts(id(i)))) {
          ++i;
          continue;
        }
        std::optional<Count> count = at(i);
        if (count) {
          i = std::max(i + 1, count->phrase.end);
          std::optional<Count> other = nor(*count);
          if (!other) other = and_one(*count);
          counts_.push_back(std::move(*count));
          if (other) {
            i = other->phrase.end;
            counts_.push_back(std::move(*other));
          }
        } else {
          ++i;
        }
      }
    }
    return std::move(counts_);
  }

 private:
  using Id = CountWords::Id;

  std::string_view word(TokenIndex i) const { return tokens_.word(i); }
  Id id(TokenIndex i) const { return ids_[static_cast<size_t>(i)]; }
  bool timed(TokenIndex i) const { return timed_[static_cast<size_t>(i)]; }
  bool spaced(TokenIndex i) const { return tokens_.tokens[static_cast<size_t>(i)].space_before; }
  bool inside(TokenIndex i) const { return i >= begin_ && i < end_; }
  Upos tag(TokenIndex i) const { return inside(i) ? parse_[i].upos : Upos::PUNCT; }
  // True for tokens of a text that was not tagged.
  bool untagged(TokenIndex i) const { return tag(i) == Upos::X && parse_[i].xpos.empty(); }
  const CountPhrase* phrase(TokenIndex i, CountRole role) const { return words_.match(ids_, i, end_, role); }
  const CountPhrase* phrase_before(TokenIndex i, CountRole role) const {
    return words_.match_before(ids_, i, begin_, role);
  }
  static TokenIndex length(const CountPhrase* p) { return static_cast<TokenIndex>(p->words.size()); }
  // A hyphen written to both of its neighbors.
  bool hyphen(TokenIndex i) const {
    return inside(i) && is_dash(word(i)) && !spaced(i) && inside(i + 1) && !spaced(i + 1);
  }

  // --- numbers
  // --------------------------------------------------------------------------------------------------------

  static void bind(Quantity& q, Bound bound) {
    q.bound = bound;
    q.low = q.high = std::nullopt;
    if (!q.value) return;
    if (bound != Bound::under && bound != Bound::up_to) q.low = q.value;
    if (bound != Bound::over && bound != Bound::at_least) q.high = q.value;
  }

  std::optional<Quantity> quantity(TokenIndex i) const {
    TokenIndex k = i;
    Quantity q;
    std::optional<Bound> bound;
    // "another", "at least", "some": any number of them. "about" gives way to a firm bound, "exactly" to any.
    while (inside(k)) {
      // "A third of the 30", not "a third"; "all but one", not "all".
      if (phrase(k, CountRole::share) || phrase(k, CountRole::all_but)) break;
      const CountPhrase* p = phrase(k, CountRole::before);
      if (p != nullptr && p->bound == Bound::over && parse_[k].lemma == "past" && !phrase_before(k, CountRole::climb))
        p = nullptr;  // "past 100" only of what climbs
      const CountPhrase* more = phrase(k, CountRole::another);
      if (more && (!p || more->words.size() > p->words.size())) {
        q.additional = true;
        k += length(more);
      } else if (p) {
        const Bound binds = is_climb(k, *p) ? Bound::equal : p->bound;
        if (!bound || *bound == Bound::equal || (*bound == Bound::about && binds != Bound::equal)) bound = binds;
        k += length(p);
      } else {
        break;
      }
    }
    if (k > i && inside(k) && phrase(k, CountRole::mark)) ++k;  // "all "ten" posts"
    if (!inside(k) || timed(k)) return std::nullopt;
    bool found = share(k, q) || all_but(k, q) || vague(k, q) || numeral(k, q);
    if (!found) return std::nullopt;
    q.number.begin = i;
    if (const CountPhrase* p = phrase(q.number.end, CountRole::after)) {
      const TokenIndex end = q.number.end + length(p);
      if (!opens_number(end)) {
        bound = p->bound;
        q.number.end = end;
      }
    }
    if (bound && *bound != Bound::equal) {
      q.bound_said = true;
      bool ranged = q.low && q.high && *q.low != *q.high;
      if (!ranged) bind(q, *bound);
    }
    // "one (1) terrorist"
    if (q.numeral && inside(q.number.end + 2) && word(q.number.end) == "(" && word(q.number.end + 2) == ")" &&
        digit_value(word(q.number.end + 1)) == q.value)
      q.number.end += 3;
    return q;
  }

  // Words that bind a number before them belong to one behind them where it follows ("at least 12"), or where their
  // last word begins what binds it ("12 dead and more than 30 wounded").
  bool opens_number(TokenIndex end) const {
    if (!inside(end)) return false;
    if (numeric_[static_cast<size_t>(end)]) return true;
    const CountPhrase* p = phrase(end - 1, CountRole::before);
    return p != nullptr && length(p) > 1 && inside(end - 1 + length(p));
  }

  // "went up to 20": how far it rose, and no bound.
  bool is_climb(TokenIndex k, const CountPhrase& p) const {
    return p.bound == Bound::up_to && p.words.front() == words_.id("up") && phrase_before(k, CountRole::climb);
  }

  // "dozens", "tens of thousands", "several hundred", "a couple", "both".
  bool vague(TokenIndex k, Quantity& q) const {
    if (const CountPhrase* p = phrase(k, CountRole::exact)) {
      q.value = p->value;
      q.number.end = k + length(p);
      bind(q, Bound::equal);
      return true;
    }
    if (const CountPhrase* p = phrase(k, CountRole::few)) {
      TokenIndex next = k + length(p);
      q.value = p->value;
      if (inside(next))
        if (const NumberWord* w = numbers_.word(LowerWord(word(next))))
          if (w->role == NumberRole::hundred || w->role == NumberRole::scale || w->role == NumberRole::dozen) {
            *q.value = 2 * w->value;  // "several dozen" is what "dozens" is
            ++next;
          }
      q.number.end = next;
      bind(q, p->value == 2 ? Bound::equal : Bound::at_least);
      return true;
    }
    const NumberWord* w = numbers_.word(LowerWord(word(k)));
    if (!w || w->role != NumberRole::many) return false;
    q.value = w->value;
    q.number.end = k + 1;
    if (inside(k + 2) && word(k + 1) == "of")
      if (const NumberWord* scale = numbers_.word(LowerWord(word(k + 2))); scale && scale->role == NumberRole::many) {
        *q.value *= scale->scale;
        q.number.end = k + 3;
      }
    bind(q, Bound::at_least);
    return true;
  }

  // The number behind determiners, possessors and adjectives: "the 30", "the town's 150,000".
  std::optional<Number> number_of_whole(TokenIndex k) const {
    constexpr TokenIndex kReach = 6;
    for (TokenIndex t = k; inside(t) && t < k + kReach && !timed(t); ++t) {
      if (numeric_[static_cast<size_t>(t)]) {
        std::optional<Number> n = numbers_.at(tokens_, t, end_);
        return n && n->whole && !hyphenated(n->tokens) ? n : std::nullopt;
      }
      const Upos u = tag(t);
      if (u != Upos::DET && u != Upos::PRON && u != Upos::ADJ && u != Upos::NOUN && u != Upos::PROPN && u != Upos::PART)
        break;
    }
    return std::nullopt;
  }

  // "Half of the town's 150,000 people", "two thirds of its 30 men".
  bool share(TokenIndex k, Quantity& q) const {
    const CountPhrase* p = phrase(k, CountRole::share);
    if (p == nullptr) return false;
    const TokenIndex behind = k + length(p);
    if (inside(behind) && numeric_[static_cast<size_t>(behind)]) return false;  // "half 30", "half of two"
    const std::optional<Number> all = number_of_whole(behind);
    if (!all) return false;
    q.numeral = true;
    q.digits = all->digits;
    q.value = all->value / p->of * p->value + all->value % p->of * p->value / p->of;
    q.number.end = all->tokens.end;
    bind(q, all->value % p->of == 0 ? Bound::equal : Bound::about);
    return true;
  }

  // "All but one of the 30": 29; of how many it is left open ("all but one of the crew"), no number is known.
  bool all_but(TokenIndex k, Quantity& q) const {
    const CountPhrase* p = phrase(k, CountRole::all_but);
    if (p == nullptr) return false;
    const std::optional<Number> left_out = numbers_.at(tokens_, k + length(p), end_);
    if (!left_out) return false;
    const TokenIndex of = left_out->tokens.end;
    const std::optional<Number> all = inside(of) && word(of) == "of" ? number_of_whole(of + 1) : std::nullopt;
    q.numeral = true;
    q.digits = left_out->digits;
    q.whole = all.has_value() && all->value > left_out->value;
    q.value = q.whole ? all->value - left_out->value : left_out->value;
    q.number.end = q.whole ? all->tokens.end : of;
    bind(q, Bound::equal);
    return true;
  }

  bool numeral(TokenIndex k, Quantity& q) const {
    std::optional<Number> n = numbers_.at(tokens_, k, end_);
    bool between = k > begin_ && phrase(k - 1, CountRole::between) != nullptr;
    if (!n) return false;
    q.numeral = true;
    q.digits = n->digits;
    q.whole = n->whole;
    q.value = n->value;
    q.number.end = n->tokens.end;
    bind(q, Bound::equal);
    // "12 to 15", "between 10 and 15", "seven or eight", "12-15": from the one to the other.
    TokenIndex next = n->tokens.end;
    const CountPhrase* join = phrase(next, CountRole::to);
    if (!join) join = phrase(next, CountRole::or_);
    if (!join && between) join = phrase(next, CountRole::and_);
    if (join && join->role == CountRole::to && tells_change(k)) return true;
    if (!join || !n->whole) return true;
    TokenIndex second = next + length(join);
    if (inside(second) && join->role == CountRole::to && between && !is_dash(word(next))) return true;
    while (inside(second) && phrase(second, CountRole::before)) second += length(phrase(second, CountRole::before));
    if (!inside(second) || timed(second)) return true;
    std::optional<Number> m = numbers_.at(tokens_, second, end_);
    if (!m || !m->whole || hyphenated(m->tokens)) return true;
    // "two or three thousand", "8 to 10 million": the scale is said once.
    if (m->value >= 1000 && n->value < 1000 && !n->digits == !m->digits && m->value % 1000 == 0 &&
        m->tokens.size() > 1 && n->tokens.size() == 1) {
      int64_t scale = m->value >= 1000000 ? 1000000 : 1000;
      if (m->value / scale < 1000 && m->value / scale > n->value) *q.value *= scale;
    }
    if (m->value <= *q.value) {
      q.score = is_dash(word(next));
      return true;
    }
    q.low = q.value;
    q.high = m->value;
    q.value.reset();
    q.number.end = m->tokens.end;
    return true;
  }

  // --- what the number is of
  // --------------------------------------------------------------------------------------------

  const Unit* unit_word(TokenIndex i) const {
    if (const Unit* u = units_.find(LowerWord(word(i))); u && !u->model) return u;
    return nullptr;
  }

  // A part of "Su-27": the letters before the hyphen.
  bool model_at(TokenIndex i) const {
    if (!hyphen(i + 1) || word(i).front() < 'A' || word(i).front() > 'Z' || !inside(i + 2)) return false;
    const Unit* u = units_.find(LowerWord(word(i)));
    char c = word(i + 2).front();
    return u && u->model && c >= '0' && c <= '9';
  }

  bool plural(TokenIndex i) const {
    std::string_view xpos = parse_[i].xpos;
    if (xpos == "NNS" || xpos == "NNPS") return true;
    if (xpos == "NN") return false;
    LowerWord w(word(i));
    return w.view().ends_with("men") || (w.view().ends_with("s") && !w.view().ends_with("ss"));
  }

  // "two kidnapped Chinese teachers": a participle that the tagger took for a verb.
  bool participle(TokenIndex t) const {
    Upos next = tag(t + 1);
    const Unit* u = unit_word(t);
    return u && u->adjective && (next == Upos::NOUN || next == Upos::ADJ || next == Upos::PROPN) && !timed(t + 1);
  }

  // "(NPA)" of "a New People's Army (NPA) rebel".
  bool is_short_form(TokenIndex t) const {
    if (!inside(t + 3) || word(t) != "(" || word(t + 2) != ")") return false;
    const std::string_view name = word(t + 1);
    const bool capitals = name.size() > 1 && std::all_of(name.begin(), name.end(), [](char c) {
                            return (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
                          });
    return capitals && (tag(t + 3) == Upos::NOUN || tag(t + 3) == Upos::PROPN);
  }

  // "Five Workers' Party members": the mark of an owner, and none of quotation.
  bool is_owners_mark(TokenIndex t) const {
    return parse_[t].xpos == "POS" && phrase(t, CountRole::mark) && !spaced(t) &&
           (tag(t + 1) == Upos::NOUN || tag(t + 1) == Upos::PROPN);
  }

  // "Three policemen hostage": what they were made is no part of who they are.
  bool is_made(TokenIndex t, TokenIndex head) const {
    if (head == kNoToken || !phrase(t, CountRole::made)) return false;
    const Unit* u = unit_word(head);
    return u != nullptr && u->single && u->of_class != CountClass::thing;
  }

  // The noun phrase that begins at k, without its article: its head and where it ends.
  NounPhrase noun_phrase(TokenIndex k) const {
    NounPhrase np;
    bool tagged = inside(k) && !untagged(k);
    for (TokenIndex t = k; inside(t) && t < k + kLongestNounPhrase && !timed(t); ++t) {
      if (np.head != kNoToken && tag(np.head) == Upos::PROPN && is_owners_mark(t)) continue;
      if (phrase(t, CountRole::mark)) {
        if (np.head != kNoToken) break;
        continue;
      }
      if (is_dash(word(t))) {
        if (spaced(t) && t + 1 < end_ && spaced(t + 1)) break;
        continue;
      }
      if (np.head != kNoToken && is_short_form(t)) {
        t += 2;
        continue;
      }
      bool joined = t > k && hyphen(t - 1);
      if (model_at(t)) {
        np.head = t;
        t += 2;
        np.end = t + 1;
        continue;
      }
      if (!tagged) {
        if (!unit_word(t)) {
          if (np.head != kNoToken || t > k + 3) break;
          continue;
        }
        np.head = t;
        np.end = t + 1;
        continue;
      }
      switch (tag(t)) {
        case Upos::NOUN:
        case Upos::PROPN:
          // "two brothers Ali and Hassan": a name behind a counted noun is not part of the number's noun.
          if (np.head != kNoToken && tag(t) == Upos::PROPN && tag(np.head) == Upos::NOUN && !joined &&
              unit_word(np.head) && plural(np.head))
            return np;
          if (is_made(t, np.head)) return np;
          np.head = t;
          np.end = t + 1;
          continue;
        case Upos::NUM:
          if (hyphen(t + 1) || joined || is_number_of_model(t)) continue;
          break;
        case Upos::ADJ:
        case Upos::VERB:
        case Upos::ADV:
        case Upos::X: {
          bool modifies = tag(t) != Upos::VERB || parse_[t].xpos == "VBN" || parse_[t].xpos == "VBG" ||
                          parse_[t].xpos == "JJ" || hyphen(t + 1) || participle(t);
          // Behind a noun a modifier ends the phrase ("ten men wounded"), but not within a name or a compound
          // ("a Panhard armored car", "a network militant compound").
          bool compound = np.head != kNoToken && tag(t + 1) == Upos::NOUN && modifies && tag(t) != Upos::ADV &&
                          (tag(np.head) == Upos::PROPN || (tag(t) == Upos::ADJ && !plural(np.head)));
          // "the Ogaden National Liberation Front": an adjective within a name.
          compound |= np.head != kNoToken && tag(np.head) == Upos::PROPN && tag(t) == Upos::ADJ && upper(t) &&
                      tag(t + 1) == Upos::PROPN && upper(t + 1);
          if (np.head == kNoToken ? modifies : joined || compound || hyphen(t + 1)) continue;
          break;
        }
        case Upos::ADP:
        case Upos::SCONJ:
          // "a destroyed by shelling house", as agencies translate: the noun comes behind what belongs to the
          // participle.
          if (np.head == kNoToken && t > k && (parse_[t - 1].xpos == "VBN" || tag(t - 1) == Upos::ADJ))
            if (TokenIndex noun = behind_complement(t + 1); noun != kNoToken) return {noun, noun + 1};
          break;
        case Upos::PART:
          if (np.head != kNoToken && word(t).front() != 'n') continue;  // "sailors' bodies"
          break;
        case Upos::CCONJ:
        case Upos::PUNCT: {
          // Between modifiers ("Russian and Syrian soldiers"), not behind the head.
          bool listed = (id(t) == words_.id("and") || word(t) == ",") && t > k && inside(t + 1);
          Upos next = tag(t + 1);
          if (np.head == kNoToken && listed && (next == Upos::ADJ || next == Upos::PROPN)) continue;
          if (np.head != kNoToken && listed && tag(np.head) == Upos::PROPN && next == Upos::PROPN && names_go_on(t + 1))
            continue;
          break;
        }
        default:
          break;
      }
      break;
    }
    if (np.head == kNoToken && inside(k) && !timed(k)) {
      TokenIndex t = phrase(k, CountRole::mark) && inside(k + 1) ? k + 1 : k;
      if (const Unit* u = unit_word(t); u && u->adjective) np = {t, t + 1};
    }
    return np;
  }

  // "Six AK 47 rifles", "four Type 56 rifles", "two 9 mm pistols": the number is the thing's, with its noun behind it.
  bool is_number_of_model(TokenIndex t) const {
    constexpr size_t kLongest = 4;  // "AKM", "RPG"; and one capital word
    if (!inside(t - 1) || !inside(t + 1) || tag(t + 1) != Upos::NOUN || !spaced(t)) return false;
    if (phrase(t + 1, CountRole::bore)) return tag(t + 2) == Upos::NOUN;  // "two 9mm pistols"
    const std::string_view name = word(t - 1);
    const bool letters =
        name.size() <= kLongest && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!letters && !phrase(t - 1, CountRole::model)) return false;
    const Unit* u = unit_word(t + 1);
    return u != nullptr && u->of_class == CountClass::thing;
  }

  // The unit behind one or two nouns that begin at t, or kNoToken; whatever its tag is.
  TokenIndex behind_complement(TokenIndex t) const {
    for (TokenIndex i = t; i < t + 3 && inside(i); ++i) {
      const Unit* u = unit_word(i);
      if (i > t && u != nullptr && !u->adjective && u->single) return i;
      if (tag(i) != Upos::NOUN && parse_[i].xpos != "VBG") break;
    }
    return kNoToken;
  }

  // "Rakhine, Mro and Daingnet villagers": a list of names before a common noun.
  bool names_go_on(TokenIndex t) const {
    while (inside(t) && (tag(t) == Upos::PROPN || tag(t) == Upos::CCONJ || word(t) == ",")) ++t;
    return tag(t) == Upos::NOUN && unit_word(t);
  }

  // The numeral's noun in the tree, where it stands behind it with nothing between that parts them.
  TokenIndex tree_head(TokenRange number) const {
    constexpr TokenIndex kReach = 8;
    for (TokenIndex i = number.end - 1; i >= number.begin; --i) {
      TokenIndex h = parse_[i].head;
      if (h == kNoToken || h < number.end || h >= number.end + kReach || parse_[i].relation != Relation::nummod ||
          !inside(h) || timed(h) || (tag(h) != Upos::NOUN && tag(h) != Upos::PROPN))
        continue;
      for (TokenIndex t = number.end; t < h; ++t) {
        bool mark = phrase(t, CountRole::mark) || (is_dash(word(t)) && !spaced(t));
        if (tag(t) == Upos::NUM || tag(t) == Upos::AUX || tag(t) == Upos::ADP || (tag(t) == Upos::PUNCT && !mark))
          return kNoToken;
      }
      return h;
    }
    return kNoToken;
  }

  // "Hurt one civilian and fled": a noun that the tagger took for an adjective.
  bool is_adjective_for_noun(TokenIndex k, const Quantity& q) const {
    if (!q.numeral || !inside(k) || timed(k) || tag(k) != Upos::ADJ) return false;
    const Unit* u = unit_word(k);
    const Upos next = tag(k + 1);
    return u != nullptr && u->single && (plural(k) || q.value == 1) && next != Upos::NOUN && next != Upos::PROPN &&
           next != Upos::ADJ && !hyphen(k + 1);
  }

  // "Two Georgian and three Russian soldiers": the noun stands behind the last of them alone.
  bool shares_noun(TokenIndex k) const {
    return inside(k + 2) && tag(k) == Upos::ADJ && upper(k) && phrase(k + 1, CountRole::and_) && !timed(k + 2) &&
           numbers_.at(tokens_, k + 2, end_).has_value();
  }

  // Fills unit and phrase from what stands behind the number.
  void complete(Count& count, Quantity& q) const {
    TokenIndex k = count.phrase.end;
    if (const CountPhrase* p = phrase(k, CountRole::others)) {
      count.additional = true;
      count.unit = k;
      count.phrase.end = k + length(p);
      return;
    }
    if (const CountPhrase* p = phrase(k, CountRole::other)) {
      bool comparing = inside(k + 1) && LowerWord(word(k + 1)).view() == "than";
      if (!comparing) {
        count.additional |=
            p->words.size() == 1 && LowerWord(word(k)).view() != "new" && LowerWord(word(k)).view() != "fresh";
        k += length(p);
        count.phrase.end = k;
      }
    }
    if (q.numeral && inside(k + 2) && LowerWord(word(k)).view() == "out" && LowerWord(word(k + 1)).view() == "of" &&
        numbers_.at(tokens_, k + 2, end_))
      ++k;  // "nine out of ten people"
    bool of = inside(k) && LowerWord(word(k)).view() == "of";
    NounPhrase np;
    if (of && inside(k + 1)) {
      TokenIndex t = k + 1;
      if (const CountPhrase* whom = phrase(t, CountRole::whom)) {
        count.part = true;
        t += length(whom);
        count.phrase.end = t;
        const TokenIndex noun = inside(t + 1) && parse_[t].lemma == "a" ? t + 1 : t;  // "one of them a child"
        if (parse_[t < end_ ? t : t - 1].xpos != "VBG") np = noun_phrase(noun);  // not "some of them carrying papers"
      } else {
        bool definite = tag(t) == Upos::DET || tag(t) == Upos::PRON || phrase(t, CountRole::possessive) ||
                        phrase(t, CountRole::before);
        if (definite) ++t;
        if (definite || q.numeral)  // "shot down 38 of 45 drones": the drones are 38
          while (inside(t)) {
            std::optional<Number> n = numbers_.at(tokens_, t, end_);
            if (!n || hyphenated(n->tokens)) break;
            t = n->tokens.end;
          }
        np = noun_phrase(t);
        if (np.head != kNoToken) count.part = definite && q.numeral;
      }
    } else {
      np = noun_phrase(k);
      if (np.head == kNoToken && is_adjective_for_noun(k, q)) np = {k, k + 1};
      if (np.head == kNoToken && shares_noun(k)) {
        count.phrase.end = k + 1;
        return;
      }
      TokenIndex head = q.numeral ? tree_head(count.number) : kNoToken;
      bool known = np.head != kNoToken && unit_word(np.head);
      if (head != kNoToken && head != np.head && !known && (np.head == kNoToken || unit_word(head)))
        np = {head, std::max(head + 1, np.end)};
    }
    if (np.head == kNoToken) return;
    count.unit = np.head;
    count.phrase.end = np.end;
    // "30 of his fighters at most"
    if (const CountPhrase* p = phrase(np.end, CountRole::after); p && !q.bound_said && count.bound == Bound::equal) {
      const TokenIndex end = np.end + length(p);
      if (length(p) > 1 && word(np.end) != "," && !opens_number(end)) {
        bind(q, p->bound);
        count.bound = q.bound;
        count.low = q.low;
        count.high = q.high;
        count.phrase.end = end;
      }
    }
    // A closing quotation mark belongs to what it closes.
    if (inside(np.end) && phrase(np.end, CountRole::mark)) {
      for (TokenIndex t = count.number.end; t < np.head; ++t)
        if (phrase(t, CountRole::mark)) {
          count.phrase.end = np.end + 1;
          break;
        }
    }
  }

  // --- no tolls
  // ---------------------------------------------------------------------------------------------------------

  // "12-member", "three-story": the number is part of a word. A range and "40-odd" are not.
  bool hyphenated(TokenRange number) const {
    return hyphen(number.end) && !numeric_[static_cast<size_t>(number.end + 1)];
  }

  // "Rose from 53 to 64", "rose by one to eight": two figures from k on, no range; but "anywhere from 10 to 15", and
  // "From 10 to 15 were killed".
  bool tells_change(TokenIndex k) const {
    return k > begin_ + 1 && phrase(k - 1, CountRole::change) != nullptr &&
           phrase(k - 2, CountRole::ranging) == nullptr;
  }

  // "The dead number 11", "those arrested number 3,050": a verb, whatever the tagger takes it for.
  bool numbers_them(TokenIndex t) const {
    if (parse_[t].lemma != "number" || plural(t) || !inside(t - 1)) return false;
    const Unit* before = unit_word(t - 1);
    return plural(t - 1) || parse_[t - 1].xpos == "VBN" || (before != nullptr && before->adjective);
  }

  bool no_toll(const Count& count, const Quantity& q) const {
    if (!q.whole || q.score) return true;
    TokenIndex first = count.number.begin;
    TokenIndex next = count.number.end;
    if (hyphenated(count.number)) return true;
    if (phrase_before(first, CountRole::superseded) != nullptr) return true;
    // "Raised the toll to 59 from 46": what it was before.
    if (inside(first - 2) && parse_[first - 1].lemma == "from" && count.unit == kNoToken && !counts_.empty() &&
        counts_.back().phrase.end == first - 1 && inside(counts_.back().number.begin - 1) &&
        parse_[counts_.back().number.begin - 1].lemma == "to")
      return true;
    // "Rose from 12 to 15".
    if (inside(first - 2) && parse_[first - 1].lemma == "from" && phrase(first - 2, CountRole::climb) != nullptr &&
        count.unit == kNoToken && inside(next + 1) && parse_[next].lemma == "to" &&
        numeric_[static_cast<size_t>(next + 1)])
      return true;
    if (inside(next) && upper(next) && phrase(next, CountRole::body) != nullptr)
      return true;  // "the December 12 Movement"
    // "home to 40,000 people", "which has 300,000 inhabitants": those who live there.
    if (phrase_before(first, CountRole::population) != nullptr ||
        (count.unit != kNoToken && phrase(count.unit, CountRole::dweller) != nullptr &&
         phrase_before(first, CountRole::having) != nullptr))
      return true;
    if (inside(first - 1)) {
      if (phrase(first - 1, CountRole::money) || phrase_before(first, CountRole::age)) return true;
      if (is_dash(word(first - 1)) && !spaced(first) && inside(first - 2) && !spaced(first - 1)) return true;
      // "Resolution 242", "Unit 8200": a name's number. With a noun of its own behind it, it counts.
      bool named = phrase_before(first, CountRole::label) && !q.bound_said && tag(first - 1) != Upos::VERB &&
                   !numbers_them(first - 1);
      if (named && (count.unit == kNoToken || tag(first - 1) == Upos::PROPN || word(first - 1) == "No."))
        if (q.digits || tag(first - 1) == Upos::PROPN) return true;
      // "he is 30"
      if (tag(first - 1) == Upos::AUX && inside(first - 2) && phrase(first - 2, CountRole::person) &&
          count.unit == kNoToken && q.numeral && q.value && *q.value <= 110)
        return true;
      // "Sameh Aqtash, 37, said": an age.
      bool comma = word(first - 1) == "," && inside(first - 2) &&
                   (tag(first - 2) == Upos::PROPN || untagged(first - 2)) && upper(first - 2);
      bool closed = !inside(next) || word(next) == "," || word(next) == "." || word(next) == ")" || word(next) == ";";
      const bool young = q.digits && q.value && *q.value <= 110 && count.unit == kNoToken;
      if (comma && closed && young && !listed_before(first)) return true;
      if (young && !q.bound_said && is_age_of_counted(first, next)) return true;
      if (word(first - 1) == "(" && inside(next) && word(next) == ")" && inside(first - 2) && upper(first - 2) &&
          tag(first - 2) == Upos::PROPN && q.value && *q.value <= 110)
        return true;
    }
    if (inside(next)) {
      if (phrase(next, CountRole::percent) || phrase(next, CountRole::money)) return true;
      if (const Unit* u = units_.find(LowerWord(word(next))); u && u->of_class == CountClass::measure) return true;
      // "one of the largest"
      if (q.value == 1 && LowerWord(word(next)).view() == "of" && inside(next + 2) &&
          (parse_[next + 2].xpos == "JJS" || parse_[next + 2].xpos == "RBS"))
        return true;
    }
    if (count.unit != kNoToken)
      if (const Unit* u = units_.find(LowerWord(word(count.unit))); u && u->of_class == CountClass::measure)
        return true;
    // A year that no time took.
    bool bare = !q.bound_said && !q.additional && count.unit == kNoToken;
    return bare && q.digits && q.value && *q.value >= 1900 && *q.value <= 2099 && word(first).size() == 4;
  }

  // "A boy, 9, was killed", "two brothers, 6 and 9, were": as many ages as those counted right before.
  bool is_age_of_counted(TokenIndex first, TokenIndex next) const {
    TokenIndex begin = first, end = next;
    auto joins = [&](TokenIndex i) { return word(i) == "," || phrase(i, CountRole::and_) != nullptr; };
    while (inside(begin - 2) && joins(begin - 1) && numeric_[static_cast<size_t>(begin - 2)]) begin -= 2;
    while (inside(end + 1) && joins(end) && numeric_[static_cast<size_t>(end + 1)]) end += 2;
    if (!inside(begin - 2) || word(begin - 1) != "," || counts_.empty()) return false;
    if (inside(end) && tag(end) != Upos::PUNCT) return false;
    size_t ages = static_cast<size_t>((end - begin + 1) / 2);
    for (size_t c = counts_.size(); c-- > 0;) {
      const Count& whose = counts_[c];
      if (whose.number.begin >= begin) continue;  // an age of the same list
      const Unit* u = whose.unit == kNoToken ? nullptr : unit_word(whose.unit);
      const bool person = u == nullptr || (u->of_class != CountClass::thing && u->of_class != CountClass::measure);
      return whose.phrase.end == begin - 1 && whose.unit != kNoToken && person &&
             whose.value == static_cast<int64_t>(ages);
    }
    return false;
  }

  bool upper(TokenIndex i) const { return word(i).front() >= 'A' && word(i).front() <= 'Z'; }
  // "Antioquia, 12, Nariño, 9": numbers in a list are no ages.
  bool listed_before(TokenIndex i) const { return inside(i - 3) && numeric_[static_cast<size_t>(i - 3)]; }

  // --- one count
  // --------------------------------------------------------------------------------------------------------

  std::optional<Count> at(TokenIndex i) {
    if (phrase(i, CountRole::reciprocal)) return std::nullopt;
    if (std::optional<Quantity> q = quantity(i)) {
      if (std::optional<Count> aged = aged_one(*q)) return aged;
      Count count = counted(*q);
      if (joins_two(count)) return std::nullopt;
      return count;
    }
    if (const CountPhrase* p = phrase(i, CountRole::zero)) return none(i, length(p), p->pronoun);
    if (phrase(i, CountRole::suffered)) return not_suffered(i);
    if (const CountPhrase* p = phrase(i, CountRole::many)) {
      Quantity q;
      q.number = {i, i + length(p)};
      q.bound = Bound::at_least;
      Count count = made(q);
      complete(count, q);
      if (count.unit == kNoToken) return std::nullopt;
      return count;
    }
    return one(i);
  }

  static Count made(const Quantity& q) {
    Count count;
    count.number = count.phrase = q.number;
    count.value = q.value;
    count.bound = q.bound;
    count.low = q.low;
    count.high = q.high;
    count.additional = q.additional;
    return count;
  }

  Count counted(Quantity& q) {
    Count count = made(q);
    complete(count, q);
    count.no_toll = no_toll(count, q);
    TokenIndex first = count.number.begin;
    TokenIndex before = first > begin_ && word(first - 1) == "," ? first - 1 : first;
    if (phrase_before(before, CountRole::part) || phrase_before(first, CountRole::part)) count.part = true;
    if (!q.bound_said && q.numeral && count.unit != kNoToken) inherit(count);
    return count;
  }

  // "both soldiers and farmers", "both Hindu and Muslim homes": "both" goes with the "and". In "both brothers and their
  // father" it counts.
  bool joins_two(const Count& count) const {
    if (!phrase(count.number.begin, CountRole::correlative)) return false;
    if (is_between_verbs(count.number)) return true;
    if (count.unit == kNoToken)  // "both by rebels and by soldiers"
      return tag(count.number.end) == Upos::ADP && LowerWord(word(count.number.end)).view() != "of";
    const TokenIndex end = count.phrase.end;
    for (TokenIndex t = count.number.end; t < end; ++t)
      if (phrase(t, CountRole::and_) != nullptr) return true;
    if (!inside(end + 1) || phrase(end, CountRole::and_) == nullptr) return false;
    const Upos next = tag(end + 1);
    return parse_[count.number.begin].relation == Relation::cc || next == Upos::NOUN || next == Upos::ADJ;
  }

  // "have both killed dozens": who does it, and not how many suffer it.
  bool is_between_verbs(TokenRange number) const {
    if (!inside(number.end) || number.begin <= begin_) return false;
    const bool verb = tag(number.end) == Upos::VERB && parse_[number.end].relation != Relation::amod;
    return verb && tag(number.begin - 1) == Upos::AUX;
  }

  // "at least 45 houses and 34 vehicles": the list has one bound.
  void inherit(Count& count) const {
    if (counts_.empty()) return;
    const Count& last = counts_.back();
    if (last.bound == Bound::equal || last.unit == kNoToken || last.no_toll || count.no_toll || !last.value) return;
    if (last.phrase.end < begin_ || count.number.begin - last.phrase.end > 2 || count.number.begin == last.phrase.end)
      return;
    bool joined = goes_on(count.phrase.end);
    for (TokenIndex i = last.phrase.end; i < count.number.begin; ++i) {
      if (id(i) == words_.id("and"))
        joined = true;
      else if (word(i) != ",")
        return;
    }
    if (!joined || count.part) return;
    Quantity q;
    q.value = count.value;
    bind(q, last.bound);
    count.bound = q.bound;
    count.low = q.low;
    count.high = q.high;
  }

  // True where a list has another number: ", 12 barns and ...".
  bool goes_on(TokenIndex i) const {
    if (!inside(i) || (id(i) != words_.id("and") && word(i) != ",")) return false;
    if (word(i) == "," && inside(i + 1) && id(i + 1) == words_.id("and")) ++i;
    return inside(i + 1) && !timed(i + 1) && numbers_.at(tokens_, i + 1, end_).has_value();
  }

  static Count zero(TokenRange number, Quantity& q) {
    q.number = number;
    q.value = 0;
    bind(q, Bound::equal);
    Count count = made(q);
    count.bare_noun = true;
    return count;
  }

  std::optional<Count> none(TokenIndex i, TokenIndex words, bool pronoun) const {
    Quantity q;
    Count count = zero({i, i + words}, q);
    if (pronoun) {
      if (inside(q.number.end + 1) && LowerWord(word(q.number.end)).view() == "of" &&
          (phrase(q.number.end + 1, CountRole::whom) || tag(q.number.end + 1) == Upos::DET))
        complete(count, q);
      return count;
    }
    complete(count, q);
    // "no" counts only what can be a toll: "no civilian", but not "no doubt".
    if (count.unit == kNoToken) return std::nullopt;
    const Unit* u = unit_word(count.unit);
    if (!u || u->of_class == CountClass::measure) return std::nullopt;
    return count;
  }

  // "No damage or injuries": neither of them.
  std::optional<Count> nor(const Count& count) const {
    const TokenIndex next = count.phrase.end;
    if (count.value != 0 || count.unit == kNoToken || phrase(next, CountRole::or_) == nullptr) return std::nullopt;
    const NounPhrase np = noun_phrase(next + 1);
    if (np.head == kNoToken || !is_harm(np.head)) return std::nullopt;
    Quantity q;
    Count other = zero({next + 1, np.end}, q);
    other.unit = np.head;
    return other;
  }

  // "A teacher and student were killed", "a woman and child": the article stands for both. "A teacher and poet was" is
  // one.
  std::optional<Count> and_one(const Count& count) const {
    const TokenIndex next = count.phrase.end + 1;
    if (count.value != 1 || !count.bare_noun || count.additional || count.unit == kNoToken || !inside(next) ||
        phrase(next - 1, CountRole::and_) == nullptr || parse_[next].xpos != "NN" || tag(next + 1) == Upos::NOUN ||
        hyphen(next + 1))
      return std::nullopt;
    const Unit *one = unit_word(count.unit), *two = unit_word(next);
    auto is_person = [](const Unit* u) {
      return u != nullptr && u->single && u->of_class != CountClass::thing && u->of_class != CountClass::measure;
    };
    if (!is_person(one) || !is_person(two)) return std::nullopt;
    bool were = false;
    for (TokenIndex i = next + 1; inside(i) && i <= next + 3 && tag(i) != Upos::VERB && tag(i) != Upos::PUNCT; ++i)
      were = were || LowerWord(word(i)).view() == "were";
    if (!were && one->of == two->of && !phrase(next, CountRole::kin)) return std::nullopt;
    Quantity q;
    q.value = 1;
    bind(q, Bound::equal);
    q.number = {next, next + 1};
    Count other = made(q);
    other.bare_noun = true;
    other.unit = next;
    return other;
  }

  // "injuries", "losses", "damage": what is counted is the harm itself.
  bool is_harm(TokenIndex i) const {
    const Unit* u = unit_word(i);
    return u != nullptr && u->harm;
  }

  // "did not sustain any injuries", "has not caused casualties": the word of suffering is token i.
  std::optional<Count> not_suffered(TokenIndex i) const {
    constexpr TokenIndex kReach = 3;
    // Nothing but auxiliaries may stand between: "not only caused casualties" tells of some.
    TokenIndex t = i - 1;
    while (t >= i - kReach && inside(t) && tag(t) == Upos::AUX && phrase(t, CountRole::negation) == nullptr) --t;
    if (t < i - kReach || !inside(t) || phrase(t, CountRole::negation) == nullptr) return std::nullopt;
    const TokenIndex k = i + length(phrase(i, CountRole::suffered));
    if (const CountPhrase* any = phrase(k, CountRole::any)) return none(k, length(any), false);
    if (!inside(k) || !is_harm(k)) return std::nullopt;
    Quantity q;
    Count count = zero({k, k + 1}, q);
    count.unit = k;
    return count;
  }

  // "22-year-old civilian", without an article: one of whom the number is the age.
  std::optional<Count> aged_one(const Quantity& q) const {
    TokenIndex old = q.number.end + 3;
    if (!hyphenated(q.number) || !inside(old) || LowerWord(word(old)).view() != "old") return std::nullopt;
    NounPhrase np = noun_phrase(q.number.begin);
    const Unit* u = np.head == kNoToken ? nullptr : unit_word(np.head);
    const bool named = np.head > old && tag(np.head) == Upos::PROPN;  // "25-year-old Amina Mensah"
    if (!named && (!u || !u->single || plural(np.head))) return std::nullopt;
    Quantity one;
    one.number = {q.number.begin, old + 1};
    one.value = 1;
    bind(one, Bound::equal);
    Count count = made(one);
    count.bare_noun = true;
    count.unit = np.head;
    count.phrase.end = np.end;
    count.definite = named || (inside(q.number.begin - 1) && parse_[q.number.begin - 1].lemma == "the");
    return count;
  }

  // One without a numeral: "a soldier", "his wife", "another man", "a third", "an Su-27".
  std::optional<Count> one(TokenIndex i) const {
    Quantity q;
    q.value = 1;
    bind(q, Bound::equal);
    TokenIndex k = i;
    bool another = false;
    const CountPhrase* p = phrase(k, CountRole::another);
    const CountPhrase* article = phrase(k, CountRole::article);
    if (p && (!article || p->words.size() > article->words.size())) {
      k += length(p);
      another = q.additional = true;
    } else if (article) {
      k += length(article);
    } else if (phrase(k, CountRole::possessive)) {
      ++k;
    } else {
      return std::nullopt;
    }
    q.number = {i, k};
    Count count = made(q);
    count.bare_noun = true;
    if (!inside(k)) return std::nullopt;
    // "another was wounded", "a sixth died of wounds"
    const Unit* harmed =
        tag(k) == Upos::ADJ ? unit_word(k) : nullptr;  // tagged so in "and another wounded in the raid"
    bool alone = tag(k) == Upos::AUX || tag(k) == Upos::VERB || word(k) == "," || word(k) == "." ||
                 (harmed != nullptr && harmed->adjective && tag(k + 1) == Upos::ADP) ||
                 (tag(k) == Upos::ADV && tag(k + 1) == Upos::VERB && parse_[k + 1].xpos == "VBN");  // "seriously hurt"
    if (another && alone && length(p) <= 2) {
      const Unit* u = unit_word(k);
      if (!(tag(k) == Upos::VERB &&
            (parse_[k].xpos == "VBG" || (u && parse_[k].xpos == "VBN" && inside(k + 1) && tag(k + 1) == Upos::NOUN)))) {
        if (LowerWord(word(k - 1)).view() == "further" || LowerWord(word(k - 1)).view() == "additional")
          return std::nullopt;
        return count;
      }
    }
    NounPhrase np = noun_phrase(k);
    if (np.head == kNoToken && inside(k) && unit_word(k) && unit_word(k)->single) np = {k, k + 1};  // "a Palestinian"
    if (const TokenIndex t = k + 4; np.head == kNoToken && inside(t) && LowerWord(word(t)).view() == "old")
      np = {t, t + 1};
    if (np.head == kNoToken) {
      return std::nullopt;
    }
    // "A 15-year-old": the age stands for the person.
    if (const TokenIndex t = k + 4;
        np.head == t && numeric_[static_cast<size_t>(k)] && hyphen(k + 1) && LowerWord(word(t)).view() == "old") {
      count.unit = t;
      count.phrase.end = t + 1;
      return count;
    }
    for (TokenIndex t = k; t < np.end; ++t) {
      bool named_so = t == np.head || (tag(np.head) == Upos::PROPN && !unit_word(np.head));  // "a MiG-21 Bison"
      if (model_at(t) && named_so) {
        count.unit = t;
        count.phrase.end = np.end;
        return count;
      }
    }
    const Unit* u = units_.ending_at(parse_, np.head, k);
    // "A Bayraktar TB2": what follows the name of a thing is the name's.
    if (!u || u->model)
      for (TokenIndex t = k; t < np.head; ++t)
        if (const Unit* named = unit_word(t); named != nullptr && named->single && !named->model &&
                                              named->of_class == CountClass::thing && tag(t) == Upos::PROPN &&
                                              !plural(t)) {
          count.unit = t;
          count.phrase.end = np.end;
          return count;
        }
    if (!u || u->model || !u->single || plural(np.head)) return std::nullopt;
    if (u->pair) count.value = count.low = count.high = 2;
    count.unit = np.head;
    count.phrase.end = np.end;
    return count;
  }

  const NumberReader& numbers_;
  const CountUnits& units_;
  const CountWords& words_;
  const Parse& parse_;
  const Tokens& tokens_;
  std::vector<bool> timed_;
  std::vector<Id> ids_;
  std::vector<bool> numeric_;
  TokenIndex begin_ = 0;
  TokenIndex end_ = 0;
  std::vector<Count> counts_;
};

}  // namespace

Result<CountFinder> CountFinder::load(const KnowledgeSource& source) {
  auto numbers = NumberReader::load(source);
  if (!numbers) return numbers.error();
  auto units = CountUnits::load(source);
  if (!units) return units.error();
  auto words = CountWords::load(source);
  if (!words) return words.error();
  return CountFinder(*std::move(numbers), *std::move(units), *std::move(words));
}

std::vector<Count> CountFinder::find(const Report&, const Parse& parse, const std::vector<Time>& times) const {
  return Counter(numbers_, units_, words_, parse, times).run();
}

}  // namespace sayso
