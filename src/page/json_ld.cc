#include "page/json_ld.h"

#include <simdjson.h>

#include "base/text_util.h"
#include "page/entities.h"

namespace sayso {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;

constexpr size_t kLargestScript = size_t{4} << 20;
constexpr int kDeepest = 12;
constexpr size_t kMostPosts = 2000;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

std::string text_of(const Element& value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return plain_words(text);
  simdjson::dom::array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (Element one : list) {
      std::string first = text_of(one);
      if (!first.empty()) return first;
    }
  }
  Object object;
  if (value.get(object) == simdjson::SUCCESS) {
    for (const char* name : {"@value", "name"}) {
      Element inner;
      if (object[name].get(inner) == simdjson::SUCCESS && inner.get(text) == simdjson::SUCCESS)
        return plain_words(text);
    }
  }
  return "";
}

std::string field(const Object& object, const char* name) {
  Element value;
  return object[name].get(value) == simdjson::SUCCESS ? text_of(value) : "";
}

std::string type_of(const Object& object) {
  std::string type = field(object, "@type");
  size_t name = type.find_last_of("/#:");
  return name == type.npos ? type : type.substr(name + 1);
}

bool is_article(std::string_view type) {
  return contains(type, "Article") || contains(type, "BlogPosting") || type == "Report" || contains(type, "NewsItem");
}

void add_authors(const Element& value, std::vector<std::string>& authors) {
  simdjson::dom::array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (Element one : list) add_authors(one, authors);
    return;
  }
  std::string name = text_of(value);
  if (!name.empty() && authors.size() < 16) authors.push_back(std::move(name));
}

LdArticle article_of(const Object& object, std::string type) {
  LdArticle article;
  article.type = std::move(type);
  article.headline = field(object, "headline");
  if (article.headline.empty()) article.headline = field(object, "name");
  article.description = field(object, "description");
  article.body = field(object, "articleBody");
  article.section = field(object, "articleSection");
  article.published = field(object, "datePublished");
  if (article.published.empty()) article.published = field(object, "dateCreated");
  article.modified = field(object, "dateModified");
  article.language = field(object, "inLanguage");
  article.publisher = field(object, "publisher");
  Element value;
  if (object["author"].get(value) == simdjson::SUCCESS) add_authors(value, article.authors);
  simdjson::dom::array posts;
  if (object["liveBlogUpdate"].get(posts) == simdjson::SUCCESS) {
    for (Element one : posts) {
      Object post;
      if (one.get(post) != simdjson::SUCCESS || article.posts.size() == kMostPosts) continue;
      article.posts.push_back({field(post, "headline"), field(post, "articleBody"), field(post, "datePublished")});
    }
  }
  return article;
}

// Every article in a value, wherever it is.
void find_articles(const Element& value, int depth, std::vector<LdArticle>& found) {
  if (depth > kDeepest || found.size() > 256) return;
  simdjson::dom::array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (Element one : list) find_articles(one, depth + 1, found);
    return;
  }
  Object object;
  if (value.get(object) != simdjson::SUCCESS) return;
  std::string type = type_of(object);
  if (is_article(type)) {
    found.push_back(article_of(object, std::move(type)));
    return;
  }
  for (const char* name : {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "subjectOf"}) {
    Element inner;
    if (object[name].get(inner) == simdjson::SUCCESS) find_articles(inner, depth + 1, found);
  }
}

}  // namespace

std::string plain_words(std::string_view marked_up) {
  // Decoded twice: "&amp;quot;" is common in what templates write.
  std::string text(marked_up);
  for (int pass = 0; pass < 2 && contains(text, "&"); ++pass) {
    std::string decoded;
    decoded.reserve(text.size());
    append_decoded(decoded, text);
    text = std::move(decoded);
  }
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '<' && at + 1 < text.size() &&
        (text[at + 1] == '/' || is_letter(static_cast<unsigned char>(text[at + 1])))) {
      size_t end = text.find('>', at);
      if (end != text.npos) {
        at = end + 1;
        if (!out.empty() && out.back() != ' ') out += ' ';
        continue;
      }
    }
    Decoded c = decode_utf8(text, at);
    if (c.value == kInvalid) {
      append_utf8(out, kReplacement);
    } else if (is_space(c.value) || c.value < 0x20) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out.append(text, at, c.size);
    }
    at += c.size;
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string mend_json(std::string_view broken) {
  std::string_view in = trim_space(broken);
  for (std::string_view wrap : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["}) {
    if (in.starts_with(wrap)) in = trim_space(in.substr(wrap.size()));
  }
  for (std::string_view wrap : {"-->", "//]]>", "/*]]>*/", "]]>", ";"}) {
    if (in.ends_with(wrap)) in = trim_space(in.substr(0, in.size() - wrap.size()));
  }
  std::string out;
  out.reserve(in.size() + 16);
  std::string open;  // brackets to be closed, innermost last
  bool in_string = false;
  auto drop_comma = [&] {
    while (!out.empty() && (out.back() == ' ' || out.back() == ',')) out.pop_back();
  };
  for (size_t at = 0; at < in.size(); ++at) {
    char c = in[at];
    if (in_string) {
      if (c == '\\') {
        char next = at + 1 < in.size() ? in[at + 1] : '\0';
        if (next != '\0' && std::string_view("\"\\/bfnrtu").find(next) != std::string_view::npos) {
          out += c;
          out += next;
          ++at;
        }  // else the backslash means nothing
      } else if (static_cast<unsigned char>(c) < 0x20) {
        out += ' ';
      } else {
        out += c;
        in_string = c != '"';
      }
      continue;
    }
    if (c == '/' && at + 1 < in.size() && (in[at + 1] == '/' || in[at + 1] == '*')) {
      std::string_view end = in[at + 1] == '/' ? "\n" : "*/";
      size_t behind = in.find(end, at + 2);
      at = behind == in.npos ? in.size() : behind + end.size() - 1;
      continue;
    }
    if (static_cast<unsigned char>(c) <= ' ') c = ' ';
    if (c == '"') in_string = true;
    if (c == '{' || c == '[') open += c == '{' ? '}' : ']';
    if (c == '}' || c == ']') {
      drop_comma();
      if (open.empty()) break;  // more ends than beginnings
      c = open.back();          // or the wrong one
      open.pop_back();
    }
    if (c == ',' && !out.empty() && (out.back() == ',' || out.back() == '{' || out.back() == '[')) continue;
    if (c == ' ' && !out.empty() && out.back() == ',') continue;
    out += c;
    if (open.empty() && (c == '}' || c == ']')) break;  // what stands behind the value is no part of it
  }
  if (in_string) out += '"';
  drop_comma();
  if (out.ends_with(':')) out += "null";
  for (; !open.empty(); open.pop_back()) out += open.back();
  return out;
}

JsonLd read_json_ld(const std::vector<std::string>& scripts) {
  JsonLd ld;
  std::vector<LdArticle> found;
  simdjson::dom::parser parser;
  for (const std::string& script : scripts) {
    if (script.size() > kLargestScript) {
      ++ld.broken;
      continue;
    }
    Element value;
    if (parser.parse(script).get(value) != simdjson::SUCCESS &&
        parser.parse(mend_json(script)).get(value) != simdjson::SUCCESS) {
      ++ld.broken;
      continue;
    }
    find_articles(value, 0, found);
  }
  const LdArticle* best = nullptr;
  for (const LdArticle& article : found) {
    if (best == nullptr || article.body.size() > best->body.size() + 200 ||
        (best->headline.empty() && !article.headline.empty()))
      best = &article;
  }
  if (best != nullptr) {
    ld.any = true;
    ld.article = *best;
  }
  return ld;
}

}  // namespace sayso
