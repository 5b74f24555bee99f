// The gazetteer: names of places, read in place from one file that the build compiles (tools/gazetteer_compile.cc).
//
// In: the file's bytes, mapped or embedded. Out: for a name, or for the words at a token, the places that have it.
// `open` looks at the head alone, so that a file of all the world's villages is opened as fast as a small one, and
// pages of it that no report asks for are never read. Every reference inside the file is looked at when it is followed:
// whatever bytes it holds, nothing reads out of bounds. `check` looks at all of it. Nothing is copied: the bytes must
// outlive the gazetteer. Immutable, so any number of threads may ask it. The format is described at the head of
// gazetteer.cc.
//
// Known to go wrong: keys are told apart by 48 bits of a hash, so that of some hundred million names that are no place
// one is taken for one; what the caller gets is then a place of another name.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/tokens.h"

namespace sayso {

enum class Feature : uint8_t {
  town,      // any populated place
  quarter,   // a part of a town
  country,   // or a territory with an ISO code
  division,  // first-level: province, governorate, oblast, state
  district,  // second-level
  region,    // contested, historical or natural
  line,      // a border, front or line of control
  water,     // sea, lake, river, strait
  continent,
  site,  // an island, dam, base, valley
  camp
};

// How a key belongs to a place; the flags of a posting.
enum NameUse : uint8_t {
  kAlternate = 1,  // not the place's common English name
  kVariant = 2,    // a spelling that was derived ("Tartar" from "Tərtər"), or a name without its article
  kCapitals = 4,   // counts only where the report has capitals: "US", "CAR"
  kDemonym = 8,    // "Syrian", "Syrians"
  kDated = 16      // was the name in use for some years only
};

using EntryIndex = uint32_t;

struct GazetteerEntry {
  uint32_t geonames = 0;     // 0 where the place has no id
  std::string_view name;     // common English name
  std::string_view names;    // the others, parted by '|'
  std::string_view country;  // ISO 3166-1 alpha-2, or empty
  double lat = 0, lon = 0;
  Feature feature = Feature::town;
  int precision = 1;   // UCDP GED's where_prec
  bool seat = false;   // stands for a government: "Baku denied"
  bool noted = false;  // has a row in aliases.tsv: reports do name it
  uint32_t population = 0;
  uint16_t admin1 = 0;  // number of its first-level division within the country, 0 where not known
};

// A place that has the name asked for.
struct Candidate {
  EntryIndex entry = 0;
  uint8_t use = 0;  // NameUse flags
  bool is(NameUse flag) const { return (use & flag) != 0; }
};

// The years in which a name was in use; 0 is open.
struct Years {
  int from = 0;
  int to = 0;
  bool holds(int year) const { return (from == 0 || year >= from) && (to == 0 || year <= to); }
};

// The candidates of one name, the most likely first: a view into the file.
class Candidates {
 public:
  class Iterator {
   public:
    Iterator(const char* at) : at_(at) {}
    Candidate operator*() const;
    Iterator& operator++() {
      at_ += 4;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const char* at_;
  };
  Candidates() = default;
  Candidates(const char* begin, uint32_t count, uint32_t first) : begin_(begin), count_(count), first_(first) {}
  Iterator begin() const { return Iterator(begin_); }
  Iterator end() const { return Iterator(begin_ + size_t{4} * count_); }
  bool empty() const { return count_ == 0; }
  uint32_t size() const { return count_; }
  Candidate operator[](uint32_t i) const { return *Iterator(begin_ + size_t{4} * i); }
  // Number of candidate i among all postings of the file: what `Gazetteer::years` is asked for.
  uint32_t posting(uint32_t i) const { return first_ + i; }

 private:
  const char* begin_ = nullptr;
  uint32_t count_ = 0;
  uint32_t first_ = 0;
};

// Decimal logarithm of 100 + `population`, straight between powers of two: the same on every machine.
double magnitude(uint32_t population);

// How likely a report means a place by a name, before anything else of the report is known: about the magnitude of its
// population, more for countries and seats of government, less for divisions and for names that are not its usual one.
double likelihood(Feature feature, uint32_t population, bool seat, uint8_t use);

class Gazetteer {
 public:
  // Fails for bytes that are no gazetteer, are cut short, or have bytes too many.
  static Result<Gazetteer> open(std::string_view bytes);
  // What is wrong with the bytes, looked at to the last one.
  std::optional<Error> check() const;

  uint32_t size() const { return entries_; }
  // No entry from here on stands for a government.
  uint32_t seats_end() const { return seats_; }
  GazetteerEntry entry(EntryIndex index) const;
  // Of these the parts that are looked for in all entries; nothing else is read.
  bool is_seat(EntryIndex index) const;
  Feature feature(EntryIndex index) const;

  // The places of that name, spelled in any way that folds to the same (place_fold.h).
  Candidates candidates(std::string_view name) const;

  struct Match {
    TokenRange tokens;
    Candidates candidates;
    bool empty() const { return tokens.empty(); }
  };
  // The longest name that begins with token `begin` and ends before `end`, which must lie in one sentence. Whether its
  // words are capitalized is the caller's to ask.
  Match longest(const Tokens& tokens, TokenIndex begin, TokenIndex end) const;

  // The file's parts, for who writes another (gazetteer_writer.h).
  struct Sections {
    std::string_view entries, buckets, keys, postings, dates, strings;
  };
  Sections sections() const;

  // The years in which a `kDated` candidate was the name in use.
  Years years(const Candidates& candidates, uint32_t i) const;

 private:
  struct Key {
    Candidates candidates;
    bool continues = false;  // longer names begin with this one
  };
  Key find(uint64_t hash) const;
  std::string_view string_at(uint32_t offset) const;

  std::string_view bytes_;
  uint32_t entries_ = 0, keys_ = 0, postings_ = 0, dates_ = 0, strings_ = 0, seats_ = 0;
  const char *entry_at_ = nullptr, *bucket_at_ = nullptr, *key_at_ = nullptr, *posting_at_ = nullptr,
             *date_at_ = nullptr, *string_at_ = nullptr;
};

}  // namespace sayso
