// The reading of one report: everything that sayso found in it. Start here.
//
// Plain data, no behavior. Offsets count Unicode code points of `text`, half-open. The JSON form (schema
// `sayso.reading/1`) has the same fields; docs/codebook.md says what each means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sayso {

// Words of the report: `text` is what stands in [begin, end).
struct Words {
  std::string text;
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct ReadBlock {
  std::string role;  // title, byline, timestamp, caption, heading, paragraph, furniture
  uint32_t begin = 0;
  uint32_t end = 0;
  bool truncated = false;
};

struct ReadActor {
  Words words;
  std::string name;
  std::vector<std::string> side;
  std::string type;  // belligerent, official, body, medic, monitor, media, witness, anonymous, person, unknown
};

// Another place that a name could have meant.
struct PlaceCandidate {
  std::optional<uint32_t> geonames;
  std::string name;
  std::string country;  // or empty
  double lat = 0, lon = 0;
  int precision = 1;
  double score = 0;
};

struct ReadPlace {
  Words words;
  std::string name;
  std::vector<std::string> names;
  std::string country;  // ISO 3166-1 alpha-2, or empty
  std::optional<double> lat, lon;
  std::optional<uint32_t> geonames;
  int precision = 1;  // UCDP where_prec 1..7
  // How it was chosen among the places of its name; nothing where the gazetteer has none, and in what a ledger keeps.
  std::optional<double> score = {};                            // docs/codebook.md has the scale
  std::optional<double> margin = {};                           // above the best of the others; nothing without others
  std::optional<std::vector<PlaceCandidate>> candidates = {};  // the best few others, the best first
};

struct ReadTime {
  Words words;                             // empty text where the day is inherited and no words carry it
  std::optional<std::string> first, last;  // YYYY-MM-DD
  int precision = 1;                       // UCDP date_prec 1..5
};

struct ReadCount {
  Words words;
  std::optional<int64_t> value;
  std::string relation;  // = > >= < <= ~
  std::optional<int64_t> low, high;
  std::string unit;
};

struct ReadToll {
  std::string what;  // killed, wounded, missing, captured, displaced, detained, destroyed, damaged, shot-down, seized
  std::string of;    // combatants, civilians, people, or the thing counted, singular
  std::vector<std::string> side;
  Words words;
  std::optional<int64_t> value;
  std::string relation;
  std::optional<int64_t> low, high;
  bool total = false;
};

struct Codes {
  std::string plover, cameo, acled;
};

// One field's reason, for `sayso explain`: which rule decided, on which words.
struct Reason {
  std::string field;
  std::string rule;
  Words words;
};

struct Claim {
  std::string id;  // derived from the report's id and the claim's content
  int n = 0;       // from 1, in the order of the text
  Words sentence;
  Words trigger;
  std::optional<Words> cue;
  std::string cue_class;  // neutral, distancing, confirming, denying, accusing, conceding, estimating
  std::optional<ReadActor> source;
  std::vector<ReadActor> via;
  std::string quote = "none";      // direct, indirect, mixed, none
  std::string stance = "asserts";  // asserts, denies, accuses, confirms, unknown
  std::optional<int> denies;       // `n` of the claim denied
  std::string certainty = "certain";
  std::string kind;
  std::string modality = "actual";  // actual, possible, future
  std::vector<ReadActor> by, on;
  std::optional<ReadPlace> place;
  std::optional<ReadTime> when;
  std::vector<ReadToll> tolls;
  Codes codes;
  std::vector<Reason> reasons;
};

struct Attribution {
  std::optional<Words> source;
  Words cue;
  std::vector<Words> content;
};

struct Reading {
  std::string id;  // sha256:...
  std::string uri;
  std::optional<std::string> outlet, agency, title, byline, published;
  std::string language = "en";
  std::optional<Words> dateline;
  std::optional<ReadPlace> dateline_place;
  std::string text;
  std::vector<ReadBlock> blocks;
  std::vector<Claim> claims;
  std::vector<Attribution> attributions;
  std::vector<ReadPlace> places;
  std::vector<ReadTime> times;
  std::vector<ReadActor> actors;
  std::vector<ReadCount> counts;
  std::vector<std::string> trees;  // a sentence's dependency tree in CoNLL-U, only where asked for
};

}  // namespace sayso
