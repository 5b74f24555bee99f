// What a page says of itself by machine: <title>, <meta>, OpenGraph, JSON-LD, microdata, hNews, <time>.
//
// In: the tree and the insides of its JSON-LD scripts. Out: one value a field, the likeliest of those given, as
// strings. Nothing here is sure: pages lie about themselves (a section's title on every article, the day of the last
// rebuild, the outlet as the author). html_reader.cc holds it against the visible text before it is believed. Known to
// go wrong: outlets that name themselves nowhere have none.
#pragma once

#include <string>
#include <vector>

#include "page/html_tree.h"
#include "page/json_ld.h"

namespace sayso {

struct PageFacts {
  std::string title;       // of the article
  std::string page_title;  // <title>, with the site's name as it is set there
  std::string description;
  std::string body;  // JSON-LD's articleBody
  std::string outlet;
  std::string section;
  std::string published;  // as written: ISO 8601 in most pages
  std::string modified;
  std::string language;  // as declared, "en-GB"
  std::string url;       // canonical
  std::vector<std::string> authors;
  std::vector<LdPost> posts;  // of a live blog
};

PageFacts page_facts(const HtmlTree& tree, const std::vector<std::string>& json_ld);

}  // namespace sayso
