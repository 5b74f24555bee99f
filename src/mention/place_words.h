// The word lists of knowledge/places/ that tell places from other names: words.tsv, given.tsv, stop.tsv.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "base/word_map.h"
#include "mention/gazetteer.h"
#include "text/tokens.h"

namespace sayso {

// Classes of words.tsv, as flags: a word may have several.
enum PlaceWordClass : uint64_t {
  kSettlement = 1 << 0,
  kDivision = 1 << 1,
  kSite = 1 << 2,
  kSiteBefore = 1 << 3,
  kOrganization = 1 << 4,
  kTitle = 1 << 5,
  kIn = 1 << 6,
  kTo = 1 << 7,
  kOf = 1 << 8,
  kDirection = 1 << 9,
  kDistance = 1 << 10,
  kSpeech = 1 << 11,
  kBlame = 1 << 12,
  kScene = 1 << 13,
  kPart = 1 << 14,
  kGivenName = 1 << 15,  // of given.tsv
  kOfPart = 1 << 16,
  kHeld = 1 << 17,
  kBare = 1 << 18,
  kSociety = 1 << 19,
  kVessel = 1 << 20,
  kLand = 1 << 21,
  kBorder = 1 << 22,
  kLandOf = 1 << 23,
  kArticle = 1 << 24,
  kParticle = 1 << 25,
  kClock = 1 << 26,
  kFolk = 1 << 27,
  kBeside = 1 << 28,
  kTaking = 1 << 29,
  kFallen = 1 << 30,
  kBefallen = 1ULL << 31,
  kUnder = 1ULL << 32,
  kDwellers = 1ULL << 33,
  kAiming = 1ULL << 34,
  kScattered = 1ULL << 35,
  kMany = 1ULL << 36,
  kNationwide = 1ULL << 37
};

// What `kind` of words.tsv says of the place that a noun goes with.
enum class PlaceKind : uint8_t { none, town, capital, quarter, camp, district, division, region, site, country };

struct PlaceWord {
  uint64_t classes = 0;
  PlaceKind kind = PlaceKind::none;
  int precision = 0;
  uint32_t least_people = 0, most_people = UINT32_MAX;
  TokenIndex words = 1;  // "local government area": so many tokens
  bool is(uint64_t any) const { return (classes & any) != 0; }
};

// What a name of one word needs to be a place.
enum class PlaceNeed : uint8_t { nothing, cue, never };

class PlaceWords {
 public:
  static Result<PlaceWords> load(const KnowledgeSource& source);

  // A word as it stands in the report. Words that are listed with a capital are found with one only.
  PlaceWord find(std::string_view word) const;
  // The same of token i, or of the several words that begin with it where these are listed.
  PlaceWord at(const Tokens& tokens, TokenIndex i) const;
  // By the hash of its key (place_fold.h).
  PlaceNeed need(uint64_t name) const;
  // Whether it is the name of an armed group, an alliance or another body (actors/groups.tsv), which no gazetteer's
  // lack of it makes a place.
  bool names_body(uint64_t name) const { return bodies_.contains(name); }
  // Whether it is a word for the members of a people or group there: "Tutsi", "Kuki".
  bool names_people(uint64_t name) const { return peoples_.contains(name); }

 private:
  struct Several {
    std::vector<std::string> rest;  // behind the first
    PlaceWord place;
  };
  struct Entry {
    PlaceWord any, capital;
    std::vector<Several> several;  // that begin with the word
    PlaceWord alone(bool capital_written) const;
  };
  // Of the word in small letters, or nullptr.
  const Entry* entry(std::string_view word, bool& capital) const;

  WordMap<Entry> words_;
  std::unordered_map<uint64_t, PlaceNeed> needs_;
  std::unordered_set<uint64_t> bodies_, peoples_;
};

}  // namespace sayso
