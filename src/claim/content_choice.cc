#include "claim/content_choice.h"

namespace sayso {

Result<ContentChoice> ContentChoice::load(const KnowledgeSource& source) {
  auto weights = EvidenceWeights::load(source, "claims/content_weights.tsv");
  if (!weights) return weights.error();
  return ContentChoice(std::move(*weights));
}

std::vector<TokenRange> ContentChoice::best(const SourceContext& context, const Saying& saying, TokenRange cue,
                                            ContentCandidates& candidates) const {
  candidates.find(context, saying, cue);
  if (candidates.all().empty()) return {};
  Evidence evidence;
  std::vector<int64_t> begins, ends;
  for (const ContentBound& bound : candidates.begins()) {
    evidence.clear();
    candidates.begin_evidence(bound, evidence);
    begins.push_back(weights_.sum(evidence));
  }
  for (const ContentBound& bound : candidates.ends()) {
    evidence.clear();
    candidates.end_evidence(bound, evidence);
    ends.push_back(weights_.sum(evidence));
  }
  const ContentCandidate* best = nullptr;
  int64_t highest = 0;
  for (const ContentCandidate& candidate : candidates.all()) {
    evidence.clear();
    candidates.pair_evidence(candidate, evidence);
    int64_t sum = begins[candidate.begin] + ends[candidate.end] + weights_.sum(evidence);
    if (best == nullptr || sum > highest) {
      best = &candidate;
      highest = sum;
    }
  }
  return candidates.parts(*best);
}

}  // namespace sayso
