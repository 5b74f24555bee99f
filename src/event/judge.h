// The judge: is this candidate an event of the conflict, as a careful reader would write it down?
//
// A word of the lexicon names an event in about one place of three: "strike" is also a walk-out, "the attack" is told
// again, a war is history. Rules for that would be endless, so the evidence is weighed: named features of the candidate
// and its surroundings, each with a weight learnt from annotated reports (knowledge/events/weights.tsv, made by
// sayso-event-trainer). The sum is a log odds; at or above the threshold the candidate is an event. `sayso explain`
// prints it.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "event/context.h"
#include "event/event.h"
#include "event/evidence.h"
#include "event/lexicon.h"

namespace sayso {

// A candidate with what is known about it before it is judged.
struct Judged {
  EventCandidate candidate;
  std::string kind;  // after means and object have been looked at
  int score = 0;     // log odds in thousandths
};

// Calls `take` with each candidate's number and evidence ("words=kill", "head=launch"), in the order given.
// `candidates` are all of one report; `named`: with the names of the evidence.
void judge_features(const EventContext& context, const EventWords& words, const std::vector<Judged>& candidates,
                    bool named, const std::function<void(size_t, const Evidence&)>& take);

// The threshold for one report, in thousandths. A report whose best candidates are doubtful is likely on something else
// (a budget's "explosion in costs"), and its doubtful candidates are asked for more. Only candidates of rules are
// looked at. In a report of a sentence or two that armed people kill or wound a number of others is enough.
int threshold_for(const EventContext& context, const Kinds& kinds, const std::vector<Judged>& all, int threshold);
// The same, from the best score of each sentence that has any.
int threshold_for(std::vector<int> best_of_sentences, int threshold);

class Judge {
 public:
  // A table of weights, with a row for the threshold.
  static Result<Judge> load(const KnowledgeSource& source, const std::string& file);

  // In thousandths.
  int score(const Evidence& evidence) const { return static_cast<int>(weights_.sum(evidence)); }
  int threshold() const { return threshold_; }

 private:
  // The threshold is a row of the table.
  explicit Judge(EvidenceWeights weights)
      : weights_(std::move(weights)), threshold_(weights_.weight(Evidence::hash("threshold"))) {}

  EvidenceWeights weights_;
  int threshold_ = 0;
};

}  // namespace sayso
