// view/side_table: who says what, side by side: a column for each side that speaks, a row for each thing spoken of.
//
// Guaranteed: what is put in is shown, or counted below the table; an entry says who speaks and which claims it is.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sayso/reading.h"
#include "view/screen.h"

namespace sayso {

class SideTable {
 public:
  struct Row {
    int section;        // rows of one section stand together
    int order;          // within the section
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

  // `least`: how many entries a row needs to be shown.
  explicit SideTable(size_t least) : least_(least) {}

  // An entry that is there but for its claims gets these too.
  void add(const Row& row, Entry entry);
  bool empty() const;
  void write(Screen& screen) const;

 private:
  bool shown(const std::vector<Entry>& entries) const { return entries.size() >= least_; }
  // The columns that the width has room for; what does not fit goes under "others".
  std::vector<std::string> columns(size_t most) const;

  size_t least_;
  std::map<Row, std::vector<Entry>> rows_;
};

// The column of a claim: the sides of its source, "others" where it has none, or the reports' own voice.
std::string column_of(const Claim& claim);

// The effects in the order of their weight.
int order_of(const std::string& what);

}  // namespace sayso
