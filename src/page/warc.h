// WARC: a web crawl's file of records -> the pages in it, one after the other.
//
// In: the bytes of a .warc or .warc.gz (ISO 28500; gzip with a member a record), a little at a time. Out: what servers
// answered with status 200 and HTML, with the record's URI and date; requests, pictures, redirects and other records
// are passed over in silence.
// Guaranteed: memory does not grow with the file: one page (kMaxPageBytes) is held at most. A record that is broken,
// too large or cut off is one error, and the reading goes on at the next record that can be found. Known to go wrong: a
// file packed as one gzip member is lost from its first fault on; Brotli inside HTTP is not read.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "page/gzip.h"

namespace sayso {

struct WarcPage {
  std::string uri;
  std::string date;     // of the crawl: "2020-09-28T17:45:00Z"
  std::string charset;  // as the server said, or empty
  std::string html;
};

class WarcReader {
 public:
  using Read = GzipStream::Read;

  // `file` is named in errors.
  WarcReader(Read read, std::string file);
  ~WarcReader();

  // The next page or error; nothing at the end.
  std::optional<Result<WarcPage>> next();

 private:
  using Fields = std::map<std::string, std::string>;  // names in lower case
  enum class Found : uint8_t { record, end, nothing };

  bool fill();
  std::optional<std::string> line();
  Found begin(Fields& fields);
  bool fields(Fields& fields, size_t& most);
  std::string take(uint64_t bytes);
  bool ends_whole();
  bool skip(uint64_t bytes);
  bool find_next();
  Error error(const std::string& what) const;

  std::optional<Result<WarcPage>> page_of(const Fields& record, uint64_t length);

  Read raw_;
  std::string file_;
  std::unique_ptr<GzipStream> unpacked_;
  bool packed_ = false;
  std::string held_;
  size_t at_ = 0;
  bool started_ = false;
  bool done_ = false;
  size_t record_ = 0;
  std::string uri_;
};

}  // namespace sayso
