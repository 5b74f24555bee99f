// Learns the weights of the event judge from annotated reports.
//
//   sayso-event-trainer --knowledge knowledge --model model/english.model --gazetteer build/release/gazetteer.bin
//                       --out knowledge/events [--cross] GOLD.jsonl...
//
// Every candidate of every report is an example: right where an annotated row's trigger overlaps it and the kinds
// agree. Candidates on optional rows are no examples. The weights are those of a logistic regression, fitted by AdaGrad
// in a fixed order with a fixed seed, so that the same files give the same weights. Before that, the words are gathered
// that no rule has (learned_words.h). --cross leaves out one file at a
// time, trains on the others and prints how the judge does on the one left out; nothing is written then.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "base/knowledge_source.h"
#include "claim_gold.h"
#include "claim_reader.h"
#include "event/finder.h"
#include "event/second_look.h"
#include "learned_words.h"
#include "sparse_learner.h"

namespace sayso::train {
namespace {

struct Example {
  std::vector<int> features;
  bool right = false, learned = false;  // learned: a word that no rule has
  int gold = -1;                        // the row it finds, -1 for none
  TokenRange trigger;
  size_t sentence = 0;
};

struct Sample {  // a report's candidates
  std::vector<Example> examples;
  size_t rows = 0, reached = 0;  // rows that count; those with a candidate
};

struct Item {  // a report, read up to its mentions
  size_t file = 0;
  GoldReport gold;
  std::unique_ptr<ReadReport> in;
};

std::vector<double> fit(const std::vector<Sample>& samples, size_t features, const LearningSettings& settings) {
  std::vector<LogisticExample> all;
  for (const Sample& sample : samples)
    for (const Example& e : sample.examples) all.push_back({&e.features, e.right});
  return fit_logistic(all, features, settings);
}

struct Score {
  size_t found = 0, right = 0, rows = 0, reached = 0;
  void add(const Score& o) {
    found += o.found;
    right += o.right;
    rows += o.rows;
    reached += o.reached;
  }
  double f1() const { return found + rows == 0 ? 0 : 2.0 * double(right) / double(found + rows); }
};

// What the judge would choose of a report's candidates: the likeliest of those that overlap, above the threshold.
Score judge(const Sample& sample, const std::vector<double>& w, double threshold) {
  std::vector<std::pair<double, const Example*>> order;
  std::vector<int> scores;
  std::map<size_t, int> best_of_sentence;
  for (const Example& e : sample.examples) {
    scores.push_back(static_cast<int>(std::lround(sum_of(e.features, w) * 1000)));
    if (e.learned) continue;
    auto [best, fresh] = best_of_sentence.emplace(e.sentence, scores.back());
    if (!fresh) best->second = std::max(best->second, scores.back());
  }
  std::vector<int> best;
  for (auto [sentence, score] : best_of_sentence) best.push_back(score);
  int least = threshold_for(std::move(best), static_cast<int>(std::lround(threshold * 1000)));
  for (size_t i = 0; i < scores.size(); ++i)
    if (scores[i] >= least) order.emplace_back(-scores[i], &sample.examples[i]);
  std::stable_sort(order.begin(), order.end(), [](auto& a, auto& b) { return a.first < b.first; });
  Score score;
  score.rows = sample.rows;
  score.reached = sample.reached;
  std::vector<TokenRange> taken;
  std::set<int> rows;
  for (auto& [z, e] : order) {
    if (std::any_of(taken.begin(), taken.end(), [&](TokenRange t) { return t.overlaps(e->trigger); })) continue;
    taken.push_back(e->trigger);
    ++score.found;
    if (e->right && rows.insert(e->gold).second) ++score.right;
  }
  return score;
}

struct Learned {
  LearnedWords words;
  std::string table;
  std::vector<double> weights;
  std::vector<std::pair<std::string, int>> second;  // the table of the second look
};

struct Labeled {  // what the annotated rows say of a candidate
  bool right = false, skip = false;
  int gold = -1;
};

class Learner {
 public:
  Learner(KnowledgeSource knowledge, const Reader& reader, std::vector<Item> items, LearningSettings settings)
      : knowledge_(std::move(knowledge)),
        mentions_(&reader.mentions()),
        items_(std::move(items)),
        settings_(settings) {}

  // Words and weights from the files of `use`, and the second look from what judges say that have not seen the report.
  Result<Learned> learn(const std::function<bool(size_t)>& use, double threshold, double second_threshold) {
    auto whole = learn_judge([&](size_t i) { return use(items_[i].file); });
    if (!whole) return whole.error();
    FeatureNames names;
    std::vector<std::vector<int>> features;
    std::vector<bool> right;
    for (size_t fold = 0; fold < kFolds; ++fold) {
      auto mine = [&](size_t i) { return use(items_[i].file) && i % kFolds != fold; };
      auto judge = learn_judge(mine);
      if (!judge) return judge.error();
      auto finder = finder_with(judge->table);
      if (!finder) return finder.error();
      for (size_t i = 0; i < items_.size(); ++i)
        if (use(items_[i].file) && i % kFolds == fold)
          look_again(*finder, i, *judge, threshold, [&](const Labeled& label, std::vector<std::string> evidence) {
            if (label.right || !label.skip) {
              features.push_back(names.ids(evidence));
              right.push_back(label.right);
            }
            return label.right || label.skip;
          });
    }
    std::vector<LogisticExample> all;
    for (size_t k = 0; k < features.size(); ++k) all.push_back({&features[k], right[k]});
    const std::vector<double> w = fit_logistic(all, names.size(), second_settings_);
    std::map<std::string, int> kept;
    for (size_t k = 0; k < w.size(); ++k)
      if (std::abs(w[k]) >= 0.03) kept[names.name(k)] = static_cast<int>(std::lround(w[k] * 1000));
    kept["threshold"] = static_cast<int>(std::lround(second_threshold * 1000));
    whole->second.assign(kept.begin(), kept.end());
    return whole;
  }

  // What is left after the second look, of a report that `learned` has not seen.
  Score judge_again(const EventFinder& finder, size_t item, const Learned& learned, double threshold,
                    double second_threshold) {
    std::map<std::string, int> weights(learned.second.begin(), learned.second.end());
    Score score;
    std::set<int> rows;
    for (const GoldRow& row : items_[item].gold.rows) score.rows += counts(row);
    look_again(finder, item, learned, threshold, [&](const Labeled& label, const std::vector<std::string>& evidence) {
      int sum = 0;
      for (const std::string& e : evidence)
        if (auto it = weights.find(e); it != weights.end()) sum += it->second;
      if (sum < second_threshold * 1000) return false;
      if (!label.right && label.skip) return true;
      ++score.found;
      if (label.right && rows.insert(label.gold).second) ++score.right;
      return true;
    });
    return score;
  }

  Result<EventFinder> finder_of(const Learned& learned) const { return finder_with(learned.table); }
  size_t size() const { return items_.size(); }
  size_t file_of(size_t item) const { return items_[item].file; }

 private:
  // Words and weights of the judge from the reports of `use`.
  Result<Learned> learn_judge(const std::function<bool(size_t)>& use) {
    Learned out;
    auto rules = finder_with("word\tclass\tkind\toften\n");
    if (!rules) return rules.error();
    for (size_t i = 0; i < items_.size(); ++i)
      if (use(i)) out.words.add(i, *items_[i].in->parse, items_[i].gold.rows, rules->candidates(context(i)));
    out.words.close();
    out.table = out.words.table();
    auto all = samples(out, use, true);
    if (!all) return all.error();
    out.weights = fit(*all, names_.size(), settings_);
    return out;
  }

  // What the judge says of a report's candidates, with the evidence of the second look.
  void look_again(const EventFinder& finder, size_t item, const Learned& learned, double threshold,
                  const std::function<bool(const Labeled&, std::vector<std::string>)>& accept) {
    const EventContext in = context(item);
    std::vector<Judged> all = finder.candidates(in);
    const auto features = finder.features(in, all);
    for (size_t k = 0; k < all.size(); ++k) {
      double sum = 0;
      for (int f : names_.ids(features[k]))
        if (static_cast<size_t>(f) < learned.weights.size()) sum += learned.weights[static_cast<size_t>(f)];
      all[k].score = static_cast<int>(std::lround(sum * 1000));
    }
    const int least = threshold_for(in, finder.kinds(), all, static_cast<int>(std::lround(threshold * 1000)));
    const std::vector<Labeled> labels = label(item, all);
    const std::vector<size_t> asked = candidates_for_second_look(in, all, least);
    second_look(in, finder.kinds(), all, asked, least, true,
                [&](size_t i, const Evidence& e) { return accept(labels[asked[i]], e.names()); });
  }

 public:
  // The candidates of the reports of `use` with their evidence. `own`: these reports taught the words.
  Result<std::vector<Sample>> samples(const Learned& learned, const std::function<bool(size_t)>& use, bool own) {
    auto finder = finder_with(learned.table);
    if (!finder) return finder.error();
    std::vector<Sample> out;
    for (size_t i = 0; i < items_.size(); ++i) {
      if (!use(i)) continue;
      EventLexicon::Keep keep = [&](EventCandidate& c) { return learned.words.keep(i, c); };
      out.push_back(sample(*finder, i, own ? &keep : nullptr));
    }
    return out;
  }

  const FeatureNames& names() const { return names_; }

 private:
  EventContext context(size_t i) const {
    const ReadReport& in = *items_[i].in;
    return {in.report, *in.parse, in.mentions, *mentions_, in.tags};
  }

  Result<EventFinder> finder_with(const std::string& learned_words) const {
    auto files = knowledge_.files();
    files["events/learned_words.tsv"] = learned_words;
    return EventFinder::load(KnowledgeSource(std::move(files)), mentions_);
  }

  // `reached`: set for the rows that a candidate stands on.
  std::vector<Labeled> label(size_t item, const std::vector<Judged>& all, std::vector<char>* reached = nullptr) const {
    const std::vector<GoldRow>& gold = items_[item].gold.rows;
    const Tokens& tokens = items_[item].in->parse->tokens();
    std::vector<std::vector<size_t>> overlapping(all.size());
    std::vector<char> agreed(gold.size(), 0);
    for (size_t k = 0; k < all.size(); ++k) {
      const ByteSpan span = tokens.span(all[k].candidate.trigger);
      for (size_t c = 0; c < gold.size(); ++c)
        if (span.overlaps({static_cast<uint32_t>(gold[c].begin), static_cast<uint32_t>(gold[c].end)})) {
          overlapping[k].push_back(c);
          if (reached != nullptr) (*reached)[c] = 1;
          if (kinds_agree(gold[c].kind, all[k].kind)) agreed[c] = 1;
        }
    }
    std::vector<Labeled> out(all.size());
    for (size_t k = 0; k < all.size(); ++k)
      for (size_t c : overlapping[k]) {
        if (!counts(gold[c])) {
          out[k].skip = true;
        } else if (kinds_agree(gold[c].kind, all[k].kind) || !agreed[c]) {
          // A row that no rule has the kind of is still an event: any candidate on it is right.
          out[k].right = true;
          out[k].gold = static_cast<int>(c);
        }
      }
    return out;
  }

  Sample sample(const EventFinder& finder, size_t item, const EventLexicon::Keep* keep) {
    const std::vector<GoldRow>& gold = items_[item].gold.rows;
    const EventContext in = context(item);
    const std::vector<Judged> all = finder.candidates(in, keep);
    const auto features = finder.features(in, all);
    Sample out;
    std::vector<char> reached(gold.size(), 0);
    const std::vector<Labeled> labels = label(item, all, &reached);
    for (size_t c = 0; c < gold.size(); ++c) {
      out.rows += counts(gold[c]);
      out.reached += counts(gold[c]) && reached[c];
    }
    for (size_t k = 0; k < all.size(); ++k) {
      if (labels[k].skip && !labels[k].right) continue;
      Example e;
      e.trigger = all[k].candidate.trigger;
      e.sentence = in.parse.tokens().sentence_of(all[k].candidate.head);
      e.learned = all[k].candidate.often >= 0;
      e.right = labels[k].right;
      e.gold = labels[k].gold;
      e.features = names_.ids(features[k]);
      std::sort(e.features.begin(), e.features.end());
      e.features.erase(std::unique(e.features.begin(), e.features.end()), e.features.end());
      out.examples.push_back(std::move(e));
    }
    return out;
  }

  KnowledgeSource knowledge_;
  const MentionFinder* mentions_;
  std::vector<Item> items_;
  static constexpr size_t kFolds = 5;
  LearningSettings settings_, second_settings_{12, 3, 0.03, 3e-3};
  FeatureNames names_;
};

int fail(const Error& e) {
  fmt::print(stderr, "sayso-event-trainer: error: {}\n", e.text());
  return 2;
}

int run(int argc, char** argv) {
  CLI::App app("Learns the weights of the event judge");
  std::string knowledge_folder = "knowledge", model_file = "model/english.model", gazetteer_file, out;
  std::vector<std::string> taggers = {"model/events.model"};
  std::vector<std::string> files;
  bool cross = false;
  LearningSettings settings{16, 3, 0.03, 3e-3};
  double threshold = -0.8, second = -0.4;
  app.add_option("--knowledge", knowledge_folder);
  app.add_option("--model", model_file);
  app.add_option("--tagger", taggers, kTaggersHelp);
  app.add_option("--gazetteer", gazetteer_file)->required();
  app.add_option("--out", out);
  app.add_flag("--cross", cross);
  app.add_option("--epochs", settings.epochs);
  app.add_option("--rate", settings.rate);
  app.add_option("--decay", settings.decay);
  app.add_option("--least", settings.least);
  app.add_option("--threshold", threshold);
  app.add_option("--second", second, "the threshold of the second look");
  app.add_option("GOLD", files)->required();
  CLI11_PARSE(app, argc, argv);

  auto knowledge = KnowledgeSource::from_folder(knowledge_folder);
  if (!knowledge) return fail(knowledge.error());
  auto reader = Reader::load(*knowledge, model_file, taggers, gazetteer_file);
  if (!reader) return fail(reader.error());
  std::vector<Item> items;
  for (size_t file = 0; file < files.size(); ++file) {
    auto gold = read_gold(files[file]);
    if (!gold) return fail(gold.error());
    for (GoldReport& g : *gold) {
      auto in = reader->read(g.text, g.published, g.outlet);
      if (!in || (*in)->report.text != g.text) continue;
      items.push_back({file, std::move(g), *std::move(in)});
    }
  }
  Learner learner(*std::move(knowledge), *reader, std::move(items), settings);

  if (cross) {
    std::map<double, Score> by_threshold, by_second;
    for (size_t file = 0; file < files.size(); ++file) {
      auto learned = learner.learn([&](size_t f) { return f != file; }, threshold, second);
      if (!learned) return fail(learned.error());
      auto samples = learner.samples(
          *learned, [&](size_t i) { return learner.file_of(i) == file; }, false);
      if (!samples) return fail(samples.error());
      auto finder = learner.finder_of(*learned);
      if (!finder) return fail(finder.error());
      for (size_t i = 0; i < learner.size(); ++i)
        for (double t = -1; learner.file_of(i) == file && t <= 0.51; t += 0.25)
          by_second[t].add(learner.judge_again(*finder, i, *learned, threshold, t));
      Score here;
      for (const Sample& s : *samples) {
        for (double t = -1.5; t <= 0.51; t += 0.25) by_threshold[t].add(judge(s, learned->weights, t));
        here.add(judge(s, learned->weights, threshold));
      }
      fmt::print("{}: P {:.3f} R {:.3f} F1 {:.3f}, {:.3f} of the rows have a candidate\n", files[file],
                 double(here.right) / double(here.found), double(here.right) / double(here.rows), here.f1(),
                 double(here.reached) / double(here.rows));
    }
    for (const auto& [t, s] : by_threshold)
      fmt::print("threshold {:5.2f}: P {:.3f} R {:.3f} F1 {:.3f}\n", t, double(s.right) / double(s.found),
                 double(s.right) / double(s.rows), s.f1());
    for (const auto& [t, s] : by_second)
      fmt::print("second look, threshold {:5.2f}: P {:.3f} R {:.3f} F1 {:.3f}\n", t, double(s.right) / double(s.found),
                 double(s.right) / double(s.rows), s.f1());
    return 0;
  }

  auto learned = learner.learn([](size_t) { return true; }, threshold, second);
  if (!learned) return fail(learned.error());
  auto write = [&](const std::string& name, const std::string& text) -> std::optional<Error> {
    std::ofstream file(out + "/" + name);
    file << text;
    if (!file.flush()) return Error{out + "/" + name, 0, "cannot be written", ""};
    return std::nullopt;
  };
  std::map<std::string, int> kept;
  for (size_t k = 0; k < learned->weights.size(); ++k)
    if (std::abs(learned->weights[k]) >= 0.05)
      kept[learner.names().name(k)] = static_cast<int>(std::lround(learned->weights[k] * 1000));
  std::string table =
      "# The evidence of the event judge (src/event/judge.h): log odds in thousandths. Learned by "
      "sayso-event-trainer, not\n# written by hand; docs/measurements.md has the command.\nfeature\tweight\n";
  table += fmt::format("threshold\t{}\n", std::lround(threshold * 1000));
  for (const auto& [name, weight] : kept) table += fmt::format("{}\t{}\n", name, weight);
  if (auto error = write("weights.tsv", table)) return fail(*error);
  table =
      "# The evidence of the second look (src/event/second_look.h): log odds in thousandths. Learned by "
      "sayso-event-trainer,\n# not written by hand; docs/measurements.md has the command.\nfeature\tweight\n";
  for (const auto& [name, weight] : learned->second) table += fmt::format("{}\t{}\n", name, weight);
  if (auto error = write("second_weights.tsv", table)) return fail(*error);
  table =
      "# Words that annotated reports call events and no rule has (src/event/lexicon.h): the lemma, or a class of "
      "like\n"
      "# words; what it is; the kind; of ten places where it stands, how many name such an event. Learned by\n"
      "# sayso-event-trainer, not written by hand; docs/measurements.md has the command.\n" +
      learned->table;
  if (auto error = write("learned_words.tsv", table)) return fail(*error);
  fmt::print("{} weights written to {}\n", kept.size(), out);
  return 0;
}

}  // namespace
}  // namespace sayso::train

int main(int argc, char** argv) { return sayso::train::run(argc, argv); }
