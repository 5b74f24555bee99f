// sayso-event-choices: learns the weights by which an event's place, days and tolls are chosen, and measures them.
//
//   sayso-event-choices --gazetteer build/release/gazetteer.bin --out knowledge/events GOLD.jsonl...
//   sayso-event-choices --gazetteer build/release/gazetteer.bin --cross GOLD.jsonl...     each file left out once
//   sayso-event-choices --gazetteer build/release/gazetteer.bin --test DEV.jsonl GOLD...  learn from GOLD, judge by DEV
//   sayso-event-choices --gazetteer build/release/gazetteer.bin --show GOLD...            print each choice and why
//
// The program reads each report as it always does; the examples are the choices that it makes for the events on
// annotated rows. A choice is evidence for those that follow, so learning goes in rounds: in the first the right
// candidates stand, in the next ones those that the weights so far choose, and the weights learn to live with their own
// slips. Which slips these are is chance: the weights are the mean of all rounds but the first.
//
// Learning is a conditional logit as in claim_trainer.cc, here by AdaGrad in a fixed shuffled order: the same files
// give the same weights. Several candidates may be right; their joint probability is what is raised. Examples of which
// no candidate is right teach nothing, and count as wrong.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <random>

#include "claim_gold.h"
#include "claim_reader.h"
#include "event/finder.h"
#include "sparse_learner.h"

namespace sayso::train {
namespace {

using Task = ChoiceObserver::Task;
constexpr size_t kTasks = ChoiceObserver::kTasks;
constexpr auto& kNames = ChoiceObserver::kTaskNames;

// Chosen by leaving out one file at a time. Few and slow steps do best where examples are doubtful.
constexpr std::array<LearningSettings, kTasks> kSettings = {{{10, 8, 0.02, 5e-2},
                                                             {10, 8, 0.02, 5e-2},
                                                             {20, 3, 0.05, 5e-2},
                                                             {12, 8, 0.03, 1e-2},
                                                             {12, 8, 0.03, 1e-2},
                                                             {12, 10, 0.03, 1e-2},
                                                             {12, 5, 0.03, 1e-2}}};
// Smaller ones decide nothing, and a larger table costs time: its rows are looked up all over memory.
constexpr std::array<double, kTasks> kLeastWeight = {0.02, 0.02, 0.02, 0.1, 0.1, 0.15, 0.02};
constexpr int kRounds = 5;

struct Example {
  std::vector<std::vector<int>> evidence;  // of each candidate
  std::vector<bool> right;
};

struct Sample {  // a report, read up to its mentions
  size_t file = 0;
  GoldReport gold;
  std::unique_ptr<ReadReport> in;
};

// Tells which candidates are right, and keeps the choices as examples.
class Teacher : public ChoiceObserver {
 public:
  // `lead`: of the tasks, those in which the right candidate stands whatever is chosen.
  Teacher(const Sample& sample, const SideNames& names, std::array<bool, kTasks> lead)
      : sample_(sample), names_(names), lead_(lead) {}

  void begin(const std::vector<Event>& events) override {
    rows_.assign(events.size(), {});
    trigger_.clear();
    for (const Event& e : events) trigger_.push_back(e.head);
    const Tokens& tokens = sample_.in->parse->tokens();
    for (size_t k = 0; k < events.size(); ++k) {
      ByteSpan span = tokens.span(events[k].trigger);
      for (const GoldRow& row : sample_.gold.rows)
        if (span.overlaps({static_cast<uint32_t>(row.begin), static_cast<uint32_t>(row.end)})) rows_[k].push_back(&row);
    }
  }

  size_t decide(Task task, size_t about, const std::vector<Candidate>& candidates, size_t chosen) override {
    std::vector<bool> right(candidates.size(), false);
    bool asked = false;
    if (task == Task::kind)
      asked = judge_kind(about, candidates, chosen, right);
    else if (task == Task::side)
      asked = judge_side(about, candidates, chosen, right);
    else if (task == Task::party)
      asked = judge_party(about, candidates, chosen, right);
    else if (task == Task::role)
      asked = judge_role(about, candidates, chosen, right);
    else if (task != Task::toll)
      for (const GoldRow* row : about < rows_.size() ? rows_[about] : std::vector<const GoldRow*>()) {
        if (task == Task::time && row->modality == "future") continue;
        asked = true;
        for (size_t i = 0; i < candidates.size(); ++i)
          right[i] =
              right[i] || (task == Task::place ? same_place(*row, candidates[i]) : row->when == candidates[i].days);
        if (!row->optional) {
          ++rows[static_cast<size_t>(task)];
          reached[static_cast<size_t>(task)] += std::any_of(
              candidates.begin(), candidates.end(),
              [&](const Candidate& c) { return task == Task::place ? same_place(*row, c) : row->when == c.days; });
          correct[static_cast<size_t>(task)] +=
              task == Task::place ? same_place(*row, candidates[chosen]) : row->when == candidates[chosen].days;
        }
      }
    else
      asked = judge_toll(candidates, chosen, right);
    if (!asked) return chosen;
    auto first = std::find(right.begin(), right.end(), true);
    if (first == right.end()) return chosen;
    Seen seen;
    seen.right = right;
    for (const Candidate& c : candidates) seen.evidence.push_back(c.evidence);
    examples[static_cast<size_t>(task)].push_back(std::move(seen));
    return lead_[static_cast<size_t>(task)] && !right[chosen] ? static_cast<size_t>(first - right.begin()) : chosen;
  }

  struct Seen {
    std::vector<std::vector<std::string>> evidence;
    std::vector<bool> right;
  };
  std::array<std::vector<Seen>, kTasks> examples;
  std::array<size_t, kTasks> rows{}, correct{}, reached{};  // rows, those right, those with a right candidate

 private:
  bool same_place(const GoldRow& row, const Candidate& c) const {
    const Place* place = sample_.in->mentions.place(c.value);
    if (row.place.empty() || place == nullptr) return row.place.empty() && place == nullptr;
    const Place& p = *place;
    size_t comma = row.place_is.rfind(", ");
    std::string name = row.place_is.substr(0, comma), country = row.place_is.substr(comma + 2);
    if (!p.country.empty() && p.country != country) return false;
    std::vector<std::string> here = p.names;
    here.push_back(p.name);
    here.emplace_back(sample_.in->parse->tokens().words(p.tokens));
    return std::any_of(here.begin(), here.end(),
                       [&](const std::string& n) { return names_.same(n, name) || names_.same(n, row.place); });
  }

  // What the rows of an event say of a phrase: it is in `by`, in `on`, or in neither. Words of a row stand where they
  // are nearest to the trigger. What is carried over from another sentence is told by its words wherever they stand, or
  // by its sides; so is a pronoun.
  bool judge_role(size_t event, const std::vector<Candidate>& candidates, size_t chosen, std::vector<bool>& right) {
    if (event >= rows_.size() || rows_[event].empty()) return false;
    const Tokens& tokens = sample_.in->parse->tokens();
    const Participant& who = *candidates[0].who;
    const ByteSpan span = tokens.span(who.tokens);
    const bool pronoun = (*sample_.in->parse)[who.head].upos == Upos::PRON;
    auto listed = [&](const GoldRow& row, const std::vector<std::string>& words,
                      const std::vector<std::string>& sides) {
      const bool here = tokens.sentence_of(who.head) == tokens.sentence_of(trigger_[event]);
      for (const std::string& w : words) {
        if (here) {
          size_t at = nearest(w, row.begin);
          if (at != std::string::npos &&
              span.overlaps({static_cast<uint32_t>(at), static_cast<uint32_t>(at + w.size())}))
            return true;
        } else if (names_.same(w, std::string(tokens.words(who.tokens)))) {
          return true;
        }
      }
      if (here && !pronoun) return false;
      return !who.sides.empty() && !sides.empty() && std::all_of(who.sides.begin(), who.sides.end(), [&](auto& s) {
        return std::any_of(sides.begin(), sides.end(), [&](auto& g) { return names_.same(s, g); });
      });
    };
    for (const GoldRow* row : rows_[event]) {
      right[1] = right[1] || listed(*row, row->by, row->by_is);
      right[2] = right[2] || listed(*row, row->on, row->on_is);
    }
    right[0] = !right[1] && !right[2];
    auto task = static_cast<size_t>(Task::role);
    if (!right[0] || chosen != 0) {
      ++rows[task];
      ++reached[task];
      correct[task] += right[chosen];
    }
    return true;
  }

  bool judge_kind(size_t event, const std::vector<Candidate>& candidates, size_t chosen, std::vector<bool>& right) {
    if (event >= rows_.size()) return false;
    bool asked = false;
    for (const GoldRow* row : rows_[event]) {
      if (row->kind == "other") continue;
      asked = true;
      for (size_t i = 0; i < candidates.size(); ++i) right[i] = right[i] || row->kind == candidates[i].what;
    }
    if (!asked) return false;
    auto task = static_cast<size_t>(Task::kind);
    ++rows[task];
    reached[task] += right[0];  // what the rule says
    correct[task] += right[chosen];
    return true;
  }

  // The sides of a participant are right where they are among those of the row, or where both leave it open. Of several
  // participants one may well be of no side.
  bool judge_side(size_t event, const std::vector<Candidate>& candidates, size_t chosen, std::vector<bool>& right) {
    if (event >= rows_.size()) return false;
    bool asked = false;
    const bool by = candidates[0].what == "by";
    for (const GoldRow* row : rows_[event]) {
      const auto& words = by ? row->by : row->on;
      const auto& sides = by ? row->by_is : row->on_is;
      if (words.empty() && sides.empty()) continue;
      asked = true;
      bool some = false;
      for (size_t i = 0; i < candidates.size(); ++i) {
        const auto& mine = *candidates[i].sides;
        const bool among = std::all_of(mine.begin(), mine.end(), [&](const std::string& s) {
          return std::any_of(sides.begin(), sides.end(), [&](const std::string& g) { return names_.same(s, g); });
        });
        if (mine.empty() ? sides.empty() : among) right[i] = some = true;
      }
      // Nothing that the report names is right, or the row's sides are those of its other phrases.
      for (size_t i = 0; i < candidates.size(); ++i)
        if (candidates[i].sides->empty() && (!some || (words.size() > 1 && !candidates[0].sides->empty() && !right[0])))
          right[i] = true;
    }
    if (!asked) return false;
    auto task = static_cast<size_t>(Task::side);
    ++rows[task];
    reached[task] += right[0];  // what the words alone tell
    correct[task] += right[chosen];
    return true;
  }

  // The sides of a row are right where they are all told and no others; where the row leaves them open, its words are.
  bool judge_party(size_t event, const std::vector<Candidate>& candidates, size_t chosen, std::vector<bool>& right) {
    if (event >= rows_.size()) return false;
    const bool by = candidates[0].what == "by";
    bool asked = false;
    for (const GoldRow* row : rows_[event]) {
      if (row->optional) continue;
      asked = true;
      const auto& words = by ? row->by : row->on;
      const auto& sides = by ? row->by_is : row->on_is;
      for (size_t i = 0; i < candidates.size(); ++i) {
        const Candidate& c = candidates[i];
        auto same = [&](const std::string& s, const std::string& g) { return names_.same(s, g); };
        bool agree;
        if (!sides.empty()) {
          auto within = [&](const auto& some, const auto& all) {
            return std::all_of(some.begin(), some.end(), [&](const std::string& s) {
              return std::any_of(all.begin(), all.end(), [&](const std::string& g) { return same(s, g); });
            });
          };
          agree = !c.sides->empty() && within(*c.sides, sides) && within(sides, *c.sides);
        } else if (words.empty()) {
          agree = c.list != nullptr ? c.list->empty() : c.sides->empty();
        } else {
          agree = c.list != nullptr && std::any_of(c.list->begin(), c.list->end(), [&](const Participant& p) {
                    const std::string text(sample_.in->parse->tokens().words(p.tokens));
                    return std::any_of(words.begin(), words.end(), [&](const std::string& w) { return same(w, text); });
                  });
        }
        right[i] = right[i] || agree;
      }
    }
    if (!asked) return false;
    auto task = static_cast<size_t>(Task::party);
    ++rows[task];
    reached[task] += right[0];  // what the sentence tells
    correct[task] += right[chosen];
    return true;
  }

  bool judge_toll(const std::vector<Candidate>& candidates, size_t chosen, std::vector<bool>& right) {
    const Count& c = *candidates[0].count;
    ByteSpan span = sample_.in->parse->tokens().span(c.phrase);
    const GoldToll* toll = nullptr;
    const GoldRow* of = nullptr;
    for (const GoldRow& row : sample_.gold.rows)
      for (const GoldToll& t : row.tolls) {
        size_t at = nearest(t.text, row.begin);
        if (at == std::string::npos || t.low != c.low || t.high != c.high) continue;
        if (!span.overlaps({static_cast<uint32_t>(at), static_cast<uint32_t>(at + t.text.size())})) continue;
        if (toll != nullptr && t.what == toll->what) continue;
        toll = &t;
        of = &row;
      }
    // A row that the program has no event for cannot bear its toll.
    bool borne = false;
    for (size_t i = 0; toll != nullptr && i < candidates.size(); ++i) {
      if (candidates[i].event < 0) continue;
      const auto& rows_of = rows_[static_cast<size_t>(candidates[i].event)];
      bool bears = std::find(rows_of.begin(), rows_of.end(), of) != rows_of.end();
      borne = borne || bears;
      right[i] = bears && candidates[i].what == toll->what;
    }
    if (toll == nullptr) right[0] = true;
    if (toll != nullptr && !borne) return false;
    auto task = static_cast<size_t>(Task::toll);
    ++rows[task];
    ++reached[task];
    correct[task] += right[chosen];
    return true;
  }

  // The occurrence of the words nearest the trigger.
  size_t nearest(const std::string& words, size_t trigger) const {
    size_t best = std::string::npos, distance = 0;
    for (size_t at = sample_.gold.text.find(words); at != std::string::npos;
         at = sample_.gold.text.find(words, at + 1)) {
      size_t far = at > trigger ? at - trigger : trigger - at;
      if (best == std::string::npos || far < distance) {
        best = at;
        distance = far;
      }
    }
    return best;
  }

  const Sample& sample_;
  const SideNames& names_;
  std::array<bool, kTasks> lead_;
  std::vector<std::vector<const GoldRow*>> rows_;  // of each event
  std::vector<TokenIndex> trigger_;                // of each event
};

std::vector<double> fit(const std::vector<Example>& examples, size_t features, const LearningSettings& s) {
  std::vector<int> seen(features, 0);
  for (const Example& e : examples)
    for (const auto& candidate : e.evidence)
      for (int f : candidate) ++seen[static_cast<size_t>(f)];
  std::vector<size_t> order(examples.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  return mean_of_orders(order, features, s, [&](size_t k, AdaGrad& learner) {
    const Example& e = examples[k];
    std::vector<double> p;
    double highest = -1e9, all = 0, good = 0;
    for (const auto& candidate : e.evidence) {
      const double z = sum_of(candidate, learner.w);
      highest = std::max(highest, z);
      p.push_back(z);
    }
    for (size_t i = 0; i < p.size(); ++i) {
      p[i] = std::exp(p[i] - highest);
      all += p[i];
      if (e.right[i]) good += p[i];
    }
    for (size_t i = 0; i < p.size(); ++i) {
      double g = p[i] / all - (e.right[i] ? p[i] / good : 0);
      for (int f : e.evidence[i])
        if (seen[static_cast<size_t>(f)] >= s.least) learner.gather(f, g);
    }
    learner.step_gathered();
  });
}

struct Score {
  std::array<size_t, kTasks> rows{}, correct{}, reached{};
  void add(const auto& other) {
    for (size_t t = 0; t < kTasks; ++t) {
      rows[t] += other.rows[t];
      correct[t] += other.correct[t];
      reached[t] += other.reached[t];
    }
  }
};

// What is added to the weights of some pieces of evidence: annotators differ in how often they leave a place out.
using Shifts = std::map<std::pair<Task, std::string>, double>;

class Trainer {
 public:
  // `learned`: of the tasks, those that are learned; the others are decided by the tables of the knowledge.
  Trainer(KnowledgeSource knowledge, const Reader& reader, std::vector<Sample> samples, SideNames names,
          std::array<bool, kTasks> learned, Shifts shifts)
      : knowledge_(std::move(knowledge)),
        mentions_(&reader.mentions()),
        samples_(std::move(samples)),
        names_(std::move(names)),
        learned_(learned),
        shifts_(std::move(shifts)) {}

  // The tables learnt from the samples of `use`, by task; of a task that is not learned it is empty.
  Result<std::array<std::string, kTasks>> learn(const std::vector<bool>& use) {
    std::array<std::string, kTasks> tables;
    for (size_t t = 0; t < kTasks; ++t)
      if (learned_[t]) tables[t] = "feature\tweight\n";
    std::array<std::map<std::string, double>, kTasks> sums;  // of the rounds but the first
    for (int round = 0; round < kRounds; ++round) {
      std::array<FeatureNames, kTasks> names;
      std::array<std::vector<Example>, kTasks> examples;
      auto finder = finder_with(tables);
      if (!finder) return finder.error();
      for (size_t i = 0; i < samples_.size(); ++i) {
        if (!use[i]) continue;
        Teacher teacher(samples_[i], names_, round == 0 ? learned_ : std::array<bool, kTasks>{});
        read(*finder, samples_[i], teacher);
        for (size_t t = 0; t < kTasks; ++t) {
          if (!learned_[t]) continue;
          for (const auto& seen : teacher.examples[t]) {
            Example e;
            e.right = seen.right;
            for (const auto& candidate : seen.evidence) {
              e.evidence.push_back(names[t].ids(candidate));
            }
            examples[t].push_back(std::move(e));
          }
        }
      }
      for (size_t t = 0; t < kTasks; ++t) {
        if (!learned_[t]) continue;
        std::vector<double> w = fit(examples[t], names[t].size(), kSettings[t]);
        if (round <= 1) sums[t].clear();
        for (size_t i = 0; i < w.size(); ++i) sums[t][names[t].name(i)] += w[i];
        tables[t] = "feature\tweight\n";
        for (const auto& [name, sum] : sums[t]) {
          const double weight = sum / std::max(round, 1) + shift_of(t, name);
          if (std::abs(weight) >= kLeastWeight[t])
            tables[t] += fmt::format("{}\t{}\n", name, std::lround(weight * 1000));
        }
      }
    }
    return tables;
  }

  Result<Score> judge(const std::array<std::string, kTasks>& tables, const std::vector<bool>& use) {
    auto finder = finder_with(tables);
    if (!finder) return finder.error();
    Score score;
    for (size_t i = 0; i < samples_.size(); ++i) {
      if (!use[i]) continue;
      Teacher teacher(samples_[i], names_, {});
      read(*finder, samples_[i], teacher);
      score.add(teacher);
    }
    return score;
  }

  const std::vector<Sample>& samples() const { return samples_; }

 private:
  double shift_of(size_t task, const std::string& piece) const {
    auto it = shifts_.find({static_cast<Task>(task), piece});
    return it == shifts_.end() ? 0 : it->second;
  }

  Result<EventFinder> finder_with(const std::array<std::string, kTasks>& tables) const {
    auto files = knowledge_.files();
    for (size_t t = 0; t < kTasks; ++t)
      if (learned_[t]) files[fmt::format("events/{}_weights.tsv", kNames[t])] = tables[t];
    return EventFinder::load(KnowledgeSource(std::move(files)), mentions_);
  }

  static void read(const EventFinder& finder, const Sample& sample, Teacher& teacher) {
    const ReadReport& in = *sample.in;
    finder.find(in.report, *in.parse, in.mentions, in.tags, &teacher);
  }

  KnowledgeSource knowledge_;
  const MentionFinder* mentions_;
  std::vector<Sample> samples_;
  SideNames names_;
  std::array<bool, kTasks> learned_;
  Shifts shifts_;
};

// Prints the choices of a report: each candidate with the sum of its weights and the heaviest evidence.
class Shower : public ChoiceObserver {
 public:
  Shower(const KnowledgeSource& knowledge, const Parse& parse) : parse_(parse) {
    for (size_t t = 0; t < kTasks; ++t) {
      weights_[t] = EvidenceWeights::load(knowledge, fmt::format("events/{}_weights.tsv", kNames[t]));
    }
  }
  void begin(const std::vector<Event>& events) override { events_ = &events; }
  size_t decide(Task task, size_t about, const std::vector<Candidate>& candidates, size_t chosen) override {
    constexpr size_t kMost = 12;
    const auto& weights = weights_[static_cast<size_t>(task)];
    if (!weights) return chosen;
    const bool of_event = task != Task::toll && about < events_->size();
    fmt::print("{} of {}{}\n", kNames[static_cast<size_t>(task)], about,
               of_event
                   ? fmt::format(" [{}] {}", parse_.tokens().words((*events_)[about].trigger), (*events_)[about].kind)
               : task == Task::toll ? fmt::format(" [{}]", parse_.tokens().words(candidates[0].count->phrase))
                                    : "");
    for (size_t i = 0; i < candidates.size(); ++i) {
      const Candidate& c = candidates[i];
      std::vector<std::pair<int32_t, std::string_view>> parts;
      int64_t sum = 0;
      for (const std::string& e : c.evidence) {
        const int32_t w = weights->weight(Evidence::hash(e));
        sum += w;
        if (w != 0) parts.emplace_back(w, e);
      }
      std::sort(parts.begin(), parts.end(), [](auto& a, auto& b) { return std::abs(a.first) > std::abs(b.first); });
      fmt::print(" {} {:6} {} {} {}", i == chosen ? "*" : " ", sum, c.what, c.days,
                 c.who == nullptr ? "" : parse_.tokens().words(c.who->tokens));
      for (size_t k = 0; k < std::min(kMost, parts.size()); ++k)
        fmt::print(" | {} {}", parts[k].first, parts[k].second);
      fmt::print("\n");
    }
    return chosen;
  }

 private:
  const Parse& parse_;
  std::array<Result<EvidenceWeights>, kTasks> weights_{{Error{}, Error{}, Error{}, Error{}, Error{}, Error{}, Error{}}};
  const std::vector<Event>* events_ = nullptr;
};

int fail(const Error& e) {
  fmt::print(stderr, "sayso-event-choices: error: {}\n", e.text());
  return 2;
}

void print(const std::string& what, const Score& s) {
  fmt::print("{}:", what);
  for (size_t t = 0; t < kTasks; ++t)
    if (s.rows[t] > 0)
      fmt::print("  {} {:.3f} (of {}, {:.3f} within reach)", kNames[t], double(s.correct[t]) / double(s.rows[t]),
                 s.rows[t], double(s.reached[t]) / double(s.rows[t]));
  fmt::print("\n");
}

int run(int argc, char** argv) {
  CLI::App app("Learns by what an event's place, days and tolls are chosen");
  std::string knowledge_folder = "knowledge", model_file = "model/english.model", gazetteer_file, out, sides;
  std::vector<std::string> taggers = {"model/events.model"};
  std::vector<std::string> files, only;
  std::string test;
  bool cross = false, show = false;
  Shifts shifts;
  app.add_option("--knowledge", knowledge_folder);
  app.add_option("--model", model_file);
  app.add_option("--tagger", taggers, kTaggersHelp);
  app.add_option("--gazetteer", gazetteer_file)->required();
  app.add_option("--sides", sides, "names of one side, a group a line");
  app.add_option("--out", out, "folder for the tables");
  app.add_option("--only", only,
                 "a table that is learned, the others being those of the knowledge; all if none is named")
      ->check(CLI::IsMember(std::vector<std::string>(kNames.begin(), kNames.end())));
  app.add_flag("--cross", cross);
  app.add_flag("--show", show);
  app.add_option("--test", test);
  app.add_option("--none", shifts[{Task::place, "none"}], "added to the weight of no place");
  app.add_option("--by", shifts[{Task::role, "always by"}], "... of a doer");
  app.add_option("--on", shifts[{Task::role, "always on"}], "... of a target");
  app.add_option("--open", shifts[{Task::time, "open"}], "... of some day up to the publication");
  app.add_option("--told", shifts[{Task::side, "is=told"}], "... of the side that a phrase's own words tell");
  app.add_option("--no-toll", shifts[{Task::toll, "none"}], "... of no toll");
  app.add_option("GOLD", files)->required();
  CLI11_PARSE(app, argc, argv);

  auto knowledge = KnowledgeSource::from_folder(knowledge_folder);
  if (!knowledge) return fail(knowledge.error());
  auto reader = Reader::load(*knowledge, model_file, taggers, gazetteer_file);
  if (!reader) return fail(reader.error());
  SideNames names;
  if (!sides.empty()) {
    auto read = SideNames::read(sides);
    if (!read) return fail(read.error());
    names = *std::move(read);
  }
  std::vector<Sample> samples;
  const size_t learned = files.size();
  if (!test.empty()) files.push_back(test);
  for (size_t file = 0; file < files.size(); ++file) {
    auto gold = read_gold(files[file]);
    if (!gold) return fail(gold.error());
    for (GoldReport& g : *gold) {
      auto in = reader->read(g.text, g.published, g.outlet);
      if (!in || (*in)->report.text != g.text) continue;
      samples.push_back({file, std::move(g), *std::move(in)});
    }
  }
  if (show) {
    auto finder = EventFinder::load(*knowledge, &reader->mentions());
    if (!finder) return fail(finder.error());
    for (const Sample& s : samples) {
      fmt::print("== {}\n", s.gold.text);
      Shower shower(*knowledge, *s.in->parse);
      finder->find(s.in->report, *s.in->parse, s.in->mentions, s.in->tags, &shower);
    }
    return 0;
  }
  std::array<bool, kTasks> learn_task;
  for (size_t t = 0; t < kTasks; ++t)
    learn_task[t] = only.empty() || std::find(only.begin(), only.end(), kNames[t]) != only.end();
  Trainer trainer(*std::move(knowledge), *reader, std::move(samples), std::move(names), learn_task, std::move(shifts));
  auto of_files = [&](auto&& wanted) {
    std::vector<bool> use;
    for (const Sample& s : trainer.samples()) use.push_back(wanted(s.file));
    return use;
  };

  if (cross) {
    Score all;
    for (size_t file = 0; file < learned; ++file) {
      auto tables = trainer.learn(of_files([&](size_t f) { return f != file && f < learned; }));
      if (!tables) return fail(tables.error());
      auto score = trainer.judge(*tables, of_files([&](size_t f) { return f == file; }));
      if (!score) return fail(score.error());
      print(files[file], *score);
      all.add(*score);
    }
    print("all", all);
    return 0;
  }
  auto tables = trainer.learn(of_files([&](size_t f) { return f < learned; }));
  if (!tables) return fail(tables.error());
  for (size_t file = learned; file < files.size(); ++file) {
    auto score = trainer.judge(*tables, of_files([&](size_t f) { return f == file; }));
    if (!score) return fail(score.error());
    print(files[file], *score);
  }
  for (size_t t = 0; !out.empty() && t < kTasks; ++t) {
    if (!learn_task[t]) continue;
    std::string name = fmt::format("{}/{}_weights.tsv", out, kNames[t]);
    std::ofstream file(name);
    file << fmt::format(
        "# What the choice of an event's {} weighs by (src/event/{}_choice.h): thousandths.\n"
        "# Learnt by sayso-event-choices, not written by hand; docs/measurements.md has the command.\n{}",
        kNames[t], kNames[t], (*tables)[t]);
    if (!file.flush()) return fail({name, 0, "cannot be written", ""});
  }
  return 0;
}

}  // namespace
}  // namespace sayso::train

int main(int argc, char** argv) { return sayso::train::run(argc, argv); }
