// Whether a saying is worth telling as an attribution: a learned judge.
//
// In: a saying. Out: the log odds, in thousandths, that it is a "who says what" as readers of news mark them: evidence
// with readable names ("lemma=raise", "has=ccomp", "who role=official") whose weights stand in
// knowledge/claims/telling_weights.tsv, learned by `sayso-claims telling` (train/telling_trainer.cc). Guaranteed: the
// same sum on any machine. Known to go wrong: verbs of saying that are used otherwise ("the law allows", "shows") are
// told apart by their surroundings alone; words that the reports it learned from do not have weigh by their class.
#pragma once

#include "claim/source_features.h"
#include "event/evidence.h"

namespace sayso {

// Adds to `out` what speaks for and against the saying.
void telling_evidence(const SourceContext& context, const Saying& saying, Evidence& out);

class Telling {
 public:
  static Result<Telling> load(const KnowledgeSource& source);

  // `scratch` is reused from call to call.
  bool worth(const SourceContext& context, const Saying& saying, Evidence& scratch) const;
  // Whether a word that no list has is worth a look: its own weights alone do not speak against it.
  bool worth_a_look(const Parse& parse, TokenIndex i) const;

 private:
  explicit Telling(EvidenceWeights weights) : weights_(std::move(weights)) {}

  EvidenceWeights weights_;
  int64_t threshold_ = 0;
};

}  // namespace sayso
