// The first pass over a page: what no reader needs is taken out before the parser sees it.
//
// In: HTML in valid UTF-8. Out: the same elements and texts without comments, without the insides of scripts, styles
// and other raw text, and with those attributes alone that later steps ask for (kKeptAttributes); and the JSON-LD that
// stood in scripts. Half to nine tenths of a page are such matter, and a parser spends its time on it.
// Guaranteed: what comes out is not longer than what came in, but for a quotation mark; every tag in it is closed by
// ">". A tag that is never closed is dropped with all behind it, as browsers do. One pass, linear.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace sayso {

inline constexpr std::array<std::string_view, 22> kKeptAttributes = {
    "aria-hidden", "aria-label", "class",      "content", "data-component", "data-testid", "data-type", "datetime",
    "hidden",      "href",       "http-equiv", "id",      "itemprop",       "itemtype",    "lang",      "name",
    "property",    "rel",        "role",       "style",   "title",          "type"};

struct ScannedHtml {
  std::string html;
  std::vector<std::string> json_ld;
};

ScannedHtml scan_html(std::string_view html);

}  // namespace sayso
