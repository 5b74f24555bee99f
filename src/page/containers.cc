#include "page/containers.h"

#include <array>
#include <unordered_map>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr size_t kLongestNames = 400;  // bytes; the rest of a list says nothing new

constexpr std::array<std::string_view, kAllContainers> kNames = {
    "body",   "article",    "comment", "related",    "share",  "nav",   "promo",  "author", "caption",
    "meta",   "footer",     "sidebar", "newsletter", "cookie", "tags",  "teaser", "media",  "header",
    "hidden", "correction", "live",    "title",      "deck",   "quote", "box",    "embed",  "post"};

bool is_upper_ascii(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }

size_t pair_of(std::string_view word) {
  return static_cast<size_t>(word[0] - 'a') * 26 + static_cast<size_t>(word[1] - 'a');
}

}  // namespace

Result<ContainerWords> ContainerWords::load(const KnowledgeSource& source) {
  const std::string file = "page/containers.tsv";
  auto rows = read_tsv(source, file, {"kind", "match", "words"});
  if (!rows) return rows.error();
  ContainerWords words;
  for (const TsvRow& row : *rows) {
    size_t kind = 0;
    while (kind < kNames.size() && kNames[kind] != row.cells[0]) ++kind;
    if (kind == kNames.size())
      return Error{file, row.line, "no kind of container: " + std::string(row.cells[0]), "one of containers.h"};
    if (row.cells[1] != "word" && row.cells[1] != "part")
      return Error{file, row.line, "neither word nor part: " + std::string(row.cells[1]), ""};
    for (std::string_view word : split_list(row.cells[2])) {
      if (row.cells[1] == "word") {
        words.words_[word].add(static_cast<Container>(kind));
      } else {
        if (word.size() < 2 || !is_lower_ascii(word[0]) || !is_lower_ascii(word[1]))
          return Error{file, row.line, "no part of a name: " + std::string(word), "small letters"};
        words.parts_[pair_of(word)].emplace_back(word, static_cast<Container>(kind));
        words.begins_part_[pair_of(word)] = true;
      }
    }
  }
  return words;
}

ContainerSet ContainerWords::of(std::string_view names) const {
  ContainerSet set;
  names = names.substr(0, kLongestNames);
  std::string word, whole;
  auto look_up = [&](std::string& one) {
    if (!one.empty()) {
      auto found = words_.find(one);
      if (found != words_.end()) set.add(found->second);
    }
    one.clear();
  };
  auto end_of_name = [&] {
    for (size_t at = 0; at + 1 < whole.size(); ++at) {
      if (!is_lower_ascii(whole[at]) || !is_lower_ascii(whole[at + 1])) continue;
      std::string_view rest = std::string_view(whole).substr(at);
      if (!begins_part_[pair_of(rest)]) continue;
      for (const auto& [part, kind] : parts_[pair_of(rest)])
        if (rest.starts_with(part)) set.add(kind);
    }
    look_up(whole);
  };
  char before = ' ';
  for (char c : names) {
    bool letter = is_lower_ascii(c) || is_upper_ascii(c) || static_cast<unsigned char>(c) >= 0x80;
    if (!letter || (is_upper_ascii(c) && is_lower_ascii(before))) look_up(word);
    if (letter) {
      word += ascii_lower(c);
      whole += ascii_lower(c);
    } else if (c == ' ' || c == '\t' || c == '\n') {
      end_of_name();
    }
    before = c;
  }
  look_up(word);
  end_of_name();
  return set;
}

std::vector<ContainerSet> ContainerWords::of(const HtmlTree& tree) const {
  std::vector<ContainerSet> sets(tree.size());
  std::unordered_map<std::string_view, ContainerSet> known;  // the same names come again and again
  for (uint32_t i = 1; i < tree.size(); ++i) {
    if (tree[i].attributes == 0) continue;
    for (const HtmlAttribute& attribute : tree.attributes(i)) {
      switch (attribute.name) {
        case Attr::cls:
        case Attr::id:
        case Attr::itemprop:
        case Attr::role:
        case Attr::component:
        case Attr::aria_label: {
          std::string_view names = tree.value(attribute);
          if (names.empty()) break;
          auto [found, is_new] = known.try_emplace(names);
          if (is_new) found->second = of(names);
          sets[i].add(found->second);
          break;
        }
        case Attr::hidden:
          sets[i].add(Container::hidden);
          break;
        case Attr::style: {
          std::string_view style = tree.value(attribute);
          if (style.find("display:none") != style.npos || style.find("display: none") != style.npos)
            sets[i].add(Container::hidden);
          break;
        }
        default:
          break;
      }
    }
  }
  return sets;
}

}  // namespace sayso
