#include "event/explainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>

namespace sayso {
namespace {

constexpr size_t kMost = 4;  // pieces of evidence that are told of a choice

int64_t sum(const WeightedPieces& pieces) {
  int64_t total = 0;
  for (const auto& [weight, name] : pieces) total += weight;
  return total;
}

}  // namespace

std::string heaviest(WeightedPieces pieces) {
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](auto& a, auto& b) { return std::abs(a.first) > std::abs(b.first); });
  std::string out;
  for (size_t i = 0; i < std::min(pieces.size(), kMost); ++i)
    out += fmt::format("{}{} {:+.2f}", i == 0 ? "" : "; ", pieces[i].second, pieces[i].first / 1000.0);
  return out;
}

Comparison compare(const std::vector<WeightedPieces>& candidates, size_t chosen) {
  std::vector<int64_t> sums;
  for (const WeightedPieces& pieces : candidates) sums.push_back(sum(pieces));
  Comparison out;
  out.rival = chosen == 0 ? 1 : 0;
  for (size_t i = 0; i < candidates.size(); ++i)
    if (i != chosen && sums[i] > sums[out.rival]) out.rival = i;
  std::map<std::string_view, int> difference;
  for (const auto& [weight, name] : candidates[chosen]) difference[name] += weight;
  for (const auto& [weight, name] : candidates[out.rival]) difference[name] -= weight;
  WeightedPieces pieces;
  for (const auto& [name, weight] : difference)
    if (weight != 0) pieces.emplace_back(weight, name);
  out.text = fmt::format("by {:.2f}: {}", static_cast<double>(sums[chosen] - sums[out.rival]) / 1000,
                         heaviest(std::move(pieces)));
  return out;
}

Result<NamedWeights> NamedWeights::load(const KnowledgeSource& source) {
  NamedWeights out;
  auto read = [&](const std::string& file, Table& table) -> std::optional<Error> {
    auto rows = read_tsv(source, file, {"feature", "weight"});
    if (!rows) return rows.error();
    for (const TsvRow& row : *rows) {
      int weight = 0;  // the choices themselves have checked their tables
      std::from_chars(row.cells[1].data(), row.cells[1].data() + row.cells[1].size(), weight);
      table.emplace(row.cells[0], weight);
    }
    return std::nullopt;
  };
  if (auto error = read("events/weights.tsv", out.judge_)) return *error;
  for (size_t t = 0; t < ChoiceObserver::kTasks; ++t)
    if (auto error = read(fmt::format("events/{}_weights.tsv", ChoiceObserver::kTaskNames[t]), out.choices_[t]))
      return *error;
  return out;
}

void Explainer::judged(TokenIndex head, int score, const Evidence& evidence) {
  WeightedPieces pieces;
  for (const std::string& name : evidence.names())
    if (const int w = weights_.judge(name); w != 0) pieces.emplace_back(w, name);
  reasons_.push_back({head, {"event", fmt::format("judged {:+.2f}: {}", score / 1000.0, heaviest(std::move(pieces)))}});
}

std::string Explainer::name(Task task, const Candidate& c) const {
  switch (task) {
    case Task::place: {
      const Place* p = mentions_.place(c.value);
      return p == nullptr ? "no place" : p->name;
    }
    case Task::time:
      return c.days.empty() ? "no day" : c.days;
    case Task::toll:
      return c.what.empty() ? "no toll" : std::string(c.what);
    case Task::role:
      return c.what == "none" ? "no part" : c.what == "by" ? "a doer" : "a target";
    case Task::side:
    case Task::party: {
      if (task == Task::party && c.list != nullptr) return "what is told";
      std::string out;
      if (c.sides != nullptr)
        for (const std::string& side : *c.sides) out += (out.empty() ? "" : ", ") + side;
      if (out.empty()) return task == Task::side ? "no side" : "nobody";
      return out;
    }
    case Task::kind:
      break;
  }
  return std::string(c.what);
}

size_t Explainer::decide(Task task, size_t about, const std::vector<Candidate>& candidates, size_t chosen) {
  const Candidate& best = candidates[chosen];
  if (candidates.size() < 2 || (task == Task::role && chosen == 0) || (task == Task::toll && chosen == 0))
    return chosen;
  const size_t event = task == Task::toll ? static_cast<size_t>(best.event) : about;
  if (events_ == nullptr || event >= events_->size()) return chosen;
  std::vector<WeightedPieces> weighed(candidates.size());
  for (size_t i = 0; i < candidates.size(); ++i)
    for (const std::string& name : candidates[i].evidence) weighed[i].emplace_back(weights_.of(task, name), name);
  const Comparison compared = compare(weighed, chosen);

  const std::string field = task == Task::place  ? "place"
                            : task == Task::time ? "when"
                            : task == Task::toll ? "tolls"
                            : task == Task::kind ? "kind"
                                                 : std::string(best.what);
  std::string subject;
  if (best.who != nullptr) subject = fmt::format("“{}” ", parse_.tokens().words(best.who->tokens));
  if (best.count != nullptr) subject = fmt::format("“{}” ", parse_.tokens().words(best.count->phrase));
  reasons_.push_back({(*events_)[event].head,
                      {field, fmt::format("{}{} over {} {}", subject, name(task, best),
                                          name(task, candidates[compared.rival]), compared.text)}});
  return chosen;
}

std::vector<FieldReason> Explainer::of(TokenIndex head) const {
  std::vector<FieldReason> out;
  for (const auto& [at, reason] : reasons_)
    if (at == head) out.push_back(reason);
  return out;
}

}  // namespace sayso
