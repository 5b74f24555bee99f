#include "cli/error_log.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cerrno>
#include <system_error>

#include "base/text_util.h"
#include "cli/terminal.h"

namespace sayso {
namespace {

// "4 files left out: .eml, .md".
std::string left_out(const ReportSource::LeftOut& folder) {
  constexpr size_t kMostEndings = 8;
  std::string endings;
  size_t named = 0;
  for (const auto& [ending, count] : folder.endings) {
    if (named == kMostEndings) {
      endings += ", ...";
      break;
    }
    endings += (named++ > 0 ? ", " : "") + ending;
  }
  size_t files = folder.files();
  return std::to_string(files) + (files == 1 ? " file" : " files") + " left out: " + endings;
}

std::string json_line(const Error& error) {
  rapidjson::StringBuffer out;
  rapidjson::Writer<rapidjson::StringBuffer> json(out);
  auto text = [&](const std::string& s) {
    // A path may be any bytes; JSON holds characters.
    std::string valid;
    for (size_t at = 0; at < s.size();) {
      Decoded c = decode_utf8(s, at);
      append_utf8(valid, c.value == kInvalid ? kReplacement : c.value);
      at += c.size;
    }
    json.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
  };
  json.StartObject();
  json.Key("file");
  text(error.file);
  json.Key("line");
  if (error.line > 0) {
    json.Uint64(error.line);
  } else {
    json.Null();
  }
  json.Key("error");
  text(error.what);
  json.Key("try");
  if (error.tip.empty()) {
    json.Null();
  } else {
    text(error.tip);
  }
  json.EndObject();
  return std::string(out.GetString(), out.GetSize()) + "\n";
}

}  // namespace

std::optional<Error> ErrorLog::open(const std::string& path) {
  path_ = path;
  file_.open(path, std::ios::binary | std::ios::trunc);
  if (!file_) return Error{path, 0, std::generic_category().message(errno), "a file that may be written"};
  return std::nullopt;
}

void ErrorLog::add(const Error& error) {
  ++count_;
  if (path_.empty()) {
    complain(error);
  } else {
    file_ << json_line(error);
  }
}

void ErrorLog::tell_left_out(const std::vector<ReportSource::LeftOut>& folders) {
  ReportSource::LeftOut all;
  for (const ReportSource::LeftOut& folder : folders) {
    for (const auto& [ending, count] : folder.endings) all.endings[ending] += count;
    if (!path_.empty()) file_ << json_line(Error{folder.folder, 0, left_out(folder), "naming a file, to have it read"});
  }
  if (all.files() > 0) note(left_out(all) + "; a file that is named is read");
}

bool ErrorLog::close() {
  if (path_.empty()) return true;
  file_.close();
  if (!file_) {
    complain(Error{path_, 0, "cannot be written", "a place with room to write to"});
    return false;
  }
  if (count_ > 0) {
    std::string inputs = count_ == 1 ? "1 input" : std::to_string(count_) + " inputs";
    note(inputs + " could not be read: " + path_ + " tells why");
  }
  return true;
}

}  // namespace sayso
