// Reading and writing the numbers of the model file: little-endian, unaligned, never behind the end.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace sayso {

static_assert(std::endian::native == std::endian::little, "the model file is read in place");

// The value at byte `at`, which must lie wholly inside `bytes`.
template <typename T>
T load(const char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

// Takes values from the front of a section; `ok` turns false where there are too few bytes, and stays so.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  T take() {
    T value{};
    std::string_view raw = take_bytes(sizeof(T));
    if (ok_) std::memcpy(&value, raw.data(), sizeof(T));
    return value;
  }
  std::string_view take_bytes(size_t n) {
    if (!ok_ || n > bytes_.size()) {
      ok_ = false;
      return {};
    }
    std::string_view taken = bytes_.substr(0, n);
    bytes_.remove_prefix(n);
    return taken;
  }
  // A short text: its length in one byte, then its bytes.
  std::string_view take_text() { return take_bytes(take<uint8_t>()); }

  bool ok() const { return ok_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

template <typename T>
void put(std::string& out, T value) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof(T));
  out.append(raw, sizeof(T));
}

inline void put_text(std::string& out, std::string_view text) {
  text = text.substr(0, 255);
  put(out, static_cast<uint8_t>(text.size()));
  out += text;
}

}  // namespace sayso
