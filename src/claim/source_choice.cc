#include "claim/source_choice.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
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

size_t SourceChoice::best(const std::vector<SourceCandidate>& candidates, int32_t without) const {
  size_t best = 0;
  int64_t highest = score(candidates[0]);
  for (size_t i = 1; i < candidates.size(); ++i) {
    if (candidates[i].saying == without) continue;
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
  size_t rival = chosen == 0 ? 1 : 0;
  for (size_t i = 0; i < candidates.size(); ++i)
    if (i != chosen && score(candidates[i]) > score(candidates[rival])) rival = i;
  std::map<uint32_t, int> difference;
  for (uint32_t f : candidates[chosen].features) difference[f] += weights_[f];
  for (uint32_t f : candidates[rival].features) difference[f] -= weights_[f];
  WeightedPieces pieces;
  for (const auto& [feature, weight] : difference)
    if (weight != 0) pieces.emplace_back(weight, features.name(feature));
  return fmt::format("{} over {} by {:.2f}: {}", chosen == 0 ? "the report" : "a speaker",
                     rival == 0 ? "the report" : "another speaker",
                     static_cast<double>(score(candidates[chosen]) - score(candidates[rival])) / 1000,
                     heaviest(std::move(pieces)));
}

}  // namespace sayso
