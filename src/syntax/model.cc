// The three steps of a sentence: tags from left to right, each with the two before it; lemmas from tags; then a greedy
// arc-hybrid parse. All three are linear models with 16-bit weights whose sums are integers, so that every machine
// gives the same answer. Each step is linear in the sentence.
#include "syntax/model.h"

#include <algorithm>
#include <string>
#include <vector>

#include "syntax/facts.h"
#include "syntax/labels.h"
#include "syntax/lemmatizer.h"
#include "syntax/model_file.h"
#include "syntax/parser_features.h"
#include "syntax/penn.h"
#include "syntax/sparse_weights.h"
#include "syntax/tagger_features.h"

namespace sayso {

struct LanguageModel::Weights {
  Labels labels;
  WordTable words;
  SparseWeights tagger;
  SparseWeights parser;
  Lemmatizer lemmas;
};

namespace {

// The memory one call of `parse` works with, sentence after sentence.
struct Scratch {
  std::vector<std::string_view> words;
  std::vector<WordFacts> facts;
  std::vector<std::string> forms;
  std::vector<uint64_t> features;
  ParserState state;
  int16_t scores[SparseWeights::kMaxClasses];
};

}  // namespace

Result<LanguageModel> LanguageModel::load(std::string_view bytes) {
  auto sections = read_model_file(bytes);
  if (!sections) return sections.error();
  auto section = [&](Section s) { return (*sections)[static_cast<size_t>(s)]; };
  auto labels = Labels::read(section(Section::labels));
  if (!labels) return labels.error();
  auto words = WordTable::read(section(Section::words));
  if (!words) return words.error();
  auto tagger = SparseWeights::read(section(Section::tagger));
  if (!tagger) return tagger.error();
  auto parser = SparseWeights::read(section(Section::parser));
  if (!parser) return parser.error();
  auto lemmas = Lemmatizer::read(section(Section::lemmas));
  if (!lemmas) return lemmas.error();
  return LanguageModel(
      std::make_unique<Weights>(Weights{std::move(*labels), *words, *tagger, *parser, std::move(*lemmas)}));
}

Parse LanguageModel::parse(const Tokens& tokens) const {
  const Weights& model = *weights_;
  std::vector<Word> out(tokens.tokens.size());
  Scratch s;
  for (const Sentence& sentence : tokens.sentences) {
    TokenIndex first = sentence.tokens.begin;
    size_t n = static_cast<size_t>(sentence.tokens.size());
    s.words.clear();
    for (TokenIndex i = first; i < sentence.tokens.end; ++i) s.words.push_back(tokens.word(i));
    describe(s.words, model.words, s.facts, s.forms);

    Word* words = out.data() + first;
    for (size_t i = 0; i < n; ++i) {
      tagger_features(s.facts, i, s.features);
      model.tagger.score(s.features, s.scores);
      size_t best = static_cast<size_t>(std::max_element(s.scores, s.scores + model.labels.tags.size()) - s.scores);
      TagClass tag = model.labels.tags[best];
      s.facts[i].tag = static_cast<uint8_t>(best);
      s.facts[i].upos = static_cast<uint8_t>(tag.upos);
      words[i].upos = tag.upos;
      words[i].xpos = kPennTags[tag.penn];
      words[i].word_class = s.facts[i].cluster;
      words[i].coarse_class = s.facts[i].coarse;
      model.lemmas.lemma(s.forms[i], tag.penn, model.words, words[i].lemma);
      s.facts[i].lemma = lemma_hash(s.facts[i], words[i].lemma);
    }

    s.state.start(static_cast<int>(n));
    while (!s.state.done()) {
      if (s.state.only_root()) {
        s.state.apply({Move::left, Relation::root});
        break;
      }
      parser_features(s.state, s.facts, s.features);
      model.parser.score(s.features, s.scores);
      const Action* best = nullptr;
      int16_t most = 0;
      for (size_t a = 0; a < model.labels.actions.size(); ++a) {
        if (!s.state.legal(model.labels.actions[a].move) || (best != nullptr && s.scores[a] <= most)) continue;
        best = &model.labels.actions[a];
        most = s.scores[a];
      }
      s.state.apply(*best);
    }
    for (size_t i = 0; i < n; ++i) {
      const ParserState::Node& node = s.state.node(static_cast<int>(i));
      bool root = node.head == static_cast<int>(n);
      words[i].head = root ? kNoToken : first + node.head;
      words[i].relation = node.relation;
    }
  }
  return Parse(&tokens, std::move(out));
}

LanguageModel::LanguageModel(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

}  // namespace sayso
