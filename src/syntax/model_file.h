// Files of weights: a head with magic, version and checksum, then sections by number.
//
//   bytes 0-7   magic                8-11  version       12-15  number of sections
//   16-23       checksum of all bytes from 24 on          24-...  for each section its size (uint64), then the sections
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/origin.h"
#include "base/result.h"

namespace sayso {

// What a file of weights has to be.
struct WeightsFormat {
  std::string_view magic;  // eight bytes
  uint32_t version;
  uint32_t sections;
  std::string_view what;  // "language model": for messages
};

// Views into `bytes`, as many as the format has sections. A file that is something else, is of another version, is cut
// short or was changed is an error; whether it was changed is asked of a file alone.
Result<std::vector<std::string_view>> read_weights_file(std::string_view bytes, const WeightsFormat& format,
                                                        Origin origin);
std::string write_weights_file(const WeightsFormat& format, std::span<const std::string> sections);

enum class Section : uint8_t { labels, words, network, lemmas, labeler };
inline constexpr size_t kSections = 5;
inline constexpr WeightsFormat kLanguageModel{{"SAYSO\0EN", 8}, 5, kSections, "language model"};

}  // namespace sayso
