#include "claim/source_choice.h"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <unordered_map>

#include "event/explainer.h"

namespace sayso {

Result<SourceChoice> SourceChoice::load(const KnowledgeSource& source, const SourceFeatures& features) {
  const std::string file = "claims/source_weights.tsv";
  auto rows = read_tsv(source, file, {"feature", "weight"});
  if (!rows) return rows.error();
  std::unordered_map<std::string, uint32_t> by_name;
  for (uint32_t i = 0; i < features.size(); ++i) by_name.emplace(features.name(i), i);
  std::vector<int32_t> weights(features.size(), 0);
  for (const TsvRow& row : *rows) {
    auto it = by_name.find(std::string(row.cells[0]));
    int32_t weight = 0;
    std::string_view digits = row.cells[1];
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    if (error != std::errc() || end != digits.data() + digits.size())
      return Error{file, row.line, "a weight is a whole number of thousandths", ""};
    if (it == by_name.end()) {
      // A cue may have been taken out of the table; any other name is a slip.
      if (row.cells[0].substr(0, 4) == "cue=") continue;
      return Error{file, row.line, "unknown feature '" + std::string(row.cells[0]) + "'", "train the weights anew"};
    }
    weights[it->second] = weight;
  }
  return SourceChoice(std::move(weights));
}

int64_t SourceChoice::score(const SourceCandidate& candidate) const {
  int64_t sum = 0;
  for (uint32_t f : candidate.features) sum += weights_[f];
  return sum;
}

size_t SourceChoice::best(const std::vector<SourceCandidate>& candidates) const {
  size_t best = 0;
  int64_t highest = score(candidates[0]);
  for (size_t i = 1; i < candidates.size(); ++i) {
    int64_t sum = score(candidates[i]);
    if (sum > highest) {
      highest = sum;
      best = i;
    }
  }
  return best;
}

std::string SourceChoice::why(const std::vector<SourceCandidate>& candidates, size_t chosen,
                              const SourceFeatures& features) const {
  if (candidates.size() < 2) return "";
  std::vector<WeightedPieces> weighed(candidates.size());
  for (size_t i = 0; i < candidates.size(); ++i)
    for (uint32_t f : candidates[i].features) weighed[i].emplace_back(weights_[f], features.name(f));
  const Comparison compared = compare(weighed, chosen);
  return fmt::format("{} over {} {}", chosen == 0 ? "the report" : "a speaker",
                     compared.rival == 0 ? "the report" : "another speaker", compared.text);
}

}  // namespace sayso
