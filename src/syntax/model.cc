// The steps of a report: facts of its words, batch by batch of sentences; the network's states; tags and names from
// them; lemmas from tags; then a greedy arc-hybrid parse of each sentence. Everything is linear in the report.
#include "syntax/model.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "syntax/facts.h"
#include "syntax/labeler.h"
#include "syntax/labels.h"
#include "syntax/lemmatizer.h"
#include "syntax/model_file.h"
#include "syntax/network.h"
#include "syntax/penn.h"

namespace sayso {

namespace {

// So many words are encoded at once, unless one sentence has more: enough to keep the product busy, few enough for
// their slots to stay in the second cache.
constexpr TokenIndex kBatch = 128;

// The memory one call of `parse` works with, batch after batch.
struct Scratch {
  std::vector<std::string_view> words;
  std::vector<WordFacts> facts;
  std::vector<std::string> forms;
  std::vector<uint32_t> lengths;
  Network::Work network;
  Labeler::Work labeler;
  ParserState state;
};

// For each set of legal moves (a bit a Move) and each action 0 where it is one of them, minus infinity where not.
class LegalMoves {
 public:
  explicit LegalMoves(const Labels& labels) {
    for (size_t set = 0; set < penalties_.size(); ++set)
      for (const Action& action : labels.actions)
        penalties_[set].push_back(
            (set >> static_cast<size_t>(action.move) & 1) != 0 ? 0 : -std::numeric_limits<float>::infinity());
  }
  std::span<const float> in(const ParserState& state) const {
    size_t set = 0;
    for (Move move : {Move::shift, Move::left, Move::right})
      if (state.legal(move)) set |= size_t{1} << static_cast<size_t>(move);
    return penalties_[set];
  }

 private:
  std::array<std::vector<float>, 8> penalties_;
};

}  // namespace

struct LanguageModel::Weights {
  Labels labels;
  LegalMoves legal;
  WordTable words;
  Network network;
  Lemmatizer lemmas;
  Labeler labeler;
};

namespace {

// The capital of a sentence's first word tells nothing: "Warplanes bombed the bridge" begins with a noun where
// unlabelled text mostly writes the word small.
bool is_plain_plural(const std::string& form, const WordTable& table) {
  const std::string lower = ascii_lower(form);
  return lower != form && table.find(lower).often > table.find(form).often;
}

// Tags, names and lemmas of a batch.
void write_labels(Scratch& s, const Labels& labels, const Lemmatizer& lemmas, const WordTable& table, Word* words) {
  EntityKind last = EntityKind::none;
  static const auto kNames = static_cast<uint8_t>(penn_index("NNPS")),
                    kPlural = static_cast<uint8_t>(penn_index("NNS"));
  size_t sentence = 0, sentence_end = s.lengths[0];
  for (size_t i = 0; i < s.facts.size(); ++i) {
    Word& w = words[i];
    TagClass tag = labels.tags[s.labeler.tags[i]];
    const bool opens = i == 0 || i == sentence_end;
    if (opens && tag.penn == kNames && is_plain_plural(s.forms[i], table)) tag = {kPlural, Upos::NOUN};
    w.upos = tag.upos;
    w.xpos = kPennTags[tag.penn];
    w.word_class = static_cast<uint16_t>(s.facts[i][Table::word_class]);
    w.coarse_class = static_cast<uint8_t>(s.facts[i][Table::coarse_class]);
    lemmas.lemma(s.forms[i], tag.penn, table, w.lemma);
    while (i == sentence_end) {
      sentence_end += s.lengths[++sentence];
      last = EntityKind::none;
    }
    w.entity = name_kind(s.labeler.names[i]);
    w.entity_begins =
        w.entity != EntityKind::none && (w.entity != last || s.labeler.names[i] == name_class(w.entity, true));
    last = w.entity;
  }
}

// Heads and relations of the sentence `range`, whose words stand in the batch from `first` on.
void parse_sentence(Scratch& s, const Labels& labels, const LegalMoves& legal, const Network& network, size_t first,
                    TokenRange range, Word* words) {
  size_t n = static_cast<size_t>(range.size());
  s.state.start(static_cast<int>(n));
  while (!s.state.done()) {
    if (s.state.only_root()) {
      s.state.apply({Move::left, Relation::root});
      break;
    }
    s.state.apply(labels.actions[network.best_move(s.network, first, ParserView(s.state), legal.in(s.state))]);
  }
  for (size_t i = 0; i < n; ++i) {
    const ParserState::Node& node = s.state.node(static_cast<int>(i));
    Word& w = words[static_cast<size_t>(range.begin) + i];
    w.head = node.head == static_cast<int>(n) ? kNoToken : range.begin + node.head;
    w.relation = node.relation;
  }
}

}  // namespace

Result<LanguageModel> LanguageModel::load(std::string_view bytes, Origin origin) {
  auto sections = read_weights_file(bytes, kLanguageModel, origin);
  if (!sections) return sections.error();
  auto section = [&](Section s) { return (*sections)[static_cast<size_t>(s)]; };
  auto labels = Labels::read(section(Section::labels));
  if (!labels) return labels.error();
  auto words = WordTable::read(section(Section::words));
  if (!words) return words.error();
  auto network = Network::read(section(Section::network));
  if (!network) return network.error();
  auto labeler = Labeler::read(section(Section::labeler));
  if (!labeler) return labeler.error();
  const NetworkShape& shape = network->shape();
  const LabelerShape& labeled = labeler->shape();
  if (shape.tags != labels->tags.size() || shape.actions != labels->actions.size() || labeled.state != shape.width ||
      labeled.tags != shape.tags || labeled.names != kNameClasses)
    return Error{"", 0, "the model's network and its labels do not fit", ""};
  auto lemmas = Lemmatizer::read(section(Section::lemmas));
  if (!lemmas) return lemmas.error();
  LegalMoves legal(*labels);
  return LanguageModel(
      std::make_unique<Weights>(Weights{std::move(*labels), std::move(legal), std::move(*words), std::move(*network),
                                        std::move(*lemmas), std::move(*labeler)}));
}

Parse LanguageModel::parse(const Tokens& tokens) const {
  const size_t width = weights_->network.shape().width;
  std::vector<Word> out(tokens.tokens.size());
  std::vector<int16_t> states(out.size() * width);
  Scratch s;
  for (size_t i = 0; i < tokens.sentences.size();) {
    s.facts.clear();
    s.lengths.clear();
    TokenIndex first = tokens.sentences[i].tokens.begin;
    size_t begin = i;
    do {
      const TokenRange& range = tokens.sentences[i].tokens;
      s.words.clear();
      for (TokenIndex t = range.begin; t < range.end; ++t) s.words.push_back(tokens.word(t));
      describe(s.words, weights_->words, s.facts, s.forms);
      s.lengths.push_back(static_cast<uint32_t>(range.size()));
      ++i;
    } while (i < tokens.sentences.size() && tokens.sentences[i].tokens.end - first <= kBatch);
    weights_->network.encode(s.facts, s.lengths, s.network);
    int16_t* const of_batch = &states[static_cast<size_t>(first) * width];
    std::copy_n(s.network.x.begin(), s.facts.size() * width, of_batch);
    weights_->labeler.label({of_batch, s.facts.size() * width}, s.facts, s.lengths, s.labeler);
    weights_->network.prepare_moves({s.labeler.tags.data(), s.facts.size()}, s.network);
    write_labels(s, weights_->labels, weights_->lemmas, weights_->words, &out[static_cast<size_t>(first)]);
    size_t word = 0;
    for (size_t k = begin; k < i; word += s.lengths[k - begin], ++k)
      parse_sentence(s, weights_->labels, weights_->legal, weights_->network, word, tokens.sentences[k].tokens,
                     out.data());
  }
  return Parse(&tokens, std::move(out), std::move(states));
}

void LanguageModel::use(const Kernel& kernel) {
  weights_->network.use(kernel);
  weights_->labeler.use(kernel);
}

LanguageModel::LanguageModel(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

}  // namespace sayso
