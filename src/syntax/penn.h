// Penn Treebank tags as UD English uses them: names with static storage, so that `Word::xpos` may point to them.
#pragma once

#include <array>
#include <string_view>

namespace sayso {

inline constexpr std::array<std::string_view, 51> kPennTags = {
    "#",    "$",   "''",  ",",    "-LRB-", "-RRB-", ".",   ":",   "ADD", "AFX", "CC",  "CD", "DT",
    "EX",   "FW",  "GW",  "HYPH", "IN",    "JJ",    "JJR", "JJS", "LS",  "MD",  "NFP", "NN", "NNP",
    "NNPS", "NNS", "PDT", "POS",  "PRP",   "PRP$",  "RB",  "RBR", "RBS", "RP",  "SYM", "TO", "UH",
    "VB",   "VBD", "VBG", "VBN",  "VBP",   "VBZ",   "WDT", "WP",  "WP$", "WRB", "XX",  "``"};

// Index into kPennTags; the one of "XX" for a tag that is none.
size_t penn_index(std::string_view tag);

}  // namespace sayso
