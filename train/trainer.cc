// The order of training: word classes from unlabelled text; the tagger; tags for the treebank by taggers that have not
// seen the sentence they tag, so that the parser learns from tags as good as those it will get; lemma rules; the
// parser.
#include "trainer.h"

#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "base/text_util.h"
#include "clusters.h"
#include "conllu.h"
#include "oracle.h"
#include "perceptron.h"
#include "syntax/facts.h"
#include "syntax/labels.h"
#include "syntax/lemmatizer.h"
#include "syntax/model_file.h"
#include "syntax/parser_features.h"
#include "syntax/penn.h"
#include "syntax/tagger_features.h"

namespace sayso::train {
namespace {

// Kept aside to judge news by; the model card names them.
constexpr std::string_view kDevDocuments[] = {"GUM_news_asylum", "GUM_news_defector", "GUM_news_homeopathic",
                                              "GUM_news_nasa", "GUM_news_warming"};
constexpr int kFolds = 5;
// What is left out of the finished weights, and their unit (Perceptron::average). The tagger's are fewer and smaller.
struct Packing {
  uint32_t least;
  double small, unit;
};
constexpr Packing kTagger{2, 0.1, 0.25};
constexpr Packing kParser{6, 0.3, 0.5};

std::string pack(const Perceptron& model, Packing packing, size_t classes) {
  return SparseWeights::write(model.average(packing.least, packing.small, packing.unit), classes);
}

// A small generator of our own: std::shuffle differs between libraries.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t below(uint64_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (state_ >> 33) % n;
  }
  template <typename T>
  void shuffle(std::vector<T>& v) {
    for (size_t i = v.size(); i > 1; --i) std::swap(v[i - 1], v[below(i)]);
  }

 private:
  uint64_t state_;
};

struct Example {
  const GoldSentence* gold = nullptr;
  std::vector<WordFacts> facts;
  std::vector<std::string> forms;
  std::vector<uint8_t> tags;  // gold tag classes
};

size_t size_of(const Example& e) { return e.gold->words.size(); }

using Progress = std::function<void(const std::string&)>;

Result<std::vector<GoldSentence>> read_treebanks(const std::string& corpora) {
  auto sentences = read_conllu(corpora + "/ewt/train.conllu");
  if (!sentences) return sentences.error();
  std::vector<std::string> paths;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(corpora + "/gum", failed))
    if (entry.path().extension() == ".conllu" && std::find(std::begin(kDevDocuments), std::end(kDevDocuments),
                                                           entry.path().stem().string()) == std::end(kDevDocuments))
      paths.push_back(entry.path().string());
  if (failed) return Error{corpora + "/gum", 0, "cannot be read", ""};
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    auto more = read_conllu(path);
    if (!more) return more.error();
    for (GoldSentence& s : *more) sentences->push_back(std::move(s));
  }
  return sentences;
}

// The unlabelled text, one item a line, and the treebanks' own words.
Result<Text> read_text(const std::string& corpora, const std::vector<GoldSentence>& treebank,
                       const Tokenizer& tokenizer) {
  Text text;
  std::string path = corpora + "/wcep.txt.gz";
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return Error{path, 0, "cannot be read", ""};
  std::string all(size_t{1} << 26, '\0');
  int read = gzread(file, all.data(), static_cast<unsigned>(all.size()));
  gzclose(file);
  if (read < 0) return Error{path, 0, "cannot be decompressed", ""};
  all.resize(static_cast<size_t>(read));
  std::string form;
  for (size_t at = 0; at < all.size();) {
    size_t end = std::min(all.find('\n', at), all.size());
    Report report;
    report.text = all.substr(at, end - at);
    Block block;
    block.span = {0, static_cast<uint32_t>(report.text.size())};
    report.blocks.push_back(block);
    Tokens tokens = tokenizer.tokenize(report);
    for (const Sentence& s : tokens.sentences) {
      text.emplace_back();
      for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i) {
        normalize(tokens.word(i), form);
        text.back().push_back(form);
      }
    }
    at = end + 1;
  }
  for (const GoldSentence& s : treebank) {
    text.emplace_back();
    for (const GoldWord& w : s.words) {
      normalize(w.form, form);
      text.back().push_back(form);
    }
  }
  return text;
}

std::vector<TagClass> collect_tags(const std::vector<GoldSentence>& treebank) {
  std::map<TagClass, int> counts;
  for (const GoldSentence& s : treebank)
    for (const GoldWord& w : s.words) ++counts[{static_cast<uint8_t>(penn_index(w.xpos)), w.upos}];
  std::vector<TagClass> tags;
  for (const auto& [tag, n] : counts)
    if (n >= 3) tags.push_back(tag);
  return tags;
}

std::vector<Action> collect_actions(const std::vector<GoldSentence>& treebank) {
  std::map<std::pair<int, Relation>, int> counts;
  for (const GoldSentence& s : treebank)
    for (size_t i = 0; i < s.words.size(); ++i)
      if (s.words[i].head >= 0) ++counts[{s.words[i].head < static_cast<int>(i) ? 2 : 1, s.words[i].relation}];
  std::vector<Action> actions = {{Move::shift, Relation::dep}};
  for (const auto& [key, n] : counts)
    if (n >= 3) actions.push_back({static_cast<Move>(key.first), key.second});
  return actions;
}

template <typename T>
size_t best_of(const T* scores, size_t n) {
  return static_cast<size_t>(std::max_element(scores, scores + n) - scores);
}

void set_tag(WordFacts& f, size_t tag, const std::vector<TagClass>& tags) {
  f.tag = static_cast<uint8_t>(tag);
  f.upos = static_cast<uint8_t>(tags[tag].upos);
}

Perceptron train_tagger(std::vector<Example>& examples, std::vector<size_t> order, const std::vector<TagClass>& tags,
                        int rounds, Random& random) {
  Perceptron model;
  std::vector<uint64_t> features;
  int32_t scores[SparseWeights::kMaxClasses];
  for (int round = 0; round < rounds; ++round) {
    random.shuffle(order);
    for (size_t index : order) {
      Example& e = examples[index];
      for (size_t i = 0; i < size_of(e); ++i) {
        tagger_features(e.facts, i, features);
        model.score(features, scores);
        size_t best = best_of(scores, tags.size());
        if (best != e.tags[i]) model.update(features, e.tags[i], best);
        model.tick();
        set_tag(e.facts[i], best, tags);
      }
    }
  }
  return model;
}

// Tags with averaged weights; returns the share of right tags.
double tag(const SparseWeights& weights, std::vector<Example>& examples, const std::vector<size_t>& order,
           const std::vector<TagClass>& tags) {
  std::vector<uint64_t> features;
  int16_t scores[SparseWeights::kMaxClasses];
  size_t right = 0, all = 0;
  for (size_t index : order) {
    Example& e = examples[index];
    for (size_t i = 0; i < size_of(e); ++i) {
      tagger_features(e.facts, i, features);
      weights.score(features, scores);
      size_t best = best_of(scores, tags.size());
      set_tag(e.facts[i], best, tags);
      right += best == e.tags[i];
      ++all;
    }
  }
  return static_cast<double>(right) / static_cast<double>(std::max<size_t>(all, 1));
}

// The rule that makes `lemma` of `form`.
EditRule edit_rule(std::string_view form, std::string_view lemma, std::string_view xpos) {
  auto common = [&](std::string_view s) {
    size_t n = 0;
    while (n < s.size() && n < lemma.size() && s[n] == lemma[n]) ++n;
    while (n > 0 && n < s.size() && (s[n] & 0xC0) == 0x80) --n;  // do not cut a character in two
    return n;
  };
  std::string lower = ascii_lower(form);
  size_t kept = common(form), kept_lower = common(lower);
  EditRule rule;
  rule.keep_case = xpos.starts_with("NNP") ? kept >= kept_lower : kept > kept_lower && form.size() > 1;  // "i" is "I"
  size_t n = rule.keep_case ? kept : kept_lower;
  rule.cut = static_cast<uint8_t>(std::min<size_t>(form.size() - n, 255));
  rule.add = lemma.substr(n);
  return rule;
}

std::string train_lemmas(const std::vector<Example>& examples, const WordTable& seen) {
  std::vector<EditRule> rules;
  std::map<EditRule, uint16_t> rule_index;
  // For each tag and lower-case word its rules with their counts.
  std::map<std::pair<size_t, std::string>, std::map<uint16_t, int>> words;
  std::map<std::pair<size_t, std::string>, std::string> written;  // such a word with its capitals, as first met
  for (const Example& e : examples)
    for (size_t i = 0; i < size_of(e); ++i) {
      const GoldWord& w = e.gold->words[i];
      if (w.lemma == "_" || w.form.size() > 60) continue;
      EditRule rule = edit_rule(e.forms[i], w.lemma, w.xpos);
      auto [at, added] = rule_index.emplace(rule, static_cast<uint16_t>(rules.size()));
      if (added) rules.push_back(rule);
      std::pair key(penn_index(w.xpos), ascii_lower(e.forms[i]));
      ++words[key][at->second];
      written.emplace(key, e.forms[i]);
    }
  auto most = [](const std::map<uint16_t, int>& counts) {
    return std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
  };
  std::vector<Lemmatizer::Entry> entries;
  // Endings, the shortest first; a longer one is kept where it says something else.
  std::map<std::pair<size_t, std::string>, uint16_t> endings;
  auto decide = [&](size_t tag, const std::string& word) -> std::optional<uint16_t> {
    for (size_t n = std::min(Lemmatizer::kLongestEnding, word.size()) + 1; n-- > 0;)
      if (auto found = endings.find({tag, word.substr(word.size() - n)}); found != endings.end()) return found->second;
    return std::nullopt;
  };
  for (size_t n = 0; n <= Lemmatizer::kLongestEnding; ++n) {
    std::map<std::pair<size_t, std::string>, std::map<uint16_t, int>> votes;  // one a word
    for (const auto& [key, counts] : words)
      if (key.second.size() >= n) ++votes[{key.first, key.second.substr(key.second.size() - n)}][most(counts)];
    for (const auto& [key, counts] : votes) {
      uint16_t rule = most(counts);
      if (n > 0 && (counts.at(rule) < 2 || decide(key.first, key.second) == rule)) continue;
      endings[key] = rule;
    }
  }
  for (const auto& [key, rule] : endings) entries.push_back({Lemmatizer::ending_key(key.second, key.first), rule});
  std::string without_words = Lemmatizer::write(rules, entries);
  auto by_ending = Lemmatizer::read(without_words);
  if (!by_ending) return without_words;
  // Words whose endings give another lemma than most of the treebank does.
  std::string expected, got;
  for (const auto& [key, counts] : words) {
    rules[most(counts)].apply(written.at(key), expected);
    by_ending->lemma(written.at(key), key.first, seen, got);
    if (got != expected) entries.push_back({Lemmatizer::word_key(key.second, key.first), most(counts)});
  }
  return Lemmatizer::write(rules, entries);
}

class ParserTrainer {
 public:
  ParserTrainer(const std::vector<Action>& actions, Random& random) : actions_(actions), random_(random) {}

  // Learns from one sentence; returns the number of wrong moves.
  size_t learn(const Example& e, bool explore) {
    Oracle oracle(*e.gold);
    state_.start(static_cast<int>(size_of(e)));
    size_t wrong = 0;
    while (!state_.only_root()) {
      parser_features(state_, e.facts, features_);
      model_.score(features_, scores_);
      auto [best, right, is_right] = judge(oracle);
      if (!is_right) {
        model_.update(features_, right, best);
        ++wrong;
      }
      model_.tick();
      state_.apply(actions_[explore && random_.below(10) != 0 ? best : right]);
    }
    return wrong;
  }

  const Perceptron& model() const { return model_; }

 private:
  struct Judged {
    size_t best, right;
    bool is_right;
  };

  // The move with the highest score and the one with the highest score among those that lose least.
  Judged judge(const Oracle& oracle) {
    int cost[3];
    int least = 1 << 30;
    bool in_tree[3];
    Relation relation[3];
    for (int m = 0; m < 3; ++m) {
      Move move = static_cast<Move>(m);
      in_tree[m] = false;
      if (!state_.legal(move)) continue;
      cost[m] = oracle.cost(state_, move);
      in_tree[m] = oracle.in_tree(state_, move, relation[m]);
      least = std::min(least, cost[m]);
    }
    constexpr size_t kNone = ~size_t{0};
    size_t best = kNone, right = kNone;
    bool best_right = false;
    for (size_t a = 0; a < actions_.size(); ++a) {
      int m = static_cast<int>(actions_[a].move);
      if (!state_.legal(actions_[a].move)) continue;
      bool good = cost[m] == least && (!in_tree[m] || relation[m] == actions_[a].relation);
      if (good && (right == kNone || scores_[a] > scores_[right])) right = a;
      if (best == kNone || scores_[a] > scores_[best]) {
        best = a;
        best_right = good;
      }
    }
    if (right == kNone) return {best, best, true};  // a relation too rare to have a class
    return {best, right, best_right};
  }

  const std::vector<Action>& actions_;
  Random& random_;
  Perceptron model_;
  ParserState state_;
  std::vector<uint64_t> features_;
  int32_t scores_[SparseWeights::kMaxClasses];
};

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f%%", 100 * share);
  return text;
}

}  // namespace

Result<std::string> train_model(const TrainOptions& options, const Tokenizer& tokenizer, const Progress& progress) {
  Random random(options.seed);
  auto treebank = read_treebanks(options.corpora);
  if (!treebank) return treebank.error();
  progress("treebanks: " + std::to_string(treebank->size()) + " sentences");

  auto text = read_text(options.corpora, *treebank, tokenizer);
  if (!text) return text.error();
  progress("unlabelled text: " + std::to_string(text->size()) + " sentences");
  std::string words = WordTable::write(cluster_words(*text, 4, options.fine_clusters, options.coarse_clusters, 8));
  text->clear();
  auto table = WordTable::read(words);
  if (!table) return table.error();
  progress("word classes done");

  Labels labels{collect_tags(*treebank), collect_actions(*treebank)};
  std::vector<Example> examples;
  std::vector<size_t> all;
  for (const GoldSentence& s : *treebank) {
    Example e;
    e.gold = &s;
    std::vector<std::string_view> forms;
    for (const GoldWord& w : s.words) forms.push_back(w.form);
    describe(forms, *table, e.facts, e.forms);
    for (const GoldWord& w : s.words) {
      TagClass tag{static_cast<uint8_t>(penn_index(w.xpos)), w.upos};
      auto found = std::find(labels.tags.begin(), labels.tags.end(), tag);
      if (found == labels.tags.end())  // too rare to have a class: the nearest with its Penn tag
        found = std::find_if(labels.tags.begin(), labels.tags.end(), [&](TagClass t) { return t.penn == tag.penn; });
      if (found == labels.tags.end()) found = labels.tags.begin();
      e.tags.push_back(static_cast<uint8_t>(found - labels.tags.begin()));
    }
    all.push_back(examples.size());
    examples.push_back(std::move(e));
  }

  std::string tagger =
      pack(train_tagger(examples, all, labels.tags, options.tagger_rounds, random), kTagger, labels.tags.size());
  progress("tagger done, " + std::to_string(tagger.size()) + " bytes");

  double right = 0;
  for (int fold = 0; fold < kFolds; ++fold) {
    std::vector<size_t> others, own;
    // Twenty sentences at a time, so that a fold's sentences do not stand beside the others' in one document.
    for (size_t i : all) (static_cast<int>(i / 20) % kFolds == fold ? own : others).push_back(i);
    std::string bytes = pack(train_tagger(examples, others, labels.tags, 4, random), kTagger, labels.tags.size());
    auto weights = SparseWeights::read(bytes);
    if (!weights) return weights.error();
    for (size_t i : own)
      for (WordFacts& f : examples[i].facts) f.tag = f.upos = 0;
    right += tag(*weights, examples, own, labels.tags) / kFolds;
    // The next fold's tagger must start from clean tags; keep these aside in `lemma` until all are done.
    for (size_t i : own)
      for (WordFacts& f : examples[i].facts) f.lemma = f.tag;
  }
  progress("tags by taggers that did not see the sentence: " + percent(right));

  std::string lemmas = train_lemmas(examples, *table);
  auto lemmatizer = Lemmatizer::read(lemmas);
  if (!lemmatizer) return lemmatizer.error();
  std::string lemma;
  for (Example& e : examples)
    for (size_t i = 0; i < size_of(e); ++i) {
      set_tag(e.facts[i], e.facts[i].lemma, labels.tags);
      lemmatizer->lemma(e.forms[i], labels.tags[e.facts[i].tag].penn, *table, lemma);
      e.facts[i].lemma = lemma_hash(e.facts[i], lemma);
    }
  progress("lemma rules done, " + std::to_string(lemmas.size()) + " bytes");

  ParserTrainer parser(labels.actions, random);
  for (int round = 0; round < options.parser_rounds; ++round) {
    random.shuffle(all);
    size_t wrong = 0;
    for (size_t i : all) wrong += parser.learn(examples[i], round > 0);
    progress("parser round " + std::to_string(round + 1) + ": " + std::to_string(wrong) + " wrong moves");
  }
  std::string weights = pack(parser.model(), kParser, labels.actions.size());
  progress("parser done, " + std::to_string(weights.size()) + " bytes");
  return write_model_file({labels.write(), words, tagger, weights, lemmas});
}

}  // namespace sayso::train
