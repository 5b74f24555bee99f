#include "event/evidence.h"

#include <algorithm>
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

namespace {

Result<int32_t> weight_of(const std::string& file, const TsvRow& row) {
  int32_t weight = 0;
  std::string_view digits = row.cells[1];
  auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  if (bad != std::errc() || end != digits.data() + digits.size())
    return Error{file, row.line, "a weight is a whole number of thousandths", "training anew"};
  return weight;
}

}  // namespace

Result<EvidenceWeights> EvidenceWeights::load(const KnowledgeSource& source, const std::string& file) {
  auto rows = TsvReader::open(source, file, {"feature", "weight"});
  if (!rows) return rows.error();
  EvidenceWeights out;
  out.weights_.reserve(rows->lines_left());
  for (;;) {
    auto next = rows->next();
    if (!next) return next.error();
    if (*next == nullptr) return out;
    const TsvRow& row = **next;
    auto weight = weight_of(file, row);
    if (!weight) return weight.error();
    const uint64_t key = Evidence::hash(row.cells[0]);
    if (row.cells[0].empty() || key == KeyTable<int32_t>::kFree)
      return Error{file, row.line, "a feature needs a name", "training anew"};
    if (!out.weights_.emplace(key, *weight).second)
      return Error{file, row.line, "\"" + std::string(row.cells[0]) + "\" stands twice, or two names have one hash",
                   ""};
  }
}

Result<ClassWeights> ClassWeights::load(const KnowledgeSource& source, const std::string& file,
                                        std::vector<std::string> classes) {
  auto rows = TsvReader::open(source, file, {"feature", "weight"});
  if (!rows) return rows.error();
  ClassWeights out;
  out.classes_ = std::move(classes);
  for (;;) {
    auto next = rows->next();
    if (!next) return next.error();
    if (*next == nullptr) return out;
    const TsvRow& row = **next;
    auto weight = weight_of(file, row);
    if (!weight) return weight.error();
    if (*weight < INT16_MIN || *weight > INT16_MAX)
      return Error{file, row.line, "a weight beyond 32.767", "training anew"};
    const size_t blank = row.cells[0].rfind(' ');
    const std::string_view name = row.cells[0].substr(0, blank == std::string_view::npos ? 0 : blank);
    auto at = std::find(out.classes_.begin(), out.classes_.end(), row.cells[0].substr(blank + 1));
    const uint64_t key = Evidence::hash(name);
    if (name.empty() || at == out.classes_.end() || key == KeyTable<uint32_t>::kFree)
      return Error{file, row.line, "a feature needs a name and a class behind it", "training anew"};
    auto [first, fresh] = out.rows_.emplace(key, static_cast<uint32_t>(out.weights_.size()));
    if (fresh) out.weights_.resize(out.weights_.size() + out.classes_.size(), 0);
    int16_t& place = out.weights_[*first + static_cast<size_t>(at - out.classes_.begin())];
    if (place != 0)
      return Error{file, row.line, "\"" + std::string(row.cells[0]) + "\" stands twice, or two names have one hash",
                   ""};
    place = static_cast<int16_t>(*weight);
  }
}

}  // namespace sayso
