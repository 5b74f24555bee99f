#include "syntax/model_file.h"

#include "syntax/bytes.h"
#include "syntax/hashing.h"

namespace sayso {
namespace {

constexpr std::string_view kMagic{"SAYSO\0EN", 8};
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

Error fault(std::string what) { return {"", 0, std::move(what), "the model file that came with this version"}; }

}  // namespace

Result<ModelSections> read_model_file(std::string_view bytes, Origin origin) {
  ByteReader head(bytes);
  if (head.take_bytes(kMagic.size()) != kMagic) return fault("this is no language model");
  uint32_t version = head.take<uint32_t>();
  uint32_t count = head.take<uint32_t>();
  uint64_t sum = head.take<uint64_t>();
  if (!head.ok()) return fault("the language model is cut short");
  if (version != kModelVersion || count != kSections)
    return fault("the language model has version " + std::to_string(version) + ", not " +
                 std::to_string(kModelVersion));
  if (origin == Origin::file && sum != checksum(bytes.substr(kHead)))
    return fault("the language model is cut short or was changed");
  ModelSections sections;
  std::array<uint64_t, kSections> sizes;
  for (uint64_t& size : sizes) size = head.take<uint64_t>();
  for (size_t i = 0; i < kSections; ++i) sections[i] = head.take_bytes(sizes[i]);
  if (!head.ok() || !head.at_end()) return fault("the language model's sections do not fit its size");
  return sections;
}

std::string write_model_file(const std::array<std::string, kSections>& sections) {
  std::string body;
  for (const std::string& s : sections) put(body, static_cast<uint64_t>(s.size()));
  for (const std::string& s : sections) body += s;
  std::string out(kMagic);
  put(out, kModelVersion);
  put(out, static_cast<uint32_t>(kSections));
  put(out, checksum(body));
  return out + body;
}

}  // namespace sayso
