// The first pass over a page: its markup taken apart from its words, and what no reader needs taken out.
//
// In: HTML in valid UTF-8. Out: the tags by themselves for the parser to mend, and beside them the texts and those
// attributes that later steps ask for (kKeptAttributes), their entities decoded; and the JSON-LD that stood in scripts.
// Comments and the insides of scripts, styles and other raw text are gone. A parser goes through what it is given
// character by character: it is given a number in the place of each text and of the attributes of each tag.
// Guaranteed: every tag is closed by ">". A tag that is never closed is dropped with all behind it, as browsers do. One
// pass, linear.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"

namespace sayso {

enum class Attr : uint8_t {
  cls,
  id,
  itemprop,
  itemtype,
  rel,
  href,
  datetime,
  content,
  property,
  name,
  role,
  hidden,
  aria_hidden,
  aria_label,
  style,
  component,
  http_equiv,
  lang,
  title
};

inline constexpr std::array<std::pair<std::string_view, Attr>, 21> kKeptAttributes = {{
    {"aria-hidden", Attr::aria_hidden},
    {"aria-label", Attr::aria_label},
    {"class", Attr::cls},
    {"content", Attr::content},
    {"data-component", Attr::component},
    {"data-testid", Attr::component},
    {"data-type", Attr::component},
    {"datetime", Attr::datetime},
    {"hidden", Attr::hidden},
    {"href", Attr::href},
    {"http-equiv", Attr::http_equiv},
    {"id", Attr::id},
    {"itemprop", Attr::itemprop},
    {"itemtype", Attr::itemtype},
    {"lang", Attr::lang},
    {"name", Attr::name},
    {"property", Attr::property},
    {"rel", Attr::rel},
    {"role", Attr::role},
    {"style", Attr::style},
    {"title", Attr::title},
}};

struct HtmlAttribute {
  Attr name;
  ByteSpan value;  // in ScannedHtml::values
};

struct ScannedHtml {
  // "<div a=0> <p>0<b>1</b></p>": where a text stood, its number in `texts`, or a blank where it was white space alone;
  // where a tag has attributes, the number of their list in `lists`.
  std::string tags;
  std::string words;   // all texts, one behind the other; the first byte is a blank, which all white space shares
  std::string values;  // of attributes, one behind the other
  std::vector<ByteSpan> texts;                       // in `words`
  std::vector<HtmlAttribute> attributes;             // of all tags
  std::vector<std::pair<uint32_t, uint32_t>> lists;  // of a tag: the first of its attributes, and how many
  std::vector<std::string> json_ld;
};

ScannedHtml scan_html(std::string_view html);

}  // namespace sayso
