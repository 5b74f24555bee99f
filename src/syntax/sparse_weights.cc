// A hash table with linear probing whose slots hold 8 bits of the feature and the place of its row; the row holds 8
// bits more. A feature that the table does not have is so taken for another about once in ten thousand times, which
// costs less accuracy than can be measured.
//
// The rows are padded at the end by the length of the longest possible row. One comparison a row therefore keeps every
// read inside the section, whatever the bytes are.
#include "syntax/sparse_weights.h"

#include <bit>

#include "syntax/bytes.h"

namespace sayso {
namespace {

constexpr size_t kEntryBytes = 3;
constexpr size_t kLongestRow = 2 + 255 * kEntryBytes;
constexpr uint32_t kPlaceBits = 24;
constexpr uint32_t kPlaceMask = (1u << kPlaceBits) - 1;
constexpr int kMaxProbes = 64;

uint32_t slot_check(uint64_t feature) { return static_cast<uint32_t>(feature & 0xFF); }
uint8_t row_check(uint64_t feature) { return static_cast<uint8_t>(feature >> 8); }

}  // namespace

Result<SparseWeights> SparseWeights::read(std::string_view bytes) {
  ByteReader reader(bytes);
  uint32_t bits = reader.take<uint32_t>();
  uint32_t row_bytes = reader.take<uint32_t>();
  if (!reader.ok() || bits < 1 || bits > 24) return Error{"", 0, "the weights have no valid size", ""};
  SparseWeights weights;
  weights.slots_ = reader.take_bytes(sizeof(uint32_t) << bits).data();
  weights.rows_ = reader.take_bytes(row_bytes).data();
  if (!reader.ok() || !reader.at_end() || row_bytes < kLongestRow) return Error{"", 0, "the weights are cut short", ""};
  weights.shift_ = 64 - bits;
  weights.mask_ = (1u << bits) - 1;
  weights.last_row_ = static_cast<uint32_t>(row_bytes - kLongestRow);
  return weights;
}

std::string SparseWeights::write(const std::vector<Row>& rows) {
  uint32_t bits = static_cast<uint32_t>(std::bit_width(rows.size() + rows.size() / 3 + 1));
  uint32_t mask = (1u << bits) - 1;
  std::vector<uint32_t> slots(size_t{1} << bits, 0);
  std::string packed;
  for (const Row& row : rows) {
    uint32_t place = static_cast<uint32_t>(packed.size());
    put(packed, static_cast<uint8_t>(row.entries.size()));
    put(packed, row_check(row.feature));
    for (const Entry& e : row.entries) {
      put(packed, e.label);
      put(packed, e.weight);
    }
    uint32_t at = static_cast<uint32_t>(row.feature >> (64 - bits));
    int probes = 0;
    while (slots[at] != 0 && ++probes < kMaxProbes) at = (at + 1) & mask;
    if (slots[at] == 0) slots[at] = slot_check(row.feature) << kPlaceBits | (place + 1);
  }
  packed.append(kLongestRow, '\0');

  std::string out;
  put(out, bits);
  put(out, static_cast<uint32_t>(packed.size()));
  for (uint32_t slot : slots) put(out, slot);
  return out + packed;
}

void SparseWeights::add(std::span<const uint64_t> features, int32_t* scores) const {
  if (slots_ == nullptr) return;
  // Three passes, so that the memory of many features is fetched at once: slots, then rows, then the sums.
  const char* found[kMaxFeatures];
  size_t count = 0;
  for (uint64_t f : features) __builtin_prefetch(slots_ + (f >> shift_) * sizeof(uint32_t));
  for (uint64_t f : features) {
    uint32_t at = static_cast<uint32_t>(f >> shift_);
    for (int probe = 0; probe < kMaxProbes; ++probe, at = (at + 1) & mask_) {
      uint32_t slot = load<uint32_t>(slots_ + at * sizeof(uint32_t));
      if (slot == 0) break;
      if (slot >> kPlaceBits != slot_check(f)) continue;
      uint32_t place = (slot & kPlaceMask) - 1;
      if (place > last_row_) break;
      // The row's own check bits are compared here and not later: behind a false match the right slot may follow.
      if (static_cast<uint8_t>(rows_[place + 1]) != row_check(f)) continue;
      found[count++] = rows_ + place;
      break;
    }
  }
  for (size_t i = 0; i < count; ++i) {
    const char* entry = found[i] + 2;
    for (const char* end = entry + static_cast<uint8_t>(found[i][0]) * kEntryBytes; entry < end; entry += kEntryBytes)
      scores[static_cast<uint8_t>(entry[0])] += load<int16_t>(entry + 1);
  }
}

}  // namespace sayso
