// ledger/accounts: what is said of one incident, once each, over time.
//
// In: the claims of an incident. Out: statements (a claim and its copies), and for each source the history of its
// figures. Guaranteed: every claim is in one statement; nothing is averaged.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/members.h"

namespace sayso {

struct Statement {
  size_t claim = 0;            // the member that stands for all: of the story's origin, else of the earliest report
  std::vector<size_t> copies;  // the others
};
// In the order of publication.
std::vector<Statement> statements(const Members& members);

// What one source says of one count, in the order of publication.
struct TollHistory {
  enum class Change : uint8_t { first, same, up, down, bound };  // bound: "over 13" after "13"
  struct Point {
    size_t claim;
    size_t toll;  // of the claim
    Change change;
  };
  std::string who, what, of, side;
  std::vector<Point> points;
  bool revised() const;
};
std::vector<TollHistory> toll_histories(const Members& members);

// Who speaks: the source's name, or whose voice the report is.
std::string speaker(const Member& member);

}  // namespace sayso
