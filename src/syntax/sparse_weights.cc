// A hash table with linear probing whose slots hold 8 bits of the feature and the place of its row; beside the row
// stand 8 bits more. A feature that the table does not have is so taken for another about once in ten thousand times,
// and one that stands behind a slot with its 8 bits is missed about once in a thousand: both cost less accuracy than
// can be measured.
//
// Most features are words or pairs of words and have weights for a few classes: their rows list labels and weights.
// Features of tags alone have weights for most classes, and are met all the time: their rows are dense, one weight a
// class, so that they are summed sixteen classes at once. Places below `dense_` are dense rows, places from there on
// are bytes of the sparse ones.
//
// The sparse rows are padded at the end by the length of the longest possible row. One comparison a row therefore
// keeps every read inside the section, whatever the bytes are.
#include "syntax/sparse_weights.h"

#include <algorithm>
#include <bit>

#include "syntax/bytes.h"

namespace sayso {
namespace {

constexpr size_t kEntryBytes = 2;
constexpr size_t kLongestRow = 2 + 255 * kEntryBytes;
constexpr uint32_t kPlaceBits = 24;
constexpr uint32_t kPlaceMask = (1u << kPlaceBits) - 1;
constexpr int kMaxProbes = 64;
constexpr size_t kLane = 16;  // classes summed at once

uint32_t slot_check(uint64_t feature) { return static_cast<uint32_t>(feature & 0xFF); }
uint8_t row_check(uint64_t feature) { return static_cast<uint8_t>(feature >> 8); }

// Sums of dense rows, a lane of classes after the other so that the sums stay in registers. The compiler makes vector
// code of it; where the processor has wider vectors, the second version is chosen at run time. Whole numbers: both give
// the same.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
__attribute__((target_clones("avx2", "default")))
#endif
void add_dense(const int8_t* const* rows, size_t count, size_t width, int16_t* scores) {
  for (size_t lane = 0; lane < width; lane += kLane) {
    int16_t sums[kLane] = {};
    for (size_t r = 0; r < count; ++r)
      for (size_t i = 0; i < kLane; ++i) sums[i] = static_cast<int16_t>(sums[i] + rows[r][lane + i]);
    std::copy_n(sums, kLane, scores + lane);
  }
}

}  // namespace

Result<SparseWeights> SparseWeights::read(std::string_view bytes) {
  ByteReader reader(bytes);
  uint32_t bits = reader.take<uint32_t>();
  SparseWeights weights;
  weights.width_ = reader.take<uint32_t>();
  weights.dense_ = reader.take<uint32_t>();
  uint32_t sparse_bytes = reader.take<uint32_t>();
  if (!reader.ok() || bits < 1 || bits > 24 || weights.width_ == 0 || weights.width_ > kMaxClasses ||
      weights.width_ % kLane != 0 || weights.dense_ > kPlaceMask)
    return Error{"", 0, "the weights have no valid size", ""};
  weights.slots_ = reader.take_bytes(sizeof(uint32_t) << bits).data();
  weights.dense_rows_ = reader.take_bytes(size_t{weights.dense_} * weights.width_).data();
  weights.dense_checks_ = reader.take_bytes(weights.dense_).data();
  weights.sparse_rows_ = reader.take_bytes(sparse_bytes).data();
  if (!reader.ok() || !reader.at_end() || sparse_bytes < kLongestRow)
    return Error{"", 0, "the weights are cut short", ""};
  weights.shift_ = 64 - bits;
  weights.mask_ = (1u << bits) - 1;
  weights.last_row_ = static_cast<uint32_t>(sparse_bytes - kLongestRow);
  return weights;
}

std::string SparseWeights::write(const std::vector<Row>& rows, size_t classes) {
  size_t width = (classes + kLane - 1) / kLane * kLane;
  auto is_dense = [&](const Row& row) { return row.entries.size() * 3 > width; };
  uint32_t dense_count = static_cast<uint32_t>(std::count_if(rows.begin(), rows.end(), is_dense));
  uint32_t bits = static_cast<uint32_t>(std::bit_width(rows.size() + rows.size() / 3 + 1));
  uint32_t mask = (1u << bits) - 1;
  std::vector<uint32_t> slots(size_t{1} << bits, 0);
  std::string dense, checks, sparse;
  for (const Row& row : rows) {
    uint32_t place;
    if (is_dense(row)) {
      place = static_cast<uint32_t>(checks.size());
      size_t begin = dense.size();
      dense.resize(begin + width, '\0');
      for (const Entry& e : row.entries) dense[begin + e.label] = static_cast<char>(e.weight);
      put(checks, row_check(row.feature));
    } else {
      place = dense_count + static_cast<uint32_t>(sparse.size());
      put(sparse, static_cast<uint8_t>(row.entries.size()));
      put(sparse, row_check(row.feature));
      for (const Entry& e : row.entries) {
        put(sparse, e.label);
        put(sparse, e.weight);
      }
    }
    if (place >= kPlaceMask) break;  // the trainer keeps models far smaller than this
    uint32_t at = static_cast<uint32_t>(row.feature >> (64 - bits));
    int probes = 0;
    while (slots[at] != 0 && ++probes < kMaxProbes) at = (at + 1) & mask;
    if (slots[at] == 0) slots[at] = slot_check(row.feature) << kPlaceBits | (place + 1);
  }
  sparse.append(kLongestRow, '\0');

  std::string out;
  put(out, bits);
  put(out, static_cast<uint32_t>(width));
  put(out, dense_count);
  put(out, static_cast<uint32_t>(sparse.size()));
  for (uint32_t slot : slots) put(out, slot);
  return out + dense + checks + sparse;
}

void SparseWeights::score(std::span<const uint64_t> features, int16_t* scores) const {
  // Three passes, so that the memory of many features is fetched at once: slots, then rows, then the sums.
  struct Found {
    uint64_t feature;
    uint32_t place;
  };
  Found found[kMaxFeatures];
  const int8_t* dense[kMaxFeatures] = {};
  size_t count = 0, dense_count = 0;
  for (uint64_t f : features) __builtin_prefetch(slots_ + (f >> shift_) * sizeof(uint32_t));
  for (uint64_t f : features) {
    uint32_t at = static_cast<uint32_t>(f >> shift_);
    uint32_t slot = load<uint32_t>(slots_ + at * sizeof(uint32_t));
    for (int probe = 1; slot != 0 && slot >> kPlaceBits != slot_check(f) && probe < kMaxProbes; ++probe) {
      at = (at + 1) & mask_;
      slot = load<uint32_t>(slots_ + at * sizeof(uint32_t));
    }
    if (slot == 0 || slot >> kPlaceBits != slot_check(f)) continue;
    uint32_t place = (slot & kPlaceMask) - 1;
    if (place >= dense_ && place - dense_ > last_row_) continue;
    __builtin_prefetch(place < dense_ ? dense_rows_ + size_t{place} * width_ : sparse_rows_ + (place - dense_));
    found[count++] = {f, place};
  }
  size_t sparse_count = 0;
  for (size_t i = 0; i < count; ++i) {
    const Found& f = found[i];
    if (f.place < dense_) {
      if (static_cast<uint8_t>(dense_checks_[f.place]) == row_check(f.feature))
        dense[dense_count++] = reinterpret_cast<const int8_t*>(dense_rows_ + size_t{f.place} * width_);
    } else {
      found[sparse_count++] = f;
    }
  }
  add_dense(dense, dense_count, width_, scores);
  for (size_t i = 0; i < sparse_count; ++i) {
    const char* row = sparse_rows_ + (found[i].place - dense_);
    if (static_cast<uint8_t>(row[1]) != row_check(found[i].feature)) continue;
    const char* entry = row + 2;
    for (const char* end = entry + static_cast<uint8_t>(row[0]) * kEntryBytes; entry < end; entry += kEntryBytes)
      scores[static_cast<uint8_t>(entry[0])] =
          static_cast<int16_t>(scores[static_cast<uint8_t>(entry[0])] + static_cast<int8_t>(entry[1]));
  }
}

}  // namespace sayso
