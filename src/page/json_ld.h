// What a page says of its article by schema.org: JSON-LD.
//
// In: the insides of <script type="application/ld+json">, as they stand. Out: the fields of the article among them,
// wherever it is: an object, an array, a graph, a page's mainEntity. Broken JSON is mended as far as that goes: raw
// line ends in strings, commas too many, comments, wrong escapes, an end that is missing. Guaranteed: valid UTF-8, no
// markup in it, entities decoded. Nothing here is believed by itself: see page_facts.h. Known to go wrong: of several
// articles in one page, the one with the longest body or the first is taken.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sayso {

struct LdPost {
  std::string headline;
  std::string body;
  std::string published;
};

struct LdArticle {
  std::string type;  // "NewsArticle"
  std::string headline;
  std::string description;
  std::string body;
  std::string section;
  std::string published;
  std::string modified;
  std::string language;
  std::string publisher;
  std::vector<std::string> authors;
  std::vector<LdPost> posts;  // of a LiveBlogPosting
};

struct JsonLd {
  bool any = false;  // an article was found
  LdArticle article;
  size_t broken = 0;  // scripts that could not be read even after mending
};

JsonLd read_json_ld(const std::vector<std::string>& scripts);

// JSON as pages have it -> JSON as it should be, as far as that goes.
std::string mend_json(std::string_view broken);

// Entities decoded, tags out, white space one blank.
std::string plain_words(std::string_view marked_up);

}  // namespace sayso
