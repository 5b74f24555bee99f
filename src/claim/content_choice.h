// Which words are said: a choice among the stretches of attribution_parts.h.
//
// In: a saying. Out: the stretch with the highest sum of weights, the first of equals, as one range or two. Weights are
// whole thousandths in knowledge/claims/content_weights.tsv, learned by `sayso-claims telling`.
#pragma once

#include "claim/attribution_parts.h"

namespace sayso {

class ContentChoice {
 public:
  static Result<ContentChoice> load(const KnowledgeSource& source);

  // Empty where nothing can be said. `candidates` is reused from call to call.
  std::vector<TokenRange> best(const SourceContext& context, const Saying& saying, TokenRange cue,
                               ContentCandidates& candidates) const;

 private:
  explicit ContentChoice(EvidenceWeights weights) : weights_(std::move(weights)) {}

  EvidenceWeights weights_;
};

}  // namespace sayso
