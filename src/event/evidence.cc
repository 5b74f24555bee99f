#include "event/evidence.h"

#include <bit>
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
  const int bits = static_cast<int>(std::bit_width(2 * rows->size() + 1));
  out.shift_ = 64 - bits;
  out.keys_.assign(size_t{1} << bits, kFree);
  out.weights_.assign(out.keys_.size(), 0);
  for (const TsvRow& row : *rows) {
    int32_t weight = 0;
    std::string_view digits = row.cells[1];
    auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    if (bad != std::errc() || end != digits.data() + digits.size())
      return Error{file, row.line, "a weight is a whole number of thousandths", "training anew"};
    const uint64_t key = Evidence::hash(row.cells[0]);
    if (key == kFree) return Error{file, row.line, "a feature needs a name", "training anew"};
    size_t at = (key * kSpread) >> out.shift_;
    while (out.keys_[at] != kFree && out.keys_[at] != key) at = (at + 1) & (out.keys_.size() - 1);
    if (out.keys_[at] == key)
      return Error{file, row.line, "\"" + std::string(row.cells[0]) + "\" stands twice, or two names have one hash",
                   ""};
    out.keys_[at] = key;
    out.weights_[at] = weight;
  }
  return out;
}

}  // namespace sayso
