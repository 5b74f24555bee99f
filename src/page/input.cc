#include "page/input.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <filesystem>
#include <utility>

#include "base/text_util.h"
#include "page/clean.h"
#include "page/feed.h"
#include "page/gzip.h"
#include "page/line_reader.h"
#include "page/ndjson.h"
#include "page/warc.h"

namespace sayso {
namespace {

namespace fs = std::filesystem;

constexpr size_t kSniffed = 4096, kGzipMark = 3;
constexpr size_t kLargestJson = size_t{64} << 20;

enum class Form : uint8_t { text, lines, json, html, warc, feed, sniff, skip };

// ".md"; ".csv.gz" of what is packed.
std::string ending_of(const fs::path& path) {
  std::string ending = ascii_lower(path.extension().string());
  return ending == ".gz" ? ascii_lower(path.stem().extension().string()) + ending : ending;
}

Form form_of(const fs::path& path, bool in_folder) {
  std::string ending = ending_of(path);
  bool packed = ending.ends_with(".gz");
  if (packed) ending.resize(ending.size() - 3);
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return Form::html;
  if (ending == ".warc") return Form::warc;
  if (ending == ".xml" || ending == ".rss" || ending == ".atom") return Form::feed;
  if (ending == ".txt" || ending == ".text") return Form::text;
  if (ending == ".ndjson" || ending == ".jsonl") return Form::lines;
  if (ending == ".json") return Form::json;
  return in_folder && (packed || !ending.empty()) ? Form::skip : Form::sniff;
}

// What the first bytes of a file say of the rest.
Form sniff(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (is_gzip(bytes)) return sniff(gunzip_start(bytes, kSniffed));
  if (bytes.starts_with("WARC/")) return Form::warc;
  if (is_feed(bytes)) return Form::feed;
  while (!bytes.empty() && (bytes[0] == ' ' || (bytes[0] >= '\t' && bytes[0] <= '\r'))) bytes.remove_prefix(1);
  std::string lower = ascii_lower(bytes.substr(0, 512));
  if (lower.starts_with("<!doctype html") || lower.starts_with("<html") ||
      (lower.starts_with("<") && lower.find("<html") != lower.npos))
    return Form::html;
  if (lower.starts_with("{")) {
    size_t at = lower.find_first_not_of(" \t\r\n", 1);
    if (at != lower.npos && (lower[at] == '"' || lower[at] == '}')) return Form::json;
  }
  if (lower.starts_with("[")) {
    size_t at = lower.find_first_not_of(" \t\r\n", 1);
    if (at != lower.npos && lower[at] == '{') return Form::json;
  }
  return Form::text;
}

constexpr int kBroken = -1;

std::string reason(int code) {
  return code == kBroken ? "a gzip file that is broken or cut off" : std::string(std::strerror(code));
}

// A file or standard input. What was sniffed is given again.
class Stream {
 public:
  Stream(std::string path, uint64_t* done) : path_(std::move(path)), done_(done) {
    file_ = path_ == "-" ? stdin : std::fopen(path_.c_str(), "rb");
    if (file_ == nullptr) failed_ = errno;
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if (file_ != nullptr && file_ != stdin) std::fclose(file_);
  }

  int failed() const { return failed_; }

  size_t read(char* to, size_t most) {
    size_t got = std::min(most, ahead_.size() - given_);
    std::copy_n(ahead_.data() + given_, got, to);
    given_ += got;
    return got > 0 ? got : take(to, most);
  }

  // The first bytes, which stay to be read.
  std::string_view peek(size_t most) {
    size_t held = ahead_.size();
    while (held < most) {
      ahead_.resize(most);
      size_t got = take(ahead_.data() + held, most - held);
      held += got;
      ahead_.resize(held);
      if (got == 0) break;
    }
    return ahead_;
  }

  // From here on bytes are unpacked, those that were sniffed too. Call it before anything is read.
  void unpack() {
    auto packed = [this, head = std::exchange(ahead_, {}), at = size_t{0}](char* to, size_t most) mutable {
      size_t got = std::min(most, head.size() - at);
      std::copy_n(head.data() + at, got, to);
      at += got;
      return got > 0 ? got : take_stored(to, most);
    };
    packed_ = std::make_unique<GzipStream>(std::move(packed));
  }

  // All the rest, or nothing where it is more than `most`.
  std::optional<std::string> rest(size_t most) {
    std::string all = ahead_.substr(given_);
    given_ = ahead_.size();
    for (size_t held = all.size();;) {
      if (held > most) return std::nullopt;
      all.resize(held + std::max(size_t{1} << 16, held));
      size_t got = take(all.data() + held, all.size() - held);
      held += got;
      if (got == 0) {
        all.resize(held);
        return all;
      }
    }
  }

 private:
  size_t take(char* to, size_t most) {
    if (packed_ == nullptr) return take_stored(to, most);
    size_t got = packed_->read(to, most);
    if (got == 0 && packed_->broken() && failed_ == 0) failed_ = kBroken;
    return got;
  }

  size_t take_stored(char* to, size_t most) {
    if (file_ == nullptr || failed_ != 0) return 0;
    size_t got = std::fread(to, 1, most, file_);
    if (got == 0 && std::ferror(file_) != 0) failed_ = errno != 0 ? errno : EIO;
    *done_ += got;
    return got;
  }

  std::string path_;
  uint64_t* done_;
  std::FILE* file_ = nullptr;
  int failed_ = 0;
  std::string ahead_;
  size_t given_ = 0;
  std::unique_ptr<GzipStream> packed_;
};

// A folder on the way down: its entries, the last of them next.
struct Folder {
  std::vector<fs::path> entries;
};

struct Listing {
  std::vector<fs::path> entries;  // in byte order, without hidden ones
  std::error_code failed;
};

Listing list(const fs::path& folder) {
  Listing listing;
  for (fs::directory_iterator it(folder, listing.failed), end; !listing.failed && it != end;
       it.increment(listing.failed)) {
    if (!it->path().filename().string().starts_with(".")) listing.entries.push_back(it->path());
  }
  std::sort(listing.entries.begin(), listing.entries.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return listing;
}

// A folder inside a folder is followed; a link to one is not, for it may lead back.
bool is_subfolder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(fs::symlink_status(path, ignored));
}

uint64_t bytes_below(const fs::path& path, bool in_folder) {
  std::error_code failed;
  uint64_t bytes = 0;
  if (in_folder ? is_subfolder(path) : fs::is_directory(path, failed)) {
    for (const fs::path& entry : list(path).entries) bytes += bytes_below(entry, true);
    return bytes;
  }
  if (form_of(path, in_folder) == Form::skip) return 0;
  bytes = fs::file_size(path, failed);
  return failed ? 0 : bytes;
}

}  // namespace

struct ReportSource::State {
  const PageReader& page;
  std::vector<std::string> paths;
  Options options;
  NdjsonReader ndjson;

  size_t next_path = 0;
  std::vector<Folder> folders;  // from the folder named to the one being read
  std::string folder_named;     // the path as given
  size_t found_in_folder = 0;   // reports and errors of files
  std::vector<LeftOut> left_out;
  uint64_t done = 0;

  std::unique_ptr<Stream> stream;  // of the file being read line by line
  std::unique_ptr<LineReader> lines;
  std::unique_ptr<WarcReader> warc;
  std::string file;
  std::string memory;                  // a JSON file that was read in one piece
  std::deque<Result<Report>> waiting;  // out of it

  State(const PageReader& p, std::vector<std::string> ps, Options o)
      : page(p), paths(std::move(ps)), options(std::move(o)), ndjson(p) {}

  using Item = std::optional<Result<Report>>;

  // The next of what is open; nothing where a new file must be opened.
  Item from_open() {
    if (!waiting.empty()) return take_waiting();
    if (Item item = from_warc()) return item;
    while (lines != nullptr) {
      auto line = lines->next();
      if (!line) {
        int failed = stream != nullptr ? stream->failed() : 0;
        lines.reset();
        stream.reset();
        if (failed != 0) return Item(Error{file, 0, reason(failed), ""});
        return std::nullopt;
      }
      if (line->too_long)
        return Item(Error{file, line->number, fmt::format("a line longer than {} MB", options.longest_line >> 20),
                          "splitting it"});
      std::string_view text = line->text;
      if (line->number == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
      if (trim_space(text).empty()) continue;
      return Item(ndjson.read(text, options.known, file, line->number));
    }
    return std::nullopt;
  }

  Metadata known_of(const std::string& uri) const {
    Metadata meta = options.known;
    meta.uri = uri;
    return meta;
  }

  void open_lines() {
    Stream* from = stream.get();
    lines = std::make_unique<LineReader>([from](char* to, size_t most) { return from->read(to, most); },
                                         options.longest_line);
  }

  // A .json file: NDJSON where its first line is an object by itself, or is meant to be one; else one object or an
  // array of them over many lines.
  void open_json() {
    std::string_view first = stream->peek(kSniffed);
    size_t end = first.find('\n');
    std::string_view line = trim_space(first.substr(0, end));
    bool cut = end == first.npos && first.size() >= kSniffed;
    if (line.starts_with("{") && line.size() > 1 && (cut || line.ends_with("}"))) return open_lines();

    auto all = stream->rest(kLargestJson);
    int failed = stream->failed();
    stream.reset();
    if (failed != 0) return waiting.push_back(Error{file, 0, reason(failed), ""});
    if (!all)
      return waiting.push_back(Error{file, 0, "JSON of more than 64 MB in one piece", "NDJSON, an object a line"});
    memory = clean_text(*std::move(all));
    simdjson::dom::parser parser;
    simdjson::dom::element element;
    if (parser.parse(memory.data(), memory.size(), true).get(element) != simdjson::SUCCESS) {
      // NDJSON with a bad first line loses that line alone.
      if (memory.find("\n{\"") == memory.npos)
        return waiting.push_back(Error{file, 0, "not JSON", "NDJSON, an object a line"});
      lines = std::make_unique<LineReader>(
          [this, at = size_t{0}](char* to, size_t most) mutable {
            size_t got = std::min(most, memory.size() - at);
            std::copy_n(memory.data() + at, got, to);
            at += got;
            return got;
          },
          options.longest_line);
      return;
    }
    simdjson::dom::array array;
    if (element.get(array) != simdjson::SUCCESS) return waiting.push_back(ndjson.read(memory, options.known, file, 1));
    size_t n = 0;
    for (simdjson::dom::element one : array)
      waiting.push_back(ndjson.read(simdjson::minify(one), options.known, file, ++n));
    if (n == 0) waiting.push_back(Error{file, 0, "no reports in this array", ""});
  }

  // One page, packed or not.
  void open_html() {
    auto bytes = stream->rest(kMaxPageBytes);
    int failed = stream->failed();
    stream.reset();
    if (failed != 0) return waiting.push_back(Error{file, 0, reason(failed), ""});
    if (!bytes) return waiting.push_back(Error{file, 0, "a page of more than 16 MiB", ""});
    if (is_gzip(*bytes)) {
      auto unpacked = gunzip(*bytes, kMaxPageBytes);
      if (!unpacked) return waiting.push_back(Error{file, 0, unpacked.error().what, ""});
      bytes = *std::move(unpacked);
    }
    auto reports = page.from_html(*std::move(bytes), known_of(file));
    if (!reports) return waiting.push_back(reports.error());
    for (Report& report : *reports) waiting.push_back(std::move(report));
  }

  void open_feed() {
    auto bytes = stream->rest(kMaxPageBytes);
    int failed = stream->failed();
    stream.reset();
    if (failed != 0) return waiting.push_back(Error{file, 0, reason(failed), ""});
    if (!bytes) return waiting.push_back(Error{file, 0, "a feed of more than 16 MiB", ""});
    auto items = read_feed(*bytes);
    if (!items) return waiting.push_back(Error{file, 0, items.error().what, items.error().tip});
    size_t n = 0;
    for (FeedItem& item : *items) {
      ++n;
      Metadata meta = known_of(item.id.empty() ? file + "#" + std::to_string(n) : item.id);
      auto take = [](std::string& to, std::string value) {
        if (!value.empty()) to = std::move(value);
      };
      take(meta.title, std::move(item.title));
      take(meta.byline, std::move(item.byline));
      take(meta.published, std::move(item.published));
      take(meta.agency, std::move(item.agency));
      if (meta.outlet.empty()) meta.outlet = std::move(item.outlet);
      auto report = page.from_html_content(std::move(item.html), meta);
      if (!report) {
        report = Error{file, 0, fmt::format("item {} ({}): {}", n, meta.uri, report.error().what), ""};
      }
      waiting.push_back(std::move(report));
    }
  }

  void open_warc() {
    Stream* from = stream.get();
    warc = std::make_unique<WarcReader>([from](char* to, size_t most) { return from->read(to, most); }, file);
  }

  // The next of a crawl. The day of the crawl is known, and is the last resort: pages are published before.
  Item from_warc() {
    while (warc != nullptr) {
      auto record = warc->next();
      if (!record) {
        int failed = stream->failed();
        warc.reset();
        stream.reset();
        if (failed != 0) return Item(Error{file, 0, reason(failed), ""});
        return std::nullopt;
      }
      if (!*record) return Item(record->error());
      WarcPage& one = **record;
      auto reports = page.from_html(std::move(one.html), known_of(one.uri.empty() ? file : one.uri), one.charset);
      if (!reports) return Item(Error{file, 0, one.uri + ": " + reports.error().what, ""});
      for (Report& report : *reports) {
        if (!report.published) report.published = page.parse_published(one.date);
        waiting.push_back(std::move(report));
      }
      return take_waiting();
    }
    return std::nullopt;
  }

  Item take_waiting() {
    if (waiting.empty()) return std::nullopt;
    Item item(std::move(waiting.front()));
    waiting.pop_front();
    return item;
  }

  // Opens one file. What it gives at once is returned; what it gives line by line comes from `from_open`.
  Item open(const std::string& path, Form form) {
    ++found_in_folder;
    file = path == "-" ? "<stdin>" : path;
    stream = std::make_unique<Stream>(path, &done);
    if (stream->failed() != 0) return Item(Error{file, 0, reason(stream->failed()), ""});
    if (form == Form::sniff) form = sniff(stream->peek(kSniffed));
    // Crawls and pages unpack themselves: a crawl goes on behind a broken member, a page is unpacked in one piece.
    if (form != Form::warc && form != Form::html && is_gzip(stream->peek(kGzipMark))) stream->unpack();
    switch (form) {
      case Form::lines:
        open_lines();
        return std::nullopt;
      case Form::json:
        open_json();
        return std::nullopt;
      case Form::html:
        open_html();
        return from_open();
      case Form::feed:
        open_feed();
        return from_open();
      case Form::warc:
        open_warc();
        return std::nullopt;
      default:
        break;
    }
    auto bytes = stream->rest(kMaxReportBytes);
    int failed = stream->failed();
    stream.reset();
    if (failed != 0) return Item(Error{file, 0, reason(failed), ""});
    if (!bytes) return Item(Error{file, 0, "longer than a report can be (4 MiB)", "splitting it into its reports"});
    return Item(page.from_text(*std::move(bytes), known_of(file)));
  }

  Item next() {
    for (;;) {
      if (Item item = from_open()) return item;
      if (!folders.empty()) {
        if (Item item = from_folder()) return item;
        continue;
      }
      if (next_path == paths.size()) return std::nullopt;
      const std::string& path = paths[next_path++];
      if (path == "-") {
        if (Item item = open(path, Form::sniff)) return item;
        continue;
      }
      std::error_code failed;
      fs::file_status status = fs::status(path, failed);
      if (fs::is_directory(status)) {
        folder_named = path;
        found_in_folder = 0;
        if (Item item = enter(path)) return item;
        continue;
      }
      if (!fs::exists(status))
        return Item(Error{
            path, 0, failed && status.type() == fs::file_type::none ? failed.message() : "no such file or folder", ""});
      if (Item item = open(path, form_of(path, false))) return item;
    }
  }

  Item enter(const fs::path& folder) {
    Listing listing = list(folder);
    std::reverse(listing.entries.begin(), listing.entries.end());
    folders.push_back({std::move(listing.entries)});
    if (!listing.failed) return std::nullopt;
    ++found_in_folder;
    return Item(Error{folder.string(), 0, listing.failed.message(), ""});
  }

  Item from_folder() {
    std::vector<fs::path>& entries = folders.back().entries;
    if (entries.empty()) {
      folders.pop_back();
      if (folders.empty() && found_in_folder == 0)
        return Item(Error{folder_named, 0, "no reports in this folder",
                          "texts, pages, NDJSON, crawls or feeds in it (sayso read --help), or naming a file"});
      return std::nullopt;
    }
    fs::path path = std::move(entries.back());
    entries.pop_back();
    if (is_subfolder(path)) return enter(path);
    std::error_code failed;
    if (!fs::is_regular_file(path, failed) && !fs::is_symlink(path, failed)) return leave_out("devices");
    if (fs::is_directory(path, failed)) return leave_out("links to folders");
    if (form_of(path, true) == Form::skip) return leave_out(ending_of(path));
    return open(path.string(), form_of(path, true));
  }

  Item leave_out(const std::string& ending) {
    if (left_out.empty() || left_out.back().folder != folder_named) left_out.push_back({folder_named, {}});
    ++left_out.back().endings[ending];
    return std::nullopt;
  }
};

ReportSource::ReportSource(const PageReader& page, std::vector<std::string> paths, Options options)
    : state_(std::make_unique<State>(page, std::move(paths), std::move(options))) {}
ReportSource::ReportSource(ReportSource&&) noexcept = default;
ReportSource& ReportSource::operator=(ReportSource&&) noexcept = default;
ReportSource::~ReportSource() = default;

std::optional<Result<Report>> ReportSource::next() { return state_->next(); }

uint64_t ReportSource::bytes_done() const { return state_->done; }

std::optional<uint64_t> ReportSource::bytes_total() const {
  uint64_t bytes = 0;
  for (const std::string& path : state_->paths) {
    std::error_code failed;
    bool sized = fs::is_regular_file(path, failed) || fs::is_directory(path, failed);
    if (path == "-" || (fs::exists(path, failed) && !sized)) return std::nullopt;  // a pipe
    bytes += bytes_below(path, false);
  }
  return bytes;
}

const std::vector<ReportSource::LeftOut>& ReportSource::left_out() const { return state_->left_out; }

size_t ReportSource::LeftOut::files() const {
  size_t files = 0;
  for (const auto& [ending, count] : endings) files += count;
  return files;
}

}  // namespace sayso
