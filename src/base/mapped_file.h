// A file's bytes, read-only, without copying them: the gazetteer and other files that are larger than what one report
// touches of them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace sayso {

// Owns the mapping; `bytes()` is valid as long as this lives. Movable, not copyable. The file must not be shortened
// while it is mapped: reading behind its new end would end the program (SIGBUS), as with any mapped file.
class MappedFile {
 public:
  // Fails where the path cannot be opened or is no regular file. An empty file is fine and has no bytes.
  static Result<MappedFile> open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept
      : at_(std::exchange(other.at_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(at_, other.at_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~MappedFile();

  std::string_view bytes() const { return {static_cast<const char*>(at_), size_}; }

 private:
  MappedFile(void* at, size_t size) : at_(at), size_(size) {}
  void* at_ = nullptr;
  size_t size_ = 0;
};

}  // namespace sayso
