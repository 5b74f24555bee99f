// Prints the blocks of saved pages with their features, for train/train_blocks.py to learn from:
//
//   sayso-page-features PAGE.html.gz... > features.tsv
//
// A line a block: the page's name, the features (blanks between them), the block's words; tabs between the three.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/knowledge_source.h"
#include "page/block_features.h"
#include "page/charset.h"
#include "page/gzip.h"
#include "page/html_scan.h"
#include "page/page_facts.h"

int main(int argc, char** argv) {
  using namespace sayso;
  auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  if (!source) return 2;
  auto words = ContainerWords::load(*source);
  if (!words) {
    std::fprintf(stderr, "%s\n", words.error().text().c_str());
    return 2;
  }
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (is_gzip(bytes)) {
      auto unpacked = gunzip(bytes, size_t{64} << 20);
      if (!unpacked) continue;
      bytes = *std::move(unpacked);
    }
    ScannedHtml scanned = scan_html(page_to_utf8(std::move(bytes), ""));
    std::vector<std::string> json_ld = std::move(scanned.json_ld);
    auto tree = HtmlTree::parse(std::move(scanned));
    if (!tree) {
      std::fprintf(stderr, "%s: %s\n", argv[i], tree.error().what.c_str());
      continue;
    }
    PageFacts facts = page_facts(*tree, json_ld);
    HtmlBlocks blocks = cut_into_blocks(*tree);
    PageHints hints{facts.title.empty() ? facts.page_title : facts.title, facts.description, facts.body};
    auto rows = block_features(*tree, blocks, words->of(*tree), hints);
    std::string name = std::filesystem::path(argv[i]).filename().string();
    for (size_t b = 0; b < rows.size(); ++b) {
      std::printf("%s\t", name.c_str());
      for (int16_t value : rows[b]) std::printf("%d ", value);
      std::string_view text = blocks.words(blocks.blocks[b]);
      std::printf("\t%.*s\n", static_cast<int>(text.size()), text.data());
    }
  }
  return 0;
}
