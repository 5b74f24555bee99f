// view/accounts: what the sources of several readings say, side by side.
//
// In: two or more readings, in order. Out: a table whose columns are the sides that speak, and whose rows are the tolls
// claimed and the acts in dispute. Every figure stays with its source and the claims that give it ("2.5" is claim 5 of
// report 2); nothing is added up, averaged or left out for another. Guaranteed: memory grows with the claims added, not
// with the texts of their reports.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sayso/reading.h"
#include "view/screen.h"

namespace sayso {

class Accounts {
 public:
  void add(const Reading& reading);
  size_t reports() const { return titles_.size(); }
  // True where two sources, or one at two times, can be compared.
  bool comparable() const;
  // Writes the table. A row is shown where it has two entries or more; how many have one alone is said below.
  void write(Screen& screen) const;

 private:
  // A row compares what is said of one thing.
  struct Row {
    int section;        // 0: tolls, 1: acts in dispute
    int order;          // within the section; the killed come first
    std::string label;  // "killed combatants of Armenia", "shelling at Tartar, AZ"
    auto operator<=>(const Row&) const = default;
  };
  struct Entry {
    std::string column;               // the side that speaks
    std::string who;                  // the source
    std::string said;                 // "> 550 so far"
    std::string detail;               // "at Tartar, AZ, 2020-09-28", or empty
    std::vector<std::string> claims;  // "1.5", "3.2"
  };

  static bool compares(const std::vector<Entry>& entries) { return entries.size() > 1; }
  void add_tolls(const Reading& reading);
  void add_disputes(const Reading& reading);
  void add_entry(const Row& row, const Reading& reading, const Claim& claim, const std::string& said,
                 const std::string& detail);
  // The columns that the width has room for; what does not fit goes under kOthers.
  std::vector<std::string> columns(size_t most) const;

  std::vector<std::string> titles_;
  std::map<Row, std::vector<Entry>> rows_;
};

}  // namespace sayso
