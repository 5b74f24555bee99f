#include "perceptron.h"

#include <algorithm>
#include <cmath>

namespace sayso::train {

Perceptron::Perceptron() : slots_(size_t{1} << 16, 0) {}

void Perceptron::score(std::span<const uint64_t> features, int32_t* scores) const {
  std::fill_n(scores, SparseWeights::kMaxClasses, 0);
  uint64_t mask = slots_.size() - 1;
  for (uint64_t f : features) __builtin_prefetch(&slots_[f & mask]);
  for (uint64_t f : features) {
    for (uint64_t at = f & mask; slots_[at] != 0; at = (at + 1) & mask) {
      const Row& row = rows_[slots_[at] - 1];
      if (row.feature != f) continue;
      for (const Entry& e : row.entries) scores[e.label] += e.weight;
      break;
    }
  }
}

Perceptron::Row& Perceptron::row(uint64_t feature) {
  if ((rows_.size() + 1) * 2 > slots_.size()) grow();
  uint64_t mask = slots_.size() - 1;
  uint64_t at = feature & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask)
    if (rows_[slots_[at] - 1].feature == feature) return rows_[slots_[at] - 1];
  rows_.push_back({feature, 0, {}});
  slots_[at] = static_cast<uint32_t>(rows_.size());
  return rows_.back();
}

void Perceptron::grow() {
  slots_.assign(slots_.size() * 2, 0);
  uint64_t mask = slots_.size() - 1;
  for (size_t i = 0; i < rows_.size(); ++i) {
    uint64_t at = rows_[i].feature & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = static_cast<uint32_t>(i + 1);
  }
}

void Perceptron::add(Row& row, size_t label, int32_t by) {
  for (Entry& e : row.entries) {
    if (e.label != label) continue;
    e.total += static_cast<int64_t>(e.weight) * (now_ - e.since);
    e.since = now_;
    e.weight += by;
    return;
  }
  row.entries.push_back({by, now_, 0, static_cast<uint8_t>(label)});
}

void Perceptron::update(std::span<const uint64_t> features, size_t right, size_t wrong) {
  for (uint64_t f : features) {
    Row& r = row(f);
    ++r.updates;
    add(r, right, 1);
    add(r, wrong, -1);
  }
}

std::vector<SparseWeights::Row> Perceptron::average(uint32_t least) const {
  auto mean = [&](const Entry& e) {
    return static_cast<double>(e.total + static_cast<int64_t>(e.weight) * (now_ - e.since)) / now_;
  };
  double largest = 1;
  for (const Row& r : rows_)
    for (const Entry& e : r.entries) largest = std::max(largest, std::abs(mean(e)));
  double scale = std::min(32767.0 / largest, 256.0);
  std::vector<SparseWeights::Row> out;
  for (const Row& r : rows_) {
    if (r.updates < least) continue;
    SparseWeights::Row packed{r.feature, {}};
    for (const Entry& e : r.entries) {
      auto weight = static_cast<int16_t>(std::lround(mean(e) * scale));
      if (std::abs(weight) > scale / 16) packed.entries.push_back({e.label, weight});
    }
    if (!packed.entries.empty()) out.push_back(std::move(packed));
  }
  return out;
}

}  // namespace sayso::train
