// Any bytes as a line in the head of a page: dates, times of day, datelines.
#include <cstdint>

#include "check.h"
#include "page/clean.h"
#include "page/dates.h"
#include "page/layout.h"

namespace sayso {
namespace {

const PageTables& tables() {
  static const LayoutReader reader = [] {
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    require(bool(source), "knowledge/ can be read");
    auto loaded = LayoutReader::load(*source);
    require(bool(loaded), "knowledge/page/ is sound");
    return *std::move(loaded);
  }();
  return reader.tables();
}

void check(const WrittenDate& date) {
  require(date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31, "a date has a month and a day");
  require(!date.year || (*date.year >= 1000 && *date.year <= 9999), "a year has four digits");
}

}  // namespace
}  // namespace sayso

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sayso;
  std::string line = clean_text(std::string(reinterpret_cast<const char*>(data), size));
  std::vector<LineToken> tokens = tokens_of_line(line);
  uint32_t at = 0;
  for (const LineToken& token : tokens) {
    require(at <= token.span.begin && token.span.begin < token.span.end && token.span.end <= line.size(),
            "tokens are in order, apart and inside the line");
    require(token.text == token.span.in(line) && is_valid_utf8(token.text), "a token is what stands there");
    at = token.span.end;
  }
  const DateWords& dates = tables().dates;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (auto date = dates.date_at(tokens, i)) {
      check(date->date);
      require(i < date->next && date->next <= tokens.size(), "a date takes tokens that are there");
    }
    if (auto time = dates.time_at(tokens, i)) {
      require(time->minute >= 0 && time->minute < 24 * 60, "a time is one of the day");
      require(i < time->next && time->next <= tokens.size(), "a time takes tokens that are there");
    }
    size_t next = dates.skip_other_calendar(tokens, i);
    require(i <= next && next <= tokens.size(), "what is skipped is there");
  }
  LineTime found = dates.scan(tokens);
  if (found.date) check(*found.date);
  require(found.before <= tokens.size() && found.strange <= tokens.size(), "words are counted once");
  if (auto day = dates.parse(line)) {
    require(found.date && found.date->full() == day->day, "metadata are read as lines are");
    require(!day->minute || (*day->minute >= 0 && *day->minute < 24 * 60), "a time is one of the day");
  }
  return 0;
}
