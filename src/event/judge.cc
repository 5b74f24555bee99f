#include "event/judge.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>

#include "base/text_util.h"
#include "event/clause.h"

namespace sayso {
namespace {

std::string bucket(size_t n) {
  return n == 0 ? "0" : n == 1 ? "1" : n <= 3 ? "2-3" : n <= 7 ? "4-7" : n <= 15 ? "8-15" : "16+";
}

std::string lemma_of(const Parse& parse, TokenIndex i) { return i == kNoToken ? "-" : ascii_lower(parse[i].lemma); }

// Days that ended long before the report, or a state that has lasted since ("since 1994").
bool is_history(const Time& t, Day published) {
  constexpr std::chrono::days kOld{200}, kLasting{500};
  if (t.days.last && *t.days.last + kOld < published) return true;
  return t.days.first && *t.days.first + kLasting < published;
}

class Features {
 public:
  Features(const EventContext& c, const EventWords& words, const std::vector<Judged>& all)
      : c_(c), parse_(c.parse), words_(words), all_(all) {
    for (const Actor& a : c_.mentions.actors) combatants_ += a.combatants || a.role == ActorRole::belligerent ? 1 : 0;
    off_topic_.resize(parse_.tokens().sentences.size(), 0);
    for (size_t i = 0; i < parse_.tokens().sentences.size(); ++i) {
      TokenRange range = parse_.tokens().sentences[i].tokens;
      for (TokenIndex t = range.begin; t < range.end; ++t)
        if (words_.topics.contains(ascii_lower(parse_.word(t)))) ++off_topic_[i];
      all_off_topic_ += off_topic_[i];
    }
    by_sentence_.resize(parse_.tokens().sentences.size());
    std::unordered_map<std::string, size_t> words_seen, kinds_seen;
    for (size_t k = 0; k < all_.size(); ++k) {
      const EventCandidate& candidate = all_[k].candidate;
      if (!candidate.weak) ++strong_;
      same_words_.push_back(words_seen[candidate.pattern]);
      same_kind_.push_back(kinds_seen[all_[k].kind]);
      // Rivals on one word are no repetition of each other: what a head adds is counted when it is left behind.
      if (k + 1 == all_.size() || all_[k + 1].candidate.head != candidate.head) {
        for (size_t i = k + 1; i-- > 0 && all_[i].candidate.head == candidate.head;) {
          ++words_seen[all_[i].candidate.pattern];
          ++kinds_seen[all_[i].kind];
        }
      }
      auto& [begin, end] = by_sentence_[parse_.tokens().sentence_of(candidate.head)];
      if (begin == end) begin = k;
      end = k + 1;
    }
    // A sentence about years long past is history, whatever it tells of.
    old_.resize(parse_.tokens().sentences.size(), false);
    if (c_.report.published)
      for (const Time& t : c_.mentions.times)
        if (is_history(t, c_.report.published->day)) old_[parse_.tokens().sentence_of(t.tokens.begin)] = true;
  }

  std::vector<std::string> of(size_t k) {
    out_.clear();
    at_ = k;
    const Judged& j = all_[k];
    const EventCandidate& cand = j.candidate;
    TokenIndex h = cand.head;
    const Word& w = parse_[h];
    size_t s = parse_.tokens().sentence_of(h);
    const Sentence& sentence = parse_.tokens().sentences[s];
    const Block& block = c_.report.blocks[sentence.block];
    const std::string kind = j.kind, rule = cand.rule->id;
    const std::string relation(name(w.relation)), tag(name(w.upos));

    add("bias");
    add("rule=" + rule);
    add("kind=" + kind);
    add("words=" + cand.pattern);
    add("words=" + cand.pattern + "/" + kind);
    add("form=" + ascii_lower(parse_.tokens().words(cand.trigger)));
    add(cand.weak ? "weak" : "strong");
    add((cand.weak ? "weak/" : "strong/") + relation);
    add("tag=" + tag);
    add("xpos=" + std::string(w.xpos));
    add("rule+tag=" + rule + "/" + tag);
    add("relation=" + relation);
    add("tag+relation=" + tag + "/" + relation);
    add("rule+relation=" + rule + "/" + relation);
    add("words+relation=" + cand.pattern + "/" + relation);
    add("head=" + lemma_of(parse_, w.head));
    add("head+relation=" + lemma_of(parse_, w.head) + "/" + relation);
    if (w.head != kNoToken) add("head-tag=" + std::string(name(parse_[w.head].upos)) + "/" + relation);
    add("before=" + neighbor(h, sentence.tokens, -1));
    add("after=" + neighbor(cand.trigger.end - 1, sentence.tokens, +1));
    add("before2=" + neighbor(h, sentence.tokens, -2) + "_" + neighbor(h, sentence.tokens, -1));
    add("after2=" + neighbor(cand.trigger.end - 1, sentence.tokens, 1) + "_" +
        neighbor(cand.trigger.end - 1, sentence.tokens, 2));
    add("words+before=" + cand.pattern + "/" + neighbor(h, sentence.tokens, -1));
    add("words+after=" + cand.pattern + "/" + neighbor(cand.trigger.end - 1, sentence.tokens, +1));
    add("block=" + std::string(name(block.role)));
    if (sentence.tokens.begin == h) add("first");

    word_class("class", h, rule);
    if (w.head != kNoToken) word_class("head-class", w.head, relation);
    if (h > sentence.tokens.begin) word_class("before-class", h - 1, "");
    if (cand.trigger.end < sentence.tokens.end) word_class("after-class", cand.trigger.end, "");

    children(h, cand);
    clause(h);
    counts(h, cand, sentence);
    repeats(k, s);
    document(s, sentence);
    return out_;
  }

 private:
  void add(std::string f) { out_.push_back(std::move(f)); }

  // The class of words that token i is used like, so that what is learned of "gunmen" holds for "militiamen".
  void word_class(const char* role, TokenIndex i, const std::string& with) {
    const Word& w = parse_[i];
    if (w.word_class == 0) return;
    add(std::string(role) + "=" + std::to_string(w.word_class));
    add(std::string(role) + "~" + std::to_string(w.coarse_class) + "/" + with);
  }

  std::string neighbor(TokenIndex i, TokenRange in, int by) const {
    TokenIndex j = i + by;
    if (j < in.begin) return "<";
    if (j >= in.end) return ">";
    if (parse_[j].upos == Upos::NUM) return "#";
    if (parse_[j].upos == Upos::PROPN) return c_.mentions.place_at(j) != nullptr ? "Place" : "Name";
    return lemma_of(parse_, j);
  }

  void children(TokenIndex h, const EventCandidate& cand) {
    bool determined = false;
    for (TokenIndex c : parse_.children(h)) {
      const Word& w = parse_[c];
      if (cand.trigger.contains(c) && c != h && w.upos != Upos::DET) continue;
      switch (w.relation) {
        case Relation::det:
          add("det=" + lemma_of(parse_, c));
          determined = true;
          break;
        case Relation::amod:
        case Relation::compound:
        case Relation::advmod:
          add(std::string(name(w.relation)) + "=" + lemma_of(parse_, c));
          if (c_.mentions.place_at(c) != nullptr) add(std::string(name(w.relation)) + "=Place");
          break;
        case Relation::aux:
          add("aux=" + lemma_of(parse_, c));
          break;
        case Relation::mark:
          add("mark=" + lemma_of(parse_, c));
          break;
        case Relation::nmod:
        case Relation::obl:
          add(std::string(name(w.relation)) + "=" + std::string(preposition(parse_, c)));
          add("object=" + lemma_of(parse_, c));
          word_class("modifier-class", c, std::string(preposition(parse_, c)));
          break;
        case Relation::nsubj:
        case Relation::nsubj_pass:
          add("subject=" + lemma_of(parse_, c));
          word_class("subject-class", c, std::string(name(w.relation)));
          if (c_.mentions.actor_at(c) != nullptr)
            add("subject=Actor/" + cand.rule->kind);
          else
            add("subject=thing/" + cand.rule->kind);
          break;
        case Relation::obj:
          add("object=" + lemma_of(parse_, c));
          word_class("object-class", c, "");
          if (const Actor* a = c_.mentions.actor_at(c))
            add(a->people ? "object=people/" + cand.rule->id : "object=Actor/" + cand.rule->id);
          else if (c_.mentions.place_at(c) != nullptr)
            add("object=place/" + cand.rule->id);
          else
            add("object=thing/" + cand.rule->id);
          break;
        default:
          add("child=" + std::string(name(w.relation)));
          break;
      }
    }
    if (!determined && parse_[h].upos == Upos::NOUN) add("det=none");
    TokenIndex s = deep_subject(parse_, h), o = deep_object(parse_, h);
    if (cand.word_class == WordClass::verb) {
      add(is_passive(parse_, h) ? "passive" : "active");
      if (s != kNoToken)
        if (const Actor* a = c_.mentions.actor_at(s)) add("by=" + std::string(name(a->role)) + "/" + cand.rule->id);
      if (o != kNoToken)
        if (const Actor* a = c_.mentions.actor_at(o))
          add(std::string("on=") + (a->people ? "people" : "body") + "/" + cand.rule->id);
      if (s == kNoToken && o == kNoToken) add("bare");
    }
  }

  void clause(TokenIndex h) {
    TokenIndex p = predicate_of(parse_, h);
    if (p != h) {
      add("clause=" + lemma_of(parse_, p));
      auto [begin, end] = by_sentence_[parse_.tokens().sentence_of(h)];
      for (size_t i = begin; i < end; ++i)
        if (all_[i].candidate.head == p) {
          add("clause-event=" + all_[i].kind + "/" + std::string(name(parse_[h].relation)));
          break;
        }
    }
    TokenIndex above = p;
    for (int step = 0; step < 3 && above != kNoToken; ++step) {
      for (TokenIndex c : parse_.children(above)) {
        const Word& w = parse_[c];
        if (w.relation == Relation::aux && (words_.future.contains(w.lemma) || words_.possible.contains(w.lemma)))
          add("modal=" + w.lemma + (step > 0 ? "/above" : ""));
        if (w.relation == Relation::mark && w.lemma == "if") add("if");
        if (w.relation == Relation::advmod && (w.lemma == "not" || w.lemma == "never" || w.lemma == "n't"))
          add("not" + std::to_string(step));
      }
      if (step > 0) add("above=" + lemma_of(parse_, above));
      above = parse_.head(above);
    }
  }

  void counts(TokenIndex h, const EventCandidate& cand, const Sentence& sentence) {
    bool in_sentence = false, near = false;
    for (TokenIndex i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      const Count* count = c_.mentions.count_at(i);
      if (count == nullptr || count->no_toll) continue;
      if (count->bare_noun) continue;
      in_sentence = true;
      TokenIndex t = count->unit == kNoToken ? count->number.end - 1 : count->unit;
      if (parse_.head(t) == h || (parse_.head(h) == t && cand.word_class != WordClass::noun) ||
          count->phrase.contains(h))
        near = true;
    }
    add(std::string("count=") + (near ? "near" : in_sentence ? "sentence" : "none"));
    add(std::string("count=") + (near ? "near/" : in_sentence ? "sentence/" : "none/") + cand.rule->id);
    if (const Count* own = c_.mentions.count_at(h)) {
      add(own->bare_noun ? "counted=bare" : own->no_toll ? "counted=not" : "counted=" + cand.rule->id);
    }
  }

  // Has it been told before? `k` is the candidate, `s` its sentence.
  void repeats(size_t k, size_t s) {
    const Judged& me = all_[k];
    size_t in_sentence = 0, in_sentence_before = 0;
    bool other_kind_after = false;
    for (size_t i = by_sentence_[s].first; i < by_sentence_[s].second; ++i) {
      if (i == k) continue;
      const Judged& other = all_[i];
      if (other.candidate.head == me.candidate.head) {
        add("rival=" + other.kind + "/" + me.kind);
        continue;
      }
      if (other.candidate.weak) continue;
      bool before = other.candidate.head < me.candidate.head;
      ++in_sentence;
      if (before) ++in_sentence_before;
      if (!before && other.kind != me.kind) other_kind_after = true;
      if (parse_.head(other.candidate.head) == me.candidate.head)
        add("governs=" + other.kind + "/" + std::string(name(parse_[other.candidate.head].relation)));
    }
    add("same-words=" + bucket(same_words_[k]));
    add("same-words=" + bucket(same_words_[k]) + "/" + me.candidate.rule->id);
    add("same-kind=" + bucket(same_kind_[k]));
    add("in-sentence=" + bucket(in_sentence));
    add("in-sentence-before=" + bucket(in_sentence_before));
    if (other_kind_after) add("other-after");
    bool the = false;
    for (TokenIndex c : parse_.children(me.candidate.head))
      the = the || (parse_[c].relation == Relation::det &&
                    (parse_[c].lemma == "the" || parse_[c].lemma == "this" || parse_[c].lemma == "that"));
    if (the) add("the/same-words=" + bucket(same_words_[k]));
    if (the) add("the/same-kind=" + bucket(same_kind_[k]));
  }

  void document(size_t s, const Sentence& sentence) {
    size_t words = static_cast<size_t>(parse_.size());
    size_t density = words == 0 ? 0 : strong_ * 100 / words;
    add("density=" + bucket(density));
    std::string armed = bucket(words == 0 ? 0 : combatants_ * 200 / words);
    add("armed=" + armed);
    std::string elsewhere = bucket(words == 0 ? 0 : all_off_topic_ * 200 / words);
    add("other-topic=" + elsewhere);
    add("other-topic=" + elsewhere + "/armed=" + armed);
    add("other-topic=" + elsewhere + "/" + std::string(all_[at_].candidate.weak ? "weak" : "strong"));
    add("other-topic-here=" + bucket(off_topic_[s]));
    add("other-topic-here=" + bucket(off_topic_[s]) + "/" + all_[at_].kind);
    add("armed=" + armed + "/" + std::string(all_[at_].candidate.weak ? "weak" : "strong"));
    add("armed=" + armed + "/" + all_[at_].candidate.rule->id);
    add(old_[s] ? "old" : "new");
    bool place = false, time = false, actor = false;
    for (TokenIndex i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      if (const Place* p = c_.mentions.place_at(i)) place = place || (!p->metonym && !p->demonym);
      time = time || c_.mentions.time_at(i) != nullptr;
      if (const Actor* a = c_.mentions.actor_at(i)) actor = actor || a->role == ActorRole::belligerent;
    }
    add(std::string("sentence=") + (place ? "P" : "-") + (time ? "T" : "-") + (actor ? "A" : "-"));
    size_t first = 0;
    for (const Sentence& other : parse_.tokens().sentences) {
      if (c_.report.blocks[other.block].role == BlockRole::paragraph) break;
      ++first;
    }
    add("at=" + bucket(s < first ? 0 : s - first));
    if (parse_.tokens().sentences.size() - s <= 2) add("at=end");
    for (TokenIndex i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
      if (words_.background.contains(parse_[i].lemma)) add("background=" + parse_[i].lemma);
  }

  const EventContext& c_;
  const Parse& parse_;
  const EventWords& words_;
  const std::vector<Judged>& all_;
  std::vector<bool> old_;                               // by sentence
  std::vector<std::pair<size_t, size_t>> by_sentence_;  // the candidates of each sentence
  std::vector<size_t> same_words_, same_kind_;          // how many such candidates stand before
  size_t strong_ = 0;                                   // candidates of words that seldom mean something else
  std::vector<size_t> off_topic_;                       // words of sport, money, weather ..., by sentence
  size_t all_off_topic_ = 0;
  size_t combatants_ = 0;  // mentions of soldiers, fighters, armed groups
  size_t at_ = 0;          // the candidate in hand
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::vector<std::string>> judge_features(const EventContext& context, const EventWords& words,
                                                     const std::vector<Judged>& candidates) {
  Features features(context, words, candidates);
  std::vector<std::vector<std::string>> out;
  out.reserve(candidates.size());
  for (size_t k = 0; k < candidates.size(); ++k) out.push_back(features.of(k));
  return out;
}

int threshold_for(std::vector<int> scores, int threshold) {
  constexpr size_t kBest = 3;
  if (scores.size() <= kBest) return threshold;  // an item of one sentence says too little to doubt it all
  constexpr int kConvincing = 1100;  // the mean of the three best where a report is on a conflict: docs/measurements.md
  std::sort(scores.begin(), scores.end(), std::greater<>());
  int sum = 0;
  for (size_t i = 0; i < kBest; ++i) sum += std::min(scores[i], 4000);
  int mean = sum / static_cast<int>(kBest);
  return threshold + std::max(0, kConvincing - mean);
}

Result<Judge> Judge::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, "events/weights.tsv", {"feature", "weight"});
  if (!rows) return rows.error();
  Judge judge;
  for (const TsvRow& row : *rows) {
    int weight = 0;
    auto [end, bad] = std::from_chars(row.cells[1].data(), row.cells[1].data() + row.cells[1].size(), weight);
    if (bad != std::errc() || end != row.cells[1].data() + row.cells[1].size())
      return Error{"events/weights.tsv", row.line, "the weight is no whole number",
                   "training anew with sayso-event-trainer"};
    if (row.cells[0] == "threshold")
      judge.threshold_ = weight;
    else
      judge.weights_.emplace(row.cells[0], weight);
  }
  return judge;
}

int Judge::score(const std::vector<std::string>& features) const {
  int sum = 0;
  for (const std::string& f : features)
    if (auto it = weights_.find(f); it != weights_.end()) sum += it->second;
  return sum;
}

std::vector<std::pair<std::string, int>> Judge::strongest(const std::vector<std::string>& features, size_t n) const {
  std::vector<std::pair<std::string, int>> out;
  for (const std::string& f : features)
    if (auto it = weights_.find(f); it != weights_.end()) out.emplace_back(f, it->second);
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
  if (out.size() > n) out.resize(n);
  return out;
}

}  // namespace sayso
