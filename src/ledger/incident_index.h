// ledger/incident_index: claims -> incidents, kept up to date as reports come and go.
//
// In: slots of claims, and stories of reports, that are new or gone. Out: the tables slot, core, tie, incident,
// incident_tag, incident_box and redirect. Guaranteed: after `settle` they are what they would be had all claims of the
// ledger been given at once, in any order; only what a change can reach is looked at again. An incident that is no more
// leaves a redirect to the one that took most of its claims.
// Known to go wrong: two happenings of one town and day are one incident, unless a person splits it; so may be two of
// one war and day of which reports say much the same.
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
#include "ledger/slot_row.h"
#include "ledger/tie_index.h"

namespace sayso {

// The day that the identity of a core or of an incident ends on, counted as day_of does.
int day_in(const std::string& identity);

// What people call the incident of an identity, now or when there was one; empty where nothing of it is left.
std::string name_of_incident(Database& database, const std::string& identity);

class IncidentIndex {
 public:
  IncidentIndex(Database& database, const IncidentWords& words) : db_(database), ties_(database, words) {}

  void add(int64_t claim, const Slot& slot);
  // Before its claims.
  void add_story(int64_t report, const Story& story);
  void remove(int64_t claim);
  // Looks again at a claim whose pin, or whose incident's alias, was changed by a person.
  void touch(int64_t claim);
  void settle();

 private:
  using Row = SlotRow;
  struct Range {
    int first, last;
  };
  using Place = std::pair<std::string, std::string>;  // group, place

  std::vector<Row> rows(Query query);
  void note(const Row& row);

  // The four layers, in order; each reads what the one before it has settled.
  void settle_spots();
  void settle_likeness();
  void settle_areas();
  void settle_area(const Place& place, Range changed);
  void attach(const Row& row);
  std::string own_identity(const Row& row);

  void settle_cores();

  void move(const Row& row, const std::string& identity);
  std::string head_of(const std::set<int64_t>& cores);
  std::optional<int64_t> follow(std::string& identity, std::set<std::string>& seen);
  std::string identity_of(std::set<int64_t> cores);
  std::optional<int64_t> incident_of(const std::string& identity, std::optional<int64_t> core,
                                     std::optional<int64_t> claim);
  void settle_pins();
  void assign(int64_t core, const std::string& identity);
  const Evidence& evidence(int64_t core);
  void refresh();
  void refresh(int64_t incident);
  void redirect_gone();

  Database& db_;
  TieIndex ties_;
  std::map<Place, std::vector<Range>> spots_;  // to look at again
  std::map<Place, std::vector<Range>> area_ranges_;
  std::set<int64_t> loose_;                             // claims of areas and of no place
  std::map<int64_t, std::map<int64_t, int64_t>> left_;  // incident -> where its claims went, how many
  std::set<int64_t> dirty_;                             // incidents
  std::set<int64_t> moved_;                             // cores whose claims changed
  std::set<TieIndex::PartKey> changed_;                 // parts of reports whose claims changed
  std::set<int64_t> again_;                             // cores that a person decided on
  std::map<int64_t, Evidence> evidence_;
};

}  // namespace sayso
