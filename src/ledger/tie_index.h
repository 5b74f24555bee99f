// ledger/tie_index: which cores (claims of one place and day) are one incident, by what the reports that tell of them
// have in common (incident/kinship.h).
//
// In: the parts of reports that have changed: a report's claims of one core. Out: the table tie, and core.link: the
// core that a core is most like. Two parts of one report are never tied, nor a part to one of a report that tells of
// both cores, or whose own report does: such a report tells them apart. A core goes with the one that it is most like
// where that has points
// enough, if neither of the two is nearly as like a third that is not like the other: who could go with two goes with
// none. Guaranteed: a function of slots and stories alone, in whatever order they came; only what a
// change can reach is looked at.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "incident/kinship.h"
#include "incident/words.h"
#include "ledger/database.h"

namespace sayso {

class TieIndex {
 public:
  TieIndex(Database& database, const IncidentWords& words) : db_(database), words_(words) {}

  using PartKey = std::pair<int64_t, int64_t>;  // core, report

  // Brings ties and links up to date. `gone`: cores that have no claim left; they are taken out. Returns the cores
  // whose incident may be another now.
  std::set<int64_t> settle(const std::set<PartKey>& changed, const std::set<int64_t>& gone);

  // Those that are one incident with this one, itself among them.
  std::set<int64_t> together(int64_t core);

 private:
  struct Core {
    std::string group;
    int low = 0, high = 0;
  };
  struct Edge {
    int64_t other = 0;
    std::string identity;
    int points = 0;
  };

  void untie(const PartKey& part, std::set<int64_t>& affected);
  void tie(const PartKey& part, std::set<int64_t>& affected);
  std::optional<Core> core(int64_t id);
  const std::vector<int64_t>& around(const Core& core);
  const std::map<int64_t, Part>& parts(int64_t core);
  const Story& story(int64_t report);
  std::vector<Edge> edges(int64_t core);
  bool of_one_report(int64_t a, int64_t b);
  std::optional<int64_t> best(int64_t core, std::string& because);

  Database& db_;
  const IncidentWords& words_;
  std::map<int64_t, std::map<int64_t, Part>> parts_;  // core -> report -> part
  std::map<int64_t, Story> stories_;
  std::map<std::tuple<std::string, int, int>, std::vector<int64_t>> around_;
};

}  // namespace sayso
