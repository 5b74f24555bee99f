// Which blocks of a page are the prose of its article: two small ensembles of decision trees over block features.
//
// The first looks at each block by itself; the second looks again at those that may be prose, and sees how the blocks
// around were judged: prose stands with prose. The trees are learned (train/block_trainer.cc; docs/measurements.md says
// from what, and how well they do on pages they have not seen) and stand in knowledge/page/block_trees.tsv. They
// compare and add whole numbers: the same on any machine. They know no words, no sites and no languages.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/knowledge_source.h"
#include "page/block_features.h"

namespace sayso {

class BlockScorer {
 public:
  static Result<BlockScorer> load(const KnowledgeSource& source);

  // Above 0 for prose: the logarithm of the odds, in thousandths. Fills in the context of the rows.
  std::vector<int> scores(std::vector<BlockFeatures>& rows) const;

 private:
  struct Node {
    int16_t feature = -1;  // -1: a leaf
    int16_t most = 0;      // up to this value the way goes to `low`
    int32_t low = 0;       // a leaf's value
    int32_t high = 0;
  };
  // Adds what the trees say of the rows at `which` to their sums.
  void add(const std::vector<uint32_t>& roots, const std::vector<BlockFeatures>& rows,
           const std::vector<uint32_t>& which, std::vector<int>& sums) const;

  std::vector<Node> nodes_;
  std::array<std::vector<uint32_t>, 2> roots_;  // of the first and the second ensemble
};

// Below this first score a block is not looked at again.
inline constexpr int kHopeless = -4000;

// Writes what the first scores say of the blocks around into the last kContextFeatures of each row.
void fill_context(const std::vector<int>& first, std::vector<BlockFeatures>& rows);

}  // namespace sayso
