#include "perceptron.h"

#include <algorithm>
#include <cmath>

namespace sayso::train {
namespace {

int32_t weight_of(int32_t entry) { return entry >> 8; }
size_t label_of(int32_t entry) { return static_cast<size_t>(entry & 0xFF); }

}  // namespace

Perceptron::Perceptron() : slots_(size_t{1} << 16) {}

void Perceptron::score(std::span<const uint64_t> features, int32_t* scores) const {
  std::fill_n(scores, SparseWeights::kMaxClasses, 0);
  const Slot* found[SparseWeights::kMaxFeatures];
  size_t count = 0;
  uint64_t mask = slots_.size() - 1;
  for (uint64_t f : features) __builtin_prefetch(&slots_[f & mask]);
  for (uint64_t f : features) {
    for (uint64_t at = f & mask; slots_[at].updates != 0; at = (at + 1) & mask) {
      if (slots_[at].feature != f) continue;
      found[count++] = &slots_[at];
      __builtin_prefetch(&entries_[slots_[at].begin]);
      break;
    }
  }
  for (size_t i = 0; i < count; ++i) {
    const int32_t* entry = entries_.data() + found[i]->begin;
    for (const int32_t* end = entry + found[i]->count; entry < end; ++entry)
      scores[label_of(*entry)] += weight_of(*entry);
  }
}

Perceptron::Slot& Perceptron::slot(uint64_t feature) {
  if ((used_ + 1) * 2 > slots_.size()) grow();
  uint64_t mask = slots_.size() - 1;
  uint64_t at = feature & mask;
  for (; slots_[at].updates != 0; at = (at + 1) & mask)
    if (slots_[at].feature == feature) return slots_[at];
  ++used_;
  slots_[at].feature = feature;
  return slots_[at];
}

void Perceptron::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  uint64_t mask = slots_.size() - 1;
  for (const Slot& s : old) {
    if (s.updates == 0) continue;
    uint64_t at = s.feature & mask;
    while (slots_[at].updates != 0) at = (at + 1) & mask;
    slots_[at] = s;
  }
}

void Perceptron::add(Slot& s, size_t label, int32_t by) {
  for (uint32_t i = s.begin; i < s.begin + s.count; ++i) {
    if (label_of(entries_[i]) != label) continue;
    History& h = histories_[i];
    h.total += static_cast<int64_t>(weight_of(entries_[i])) * (now_ - h.since);
    h.since = now_;
    entries_[i] += by * 256;
    return;
  }
  if (s.count == s.room) {  // move to the pool's end, with twice the room
    uint32_t to = static_cast<uint32_t>(entries_.size());
    s.room = static_cast<uint8_t>(s.room == 0 ? 2 : std::min(255, 2 * s.room));
    entries_.resize(to + s.room);
    histories_.resize(to + s.room);
    std::copy_n(entries_.begin() + s.begin, s.count, entries_.begin() + to);
    std::copy_n(histories_.begin() + s.begin, s.count, histories_.begin() + to);
    s.begin = to;
  }
  entries_[s.begin + s.count] = by * 256 + static_cast<int32_t>(label);
  histories_[s.begin + s.count] = {0, now_};
  ++s.count;
}

void Perceptron::update(std::span<const uint64_t> features, size_t right, size_t wrong) {
  for (uint64_t f : features) {
    Slot& s = slot(f);
    if (s.updates < 65535) ++s.updates;
    add(s, right, 1);
    add(s, wrong, -1);
  }
}

std::vector<SparseWeights::Row> Perceptron::average(uint32_t least, double small, double unit) const {
  auto mean = [&](uint32_t i) {
    const History& h = histories_[i];
    int64_t total = h.total + static_cast<int64_t>(weight_of(entries_[i])) * (now_ - h.since);
    return static_cast<double>(total) / now_;
  };
  // What is updated often is asked for often: it lies together, where the cache will keep it.
  std::vector<Slot> order;
  for (const Slot& s : slots_)
    if (s.updates >= least) order.push_back(s);
  std::sort(order.begin(), order.end(), [](const Slot& a, const Slot& b) {
    return a.updates != b.updates ? a.updates > b.updates : a.feature < b.feature;
  });
  std::vector<SparseWeights::Row> rows;
  for (const Slot& s : order) {
    SparseWeights::Row row{s.feature, {}};
    for (uint32_t i = s.begin; i < s.begin + s.count; ++i) {
      long weight = std::clamp(std::lround(mean(i) / unit), -127L, 127L);
      if (weight != 0 && std::abs(mean(i)) > small)
        row.entries.push_back({static_cast<uint8_t>(label_of(entries_[i])), static_cast<int8_t>(weight)});
    }
    if (!row.entries.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace sayso::train
