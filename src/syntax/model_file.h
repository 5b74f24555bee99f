// The model file: a head with magic, version and checksum, then sections by number.
//
//   bytes 0-7   "SAYSO\0EN"          8-11  version       12-15  number of sections
//   16-23       checksum of all bytes from 24 on          24-...  for each section its size (uint64), then the sections
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/origin.h"
#include "base/result.h"

namespace sayso {

inline constexpr uint32_t kModelVersion = 4;

enum class Section : uint8_t { labels, words, network, lemmas };
inline constexpr size_t kSections = 4;
using ModelSections = std::array<std::string_view, kSections>;

// Views into `bytes`. A file that is no model, is of another version, is cut short or was changed is an error;
// whether it was changed is asked of a file alone.
Result<ModelSections> read_model_file(std::string_view bytes, Origin origin);
std::string write_model_file(const std::array<std::string, kSections>& sections);

}  // namespace sayso
