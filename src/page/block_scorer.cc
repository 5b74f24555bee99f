#include "page/block_scorer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace sayso {
namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Result<BlockScorer> BlockScorer::load(const KnowledgeSource& source) {
  const std::string file = "page/block_trees.tsv";
  auto rows = read_tsv(source, file, {"stage", "tree", "node", "feature", "most", "low", "high"});
  if (!rows) return rows.error();
  BlockScorer scorer;
  std::pair<int, int> tree{-1, -1};
  uint32_t root = 0;
  for (const TsvRow& row : *rows) {
    std::array<int, 7> cell;
    for (size_t i = 0; i < cell.size(); ++i) {
      auto value = number(row.cells[i]);
      if (!value) return Error{file, row.line, "no number: " + std::string(row.cells[i]), "the file as it was learned"};
      cell[i] = *value;
    }
    const auto& [stage, number, index, feature, most, low, high] = cell;
    auto here = static_cast<uint32_t>(scorer.nodes_.size());
    if (stage != 1 && stage != 2) return Error{file, row.line, "no such stage", "1 or 2"};
    if (std::pair(stage, number) != tree) {
      tree = {stage, number};
      root = here;
      scorer.roots_[static_cast<size_t>(stage) - 1].push_back(root);
    }
    // A node leads to nodes behind it in its tree, so that every way ends; whether they are there is seen below.
    bool leaf = feature < 0;
    auto features = static_cast<int>(std::tuple_size_v<BlockFeatures>);
    if (index != static_cast<int>(here - root) || feature >= features || (!leaf && (low <= index || high <= index)))
      return Error{file, row.line, "a node that is out of place", "the file as it was learned"};
    Node node;
    node.feature = static_cast<int16_t>(leaf ? -1 : feature);
    node.most = static_cast<int16_t>(most);
    node.low = leaf ? low : static_cast<int32_t>(root) + low;
    node.high = leaf ? 0 : static_cast<int32_t>(root) + high;
    scorer.nodes_.push_back(node);
  }
  for (const Node& node : scorer.nodes_) {
    auto behind = static_cast<int32_t>(scorer.nodes_.size());
    if (node.feature >= 0 && (node.low >= behind || node.high >= behind))
      return Error{file, 0, "a tree that is cut off", "the file as it was learned"};
  }
  return scorer;
}

// Tree by tree, not block by block: a tree is small enough to stay close at hand while some blocks go through it.
void BlockScorer::add(const std::vector<uint32_t>& roots, const std::vector<BlockFeatures>& rows,
                      const std::vector<uint32_t>& which, std::vector<int>& sums) const {
  constexpr size_t kAtOnce = 64;
  for (size_t begin = 0; begin < which.size(); begin += kAtOnce) {
    size_t end = std::min(begin + kAtOnce, which.size());
    for (uint32_t root : roots) {
      for (size_t i = begin; i < end; ++i) {
        const int16_t* features = rows[which[i]].data();
        const Node* node = &nodes_[root];
        while (node->feature >= 0) {
          bool low = features[node->feature] <= node->most;
          node = &nodes_[static_cast<size_t>(low ? node->low : node->high)];
        }
        sums[which[i]] += node->low;
      }
    }
  }
}

std::vector<int> BlockScorer::scores(std::vector<BlockFeatures>& rows) const {
  std::vector<int> scores(rows.size(), 0);
  std::vector<uint32_t> which(rows.size());
  std::iota(which.begin(), which.end(), 0u);
  add(roots_[0], rows, which, scores);
  if (roots_[1].empty()) return scores;
  fill_context(scores, rows);
  std::erase_if(which, [&](uint32_t i) { return scores[i] <= kHopeless; });
  for (uint32_t i : which) scores[i] = 0;
  add(roots_[1], rows, which, scores);
  return scores;
}

void fill_context(const std::vector<int>& first, std::vector<BlockFeatures>& rows) {
  constexpr int kFarBlocks = 50;
  constexpr int kWindow = 5;
  constexpr size_t kWords = 1;  // the feature that counts a block's words
  const auto n = static_cast<int>(rows.size());
  auto at = [](int i) { return static_cast<size_t>(i); };
  auto positive = [&](int i) { return first[at(i)] > 0; };
  std::vector<int> before(at(n + 1), 0);  // words of positive blocks before each block
  for (int i = 0; i < n; ++i) before[at(i + 1)] = before[at(i)] + (positive(i) ? rows[at(i)][kWords] : 0);
  int all = before[at(n)];
  auto permille = [&](int words) { return all == 0 ? 0 : static_cast<int>(int64_t{words} * 1000 / all); };

  // Runs of positive blocks, a single other one between them allowed.
  struct Run {
    int begin, end, words;
  };
  std::vector<Run> runs;
  std::vector<int> run_of(at(n), -1);
  for (int i = 0; i < n; ++i) {
    if (!positive(i)) continue;
    if (runs.empty() || i - runs.back().end > 1) runs.push_back({i, i, 0});
    runs.back().end = i + 1;
    runs.back().words = before[at(i + 1)] - before[at(runs.back().begin)];
  }
  size_t biggest = 0;
  for (size_t r = 0; r < runs.size(); ++r) {
    if (runs[r].words > runs[biggest].words) biggest = r;
    for (int i = runs[r].begin; i < runs[r].end; ++i) run_of[at(i)] = static_cast<int>(r);
  }
  std::vector<int> next(at(n), kFarBlocks);  // blocks until the next positive one
  for (int i = n - 2; i >= 0; --i) next[at(i)] = positive(i + 1) ? 1 : std::min(kFarBlocks, next[at(i + 1)] + 1);

  int since = kFarBlocks;
  for (int i = 0; i < n; ++i) {
    int16_t* out = rows[at(i)].data() + kBlockFeatures;
    auto put = [&](int value) { *out++ = static_cast<int16_t>(std::clamp(value, -32000, 32000)); };
    put(first[at(i)] / 10);
    for (int step : {-3, -2, -1, 1, 2, 3}) put(i + step < 0 || i + step >= n ? -2000 : first[at(i + step)] / 10);
    put(permille(before[at(std::min(n, i + kWindow + 1))] - before[at(std::max(0, i - kWindow))]));
    put(permille(before[at(i)]));
    put(permille(all - before[at(i + 1)]));
    put(since);
    put(next[at(i)]);
    put(run_of[at(i)] < 0 ? 0 : permille(runs[at(run_of[at(i)])].words));
    int away = runs.empty()              ? 200
               : i < runs[biggest].begin ? i - runs[biggest].begin
               : i >= runs[biggest].end  ? i - runs[biggest].end + 1
                                         : 0;
    put(std::clamp(away, -200, 200));
    put(std::min(all, 30000));
    since = positive(i) ? 1 : std::min(kFarBlocks, since + 1);
  }
}

}  // namespace sayso
