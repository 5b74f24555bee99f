// Two learners. The judge of telling.h is a logistic regression: a saying is right where it is the best match of a
// marked cue. The choice of content_choice.h is a conditional logit over the stretches of the right sayings; where none
// is exactly the one marked, the one nearest to it is right. Both are fitted by AdaGrad in a fixed order with a fixed
// seed, so that the same files give the same weights.
#include "telling_trainer.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <random>

#include "claim/content_choice.h"
#include "claim/telling.h"
#include "sparse_learner.h"

namespace sayso::train {
namespace {

constexpr size_t kFolds = 5;
constexpr size_t kParts = 3;  // source, cue, content
constexpr std::array<const char*, kParts> kPartNames = {"source", "cue", "content"};
constexpr double kLeastWeight = 0.05;  // less decides little, and every row of a table costs time when it is loaded
constexpr double kNear = 0.6;  // share of the bytes of two stretches that both have, for one to stand for the other

struct Hull {
  uint32_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
  bool meets(Hull o) const { return begin < o.end && o.begin < end; }
  bool operator==(const Hull&) const = default;
};
using Parts = std::array<Hull, kParts>;

struct Stretch {
  Hull hull;
  uint16_t begin = 0, end = 0;
  std::vector<int> pair;
  bool right = false;
};

struct Example {  // a saying
  std::vector<int> telling;
  bool right = false;
  bool listed = true;
  Parts parts;  // of content: filled in when chosen
  std::vector<std::vector<int>> begins, ends;
  std::vector<Stretch> stretches;
};

struct Document {
  std::vector<Parts> gold;
  std::vector<Example> examples;
};

using Weights = std::vector<double>;

// What little weights decide is not worth their rows.
Weights pruned(Weights w) {
  for (double& x : w)
    if (std::abs(x) < kLeastWeight) x = 0;
  return w;
}

Weights fit_telling(const std::vector<const Document*>& documents, size_t features, const LearningSettings& s) {
  std::vector<LogisticExample> all;
  for (const Document* d : documents)
    for (const Example& e : d->examples) all.push_back({&e.telling, e.right});
  return pruned(fit_logistic(all, features, s));
}

void scores(const Example& e, const Weights& w, std::vector<double>& out) {
  std::vector<double> begins, ends;
  for (const auto& b : e.begins) begins.push_back(sum_of(b, w));
  for (const auto& b : e.ends) ends.push_back(sum_of(b, w));
  out.clear();
  for (const Stretch& s : e.stretches) out.push_back(begins[s.begin] + ends[s.end] + sum_of(s.pair, w));
}

Weights fit_content(const std::vector<const Document*>& documents, size_t features, const LearningSettings& s) {
  std::vector<const Example*> all;
  std::vector<int> seen(features, 0);
  for (const Document* d : documents)
    for (const Example& e : d->examples) {
      if (std::none_of(e.stretches.begin(), e.stretches.end(), [](const Stretch& x) { return x.right; })) continue;
      all.push_back(&e);
      for (const auto* list : {&e.begins, &e.ends})
        for (const auto& b : *list)
          for (int f : b) ++seen[static_cast<size_t>(f)];
      std::vector<int> pairs;
      for (const Stretch& x : e.stretches) pairs.insert(pairs.end(), x.pair.begin(), x.pair.end());
      std::sort(pairs.begin(), pairs.end());
      pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
      for (int f : pairs) ++seen[static_cast<size_t>(f)];
    }
  AdaGrad learner(features, s);
  std::mt19937 random(7);
  std::vector<double> z;
  std::vector<double> gradient(features, 0);
  std::vector<int> touched;
  for (int epoch = 0; epoch < s.epochs; ++epoch) {
    shuffle(all, random);
    for (const Example* e : all) {
      scores(*e, learner.w, z);
      const double highest = *std::max_element(z.begin(), z.end());
      double total = 0, right = 0;
      for (size_t i = 0; i < z.size(); ++i) {
        z[i] = std::exp(z[i] - highest);
        total += z[i];
        if (e->stretches[i].right) right += z[i];
      }
      touched.clear();
      std::vector<double> begins(e->begins.size(), 0), ends(e->ends.size(), 0);
      auto add = [&](const std::vector<int>& list, double g) {
        for (int f : list) {
          touched.push_back(f);
          gradient[static_cast<size_t>(f)] += g;
        }
      };
      for (size_t i = 0; i < z.size(); ++i) {
        const Stretch& x = e->stretches[i];
        const double g = z[i] / total - (x.right && right > 0 ? z[i] / right : 0);
        begins[x.begin] += g;
        ends[x.end] += g;
        add(x.pair, g);
      }
      for (size_t b = 0; b < begins.size(); ++b) add(e->begins[b], begins[b]);
      for (size_t b = 0; b < ends.size(); ++b) add(e->ends[b], ends[b]);
      for (int f : touched) {
        double& g = gradient[static_cast<size_t>(f)];
        if (g != 0 && seen[static_cast<size_t>(f)] >= s.least) learner.step(f, g);
        g = 0;
      }
    }
    learner.end_round(epoch);
  }
  return pruned(learner.mean());
}

struct Tally {
  std::array<size_t, kParts> gold{}, found{}, overlap{}, exact{};
  static double f1(size_t right, size_t found, size_t gold) {
    return found + gold == 0 ? 0 : 2.0 * static_cast<double>(right) / static_cast<double>(found + gold);
  }
  void add(const Document& d, const std::vector<Parts>& out) {
    for (size_t p = 0; p < kParts; ++p) {
      std::vector<Hull> gs, fs;
      for (const Parts& a : d.gold)
        if (!a[p].empty()) gs.push_back(a[p]);
      for (const Parts& a : out)
        if (!a[p].empty()) fs.push_back(a[p]);
      gold[p] += gs.size();
      found[p] += fs.size();
      for (bool same : {false, true}) {
        std::vector<bool> taken(fs.size(), false);
        for (Hull g : gs)
          for (size_t j = 0; j < fs.size(); ++j)
            if (!taken[j] && (same ? g == fs[j] : g.meets(fs[j]))) {
              taken[j] = true;
              ++(same ? exact : overlap)[p];
              break;
            }
      }
    }
  }
  void print(const char* what) const {
    std::printf("%s:", what);
    for (size_t p = 0; p < kParts; ++p)
      std::printf("  %s overlap %.3f exact %.3f (found %zu, marked %zu)", kPartNames[p],
                  f1(overlap[p], found[p], gold[p]), f1(exact[p], found[p], gold[p]), found[p], gold[p]);
    std::printf("\n");
  }
};

// What the program would tell of a document.
std::vector<Parts> tell(const Document& d, const Weights& telling, const Weights& content, double threshold) {
  std::vector<Parts> out;
  std::vector<double> z;
  for (const Example& e : d.examples) {
    if (sum_of(e.telling, telling) <= threshold) continue;
    out.push_back(e.parts);
    if (e.stretches.empty()) continue;
    scores(e, content, z);
    out.back()[2] = e.stretches[static_cast<size_t>(std::max_element(z.begin(), z.end()) - z.begin())].hull;
  }
  return out;
}

// The document's examples are given their labels.
void label(Document& d) {
  for (const Parts& gold : d.gold) {
    if (gold[1].empty()) continue;
    Example* best = nullptr;
    double closest = 0;
    for (Example& e : d.examples) {
      const Hull cue = e.parts[1];
      if (e.right || !cue.meets(gold[1])) continue;
      double shared = std::min(cue.end, gold[1].end) - std::max(cue.begin, gold[1].begin);
      shared /= std::max(cue.end, gold[1].end) - std::min(cue.begin, gold[1].begin);
      if (!gold[0].empty() && e.parts[0].meets(gold[0])) shared += 1;
      if (shared > closest) {
        closest = shared;
        best = &e;
      }
    }
    if (best == nullptr) continue;
    best->right = true;
    if (gold[2].empty()) continue;
    Stretch* nearest = nullptr;
    double share = kNear;
    for (Stretch& x : best->stretches) {
      if (!x.hull.meets(gold[2])) continue;
      double shared = std::min(x.hull.end, gold[2].end) - std::max(x.hull.begin, gold[2].begin);
      shared /= std::max(x.hull.end, gold[2].end) - std::min(x.hull.begin, gold[2].begin);
      if (shared > share) {
        share = shared;
        nearest = &x;
      }
    }
    if (nearest != nullptr) nearest->right = true;
  }
}

Hull hull_of(const Tokens& tokens, TokenRange r) {
  if (r.empty()) return {};
  ByteSpan span = tokens.span(r);
  return {span.begin, span.end};
}

Document make_document(const ReadReport& in, const CueTable& table, FeatureNames& telling, FeatureNames& content) {
  Document d;
  const Parse& parse = *in.parse;
  const Tokens& tokens = parse.tokens();
  Quotes quotes(tokens);
  std::vector<Cue> cues = table.find(parse);
  std::vector<Saying> sayings = find_sayings(in.report, parse, in.mentions, quotes, cues);
  std::vector<Saying> more = find_sayings(in.report, parse, in.mentions, quotes, table.find_unlisted(parse, cues));
  SourceContext context(in.report, parse, in.mentions, in.tags, quotes, sayings);
  Evidence evidence(true);
  ContentCandidates candidates;
  for (size_t l = 0, u = 0; l < sayings.size() || u < more.size();) {
    const bool listed = u == more.size() || (l < sayings.size() && sayings[l].cue.head <= more[u].cue.head);
    const Saying& saying = listed ? sayings[l++] : more[u++];
    Example e;
    e.listed = listed;
    evidence.clear();
    telling_evidence(context, saying, evidence);
    e.telling = telling.ids(evidence.names());
    const TokenRange cue = attribution_cue(context, saying);
    e.parts[1] = hull_of(tokens, cue);
    if (!saying.speakers.empty()) e.parts[0] = hull_of(tokens, attribution_source(context, saying));
    candidates.find(context, saying, cue);
    for (const ContentBound& b : candidates.begins()) {
      evidence.clear();
      candidates.begin_evidence(b, evidence);
      e.begins.push_back(content.ids(evidence.names()));
    }
    for (const ContentBound& b : candidates.ends()) {
      evidence.clear();
      candidates.end_evidence(b, evidence);
      e.ends.push_back(content.ids(evidence.names()));
    }
    for (const ContentCandidate& c : candidates.all()) {
      evidence.clear();
      candidates.pair_evidence(c, evidence);
      const std::vector<TokenRange> parts = candidates.parts(c);
      e.stretches.push_back({hull_of(tokens, {parts.front().begin, parts.back().end}), c.begin, c.end,
                             content.ids(evidence.names()), false});
    }
    d.examples.push_back(std::move(e));
  }
  return d;
}

struct Marked {
  std::string text;
  std::vector<Parts> gold;
};

Result<std::vector<Marked>> read_marked(const std::string& file) {
  std::ifstream in(file);
  if (!in) return Error{file, 0, "cannot read", ""};
  std::vector<Marked> out;
  simdjson::dom::parser parser;
  std::string line;
  for (size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    simdjson::dom::element root;
    std::string_view text;
    simdjson::dom::array attributions;
    if (parser.parse(line).get(root) != simdjson::SUCCESS || root.at_key("text").get(text) != simdjson::SUCCESS ||
        root.at_key("attributions").get(attributions) != simdjson::SUCCESS)
      return Error{file, number, "no text with attributions", ""};
    Marked marked;
    marked.text = text;
    std::vector<uint32_t> byte_of;  // of each character, and of the end
    for (size_t i = 0; i < text.size(); ++i)
      if ((static_cast<uint8_t>(text[i]) & 0xC0) != 0x80) byte_of.push_back(static_cast<uint32_t>(i));
    byte_of.push_back(static_cast<uint32_t>(text.size()));
    for (simdjson::dom::element a : attributions) {
      Parts parts;
      for (size_t p = 0; p < kParts; ++p) {
        simdjson::dom::array spans;
        if (a.at_key(kPartNames[p]).get(spans) != simdjson::SUCCESS) continue;
        for (simdjson::dom::element span : spans) {
          uint64_t begin = 0, end = 0;
          if (span.at(0).get(begin) != simdjson::SUCCESS || span.at(1).get(end) != simdjson::SUCCESS ||
              end >= byte_of.size() || begin >= end)
            return Error{file, number, "a span is [begin, end] in characters", ""};
          Hull& hull = parts[p];
          if (hull.empty()) hull = {byte_of[begin], byte_of[end]};
          hull = {std::min(hull.begin, byte_of[begin]), std::max(hull.end, byte_of[end])};
        }
      }
      marked.gold.push_back(parts);
    }
    out.push_back(std::move(marked));
  }
  return out;
}

std::optional<Error> write_weights(const std::string& file, const char* what, const FeatureNames& names,
                                   const Weights& w, std::optional<double> threshold) {
  std::vector<std::pair<std::string, long>> rows;
  for (size_t f = 0; f < names.size(); ++f)
    if (long weight = std::lround(w[f] * 1000); weight != 0) rows.emplace_back(names.name(f), weight);
  std::sort(rows.begin(), rows.end());
  std::ofstream out(file);
  out << what << "feature\tweight\n";
  if (threshold) out << "threshold\t" << std::lround(*threshold * 1000) << "\n";
  for (const auto& [name, weight] : rows) out << name << "\t" << weight << "\n";
  if (!out.flush()) return Error{file, 0, "cannot write", ""};
  return std::nullopt;
}

}  // namespace

std::optional<Error> learn_telling(const Reader& reader, const CueTable& cues, const std::vector<std::string>& files,
                                   const std::string& folder) {
  FeatureNames telling_names, content_names;
  std::vector<Document> documents;
  for (const std::string& file : files) {
    auto marked = read_marked(file);
    if (!marked) return marked.error();
    for (const Marked& m : *marked) {
      auto in = reader.read(m.text, "", "");
      if (!in) return in.error();
      documents.push_back(make_document(**in, cues, telling_names, content_names));
      documents.back().gold = m.gold;
      label(documents.back());
    }
  }
  size_t gold = 0, reached = 0, listed = 0, sayings = 0, with_stretch = 0, exact = 0;
  for (const Document& d : documents) {
    gold += d.gold.size();
    sayings += d.examples.size();
    for (const Example& e : d.examples) {
      if (!e.right) continue;
      ++reached;
      listed += e.listed;
      const Stretch* right = nullptr;
      for (const Stretch& x : e.stretches)
        if (x.right) right = &x;
      with_stretch += right != nullptr;
      if (right != nullptr)
        for (const Parts& g : d.gold) {
          if (g[2] != right->hull) continue;
          ++exact;
          break;
        }
    }
  }
  std::printf("%zu sayings, %zu marked, %zu of them reached (%zu by listed cues), near words said for %zu, exact %zu\n",
              sayings, gold, reached, listed, with_stretch, exact);

  const LearningSettings judge{24, 2, 0.01, 3e-3}, choice{16, 2, 0.03, 1e-3};
  std::vector<std::pair<Weights, Weights>> folds;
  for (size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Document*> others;
    for (size_t d = 0; d < documents.size(); ++d)
      if (d % kFolds != fold) others.push_back(&documents[d]);
    folds.emplace_back(fit_telling(others, telling_names.size(), judge),
                       fit_content(others, content_names.size(), choice));
  }
  double best = 0, threshold = 0;
  for (double t = -1.5; t < 1; t += 0.1) {
    Tally tally;
    for (size_t d = 0; d < documents.size(); ++d)
      tally.add(documents[d], tell(documents[d], folds[d % kFolds].first, folds[d % kFolds].second, t));
    double f = 0;
    for (size_t p = 0; p < kParts; ++p) f += Tally::f1(tally.overlap[p], tally.found[p], tally.gold[p]);
    if (f <= best) continue;
    best = f;
    threshold = t;
  }
  Tally left_out;
  for (size_t d = 0; d < documents.size(); ++d)
    left_out.add(documents[d], tell(documents[d], folds[d % kFolds].first, folds[d % kFolds].second, threshold));
  std::printf("threshold %.1f\n", threshold);
  left_out.print("each fifth left out of the training");
  if (folder.empty()) return std::nullopt;

  std::vector<const Document*> all;
  for (const Document& d : documents) all.push_back(&d);
  const Weights telling = fit_telling(all, telling_names.size(), judge);
  const Weights content = fit_content(all, content_names.size(), choice);
  Tally seen;
  for (const Document& d : documents) seen.add(d, tell(d, telling, content, threshold));
  seen.print("learned from all, which have seen these reports");
  if (auto error = write_weights(
          folder + "/telling_weights.tsv",
          "# Which sayings are attributions (src/claim/telling.h): the log odds of each piece of evidence, in\n"
          "# thousandths; a saying is one where the sum exceeds the threshold. Learned by `sayso-claims telling`, not\n"
          "# written by hand. Examples: \"lemma=raise\" the cue's word; \"has=ccomp\" a clause hangs on it; "
          "\"link=subject\"\n"
          "# its speaker is its subject; \"form=loose\" nothing in the tree says which words are said.\n",
          telling_names, telling, threshold))
    return error;
  return write_weights(
      folder + "/content_weights.tsv",
      "# Which words an attribution covers (src/claim/content_choice.h): the weight of each piece of evidence for a\n"
      "# stretch of words, in thousandths. Learned by `sayso-claims telling`, not written by hand. \"b ...\" speaks "
      "of\n"
      "# where the stretch begins, \"e ...\" of where it ends; \"child:ccomp\" is the clause below the cue, "
      "\"cut:conj\"\n"
      "# the place before an \"and ...\", \"behind\", \"before\" and \"around\" where it lies, seen from the cue.\n",
      content_names, content, std::nullopt);
}

}  // namespace sayso::train
