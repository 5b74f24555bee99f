// ledger/rules: named rules over an incident: knowledge/rules/*.toml.
//
// In: the claims of an incident. Out: a grade and a range of deaths, each with the name and the text of the rule that
// gave it. Guaranteed: no figure is computed that nobody said; `best` is empty where no rule gives one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/knowledge_source.h"
#include "ledger/members.h"

namespace sayso {

struct Graded {
  std::string scheme, grade, text;  // grade: empty where no rule holds
};

struct DeathRange {
  std::string scheme;
  std::optional<int64_t> low, best, high;
  std::string best_rule, best_text;
  std::vector<size_t> claims;  // members that gave the figures
};

// Which tolls are meant: of all, or of those of one side or sort.
struct Whose {
  std::string of;    // "civilians", or empty for all
  std::string side;  // of combatants, or empty
};

// How many days a running total may be of.
struct Totals {
  int64_t one_happening = 0;  // and be that of one happening, where nothing else tells its days
  int64_t longest = 0;        // and be of an incident at all
};

class LedgerRules {
 public:
  static Result<LedgerRules> load(const KnowledgeSource& source);

  Graded grade(const Members& members) const;
  DeathRange deaths(const Members& members, const Whose& whose = {}) const;

 private:
  struct Grade {
    std::string name, text, victims;
    std::optional<bool> rival_doers, admitted, denied;
    int64_t least_origins = 0, most_origins = INT64_MAX;
  };
  struct Best {
    std::string name, text;
    int64_t least_origins = 0;
    std::vector<std::string> types;
    bool only = false;
  };
  std::string grade_scheme_, death_scheme_;
  Totals totals_;
  std::vector<Grade> grades_;
  std::vector<Best> bests_;
};

}  // namespace sayso
