// HTML -> the parts of one article: what of a page is its title, byline, prose, captions, and what it says of itself.
//
// In: the bytes of a page. Out: a text with the article's parts alone, in the order of the page, each with its role
// (prose has none yet: layout.h looks in it for datelines, credits and signatures), the facts that the page gives by
// machine, and for the curious what was left out and why.
// Guaranteed: parts are apart and in order; a blank line stands between two. Captions, headings, bylines and
// corrections never stand among the prose.
// Known to go wrong: see the heads of html_reader.cc and docs/measurements.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "page/block_scorer.h"
#include "page/containers.h"
#include "page/layout.h"
#include "page/page_facts.h"

namespace sayso {

struct LeftOut {
  std::string text;
  std::string why;  // "navigation", "related"..., or "no prose"
};

// A post of a live blog.
struct HtmlPost {
  size_t begin = 0;  // the first of its units; it ends where the next begins
  std::string time;  // as its <time> says, else as printed
};

struct HtmlArticle {
  std::string text;
  std::vector<KnownUnit> units;
  PageFacts facts;
  std::vector<LeftOut> left_out;  // only where asked for
  std::vector<HtmlPost> posts;    // of a live blog; none of any other page
};

class HtmlReader {
 public:
  // Reads containers.tsv and block_trees.tsv of knowledge/page/. `tables` must outlive the reader.
  static Result<HtmlReader> load(const KnowledgeSource& source, const PageTables& tables);

  enum class Rest : uint8_t { forgotten, told };
  // `charset` is what the server said, or empty. An error: no page (nested without end), or a page without any text.
  Result<HtmlArticle> read(std::string bytes, std::string_view charset, Rest rest) const;
  // HTML that is all article: the content of a feed's item. Its facts are empty.
  Result<HtmlArticle> read_content(std::string html) const;

 private:
  HtmlReader(ContainerWords words, BlockScorer scorer, const PageTables& tables)
      : words_(std::move(words)), scorer_(std::move(scorer)), tables_(&tables) {}

  ContainerWords words_;
  BlockScorer scorer_;
  const PageTables* tables_;
};

}  // namespace sayso
