#include "event/evidence.h"

#include <charconv>

#include "base/text_util.h"

namespace sayso {

void Piece::append_to(std::string& name) const {
  if (is_number_)
    name += std::to_string(number_);
  else
    name += lower_ ? ascii_lower(text_) : std::string(text_);
}

void Evidence::add_name(std::initializer_list<Piece> pieces) {
  std::string& name = names_.emplace_back();
  for (const Piece& piece : pieces) piece.append_to(name);
}

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
    const uint64_t key = Evidence::hash(row.cells[0]);
    if (row.cells[0].empty() || key == KeyTable<int32_t>::kFree)
      return Error{file, row.line, "a feature needs a name", "training anew"};
    if (!out.weights_.emplace(key, weight).second)
      return Error{file, row.line, "\"" + std::string(row.cells[0]) + "\" stands twice, or two names have one hash",
                   ""};
  }
  return out;
}

}  // namespace sayso
