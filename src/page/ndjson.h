// One line of NDJSON -> Report.
//
// Fields: `text` (or `event_text` of NGEC, `body_text` of ninjs, `body`, `content`; else HTML in
// `body_xhtml`, `body_html`, `content_html`, `html`), `id` (or ninjs' `uri`, `guid`),
// `published` (or `date`, `versioncreated`, `firstcreated`, `pub_date`, `date_publish`), `outlet` (or `source`,
// `publisher`), `title` (or `headline`), `byline` (or `author`), `agency`, `uri`, `url`. The first that is there and is
// a string that is not empty wins, in this order; a number does for an id or a day
// (20200928). Other fields are ignored. `Report::uri` is
// the id, or "<file>:<line>" where there is none.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "page/page_reader.h"

namespace sayso {

// Keeps its buffers from line to line; one a thread.
class NdjsonReader {
 public:
  explicit NdjsonReader(const PageReader& page);
  NdjsonReader(NdjsonReader&&) noexcept;
  NdjsonReader& operator=(NdjsonReader&&) noexcept;
  ~NdjsonReader();

  // `known` fills the fields that the line lacks. A line that is no JSON object, or has no text, is an error at
  // `file`:`line`. Bytes that are no UTF-8 are read as page/clean.h reads them.
  Result<Report> read(std::string_view json, const Metadata& known, const std::string& file, size_t line);

 private:
  struct Parser;
  const PageReader* page_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace sayso
