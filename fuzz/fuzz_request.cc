// Any bytes as a request to the page: its first line, its headers, its body. A ledger lies behind it, and decisions and
// additions are taken, so that nothing is refused before it was understood.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/text_util.h"
#include "serve/site.h"

namespace {

using namespace sayso;
using namespace sayso::serve;

void require(bool so, const char* what) {
  if (so) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::abort();
}

std::string_view line_of(std::string_view& bytes) {
  size_t end = std::min(bytes.find('\n'), bytes.size());
  std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return line;
}

// "GET /incidents.json", "Name: value" lines, an empty line, the body.
Request request_of(std::string_view bytes) {
  Request r;
  std::string_view first = line_of(bytes);
  size_t blank = std::min(first.find(' '), first.size());
  r.method = first.substr(0, blank);
  r.target = first.substr(std::min(blank + 1, first.size()));
  while (!bytes.empty()) {
    std::string_view line = line_of(bytes);
    if (line.empty()) break;
    size_t colon = std::min(line.find(':'), line.size());
    r.headers.emplace(ascii_lower(line.substr(0, colon)), trim_space(line.substr(std::min(colon + 1, line.size()))));
  }
  if (r.headers.count("host") == 0) r.headers.emplace("host", "localhost");
  r.body = bytes;
  return r;
}

Site& site() {
  static std::unique_ptr<Site> made = [] {
    std::string path = std::filesystem::temp_directory_path() / ("fuzz-" + std::to_string(std::rand()) + ".sayso");
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    Site::Options options;
    options.ledger = path;
    options.write = true;
    options.version = "fuzz";
    auto site = Site::open(options);
    require(static_cast<bool>(site), "the site opens");
    Request add = request_of(
        "POST /add.json?uri=a.txt&published=2020-09-28\ncontent-type: text/plain\n\nBARDA (CWA) - Azerbaijan's Defense "
        "Ministry claimed that over 550 Armenian soldiers were killed near Tartar on Monday. The Armenian Defense "
        "Ministry denied the claim.\n");
    require((*site)->handle(add).status == 200, "a report is added");
    return std::move(*site);
  }();
  return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Request request = request_of({reinterpret_cast<const char*>(data), size});
  Response r = site().handle(request);
  require(r.status >= 200 && r.status < 500, "what was asked is answered or refused, and breaks nothing");
  require(r.status != 200 || request.method != "PUT", "only what is known is done");
  require(r.header("Content-Security-Policy") != nullptr, "every answer is protected");
  if (r.status >= 400) require(!r.body.empty(), "a refusal says why");
  require(r.type != "application/json" || is_valid_utf8(r.body), "JSON is UTF-8");
  return 0;
}
