// A page's texts, cut into blocks as a browser would set them: a paragraph, a list item, a cell, a heading, a line.
//
// In: the tree. Out: the blocks in order, each with its words (white space is one blank, soft hyphens and characters of
// no width are out), the element it stands in, and how much of it is links. No judgment is made here but one: what a
// browser never shows as text (scripts, form fields) has no block.
// Guaranteed: valid UTF-8; no block is empty; linear in the page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "page/html_tree.h"

namespace sayso {

struct HtmlBlock {
  ByteSpan span;            // in HtmlBlocks::text
  uint32_t node = 0;        // the innermost element set as a block that holds it
  uint32_t first_text = 0;  // the text node it begins in
  uint32_t last_text = 0;
  uint32_t link_bytes = 0;
  uint32_t bold_bytes = 0;
};

struct HtmlBlocks {
  std::string text;  // all blocks, a line end behind each
  std::vector<HtmlBlock> blocks;

  std::string_view words(const HtmlBlock& block) const { return block.span.in(text); }
};

// True for elements that begin a line of their own.
bool is_set_as_block(const HtmlTree& tree, uint32_t node);

HtmlBlocks cut_into_blocks(const HtmlTree& tree);

}  // namespace sayso
