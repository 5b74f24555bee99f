// Why an event and its fields are what they are: the evidence that weighed most.
//
// In: the choices made in one report, as they are made (ChoiceObserver), and the tables of weights. Out: for each
// event, named by its head, lines like "bombing over attack by 1.20: tag ahead=4 +0.61; in clause +0.42; ...". Evidence
// that speaks for both of the two best candidates alike is left out. Nothing is decided here.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "event/evidence.h"
#include "mention/mention.h"
#include "syntax/parse.h"

namespace sayso {

// Weights in thousandths, and the evidence that they are of.
using WeightedPieces = std::vector<std::pair<int, std::string>>;
// The heaviest of them: "tag>4 +0.61; here d=0 +0.40; twin=0 -0.22".
std::string heaviest(WeightedPieces pieces);

// What a choice was between.
struct Comparison {
  size_t rival = 0;  // the best of the others
  std::string text;  // by how much the one chosen is ahead of it, and why: "by 1.20: tag>4 +0.61; ..."
};
// `candidates` are two or more, each with all of its evidence.
Comparison compare(const std::vector<WeightedPieces>& candidates, size_t chosen);

// The weights of the choices by the names of their evidence, in thousandths. Loaded once.
class NamedWeights {
 public:
  static Result<NamedWeights> load(const KnowledgeSource& source);

  int judge(const std::string& name) const { return weight(judge_, name); }
  int of(ChoiceObserver::Task task, const std::string& name) const {
    return weight(choices_[static_cast<size_t>(task)], name);
  }

 private:
  using Table = std::unordered_map<std::string, int>;
  static int weight(const Table& table, const std::string& name) {
    auto it = table.find(name);
    return it == table.end() ? 0 : it->second;
  }
  Table judge_;
  std::array<Table, ChoiceObserver::kTasks> choices_;
};

// What a field is owed to: "kind", "bombing over attack by 1.20: ...".
struct FieldReason {
  std::string field;
  std::string text;
};

class Explainer : public ChoiceObserver {
 public:
  // All must outlive it.
  Explainer(const NamedWeights& weights, const Parse& parse, const Mentions& mentions)
      : weights_(weights), parse_(parse), mentions_(mentions) {}

  void begin(const std::vector<Event>& events) override { events_ = &events; }
  bool asks_for_judgement() const override { return true; }
  void judged(TokenIndex head, int score, const Evidence& evidence) override;
  size_t decide(Task task, size_t about, const std::vector<Candidate>& candidates, size_t chosen) override;

  // Of the event with that head, in the order of the decisions.
  std::vector<FieldReason> of(TokenIndex head) const;

 private:
  std::string name(Task task, const Candidate& candidate) const;

  const NamedWeights& weights_;
  const Parse& parse_;
  const Mentions& mentions_;
  const std::vector<Event>* events_ = nullptr;
  std::vector<std::pair<TokenIndex, FieldReason>> reasons_;
};

}  // namespace sayso
