// The file's section: the shape (NetworkShape, as numbers of four bytes), then in this order
//   each table, and dense matrices (layers, slots, output), as syntax/layer.cc writes them
//   slot_tags, facts, hidden_bias: int16_t in units of 1/256
//
// A word's vector is a sum of whole numbers of 1/256.
#include "syntax/network.h"

#include <algorithm>
#include <cmath>

#include "syntax/bytes.h"
#include "syntax/wide.h"

namespace sayso {
namespace {

// Numbers in registers as wide as AVX2 has them. Sums of many rows are kept there from the first row to the last:
// written as loops over plain arrays they went to memory and back with each row.
using Bytes = int8_t __attribute__((vector_size(2 * kLanes)));
using Shorts = int16_t __attribute__((vector_size(4 * kLanes)));
using Words = int32_t __attribute__((vector_size(4 * kLanes)));

// x = sum over rows of row * factor, in 1/16 of the units of x, rounded row by row. Fits 16 bits: a row's numbers have
// 8 bits with their sign, a factor 8 bits without. n is a multiple of 16, here and below.
SAYSO_WIDE void sum_embeddings(const std::array<const char*, kTables>& rows, size_t n, int16_t* x) {
  for (size_t i = 0; i < n; i += 2 * kLanes) {
    Shorts sum = {};
    for (const char* row : rows) {
      Bytes bytes;
      std::memcpy(&bytes, row + 1 + i, sizeof bytes);
      const auto factor = static_cast<int16_t>(static_cast<uint8_t>(row[0]));
      sum += (__builtin_convertvector(bytes, Shorts) * factor + int16_t{8}) >> 4;
    }
    std::memcpy(x + i, &sum, sizeof sum);
  }
}

// relu(sum of the rows), as activations.
SAYSO_WIDE void sum_rows(const int16_t* const* rows, size_t count, size_t n, int16_t* out) {
  for (size_t i = 0; i < n; i += 2 * kLanes) {
    // Numbers at even and odd places are summed apart: each is one half of a number of 32 bits.
    Words even = {}, odd = {};
    for (size_t k = 0; k < count; ++k) {
      Words pairs;
      std::memcpy(&pairs, rows[k] + i, sizeof pairs);
      even += (pairs << 16) >> 16;
      odd += pairs >> 16;
    }
    for (Words* sum : {&even, &odd}) {
      *sum = *sum > 0 ? *sum : 0;
      *sum = *sum < kMostActivation ? *sum : kMostActivation;
    }
    const Words active = even | odd << 16;
    std::memcpy(out + i, &active, sizeof active);
  }
}

// sum * factor rounded, with the row of a table added.
SAYSO_WIDE void scale_and_add(const int32_t* __restrict sums, const float* __restrict factors,
                              const int16_t* __restrict add, size_t n, int16_t* __restrict out) {
  for (size_t i = 0; i < n; ++i) {
    float y = static_cast<float>(sums[i]) * factors[i];
    y = y < kMostActivation ? y : kMostActivation;
    y = y > -kMostActivation ? y : -kMostActivation;
    int32_t whole = static_cast<int32_t>(y + (kAway + 0.5f)) - static_cast<int32_t>(kAway);
    out[i] = static_cast<int16_t>(std::min(std::max(whole + add[i], -kMostActivation), kMostActivation));
  }
}

bool fits(const NetworkShape& s) {
  bool ok = s.width >= 16 && s.width <= 256 && s.width % 16 == 0 && s.hidden >= 16 && s.hidden <= 512 &&
            s.hidden % 16 == 0 && s.layers <= NetworkShape::kMostLayers && s.tags >= 1 && s.tags <= 250 &&
            s.actions >= 1 && s.actions <= 250;
  for (size_t l = 0; ok && l < s.layers; ++l) ok = s.dilation[l] >= 1 && s.dilation[l] <= 64;
  for (uint32_t rows : s.rows) ok = ok && rows >= 1 && rows <= (1u << 22);
  return ok;
}

}  // namespace

Result<Network> Network::read(std::string_view bytes) {
  const Error kFault{"", 0, "the model's network does not fit its size", ""};
  Network net;
  NetworkShape& s = net.shape_;
  ByteReader reader(bytes);
  for (uint32_t* field : {&s.width, &s.hidden, &s.layers, &s.tags, &s.actions}) *field = reader.take<uint32_t>();
  for (uint32_t& d : s.dilation) d = reader.take<uint32_t>();
  for (uint32_t& r : s.rows) r = reader.take<uint32_t>();
  if (!reader.ok() || !fits(s)) return kFault;

  for (size_t t = 0; t < kTables; ++t) net.tables_[t] = reader.take_bytes(size_t{s.rows[t]} * (1 + s.width));
  auto values = [&](size_t n, std::vector<int16_t>& into) {
    std::string_view raw = reader.take_bytes(n * sizeof(int16_t));
    if (!reader.ok()) return;
    into.resize(n);
    std::memcpy(into.data(), raw.data(), raw.size());
    for (int16_t& v : into) v = static_cast<int16_t>(std::clamp<int>(v, -kMostActivation, kMostActivation));
  };
  net.layers_.resize(s.layers);
  for (Layer& layer : net.layers_) layer.read(reader, s.width, 3 * size_t{s.width});
  net.slots_.read(reader, kSlots * s.hidden, s.width);
  net.output_.read(reader, s.actions, s.hidden);
  values(s.tags * kSlots * s.hidden, net.slot_tags_);
  values(FactRows::kAll * s.hidden, net.facts_);
  values(s.hidden, net.hidden_bias_);
  if (!reader.ok() || !reader.at_end()) return kFault;
  return net;
}

void Network::embed(std::span<const WordFacts> facts, int16_t* x) const {
  size_t row_bytes = 1 + shape_.width;
  auto row_of = [&](const WordFacts& f, size_t t) {
    uint32_t row = f.rows[t] < shape_.rows[t] ? f.rows[t] : 0;
    return tables_[t].data() + row * row_bytes;
  };
  constexpr size_t kAhead = 4;  // words whose rows are fetched in advance: the large tables are not in the caches
  for (size_t i = 0; i < facts.size(); ++i, x += shape_.width) {
    if (i + kAhead < facts.size())
      for (Table t : {Table::word, Table::suffix4, Table::suffix3, Table::prefix3}) {
        const char* row = row_of(facts[i + kAhead], static_cast<size_t>(t));
        __builtin_prefetch(row);
        __builtin_prefetch(row + 64);
      }
    std::array<const char*, kTables> rows;
    for (size_t t = 0; t < kTables; ++t) rows[t] = row_of(facts[i], t);
    sum_embeddings(rows, shape_.width, x);
  }
}

void Network::prepare_moves(std::span<const uint8_t> tags, Work& work) const {
  const size_t words = tags.size(), outputs = kSlots * shape_.hidden;
  if (work.slots.size() < words * outputs) work.slots.resize(words * outputs);
  constexpr size_t kFewer = kTile / 2;  // the slots' sums are many
  for (size_t begin = 0; begin < words; begin += kFewer) {
    size_t rows = std::min(kFewer, words - begin);
    product_(&work.x[begin * shape_.width], rows, slots_.weights, work.sums.data());
    for (size_t r = 0; r < rows; ++r)
      scale_and_add(&work.sums[r * outputs], slots_.factors.data(), &slot_tags_[tags[begin + r] * outputs], outputs,
                    &work.slots[(begin + r) * outputs]);
  }
}

void Network::encode(std::span<const WordFacts> facts, std::span<const uint32_t> lengths, Work& work) const {
  const size_t words = facts.size(), width = shape_.width;
  work.reserve(words, width, std::max(size_t{512}, kSlots * shape_.hidden));
  embed(facts, work.x.data());
  for (size_t l = 0; l < layers_.size(); ++l) convolve(layers_[l], width, shape_.dilation[l], lengths, product_, work);
}

size_t Network::best_move(const Work& work, size_t first, const ParserView& view, std::span<const float> legal) const {
  float scores[256];
  moves(work, first, view, scores);
  for (size_t a = 0; a < shape_.actions; ++a) scores[a] += legal[a];
  return first_highest(scores, shape_.actions);
}

void Network::moves(const Work& work, size_t first, const ParserView& view, float* scores) const {
  const size_t hidden = shape_.hidden;
  std::array<const int16_t*, 1 + kSlots + FactRows::kAll> rows;
  size_t n = 0;
  rows[n++] = hidden_bias_.data();
  for (size_t k = 0; k < kSlots; ++k)
    if (view.slots[k] != ParserState::kNone)
      rows[n++] = &work.slots[((first + static_cast<size_t>(view.slots[k])) * kSlots + k) * hidden];
  for (size_t i = 0; i < view.fact_count; ++i) rows[n++] = &facts_[view.facts[i] * hidden];
  int16_t active[512];
  int32_t out[256];
  sum_rows(rows.data(), n, hidden, active);
  product_(active, 1, output_.weights, out);
  scale(out, output_, shape_.actions, scores);
}

std::string write_network(const FloatNetwork& n) {
  const NetworkShape& s = n.shape;
  std::string out;
  for (uint32_t field : {s.width, s.hidden, s.layers, s.tags, s.actions}) put(out, field);
  for (uint32_t d : s.dilation) put(out, d);
  for (uint32_t r : s.rows) put(out, r);

  for (const std::vector<float>& table : n.tables) write_table(out, table, s.width);
  auto values = [&](const std::vector<float>& from) {
    for (float v : from)
      put(out, static_cast<int16_t>(
                   std::clamp(std::lround(v * kActivationUnit), long{-kMostActivation}, long{kMostActivation})));
  };
  for (const FloatLayer& layer : n.layers) write_layer(out, layer, s.width, 3 * s.width, true);
  write_layer(out, n.slots, kSlots * s.hidden, s.width, true);
  write_layer(out, n.output, s.actions, s.hidden, false);
  values(n.slot_tags);
  values(n.facts);
  values(n.hidden_bias);
  return out;
}

}  // namespace sayso
