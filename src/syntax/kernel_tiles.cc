// A tile is a register of 16 rows of 64 bytes. One instruction multiplies 16 rows of 64 activations of 8 bits with 64
// weights of 16 outputs each and adds the sums of every row and output to a third tile.
//
// Activations have 16 bits: x = 256 high + low with high from -128 to 127 and low from 0 to 255. The two halves are
// multiplied apart, for the unit takes signed and unsigned bytes, and what they sum up to is put together at the end.
// 256 times the upper sum may wrap around; the whole, which fits 32 bits (kernel.h), is the same modulo 2^32.
//
// Two blocks of outputs at a time fill the eight tiles there are: two halves of activations, two of weights, four of
// sums.
#include "syntax/kernel_tiles.h"

#if defined(__x86_64__) && defined(__GNUC__) && defined(__linux__)
#include <cpuid.h>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

namespace sayso {
namespace {

constexpr size_t kTileRows = 16, kTileBytes = PackedWeights::kStep, kTileOutputs = PackedWeights::kBlock;

// What the unit is told its tiles are: all of full size.
struct alignas(64) TileShape {
  uint8_t palette = 1, start_row = 0, reserved[14] = {};
  uint16_t bytes[16] = {kTileBytes, kTileBytes, kTileBytes, kTileBytes, kTileBytes, kTileBytes, kTileBytes, kTileBytes};
  uint8_t rows[16] = {kTileRows, kTileRows, kTileRows, kTileRows, kTileRows, kTileRows, kTileRows, kTileRows};
};
constexpr TileShape kShape;

// Rows of activations as tiles, step after step of kTileBytes inputs.
struct Halves {
  alignas(64) int8_t high[kTileRows * PackedWeights::kMostInputs];
  alignas(64) uint8_t low[kTileRows * PackedWeights::kMostInputs];

  __attribute__((target("avx512f,avx512bw"))) void fill(const int16_t* x, size_t rows, size_t inputs) {
    const size_t steps = (inputs + kTileBytes - 1) / kTileBytes;
    for (size_t r = 0; r < kTileRows; ++r)
      for (size_t i = 0; i < steps * kTileBytes; i += 32) {
        const size_t n = r < rows && i < inputs ? std::min<size_t>(32, inputs - i) : 0;
        const __mmask32 there = n == 32 ? ~__mmask32{0} : (__mmask32{1} << n) - 1;
        const __m512i values = n == 0 ? _mm512_setzero_si512() : _mm512_maskz_loadu_epi16(there, x + r * inputs + i);
        const size_t at = (i / kTileBytes * kTileRows + r) * kTileBytes + i % kTileBytes;
        _mm256_store_si256(reinterpret_cast<__m256i*>(high + at), _mm512_cvtepi16_epi8(_mm512_srai_epi16(values, 8)));
        _mm256_store_si256(reinterpret_cast<__m256i*>(low + at), _mm512_cvtepi16_epi8(values));
      }
  }
};

struct Sums {
  alignas(64) int32_t high[kTileRows * kTileOutputs];
  alignas(64) int32_t low[kTileRows * kTileOutputs];

  __attribute__((target("avx512f"))) void join(size_t rows, size_t stride, int32_t* out) const {
    for (size_t r = 0; r < rows; ++r)
      _mm512_storeu_si512(out + r * stride,
                          _mm512_add_epi32(_mm512_slli_epi32(_mm512_load_si512(high + r * kTileOutputs), 8),
                                           _mm512_load_si512(low + r * kTileOutputs)));
  }
};

// Tiles 0 to 3 are sums, 4 and 5 the halves of the activations, 6 and 7 weights.
template <bool Two>
__attribute__((target("amx-tile,amx-int8"))) void sum_blocks(const Halves& x, const int8_t* weights, size_t steps,
                                                             Sums& first, Sums& second) {
  constexpr size_t kSize = kTileRows * kTileBytes;
  // The compiler is not told that tiles are loaded from memory: what was stored before has to be there.
  asm volatile("" ::: "memory");
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  for (size_t k = 0; k < steps; ++k) {
    _tile_loadd(4, x.high + k * kSize, kTileBytes);
    _tile_loadd(5, x.low + k * kSize, kTileBytes);
    _tile_loadd(6, weights + k * kSize, kTileBytes);
    _tile_dpbssd(0, 4, 6);
    _tile_dpbusd(1, 5, 6);
    if constexpr (Two) {
      _tile_loadd(7, weights + (steps + k) * kSize, kTileBytes);
      _tile_dpbssd(2, 4, 7);
      _tile_dpbusd(3, 5, 7);
    }
  }
  _tile_stored(0, first.high, kTileBytes);
  _tile_stored(1, first.low, kTileBytes);
  if constexpr (Two) {
    _tile_stored(2, second.high, kTileBytes);
    _tile_stored(3, second.low, kTileBytes);
  }
}

bool ask_for_tiles() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  constexpr unsigned kTiles = 1u << 24, kInt8 = 1u << 25;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0 || (d & kTiles) == 0 || (d & kInt8) == 0) return false;
  constexpr long kRequest = 0x1023, kTileData = 18;  // ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA: asm/prctl.h
  return syscall(SYS_arch_prctl, kRequest, kTileData) == 0;
}

}  // namespace

bool has_tiles() {
  static const bool has = ask_for_tiles();
  return has;
}

__attribute__((target("amx-tile"))) void tile_product(const int16_t* x, size_t rows, const PackedWeights& weights,
                                                      int32_t* out) {
  const size_t inputs = weights.inputs(), outputs = weights.padded_outputs();
  const size_t steps = (inputs + kTileBytes - 1) / kTileBytes, block_bytes = steps * kTileBytes * kTileOutputs;
  _tile_loadconfig(&kShape);
  Halves halves;
  Sums first, second;
  for (size_t done = 0; done < rows; done += kTileRows) {
    const size_t n = std::min(kTileRows, rows - done);
    halves.fill(x + done * inputs, n, inputs);
    int32_t* to = out + done * outputs;
    for (size_t o = 0; o < outputs; o += 2 * kTileOutputs) {
      const int8_t* blocks = weights.tiles() + o / kTileOutputs * block_bytes;
      if (o + kTileOutputs < outputs) {
        sum_blocks<true>(halves, blocks, steps, first, second);
        second.join(n, outputs, to + o + kTileOutputs);
      } else {
        sum_blocks<false>(halves, blocks, steps, first, second);
      }
      first.join(n, outputs, to + o);
    }
  }
  _tile_release();
}

}  // namespace sayso

#else

namespace sayso {

bool has_tiles() { return false; }
void tile_product(const int16_t*, size_t, const PackedWeights&, int32_t*) {}

}  // namespace sayso

#endif
