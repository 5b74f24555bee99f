// A record is: "WARC/1.0", named fields, a blank line, as many bytes as Content-Length says, two blank lines. Where
// that is not what stands there, the record is given up, and the next one is looked for: in a packed file the next
// member that unpacks to "WARC/", in a plain one the next line that begins so.
#include "page/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text_util.h"
#include "page/charset.h"
#include "page/clean.h"

namespace sayso {
namespace {

constexpr size_t kChunk = size_t{1} << 16;
constexpr size_t kMostFields = size_t{1} << 16;        // bytes of a record's or a response's fields
constexpr uint64_t kLongestSkip = uint64_t{64} << 20;  // unpacked bytes passed over before the next member is sought
constexpr int kMostBlankLines = 8;
constexpr std::string_view kStart = "WARC/";
constexpr std::string_view kRecordEnd = "\r\n\r\n";

std::optional<uint64_t> number(std::string_view text) {
  text = trim_space(text);
  uint64_t value = 0;
  auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string field(const std::map<std::string, std::string>& fields, const char* name) {
  auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

// "Name: value" into the fields; of several, the first stays.
void add_field(std::string_view line, std::map<std::string, std::string>& fields) {
  size_t colon = line.find(':');
  if (colon == line.npos) return;
  fields.emplace(ascii_lower(trim_space(line.substr(0, colon))), std::string(trim_space(line.substr(colon + 1))));
}

bool is_html(std::string_view type) {
  std::string lower = ascii_lower(type.substr(0, type.find(';')));
  std::string_view name = trim_space(lower);
  return name == "text/html" || name == "application/xhtml+xml";
}

// The body of a response sent in chunks; what does not look like chunks stays as it is, for crawlers undo them and
// leave the field.
std::string without_chunks(const std::string& body) {
  std::string out;
  for (size_t at = 0; at < body.size();) {
    size_t end = body.find("\r\n", at);
    if (end == body.npos || end == at || end - at > 16) return body;
    uint64_t size = 0;
    auto read = std::from_chars(body.data() + at, body.data() + end, size, 16);
    if (read.ec != std::errc() || (read.ptr != body.data() + end && *read.ptr != ';' && *read.ptr != ' ')) return body;
    at = end + 2;
    if (size == 0) break;
    if (size > body.size() - at) {
      out.append(body, at);
      break;
    }
    out.append(body, at, size);
    at += size + 2;
  }
  return out;
}

}  // namespace

WarcReader::WarcReader(Read read, std::string file) : raw_(std::move(read)), file_(std::move(file)) {}
WarcReader::~WarcReader() = default;

bool WarcReader::fill() {
  held_.erase(0, at_);
  at_ = 0;
  size_t before = held_.size();
  size_t got = 0;
  do {  // the first three bytes tell whether it is packed
    size_t held = held_.size();
    held_.resize(held + kChunk);
    got = packed_ ? unpacked_->read(held_.data() + held, kChunk) : raw_(held_.data() + held, kChunk);
    held_.resize(held + got);
  } while (!started_ && got > 0 && held_.size() < 3);
  got = held_.size() - before;
  if (!started_ && is_gzip(held_)) {
    packed_ = true;
    auto ahead = std::make_shared<std::string>(std::move(held_));
    held_.clear();
    unpacked_ = std::make_unique<GzipStream>([this, ahead, given = size_t{0}](char* to, size_t most) mutable {
      size_t part = std::min(most, ahead->size() - given);
      std::copy_n(ahead->data() + given, part, to);
      given += part;
      return part > 0 ? part : raw_(to, most);
    });
    started_ = true;
    return fill();
  }
  started_ = true;
  return got > 0;
}

// A line without its end; nothing at the end of the bytes, and where a line is longer than fields may be.
std::optional<std::string> WarcReader::line() {
  size_t seen = 0;
  for (;;) {
    size_t end = held_.find('\n', at_ + seen);
    if (end != held_.npos) {
      std::string line = held_.substr(at_, end - at_);
      at_ = end + 1;
      if (line.ends_with('\r')) line.pop_back();
      return line;
    }
    seen = held_.size() - at_;
    if (seen > kMostFields || !fill()) return std::nullopt;
  }
}

bool WarcReader::fields(Fields& fields, size_t& most) {
  for (;;) {
    auto next = line();
    if (!next || next->size() >= most) return false;
    if (next->empty()) return true;
    most -= next->size();
    add_field(*next, fields);
  }
}

WarcReader::Found WarcReader::begin(Fields& record) {
  for (int blanks = 0; blanks <= kMostBlankLines; ++blanks) {
    while (held_.size() - at_ < kStart.size() && fill()) {
    }
    if (at_ == held_.size()) return packed_ && unpacked_->broken() ? Found::nothing : Found::end;
    auto first = line();
    if (!first) return Found::nothing;
    if (first->empty()) continue;
    size_t most = kMostFields;
    return first->starts_with(kStart) && fields(record, most) ? Found::record : Found::nothing;
  }
  return Found::nothing;
}

std::string WarcReader::take(uint64_t bytes) {
  std::string taken;
  while (taken.size() < bytes) {
    if (at_ == held_.size() && !fill()) break;
    size_t part = static_cast<size_t>(std::min<uint64_t>(bytes - taken.size(), held_.size() - at_));
    taken.append(held_, at_, part);
    at_ += part;
  }
  return taken;
}

// False where the packed member that a record stood in proves broken at its end: its checksum is the last of it, behind
// the blank lines that end the record. (A broken member that has given nothing is the next one.)
bool WarcReader::ends_whole() {
  if (!packed_) return true;
  while (held_.size() - at_ <= kRecordEnd.size() && fill()) {
  }
  std::string_view left = std::string_view(held_).substr(at_);
  return !unpacked_->broken() || unpacked_->given() == 0 || !kRecordEnd.starts_with(left);
}

bool WarcReader::skip(uint64_t bytes) {
  if (packed_ && bytes > kLongestSkip) return find_next() || true;  // at the end there is nothing to skip
  while (bytes > 0) {
    if (at_ == held_.size() && !fill()) return false;
    uint64_t part = std::min<uint64_t>(bytes, held_.size() - at_);
    at_ += static_cast<size_t>(part);
    bytes -= part;
  }
  return true;
}

bool WarcReader::find_next() {
  if (packed_) {
    held_.clear();
    at_ = 0;
    if (unpacked_->next_member(kStart)) return true;
  } else {
    for (;;) {
      size_t found = held_.find("\nWARC/", at_);
      if (found != held_.npos) {
        at_ = found + 1;
        return true;
      }
      at_ = held_.size() - std::min<size_t>(held_.size() - at_, kStart.size());
      if (!fill()) break;
    }
  }
  done_ = true;
  return false;
}

Error WarcReader::error(const std::string& what) const {
  return {file_, 0, fmt::format("record {}{}: {}", record_, uri_.empty() ? "" : " (" + uri_ + ")", what), ""};
}

// The page in a record, or an error, or nothing where it holds none.
std::optional<Result<WarcPage>> WarcReader::page_of(const Fields& record, uint64_t length) {
  constexpr const char* kCutOff = "it is broken or cut off";
  std::string type = field(record, "warc-type");
  std::string content = field(record, "content-type");
  bool response = type == "response" && (content.empty() || ascii_lower(content).starts_with("application/http"));
  bool resource = type == "resource" && is_html(content);
  auto pass_over = [&](uint64_t bytes) -> std::optional<Result<WarcPage>> {
    if (skip(bytes)) return std::nullopt;
    find_next();
    return Result<WarcPage>(error(kCutOff));
  };
  if (!response && !resource) return pass_over(length);

  Fields http;
  uint64_t left = length;
  if (response) {
    std::string head = take(std::min<uint64_t>(length, kMostFields));
    size_t end = head.find("\r\n\r\n");
    size_t gap = 4;
    if (size_t other = head.find("\n\n"); other < end) {
      end = other;
      gap = 2;
    }
    if (head.size() < std::min<uint64_t>(length, kMostFields)) {
      find_next();
      return Result<WarcPage>(error(kCutOff));
    }
    std::string_view lines = std::string_view(head).substr(0, end);
    size_t first = std::min(lines.find('\n'), lines.size());
    bool ok = end != head.npos && lines.substr(0, first).find(" 200") != lines.npos;
    for (size_t at = first; at < lines.size();) {
      size_t stop = std::min(lines.find('\n', at + 1), lines.size());
      add_field(lines.substr(at, stop - at), http);
      at = stop;
    }
    left -= head.size();
    if (!ok || !is_html(field(http, "content-type"))) return pass_over(left);
    // What was read beyond the fields is read again below.
    held_.replace(0, at_, head.substr(end + gap));
    at_ = 0;
    left += head.size() - end - gap;
  }
  if (left > kMaxPageBytes) {
    Error large = error(fmt::format("a page of {} MB, more than a page may have (16)", left >> 20));
    if (!skip(left)) find_next();
    return Result<WarcPage>(large);
  }
  WarcPage page;
  page.html = take(left);
  if (page.html.size() < left || !ends_whole()) {
    find_next();
    return Result<WarcPage>(error(kCutOff));
  }
  if (ascii_lower(field(http, "transfer-encoding")).find("chunked") != std::string::npos)
    page.html = without_chunks(page.html);
  if (is_gzip(page.html)) {
    auto unpacked = gunzip(page.html, kMaxPageBytes);
    if (!unpacked) return Result<WarcPage>(error("its content: " + unpacked.error().what));
    page.html = *std::move(unpacked);
  } else if (field(http, "content-encoding") == "br") {
    return Result<WarcPage>(error("packed with Brotli, which is not read"));
  }
  page.uri = uri_;
  page.date = field(record, "warc-date");
  page.charset = charset_in_content_type(response ? field(http, "content-type") : content);
  return Result<WarcPage>(std::move(page));
}

std::optional<Result<WarcPage>> WarcReader::next() {
  while (!done_) {
    Fields record;
    Found found = begin(record);
    if (found == Found::end) {
      done_ = true;
      break;
    }
    ++record_;
    uri_ = field(record, "warc-target-uri");
    if (uri_.starts_with("<") && uri_.ends_with(">")) uri_ = uri_.substr(1, uri_.size() - 2);
    auto length = number(field(record, "content-length"));
    if (found == Found::nothing || !length) {
      Error wrong = error(packed_ && unpacked_->broken() ? "it is broken or cut off" : "no record of WARC");
      find_next();
      return Result<WarcPage>(wrong);
    }
    if (auto page = page_of(record, *length)) return page;
  }
  return std::nullopt;
}

}  // namespace sayso
