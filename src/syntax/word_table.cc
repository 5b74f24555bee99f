#include "syntax/word_table.h"

#include <algorithm>
#include <bit>

#include "syntax/bytes.h"
#include "syntax/hashing.h"

namespace sayso {
namespace {

constexpr size_t kSlotBytes = 12;
constexpr int kMaxProbes = 64;

uint32_t check_of(uint64_t hash) { return static_cast<uint32_t>(hash >> 32) | 1u; }

}  // namespace

Result<WordTable> WordTable::read(std::string_view bytes) {
  ByteReader reader(bytes);
  uint32_t bits = reader.take<uint32_t>();
  WordTable table;
  table.words_ = reader.take<uint32_t>();
  table.clusters_ = reader.take<uint32_t>();
  table.coarse_ = reader.take<uint32_t>();
  if (!reader.ok() || bits > 24) return Error{"", 0, "the word table has no valid size", ""};
  table.slots_ = reader.take_bytes(kSlotBytes << bits).data();
  table.mask_ = (1u << bits) - 1;
  if (!reader.ok() || !reader.at_end()) return Error{"", 0, "the word table is cut short", ""};
  return table;
}

std::string WordTable::write(const std::vector<Row>& rows) {
  uint32_t bits = static_cast<uint32_t>(std::bit_width(rows.size() + rows.size() / 3 + 1));
  uint32_t mask = (1u << bits) - 1;
  std::string slots(kSlotBytes << bits, '\0');
  uint32_t words = 1, clusters = 1, coarse = 1;
  for (const Row& row : rows) {
    uint64_t hash = hash_bytes(row.form);
    uint32_t at = static_cast<uint32_t>(hash) & mask;
    int probes = 0;
    while (load<uint32_t>(&slots[at * kSlotBytes]) != 0 && ++probes < kMaxProbes) at = (at + 1) & mask;
    if (probes >= kMaxProbes) continue;
    std::string slot;
    put(slot, check_of(hash));
    put(slot, row.entry.cluster);
    put(slot, row.entry.coarse);
    put(slot, row.entry.often);
    put(slot, row.entry.row);
    words = std::max(words, row.entry.row + 1);
    clusters = std::max(clusters, uint32_t{row.entry.cluster} + 1);
    coarse = std::max(coarse, uint32_t{row.entry.coarse} + 1);
    slots.replace(at * kSlotBytes, kSlotBytes, slot);
  }
  std::string out;
  put(out, bits);
  put(out, words);
  put(out, clusters);
  put(out, coarse);
  return out + slots;
}

WordTable::Entry WordTable::find(std::string_view form) const {
  if (slots_ == nullptr) return {};
  uint64_t hash = hash_bytes(form);
  uint32_t at = static_cast<uint32_t>(hash) & mask_;
  for (int probe = 0; probe < kMaxProbes; ++probe, at = (at + 1) & mask_) {
    const char* slot = slots_ + at * kSlotBytes;
    uint32_t check = load<uint32_t>(slot);
    if (check == 0) break;
    if (check == check_of(hash))
      return {load<uint16_t>(slot + 4), load<uint8_t>(slot + 6), load<uint8_t>(slot + 7), load<uint32_t>(slot + 8)};
  }
  return {};
}

}  // namespace sayso
