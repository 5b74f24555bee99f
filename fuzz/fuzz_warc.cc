// Any bytes as a crawl, given in chunks. The first byte chooses their size; the second whether the bytes are packed
// first, a member a record, so that the fuzzer need not find the checksums of gzip, and where the packed file is cut.
#include <zlib.h>

#include <algorithm>
#include <cstdint>

#include "check.h"
#include "page/clean.h"
#include "page/warc.h"

namespace sayso {
namespace {

std::string packed(std::string_view bytes) {
  z_stream stream{};
  require(deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK, "zlib packs");
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  require(deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib packs all");
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string packed_records(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    size_t end = std::min(bytes.find("WARC/", 1), bytes.size());
    out += packed(bytes.substr(0, end));
    bytes.remove_prefix(end);
  }
  return out;
}

}  // namespace
}  // namespace sayso

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sayso;
  if (size < 2) return 0;
  size_t chunk = data[0] < 128 ? data[0] + size_t{1} : size_t{1} << (data[0] - 128) % 17;
  std::string bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  if (data[1] & 1) bytes = packed_records(bytes);
  if (data[1] & 2) bytes.resize(bytes.size() - bytes.size() * (data[1] >> 2) / 64);
  size_t at = 0;
  WarcReader reader(in_chunks(bytes, chunk, at), "in");
  size_t items = 0;
  while (auto page = reader.next()) {
    require(++items <= bytes.size() + 1, "the reading ends");
    if (*page) {
      require((*page)->html.size() <= kMaxPageBytes, "a page is not larger than a page may be");
    } else {
      require(page->error().file == "in" && !page->error().what.empty(), "an error names its file and says what it is");
    }
  }
  require(at == bytes.size(), "all of the file was read");
  require(!reader.next(), "the end stays the end");
  return 0;
}
