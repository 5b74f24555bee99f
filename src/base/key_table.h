// Values by keys that are hashes already (of a feature's name, of a word with its tag, of the beginning of a name).
// Filled once, asked very often, and mostly for keys that it has not: such a question looks at one key in a flat table.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sayso {

template <typename T>
class KeyTable {
 public:
  // No key: a value that no good hash of anything has but by an accident that never comes.
  static constexpr uint64_t kFree = 0;

  // The key's value, or nullptr. The same for kFree, which no table holds.
  const T* find(uint64_t key) const {
    const size_t at = place_of(key);
    return keys_[at] == kFree ? nullptr : &values_[at];
  }

  // The key's value, put there where it has none yet, and whether it was. Values found before are no longer valid.
  std::pair<T*, bool> emplace(uint64_t key, T value) {
    size_t at = place_of(key);
    if (keys_[at] != kFree) return {&values_[at], false};
    if (2 * (size_ + 1) > keys_.size()) {
      grow();
      at = place_of(key);
    }
    ++size_;
    keys_[at] = key;
    values_[at] = std::move(value);
    return {&values_[at], true};
  }

  // Room for so many keys.
  void reserve(size_t n) {
    while (2 * n > keys_.size()) grow();
  }

 private:
  // Where the key stands, or the free place where it would. Keys whose low or high bits are alike are spread.
  size_t place_of(uint64_t key) const {
    for (size_t at = (key * 0x9E3779B97F4A7C15u) >> shift_;; at = (at + 1) & (keys_.size() - 1))
      if (keys_[at] == key || keys_[at] == kFree) return at;
  }
  void grow() {
    std::vector<uint64_t> keys(2 * keys_.size(), kFree);
    std::vector<T> values(keys.size());
    keys.swap(keys_);
    values.swap(values_);
    --shift_;
    for (size_t i = 0; i < keys.size(); ++i) {
      if (keys[i] == kFree) continue;
      const size_t at = place_of(keys[i]);
      keys_[at] = keys[i];
      values_[at] = std::move(values[i]);
    }
  }

  // Open addressing: a key stands at its place or right behind it. A power of two, at least half of it free. Keys lie
  // apart from values, so that more of them fit the caches.
  std::vector<uint64_t> keys_ = std::vector<uint64_t>(2, kFree);
  std::vector<T> values_ = std::vector<T>(2);
  size_t size_ = 0;
  int shift_ = 63;
};

}  // namespace sayso
