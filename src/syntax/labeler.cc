// The file's section: state, width, tags, names, rows and number of layers, and a dilation for each (numbers of four
// bytes); the table and the matrices (input, layers, heads) as syntax/layer.cc writes them; name_steps, float.
#include "syntax/labeler.h"

#include <algorithm>

#include "syntax/bytes.h"
#include "syntax/wide.h"

namespace sayso {
namespace {

constexpr size_t kMostLayers = 8, kMostTags = 250, kMostNames = 100;

// x += row * factor, in 1/16 of the units of x. n is a multiple of 16.
SAYSO_WIDE void add_row(const char* row, size_t n, int16_t* x) {
  const int factor = static_cast<uint8_t>(row[0]);
  for (size_t i = 0; i < n; ++i) {
    const int sum = x[i] + ((static_cast<int8_t>(row[1 + i]) * factor + 8) >> 4);
    x[i] = static_cast<int16_t>(std::clamp<int>(sum, -kMostActivation, kMostActivation));
  }
}

bool fits(const LabelerShape& s) {
  const bool some = s.width >= 16 && s.width <= 256 && s.width % 16 == 0;
  const bool none = s.width == 0 && s.rows == 0 && s.dilations.empty();
  return s.state >= 16 && s.state <= 256 && s.state % 16 == 0 && (some || none) && s.tags >= 1 && s.tags <= kMostTags &&
         s.names >= 1 && s.names <= kMostNames && s.rows <= (1u << 22) &&
         std::all_of(s.dilations.begin(), s.dilations.end(), [](uint32_t d) { return d >= 1 && d <= 64; });
}

}  // namespace

Result<Labeler> Labeler::read(std::string_view bytes) {
  const Error kFault{"", 0, "the model's labeler does not fit its size", ""};
  Labeler out;
  LabelerShape& s = out.shape_;
  ByteReader reader(bytes);
  for (uint32_t* field : {&s.state, &s.width, &s.tags, &s.names, &s.rows}) *field = reader.take<uint32_t>();
  const size_t layers = reader.take<uint32_t>();
  if (!reader.ok() || layers > kMostLayers) return kFault;
  for (size_t l = 0; l < layers; ++l) s.dilations.push_back(reader.take<uint32_t>());
  if (!reader.ok() || !fits(s)) return kFault;

  out.table_ = reader.take_bytes(size_t{s.rows} * (1 + s.width));
  if (s.width > 0) out.input_.read(reader, s.width, s.state);
  out.layers_.resize(layers);
  for (Layer& layer : out.layers_) layer.read(reader, s.width, 3 * size_t{s.width});
  out.heads_.read(reader, s.tags + s.names, s.state + s.width);
  out.name_steps_.resize((s.names + 1) * s.names);
  for (float& v : out.name_steps_) v = tame(reader.take<float>());
  if (!reader.ok() || !reader.at_end()) return kFault;
  return out;
}

void Labeler::enter(std::span<const int16_t> states, std::span<const WordFacts> facts, Work& work) const {
  const size_t width = shape_.width, outputs = input_.weights.padded_outputs();
  for (size_t begin = 0; begin < facts.size(); begin += kTile) {
    const size_t rows = std::min(kTile, facts.size() - begin);
    product_(&states[begin * shape_.state], rows, input_.weights, work.sums.data());
    for (size_t r = 0; r < rows; ++r) {
      int16_t* y = &work.x[(begin + r) * width];
      scale(&work.sums[r * outputs], input_, width, y);
      const uint32_t row = facts[begin + r][Table::word];
      if (row != 0 && row < shape_.rows) add_row(table_.data() + row * (1 + width), width, y);
    }
  }
}

void Labeler::score(std::span<const int16_t> states, size_t words, Work& work) const {
  const size_t outputs = heads_.weights.padded_outputs(), width = shape_.width, input = shape_.state + width;
  for (size_t begin = 0; begin < words; begin += kTile) {
    const size_t rows = std::min(kTile, words - begin);
    for (size_t r = 0; r < rows; ++r) {
      std::copy_n(&states[(begin + r) * shape_.state], shape_.state, &work.inputs[r * input]);
      std::copy_n(work.x.data() + (begin + r) * width, width, &work.inputs[r * input] + shape_.state);
    }
    product_(work.inputs.data(), rows, heads_.weights, work.sums.data());
    for (size_t r = 0; r < rows; ++r) {
      float scores[kMostTags + kMostNames];
      scale(&work.sums[r * outputs], heads_, shape_.tags + shape_.names, scores);
      work.tags[begin + r] = static_cast<uint8_t>(first_highest(scores, shape_.tags));
      std::copy_n(scores + shape_.tags, shape_.names, &work.name_scores[(begin + r) * shape_.names]);
    }
  }
}

void Labeler::chain_names(std::span<const uint32_t> lengths, Work& work) const {
  size_t n = shape_.names, at = 0;
  for (uint32_t length : lengths) {
    if (length == 0) continue;
    float* scores = &work.name_scores[at * n];
    uint8_t* before = &work.name_before[at * n];
    for (size_t c = 0; c < n; ++c) scores[c] += name_steps_[n * n + c];
    for (size_t i = 1; i < length; ++i) {
      const float* last = scores + (i - 1) * n;
      for (size_t c = 0; c < n; ++c) {
        size_t best = 0;
        float most = last[0] + name_steps_[c];
        for (size_t k = 1; k < n; ++k)
          if (float sum = last[k] + name_steps_[k * n + c]; sum > most) {
            most = sum;
            best = k;
          }
        scores[i * n + c] += most;
        before[i * n + c] = static_cast<uint8_t>(best);
      }
    }
    const float* last = scores + (length - 1) * n;
    size_t name = static_cast<size_t>(std::max_element(last, last + n) - last);
    for (size_t i = length; i-- > 0; name = before[i * n + name]) work.names[at + i] = static_cast<uint8_t>(name);
    at += length;
  }
}

void Labeler::label(std::span<const int16_t> states, std::span<const WordFacts> facts,
                    std::span<const uint32_t> lengths, Work& work) const {
  const size_t words = facts.size(), width = shape_.width;
  auto at_least = [](auto& v, size_t n) {
    if (v.size() < n) v.resize(n);
  };
  work.reserve(words, width, std::max(width, heads_.weights.padded_outputs()));
  at_least(work.inputs, kTile * (shape_.state + width));
  at_least(work.tags, words);
  at_least(work.names, words);
  at_least(work.name_scores, words * shape_.names);
  at_least(work.name_before, words * shape_.names);

  if (width > 0) enter(states, facts, work);
  for (size_t l = 0; l < layers_.size(); ++l) convolve(layers_[l], width, shape_.dilations[l], lengths, product_, work);
  score(states, words, work);
  chain_names(lengths, work);
}

std::string write_labeler(const FloatLabeler& labeler) {
  const LabelerShape& s = labeler.shape;
  std::string out;
  for (uint32_t field : {s.state, s.width, s.tags, s.names, s.rows, static_cast<uint32_t>(s.dilations.size())})
    put(out, field);
  for (uint32_t d : s.dilations) put(out, d);
  if (s.width > 0) write_table(out, labeler.table, s.width);
  if (s.width > 0) write_layer(out, labeler.input, s.width, s.state, true);
  for (const FloatLayer& layer : labeler.layers) write_layer(out, layer, s.width, 3 * s.width, true);
  write_layer(out, labeler.heads, s.tags + s.names, s.state + s.width, false);
  for (float v : labeler.name_steps) put(out, v);
  return out;
}

}  // namespace sayso
