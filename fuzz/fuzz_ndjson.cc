// Any bytes as an NDJSON file, given in chunks of a few bytes.
#include <algorithm>
#include <cstdint>

#include "check.h"
#include "page/line_reader.h"
#include "page/ndjson.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sayso;
  if (size == 0) return 0;
  size_t chunk = data[0] + size_t{1};
  std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  size_t at = 0;
  LineReader lines(in_chunks(bytes, chunk, at), size_t{1} << 14);
  NdjsonReader reader(fuzzed_reader());
  size_t number = 0;
  while (auto line = lines.next()) {
    require(line->number == ++number, "lines are counted");
    if (line->too_long) continue;
    auto report = reader.read(line->text, {}, "in", line->number);
    if (report) {
      check(*report);
    } else {
      require(report.error().line == number && !report.error().what.empty(), "an error names its line");
    }
  }
  size_t ends = static_cast<size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  require(number == ends + (bytes.empty() || bytes.ends_with('\n') ? 0 : 1), "every line was given");
  return 0;
}
