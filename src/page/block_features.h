// What can be seen of each block of a page: numbers by which the article's prose is told from all the rest.
//
// In: the tree, its blocks, and what the page says of itself. Out: a row of small whole numbers a block. They speak of
// the words (length, links, marks of a sentence), of the element and those around it, of the names that page makers
// gave them, of where the prose of the page lies, and of the neighbors; never of a site or a language. Whole numbers,
// so that what is decided by them is the same on any machine.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "page/containers.h"
#include "page/html_blocks.h"
#include "page/html_tree.h"

namespace sayso {

// What the page says of itself, as far as it tells blocks apart.
struct PageHints {
  std::string title;
  std::string description;
  std::string body;  // JSON-LD's articleBody
};

inline constexpr size_t kOwnFeatures = 38;
inline constexpr size_t kAroundFeatures = 15;
inline constexpr size_t kPlaceFeatures = 20;
inline constexpr size_t kNeighborFeatures = 24;
inline constexpr size_t kBlockFeatures =
    kOwnFeatures + kAroundFeatures + kContainers + kPlaceFeatures + kNeighborFeatures;

// How the first judgment of the blocks around looks; block_scorer.h fills them in.
inline constexpr size_t kContextFeatures = 15;

using BlockFeatures = std::array<int16_t, kBlockFeatures + kContextFeatures>;

// The context is left at 0.
std::vector<BlockFeatures> block_features(const HtmlTree& tree, const HtmlBlocks& blocks,
                                          const std::vector<ContainerSet>& containers, const PageHints& hints);

}  // namespace sayso
