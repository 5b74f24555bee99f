// The judge: is this candidate an event of the conflict, as a careful reader would write it down?
//
// A word of the lexicon names an event in about one place of three: "strike" is also a walk-out, "the attack" is told
// again, a war is history. Rules for that would be endless, so the evidence is weighed: named features of the candidate
// and its surroundings, each with a weight learnt from annotated reports (knowledge/events/weights.tsv, made by
// sayso-event-trainer). The sum is a log odds; at or above the threshold the candidate is an event. `sayso explain`
// prints the strongest features, so that a reader can see why.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "event/context.h"
#include "event/event.h"
#include "event/lexicon.h"

namespace sayso {

// A candidate with what is known about it before it is judged.
struct Judged {
  EventCandidate candidate;
  std::string kind;  // after means and object have been looked at
  int score = 0;     // log odds in thousandths
};

// Features of each candidate, in the order given: names such as "lemma=kill" or "head=launch/obj".
// `candidates` are all of one report.
std::vector<std::vector<std::string>> judge_features(const EventContext& context, const EventWords& words,
                                                     const std::vector<Judged>& candidates);

// The threshold for one report, in thousandths. A report whose best candidates are doubtful is likely on something else
// (a budget's "explosion in costs"), and its doubtful candidates are asked for more. `scores` are all of the report.
int threshold_for(std::vector<int> scores, int threshold);

class Judge {
 public:
  static Result<Judge> load(const KnowledgeSource& source);

  // Sum of the weights of known features, in thousandths.
  int score(const std::vector<std::string>& features) const;
  int threshold() const { return threshold_; }
  // The features that weigh most, strongest first.
  std::vector<std::pair<std::string, int>> strongest(const std::vector<std::string>& features, size_t n) const;

 private:
  std::unordered_map<std::string, int> weights_;
  int threshold_ = 0;
};

}  // namespace sayso
