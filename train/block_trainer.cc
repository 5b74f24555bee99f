// Learns which blocks of a page are the prose of its article, and measures how well on pages it has not seen.
//
//   sayso-page-trainer learn TREES.tsv FEATURES.tsv GOLD.json [FEATURES.tsv GOLD.json]...
//   sayso-page-trainer cross FOLDS[:PREFIX] FEATURES.tsv GOLD.json [EXTRA-FEATURES.tsv EXTRA-GOLD.json]...
//
// FEATURES is what sayso-page-features printed; GOLD is {"<page>": {"articleBody": "..."}}. `cross` measures on the
// pages of the first set, each by trees that were learned from the other folds and all of the extra sets. With a
// PREFIX, each fold's trees are written to PREFIX<fold>.tsv, and the names of its pages to PREFIX<fold>.pages.
//
// A block is prose where most of its three-word runs stand in the gold text. The learner is gradient boosting with
// logistic loss: trees of kLeaves leaves, grown best first over histograms of the features' values. What a block weighs
// goes by its share of the article's words, for that is what it costs to lose or to add it.
#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <queue>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text_util.h"
#include "page/block_features.h"
#include "page/block_scorer.h"

namespace {

using namespace sayso;

constexpr int kTrees = 100;
constexpr int kLeaves = 16;
constexpr double kRate = 0.12;
constexpr double kRidge = 2.0;
constexpr double kLeastWeight = 15.0;  // of the rows of a leaf
constexpr int kBins = 64;
constexpr size_t kParts = 3;          // of the pages, for judging each by the others
constexpr int kKeptFarNegatives = 3;  // one of so many blocks that are clearly nothing is learned from

struct Block {
  BlockFeatures features;
  std::string text;
  std::vector<std::string> words;
  bool prose = false;
  double weight = 1;
};
using Pages = std::map<std::string, std::vector<Block>>;
using Gold = std::map<std::string, std::string>;

bool is_word(char32_t c) {
  return is_letter(c) || (c < 0x80 && is_digit(static_cast<char>(c))) || c == '_' || c >= 0x2E80;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (size_t at = 0; at < text.size();) {
    Decoded c = decode_utf8(text, at);
    if (c.value != kInvalid && is_word(c.value)) {
      word.append(text.substr(at, c.size));
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
    at += c.size;
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::map<std::string, int> runs(const std::vector<std::string>& words, size_t n) {
  std::map<std::string, int> all;
  if (words.empty()) return all;
  for (size_t i = 0; i < std::max<size_t>(1, words.size() < n ? 0 : words.size() - n + 1); ++i) {
    std::string run;
    for (size_t k = i; k < std::min(words.size(), i + n); ++k) run += words[k] + ' ';
    ++all[run];
  }
  return all;
}

Gold read_gold(const char* path) {
  Gold gold;
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.load(path).get(object) != simdjson::SUCCESS) return gold;
  for (auto [key, value] : object) {
    std::string_view body;
    if (value["articleBody"].get(body) == simdjson::SUCCESS) gold[std::string(key)] = body;
  }
  return gold;
}

Pages read_pages(const char* path, const Gold& gold) {
  Pages pages;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    size_t a = line.find('\t'), b = line.find('\t', a + 1);
    if (b == line.npos) continue;
    std::string name = line.substr(0, a);
    name = name.substr(0, name.find(".html"));
    if (!gold.count(name)) continue;
    Block block;
    const char* at = line.c_str() + a + 1;
    block.features.fill(0);
    for (size_t f = 0; f < kBlockFeatures; ++f)
      block.features[f] = static_cast<int16_t>(std::strtol(at, const_cast<char**>(&at), 10));
    block.text = line.substr(b + 1);
    block.words = words_of(block.text);
    pages[name].push_back(std::move(block));
  }
  return pages;
}

std::vector<std::string> lower(std::vector<std::string> words) {
  for (std::string& word : words) word = ascii_lower(word);
  return words;
}

void label(std::vector<Block>& blocks, const std::string& gold) {
  std::map<std::string, int> left = runs(lower(words_of(gold)), 3);
  std::set<std::string> lines;
  for (size_t at = 0; at < gold.size();) {
    size_t end = std::min(gold.find('\n', at), gold.size());
    std::string joined;
    for (const std::string& word : lower(words_of(std::string_view(gold).substr(at, end - at)))) joined += word + ' ';
    lines.insert(joined);
    at = end + 1;
  }
  double total = 0;
  for (Block& block : blocks) {
    std::vector<std::string> words = lower(block.words);
    if (words.size() < 5) {
      std::string joined;
      for (const std::string& word : words) joined += word + ' ';
      block.prose = !words.empty() && lines.erase(joined) > 0;
    } else {
      auto here = runs(words, 3);
      int hits = 0, all = 0;
      for (const auto& [run, n] : here) {
        all += n;
        auto found = left.find(run);
        if (found != left.end()) hits += std::min(n, found->second);
      }
      block.prose = hits * 10 >= all * 6;
      if (block.prose)
        for (const auto& [run, n] : here)
          if (auto found = left.find(run); found != left.end()) found->second -= std::min(n, found->second);
    }
    if (block.prose) total += static_cast<double>(words.size()) + 1.5;
  }
  for (Block& block : blocks)
    block.weight = std::min(1.0, (static_cast<double>(block.words.size()) + 3.5) / std::max(1.0, total));
}

struct Node {
  int feature = -1, most = 0, low = 0, high = 0;
  double value = 0;
};
using Tree = std::vector<Node>;

struct Ensemble {
  std::vector<Tree> trees;
  double score(const BlockFeatures& f) const {
    double sum = 0;
    for (const Tree& tree : trees) {
      int at = 0;
      while (tree[static_cast<size_t>(at)].feature >= 0) {
        const Node& n = tree[static_cast<size_t>(at)];
        at = f[static_cast<size_t>(n.feature)] <= n.most ? n.low : n.high;
      }
      sum += tree[static_cast<size_t>(at)].value;
    }
    return sum;
  }
};

class Learner {
 public:
  Learner(const std::vector<const Block*>& rows, size_t features) : rows_(rows), features_(features) {
    bin();
    gradient_.resize(rows.size());
    hessian_.resize(rows.size());
    score_.assign(rows.size(), 0);
    double mean = 0;
    for (const Block* row : rows) mean += row->weight;
    scale_ = static_cast<double>(rows.size()) / mean;
  }

  Ensemble run() {
    Ensemble model;
    double positive = 0, all = 0;
    for (const Block* row : rows_) {
      all += row->weight;
      if (row->prose) positive += row->weight;
    }
    double base = std::log(positive / (all - positive));
    std::fill(score_.begin(), score_.end(), base);
    for (int t = 0; t < kTrees; ++t) {
      for (size_t i = 0; i < rows_.size(); ++i) {
        double p = 1 / (1 + std::exp(-score_[i]));
        double w = rows_[i]->weight * scale_;
        gradient_[i] = static_cast<float>(w * (p - (rows_[i]->prose ? 1 : 0)));
        hessian_[i] = static_cast<float>(w * p * (1 - p));
      }
      Tree tree = grow();
      if (t == 0)
        for (Node& node : tree) node.value += node.feature < 0 ? base : 0;
      model.trees.push_back(std::move(tree));
    }
    return model;
  }

 private:
  struct Cell {
    float g = 0, h = 0;
  };
  using Histogram = std::vector<Cell>;
  struct Leaf {
    int node;
    std::vector<uint32_t> rows;
    Histogram histogram;
    double gain = 0;
    int feature = -1, cut = 0;
    bool operator<(const Leaf& other) const { return gain < other.gain; }
  };

  void bin() {
    bins_.resize(rows_.size() * features_);
    for (size_t f = 0; f < features_; ++f) {
      std::vector<int16_t> values;
      values.reserve(rows_.size());
      for (const Block* row : rows_) values.push_back(row->features[f]);
      std::sort(values.begin(), values.end());
      std::vector<int16_t> cuts;  // the largest value of each bin but the last
      for (int b = 1; b < kBins; ++b) {
        int16_t v = values[values.size() * static_cast<size_t>(b) / kBins];
        if (v != values.back() && (cuts.empty() || cuts.back() != v)) cuts.push_back(v);
      }
      // Few values: each its own bin.
      std::vector<int16_t> unique = values;
      unique.erase(std::unique(unique.begin(), unique.end()), unique.end());
      if (unique.size() <= kBins) cuts.assign(unique.begin(), unique.end() - 1);
      for (size_t i = 0; i < rows_.size(); ++i)
        bins_[i * features_ + f] =
            static_cast<uint8_t>(std::lower_bound(cuts.begin(), cuts.end(), rows_[i]->features[f]) - cuts.begin());
      cuts_.push_back(std::move(cuts));
    }
  }

  Histogram histogram(const std::vector<uint32_t>& rows) const {
    Histogram h(features_ * kBins);
    for (uint32_t row : rows) {
      const uint8_t* bins = &bins_[row * features_];
      float g = gradient_[row], s = hessian_[row];
      for (size_t f = 0; f < features_; ++f) {
        Cell& cell = h[f * kBins + bins[f]];
        cell.g += g;
        cell.h += s;
      }
    }
    return h;
  }

  static double gain(double g, double h) { return g * g / (h + kRidge); }

  void find_cut(Leaf& leaf) const {
    double total_g = 0, total_h = 0;
    for (int b = 0; b < kBins; ++b) {
      total_g += leaf.histogram[static_cast<size_t>(b)].g;
      total_h += leaf.histogram[static_cast<size_t>(b)].h;
    }
    leaf.gain = 0;
    leaf.feature = -1;
    for (size_t f = 0; f < features_; ++f) {
      double g = 0, h = 0;
      for (size_t b = 0; b < cuts_[f].size(); ++b) {
        g += leaf.histogram[f * kBins + b].g;
        h += leaf.histogram[f * kBins + b].h;
        if (h < kLeastWeight / 4 || total_h - h < kLeastWeight / 4) continue;
        double better = gain(g, h) + gain(total_g - g, total_h - h) - gain(total_g, total_h);
        if (better > leaf.gain + 1e-9) {
          leaf.gain = better;
          leaf.feature = static_cast<int>(f);
          leaf.cut = static_cast<int>(b);
        }
      }
    }
  }

  Tree grow() {
    Tree tree(1);
    std::vector<Leaf> leaves(1);
    leaves[0].node = 0;
    leaves[0].rows.resize(rows_.size());
    for (uint32_t i = 0; i < rows_.size(); ++i) leaves[0].rows[i] = i;
    leaves[0].histogram = histogram(leaves[0].rows);
    find_cut(leaves[0]);
    while (leaves.size() < kLeaves) {
      auto best = std::max_element(leaves.begin(), leaves.end());
      if (best->feature < 0 || best->gain < 1e-3) break;
      Leaf leaf = std::move(*best);
      leaves.erase(best);
      auto f = static_cast<size_t>(leaf.feature);
      Leaf low, high;
      for (uint32_t row : leaf.rows) (bins_[row * features_ + f] <= leaf.cut ? low : high).rows.push_back(row);
      bool low_smaller = low.rows.size() < high.rows.size();
      Leaf& small = low_smaller ? low : high;
      Leaf& large = low_smaller ? high : low;
      small.histogram = histogram(small.rows);
      large.histogram = std::move(leaf.histogram);
      for (size_t i = 0; i < large.histogram.size(); ++i) {
        large.histogram[i].g -= small.histogram[i].g;
        large.histogram[i].h -= small.histogram[i].h;
      }
      Node& node = tree[static_cast<size_t>(leaf.node)];
      node.feature = leaf.feature;
      node.most = cuts_[f][static_cast<size_t>(leaf.cut)];
      node.low = low.node = static_cast<int>(tree.size());
      node.high = high.node = static_cast<int>(tree.size()) + 1;
      tree.resize(tree.size() + 2);
      find_cut(low);
      find_cut(high);
      leaves.push_back(std::move(low));
      leaves.push_back(std::move(high));
    }
    for (const Leaf& leaf : leaves) {
      double g = 0, h = 0;
      for (uint32_t row : leaf.rows) {
        g += gradient_[row];
        h += hessian_[row];
      }
      double value = -kRate * g / (h + kRidge);
      tree[static_cast<size_t>(leaf.node)].value = value;
      for (uint32_t row : leaf.rows) score_[row] += value;
    }
    return tree;
  }

  const std::vector<const Block*>& rows_;
  const size_t features_;  // how many of them may be looked at
  std::vector<uint8_t> bins_;
  std::vector<std::vector<int16_t>> cuts_;
  std::vector<float> gradient_, hessian_;
  std::vector<double> score_;
  double scale_ = 1;
};

void add_rows(const Pages& pages, const std::set<std::string>& without, std::vector<const Block*>& rows) {
  size_t far = 0;
  for (const auto& [name, blocks] : pages) {
    if (without.count(name) || blocks.size() > 2500) continue;
    bool any = false;
    for (const Block& block : blocks) any |= block.prose;
    if (!any) continue;
    for (const Block& block : blocks) {
      // Links and the shortest blocks are many and alike.
      bool clear = !block.prose && (block.features[2] > 700 || block.features[1] <= 3);
      if (clear && ++far % kKeptFarNegatives != 0) continue;
      rows.push_back(&block);
    }
  }
}

// Both ensembles.
struct Model {
  Ensemble first, second;

  std::vector<double> scores(const std::vector<Block>& blocks) const {
    std::vector<BlockFeatures> rows;
    std::vector<int> judged;
    for (const Block& block : blocks) {
      rows.push_back(block.features);
      judged.push_back(static_cast<int>(std::lround(first.score(block.features) * 1000)));
    }
    fill_context(judged, rows);
    std::vector<double> scores;
    for (size_t i = 0; i < rows.size(); ++i)
      scores.push_back(judged[i] > kHopeless ? second.score(rows[i]) : judged[i] / 1000.0);
    return scores;
  }
};

Ensemble learn_first(const std::vector<const Pages*>& sets, const std::set<std::string>& without) {
  std::vector<const Block*> rows;
  for (const Pages* set : sets) add_rows(*set, without, rows);
  return Learner(rows, kBlockFeatures).run();
}

Model learn(std::vector<Pages>& sets, size_t from, const std::set<std::string>& without) {
  std::vector<const Pages*> used;
  for (size_t s = from; s < sets.size(); ++s) used.push_back(&sets[s]);
  Model model;
  model.first = learn_first(used, without);
  // The context of each page by an ensemble that has not seen it.
  for (size_t part = 0; part < kParts; ++part) {
    std::set<std::string> hidden = without;
    size_t n = 0;
    for (const Pages* set : used)
      for (const auto& [name, blocks] : *set)
        if (n++ % kParts == part) hidden.insert(name);
    Ensemble blind = learn_first(used, hidden);
    for (size_t s = from; s < sets.size(); ++s) {
      for (auto& [name, blocks] : sets[s]) {
        if (!hidden.count(name) || without.count(name)) continue;
        std::vector<BlockFeatures> rows;
        std::vector<int> judged;
        for (const Block& block : blocks) {
          rows.push_back(block.features);
          judged.push_back(static_cast<int>(std::lround(blind.score(block.features) * 1000)));
        }
        fill_context(judged, rows);
        for (size_t i = 0; i < rows.size(); ++i) blocks[i].features = rows[i];
      }
    }
  }
  std::vector<const Block*> rows, hopeful;
  for (const Pages* set : used) add_rows(*set, without, rows);
  for (const Block* row : rows)
    if (row->features[kBlockFeatures] > kHopeless / 10 - 200) hopeful.push_back(row);
  std::fprintf(stderr, "%zu blocks, of which %zu again\n", rows.size(), hopeful.size());
  model.second = Learner(hopeful, std::tuple_size_v<BlockFeatures>).run();
  return model;
}

struct Measure {
  double p = 0, r = 0;
  size_t np = 0, nr = 0;
  double f() const {
    double mp = p / static_cast<double>(np), mr = r / static_cast<double>(nr);
    return 2 * mp * mr / (mp + mr);
  }
};

// Precision and recall of a page, as the article-extraction-benchmark counts them: runs of four words.
std::pair<double, double> measure_page(const std::vector<Block>& blocks, const std::vector<bool>& kept,
                                       const std::string& gold, Measure& measure) {
  std::vector<std::string> words;
  for (size_t i = 0; i < blocks.size(); ++i)
    if (kept[i]) words.insert(words.end(), blocks[i].words.begin(), blocks[i].words.end());
  auto want = runs(words_of(gold), 4), got = runs(words, 4);
  double tp = 0, n = 0, m = 0;
  for (const auto& [run, k] : got) {
    n += k;
    auto found = want.find(run);
    if (found != want.end()) tp += std::min(k, found->second);
  }
  for (const auto& [run, k] : want) m += k;
  if (n > 0) measure.p += tp / n, ++measure.np;
  if (m > 0) measure.r += tp / m, ++measure.nr;
  return {n > 0 ? tp / n : 0, m > 0 ? tp / m : 0};
}

void write(const Model& model, const char* path) {
  std::ofstream out(path);
  out << "# The decision trees that tell an article's prose from the rest of a page: learned, not written\n"
         "# (train/block_trainer.cc).\n"
         "#\n"
         "#   stage    1 looks at a block by itself, 2 again with how the blocks around were judged\n"
         "#   tree     its number\n"
         "#   node     its number in the tree; 0 is the root\n"
         "#   feature  the number of a block feature (src/page/block_features.h), or -1 in a leaf\n"
         "#   most     up to this value of the feature the way goes on at the node `low`, beyond it at the node "
         "`high`\n"
         "#   low      in a leaf: what the tree says, in thousandths of the logarithm of the odds\n"
         "stage\ttree\tnode\tfeature\tmost\tlow\thigh\n";
  int stage = 0;
  for (const Ensemble* ensemble : {&model.first, &model.second}) {
    ++stage;
    for (size_t t = 0; t < ensemble->trees.size(); ++t) {
      for (size_t i = 0; i < ensemble->trees[t].size(); ++i) {
        const Node& n = ensemble->trees[t][i];
        out << stage << '\t' << t << '\t' << i << '\t' << n.feature << '\t' << n.most << '\t';
        if (n.feature < 0) {
          out << std::lround(n.value * 1000) << "\t0\n";
        } else {
          out << n.low << '\t' << n.high << '\n';
        }
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  std::string what = argv[1];
  std::vector<Pages> sets;
  std::vector<Gold> golds;
  for (int i = 3; i + 1 < argc; i += 2) {
    golds.push_back(read_gold(argv[i + 1]));
    sets.push_back(read_pages(argv[i], golds.back()));
    for (auto& [name, blocks] : sets.back()) label(blocks, golds.back()[name]);
    std::fprintf(stderr, "%s: %zu pages\n", argv[i], sets.back().size());
  }
  if (what == "learn" || what == "try") {
    // `try` learns from all sets but the first, and measures on that.
    Model model = learn(sets, what == "try" ? 1 : 0, {});
    write(model, argv[2]);
    for (double least : {-1.0, -0.5, 0.0, 0.5}) {
      Measure m;
      for (auto& [name, blocks] : sets[0]) {
        std::vector<bool> kept;
        for (double score : model.scores(blocks)) kept.push_back(score > least);
        measure_page(blocks, kept, golds[0][name], m);
      }
      std::printf("at %.1f: P %.4f R %.4f F1 %.4f\n", least, m.p / static_cast<double>(m.np),
                  m.r / static_cast<double>(m.nr), m.f());
    }
    return 0;
  }
  int folds = std::atoi(argv[2]);
  std::map<double, Measure> at;
  for (int fold = 0; fold < folds; ++fold) {
    std::set<std::string> held;
    size_t n = 0;
    for (auto& [name, blocks] : sets[0])
      if (static_cast<int>(n++ % static_cast<size_t>(folds)) == fold) held.insert(name);
    Model model = learn(sets, 0, held);
    if (size_t colon = std::string(argv[2]).find(':'); colon != std::string::npos) {
      std::string prefix = std::string(argv[2]).substr(colon + 1) + std::to_string(fold);
      write(model, (prefix + ".tsv").c_str());
      std::ofstream names(prefix + ".pages");
      for (const std::string& name : held) names << name << '\n';
    }
    for (const std::string& name : held) {
      std::vector<double> scores = model.scores(sets[0][name]);
      for (double least : {-1.0, -0.5, 0.0, 0.5}) {
        std::vector<bool> kept;
        for (double s : scores) kept.push_back(s > least);
        auto [p, r] = measure_page(sets[0][name], kept, golds[0][name], at[least]);
        if (least == 0) std::printf("%s %.3f %.3f\n", name.c_str(), p, r);
      }
    }
    std::fprintf(stderr, "fold %d of %d\n", fold + 1, folds);
  }
  for (auto& [least, m] : at)
    std::printf("at %.1f: P %.4f R %.4f F1 %.4f\n", least, m.p / static_cast<double>(m.np),
                m.r / static_cast<double>(m.nr), m.f());
  return 0;
}
