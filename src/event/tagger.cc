// The file has four sections: the kinds and the parts (a text each), the words (a hash each), and the network: state,
// embedded, width, number of layers and a dilation for each (numbers of four bytes); the table, a factor in 1/4096
// (uint8_t) and `embedded` weights (int8_t) a row; then the matrices: input, layers, head (syntax/layer.cc has the form
// of both).
#include "event/tagger.h"

#include <algorithm>
#include <array>

#include "base/text_util.h"
#include "syntax/bytes.h"
#include "syntax/hashing.h"
#include "syntax/model_file.h"

namespace sayso {
namespace {

constexpr WeightsFormat kFormat{{"SAYSO\0EV", 8}, 2, 4, "event tagger"};
constexpr size_t kMostNames = 100, kMostLayers = 8, kMostWords = 1u << 20;
constexpr size_t kBatch = 256;  // words that go through the layers together, unless a sentence has more

// log(exp a + exp b) in thousandths, from a table, so that it is the same everywhere.
int together(int a, int b) {
  static constexpr std::array<int16_t, 24> kMore = {644, 554, 474, 403, 341, 287, 241, 201, 168, 139, 116, 96,
                                                    79,  65,  54,  44,  36,  30,  24,  20,  16,  13,  11,  9};
  constexpr int kStep = 200;
  const int apart = std::abs(a - b) / kStep;
  return std::max(a, b) + (apart < static_cast<int>(kMore.size()) ? kMore[static_cast<size_t>(apart)] : 0);
}

uint64_t word_key(std::string_view form) { return hash_bytes(ascii_lower(form)); }

}  // namespace

int EventTags::find(const std::vector<std::string>& names, std::string_view name) {
  auto it = std::find(names.begin(), names.end(), name);
  return it == names.end() ? -1 : static_cast<int>(it - names.begin());
}

int EventTags::event(TokenRange range) const {
  int most = kNone;
  for (TokenIndex i = range.begin; i < range.end; ++i) most = std::max(most, event(i));
  return most;
}

int EventTags::kind(TokenRange range, int kind) const {
  int most = kNone;
  for (TokenIndex i = range.begin; i < range.end; ++i) most = std::max(most, this->kind(i, kind));
  return most;
}

int EventTags::part(TokenRange range, int part) const {
  int most = kNone;
  for (TokenIndex i = range.begin; i < range.end; ++i) most = std::max(most, this->part(i, part));
  return most;
}

int EventTags::best_kind(TokenRange range) const {
  if (empty()) return -1;
  int best = -1, most = kNone;
  for (TokenIndex i = range.begin; i < range.end; ++i)
    for (int k = 0; k < static_cast<int>(names_->kinds.size()); ++k)
      if (const int score = kind(i, k); score > most) {
        most = score;
        best = k;
      }
  return best;
}

Result<EventTagger> EventTagger::load(std::string_view bytes, Origin origin) {
  const Error kFault{"", 0, "the event tagger's network does not fit its size", ""};
  auto sections = read_weights_file(bytes, kFormat, origin);
  if (!sections) return sections.error();
  EventTagger out;
  out.names_ = std::make_unique<TagNames>();
  auto read_names = [](std::string_view section, std::vector<std::string>& names) {
    ByteReader reader(section);
    while (reader.ok() && !reader.at_end() && names.size() < kMostNames) names.emplace_back(reader.take_text());
    return reader.ok() && reader.at_end();
  };
  if (!read_names((*sections)[0], out.names_->kinds) || !read_names((*sections)[1], out.names_->parts)) return kFault;
  const size_t words = (*sections)[2].size() / sizeof(uint64_t);
  if (out.names_->kinds.empty() || words > kMostWords) return kFault;
  out.rows_.reserve(words);
  for (size_t i = 0; i < words; ++i)
    if (const auto key = sayso::load<uint64_t>((*sections)[2].data() + i * sizeof(uint64_t)); key != 0)
      out.rows_.emplace(key, static_cast<uint32_t>(i + 1));

  ByteReader reader((*sections)[3]);
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
  out.head_.read(reader, 1 + out.names_->kinds.size() + out.names_->parts.size(), out.width_);
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

void EventTagger::score(const float* outputs, std::span<int16_t> row) const {
  const size_t kinds = names_->kinds.size();
  auto thousandths = [](float x) { return static_cast<int16_t>(std::clamp(1000 * x, -32000.0f, 32000.0f)); };
  int any = EventTags::kNone;
  for (size_t k = 1; k <= kinds; ++k) {
    row[k] = thousandths(outputs[k] - outputs[0]);
    any = together(any, row[k]);
  }
  row[0] = static_cast<int16_t>(std::min(any, 32000));
  for (size_t p = 1 + kinds; p < row.size(); ++p) row[p] = thousandths(outputs[p]);
}

EventTags EventTagger::tag(const Parse& parse) const {
  if (parse.states().size() != static_cast<size_t>(parse.size()) * state_) return {};
  EventTags out(names_.get(), static_cast<size_t>(parse.size()));
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
    float values[1 + 2 * kMostNames];
    for (size_t begin = 0; begin < tokens.size(); begin += kTile) {
      const size_t rows = std::min(kTile, tokens.size() - begin);
      product_(&work.x[begin * width_], rows, head_.weights, work.sums.data());
      for (size_t r = 0; r < rows; ++r) {
        const std::span<int16_t> row = out.of(tokens[begin + r]);
        scale(&work.sums[r * outputs], head_, row.size(), values);
        score(values, row);
      }
    }
  }
  return out;
}

std::string write_tagger(const FloatTagger& t) {
  std::array<std::string, 4> sections;
  for (const std::string& kind : t.names.kinds) put_text(sections[0], kind);
  for (const std::string& part : t.names.parts) put_text(sections[1], part);
  for (const std::string& word : t.words) put(sections[2], word_key(word));
  std::string& out = sections[3];
  for (uint32_t field : {t.state, t.embedded, t.width, static_cast<uint32_t>(t.layers.size())}) put(out, field);
  for (uint32_t d : t.dilations) put(out, d);
  write_table(out, t.table, t.embedded);
  write_layer(out, t.input, t.width, t.state + t.embedded, true);
  for (const FloatLayer& layer : t.layers) write_layer(out, layer, t.width, 3 * t.width, true);
  write_layer(out, t.head, 1 + t.names.kinds.size() + t.names.parts.size(), t.width, false);
  return write_weights_file(kFormat, sections);
}

}  // namespace sayso
