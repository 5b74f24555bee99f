#include "event/kinds.h"

namespace sayso {

Result<Kinds> Kinds::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, "kinds.tsv", {"kind", "family", "plover", "cameo", "acled", "meaning"});
  if (!rows) return rows.error();
  Kinds kinds;
  for (const TsvRow& row : *rows) {
    auto cell = [&](size_t i) { return std::string(row.cells[i]); };
    if (!kinds.kinds_.emplace(cell(0), Kind{cell(0), cell(1), cell(2), cell(3), cell(4), cell(5)}).second)
      return Error{"kinds.tsv", row.line, "the kind " + cell(0) + " stands here twice", "removing one of them"};
  }
  return kinds;
}

const Kind* Kinds::find(std::string_view name) const {
  auto it = kinds_.find(name);
  return it == kinds_.end() ? nullptr : &it->second;
}

}  // namespace sayso
