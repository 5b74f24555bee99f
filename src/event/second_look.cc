// The evidence of a candidate: how far above the threshold the judge saw it; for each candidate of its sentence that
// was accepted already, what that one is and the way through the tree between them; whether its words and its kind were
// told before, and how long ago; and whether a count hangs on it alone. Less likely ones do not count against it: else
// two words of one event could put each other out.
#include "event/second_look.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "event/clause.h"
#include "event/surroundings.h"

namespace sayso {
namespace {

constexpr int kDoubt = 900;  // below the threshold, in thousandths
constexpr size_t kWay = 3;   // longest way through the tree, up or down, that is told

// "harm", or the family of the kind.
std::string_view sort_of(const Kinds& kinds, const Judged& j) {
  if (!j.candidate.rule->harm.empty()) return "harm";
  const Kind* kind = kinds.find(j.kind);
  return kind == nullptr ? std::string_view("?") : std::string_view(kind->family);
}

class SecondLook {
 public:
  SecondLook(const EventContext& c, const Kinds& kinds, const std::vector<Judged>& all,
             const std::vector<size_t>& asked, int threshold)
      : c_(c), parse_(c.parse), kinds_(kinds), all_(all), asked_(asked), threshold_(threshold) {
    for (size_t i = 0; i < asked_.size(); ++i) {
      const Judged& j = all_[asked_[i]];
      sentence_.push_back(parse_.tokens().sentence_of(j.candidate.head));
      places_.push_back(own_place(j.candidate.head));
      firm_ += is_firm(i);
    }
    accepted_.assign(asked_.size(), 0);
  }

  // Sentence by sentence, the likeliest first.
  std::vector<size_t> order() const {
    std::vector<size_t> out(asked_.size());
    for (size_t i = 0; i < out.size(); ++i) out[i] = i;
    std::stable_sort(out.begin(), out.end(), [&](size_t a, size_t b) {
      return sentence_[a] != sentence_[b] ? sentence_[a] < sentence_[b] : at(a).score > at(b).score;
    });
    return out;
  }
  void accept(size_t i) {
    accepted_[i] = 1;
    newly_.push_back(i);
  }

  // To be called in that order.
  void add_to(Evidence& out, size_t i) {
    remember_before(i);
    const Judged& me = all_[asked_[i]];
    const TokenIndex head = me.candidate.head;
    const Word& w = parse_[head];
    const std::string_view sort = sort_of(kinds_, me);
    const std::string_view form = name(me.candidate.word_class);
    const int level = std::clamp((me.score - threshold_) / 250, -4, 16);
    const int coarse = std::clamp((me.score - threshold_ + 1000) / 1000, 0, 5);
    const bool counted = has_count(head);
    out.add("always");
    out.add("level=", level);
    out.add("level=", coarse, "/", sort);
    out.add("level=", coarse, "/", form);
    out.add("level=", coarse, " firm=", few(static_cast<int64_t>(firm_)));
    out.add("kind=", me.kind);
    out.add("kind=", me.kind, "/", form);
    out.add("words=", me.candidate.pattern);
    out.add("relation=", name(w.relation), "/", sort);
    out.add("counted=", counted, "/", sort);
    out.add("counted=", counted, "/", sort, "/", coarse);
    around(out, i, sort, form, coarse, counted);
    before(out, i, sort, form, coarse, counted);
  }

 private:
  const Judged& at(size_t i) const { return all_[asked_[i]]; }
  bool is_firm(size_t i) const { return at(i).score >= threshold_; }

  // A number that counts what the word befell, and hangs on it or on its nearest noun.
  bool has_count(TokenIndex head) const {
    auto toll = [&](TokenIndex i) {
      const Count* count = c_.mentions.count_at(i);
      return count != nullptr && !count->no_toll;
    };
    if (toll(head)) return true;
    for (TokenIndex child : parse_.children(head))
      if (toll(child)) return true;
    const TokenIndex up = parse_.head(head);
    return up != kNoToken && parse_[head].upos != Upos::VERB && toll(up);
  }

  // The place that hangs on a word or on what it befell: "burned homes in Bunia".
  const Place* own_place(TokenIndex head) const {
    const auto below = [&](TokenIndex above) -> const Place* {
      for (TokenIndex c : parse_.children(above)) {
        const Relation r = parse_[c].relation;
        if (c < above || (r != Relation::obl && r != Relation::nmod && r != Relation::obj)) continue;
        const Place* place = c_.mentions.place_at(c);
        if (place != nullptr && !place->metonym && !place->demonym) return place;
      }
      return nullptr;
    };
    if (const Place* place = below(head); place != nullptr) return place;
    const TokenIndex object = parse_.child(head, Relation::obj);
    return object == kNoToken ? nullptr : below(object);
  }

  // "Shelled Goma and burned homes in Bunia": each has a place of its own.
  std::string_view places_of(size_t other, size_t me) const {
    const Place *theirs = places_[other], *mine = places_[me];
    if (mine == nullptr) return theirs == nullptr ? "none" : "theirs";
    if (theirs == nullptr) return "mine";
    return theirs->name == mine->name && theirs->country == mine->country ? "one" : "two";
  }

  // Whether each has an object: "killed nine and burned homes".
  std::string_view objects_of(TokenIndex other, TokenIndex me) const {
    const bool theirs = parse_.child(other, Relation::obj) != kNoToken,
               mine = parse_.child(me, Relation::obj) != kNoToken;
    return theirs ? (mine ? "two" : "theirs") : mine ? "mine" : "none";
  }

  void add_step(TokenIndex i, std::string& out) const {
    const Word& w = parse_[i];
    out += name(w.relation);
    if (w.relation == Relation::obl || w.relation == Relation::nmod || w.relation == Relation::advcl) {
      out += ':';
      out += preposition(parse_, i);
    }
  }

  // From one word to another: "up nsubj", "down obl:in", "up conj down obj"; "far" where the way is long.
  std::string way(TokenIndex from, TokenIndex to) const {
    const std::optional<TreeWay> found = TreeWay::between(parse_, from, to, kWay);
    if (!found) return "far";
    std::string out;
    for (TokenIndex i : found->up()) {
      out += out.empty() ? "up " : " <";
      add_step(i, out);
    }
    if (!out.empty() && !found->down().empty()) out += ' ';
    std::string_view joint = "down ";
    for (TokenIndex i : found->down()) {
      out += std::exchange(joint, ">");
      add_step(i, out);
    }
    return out;
  }

  void around(Evidence& out, size_t i, std::string_view sort, std::string_view form, int coarse, bool counted) const {
    const Judged& me = at(i);
    size_t earlier = 0, later = 0, open = 0;
    const auto [first, last] = std::equal_range(sentence_.begin(), sentence_.end(), sentence_[i]);
    for (auto here = first; here != last; ++here) {
      const auto o = static_cast<size_t>(here - sentence_.begin());
      if (o == i) continue;
      const Judged& other = at(o);
      open += is_firm(o) && other.score < me.score;
      if (!accepted_[o]) continue;
      const bool first = other.candidate.head < me.candidate.head;
      ++(first ? earlier : later);
      const std::string_view side = first ? " before" : " behind";
      const std::string path = way(me.candidate.head, other.candidate.head);
      const std::string_view of = sort_of(kinds_, other);
      const std::string pair = std::string(of) + ">" + std::string(sort);
      const std::string_view other_form = name(other.candidate.word_class);
      out.add("by ", path);
      out.add("by ", path, "/", pair);
      out.add("by ", path, "/", pair, "/", form);
      out.add("by ", path, "/", pair, "/", counted);
      out.add("by ", path, "/", other.kind, ">", me.kind);
      out.add("by ", path, "/", form, "/", other_form);
      out.add("with ", pair, side);
      out.add("with ", other.kind, ">", me.kind);
      out.add("with ", other.kind, ">", me.kind, "/", form);
      out.add("with ", pair, side, " apart=", few(std::abs(other.candidate.head - me.candidate.head) / 2));
      out.add("with words=", other.candidate.pattern, ">", me.candidate.pattern);
      out.add("with count=", has_count(other.candidate.head), ">", counted, "/", pair);
      const std::string_view places = places_of(o, i);
      out.add("with places=", places, "/", pair);
      out.add("by ", path, " places=", places);
      out.add("by ", path, " objects=", objects_of(other.candidate.head, me.candidate.head), "/", pair);
    }
    out.add("around=", few(static_cast<int64_t>(earlier)), ",", few(static_cast<int64_t>(later)));
    out.add("around=", few(static_cast<int64_t>(earlier)), ",", few(static_cast<int64_t>(later)), "/", coarse);
    out.add("open=", few(static_cast<int64_t>(open)), "/", sort);
    if (earlier + later == 0) out.add("first/", sort, "/", coarse);
  }

  // What was told before of the same words, the same kind, the same sort.
  void before(Evidence& out, size_t i, std::string_view sort, std::string_view form, int coarse, bool counted) const {
    const Judged& me = at(i);
    const std::string& lemma = parse_[me.candidate.head].lemma;
    std::string_view definite = "a";
    for (TokenIndex child : parse_.children(me.candidate.head))
      if (parse_[child].relation == Relation::det && parse_[child].lemma != "a" && parse_[child].lemma != "an" &&
          parse_[child].lemma != "no")
        definite = "the";
    const auto told = [](const Told::Map& of, std::string_view what) {
      const auto found = of.find(what);
      return found == of.end() ? Told{} : found->second;
    };
    const auto apart = [&](const Told& t) { return t.times == 0 ? size_t{99} : sentence_[i] - t.sentence; };
    const Told of_kind = told(kinds_told_, me.kind), of_sort = told(sorts_told_, sort);
    const size_t kinds = of_kind.times, sorts = of_sort.times;
    const size_t same_word = apart(told(words_told_, lemma)), same_kind = apart(of_kind), same_sort = apart(of_sort);
    auto since = [](size_t n) { return n == 99 ? std::string_view("never") : few(static_cast<int64_t>(n)); };
    out.add("word told=", since(same_word));
    out.add("word told=", since(same_word), "/", definite, "/", form);
    out.add("word told=", since(same_word), "/", sort, "/", counted);
    out.add("kind told=", since(same_kind), "/", definite, "/", form);
    out.add("kind told=", since(same_kind), "/", me.kind);
    out.add("sort told=", since(same_sort), "/", definite, "/", sort);
    out.add("sort told=", since(same_sort), "/", sort, "/", counted);
    out.add("kinds told=", few(static_cast<int64_t>(kinds)), "/", sort, "/", coarse);
    out.add("sorts told=", few(static_cast<int64_t>(sorts)), "/", definite);
    out.add("at=", few(static_cast<int64_t>(sentence_[i])), "/", coarse);
  }

  // How often events of a word, a kind, a sort were accepted, and in which sentence at last.
  struct Told {
    size_t times = 0, sentence = 0;
    using Map = std::unordered_map<std::string_view, Told>;
  };
  // What was accepted in the sentences before that of i.
  void remember_before(size_t i) {
    if (newly_.empty() || sentence_[newly_.front()] == sentence_[i]) return;
    for (size_t o : newly_) {
      const auto add = [&](Told::Map& of, std::string_view what) {
        Told& told = of[what];
        ++told.times;
        told.sentence = sentence_[o];
      };
      add(words_told_, parse_[at(o).candidate.head].lemma);
      add(kinds_told_, at(o).kind);
      add(sorts_told_, sort_of(kinds_, at(o)));
    }
    newly_.clear();
  }

  const EventContext& c_;
  const Parse& parse_;
  const Kinds& kinds_;
  const std::vector<Judged>& all_;
  const std::vector<size_t>& asked_;
  const int threshold_;
  std::vector<size_t> sentence_;      // of each that is asked
  std::vector<const Place*> places_;  // of each, its own; nullptr for none
  std::vector<char> accepted_;
  std::vector<size_t> newly_;  // of these, those of the sentence at hand
  Told::Map words_told_, kinds_told_, sorts_told_;
  size_t firm_ = 0;
};

}  // namespace

std::vector<size_t> candidates_for_second_look(const EventContext& context, const std::vector<Judged>& all,
                                               int threshold) {
  std::vector<size_t> order(all.size());
  for (size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return all[a].score > all[b].score; });
  std::vector<char> taken(static_cast<size_t>(context.parse.size()), 0);
  std::vector<size_t> chosen;
  for (size_t k : order) {
    const TokenRange& t = all[k].candidate.trigger;
    if (all[k].score < threshold - kDoubt) break;
    bool free = true;
    for (TokenIndex i = t.begin; i < t.end; ++i) free = free && !taken[static_cast<size_t>(i)];
    if (!free) continue;
    for (TokenIndex i = t.begin; i < t.end; ++i) taken[static_cast<size_t>(i)] = 1;
    chosen.push_back(k);
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

void second_look(const EventContext& context, const Kinds& kinds, const std::vector<Judged>& all,
                 const std::vector<size_t>& asked, int threshold, bool named,
                 const std::function<bool(size_t, const Evidence&)>& accept) {
  SecondLook look(context, kinds, all, asked, threshold);
  Evidence evidence(named);
  for (size_t i : look.order()) {
    evidence.clear();
    look.add_to(evidence, i);
    if (accept(i, evidence)) look.accept(i);
  }
}

}  // namespace sayso
