// The file has three sections: the kinds (a text each), the words (a hash each), and the network: state, embedded,
// width, number of layers and a dilation for each (numbers of four bytes); the table, a factor in 1/4096 (uint8_t) and
// `embedded` weights (int8_t) a row; then the matrices: input, layers, head (syntax/layer.cc has the form of both).
#include "event/tagger.h"

#include <algorithm>
#include <array>

#include "base/text_util.h"
#include "syntax/bytes.h"
#include "syntax/hashing.h"
#include "syntax/model_file.h"

namespace sayso {
namespace {

constexpr WeightsFormat kFormat{{"SAYSO\0EV", 8}, 1, 3, "event tagger"};
constexpr size_t kMostKinds = 200, kMostLayers = 8, kMostWords = 1u << 20;
constexpr size_t kBatch = 256;  // words that go through the layers together, unless a sentence has more

uint64_t word_key(std::string_view form) { return hash_bytes(ascii_lower(form)); }

}  // namespace

int EventTags::kind(std::string_view name) const {
  if (kinds_ == nullptr) return -1;
  auto it = std::find(kinds_->begin(), kinds_->end(), name);
  return it == kinds_->end() ? -1 : static_cast<int>(it - kinds_->begin());
}

EventTags::Best EventTags::best(TokenIndex i) const {
  Best out;
  const std::span<const int16_t> scores = of(i);
  for (size_t k = 0; k < scores.size(); ++k)
    if (scores[k] > out.score) out = {static_cast<int>(k), scores[k]};
  return out;
}

EventTags::Best EventTags::best(TokenRange range) const {
  Best out;
  for (TokenIndex i = range.begin; i < range.end; ++i)
    if (const Best here = best(i); here.score > out.score) out = here;
  return out;
}

Result<EventTagger> EventTagger::load(std::string_view bytes, Origin origin) {
  const Error kFault{"", 0, "the event tagger's network does not fit its size", ""};
  auto sections = read_weights_file(bytes, kFormat, origin);
  if (!sections) return sections.error();
  EventTagger out;
  ByteReader kinds((*sections)[0]);
  while (kinds.ok() && !kinds.at_end() && out.kinds_.size() < kMostKinds) out.kinds_.emplace_back(kinds.take_text());
  const size_t words = (*sections)[1].size() / sizeof(uint64_t);
  if (!kinds.ok() || !kinds.at_end() || out.kinds_.empty() || words > kMostWords) return kFault;
  out.rows_.reserve(words);
  for (size_t i = 0; i < words; ++i)
    if (const auto key = sayso::load<uint64_t>((*sections)[1].data() + i * sizeof(uint64_t)); key != 0)
      out.rows_.emplace(key, static_cast<uint32_t>(i + 1));

  ByteReader reader((*sections)[2]);
  out.state_ = reader.take<uint32_t>();
  out.embedded_ = reader.take<uint32_t>();
  out.width_ = reader.take<uint32_t>();
  const size_t layers = reader.take<uint32_t>();
  auto fits = [](size_t n) { return n >= 16 && n <= 256 && n % 16 == 0; };
  if (!reader.ok() || !fits(out.state_) || !fits(out.embedded_) || !fits(out.width_) || layers > kMostLayers)
    return kFault;
  for (size_t l = 0; l < layers; ++l) {
    out.dilations_.push_back(reader.take<uint32_t>());
    if (out.dilations_.back() < 1 || out.dilations_.back() > 64) return kFault;
  }
  out.table_ = reader.take_bytes((words + 1) * (1 + out.embedded_));
  out.input_.read(reader, out.width_, out.state_ + out.embedded_);
  out.layers_.resize(layers);
  for (Layer& layer : out.layers_) layer.read(reader, out.width_, 3 * out.width_);
  out.head_.read(reader, out.kinds_.size() + 1, out.width_);
  if (!reader.ok() || !reader.at_end()) return kFault;
  return out;
}

// A token's state and its form's row, one behind the other.
void EventTagger::embed(const Parse& parse, TokenIndex token, int16_t* x) const {
  std::copy_n(parse.states().begin() + static_cast<ptrdiff_t>(token) * static_cast<ptrdiff_t>(state_), state_, x);
  const uint32_t* found = rows_.find(word_key(parse.word(token)));
  const char* row = table_.data() + (found == nullptr ? 0 : *found) * (1 + embedded_);
  const int factor = static_cast<uint8_t>(row[0]);
  for (size_t i = 0; i < embedded_; ++i)
    x[state_ + i] = static_cast<int16_t>((static_cast<int8_t>(row[1 + i]) * factor + 8) >> 4);
}

EventTags EventTagger::tag(const Parse& parse) const {
  if (parse.states().size() != static_cast<size_t>(parse.size()) * state_) return {};
  EventTags out(&kinds_, static_cast<size_t>(parse.size()));
  const std::vector<Sentence>& sentences = parse.tokens().sentences;
  LayerWork work;
  std::vector<TokenIndex> tokens;
  std::vector<uint32_t> lengths;
  std::vector<int16_t> inputs;
  const size_t input = state_ + embedded_;
  for (size_t next = 0; next < sentences.size();) {
    tokens.clear();
    lengths.clear();
    do {
      const TokenRange range = sentences[next].tokens;
      for (TokenIndex t = range.begin; t < range.end; ++t) tokens.push_back(t);
      lengths.push_back(static_cast<uint32_t>(range.size()));
      ++next;
    } while (next < sentences.size() && tokens.size() + static_cast<size_t>(sentences[next].tokens.size()) <= kBatch);

    work.reserve(tokens.size(), width_, std::max({width_, head_.weights.padded_outputs(), size_t{16}}));
    inputs.resize(kTile * input);
    for (size_t begin = 0; begin < tokens.size(); begin += kTile) {
      const size_t rows = std::min(kTile, tokens.size() - begin);
      for (size_t r = 0; r < rows; ++r) embed(parse, tokens[begin + r], &inputs[r * input]);
      product_(inputs.data(), rows, input_.weights, work.sums.data());
      for (size_t r = 0; r < rows; ++r) scale(&work.sums[r * width_], input_, width_, &work.x[(begin + r) * width_]);
    }
    for (size_t l = 0; l < layers_.size(); ++l) convolve(layers_[l], width_, dilations_[l], lengths, product_, work);
    const size_t outputs = head_.weights.padded_outputs();
    for (size_t begin = 0; begin < tokens.size(); begin += kTile) {
      const size_t rows = std::min(kTile, tokens.size() - begin);
      product_(&work.x[begin * width_], rows, head_.weights, work.sums.data());
      for (size_t r = 0; r < rows; ++r) {
        float scores[kMostKinds + 1];
        scale(&work.sums[r * outputs], head_, kinds_.size() + 1, scores);
        std::span<int16_t> row = out.of(tokens[begin + r]);
        for (size_t k = 0; k < row.size(); ++k)
          row[k] = static_cast<int16_t>(std::clamp(1000 * (scores[k + 1] - scores[0]), -32000.0f, 32000.0f));
      }
    }
  }
  return out;
}

std::string write_tagger(const FloatTagger& t) {
  std::array<std::string, 3> sections;
  for (const std::string& kind : t.kinds) put_text(sections[0], kind);
  for (const std::string& word : t.words) put(sections[1], word_key(word));
  std::string& out = sections[2];
  for (uint32_t field : {t.state, t.embedded, t.width, static_cast<uint32_t>(t.layers.size())}) put(out, field);
  for (uint32_t d : t.dilations) put(out, d);
  write_table(out, t.table, t.embedded);
  write_layer(out, t.input, t.width, t.state + t.embedded, true);
  for (const FloatLayer& layer : t.layers) write_layer(out, layer, t.width, 3 * t.width, true);
  write_layer(out, t.head, t.kinds.size() + 1, t.width, false);
  return write_weights_file(kFormat, sections);
}

}  // namespace sayso
