// view/incident_table: one incident as a table: a column a claimant, a row a question, a cell what is said to it.
//
// In: the claims of an incident. Out: columns (the sides that speak), rows (what, who did it, to whom, where, when,
// then a row for each count), and in every cell the statements that answer it. Guaranteed: nothing is said in a cell
// that no statement says; an empty cell means that nothing is said; a denial stands in the rows of what it denies, as a
// denial.
#pragma once

#include <string>
#include <vector>

#include "ledger/accounts.h"

namespace sayso {

struct IncidentTable {
  struct Entry {
    std::string said;                // "> 550 so far", "denies", "Armenian forces (Armenia)"
    std::string speaker;             // who says it
    std::vector<size_t> statements;  // that say it, as statements() counts them
  };
  struct Row {
    std::string question;                   // "what", "by", "on", "where", "when", "toll"
    std::string label;                      // "Who did it", "killed combatants of Armenia"
    std::vector<std::vector<Entry>> cells;  // one a column
  };
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

IncidentTable incident_table(const Members& members, const std::vector<Statement>& statements);

}  // namespace sayso
