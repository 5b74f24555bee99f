// Who says so, of all who may: a conditional logit over the candidates of source_features.h.
//
// In: an event and the report's sayings. Out: the candidate with the highest sum of weights, the first of equals.
// Weights are whole thousandths in knowledge/claims/source_weights.tsv, learnt by train/claim_trainer.cc; a feature
// that has no row weighs nothing. Sums of integers: the same choice on any machine.
#pragma once

#include <string>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "claim/source_features.h"

namespace sayso {

class SourceChoice {
 public:
  static Result<SourceChoice> load(const KnowledgeSource& source, const SourceFeatures& features);

  // Without weights: for the trainer.
  explicit SourceChoice(std::vector<int32_t> weights) : weights_(std::move(weights)) {}

  int64_t score(const SourceCandidate& candidate) const;
  // Index of the best, the first of equals.
  size_t best(const std::vector<SourceCandidate>& candidates) const;
  // What weighed most for the chosen one against the best of the others: "by 1.20: tree=under-clause +0.61; ...".
  std::string why(const std::vector<SourceCandidate>& candidates, size_t chosen, const SourceFeatures& features) const;

 private:
  std::vector<int32_t> weights_;
};

}  // namespace sayso
