// page: bytes -> Report. Start here.
//
// In: the bytes of a plain text, and what is known about it from outside. Out: a `Report`: text, blocks, title, byline,
// agency, outlet, day of publication, dateline, language. Guaranteed: the text is the input unchanged but for what
// page/clean.h says; blocks are in order, apart, and hold every character that is not white space; what the caller
// gives is believed before what the page says. Known to go wrong: see the heads of layout.cc, dateline.h and dates.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "page/html_reader.h"
#include "page/report.h"

namespace sayso {

// What is known of a report from outside its text. Empty fields are looked for on the page.
struct Metadata {
  std::string uri;     // the path, or an NDJSON line's id
  std::string outlet;  // whose voice the narration is
  std::string agency;
  std::string title;
  std::string byline;
  std::string published;  // any of the forms of page/dates.h; one that is none of them counts as not given
};

class PageReader {
 public:
  // Reads knowledge/page/*.tsv.
  static Result<PageReader> load(const KnowledgeSource& source);
  PageReader(PageReader&&) noexcept;
  PageReader& operator=(PageReader&&) noexcept;
  ~PageReader();

  // The bytes of a file. An empty text and a binary file are errors, with `meta.uri` as the file.
  Result<Report> from_text(std::string bytes, const Metadata& meta) const;
  // The same for a text out of JSON: NUL and other control characters in it are blanks, not a sign of a binary file.
  Result<Report> from_json_text(std::string text, const Metadata& meta) const;

  // A page of HTML: its article, or each post of a live blog with its own time. `charset` is what the server said.
  Result<std::vector<Report>> from_html(std::string bytes, const Metadata& meta, std::string_view charset = "") const;
  // HTML that is all article (a feed's item, ninjs' body_xhtml): nothing of it is left out, nothing said of it by
  // machine.
  Result<Report> from_html_content(std::string html, const Metadata& meta) const;
  // What from_html() reads, with what it leaves out.
  Result<HtmlArticle> article(std::string bytes, std::string_view charset) const;

  // A day of publication as a user or a file gives it; nothing where it cannot be understood.
  std::optional<Timestamp> parse_published(std::string_view text) const;

 private:
  struct Tables;
  explicit PageReader(std::unique_ptr<const Tables> tables);
  Result<Report> lay_out(std::string text, const Metadata& meta) const;
  Report report_of(HtmlArticle article, const Metadata& meta) const;
  std::vector<Report> posts_of(const HtmlArticle& article, const Metadata& meta) const;
  void fill(Report& report, PageLayout& page, const Metadata& meta) const;

  std::unique_ptr<const Tables> tables_;
};

}  // namespace sayso
