// The order of training: word classes and vectors from unlabelled text; lemma rules; the network, on trees and names by
// hand and, where there are any, on those that a teacher gave to other text.
#include "trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "base/text_util.h"
#include "conllu.h"
#include "lemma_trainer.h"
#include "name_pool.h"
#include "net.h"
#include "syntax/facts.h"
#include "syntax/labels.h"
#include "syntax/model_file.h"
#include "syntax/penn.h"
#include "treebank.h"

namespace sayso::train {
namespace {

using Progress = std::function<void(const std::string&)>;

constexpr size_t kLongest = 120;  // words of a sentence that is learned from
constexpr int kOwnLemmas = 5;     // a word of the first corpus counts for so many of others where lemmas differ
constexpr int kIrregular = 1000;  // and a verb of the table of irregular ones: treebanks have slips ("fled" of "flead")

std::vector<TagClass> collect_tags(const std::vector<GoldSentence>& treebank) {
  std::map<TagClass, int> counts;
  for (const GoldSentence& s : treebank)
    if (s.has_tree)
      for (const GoldWord& w : s.words) ++counts[{static_cast<uint8_t>(penn_index(w.xpos)), w.upos}];
  std::vector<TagClass> tags;
  for (const auto& [tag, n] : counts)
    if (n >= 3) tags.push_back(tag);
  return tags;
}

std::vector<Action> collect_actions(const std::vector<GoldSentence>& treebank) {
  std::map<std::pair<int, Relation>, int> counts;
  for (const GoldSentence& s : treebank)
    for (size_t i = 0; s.has_tree && i < s.words.size(); ++i)
      if (s.words[i].head >= 0) ++counts[{s.words[i].head < static_cast<int>(i) ? 2 : 1, s.words[i].relation}];
  std::vector<Action> actions = {{Move::shift, Relation::dep}};
  for (const auto& [key, n] : counts)
    if (n >= 3) actions.push_back({static_cast<Move>(key.first), key.second});
  return actions;
}

class ExampleMaker {
 public:
  ExampleMaker(const Labels& labels, const WordTable& table) : labels_(labels), table_(table) {}

  // `forms` is what the words are written as in this example.
  Example make(std::shared_ptr<const GoldSentence> gold, const std::vector<std::string>& forms, float weight) const {
    Example e;
    std::vector<std::string_view> views(forms.begin(), forms.end());
    std::vector<std::string> described;
    describe(views, table_, e.facts, described);
    e.weight = weight;
    if (gold->has_tree) {
      for (const GoldWord& w : gold->words) {
        for (const auto& [tag, hundredths] : w.tag_shares)
          e.soft_tags.push_back(soft(e.tags.size(), tag_class(tag.xpos, tag.upos), hundredths));
        e.tags.push_back(tag_class(w.xpos, w.upos));
      }
      e.oracle = std::make_unique<Oracle>(*gold);
    }
    if (gold->has_names)
      for (const GoldWord& w : gold->words) {
        for (const auto& [name, hundredths] : w.name_shares)
          e.soft_names.push_back(soft(e.names.size(), name, hundredths));
        e.names.push_back(w.name);
      }
    e.gold = std::move(gold);
    return e;
  }

 private:
  static SoftLabel soft(size_t word, uint8_t label, uint8_t hundredths) {
    return {static_cast<uint32_t>(word), label, static_cast<float>(hundredths) / 100};
  }

  uint8_t tag_class(const std::string& xpos, Upos upos) const {
    TagClass tag{static_cast<uint8_t>(penn_index(xpos)), upos};
    auto found = std::find(labels_.tags.begin(), labels_.tags.end(), tag);
    if (found == labels_.tags.end())  // too rare to have a class: the nearest with its Penn tag
      found = std::find_if(labels_.tags.begin(), labels_.tags.end(), [&](TagClass t) { return t.penn == tag.penn; });
    return found == labels_.tags.end() ? 0 : static_cast<uint8_t>(found - labels_.tags.begin());
  }

  const Labels& labels_;
  const WordTable& table_;
};

char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// Now and then a sentence is also learned as a headline in capitals, With Capitals, or without its last mark.
void add_variant(const std::shared_ptr<const GoldSentence>& gold, const ExampleMaker& maker, float weight,
                 Random& random, std::vector<Example>& out) {
  float draw = random.uniform();
  if (gold->words.size() < 4) return;
  if (draw < 0.05f) {
    std::vector<std::string> forms = forms_of(*gold);
    for (std::string& form : forms) {
      if (draw < 0.025f || form.size() > 3) form[0] = to_upper(form[0]);
      if (draw < 0.025f) std::transform(form.begin(), form.end(), form.begin(), to_upper);
    }
    out.push_back(maker.make(gold, forms, weight));
  } else if (draw < 0.09f && gold->has_tree && gold->words.back().upos == Upos::PUNCT) {
    auto cut = std::make_shared<GoldSentence>(*gold);
    cut->words.pop_back();
    int last = static_cast<int>(cut->words.size());
    if (std::any_of(cut->words.begin(), cut->words.end(), [&](const GoldWord& w) { return w.head == last; })) return;
    out.push_back(maker.make(cut, forms_of(*cut), weight));
  }
}

bool add_irregular(const std::string& path, std::vector<LemmaExample>& lemmas) {
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#' || line.starts_with("lemma\t")) continue;
    size_t past = line.find('\t'), participle = line.rfind('\t');
    if (participle == past) return false;
    std::string lemma = line.substr(0, past);
    lemmas.push_back({line.substr(past + 1, participle - past - 1), lemma, "VBD", kIrregular});
    lemmas.push_back({line.substr(participle + 1), lemma, "VBN", kIrregular});
  }
  return !lemmas.empty();
}

// The lemmatizer's section, from the words of the treebanks and of the table.
Result<std::string> lemma_rules_of(const std::vector<GoldSentence>& treebank, const std::string& irregular,
                                   const WordTable& table) {
  std::vector<LemmaExample> lemmas;
  std::vector<WordFacts> facts;
  std::vector<std::string> written;
  for (const GoldSentence& s : treebank) {
    if (!s.has_tree) continue;
    const std::vector<std::string> forms = forms_of(s);
    const std::vector<std::string_view> views(forms.begin(), forms.end());
    facts.clear();
    describe(views, table, facts, written);
    for (size_t i = 0; i < written.size(); ++i)
      lemmas.push_back({written[i], s.words[i].lemma, s.words[i].xpos, s.corpus == 0 ? kOwnLemmas : 1});
  }
  if (!irregular.empty() && !add_irregular(irregular, lemmas)) return Error{irregular, 0, "is no table of verbs", ""};
  return train_lemmas(lemmas, table);
}

std::string decimals(double value, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

}  // namespace

Result<std::string> with_new_lemmas(std::string_view model, const TrainOptions& options) {
  auto sections = read_weights_file(model, kLanguageModel, Origin::file);
  if (!sections) return sections.error();
  auto table = WordTable::read((*sections)[static_cast<size_t>(Section::words)]);
  if (!table) return table.error();
  auto treebank = read_treebanks(options.corpora);
  if (!treebank) return treebank.error();
  auto rules = lemma_rules_of(*treebank, options.irregular, *table);
  if (!rules) return rules.error();
  std::array<std::string, kSections> out;
  for (size_t i = 0; i < kSections; ++i) out[i] = std::string((*sections)[i]);
  out[static_cast<size_t>(Section::lemmas)] = *std::move(rules);
  return write_weights_file(kLanguageModel, out);
}

Result<std::string> train_model(const TrainOptions& options, const Tokenizer& tokenizer, const Progress& progress,
                                const Checkpoint& checkpoint) {
  auto treebank = read_treebanks(options.corpora);
  if (!treebank) return treebank.error();
  progress("treebanks and names: " + std::to_string(treebank->size()) + " sentences");
  LexiconOptions of_words = options.lexicon;
  of_words.corpora = options.corpora;
  auto learned = make_lexicon(of_words, *treebank, tokenizer, progress);
  if (!learned) return learned.error();
  auto table = WordTable::read(learned->words);
  if (!table) return table.error();

  Labels labels{collect_tags(*treebank), collect_actions(*treebank)};
  ExampleMaker maker(labels, *table);
  Random random(options.seed);
  auto lemma_rules = lemma_rules_of(*treebank, options.irregular, *table);
  if (!lemma_rules) return lemma_rules.error();
  progress("lemma rules done, " + std::to_string(lemma_rules->size()) + " bytes");
  std::vector<Example> by_hand, by_teacher;
  for (GoldSentence& s : *treebank) {
    auto gold = std::make_shared<const GoldSentence>(std::move(s));
    by_hand.push_back(maker.make(gold, forms_of(*gold), 1));
    add_variant(gold, maker, 1, random, by_hand);
  }
  for (const std::string& path : options.silver) {
    auto silver = read_conllu(path);
    if (!silver) return silver.error();
    for (GoldSentence& s : *silver) {
      if (s.words.size() > kLongest || s.confidence < options.least_confidence) continue;
      auto gold = std::make_shared<const GoldSentence>(std::move(s));
      by_teacher.push_back(maker.make(gold, forms_of(*gold), options.silver_weight));
      add_variant(gold, maker, options.silver_weight, random, by_teacher);
    }
    for (Example& e : by_teacher) e.name_weight = options.silver_names;
  }
  if (options.renamed > 0) {
    NamePool pool;
    for (const Example& e : by_hand)
      if (e.gold->has_names) pool.add(*e.gold);
    for (const Example& e : by_teacher)
      if (e.gold->has_names) pool.add(*e.gold);
    for (size_t i = 0, n = by_hand.size(); i < n; ++i) {
      const std::shared_ptr<const GoldSentence> gold = by_hand[i].gold;
      if (!gold->has_names || random.uniform() >= options.renamed) continue;
      if (auto forms = pool.renamed(*gold, random); !forms.empty()) by_hand.push_back(maker.make(gold, forms, 1));
    }
  }
  progress("examples: " + std::to_string(by_hand.size()) + " by hand, " + std::to_string(by_teacher.size()) +
           " by a teacher");

  NetworkShape shape;
  shape.width = options.width;
  shape.hidden = options.hidden;
  shape.layers = static_cast<uint32_t>(options.dilations.size());
  std::copy(options.dilations.begin(), options.dilations.end(), shape.dilation.begin());
  shape.tags = static_cast<uint32_t>(labels.tags.size());
  shape.actions = static_cast<uint32_t>(labels.actions.size());
  for (size_t t = 0; t < kTables; ++t) shape.rows[t] = hashed_rows(static_cast<Table>(t));
  shape.rows[static_cast<size_t>(Table::word)] = static_cast<uint32_t>(learned->vectors.size() / learned->vector_size);
  shape.rows[static_cast<size_t>(Table::word_class)] = table->clusters();
  shape.rows[static_cast<size_t>(Table::coarse_class)] = table->coarse();
  Net net(shape, learned->vectors, learned->vector_size, labels.actions, options.seed);
  if (!options.from.empty()) {
    std::ifstream in(options.from, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in || !net.load(bytes.str())) return Error{options.from, 0, "holds no parameters of this network", ""};
  }
  auto file = [&] {
    const std::array<std::string, kSections> sections = {labels.write(), learned->words, write_network(net.to_float()),
                                                         *lemma_rules, write_labeler(net.heads())};
    return write_weights_file(kLanguageModel, sections);
  };

  // A list of batches for every round is made first, so that the rate can fall to the end.
  std::vector<std::vector<const Example*>> batches;
  std::vector<size_t> round_ends;
  for (int round = 0; round < options.rounds; ++round) {
    std::vector<const Example*> order;
    bool last = round >= options.rounds - options.own_rounds;
    for (int times = last ? 1 : options.hand_times; times > 0; --times)
      for (const Example& e : by_hand) order.push_back(&e);
    if (!last)
      for (const Example& e : by_teacher) order.push_back(&e);
    random.shuffle(order);
    size_t words = options.batch_words;
    for (const Example* e : order) {
      if (e->size() == 0 || e->size() > kLongest) continue;
      if (words + e->size() > options.batch_words) {
        batches.emplace_back();
        words = 0;
      }
      batches.back().push_back(e);
      words += e->size();
    }
    round_ends.push_back(batches.size());
  }
  NetOptions net_options;
  net_options.dropout = net_options.hidden_dropout = options.dropout;
  net_options.word_dropout = options.word_dropout;
  constexpr size_t kWarmUp = 300, kAverageEvery = 50;
  constexpr float kAverageShare = 0.05f;
  Losses sum;
  size_t round = 0;
  auto began = std::chrono::steady_clock::now();
  for (size_t b = 0; b < batches.size(); ++b) {
    float left = 1 - static_cast<float>(b) / static_cast<float>(batches.size());
    float rate = options.rate * std::min(1.0f, static_cast<float>(b + 1) / kWarmUp) * std::max(left, 0.01f);
    sum += net.step(batches[b], net_options, rate, b > 2 * kWarmUp, options.threads);
    if (options.average && b % kAverageEvery == 0 && 2 * b > batches.size()) net.remember(kAverageShare);
    if (b + 1 != round_ends[round]) continue;
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    auto n = static_cast<double>(sum.words);
    progress("round " + std::to_string(++round) + ": tags " + decimals(sum.tags / n, 4) + " names " +
             decimals(sum.names / n, 4) + " moves " + decimals(sum.moves / n, 4) + ", " +
             decimals(100.0 * static_cast<double>(sum.right_steps) / static_cast<double>(sum.steps), 2) +
             " % of moves right, " + decimals(n / seconds, 0) + " words/s");
    sum = {};
    began = std::chrono::steady_clock::now();
    if (checkpoint) checkpoint(file());
  }
  if (!options.state.empty()) {
    std::ofstream out(options.state, std::ios::binary);
    out << net.save();
    if (!out.flush()) return Error{options.state, 0, "cannot be written", ""};
  }
  return file();
}

}  // namespace sayso::train
