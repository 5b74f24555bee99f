// A small generator of our own: the standard library's distributions differ between libraries.
#pragma once

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace sayso::train {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 0x632BE59BD9B4E019u) {}

  uint32_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<uint32_t>((state_ * 0x2545F4914F6CDD1Du) >> 32);
  }
  uint64_t below(uint64_t n) { return next() % n; }
  float uniform() { return static_cast<float>(next() >> 8) * (1.0f / 16777216); }  // [0, 1)
  float normal() { return std::sqrt(-2 * std::log(uniform() + 1e-7f)) * std::cos(6.2831853f * uniform()); }
  template <typename T>
  void shuffle(std::vector<T>& v) {
    for (size_t i = v.size(); i > 1; --i) std::swap(v[i - 1], v[below(i)]);
  }

 private:
  uint64_t state_;
};

}  // namespace sayso::train
