// What the writer (gazetteer_writer.cc) and the reader (gazetteer.cc) of the gazetteer's file agree on. The format is
// described at the head of gazetteer.cc.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace sayso::gazetteer_format {

inline constexpr std::string_view kMagic = "SAYSOGAZ";
inline constexpr uint32_t kVersion = 2;
inline constexpr size_t kHeader = 48;
inline constexpr size_t kChecked = 40;  // bytes of the header that the checksum is of, too
inline constexpr size_t kEntry = 32;
inline constexpr size_t kKey = 8;
inline constexpr size_t kPosting = 4;
inline constexpr size_t kDate = 8;
inline constexpr uint32_t kBuckets = 1u << 16;
inline constexpr uint32_t kContinues = 1u << 31;  // of a key's first posting
inline constexpr uint32_t kMaxEntries = 1u << 24;
inline constexpr int kUseShift = 24;  // a posting is an entry with its NameUse flags above it
inline constexpr double kDegree = 100000.0;

inline uint32_t read_u32(const char* at) {
  const auto* b = reinterpret_cast<const unsigned char*>(at);
  return static_cast<uint32_t>(b[0]) | static_cast<uint32_t>(b[1]) << 8 | static_cast<uint32_t>(b[2]) << 16 |
         static_cast<uint32_t>(b[3]) << 24;
}
inline uint32_t read_u16(const char* at) {
  const auto* b = reinterpret_cast<const unsigned char*>(at);
  return static_cast<uint32_t>(b[0]) | static_cast<uint32_t>(b[1]) << 8;
}
inline uint64_t read_u64(const char* at) {
  if constexpr (std::endian::native == std::endian::little) {  // one load, which the compiler does not see in the other
    uint64_t v = 0;
    std::memcpy(&v, at, sizeof v);
    return v;
  }
  return read_u32(at) | static_cast<uint64_t>(read_u32(at + 4)) << 32;
}

inline void write_u16(std::string& out, uint32_t v) {
  out += static_cast<char>(v & 0xFF);
  out += static_cast<char>(v >> 8 & 0xFF);
}
inline void write_u32(std::string& out, uint32_t v) {
  write_u16(out, v & 0xFFFF);
  write_u16(out, v >> 16);
}
inline void write_u64(std::string& out, uint64_t v) {
  write_u32(out, static_cast<uint32_t>(v));
  write_u32(out, static_cast<uint32_t>(v >> 32));
}

// Of a key's hash, the part that names its bucket and the part that is stored.
inline uint32_t bucket_of(uint64_t hash) { return static_cast<uint32_t>(hash >> 48); }
inline uint32_t print_of(uint64_t hash) { return static_cast<uint32_t>(hash); }

// Of bytes in any pieces. Four lanes of eight bytes each: several bytes a cycle, so that 20 MB take a few milliseconds.
class Checksum {
 public:
  void add(std::string_view bytes) {
    size_ += bytes.size();
    if (held_ > 0) {
      const size_t more = std::min(bytes.size(), kBlock - held_);
      std::memcpy(block_ + held_, bytes.data(), more);
      bytes.remove_prefix(more);
      held_ += more;
      if (held_ < kBlock) return;
      mix(block_);
      held_ = 0;
    }
    for (; bytes.size() >= kBlock; bytes.remove_prefix(kBlock)) mix(bytes.data());
    held_ = bytes.size();
    if (held_ > 0) std::memcpy(block_, bytes.data(), held_);
  }
  uint64_t end() const {
    uint64_t sum = size_;
    for (size_t i = 0; i < held_; ++i) sum = (sum ^ static_cast<unsigned char>(block_[i])) * 0x100000001B3u;
    for (uint64_t x : lane_) sum = ((sum ^ x) * kPrime) ^ (x >> 31);
    return sum;
  }

 private:
  static constexpr size_t kBlock = 32;
  static constexpr uint64_t kPrime = 0x9E3779B97F4A7C15u;
  void mix(const char* block) {
    for (size_t k = 0; k < 4; ++k) {
      uint64_t x = lane_[k] ^ read_u64(block + 8 * k);
      lane_[k] = ((x << 29) | (x >> 35)) * kPrime;
    }
  }

  uint64_t lane_[4] = {1, 2, 3, 4};
  uint64_t size_ = 0;
  char block_[kBlock] = {};
  size_t held_ = 0;
};

}  // namespace sayso::gazetteer_format
