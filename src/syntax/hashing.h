// Hashes that name features and words in the model file. They are part of the file's format: a change makes every
// file of weights unreadable, so the versions (WeightsFormat) must change with it.
#pragma once

#include <cstdint>
#include <string_view>

namespace sayso {

inline constexpr uint64_t kHashSeed = 0x9E3779B97F4A7C15u;

// Spreads every bit of `h` over all others.
inline uint64_t mix(uint64_t h) {
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93u;
  h ^= h >> 29;
  h *= 0xA0761D6478BD642Fu;
  return h ^ (h >> 32);
}

// A value joined to what was hashed before it; finish with `mix`.
inline uint64_t join(uint64_t h, uint64_t value) { return (h ^ (h >> 31)) * 0xE7037ED1A0B428DBu + value; }

inline uint64_t hash_bytes(std::string_view bytes) {
  uint64_t h = kHashSeed ^ bytes.size();
  for (char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return mix(h);
}

}  // namespace sayso
