#include "syntax/model_file.h"

#include "syntax/bytes.h"
#include "syntax/hashing.h"

namespace sayso {
namespace {

constexpr size_t kHead = 24;

// Eight bytes at a time in four lanes: a model of 15 MB takes a few milliseconds.
uint64_t checksum(std::string_view bytes) {
  uint64_t lanes[4] = {1, 2, 3, 4};
  size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32)
    for (size_t i = 0; i < 4; ++i) lanes[i] = join(lanes[i], load<uint64_t>(bytes.data() + at + 8 * i));
  uint64_t sum = hash_bytes(bytes.substr(at));
  for (uint64_t lane : lanes) sum = join(sum, lane);
  return mix(join(sum, bytes.size()));
}

}  // namespace

Result<std::vector<std::string_view>> read_weights_file(std::string_view bytes, const WeightsFormat& format,
                                                        Origin origin) {
  const std::string what(format.what);
  auto fault = [](std::string text) {
    return Error{"", 0, std::move(text), "the file of weights that came with this version"};
  };
  ByteReader head(bytes);
  if (head.take_bytes(format.magic.size()) != format.magic) return fault("this is no " + what);
  uint32_t version = head.take<uint32_t>();
  uint32_t count = head.take<uint32_t>();
  uint64_t sum = head.take<uint64_t>();
  if (!head.ok()) return fault("the " + what + " is cut short");
  if (version != format.version || count != format.sections)
    return fault("the " + what + " has version " + std::to_string(version) + ", not " + std::to_string(format.version));
  if (origin == Origin::file && sum != checksum(bytes.substr(kHead)))
    return fault("the " + what + " is cut short or was changed");
  std::vector<std::string_view> sections(format.sections);
  std::vector<uint64_t> sizes(format.sections);
  for (uint64_t& size : sizes) size = head.take<uint64_t>();
  for (size_t i = 0; i < sections.size(); ++i) sections[i] = head.take_bytes(sizes[i]);
  if (!head.ok() || !head.at_end()) return fault("the sections of the " + what + " do not fit its size");
  return sections;
}

std::string write_weights_file(const WeightsFormat& format, std::span<const std::string> sections) {
  std::string body;
  for (const std::string& s : sections) put(body, static_cast<uint64_t>(s.size()));
  for (const std::string& s : sections) body += s;
  std::string out(format.magic);
  put(out, format.version);
  put(out, format.sections);
  put(out, checksum(body));
  return out + body;
}

}  // namespace sayso
