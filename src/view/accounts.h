// view/accounts: what the sources of several readings say, side by side.
//
// In: two or more readings, in order. Out: a table whose columns are the sides that speak, and whose rows are the tolls
// claimed and the acts in dispute. Every figure stays with its source and the claims that give it ("2.5" is claim 5 of
// report 2); nothing is added up, averaged or left out for another. Guaranteed: memory grows with the claims added, not
// with the texts of their reports.
#pragma once

#include <string>
#include <vector>

#include "sayso/reading.h"
#include "view/screen.h"
#include "view/side_table.h"

namespace sayso {

class Accounts {
 public:
  void add(const Reading& reading);
  size_t reports() const { return titles_.size(); }
  // True where two sources, or one at two times, can be compared.
  bool comparable() const { return !table_.empty(); }
  // Writes the table. A row is shown where it has two entries or more; how many have one alone is said below.
  void write(Screen& screen) const;

 private:
  void add_tolls(const Reading& reading);
  void add_disputes(const Reading& reading);
  void add_entry(const SideTable::Row& row, const Reading& reading, const Claim& claim, const std::string& said,
                 const std::string& detail);

  std::vector<std::string> titles_;
  SideTable table_{2};  // what one source alone says is compared with nothing
};

}  // namespace sayso
