#include "event/judge.h"

#include <algorithm>
#include <functional>

#include "base/text_util.h"
#include "event/clause.h"

namespace sayso {
namespace {

std::string_view bucket(size_t n) {
  return n == 0 ? "0" : n == 1 ? "1" : n <= 3 ? "2-3" : n <= 7 ? "4-7" : n <= 15 ? "8-15" : "16+";
}

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
    const std::vector<Sentence>& sentences = parse_.tokens().sentences;
    sentences_.resize(sentences.size());
    std::unordered_map<std::string_view, size_t> words_seen, kinds_seen;
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
      OfSentence& here = sentences_[parse_.tokens().sentence_of(candidate.head)];
      if (here.begin == here.end) here.begin = k;
      here.end = k + 1;
    }
    for (size_t s = 0; s < sentences.size(); ++s) {
      describe(sentences_[s], sentences[s].tokens);
      all_off_topic_ += sentences_[s].off_topic;
    }
    if (const auto today = c_.report.today())
      for (const Time& t : c_.mentions.times)
        if (is_history(t, *today)) sentences_[parse_.tokens().sentence_of(t.tokens.begin)].old = true;
    while (first_paragraph_ < sentences.size() &&
           c_.report.blocks[sentences[first_paragraph_].block].role != BlockRole::paragraph)
      ++first_paragraph_;
  }

  // Adds the evidence of candidate k.
  void add_to(Evidence& out, size_t k) {
    out_ = &out;
    at_ = k;
    const Judged& j = all_[k];
    const EventCandidate& cand = j.candidate;
    TokenIndex h = cand.head;
    const Word& w = parse_[h];
    size_t s = parse_.tokens().sentence_of(h);
    const Sentence& sentence = parse_.tokens().sentences[s];
    const Block& block = c_.report.blocks[sentence.block];
    const Piece kind = j.kind, rule = cand.rule->id, words = cand.pattern;
    const Piece relation = name(w.relation), tag = name(w.upos), head = lemma_of(w.head);
    const Piece strength = cand.weak ? "weak" : "strong";
    const Piece before = neighbor(h, sentence.tokens, -1), after = neighbor(cand.trigger.end - 1, sentence.tokens, +1);

    add("bias");
    add("rule=", rule);
    add("kind=", kind);
    add("words=", words);
    add("words=", words, "/", kind);
    add("form=", Piece::lower(parse_.tokens().words(cand.trigger)));
    add(strength);
    add(strength, "/", relation);
    add("tag=", tag);
    add("xpos=", w.xpos);
    add("rule+tag=", rule, "/", tag);
    add("relation=", relation);
    add("tag+relation=", tag, "/", relation);
    add("rule+relation=", rule, "/", relation);
    add("words+relation=", words, "/", relation);
    add("head=", head);
    add("head+relation=", head, "/", relation);
    if (w.head != kNoToken) add("head-tag=", name(parse_[w.head].upos), "/", relation);
    add("before=", before);
    add("after=", after);
    add("before2=", neighbor(h, sentence.tokens, -2), "_", before);
    add("after2=", after, "_", neighbor(cand.trigger.end - 1, sentence.tokens, 2));
    add("words+before=", words, "/", before);
    add("words+after=", words, "/", after);
    add("block=", name(block.role));
    if (sentence.tokens.begin == h) add("first");
    if (cand.often >= 0) {
      add("often=", cand.often);
      add("often=", cand.often, "/", tag);
      add("often=", cand.often, std::string_view(cand.pattern.front() == '~' ? "/class" : "/word"));
    }

    word_class("class", h, rule);
    if (w.head != kNoToken) word_class("head-class", w.head, relation);
    if (h > sentence.tokens.begin) word_class("before-class", h - 1, "");
    if (cand.trigger.end < sentence.tokens.end) word_class("after-class", cand.trigger.end, "");

    children(h, cand);
    clause(h);
    window(cand, sentence);
    counts(h, cand, sentence);
    tags(cand, j.kind, sentences_[s]);
    repeats(k, s);
    document(s);
  }

 private:
  // What every candidate of a sentence shares.
  struct OfSentence {
    size_t begin = 0, end = 0;                        // the candidates in it
    size_t off_topic = 0;                             // words of sport, money, weather ...
    bool old = false;                                 // about years long past: history, whatever it tells of
    bool place = false, time = false, actor = false;  // names one
    std::vector<TokenIndex> background;               // words that put what they govern into the past of the story
    // The words that the tagger holds most likely to name an event, the likeliest first: one more than a trigger has.
    std::vector<std::pair<int, TokenIndex>> likeliest;
  };

  void describe(OfSentence& out, TokenRange tokens) const {
    for (TokenIndex i = tokens.begin; i < tokens.end; ++i)
      if (words_.topics.contains(ascii_lower(parse_.word(i)))) ++out.off_topic;
    if (out.begin == out.end) return;
    for (TokenIndex i = tokens.begin; i < tokens.end; ++i) {
      if (const Place* p = c_.mentions.place_at(i)) out.place = out.place || (!p->metonym && !p->demonym);
      out.time = out.time || c_.mentions.time_at(i) != nullptr;
      if (const Actor* a = c_.mentions.actor_at(i)) out.actor = out.actor || a->role == ActorRole::belligerent;
      if (words_.background.contains(parse_[i].lemma)) out.background.push_back(i);
    }
    constexpr size_t kLikeliest = 9;
    if (c_.tags.empty()) return;
    for (TokenIndex i = tokens.begin; i < tokens.end; ++i) {
      const int score = c_.tags.event(i);
      if (out.likeliest.size() == kLikeliest && score <= out.likeliest.back().first) continue;
      if (out.likeliest.size() == kLikeliest) out.likeliest.pop_back();
      auto at = std::find_if(out.likeliest.begin(), out.likeliest.end(), [&](auto& l) { return l.first < score; });
      out.likeliest.insert(at, {score, i});
    }
  }

  void add(Piece a, Piece b = {}, Piece c = {}, Piece d = {}, Piece e = {}) { out_->add(a, b, c, d, e); }

  // The class of words that token i is used like, so that what is learned of "gunmen" holds for "militiamen".
  void word_class(Piece role, TokenIndex i, Piece with) {
    const Word& w = parse_[i];
    if (w.word_class == 0) return;
    add(role, "=", w.word_class);
    add(role, "~", w.coarse_class, "/", with);
  }

  Piece lemma_of(TokenIndex i) const { return i == kNoToken ? Piece("-") : Piece::lower(parse_[i].lemma); }

  Piece neighbor(TokenIndex i, TokenRange in, int by) const {
    TokenIndex j = i + by;
    if (j < in.begin) return "<";
    if (j >= in.end) return ">";
    if (parse_[j].upos == Upos::NUM) return "#";
    if (parse_[j].upos == Upos::PROPN) return c_.mentions.place_at(j) != nullptr ? "Place" : "Name";
    return lemma_of(j);
  }

  void children(TokenIndex h, const EventCandidate& cand) {
    bool determined = false;
    for (TokenIndex c : parse_.children(h)) {
      const Word& w = parse_[c];
      if (cand.trigger.contains(c) && c != h && w.upos != Upos::DET) continue;
      switch (w.relation) {
        case Relation::det:
          add("det=", lemma_of(c));
          determined = true;
          break;
        case Relation::amod:
        case Relation::compound:
        case Relation::advmod:
          add(name(w.relation), "=", lemma_of(c));
          if (c_.mentions.place_at(c) != nullptr) add(name(w.relation), "=Place");
          break;
        case Relation::aux:
          add("aux=", lemma_of(c));
          break;
        case Relation::mark:
          add("mark=", lemma_of(c));
          break;
        case Relation::nmod:
        case Relation::obl:
          add(name(w.relation), "=", preposition(parse_, c));
          add("object=", lemma_of(c));
          word_class("modifier-class", c, preposition(parse_, c));
          break;
        case Relation::nsubj:
        case Relation::nsubj_pass:
          add("subject=", lemma_of(c));
          word_class("subject-class", c, name(w.relation));
          if (c_.mentions.actor_at(c) != nullptr)
            add("subject=Actor/", cand.rule->kind);
          else
            add("subject=thing/", cand.rule->kind);
          break;
        case Relation::obj:
          add("object=", lemma_of(c));
          word_class("object-class", c, "");
          if (const Actor* a = c_.mentions.actor_at(c))
            add(a->people ? "object=people/" : "object=Actor/", cand.rule->id);
          else if (c_.mentions.place_at(c) != nullptr)
            add("object=place/", cand.rule->id);
          else
            add("object=thing/", cand.rule->id);
          break;
        default:
          add("child=", name(w.relation));
          break;
      }
    }
    if (!determined && parse_[h].upos == Upos::NOUN) add("det=none");
    TokenIndex s = deep_subject(parse_, h), o = deep_object(parse_, h);
    if (cand.word_class == WordClass::verb) {
      add(is_passive(parse_, h) ? Piece("passive") : Piece("active"));
      if (s != kNoToken)
        if (const Actor* a = c_.mentions.actor_at(s)) add("by=", name(a->role), "/", cand.rule->id);
      if (o != kNoToken)
        if (const Actor* a = c_.mentions.actor_at(o)) add(a->people ? "on=people/" : "on=body/", cand.rule->id);
      if (s == kNoToken && o == kNoToken) add("bare");
    }
  }

  // The words of weight around it, wherever in the tree they hang.
  void window(const EventCandidate& cand, const Sentence& sentence) {
    constexpr TokenIndex kReach = 6;
    const TokenIndex first = std::max(sentence.tokens.begin, cand.trigger.begin - kReach);
    const TokenIndex last = std::min(sentence.tokens.end, cand.trigger.end + kReach);
    for (TokenIndex i = first; i < last; ++i) {
      const Word& w = parse_[i];
      if (cand.trigger.contains(i) || (w.upos != Upos::NOUN && w.upos != Upos::VERB && w.upos != Upos::ADJ)) continue;
      add("near=", lemma_of(i));
      if (w.coarse_class != 0) add("near~", w.coarse_class, "/", Piece(cand.rule->kind));
    }
  }

  void clause(TokenIndex h) {
    TokenIndex p = predicate_of(parse_, h);
    if (p != h) {
      add("clause=", lemma_of(p));
      const OfSentence& here = sentences_[parse_.tokens().sentence_of(h)];
      for (size_t i = here.begin; i < here.end; ++i)
        if (all_[i].candidate.head == p) {
          add("clause-event=", all_[i].kind, "/", name(parse_[h].relation));
          break;
        }
    }
    TokenIndex above = p;
    for (int step = 0; step < 3 && above != kNoToken; ++step) {
      for (TokenIndex c : parse_.children(above)) {
        const Word& w = parse_[c];
        if (w.relation == Relation::aux && (words_.future.contains(w.lemma) || words_.possible.contains(w.lemma)))
          add("modal=", w.lemma, step > 0 ? "/above" : "");
        if (w.relation == Relation::mark && w.lemma == "if") add("if");
        if (w.relation == Relation::advmod && (w.lemma == "not" || w.lemma == "never" || w.lemma == "n't"))
          add("not", step);
      }
      if (step > 0) add("above=", lemma_of(above));
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
    const Piece where = near ? "near" : in_sentence ? "sentence" : "none";
    add("count=", where);
    add("count=", where, "/", cand.rule->id);
    if (const Count* own = c_.mentions.count_at(h)) {
      add("counted=", own->bare_noun ? "bare" : own->no_toll ? "not" : std::string_view(cand.rule->id));
    }
  }

  // What the tagger says of it, of its kind, and of the rest of its sentence.
  void tags(const EventCandidate& cand, const std::string& kind, const OfSentence& here) {
    if (c_.tags.empty()) return;
    const int level = EventTags::level(c_.tags.event(cand.trigger)), best = c_.tags.best_kind(cand.trigger);
    add("tag=", level);
    add("tag=", level, "/", cand.weak ? "weak" : "strong");
    add("tag=", level, cand.often >= 0 ? "/learned" : "/rule");
    for (int above = -10; above <= level; above += 2) add("tag>", above);
    add("tag same=", best >= 0 && c_.tags.kind_name(best) == kind, "/", level / 2);
    if (const int of = c_.tags.kind(kind); of >= 0) {
      const int most = c_.tags.kind(cand.trigger, of);
      add("tag kind=", EventTags::level(most));
      add("tag kind=", EventTags::level(most), "/", kind);
    }
    // The likeliest word beside it.
    int rival = EventTags::kNone;
    for (auto [score, i] : here.likeliest)
      if (!cand.trigger.contains(i)) {
        rival = score;
        break;
      }
    add("tag rival=", EventTags::level(rival) / 2, "/", level / 2);
  }

  // Has it been told before? `k` is the candidate, `s` its sentence.
  void repeats(size_t k, size_t s) {
    const Judged& me = all_[k];
    size_t in_sentence = 0, in_sentence_before = 0;
    bool other_kind_after = false;
    for (size_t i = sentences_[s].begin; i < sentences_[s].end; ++i) {
      if (i == k) continue;
      const Judged& other = all_[i];
      if (other.candidate.head == me.candidate.head) {
        add("rival=", other.kind, "/", me.kind);
        continue;
      }
      if (other.candidate.weak) continue;
      bool before = other.candidate.head < me.candidate.head;
      ++in_sentence;
      if (before) ++in_sentence_before;
      if (!before && other.kind != me.kind) other_kind_after = true;
      if (parse_.head(other.candidate.head) == me.candidate.head)
        add("governs=", other.kind, "/", name(parse_[other.candidate.head].relation));
    }
    const Piece same_words = bucket(same_words_[k]), same_kind = bucket(same_kind_[k]);
    add("same-words=", same_words);
    add("same-words=", same_words, "/", me.candidate.rule->id);
    add("same-kind=", same_kind);
    add("in-sentence=", bucket(in_sentence));
    add("in-sentence-before=", bucket(in_sentence_before));
    if (other_kind_after) add("other-after");
    bool the = false;
    for (TokenIndex c : parse_.children(me.candidate.head))
      the = the || (parse_[c].relation == Relation::det &&
                    (parse_[c].lemma == "the" || parse_[c].lemma == "this" || parse_[c].lemma == "that"));
    if (the) add("the/same-words=", same_words);
    if (the) add("the/same-kind=", same_kind);
  }

  void document(size_t s) {
    const OfSentence& here = sentences_[s];
    const EventCandidate& cand = all_[at_].candidate;
    const Piece strength = cand.weak ? "weak" : "strong";
    const size_t words = static_cast<size_t>(parse_.size());
    auto share = [&](size_t n, size_t of) { return bucket(words == 0 ? 0 : n * of / words); };
    const Piece armed = share(combatants_, 200),
                elsewhere = share(all_off_topic_ == 1 ? 0 : all_off_topic_, 200);  // one word is no topic
    const Piece elsewhere_here = bucket(here.off_topic);
    add("density=", share(strong_, 100));
    add("armed=", armed);
    add("other-topic=", elsewhere);
    add("other-topic=", elsewhere, "/armed=", armed);
    add("other-topic=", elsewhere, "/", strength);
    add("other-topic-here=", elsewhere_here);
    add("other-topic-here=", elsewhere_here, "/", all_[at_].kind);
    add("armed=", armed, "/", strength);
    add("armed=", armed, "/", cand.rule->id);
    add(here.old ? Piece("old") : Piece("new"));
    auto mark = [](bool named, std::string_view letter) { return Piece(named ? letter : "-"); };
    add("sentence=", mark(here.place, "P"), mark(here.time, "T"), mark(here.actor, "A"));
    add("at=", bucket(s < first_paragraph_ ? 0 : s - first_paragraph_));
    if (sentences_.size() - s <= 2) add("at=end");
    for (TokenIndex i : here.background) add("background=", parse_[i].lemma);
  }

  const EventContext& c_;
  const Parse& parse_;
  const EventWords& words_;
  const std::vector<Judged>& all_;
  std::vector<OfSentence> sentences_;
  size_t first_paragraph_ = 0;                  // the first sentence of one
  std::vector<size_t> same_words_, same_kind_;  // how many such candidates stand before
  size_t strong_ = 0;                           // candidates of words that seldom mean something else
  size_t all_off_topic_ = 0;
  size_t combatants_ = 0;  // mentions of soldiers, fighters, armed groups
  // In hand:
  size_t at_ = 0;
  Evidence* out_ = nullptr;
};

}  // namespace

void judge_features(const EventContext& context, const EventWords& words, const std::vector<Judged>& candidates,
                    bool named, const std::function<void(size_t, const Evidence&)>& take) {
  Features features(context, words, candidates);
  Evidence evidence(named);
  for (size_t k = 0; k < candidates.size(); ++k) {
    evidence.clear();
    features.add_to(evidence, k);
    take(k, evidence);
  }
}

int threshold_for(std::vector<int> best, int threshold) {
  constexpr int kConvincing = 900;  // the mean of the best three where a report is on a conflict
  constexpr size_t kBest = 3;
  constexpr int kSure = 4000;
  if (best.empty()) return threshold;
  std::sort(best.begin(), best.end(), std::greater<>());
  if (best.size() > kBest) best.resize(kBest);
  int sum = 0;
  for (int score : best) sum += std::min(score, kSure);
  return threshold + std::max(0, kConvincing - sum / static_cast<int>(best.size()));
}

namespace {

// "Rebels killed nine people"
bool counts_victims(const EventContext& context, const Kinds& kinds, const EventCandidate& candidate) {
  const Kind* kind = kinds.find(candidate.rule->kind);
  if (kind == nullptr || kind->harm.empty() || candidate.word_class != WordClass::verb) return false;
  const TokenIndex doer = deep_subject(context.parse, candidate.head),
                   victims = deep_object(context.parse, candidate.head);
  if (doer == kNoToken || victims == kNoToken) return false;
  const Actor* who = context.mentions.actor_at(doer);
  if (who == nullptr || who->role != ActorRole::belligerent) return false;
  return std::any_of(context.mentions.counts.begin(), context.mentions.counts.end(),
                     [&](const Count& c) { return c.unit == victims && c.value; });
}

}  // namespace

int threshold_for(const EventContext& context, const Kinds& kinds, const std::vector<Judged>& all, int threshold) {
  const Parse& parse = context.parse;
  constexpr size_t kShort = 3;  // sentences: of what is longer more than one tells what it is on
  if (parse.tokens().sentences.size() <= kShort &&
      std::any_of(all.begin(), all.end(), [&](const Judged& j) { return counts_victims(context, kinds, j.candidate); }))
    return threshold;
  std::vector<int> best;
  size_t last = static_cast<size_t>(-1);
  for (const Judged& j : all) {
    if (j.candidate.often >= 0) continue;
    const size_t sentence = parse.tokens().sentence_of(j.candidate.head);
    if (sentence != last)
      best.push_back(j.score);
    else
      best.back() = std::max(best.back(), j.score);
    last = sentence;
  }
  return threshold_for(std::move(best), threshold);
}

Result<Judge> Judge::load(const KnowledgeSource& source, const std::string& file) {
  auto weights = EvidenceWeights::load(source, file);
  if (!weights) return weights.error();
  return Judge(*std::move(weights));
}

}  // namespace sayso
