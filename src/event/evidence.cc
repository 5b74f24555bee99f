#include "event/evidence.h"

namespace sayso {

Result<EvidenceWeights> EvidenceWeights::load(const KnowledgeSource& source, const std::string& file) {
  auto rows = read_tsv(source, file, {"feature", "weight"});
  if (!rows) return rows.error();
  EvidenceWeights out;
  for (const TsvRow& row : *rows) {
    int32_t weight = 0;
    std::string_view digits = row.cells[1];
    auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    if (bad != std::errc() || end != digits.data() + digits.size())
      return Error{file, row.line, "a weight is a whole number of thousandths", "training anew"};
    if (!out.weights_.emplace(Evidence::hash(row.cells[0]), weight).second)
      return Error{file, row.line, "\"" + std::string(row.cells[0]) + "\" stands twice, or two names have one hash",
                   ""};
  }
  return out;
}

}  // namespace sayso
