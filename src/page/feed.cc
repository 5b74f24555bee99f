#include "page/feed.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <climits>
#include <memory>

#include "base/text_util.h"
#include "page/json_ld.h"

namespace sayso {
namespace {

constexpr size_t kSniffed = 1024;

std::string_view view(const xmlChar* chars) {
  return chars == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(chars));
}

// The name without its prefix, in lower case.
std::string name_of(const xmlNode* node) { return ascii_lower(view(node->name)); }
std::string_view prefix_of(const xmlNode* node) {
  return node->ns != nullptr ? view(node->ns->prefix) : std::string_view();
}
bool is_element(const xmlNode* node) { return node->type == XML_ELEMENT_NODE; }

std::string content_of(xmlNode* node) {
  std::unique_ptr<xmlChar, decltype(xmlFree)> text(xmlNodeGetContent(node), xmlFree);
  return std::string(view(text.get()));
}

std::string words_of(xmlNode* node) { return plain_words(content_of(node)); }

// The markup below a node.
std::string markup_of(xmlNode* node) {
  std::string out;
  std::unique_ptr<xmlBuffer, void (*)(xmlBufferPtr)> buffer(xmlBufferCreate(), xmlBufferFree);
  for (xmlNode* child = node->children; child != nullptr; child = child->next) {
    xmlBufferEmpty(buffer.get());
    xmlNodeDump(buffer.get(), node->doc, child, 0, 0);
    out += view(xmlBufferContent(buffer.get()));
  }
  return out;
}

std::string attribute(xmlNode* node, const char* name) {
  std::unique_ptr<xmlChar, decltype(xmlFree)> value(xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)), xmlFree);
  return std::string(view(value.get()));
}

xmlNode* child(xmlNode* node, std::string_view name) {
  for (xmlNode* at = node != nullptr ? node->children : nullptr; at != nullptr; at = at->next)
    if (is_element(at) && name_of(at) == name) return at;
  return nullptr;
}

// The first element of that name below a node, in the order of the document.
xmlNode* below(xmlNode* node, std::string_view name, int depth = 0) {
  for (xmlNode* at = node != nullptr && depth < 40 ? node->children : nullptr; at != nullptr; at = at->next) {
    if (!is_element(at)) continue;
    if (name_of(at) == name) return at;
    if (xmlNode* found = below(at, name, depth + 1)) return found;
  }
  return nullptr;
}

FeedItem item_of(xmlNode* node) {
  FeedItem item;
  std::string content, summary, updated;
  for (xmlNode* at = node->children; at != nullptr; at = at->next) {
    if (!is_element(at)) continue;
    std::string name = name_of(at);
    std::string_view prefix = prefix_of(at);
    if (prefix == "media") continue;
    if (name == "title") item.title = words_of(at);
    if (name == "guid" || name == "id") item.id = words_of(at);
    if (name == "link") {
      std::string href = attribute(at, "href"), rel = attribute(at, "rel");
      if (href.empty()) href = words_of(at);
      if (item.link.empty() || rel == "alternate") item.link = href;
    }
    if (name == "pubdate" || name == "published" || (prefix == "dc" && name == "date")) item.published = words_of(at);
    if (name == "updated" || name == "modified") updated = words_of(at);
    if (name == "creator") item.byline = words_of(at);
    if (name == "author") {
      xmlNode* person = child(at, "name");
      item.byline = words_of(person != nullptr ? person : at);
    }
    if (name == "encoded" || name == "content")
      content = attribute(at, "type") == "xhtml" ? markup_of(at) : content_of(at);
    if (name == "description" || name == "summary") summary = content_of(at);
  }
  if (item.published.empty()) item.published = updated;
  if (item.id.empty()) item.id = item.link;
  item.html = trim_space(content).empty() ? summary : content;
  return item;
}

FeedItem news_item_of(xmlNode* node) {
  FeedItem item;
  item.id = attribute(node, "guid");
  auto words = [](xmlNode* of) { return of == nullptr ? "" : words_of(of); };
  xmlNode* meta = child(node, "itemmeta");
  xmlNode* content = child(node, "contentmeta");
  item.title = words(below(content, "headline"));
  if (item.title.empty()) item.title = words(below(meta, "title"));
  item.byline = words(below(content, "by"));
  item.published = words(below(content, "contentcreated"));
  if (item.published.empty()) item.published = words(below(meta, "firstcreated"));
  if (item.published.empty()) item.published = words(below(meta, "versioncreated"));
  for (xmlNode* provider : {below(content, "creditline"), below(content, "infosource"), below(meta, "provider")}) {
    if (provider == nullptr || !item.agency.empty()) continue;
    item.agency = words_of(provider);
    if (item.agency.empty()) item.agency = attribute(provider, "literal");
  }
  if (xmlNode* language = below(content, "language")) item.language = attribute(language, "tag");
  xmlNode* set = child(node, "contentset");
  xmlNode* inlined = below(set, "inlinexml");
  xmlNode* body = below(inlined, "body.content");
  if (body == nullptr) body = below(inlined, "body");
  if (body != nullptr) {
    item.html = markup_of(body);
  } else if (xmlNode* data = below(set, "inlinedata")) {
    item.html = content_of(data);
  } else if (inlined != nullptr) {
    item.html = markup_of(inlined);
  }
  return item;
}

void collect(xmlNode* node, int depth, std::string& outlet, std::vector<FeedItem>& items) {
  if (depth > 8) return;
  for (xmlNode* at = node; at != nullptr; at = at->next) {
    if (!is_element(at)) continue;
    std::string name = name_of(at);
    if (name == "item" || name == "entry") {
      items.push_back(item_of(at));
    } else if (name == "newsitem") {
      items.push_back(news_item_of(at));
    } else {
      if ((name == "channel" || name == "feed") && child(at, "title") != nullptr) outlet = words_of(child(at, "title"));
      collect(at->children, depth + 1, outlet, items);
    }
  }
}

}  // namespace

bool is_feed(std::string_view bytes) {
  std::string begin = ascii_lower(bytes.substr(0, kSniffed));
  for (std::string_view name : {"<rss", "<feed", "<rdf:rdf", "<newsitem", "<newsmessage", "<packageitem"})
    if (begin.find(name) != begin.npos) return begin.find("<html") == begin.npos;
  return false;
}

Result<std::vector<FeedItem>> read_feed(std::string_view bytes) {
  if (bytes.size() > INT_MAX / 2) return Error{"", 0, "a feed too large to be parsed", ""};
  if (bytes.find("<!ENTITY") != bytes.npos) return Error{"", 0, "XML with entities of its own, which is not read", ""};
  std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> doc(
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                    XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA),
      xmlFreeDoc);
  xmlNode* root = doc ? xmlDocGetRootElement(doc.get()) : nullptr;
  if (root == nullptr) return Error{"", 0, "XML that cannot be parsed", ""};
  std::vector<FeedItem> items;
  std::string outlet;
  collect(root, 0, outlet, items);
  if (items.empty()) return Error{"", 0, "XML without items of RSS, Atom or NewsML-G2", ""};
  for (FeedItem& item : items) item.outlet = outlet;
  return items;
}

}  // namespace sayso
