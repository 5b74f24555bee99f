// A tokenizer of HTML, as far as finding the ends of tags, comments and raw text goes (the HTML Standard, 13.2.5).
// Attributes are copied as they stand, entities and all; a value without quotation marks gets them. A value longer
// than kLongestValue (an image packed into a URL) is left out, and so are attributes beyond kMostAttributes of a tag:
// the parser compares each with each.
#include "page/html_scan.h"

#include <algorithm>
#include <cstring>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr size_t kLongestValue = 4096;
constexpr size_t kMostAttributes = 16;
constexpr size_t kLongestName = 64;
constexpr size_t kMostJsonLd = 64;

// Elements whose inside is no text of the page. What is inside is cut; the element stays, empty.
constexpr std::array<std::string_view, 14> kRawText = {"script", "style",    "noscript", "template", "svg",
                                                       "iframe", "textarea", "select",   "math",     "object",
                                                       "xmp",    "noembed",  "noframes", "canvas"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_kept(std::string_view name) { return std::binary_search(kKeptAttributes.begin(), kKeptAttributes.end(), name); }

class Scanner {
 public:
  explicit Scanner(std::string_view in) : in_(in) { out_.html.reserve(in.size() / 2); }

  ScannedHtml run() {
    while (at_ < in_.size()) {
      size_t open = in_.find('<', at_);
      out_.html.append(in_.substr(at_, std::min(open, in_.size()) - at_));
      if (open == in_.npos) break;
      at_ = open;
      markup();
    }
    return std::move(out_);
  }

 private:
  char peek(size_t ahead) const { return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0'; }

  void markup() {
    if (is_alpha(peek(1))) return start_tag();
    if (peek(1) == '/' && is_alpha(peek(2))) return end_tag();
    if (in_.substr(at_).starts_with("<!--")) return comment();
    if (peek(1) == '!' || peek(1) == '?' || peek(1) == '/') {  // a doctype, an instruction, a stray "</3"
      size_t end = in_.find('>', at_);
      at_ = end == in_.npos ? in_.size() : end + 1;
      return;
    }
    out_.html += "&lt;";  // "a < b": no tag
    ++at_;
  }

  void comment() {
    size_t body = at_ + 4;
    // "<!-->" and "<!--->" are whole comments.
    if (in_.substr(body).starts_with(">") || in_.substr(body).starts_with("->")) {
      at_ = in_.find('>', body) + 1;
      return;
    }
    size_t end = in_.find("-->", body);
    at_ = end == in_.npos ? in_.size() : end + 3;
  }

  std::string name_here() {
    size_t end = at_;
    while (end < in_.size() && !is_blank(in_[end]) && in_[end] != '>' && in_[end] != '/') ++end;
    std::string name = ascii_lower(in_.substr(at_, std::min(end - at_, kLongestName)));
    at_ = end;
    return name;
  }

  void end_tag() {
    at_ += 2;
    std::string name = name_here();
    size_t end = in_.find('>', at_);
    if (end == in_.npos) {
      at_ = in_.size();
      return;
    }
    at_ = end + 1;
    out_.html += "</" + name + ">";
  }

  void start_tag() {
    size_t before = out_.html.size();
    ++at_;
    std::string name = name_here();
    out_.html += '<';
    out_.html += name;
    ld_ = false;
    closed_itself_ = false;
    if (!attributes()) {  // never closed
      out_.html.resize(before);
      at_ = in_.size();
      return;
    }
    out_.html += '>';
    if (closed_itself_ && name == "svg") return;
    if (std::find(kRawText.begin(), kRawText.end(), name) != kRawText.end()) raw_text(name);
  }

  // Copies the attributes that are kept; false where the tag has no end.
  bool attributes() {
    size_t kept = 0;
    for (;;) {
      while (at_ < in_.size() && (is_blank(in_[at_]) || in_[at_] == '/')) ++at_;
      if (at_ == in_.size()) return false;
      if (in_[at_] == '>') {
        closed_itself_ = in_[at_ - 1] == '/';
        ++at_;
        return true;
      }
      size_t begin = at_++;  // an "=" may be the first character of a name
      while (at_ < in_.size() && !is_blank(in_[at_]) && in_[at_] != '=' && in_[at_] != '>' && in_[at_] != '/') ++at_;
      std::string_view raw = in_.substr(begin, at_ - begin);
      while (at_ < in_.size() && is_blank(in_[at_])) ++at_;
      std::string_view value;
      char quote = '"';
      if (at_ < in_.size() && in_[at_] == '=') {
        ++at_;
        while (at_ < in_.size() && is_blank(in_[at_])) ++at_;
        if (at_ == in_.size()) return false;
        if (in_[at_] == '"' || in_[at_] == '\'') {
          quote = in_[at_];
          size_t end = in_.find(quote, at_ + 1);
          if (end == in_.npos) return false;
          value = in_.substr(at_ + 1, end - at_ - 1);
          at_ = end + 1;
        } else {
          size_t end = at_;
          while (end < in_.size() && !is_blank(in_[end]) && in_[end] != '>') ++end;
          value = in_.substr(at_, end - at_);
          at_ = end;
          if (value.find('"') != value.npos) quote = '\'';
          if (value.find(quote) != value.npos) value = {};
        }
      }
      if (raw.size() > kLongestName) continue;
      std::string name = ascii_lower(raw);
      if (name == "type" && ascii_lower(value).find("ld+json") != value.npos) ld_ = true;
      if (!is_kept(name) || value.size() > kLongestValue || ++kept > kMostAttributes) continue;
      out_.html += ' ';
      out_.html += name;
      out_.html += '=';
      out_.html += quote;
      out_.html.append(value);
      out_.html += quote;
    }
  }

  // Cuts up to the end tag of `name`; without one, nothing is cut but for a script or style, which hold no text.
  void raw_text(const std::string& name) {
    if (std::find(endless_.begin(), endless_.end(), name) != endless_.end()) return;
    size_t end = at_;
    for (;; end += 2) {
      end = in_.find("</", end);
      if (end == in_.npos) break;
      if (ascii_lower(in_.substr(end + 2, name.size())) != name) continue;
      char behind = end + 2 + name.size() < in_.size() ? in_[end + 2 + name.size()] : '>';
      if (is_blank(behind) || behind == '>' || behind == '/') break;
    }
    if (end == in_.npos && name != "script" && name != "style") {
      endless_.push_back(name);  // not to be looked for again, or many of them would take forever
      return;
    }
    size_t cut = std::min(end, in_.size());
    if (ld_ && name == "script" && out_.json_ld.size() < kMostJsonLd)
      out_.json_ld.emplace_back(in_.substr(at_, cut - at_));
    at_ = cut;
  }

  std::string_view in_;
  size_t at_ = 0;
  ScannedHtml out_;
  std::vector<std::string> endless_;
  bool ld_ = false;
  bool closed_itself_ = false;
};

}  // namespace

ScannedHtml scan_html(std::string_view html) { return Scanner(html).run(); }

}  // namespace sayso
