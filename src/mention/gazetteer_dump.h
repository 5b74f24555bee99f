// Rows of GeoNames' dumps (allCountries.txt, a country's file such as UA.txt, cities500.txt) -> places of a gazetteer.
//
// Taken are: populated places, but for those that are gone (PPLH, PPLQ, PPLW, PPLCH); divisions to the third level
// (ADM1, ADM2, ADM3); refugee camps (CMPRF) and air bases (AIRB). Left out is what reports of war hardly ever name by
// itself, and what would be mistaken for persons, firms and common words: churches, schools, farms, streams, hills,
// roads, forests, and divisions below the third level, which are villages over again. Large waters, ranges and straits
// that reports do name stand in `knowledge/places/regions.tsv`.
//
// Known to go wrong: the dump has rows of one village twice under two ids; both are taken.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mention/gazetteer.h"
#include "mention/gazetteer_writer.h"

namespace sayso {

// A cell that is a number and nothing else.
template <typename T>
bool read_number(std::string_view cell, T& out) {
  auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return error == std::errc() && end == cell.data() + cell.size();
}

// A division's code ("TX", "09", "ENG") as a number; the same for one code, and rarely for two.
uint16_t admin1_number(std::string_view code);

class GazetteerDump {
 public:
  enum class Row : uint8_t {
    taken,
    known,     // a place of that id is there already: the first row of an id counts
    left_out,  // of a class that is not taken
    bad        // no row of a dump: `fault()` says why
  };

  // Places go into `writer`, which has begun with `base` and must outlive the dump.
  GazetteerDump(GazetteerWriter& writer, const Gazetteer& base);

  // A line without its end.
  Row add(std::string_view line);
  const std::string& fault() const { return fault_; }

 private:
  Row bad(std::string_view what) {
    fault_ = what;
    return Row::bad;
  }
  bool is_new(uint32_t geonames);
  void add_names(std::string_view name, std::string_view ascii, std::string_view others);

  GazetteerWriter& writer_;
  std::vector<bool> known_;  // by GeoNames id
  std::vector<std::string_view> names_;
  std::string shown_, name_;
  std::string fault_;
};

}  // namespace sayso
