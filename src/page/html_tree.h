// A page as a tree: elements and texts in the order of the page, with the few attributes that later steps ask for.
//
// In: HTML as scan_html() takes it apart. Out: nodes in preorder, in one vector, so that what lies below node i is
// [i + 1, nodes[i].end). libxml2's HTML parser (its events, not its tree) mends what is broken.
// Guaranteed: texts and attributes are valid UTF-8 with their entities decoded, and no text is lost; white space alone
// is one blank; end tags that are missing are where the parser would have put them. An error: elements nested more than
// kDeepestHtml deep, which no page written for readers has.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "page/html_scan.h"

namespace sayso {

inline constexpr uint32_t kDeepestHtml = 1000;

// The elements that are told apart; all others are `other`.
enum class Tag : uint8_t {
  other,
  text,
  html,
  head,
  title,
  meta,
  link,
  body,
  article,
  section,
  main,
  aside,
  header,
  footer,
  nav,
  div,
  p,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  ul,
  ol,
  li,
  dl,
  dt,
  dd,
  table,
  caption,
  thead,
  tbody,
  tfoot,
  tr,
  td,
  th,
  blockquote,
  q,
  pre,
  figure,
  figcaption,
  address,
  form,
  fieldset,
  button,
  label,
  hr,
  br,
  details,
  summary,
  center,
  a,
  img,
  picture,
  video,
  audio,
  span,
  b,
  strong,
  i,
  em,
  u,
  small,
  sup,
  sub,
  time,
  cite,
  font,
  mark,
  code,
  abbr,
  script,
  style
};  // clang-format keeps its hands off by the list's form

inline bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

struct HtmlNode {
  Tag tag = Tag::other;
  uint16_t depth = 0;
  uint32_t parent = 0;
  uint32_t end = 0;       // one behind the last node below this one
  ByteSpan name_or_text;  // of a text node its text, of an element that is `other` its name (in other characters)
  uint32_t first_attribute = 0;
  uint32_t attributes = 0;
};

class HtmlTree {
 public:
  static Result<HtmlTree> parse(ScannedHtml scanned);

  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  const HtmlNode& operator[](uint32_t i) const { return nodes_[i]; }
  uint32_t size() const { return static_cast<uint32_t>(nodes_.size()); }

  // Of a text node its own text, else nothing.
  std::string_view text(uint32_t node) const;
  // Of an element whose tag is `other`, its name.
  std::string_view name(uint32_t node) const { return nodes_[node].name_or_text.in(values_); }
  // The texts below a node, one after the other, as they stand.
  std::string all_text(uint32_t node) const;
  std::span<const HtmlAttribute> attributes(uint32_t node) const {
    return std::span(attributes_).subspan(nodes_[node].first_attribute, nodes_[node].attributes);
  }
  std::string_view value(const HtmlAttribute& attribute) const { return attribute.value.in(values_); }
  // Of several of that name the first; empty where the node lacks it.
  std::string_view attribute(uint32_t node, Attr name) const;
  bool has(uint32_t node, Attr name) const;

 private:
  friend class TreeBuilder;
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
  std::string words_;   // texts
  std::string values_;  // of attributes, and names
};

}  // namespace sayso
