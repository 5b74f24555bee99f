// A block of 16 outputs is summed for a few rows at once, so that each weight is loaded once for all of them and the
// sums stay in registers. A pair of activations is spread over all lanes and multiplied with the pairs of weights of
// as many outputs as a register holds (vpmaddwd); the AVX-512 version adds in the same step (vpdpwssd), and takes
// several blocks where the rows are few, so that there are always sums to work on while others wait for their last
// addition. Where there is AMX, it takes what has more than a few rows (kernel_tiles.h).
#include "syntax/kernel.h"

#include <algorithm>
#include <cstring>

#include "syntax/kernel_tiles.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define SAYSO_X86 1
#endif

namespace sayso {
namespace {

constexpr size_t kBlock = PackedWeights::kBlock;

void product_plain(const int16_t* x, size_t rows, const PackedWeights& weights, int32_t* out) {
  size_t inputs = weights.inputs(), outputs = weights.padded_outputs();
  for (size_t r = 0; r < rows; ++r) {
    const int16_t* w = weights.data();
    for (size_t o = 0; o < outputs; o += kBlock) {
      int32_t sums[kBlock] = {};
      for (size_t i = 0; i < inputs; i += 2, w += 2 * kBlock)
        for (size_t k = 0; k < kBlock; ++k)
          sums[k] += x[r * inputs + i] * w[2 * k] + x[r * inputs + i + 1] * w[2 * k + 1];
      std::copy_n(sums, kBlock, out + r * outputs + o);
    }
  }
}

#ifdef SAYSO_X86

// Two activations as one number.
inline int32_t pair_at(const int16_t* x) {
  int32_t pair;
  std::memcpy(&pair, x, sizeof pair);
  return pair;
}

struct Avx2 {
  template <size_t Rows>
  __attribute__((target("avx2"))) static void product(const int16_t* x, const PackedWeights& weights, int32_t* out) {
    size_t inputs = weights.inputs(), outputs = weights.padded_outputs();
    const int16_t* w = weights.data();
    for (size_t o = 0; o < outputs; o += kBlock) {
      __m256i low[Rows], high[Rows];
      for (size_t r = 0; r < Rows; ++r) low[r] = high[r] = _mm256_setzero_si256();
      for (size_t i = 0; i < inputs; i += 2, w += 2 * kBlock) {
        __m256i w0 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w));
        __m256i w1 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w + kBlock));
        for (size_t r = 0; r < Rows; ++r) {
          __m256i pair = _mm256_set1_epi32(pair_at(x + r * inputs + i));
          low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(pair, w0));
          high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(pair, w1));
        }
      }
      for (size_t r = 0; r < Rows; ++r) {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + r * outputs + o), low[r]);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + r * outputs + o + kBlock / 2), high[r]);
      }
    }
  }
};

struct Vnni {
  static constexpr size_t kSums = 16;  // that are built at once

  // `Blocks` blocks of outputs from `o` on.
  template <size_t Rows, size_t Blocks>
  __attribute__((target("avx512f,avx512bw,avx512vnni"))) static void blocks(const int16_t* x,
                                                                            const PackedWeights& weights, size_t o,
                                                                            int32_t* out) {
    size_t inputs = weights.inputs(), outputs = weights.padded_outputs();
    const int16_t* w = weights.data() + o * inputs;
    __m512i sum[Blocks][Rows];
    for (auto& block : sum)
      for (__m512i& s : block) s = _mm512_setzero_si512();
    for (size_t i = 0; i < inputs; i += 2, w += 2 * kBlock)
      for (size_t b = 0; b < Blocks; ++b) {
        __m512i both = _mm512_loadu_si512(w + b * inputs * kBlock);
        for (size_t r = 0; r < Rows; ++r)
          sum[b][r] = _mm512_dpwssd_epi32(sum[b][r], _mm512_set1_epi32(pair_at(x + r * inputs + i)), both);
      }
    for (size_t b = 0; b < Blocks; ++b)
      for (size_t r = 0; r < Rows; ++r) _mm512_storeu_si512(out + r * outputs + o + b * kBlock, sum[b][r]);
  }

  template <size_t Rows, size_t Blocks = kSums / Rows>
  static void product(const int16_t* x, const PackedWeights& weights, int32_t* out, size_t o = 0) {
    for (; o + Blocks * kBlock <= weights.padded_outputs(); o += Blocks * kBlock)
      blocks<Rows, Blocks>(x, weights, o, out);
    if constexpr (Blocks > 1)
      if (o < weights.padded_outputs()) product<Rows, Blocks - 1>(x, weights, out, o);
  }
};

// The rows in groups of the size that fills the registers, what is left over in a smaller one.
template <typename Machine, size_t Rows>
void in_groups(const int16_t* x, size_t rows, const PackedWeights& weights, int32_t* out) {
  for (; rows >= Rows; rows -= Rows, x += Rows * weights.inputs(), out += Rows * weights.padded_outputs())
    Machine::template product<Rows>(x, weights, out);
  if constexpr (Rows > 1)
    if (rows > 0) in_groups<Machine, Rows - 1>(x, rows, weights, out);
}

// A tile of sixteen rows for one or two would be slower.
void product_amx(const int16_t* x, size_t rows, const PackedWeights& weights, int32_t* out) {
  constexpr size_t kFew = 4;
  if (rows > kFew)
    tile_product(x, rows, weights, out);
  else
    in_groups<Vnni, kFew>(x, rows, weights, out);
}

#endif

}  // namespace

PackedWeights::PackedWeights(std::span<const int8_t> weights, size_t outputs, size_t inputs)
    : inputs_(inputs), blocks_((outputs + kBlock - 1) / kBlock) {
  data_.assign(blocks_ * kBlock * inputs, 0);
  for (size_t o = 0; o < outputs; ++o)
    for (size_t i = 0; i < inputs; ++i)
      data_[(o / kBlock * inputs + i / 2 * 2) * kBlock + o % kBlock * 2 + i % 2] = weights[o * inputs + i];
  if (!has_tiles()) return;
  const size_t filled = (inputs + kStep - 1) / kStep * kStep;
  tiles_.assign(blocks_ * kBlock * filled, 0);
  for (size_t o = 0; o < outputs; ++o)
    for (size_t i = 0; i < inputs; ++i)
      tiles_[(o / kBlock * filled + i / 4 * 4) * kBlock + o % kBlock * 4 + i % 4] = weights[o * inputs + i];
}

std::span<const Kernel> kernels() {
  static const std::vector<Kernel> kAll = [] {
    std::vector<Kernel> all;
#ifdef SAYSO_X86
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni")) {
      if (has_tiles()) all.push_back({"AMX", product_amx});
      all.push_back({"AVX-512 VNNI", in_groups<Vnni, 8>});
    }
    if (__builtin_cpu_supports("avx2")) all.push_back({"AVX2", in_groups<Avx2, 4>});
#endif
    all.push_back({"plain", product_plain});
    return all;
  }();
  return kAll;
}

}  // namespace sayso
