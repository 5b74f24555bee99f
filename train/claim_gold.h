// Gold accounts as training data: reports with their rows, the triggers located in the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace sayso::train {

struct GoldToll {
  std::string what, text;
  std::optional<int64_t> low, high;
};

struct GoldRow {
  int n = 0;
  size_t begin = 0, end = 0;  // bytes of the trigger
  std::string trigger, source, source_is, stance, kind;
  bool has_source = false;
  bool optional = false;
  int denies = 0;  // `n` of the row denied, 0 for none
  std::string modality;
  std::string place, place_is;                    // empty for none
  std::string when;                               // "2020-09-28/2020-09-28", an open end left out; empty for none
  std::vector<std::string> by, by_is, on, on_is;  // words of the text, and the sides that they stand for
  std::vector<GoldToll> tolls;
};

struct GoldReport {
  std::string id, published, outlet, text;
  std::vector<GoldRow> rows;
};

// Reads a file of JSON Lines; rows whose trigger cannot be found are an error.
Result<std::vector<GoldReport>> read_gold(const std::string& file);

// Groups of names of one side, a line each, tab-separated.
class SideNames {
 public:
  static Result<SideNames> read(const std::string& file);
  // True where two names share most of their words, whatever their order, or are names of one side.
  bool same(const std::string& a, const std::string& b) const;

 private:
  std::vector<std::vector<std::string>> groups_;
};

}  // namespace sayso::train
