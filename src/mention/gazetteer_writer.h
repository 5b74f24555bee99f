// Puts the gazetteer's file together: places with their names in, in any number; the bytes of the file out.
//
// Guaranteed: the same places in the same order give the same bytes; a writer that begins with a gazetteer and is given
// nothing more gives that gazetteer's bytes. What is kept of a place is what the file holds of it, and 12 bytes for
// each of its names: some five million villages with twice as many names are less than a gigabyte.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "mention/gazetteer.h"

namespace sayso {

// Bytes of a place's other names that are shown; all are looked up by.
inline constexpr size_t kShownNames = 400;

class GazetteerWriter {
 public:
  GazetteerWriter() = default;
  // Begins with all that `base` holds; it must be whole (Gazetteer::check).
  explicit GazetteerWriter(const Gazetteer& base);

  // A place. `names` of it are shown, not looked up: each is given to add_name, too.
  void add(const GazetteerEntry& place);
  // A name of the place that was added last, under all keys that it is looked up by.
  void add_name(std::string_view name, uint8_t use, Years years = {});

  uint32_t size() const { return static_cast<uint32_t>(entries_.size() / 32); }

  // The pieces of the file in their order, so that they need not be in memory twice. Fails where there are more places
  // or letters than the file's numbers can count. Nothing can be added afterwards.
  Result<std::vector<std::string>> finish();

 private:
  // A key of a place, or (`beginning`) the beginning of longer keys.
  struct Use {
    uint32_t print = 0;
    uint16_t bucket = 0;
    uint8_t beginning = 0;
    uint8_t order = 0;     // among the names of the place: of two ways to one place, the first
    uint32_t posting = 0;  // as in the file
    auto operator<=>(const Use&) const = default;
    bool same_key(const Use& other) const { return print == other.print && bucket == other.bucket; }
  };
  // Strings, each once.
  class Strings {
   public:
    uint32_t store(std::string_view text);
    void begin_with(std::string_view bytes);
    bool too_many() const { return too_many_; }
    std::string take() { return std::move(bytes_); }

   private:
    std::string_view at(uint32_t offset) const;
    size_t slot_of(std::string_view text) const;
    void grow();
    std::string bytes_;
    std::vector<uint32_t> table_;  // offset + 1, or 0; of a power of two of places, half of them empty
    size_t stored_ = 0;
    bool too_many_ = false;
  };

  void add_key(const std::string& key, uint8_t use, Years years);
  double weight(uint32_t posting) const;

  std::string entries_;
  Strings strings_;
  std::vector<Use> uses_;
  std::map<Use, Years> years_;
  uint8_t order_ = 0;
  uint32_t seats_end_ = 0;
};

}  // namespace sayso
