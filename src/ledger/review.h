// ledger/review: what persons decide, laid over what the program found.
//
// In: decisions, each with a name and a time. Out: the tables pin, alias, verdict and correction, which the rest of the
// ledger reads. Guaranteed: decisions are only ever added, also the one that takes another back; what the program found
// stays as it was; a decision on a claim is found again after the report was read anew, by the words it was about, and
// holds for the same claim in the copies that there are when it is made. Known to go wrong: where a new reading drops a
// claim altogether, a decision on it rests until it comes back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"
#include "ledger/members.h"

namespace sayso {

struct Decision {
  int64_t id = 0;
  std::string at, who;
  std::string verb;    // accept, reject, correct, move, merge, split, take-back
  std::string target;  // claims' keys, parted by tabs; an incident's identity, a decision's number
  std::string field, value, words, note;
  std::optional<int64_t> taken_back_by;

  // The same in the names that people use, as they are now.
  struct On {
    std::string uri;
    int n = 0;             // of the claim; 0 where the reading now has none there
    std::string incident;  // that it is in, or empty
  };
  std::vector<On> claims;  // what it is on: the claim that was named, then the same in copies
  std::string merged,
      into;  // incidents: what a merge ended; where merge, move and split lead. Empty where none is left
};

struct Reviewer {
  std::string who, note;
};

// Fields that `correct` takes: kind, stance, certainty, modality, source, first, last, and tolls by their number from 1
// ("toll 1"), with a value such as "31", "> 550", "<= 40" or "10-15".
std::optional<Error> correct(Ledger& ledger, int64_t claim, const std::string& field, const std::string& value,
                             const Reviewer& by);
std::optional<Error> judge(Ledger& ledger, int64_t claim, bool accept, const Reviewer& by);
std::optional<Error> move_claim(Ledger& ledger, int64_t claim, const std::string& incident, const Reviewer& by);
// The second incident becomes part of the first.
std::optional<Error> merge_incidents(Ledger& ledger, const std::string& into, const std::string& other,
                                     const Reviewer& by);
// The claims, of one incident, become an incident of their own.
std::optional<Error> split_incident(Ledger& ledger, const std::vector<int64_t>& claims, const Reviewer& by);
std::optional<Error> take_back(Ledger& ledger, int64_t decision, const Reviewer& by);
std::vector<Decision> decisions(Ledger& ledger);
// The reports whose claims a decision is on, each once; none where it is on incidents or on another decision.
std::vector<std::string> reports_of(const Decision& decision);

// The row of claim `n` of a report.
Result<int64_t> find_claim(Ledger& ledger, int64_t report, int n);

// Lays all decisions over the claims there are, inside the caller's transaction.
void apply_decisions(Database& database, const IncidentWords& words);
// What persons decided of a claim (its row), laid over what was read: the claim is then as they left it.
struct Reviewed {
  bool accepted = false, rejected = false;
  std::vector<std::string> corrected;  // the fields, as `correct` takes them
};
Reviewed apply_review(Database& database, int64_t row, Claim& claim);
// The same for a claim of an incident.
void apply_review(Database& database, Member& member);

}  // namespace sayso
