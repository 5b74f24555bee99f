// Any bytes as a page of HTML. The first byte chooses what the server said of the character set, and what is asked for.
#include <cstdint>

#include "check.h"
#include "page/charset.h"
#include "page/html_blocks.h"
#include "page/html_scan.h"

namespace sayso {
namespace {

void check_tree(ScannedHtml scanned) {
  auto tree = HtmlTree::parse(std::move(scanned));
  if (!tree) return;
  for (uint32_t i = 1; i < tree->size(); ++i) {
    const HtmlNode& node = (*tree)[i];
    require(node.parent < i, "a node stands behind its parent");
    require(i < node.end && node.end <= (*tree)[node.parent].end, "a node ends inside its parent");
    require(is_valid_utf8(tree->text(i)), "a text is valid UTF-8");
  }
  HtmlBlocks cut = cut_into_blocks(*tree);
  uint32_t at = 0;
  for (const HtmlBlock& block : cut.blocks) {
    require(at <= block.span.begin && block.span.begin < block.span.end && block.span.end <= cut.text.size(),
            "blocks are in order, apart and not empty");
    require(block.first_text <= block.last_text && block.last_text < tree->size(), "a block's texts are in the tree");
    require(block.link_bytes <= block.span.size(), "no more of a block is a link than there is of it");
    at = block.span.end;
  }
}

}  // namespace
}  // namespace sayso

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sayso;
  if (size == 0) return 0;
  static constexpr const char* kCharsets[] = {"",       "utf-8",  "windows-1251", "shift_jis", "iso-2022-jp",
                                              "gb2312", "utf-16", "no-such-set"};
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const char* charset = kCharsets[data[0] & 7];
  Metadata meta;
  meta.uri = "in";
  if (data[0] & 8) meta.published = "2020-10-02";

  std::string text = page_to_utf8(bytes, charset);
  require(is_valid_utf8(text), "what comes out of a character set is valid UTF-8");
  check_tree(scan_html(text));
  if (auto reports = fuzzed_reader().from_html(bytes, meta, charset)) {
    require(!reports->empty(), "a page that is read has a report");
    for (const Report& report : *reports) check(report);
  } else {
    require(!reports.error().what.empty(), "an error says what it is");
  }
  if (data[0] & 16) (void)fuzzed_reader().article(bytes, charset);
  if (data[0] & 32) {
    auto report = fuzzed_reader().from_html_content(bytes, meta);
    if (report) check(*report);
  }
  return 0;
}
