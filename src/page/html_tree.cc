#include "page/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <climits>
#include <cstring>
#include <memory>
#include <unordered_map>

namespace sayso {
namespace {

const std::unordered_map<std::string_view, Tag>& tags() {
  static const std::unordered_map<std::string_view, Tag> all = {{"html", Tag::html},
                                                                {"head", Tag::head},
                                                                {"title", Tag::title},
                                                                {"meta", Tag::meta},
                                                                {"link", Tag::link},
                                                                {"body", Tag::body},
                                                                {"article", Tag::article},
                                                                {"section", Tag::section},
                                                                {"main", Tag::main},
                                                                {"aside", Tag::aside},
                                                                {"header", Tag::header},
                                                                {"footer", Tag::footer},
                                                                {"nav", Tag::nav},
                                                                {"div", Tag::div},
                                                                {"p", Tag::p},
                                                                {"h1", Tag::h1},
                                                                {"h2", Tag::h2},
                                                                {"h3", Tag::h3},
                                                                {"h4", Tag::h4},
                                                                {"h5", Tag::h5},
                                                                {"h6", Tag::h6},
                                                                {"ul", Tag::ul},
                                                                {"ol", Tag::ol},
                                                                {"menu", Tag::ul},
                                                                {"li", Tag::li},
                                                                {"dl", Tag::dl},
                                                                {"dt", Tag::dt},
                                                                {"dd", Tag::dd},
                                                                {"table", Tag::table},
                                                                {"caption", Tag::caption},
                                                                {"thead", Tag::thead},
                                                                {"tbody", Tag::tbody},
                                                                {"tfoot", Tag::tfoot},
                                                                {"tr", Tag::tr},
                                                                {"td", Tag::td},
                                                                {"th", Tag::th},
                                                                {"blockquote", Tag::blockquote},
                                                                {"q", Tag::q},
                                                                {"pre", Tag::pre},
                                                                {"figure", Tag::figure},
                                                                {"figcaption", Tag::figcaption},
                                                                {"media-caption", Tag::figcaption},
                                                                {"address", Tag::address},
                                                                {"form", Tag::form},
                                                                {"fieldset", Tag::fieldset},
                                                                {"button", Tag::button},
                                                                {"label", Tag::label},
                                                                {"hr", Tag::hr},
                                                                {"br", Tag::br},
                                                                {"details", Tag::details},
                                                                {"summary", Tag::summary},
                                                                {"center", Tag::center},
                                                                {"a", Tag::a},
                                                                {"img", Tag::img},
                                                                {"amp-img", Tag::img},
                                                                {"picture", Tag::picture},
                                                                {"video", Tag::video},
                                                                {"audio", Tag::audio},
                                                                {"span", Tag::span},
                                                                {"b", Tag::b},
                                                                {"strong", Tag::strong},
                                                                {"i", Tag::i},
                                                                {"em", Tag::em},
                                                                {"u", Tag::u},
                                                                {"small", Tag::small},
                                                                {"sup", Tag::sup},
                                                                {"sub", Tag::sub},
                                                                {"time", Tag::time},
                                                                {"cite", Tag::cite},
                                                                {"font", Tag::font},
                                                                {"mark", Tag::mark},
                                                                {"code", Tag::code},
                                                                {"abbr", Tag::abbr},
                                                                {"script", Tag::script},
                                                                {"style", Tag::style}};
  return all;
}

const std::unordered_map<std::string_view, Attr>& attributes() {
  static const std::unordered_map<std::string_view, Attr> all = {{"class", Attr::cls},
                                                                 {"id", Attr::id},
                                                                 {"itemprop", Attr::itemprop},
                                                                 {"itemtype", Attr::itemtype},
                                                                 {"rel", Attr::rel},
                                                                 {"href", Attr::href},
                                                                 {"datetime", Attr::datetime},
                                                                 {"content", Attr::content},
                                                                 {"property", Attr::property},
                                                                 {"name", Attr::name},
                                                                 {"role", Attr::role},
                                                                 {"hidden", Attr::hidden},
                                                                 {"aria-hidden", Attr::aria_hidden},
                                                                 {"aria-label", Attr::aria_label},
                                                                 {"style", Attr::style},
                                                                 {"data-component", Attr::component},
                                                                 {"data-testid", Attr::component},
                                                                 {"data-type", Attr::component},
                                                                 {"http-equiv", Attr::http_equiv},
                                                                 {"lang", Attr::lang},
                                                                 {"title", Attr::title}};
  return all;
}

std::string_view view(const xmlChar* chars) {
  return chars == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(chars));
}

}  // namespace

// Takes libxml2's events. They are well nested: the parser makes up the tags that are missing.
class TreeBuilder {
 public:
  TreeBuilder(HtmlTree& tree, size_t bytes) : tree_(tree) {
    tree_.characters_.reserve(bytes);
    tree_.nodes_.reserve(bytes / 32);
    tree_.nodes_.push_back({});  // above <html>, and what stands outside of it
    open_.push_back(0);
  }

  void run(std::string_view html) {
    std::unique_ptr<htmlParserCtxt, void (*)(htmlParserCtxtPtr)> parser(
        htmlCreateMemoryParserCtxt(html.data(), static_cast<int>(html.size())), htmlFreeParserCtxt);
    if (!parser) return;
    htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                         HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
    std::memset(parser->sax, 0, sizeof(*parser->sax));
    parser->sax->startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
      static_cast<TreeBuilder*>(self)->start(name, attributes);
    };
    parser->sax->endElement = [](void* self, const xmlChar*) { static_cast<TreeBuilder*>(self)->end(); };
    auto characters = [](void* self, const xmlChar* text, int size) {
      static_cast<TreeBuilder*>(self)->characters({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
    };
    parser->sax->characters = characters;
    parser->sax->ignorableWhitespace = characters;
    parser->sax->cdataBlock = characters;
    parser->userData = this;
    parser_ = parser.get();
    htmlParseDocument(parser.get());
    while (open_.size() > 1) end();
  }

  bool too_deep() const { return too_deep_; }

 private:
  ByteSpan keep(std::string_view text) {
    auto begin = static_cast<uint32_t>(tree_.characters_.size());
    tree_.characters_.append(text);
    return {begin, begin + static_cast<uint32_t>(text.size())};
  }

  void start(const xmlChar* name, const xmlChar** attributes_given) {
    if (too_deep_) return;
    if (open_.size() > kDeepestHtml) {
      too_deep_ = true;
      xmlStopParser(parser_);
      return;
    }
    HtmlNode node;
    node.depth = static_cast<uint16_t>(open_.size());
    node.parent = open_.back();
    auto found = tags().find(view(name));
    if (found != tags().end()) {
      node.tag = found->second;
    } else {
      node.name_or_text = keep(view(name));
    }
    node.first_attribute = static_cast<uint32_t>(tree_.attributes_.size());
    for (const xmlChar** at = attributes_given; at != nullptr && *at != nullptr; at += 2) {
      auto known = attributes().find(view(at[0]));
      if (known == attributes().end()) continue;
      tree_.attributes_.push_back({known->second, keep(view(at[1]))});
      ++node.attributes;
    }
    open_.push_back(tree_.size());
    tree_.nodes_.push_back(node);
  }

  void end() {
    if (open_.size() <= 1) return;  // the root stays open
    tree_.nodes_[open_.back()].end = tree_.size();
    open_.pop_back();
  }

  void characters(std::string_view text) {
    if (too_deep_ || text.empty()) return;
    // Entities and long texts come in pieces.
    HtmlNode& last = tree_.nodes_.back();
    if (last.tag == Tag::text && last.parent == open_.back() && last.name_or_text.end == tree_.characters_.size()) {
      keep(text);
      last.name_or_text.end = static_cast<uint32_t>(tree_.characters_.size());
      return;
    }
    HtmlNode node;
    node.tag = Tag::text;
    node.depth = static_cast<uint16_t>(open_.size());
    node.parent = open_.back();
    node.name_or_text = keep(text);
    node.end = tree_.size() + 1;
    tree_.nodes_.push_back(node);
  }

  HtmlTree& tree_;
  std::vector<uint32_t> open_;
  htmlParserCtxtPtr parser_ = nullptr;
  bool too_deep_ = false;
};

Result<HtmlTree> HtmlTree::parse(std::string_view scanned_html) {
  if (scanned_html.size() > INT_MAX / 2) return Error{"", 0, "a page too large to be parsed", ""};
  HtmlTree tree;
  TreeBuilder builder(tree, scanned_html.size());
  if (!scanned_html.empty()) builder.run(scanned_html);
  if (builder.too_deep())
    return Error{"", 0, "HTML with elements nested more than 1000 deep, which is no page written for readers", ""};
  tree.nodes_[0].end = tree.size();
  return tree;
}

std::string_view HtmlTree::text(uint32_t node) const {
  return nodes_[node].tag == Tag::text ? nodes_[node].name_or_text.in(characters_) : std::string_view();
}

std::string HtmlTree::all_text(uint32_t node) const {
  std::string all;
  for (uint32_t i = node; i < nodes_[node].end; ++i) all += text(i);
  return all;
}

std::string_view HtmlTree::attribute(uint32_t node, Attr name) const {
  const HtmlNode& n = nodes_[node];
  for (uint32_t i = 0; i < n.attributes; ++i) {
    const HtmlAttribute& a = attributes_[n.first_attribute + i];
    if (a.name == name) return a.value.in(characters_);
  }
  return {};
}

bool HtmlTree::has(uint32_t node, Attr name) const {
  const HtmlNode& n = nodes_[node];
  for (uint32_t i = 0; i < n.attributes; ++i)
    if (attributes_[n.first_attribute + i].name == name) return true;
  return false;
}

}  // namespace sayso
