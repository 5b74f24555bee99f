// Any bytes as a plain-text file. The first byte chooses what is known beforehand.
#include <cstdint>

#include "check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sayso;
  if (size == 0) return 0;
  Metadata meta;
  if (data[0] & 1) meta.published = "2020-10-02";
  if (data[0] & 2) meta.title = "River crossed";
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  auto report = fuzzed_reader().from_text(bytes, meta);
  if (!report) {
    require(!report.error().what.empty(), "an error says what it is");
    return 0;
  }
  check(*report);
  // Reading is stable: the text of a report, read again, is itself.
  auto again = fuzzed_reader().from_text(report->text, meta);
  require(again && again->text == report->text && again->id == report->id, "a text that was read stays as it is");
  (void)fuzzed_reader().parse_published(bytes);
  return 0;
}
