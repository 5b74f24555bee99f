// ledger/incident_index: claims -> incidents, kept up to date as reports come and go.
//
// In: slots of claims that are new or gone. Out: the tables slot, incident, incident_tag, incident_box and redirect.
// Guaranteed: after `settle` they are what they would be had all claims of the ledger been given at once, in any order;
// only what a change can reach is looked at again. An incident that is no more leaves a redirect to the one that took
// most of its claims.
// Known to go wrong: two happenings of one town and day are one incident, unless a person splits it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "incident/likeness.h"
#include "incident/slot.h"
#include "ledger/database.h"

namespace sayso {

class IncidentIndex {
 public:
  explicit IncidentIndex(Database& database) : db_(database) {}

  void add(int64_t claim, const Slot& slot);
  void remove(int64_t claim);
  // Looks again at a claim whose pin, or whose incident's alias, was changed by a person.
  void touch(int64_t claim);
  void settle();

 private:
  struct Row {
    int64_t claim = 0;
    Slot slot;
    std::optional<int64_t> incident;
    std::optional<int> likeness;
    bool tied = false;  // as like one incident as another
  };
  struct Range {
    int first, last;
  };
  using Place = std::pair<std::string, std::string>;  // group, place

  static constexpr const char* kColumns =
      "claim, level, \"group\", family, place, name, country, lat, lon, precision, first, last, day_said, sides, words,"
      " tolls, because, incident, likeness, likeness_because, things, named";
  static Row row_of(const Query& query);
  std::vector<Row> rows(Query query);
  void note(const Row& row);

  // The three layers, in order; each reads what the one before it has settled.
  void settle_spots();
  void settle_likeness();
  void settle_areas();
  void settle_area(const Place& place, Range changed);
  void attach(const Row& row);
  std::string own_identity(const Row& row);

  void move(const Row& row, const std::string& identity, const Slot& named);
  std::string resolved(int64_t claim, std::string identity);
  const Evidence& evidence(int64_t incident);
  void refresh();
  void refresh(int64_t incident);
  void redirect_gone();

  Database& db_;
  std::map<Place, std::vector<Range>> spots_;  // to look at again
  std::map<Place, std::vector<Range>> area_ranges_;
  std::set<int64_t> loose_;                             // claims of areas and of no place
  std::map<int64_t, std::map<int64_t, int64_t>> left_;  // incident -> where its claims went, how many
  std::set<int64_t> dirty_;
  std::map<int64_t, Evidence> evidence_;
};

}  // namespace sayso
