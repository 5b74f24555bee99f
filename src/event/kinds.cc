#include "event/kinds.h"

namespace sayso {

Result<Kinds> Kinds::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, "kinds.tsv",
                       {"kind", "family", "harm", "tolls", "elsewhere", "plover", "cameo", "acled", "meaning"});
  if (!rows) return rows.error();
  Kinds kinds;
  for (const TsvRow& row : *rows) {
    auto cell = [&](size_t i) { return std::string(row.cells[i]); };
    const std::string harm = cell(2);
    if (harm != "means" && harm != "effect" && harm != "loss" && !harm.empty())
      return Error{"kinds.tsv", row.line, "harm is '" + harm + "'", "means, effect, loss or nothing"};
    std::vector<std::string> tolls;
    for (std::string_view toll : split_list(row.cells[3])) tolls.emplace_back(toll);
    std::vector<std::string> elsewhere;
    for (std::string_view preposition : split_list(row.cells[4])) elsewhere.emplace_back(preposition);
    Kind kind{cell(0), cell(1), harm, std::move(tolls), std::move(elsewhere), cell(5), cell(6), cell(7), cell(8)};
    if (!kinds.kinds_.emplace(cell(0), std::move(kind)).second)
      return Error{"kinds.tsv", row.line, "the kind " + cell(0) + " stands here twice", "removing one of them"};
  }
  auto modes = read_tsv(source, "codes.tsv",
                        {"kind", "mode", "plover", "plover_mode", "cameo", "acled_event", "acled_sub_event", "note"});
  if (!modes) return modes.error();
  auto joined = [](std::string_view a, std::string_view b) {
    return b.empty() ? std::string(a) : std::string(a) + "/" + std::string(b);
  };
  for (const TsvRow& row : *modes) {
    if (row.cells[1] == "actual") continue;  // kinds.tsv has them
    kinds.not_actual_[joined(row.cells[0], row.cells[1])] = {
        joined(row.cells[2], row.cells[3]), std::string(row.cells[4]), joined(row.cells[5], row.cells[6])};
  }
  return kinds;
}

KindCodes Kinds::codes(std::string_view kind, std::string_view modality) const {
  if (modality != "actual") {
    auto it = not_actual_.find(std::string(kind) + "/" + std::string(modality));
    return it == not_actual_.end() ? KindCodes{} : it->second;
  }
  const Kind* k = find(kind);
  return k == nullptr ? KindCodes{} : KindCodes{k->plover, k->cameo, k->acled};
}

const Kind* Kinds::find(std::string_view name) const {
  auto it = kinds_.find(name);
  return it == kinds_.end() ? nullptr : &it->second;
}

}  // namespace sayso
