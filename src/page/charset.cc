#include "page/charset.h"

#include <iconv.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/text_util.h"
#include "page/clean.h"

namespace sayso {
namespace {

constexpr size_t kDeclaredWithin = 2048;  // bytes; browsers look as far as 1024

// Labels that mean another set on the web than iconv takes them for (the Encoding Standard's table, shortened).
struct Label {
  std::string_view label, set;
};
constexpr std::array<Label, 18> kLabels = {{{"ascii", "WINDOWS-1252"},
                                            {"us-ascii", "WINDOWS-1252"},
                                            {"iso-8859-1", "WINDOWS-1252"},
                                            {"iso8859-1", "WINDOWS-1252"},
                                            {"iso_8859-1", "WINDOWS-1252"},
                                            {"latin1", "WINDOWS-1252"},
                                            {"iso-8859-9", "WINDOWS-1254"},
                                            {"iso-8859-11", "WINDOWS-874"},
                                            {"tis-620", "WINDOWS-874"},
                                            {"gb2312", "GB18030"},
                                            {"gbk", "GB18030"},
                                            {"x-gbk", "GB18030"},
                                            {"big5", "BIG5-HKSCS"},
                                            {"shift_jis", "CP932"},
                                            {"shift-jis", "CP932"},
                                            {"x-sjis", "CP932"},
                                            {"euc-kr", "UHC"},
                                            {"ks_c_5601-1987", "UHC"}}};

// What may stand in a label; anything else is no label, and is not given to iconv.
bool is_label_char(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

// The word behind `key` and an equals sign.
std::string value_behind(std::string_view lower, std::string_view key) {
  for (size_t at = lower.find(key); at != lower.npos; at = lower.find(key, at + 1)) {
    size_t begin = at + key.size();
    while (begin < lower.size() && (lower[begin] == ' ' || lower[begin] == '\t')) ++begin;
    if (begin == lower.size() || lower[begin] != '=') continue;
    ++begin;
    while (begin < lower.size() && (lower[begin] == ' ' || lower[begin] == '"' || lower[begin] == '\'')) ++begin;
    size_t end = begin;
    while (end < lower.size() && is_label_char(lower[end])) ++end;
    if (end > begin) return std::string(lower.substr(begin, end - begin));
  }
  return "";
}

bool is_utf8_label(std::string_view label) { return label == "utf-8" || label == "utf8"; }

class Converter {
 public:
  explicit Converter(const std::string& set) : handle_(iconv_open("UTF-8", set.c_str())) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (known()) iconv_close(handle_);
  }
  bool known() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  std::string convert(std::string& bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    char* from = bytes.data();
    size_t left = bytes.size();
    std::array<char, 16384> buffer;
    while (left > 0) {
      char* to = buffer.data();
      size_t room = buffer.size();
      size_t done = iconv(handle_, &from, &left, &to, &room);
      out.append(buffer.data(), buffer.size() - room);
      if (done != static_cast<size_t>(-1) || errno == E2BIG || left == 0) continue;
      append_utf8(out, kReplacement);  // no character of this set, or one that is cut off
      ++from;
      --left;
    }
    return out;
  }

 private:
  iconv_t handle_;
};

std::string set_of(const std::string& label) {
  auto found = std::find_if(kLabels.begin(), kLabels.end(), [&](const Label& l) { return l.label == label; });
  return found != kLabels.end() ? std::string(found->set) : label;
}

}  // namespace

std::string charset_in_content_type(std::string_view value) { return value_behind(ascii_lower(value), "charset"); }

std::string charset_in_page(std::string_view bytes) {
  std::string lower = ascii_lower(bytes.substr(0, kDeclaredWithin));
  std::string set = value_behind(lower, "charset");
  if (set.empty() && std::string_view(lower).substr(0, 100).find("<?xml") != std::string_view::npos)
    set = value_behind(std::string_view(lower).substr(0, 200), "encoding");
  // A page that says so in ASCII is not in UTF-16.
  return set.starts_with("utf-16") || set.starts_with("utf-32") ? "utf-8" : set;
}

std::string page_to_utf8(std::string bytes, std::string_view declared) {
  std::string label(declared);
  if (bytes.starts_with("\xFF\xFE")) {
    label = "utf-16le";
    bytes.erase(0, 2);
  } else if (bytes.starts_with("\xFE\xFF")) {
    label = "utf-16be";
    bytes.erase(0, 2);
  } else if (simdjson::validate_utf8(bytes) && bytes.find('\x1B') == bytes.npos) {
    return clean_text(std::move(bytes));
  } else if (label.empty()) {
    label = charset_in_page(bytes);
  }
  if (label.empty() || is_utf8_label(label) || !std::all_of(label.begin(), label.end(), is_label_char))
    return clean_text(std::move(bytes));
  Converter converter(set_of(label));
  if (!converter.known()) return clean_text(std::move(bytes));
  return clean_text(converter.convert(bytes));
}

}  // namespace sayso
