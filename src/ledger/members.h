// ledger/members: the claims of one incident, side by side. Start here to know what an account, a dispute, an origin
// is.
//
// In: the ledger and an incident. Out: its claims with what is known of their reports, in the order of publication, and
// what can be told of them together. Nothing is merged or averaged: every figure keeps its claim.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/database.h"
#include "sayso/reading.h"

namespace sayso {

struct Member {
  int64_t row = 0;     // of the claim in the ledger
  int64_t report = 0;  // row
  int64_t story = 0;   // the report of which this one is a copy, else itself
  std::string uri, digest, story_uri;
  std::optional<std::string> outlet, agency, title, published;
  Claim claim;  // spans have their words where they were asked for
  std::string place_key;
  int first = 0, last = 0;  // days as settled
  bool rejected = false;    // by a person
  bool accepted = false;
  std::vector<std::string> corrected;  // fields that a person corrected
  std::string because;                 // why it is in the incident
};

// Two claims of one incident that cannot both hold.
struct LedgerDispute {
  enum class Kind : uint8_t { denial, rival_doer, rival_toll, rival_place, rival_time };
  Kind kind = Kind::denial;
  size_t one = 0, other = 0;  // members, the earlier first
};
std::string_view name(LedgerDispute::Kind kind);

struct Members {
  std::vector<Member> claims;

  std::vector<std::string> kinds() const;  // of the claims that no person rejected
  size_t reports() const;
  std::vector<LedgerDispute> disputes() const;
  bool disputed() const { return !disputes().empty(); }
};

enum class WithWords : bool { no, yes };
Members members_of(Database& database, int64_t incident, WithWords words = WithWords::no);

// Claims that give a running total and are of no incident: the toll of a war so far. Of very many the latest `most`.
Members running_tolls(Database& database, size_t most = 20'000);

// Who stands behind a claim, so that what comes from one mouth through ten papers is counted once: a side's officials
// are one origin, a named body or person outside the sides one, what a report says in its own voice one for its story.
std::string origin_of(const Member& member);
// Distinct origins of the claims that say it is so.
size_t origins(const Members& members);

// The claim as said once in a story: the same in a copy. Copies of a claim have one key.
std::string said_once(const Member& member);

// What a toll allows, "about" with a tenth more or less.
struct Reach {
  int64_t low = 0, high = INT64_MAX;
  bool meets(const Reach& other) const { return low <= other.high && other.low <= high; }
};
Reach reach(const ReadToll& toll);
// Whether two tolls count the same thing.
bool same_count(const ReadToll& a, const ReadToll& b);

}  // namespace sayso
