// The reports behind the paths of a command line, one by one.
//
// A path is a file, a folder (read to its depths, names in byte order; hidden files are left out) or "-" for standard
// input. What a file holds is known from its name, else from its first bytes:
//   .txt .text           one report, plain text
//   .ndjson .jsonl       a report a line
//   .json                the same; or one object, or an array of objects, over many lines (up to 64 MB)
//   .html .htm .xhtml    a page
//   .warc                a crawl: its pages one after the other (page/warc.h)
//   .xml .rss .atom      the items of RSS, Atom or NewsML-G2 (page/feed.h)
//   each of these .gz    the same, packed with gzip (.ndjson.gz)
//   any other            sniffed: JSON, HTML, WARC, a feed, gzip of one of these, a binary file (an error), else plain
//   text
// Inside a folder, files of other names than these are left out and told of (a README.md is no report, and a mail.eml
// is none that can be read); files without an extension are sniffed.
//
// Memory does not grow with the number of reports: of an NDJSON file one line is held, of a folder the names of the
// folders on the way down. Errors are items like reports; the reading goes on behind them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "page/page_reader.h"

namespace sayso {

class ReportSource {
 public:
  struct Options {
    Metadata known;  // fills what files and lines do not say themselves (--published, --outlet)
    size_t longest_line = size_t{64} << 20;
  };

  // `page` must outlive the source. Nothing is opened yet.
  ReportSource(const PageReader& page, std::vector<std::string> paths, Options options);
  ReportSource(ReportSource&&) noexcept;
  ReportSource& operator=(ReportSource&&) noexcept;
  ~ReportSource();

  // The next report or error; nothing at the end.
  std::optional<Result<Report>> next();

  // For a display of progress: bytes read so far, and bytes of all files behind the paths (nothing where standard input
  // is among them). The second walks through the folders; call it once.
  uint64_t bytes_done() const;
  std::optional<uint64_t> bytes_total() const;

  // What was left out of a folder for its name, so far: how many files of which endings.
  struct LeftOut {
    std::string folder;                     // as it was named
    std::map<std::string, size_t> endings;  // ".md", ".csv.gz", "links to folders", "devices"
    size_t files() const;
  };
  const std::vector<LeftOut>& left_out() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sayso
