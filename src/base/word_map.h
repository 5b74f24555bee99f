// What is known about words: filled once from the tables of knowledge/, asked for almost every word of every report.
//
// WordMap and WordSet do what std::unordered_map and std::unordered_set of strings do, as far as the stages need it,
// and differ in this: they are asked with any string_view without making a string of it; the answer "not there", which
// is the usual one, costs a hash made inline and one look into a flat table (the standard ones divide, and follow a
// list whose nodes lie anywhere in memory); and what they hold is walked in the order in which it came.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sayso {

// Not for files: it may change with any version.
inline uint64_t hash_word(std::string_view word) {
  constexpr uint64_t kFirst = 0x9E3779B97F4A7C15u, kSecond = 0xD6E8FEB86659FD93u;
  const char* bytes = word.data();
  size_t left = word.size();
  uint64_t hash = left * kFirst;
  auto take = [&](size_t n) {
    uint64_t part = 0;
    std::memcpy(&part, bytes, n);
    hash = (hash ^ part) * kSecond;
    hash ^= hash >> 32;
    bytes += n;
    left -= n;
  };
  while (left >= 8) take(8);
  if (left >= 4) take(4);
  if (left >= 2) take(2);
  if (left >= 1) take(1);
  return hash * kFirst;
}

template <typename T>
class WordMap {
 public:
  using Entry = std::pair<std::string, T>;

  const Entry* begin() const { return entries_.data(); }
  const Entry* end() const { return entries_.data() + entries_.size(); }
  Entry* begin() { return entries_.data(); }
  Entry* end() { return entries_.data() + entries_.size(); }
  size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }

  // The word's entry, or end().
  const Entry* find(std::string_view word) const {
    const uint32_t at = slots_[slot_of(word, hash_word(word))].entry;
    return at == kNone ? end() : &entries_[at];
  }
  bool contains(std::string_view word) const { return find(word) != end(); }

  // The word's entry, made where there is none, and whether it was. Entries found before are no longer valid.
  std::pair<Entry*, bool> emplace(std::string_view word, T value) {
    const uint64_t hash = hash_word(word);
    size_t slot = slot_of(word, hash);
    if (slots_[slot].entry != kNone) return {&entries_[slots_[slot].entry], false};
    if (2 * (entries_.size() + 1) > slots_.size()) {
      grow();
      slot = slot_of(word, hash);
    }
    slots_[slot] = {check_of(hash), static_cast<uint32_t>(entries_.size())};
    entries_.emplace_back(word, std::move(value));
    return {&entries_.back(), true};
  }
  T& operator[](std::string_view word) { return emplace(word, T{}).first->second; }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  struct Slot {
    uint32_t check = 0;  // of the hash: a word is compared only where it agrees
    uint32_t entry = kNone;
  };

  static uint32_t check_of(uint64_t hash) { return static_cast<uint32_t>(hash); }
  // Where the word stands, or the free slot where it would.
  size_t slot_of(std::string_view word, uint64_t hash) const {
    const size_t mask = slots_.size() - 1;
    for (size_t at = hash >> 40 & mask;; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.entry == kNone || (slot.check == check_of(hash) && entries_[slot.entry].first == word)) return at;
    }
  }
  void grow() {
    slots_.assign(std::bit_ceil(4 * (entries_.size() + 1)), {});
    for (size_t i = 0; i < entries_.size(); ++i) {
      const uint64_t hash = hash_word(entries_[i].first);
      slots_[slot_of(entries_[i].first, hash)] = {check_of(hash), static_cast<uint32_t>(i)};
    }
  }

  std::vector<Entry> entries_;
  // Open addressing: a word stands at its place or right behind it. A power of two, at least half of it free.
  std::vector<Slot> slots_ = std::vector<Slot>(1);
};

class WordSet {
 public:
  // False where it is there already.
  bool insert(std::string_view word) { return words_.emplace(word, {}).second; }
  bool contains(std::string_view word) const { return words_.contains(word); }
  bool empty() const { return words_.empty(); }

 private:
  struct Nothing {};
  WordMap<Nothing> words_;
};

}  // namespace sayso
