// RSS, Atom and NewsML-G2 -> their items: what a feed says of each report, and its content as HTML.
//
// RSS 2.0 (content:encoded before description), RSS 1.0, Atom (content before summary), NewsML-G2 (a newsItem, or a
// newsMessage of them; NITF or XHTML inside). Guaranteed: the network is never asked; a document that declares entities
// of its own is refused. Known to go wrong: items that hold a teaser alone are read as the teaser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sayso {

struct FeedItem {
  std::string id;  // guid or link; of NewsML-G2 the guid
  std::string link;
  std::string title;
  std::string byline;
  std::string agency;  // of NewsML-G2: its provider or source
  std::string outlet;  // the feed's title
  std::string published;
  std::string language;
  std::string html;
};

// True for bytes that begin as such a document does.
bool is_feed(std::string_view bytes);

// An error where it is no well-formed XML even after mending, or no kind of feed.
Result<std::vector<FeedItem>> read_feed(std::string_view bytes);

}  // namespace sayso
