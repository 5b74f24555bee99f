// Fields are looked for in the order of how often they are right: JSON-LD of an article, article:* and og:*, microdata
// and hNews, then older names of <meta>. The first that holds something wins.
#include "page/page_facts.h"

#include <algorithm>
#include <array>

#include "base/text_util.h"

namespace sayso {
namespace {

// Names of <meta name|property|itemprop>, best first.
constexpr std::array kTitle = {"og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "headline"};
constexpr std::array kDescription = {"og:description", "description", "twitter:description", "dc.description"};
constexpr std::array kOutlet = {"og:site_name", "application-name", "dc.publisher", "publisher", "cre"};
constexpr std::array kPublished = {"article:published_time",
                                   "og:article:published_time",
                                   "datepublished",
                                   "article:published",
                                   "og:published_time",
                                   "parsely-pub-date",
                                   "sailthru.date",
                                   "publish-date",
                                   "pubdate",
                                   "publication_date",
                                   "dc.date.issued",
                                   "dcterms.created",
                                   "dcterms.date",
                                   "dc.date",
                                   "article_date_original",
                                   "cxenseparse:recs:publishtime",
                                   "rnews:datepublished",
                                   "date"};
constexpr std::array kModified = {"article:modified_time", "og:updated_time", "datemodified",
                                  "dcterms.modified",      "last-modified",   "lastmod"};
constexpr std::array kAuthor = {"article:author",  "author", "parsely-author", "sailthru.author", "dc.creator",
                                "dcterms.creator", "byl",    "rbauthors"};
constexpr std::array kSection = {"article:section", "og:section", "parsely-section", "section"};

bool is_url(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("//") ||
         text.starts_with("www.");
}

bool has_word(std::string_view names, std::string_view word) {
  for (size_t at = names.find(word); at != names.npos; at = names.find(word, at + 1)) {
    bool begins = at == 0 || names[at - 1] == ' ';
    bool ends = at + word.size() == names.size() || names[at + word.size()] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

class Collector {
 public:
  Collector(const HtmlTree& tree, const std::vector<std::string>& json_ld) : tree_(tree), ld_(read_json_ld(json_ld)) {}

  PageFacts run() {
    walk();
    const LdArticle& ld = ld_.article;
    first(facts_.title, {ld.headline, meta(kTitle), microdata_title_});
    first(facts_.description, {meta(kDescription), ld.description});
    facts_.body = ld.body;
    first(facts_.outlet, {meta(kOutlet), ld.publisher});
    first(facts_.section, {meta(kSection), ld.section});
    first(facts_.published, {ld.published, meta(kPublished), microdata_published_, hnews_published_, time_});
    first(facts_.modified, {ld.modified, meta(kModified), microdata_modified_});
    first(facts_.language, {language_, ld.language});
    facts_.authors = ld.authors;
    if (facts_.authors.empty()) {
      std::string author = meta(kAuthor);
      if (author.empty()) author = microdata_author_;
      if (!author.empty()) facts_.authors.push_back(std::move(author));
    }
    std::erase_if(facts_.authors, [](const std::string& name) { return is_url(name) || name.size() > 200; });
    facts_.posts = ld.posts;
    return std::move(facts_);
  }

 private:
  static void first(std::string& to, std::initializer_list<std::string> candidates) {
    for (const std::string& one : candidates) {
      if (to.empty()) to = one;
    }
  }

  struct Meta {
    std::string name;
    std::string_view content;
  };

  template <size_t N>
  std::string meta(const std::array<const char*, N>& names) const {
    for (const char* name : names) {
      for (const Meta& one : metas_) {
        if (one.name != name) continue;
        std::string words = plain_words(one.content);
        if (!words.empty() && !is_url(words)) return words;
      }
    }
    return "";
  }

  // The value of an element with itemprop: its content, its datetime, or its text.
  std::string value_of(uint32_t node) const {
    for (Attr name : {Attr::content, Attr::datetime}) {
      std::string_view value = tree_.attribute(node, name);
      if (!value.empty()) return plain_words(value);
    }
    std::string text = tree_[node].end - node < 200 ? plain_words(tree_.all_text(node)) : "";
    return text.size() < 400 ? text : "";
  }

  void walk() {
    for (uint32_t i = 1; i < tree_.size(); ++i) {
      const HtmlNode& node = tree_[i];
      if (node.tag == Tag::text || (node.attributes == 0 && node.tag != Tag::title)) continue;
      switch (node.tag) {
        case Tag::html:
          if (language_.empty()) language_ = tree_.attribute(i, Attr::lang);
          break;
        case Tag::title:
          if (facts_.page_title.empty()) facts_.page_title = plain_words(tree_.all_text(i));
          break;
        case Tag::meta:
          take_meta(i);
          break;
        case Tag::link:
          if (has_word(tree_.attribute(i, Attr::rel), "canonical") && facts_.url.empty())
            facts_.url = tree_.attribute(i, Attr::href);
          break;
        case Tag::time:
          if (time_.empty()) time_ = tree_.attribute(i, Attr::datetime);
          break;
        default:
          break;
      }
      take_microdata(i);
    }
  }

  void take_meta(uint32_t i) {
    std::string_view content = tree_.attribute(i, Attr::content);
    if (trim_space(content).empty()) return;
    for (Attr key : {Attr::property, Attr::name, Attr::itemprop}) {
      std::string_view name = trim_space(tree_.attribute(i, key));
      if (!name.empty() && name.size() < 64) metas_.push_back({ascii_lower(name), content});
    }
    if (ascii_lower(tree_.attribute(i, Attr::http_equiv)) == "content-language" && language_.empty())
      language_ = content;
  }

  void take_microdata(uint32_t i) {
    auto take = [&](std::string& to) {
      if (to.empty()) to = value_of(i);
    };
    std::string_view prop = tree_.attribute(i, Attr::itemprop);
    if (!prop.empty()) {
      if (has_word(prop, "headline")) take(microdata_title_);
      if (has_word(prop, "datePublished")) take(microdata_published_);
      if (has_word(prop, "dateModified")) take(microdata_modified_);
      if (has_word(prop, "author")) take(microdata_author_);
    }
    std::string_view names = tree_.attribute(i, Attr::cls);
    if (names.empty()) return;
    if (has_word(names, "entry-title")) take(microdata_title_);
    if (has_word(names, "published") || has_word(names, "dt-published")) {
      std::string_view title = tree_.attribute(i, Attr::title);
      if (hnews_published_.empty() && !title.empty()) hnews_published_ = title;
      take(hnews_published_);
    }
  }

  const HtmlTree& tree_;
  JsonLd ld_;
  PageFacts facts_;
  std::vector<Meta> metas_;
  std::string language_, time_;
  std::string microdata_title_, microdata_published_, microdata_modified_, microdata_author_, hnews_published_;
};

}  // namespace

PageFacts page_facts(const HtmlTree& tree, const std::vector<std::string>& json_ld) {
  return Collector(tree, json_ld).run();
}

}  // namespace sayso
