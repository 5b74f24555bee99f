#include "page/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <array>
#include <charconv>
#include <climits>
#include <cstring>
#include <memory>
#include <optional>
#include <tuple>
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

std::string_view view(const xmlChar* chars) {
  return chars == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(chars));
}

}  // namespace

// Takes libxml2's events. They are well nested: the parser makes up the tags that are missing.
class TreeBuilder {
 public:
  TreeBuilder(HtmlTree& tree, const ScannedHtml& scanned) : tree_(tree), scanned_(scanned) {
    tree_.nodes_.reserve(scanned.tags.size() / 6);
    tree_.nodes_.push_back({});  // above <html>, and what stands outside of it
    open_.push_back(0);
  }

  void run() {
    const std::string& html = scanned_.tags;
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
      static_cast<TreeBuilder*>(self)->text({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
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
  // The number that stands for a text or a list of attributes; nothing where it is none of `most`.
  static std::optional<size_t> number(std::string_view digits, size_t most) {
    size_t value = 0;
    auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    return whole && value < most ? std::optional(value) : std::nullopt;
  }

  Tag tag_of(const xmlChar* name) {
    // The parser keeps each name once: it is known again by where it stands.
    Seen& seen = seen_[reinterpret_cast<uintptr_t>(name) / 8 % seen_.size()];
    if (seen.name != name) {
      auto found = tags().find(view(name));
      seen = {name, found != tags().end() ? found->second : Tag::other};
    }
    return seen.tag;
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
    node.tag = tag_of(name);
    if (node.tag == Tag::other) {
      auto begin = static_cast<uint32_t>(tree_.values_.size());
      tree_.values_ += view(name);
      node.name_or_text = {begin, static_cast<uint32_t>(tree_.values_.size())};
    }
    if (attributes_given != nullptr && *attributes_given != nullptr) {
      if (auto list = number(view(attributes_given[1]), scanned_.lists.size()))
        std::tie(node.first_attribute, node.attributes) = scanned_.lists[*list];
    }
    open_.push_back(tree_.size());
    tree_.nodes_.push_back(node);
  }

  void end() {
    if (open_.size() <= 1) return;  // the root stays open
    tree_.nodes_[open_.back()].end = tree_.size();
    open_.pop_back();
  }

  void text(std::string_view placeholder) {
    if (too_deep_ || placeholder.empty()) return;
    HtmlNode node;
    node.tag = Tag::text;
    node.depth = static_cast<uint16_t>(open_.size());
    node.parent = open_.back();
    auto which = number(placeholder, scanned_.texts.size());
    node.name_or_text = which ? scanned_.texts[*which] : ByteSpan{0, 1};
    node.end = tree_.size() + 1;
    tree_.nodes_.push_back(node);
  }

  struct Seen {
    const xmlChar* name = nullptr;
    Tag tag = Tag::other;
  };

  HtmlTree& tree_;
  const ScannedHtml& scanned_;
  std::vector<uint32_t> open_;
  std::array<Seen, 128> seen_;
  htmlParserCtxtPtr parser_ = nullptr;
  bool too_deep_ = false;
};

Result<HtmlTree> HtmlTree::parse(ScannedHtml scanned) {
  if (scanned.tags.size() > INT_MAX / 2) return Error{"", 0, "a page too large to be parsed", ""};
  HtmlTree tree;
  tree.words_ = std::move(scanned.words);
  tree.values_ = std::move(scanned.values);
  tree.attributes_ = std::move(scanned.attributes);
  TreeBuilder builder(tree, scanned);
  if (!scanned.tags.empty()) builder.run();
  if (builder.too_deep())
    return Error{"", 0, "HTML with elements nested more than 1000 deep, which is no page written for readers", ""};
  tree.nodes_[0].end = tree.size();
  return tree;
}

std::string_view HtmlTree::text(uint32_t node) const {
  return nodes_[node].tag == Tag::text ? nodes_[node].name_or_text.in(words_) : std::string_view();
}

std::string HtmlTree::all_text(uint32_t node) const {
  std::string all;
  for (uint32_t i = node; i < nodes_[node].end; ++i) all += text(i);
  return all;
}

std::string_view HtmlTree::attribute(uint32_t node, Attr name) const {
  for (const HtmlAttribute& attribute : attributes(node))
    if (attribute.name == name) return value(attribute);
  return {};
}

bool HtmlTree::has(uint32_t node, Attr name) const {
  for (const HtmlAttribute& attribute : attributes(node))
    if (attribute.name == name) return true;
  return false;
}

}  // namespace sayso
