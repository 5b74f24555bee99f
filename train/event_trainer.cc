// Learns the weights of the event judge from annotated reports.
//
//   sayso-event-trainer --knowledge knowledge --model model/english.model --gazetteer build/release/gazetteer.bin
//                       --out knowledge/events/weights.tsv [--cross] GOLD.jsonl...
//
// Every candidate of every report is an example: right where an annotated row's trigger overlaps it and the kinds
// agree. Candidates on optional rows are no examples. The weights are those of a logistic regression, fitted by AdaGrad
// in a fixed order with a fixed seed, so that the same files give the same weights. --cross leaves out one file at a
// time, trains on the others and prints how the judge does on the one left out; nothing is written then.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <unordered_map>

#include "base/knowledge_source.h"
#include "base/mapped_file.h"
#include "claim_gold.h"
#include "event/finder.h"
#include "mention/finder.h"
#include "mention/gazetteer.h"
#include "page/page_reader.h"
#include "syntax/model.h"
#include "text/tokens.h"

namespace sayso::train {
namespace {

struct Example {
  std::vector<int> features;
  bool right = false;
  int gold = -1;  // the row it finds, -1 for none
  TokenRange trigger;
};

struct Sample {  // a report's candidates
  size_t file = 0;
  std::vector<Example> examples;
  size_t rows = 0;  // rows that count
};

// Kinds that say the same of one happening, as the measure of events has it: harm and means go together.
bool kinds_agree(const std::string& gold, const std::string& found) {
  static const std::set<std::string> kHarm = {"killing", "wounding"};
  static const std::set<std::string> kMeans = {
      "shelling", "airstrike", "drone-strike", "missile-strike", "bombing", "suicide-attack", "mine",
      "shooting", "ambush",    "raid",         "attack",         "clash",   "execution",      "torture"};
  return gold == found || (kHarm.contains(gold) && (kHarm.contains(found) || kMeans.contains(found))) ||
         (kMeans.contains(gold) && kHarm.contains(found)) || (gold == "attack" && kMeans.contains(found));
}

class Names {
 public:
  int id(const std::string& name) {
    auto [it, added] = ids_.emplace(name, static_cast<int>(names_.size()));
    if (added) names_.push_back(name);
    return it->second;
  }
  const std::string& name(int id) const { return names_[static_cast<size_t>(id)]; }
  size_t size() const { return names_.size(); }

 private:
  std::unordered_map<std::string, int> ids_;
  std::vector<std::string> names_;
};

struct Settings {
  int epochs = 16;
  double rate = 0.03;
  double decay = 3e-3;
  int least = 3;  // a feature seen less often has no weight
};

std::vector<double> fit(const std::vector<Sample>& samples, const std::vector<bool>& use, size_t features,
                        const Settings& s) {
  std::vector<const Example*> all;
  std::vector<int> seen(features, 0);
  for (size_t i = 0; i < samples.size(); ++i)
    if (use[i])
      for (const Example& e : samples[i].examples) {
        all.push_back(&e);
        for (int f : e.features) ++seen[static_cast<size_t>(f)];
      }
  std::vector<double> w(features, 0), squares(features, 1e-6), sum(features, 0);
  std::mt19937 random(7);
  int rounds = 0;
  for (int epoch = 0; epoch < s.epochs; ++epoch) {
    for (size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[random() % i]);
    for (const Example* e : all) {
      double z = 0;
      for (int f : e->features) z += w[static_cast<size_t>(f)];
      double g = 1 / (1 + std::exp(-z)) - (e->right ? 1 : 0);
      for (int f : e->features) {
        auto k = static_cast<size_t>(f);
        if (seen[k] < s.least) continue;
        double gradient = g + s.decay * w[k];
        squares[k] += gradient * gradient;
        w[k] -= s.rate * gradient / std::sqrt(squares[k]);
      }
    }
    if (epoch >= s.epochs / 2) {  // the mean of the later rounds is steadier than the last
      ++rounds;
      for (size_t k = 0; k < features; ++k) sum[k] += w[k];
    }
  }
  for (double& x : sum) x /= rounds;
  return sum;
}

struct Score {
  size_t found = 0, right = 0, rows = 0;
  double f1() const { return found + rows == 0 ? 0 : 2.0 * double(right) / double(found + rows); }
};

// What the judge would choose of a report's candidates: the likeliest of those that overlap, above the threshold.
Score judge(const Sample& sample, const std::vector<double>& w, double threshold) {
  std::vector<std::pair<double, const Example*>> order;
  std::vector<int> scores;
  for (const Example& e : sample.examples) {
    double z = 0;
    for (int f : e.features) z += w[static_cast<size_t>(f)];
    scores.push_back(static_cast<int>(std::lround(z * 1000)));
  }
  int least = threshold_for(scores, static_cast<int>(std::lround(threshold * 1000)));
  for (size_t i = 0; i < scores.size(); ++i)
    if (scores[i] >= least) order.emplace_back(-scores[i], &sample.examples[i]);
  std::stable_sort(order.begin(), order.end(), [](auto& a, auto& b) { return a.first < b.first; });
  Score score;
  score.rows = sample.rows;
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

int fail(const Error& e) {
  fmt::print(stderr, "sayso-event-trainer: error: {}\n", e.text());
  return 2;
}

int run(int argc, char** argv) {
  CLI::App app("Learns the weights of the event judge");
  std::string knowledge_folder = "knowledge", model_file = "model/english.model", gazetteer_file, out;
  std::vector<std::string> files;
  bool cross = false;
  Settings settings;
  double threshold = -0.8;
  app.add_option("--knowledge", knowledge_folder);
  app.add_option("--model", model_file);
  app.add_option("--gazetteer", gazetteer_file)->required();
  app.add_option("--out", out);
  app.add_flag("--cross", cross);
  app.add_option("--epochs", settings.epochs);
  app.add_option("--rate", settings.rate);
  app.add_option("--decay", settings.decay);
  app.add_option("--least", settings.least);
  app.add_option("--threshold", threshold);
  app.add_option("GOLD", files)->required();
  CLI11_PARSE(app, argc, argv);

  auto knowledge = KnowledgeSource::from_folder(knowledge_folder);
  if (!knowledge) return fail(knowledge.error());
  auto pages = PageReader::load(*knowledge);
  if (!pages) return fail(pages.error());
  auto tokenizer = Tokenizer::load(*knowledge);
  if (!tokenizer) return fail(tokenizer.error());
  auto model_bytes = MappedFile::open(model_file);
  if (!model_bytes) return fail(model_bytes.error());
  auto model = LanguageModel::load(model_bytes->bytes());
  if (!model) return fail(model.error());
  auto gazetteer_bytes = MappedFile::open(gazetteer_file);
  if (!gazetteer_bytes) return fail(gazetteer_bytes.error());
  auto gazetteer = Gazetteer::open(gazetteer_bytes->bytes());
  if (!gazetteer) return fail(gazetteer.error());
  auto mentions = MentionFinder::load(*knowledge, &*gazetteer);
  if (!mentions) return fail(mentions.error());
  auto finder = EventFinder::load(*knowledge, &*mentions);
  if (!finder) return fail(finder.error());

  Names names;
  std::vector<Sample> samples;
  size_t missed = 0, rows = 0;
  std::map<std::string, int> missed_words;
  for (size_t file = 0; file < files.size(); ++file) {
    auto gold = read_gold(files[file]);
    if (!gold) return fail(gold.error());
    for (const GoldReport& g : *gold) {
      Metadata meta;
      meta.uri = g.id;
      meta.published = g.published;
      meta.outlet = g.outlet;
      auto report = pages->from_text(g.text, meta);
      if (!report || report->text != g.text) continue;
      Tokens tokens = tokenizer->tokenize(*report);
      Parse parse = model->parse(tokens);
      Mentions found = mentions->find(*report, parse);
      EventContext context{*report, parse, found, *mentions};
      std::vector<Judged> all = finder->candidates(context);
      auto features = finder->features(context, all);
      Sample sample;
      sample.file = file;
      std::set<size_t> covered;
      std::vector<std::vector<size_t>> overlapping(all.size());
      for (size_t k = 0; k < all.size(); ++k) {
        ByteSpan span = tokens.span(all[k].candidate.trigger);
        for (size_t c = 0; c < g.rows.size(); ++c)
          if (span.overlaps({static_cast<uint32_t>(g.rows[c].begin), static_cast<uint32_t>(g.rows[c].end)}))
            overlapping[k].push_back(c);
      }
      for (size_t c = 0; c < g.rows.size(); ++c) {
        const GoldRow& claim = g.rows[c];
        if (!claim.optional && claim.kind != "statement" && claim.kind != "other") ++sample.rows;
      }
      for (size_t k = 0; k < all.size(); ++k) {
        Example e;
        e.trigger = all[k].candidate.trigger;
        bool skip = false;
        for (size_t c : overlapping[k]) {
          const GoldRow& claim = g.rows[c];
          covered.insert(c);
          if (claim.optional || claim.kind == "statement" || claim.kind == "other") {
            skip = true;
            continue;
          }
          // A row that no rule has the kind of is still an event: any candidate on it is right.
          bool any = false;
          for (size_t j = 0; j < all.size() && !any; ++j)
            any = std::find(overlapping[j].begin(), overlapping[j].end(), c) != overlapping[j].end() &&
                  kinds_agree(claim.kind, all[j].kind);
          if (kinds_agree(claim.kind, all[k].kind) || !any) {
            e.right = true;
            e.gold = static_cast<int>(c);
          }
        }
        if (skip && !e.right) continue;
        for (const std::string& f : features[k]) e.features.push_back(names.id(f));
        std::sort(e.features.begin(), e.features.end());
        e.features.erase(std::unique(e.features.begin(), e.features.end()), e.features.end());
        sample.examples.push_back(std::move(e));
      }
      for (size_t c = 0; c < g.rows.size(); ++c) {
        const GoldRow& claim = g.rows[c];
        if (claim.optional || claim.kind == "statement" || claim.kind == "other") continue;
        ++rows;
        if (!covered.contains(c)) {
          ++missed;
          ++missed_words[claim.kind + " " + claim.trigger];
        }
      }
      samples.push_back(std::move(sample));
    }
  }
  size_t examples = 0;
  for (const Sample& s : samples) examples += s.examples.size();
  fmt::print("{} reports, {} candidates, {} features, {} rows, {} of them without a candidate\n", samples.size(),
             examples, names.size(), rows, missed);

  if (cross) {
    std::map<double, Score> by_threshold;
    for (size_t file = 0; file < files.size(); ++file) {
      std::vector<bool> use;
      for (const Sample& s : samples) use.push_back(s.file != file);
      std::vector<double> w = fit(samples, use, names.size(), settings);
      Score here;
      for (const Sample& s : samples) {
        if (s.file != file) continue;
        for (double t = -1.5; t <= 0.51; t += 0.25) {
          Score one = judge(s, w, t);
          Score& sum = by_threshold[t];
          sum.found += one.found;
          sum.right += one.right;
          sum.rows += one.rows;
        }
        Score one = judge(s, w, threshold);
        here.found += one.found;
        here.right += one.right;
        here.rows += one.rows;
      }
      fmt::print("{}: P {:.3f} R {:.3f} F1 {:.3f}\n", files[file], double(here.right) / double(here.found),
                 double(here.right) / double(here.rows), here.f1());
    }
    for (const auto& [t, s] : by_threshold)
      fmt::print("threshold {:5.2f}: P {:.3f} R {:.3f} F1 {:.3f}\n", t, double(s.right) / double(s.found),
                 double(s.right) / double(s.rows), s.f1());
    for (const auto& [word, n] : missed_words)
      if (n > 1) fmt::print("no candidate: {} {}\n", word, n);
    return 0;
  }

  std::vector<double> w = fit(samples, std::vector<bool>(samples.size(), true), names.size(), settings);
  std::map<std::string, int> kept;
  for (size_t k = 0; k < w.size(); ++k)
    if (std::abs(w[k]) >= 0.05) kept[names.name(static_cast<int>(k))] = static_cast<int>(std::lround(w[k] * 1000));
  std::ofstream file(out);
  file << "# The evidence of the event judge (src/event/judge.h): log odds in thousandths. Learned by "
          "sayso-event-trainer, not\n"
          "# written by hand; docs/measurements.md has the command.\nfeature\tweight\n";
  file << "threshold\t" << static_cast<int>(std::lround(threshold * 1000)) << "\n";
  for (const auto& [name, weight] : kept) file << name << "\t" << weight << "\n";
  if (!file.flush()) return fail({out, 0, "cannot be written", ""});
  fmt::print("{} weights written to {}\n", kept.size(), out);
  return 0;
}

}  // namespace
}  // namespace sayso::train

int main(int argc, char** argv) { return sayso::train::run(argc, argv); }
