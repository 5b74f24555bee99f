// A tokenizer of HTML, as far as finding the ends of tags, comments and raw text goes (the HTML Standard, 13.2.5). A
// value longer than kLongestValue (an image packed into a URL) is left out, and so are attributes beyond
// kMostAttributes of a tag. A text is what stands between two tags, comments and the like inside it cut out.
#include "page/html_scan.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text_util.h"
#include "page/entities.h"

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

bool is_raw_text(std::string_view name) { return std::find(kRawText.begin(), kRawText.end(), name) != kRawText.end(); }

// Where in kKeptAttributes the names with each first letter begin; of letter 26 the end.
constexpr std::array<uint8_t, 27> kFirst = [] {
  std::array<uint8_t, 27> first{};
  for (const auto& [name, attr] : kKeptAttributes)
    for (size_t letter = static_cast<size_t>(name[0] - 'a') + 1; letter < first.size(); ++letter) ++first[letter];
  return first;
}();

bool same_in_lower_case(std::string_view raw, std::string_view lower) {
  if (raw.size() != lower.size()) return false;
  for (size_t i = 0; i < raw.size(); ++i)
    if (ascii_lower(raw[i]) != lower[i]) return false;
  return true;
}

const Attr* kept(std::string_view raw) {
  char letter = ascii_lower(raw[0]);
  if (letter < 'a' || letter > 'z') return nullptr;
  auto at = static_cast<size_t>(letter - 'a');
  for (size_t i = kFirst[at]; i < kFirst[at + 1]; ++i)
    if (same_in_lower_case(raw, kKeptAttributes[i].first)) return &kKeptAttributes[i].second;
  return nullptr;
}

class Scanner {
 public:
  explicit Scanner(std::string_view in) : in_(in) {
    out_.tags.reserve(in.size() / 8 + 64);
    out_.words.reserve(in.size() / 8 + 64);
    out_.values.reserve(in.size() / 8 + 64);
    out_.words += ' ';
  }

  ScannedHtml run() {
    while (at_ < in_.size()) {
      size_t open = std::min(in_.find('<', at_), in_.size());
      text(in_.substr(at_, open - at_));
      at_ = open;
      if (at_ < in_.size()) markup();
    }
    end_text();
    return std::move(out_);
  }

 private:
  char peek(size_t ahead) const { return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0'; }

  // A piece of text; what is only white space so far is remembered as that.
  void text(std::string_view piece) {
    if (text_ != Text::words) {
      size_t first = 0;
      while (first < piece.size() && is_blank(piece[first])) ++first;
      if (first > 0) text_ = Text::blank;
      if (first == piece.size()) return;
      text_begin_ = out_.words.size();
      if (text_ == Text::blank) out_.words += ' ';
      text_ = Text::words;
      piece.remove_prefix(first);
    }
    append_decoded(out_.words, piece);
  }

  void end_text() {
    if (text_ == Text::blank) out_.tags += ' ';
    if (text_ == Text::words) {
      number(out_.texts.size());
      out_.texts.push_back({static_cast<uint32_t>(text_begin_), static_cast<uint32_t>(out_.words.size())});
    }
    text_ = Text::none;
  }

  void number(size_t value) {
    std::array<char, 20> digits;
    auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.tags.append(digits.data(), end);
  }

  void markup() {
    if (is_alpha(peek(1))) return start_tag();
    if (peek(1) == '/' && is_alpha(peek(2))) return end_tag();
    if (in_.substr(at_).starts_with("<!--")) return comment();
    if (peek(1) == '!' || peek(1) == '?' || peek(1) == '/') {  // a doctype, an instruction, a stray "</3"
      size_t end = in_.find('>', at_);
      at_ = end == in_.npos ? in_.size() : end + 1;
      return;
    }
    text("<");  // "a < b": no tag
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

  // Writes a tag's name in small letters.
  std::string_view name_here() {
    size_t end = at_, begin = out_.tags.size();
    while (end < in_.size() && !is_blank(in_[end]) && in_[end] != '>' && in_[end] != '/') ++end;
    for (char c : in_.substr(at_, std::min(end - at_, kLongestName))) out_.tags += ascii_lower(c);
    at_ = end;
    return std::string_view(out_.tags).substr(begin);
  }

  void end_tag() {
    size_t end = in_.find('>', at_);
    if (end == in_.npos) {
      at_ = in_.size();
      return;
    }
    end_text();
    at_ += 2;
    out_.tags += "</";
    name_here();
    at_ = in_.find('>', at_) + 1;
    out_.tags += '>';
  }

  void start_tag() {
    end_text();
    size_t before = out_.tags.size();
    ++at_;
    out_.tags += '<';
    std::string name(name_here());
    ld_ = false;
    closed_itself_ = false;
    size_t first = out_.attributes.size();
    if (!attributes()) {  // never closed
      out_.tags.resize(before);
      at_ = in_.size();
      return;
    }
    if (size_t n = out_.attributes.size() - first; n > 0) {
      out_.tags += " a=";
      number(out_.lists.size());
      out_.lists.emplace_back(static_cast<uint32_t>(first), static_cast<uint32_t>(n));
    }
    out_.tags += '>';
    if (closed_itself_ && name == "svg") return;
    if (is_raw_text(name)) raw_text(name);
  }

  // Takes the attributes that are kept; false where the tag has no end.
  bool attributes() {
    size_t taken = 0;
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
      std::string_view name = in_.substr(begin, at_ - begin);
      while (at_ < in_.size() && is_blank(in_[at_])) ++at_;
      std::string_view value;
      if (at_ < in_.size() && in_[at_] == '=') {
        ++at_;
        while (at_ < in_.size() && is_blank(in_[at_])) ++at_;
        if (at_ == in_.size()) return false;
        if (in_[at_] == '"' || in_[at_] == '\'') {
          size_t end = in_.find(in_[at_], at_ + 1);
          if (end == in_.npos) return false;
          value = in_.substr(at_ + 1, end - at_ - 1);
          at_ = end + 1;
        } else {
          size_t end = at_;
          while (end < in_.size() && !is_blank(in_[end]) && in_[end] != '>') ++end;
          value = in_.substr(at_, end - at_);
          at_ = end;
        }
      }
      if (same_in_lower_case(name, "type") && ascii_lower(value).find("ld+json") != value.npos) ld_ = true;
      const Attr* known = kept(name);
      if (known == nullptr || value.size() > kLongestValue || ++taken > kMostAttributes) continue;
      auto from = static_cast<uint32_t>(out_.values.size());
      append_decoded(out_.values, value);
      out_.attributes.push_back({*known, {from, static_cast<uint32_t>(out_.values.size())}});
    }
  }

  // Cuts up to the end tag of `name`; without one, nothing is cut but for a script or style, which hold no text.
  void raw_text(const std::string& name) {
    if (std::find(endless_.begin(), endless_.end(), name) != endless_.end()) return;
    size_t end = at_;
    for (;; end += 2) {
      end = in_.find("</", end);
      if (end == in_.npos) break;
      if (!same_in_lower_case(in_.substr(end + 2, name.size()), name)) continue;
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

  enum class Text : uint8_t { none, blank, words };

  std::string_view in_;
  size_t at_ = 0;
  ScannedHtml out_;
  Text text_ = Text::none;
  size_t text_begin_ = 0;
  std::vector<std::string> endless_;
  bool ld_ = false;
  bool closed_itself_ = false;
};

}  // namespace

ScannedHtml scan_html(std::string_view html) { return Scanner(html).run(); }

}  // namespace sayso
