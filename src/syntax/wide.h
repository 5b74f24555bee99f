// For the inner loops of syntax/layer.cc, syntax/network.cc and syntax/labeler.cc.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

// The loops over a word's numbers, compiled once more for wider registers. Whole numbers, and single operations on
// floats: both give the same.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define SAYSO_WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define SAYSO_WIDE
#endif

namespace sayso {

inline constexpr size_t kLanes = 8;  // numbers of 32 bits in a register as wide as AVX2 has them

inline constexpr float kAway = 65536;  // makes a number positive, where cutting off is rounding down

inline int8_t round8(float v) { return static_cast<int8_t>(std::clamp(std::lround(v), -127l, 127l)); }

}  // namespace sayso
