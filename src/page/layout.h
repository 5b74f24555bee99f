// The parts of a page of plain text: which lines are title, byline, timestamp, caption, heading, prose and furniture.
//
// In: the cleaned text of a page. Out: its blocks in order, and what their lines say of the page as a whole.
// Guaranteed: blocks do not overlap, hold no white space at their ends, and every character that is not white space
// lies in one; a paragraph never holds words of the title or the head. One pass, linear in the text.
// Known to go wrong: see the head of layout.cc.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "page/dateline.h"
#include "page/dates.h"
#include "page/page_words.h"
#include "page/report.h"

namespace sayso {

struct PageLayout {
  std::vector<Block> blocks;
  std::optional<ByteSpan> title;
  std::optional<ByteSpan> byline;        // the names alone, without "By" and the time
  std::optional<LineTime> stamp;         // of the timestamp line, or of the byline
  std::optional<LineTime> updated;       // of a line that tells of a later version
  std::optional<WrittenDate> crawled;    // the date beside a breadcrumb
  std::optional<WrittenDate> mentioned;  // the first date with a year in a caption or heading above the prose
  std::string agency;                    // of the dateline, the byline or a signature
  std::optional<ByteSpan> dateline;      // the place
  std::optional<WrittenDate> dateline_date;
};

// A piece of text that is known to be one thing: what a page in HTML gives instead of lines.
struct KnownUnit {
  ByteSpan span;                  // trimmed; units are in order and apart, and hold all that is not white space
  std::optional<BlockRole> role;  // nothing for what reads like prose: rules and datelines are still looked up in it
};

// The tables that a page is read by. Neither copied nor moved: the reader of datelines points at the others.
struct PageTables {
  PageTables(DateWords d, Agencies a, LineRules r)
      : dates(std::move(d)), agencies(std::move(a)), rules(std::move(r)), datelines(dates, agencies, rules) {}
  PageTables(const PageTables&) = delete;
  PageTables& operator=(const PageTables&) = delete;

  const DateWords dates;
  const Agencies agencies;
  const LineRules rules;
  const DatelineReader datelines;
};

class LayoutReader {
 public:
  // Reads dates.tsv, agencies.tsv and lines.tsv of knowledge/page/.
  static Result<LayoutReader> load(const KnowledgeSource& source);

  // `title` is the title as the metadata give it, or empty: a first line that says the same is the title, however set.
  PageLayout read(std::string_view text, std::string_view title) const;
  // The same where the parts are known already. What has no role becomes a paragraph, unless a rule of lines.tsv, a
  // timestamp's form, a dateline or an agency's sign says otherwise.
  PageLayout read(std::string_view text, const std::vector<KnownUnit>& units) const;
  const PageTables& tables() const { return *tables_; }

 private:
  explicit LayoutReader(std::unique_ptr<const PageTables> tables) : tables_(std::move(tables)) {}
  std::unique_ptr<const PageTables> tables_;
};

}  // namespace sayso
