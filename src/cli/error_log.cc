#include "cli/error_log.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cerrno>
#include <system_error>

#include "base/text_util.h"
#include "cli/terminal.h"

namespace sayso {
namespace {

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
