// The form in which the knowledge files are compiled into the binary.
//
//   "SAYSOPK1"
//   u32 number of files
//   a file each: u32 name begin, u32 name size, u32 text begin, u32 text size   (from the first byte of the pack)
//   the names and texts
//
// Integers are little-endian and lie unaligned, files stand in the order of their names, so that the same files give
// the same bytes.
#include <cstdint>

#include "base/knowledge_source.h"

namespace sayso {
namespace {

constexpr std::string_view kMagic = "SAYSOPK1";
constexpr size_t kEntry = 16;

void put_u32(std::string& out, size_t value) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(value >> shift & 0xFF));
}

// The caller has made sure that four bytes stand at `at`.
size_t get_u32(std::string_view bytes, size_t at) {
  size_t value = 0;
  for (size_t i = 0; i < 4; ++i) value |= size_t(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

Error broken(const char* what) {
  return {"", 0, std::string("the packed knowledge is damaged: ") + what, "building the program anew"};
}

}  // namespace

std::string KnowledgeSource::pack() const {
  std::string table;
  std::string data;
  size_t base = kMagic.size() + 4 + texts_.size() * kEntry;
  for (const auto& [name, text] : texts_) {
    for (std::string_view part : {std::string_view(name), text}) {
      put_u32(table, base + data.size());
      put_u32(table, part.size());
      data += part;
    }
  }
  std::string out(kMagic);
  put_u32(out, texts_.size());
  return out + table + data;
}

Result<KnowledgeSource> KnowledgeSource::from_pack(std::string_view bytes) {
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + 4) return broken("it does not begin as a pack does");
  size_t count = get_u32(bytes, kMagic.size());
  size_t table = kMagic.size() + 4;
  if (count > (bytes.size() - table) / kEntry) return broken("its table is cut off");

  KnowledgeSource source;
  for (size_t i = 0; i < count; ++i) {
    std::string_view parts[2];
    for (size_t p = 0; p < 2; ++p) {
      size_t begin = get_u32(bytes, table + i * kEntry + p * 8);
      size_t size = get_u32(bytes, table + i * kEntry + p * 8 + 4);
      if (begin > bytes.size() || size > bytes.size() - begin) return broken("a file reaches beyond its end");
      parts[p] = bytes.substr(begin, size);
    }
    if (!source.texts_.emplace(parts[0], parts[1]).second) return broken("a name stands twice");
  }
  return source;
}

}  // namespace sayso
