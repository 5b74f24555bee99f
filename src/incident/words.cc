#include "incident/words.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "base/text_util.h"
#include "incident/lists.h"

namespace sayso {
namespace {

constexpr size_t kShortestWord = 4, kShortestThing = 3;

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  auto put = [&out](char32_t c) {
    utf8proc_category_t sort = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    if (sort == UTF8PROC_CATEGORY_MN || c == U'\'' || c == U'’' || c == U'‘' || c == U'ʻ' || c == U'ʼ') return;
    bool word = sort <= UTF8PROC_CATEGORY_LO && sort >= UTF8PROC_CATEGORY_LU;
    word |= sort == UTF8PROC_CATEGORY_ND;
    if (word) {
      append_utf8(out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  };
  for (size_t at = 0; at < text.size();) {
    Decoded c = decode_utf8(text, at);
    at += c.size;
    if (c.value < 0x80) {
      put(c.value);
      continue;
    }
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c.value), parts, 8, UTF8PROC_DECOMPOSE, &boundary);
    if (c.value == kInvalid || n <= 0 || n > 8) continue;
    for (utf8proc_ssize_t i = 0; i < n; ++i) put(static_cast<char32_t>(parts[i]));
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Result<IncidentWords> IncidentWords::load(const KnowledgeSource& source) {
  IncidentWords out;
  std::map<std::string, Group, std::less<>> families;
  auto groups = read_tsv(source, "incidents/groups.tsv", {"family", "group", "forms"});
  if (!groups) return groups.error();
  for (const TsvRow& row : *groups) {
    if (row.cells[2] != "yes" && row.cells[2] != "no")
      return Error{"incidents/groups.tsv", row.line, "forms is neither yes nor no", ""};
    families[std::string(row.cells[0])] = {std::string(row.cells[0]), std::string(row.cells[1]), row.cells[2] == "yes"};
  }
  auto kinds = read_tsv(source, "kinds.tsv",
                        {"kind", "family", "harm", "tolls", "elsewhere", "plover", "cameo", "acled", "meaning"});
  if (!kinds) return kinds.error();
  for (const TsvRow& row : *kinds) {
    auto family = families.find(row.cells[1]);
    if (family == families.end())
      return Error{"kinds.tsv", row.line,
                   "its family " + std::string(row.cells[1]) + " stands not in incidents/groups.tsv", ""};
    out.by_kind_[std::string(row.cells[0])] = family->second;
  }
  auto words = read_tsv(source, "incidents/words.tsv", {"word", "kind"});
  if (!words) return words.error();
  for (const TsvRow& row : *words) {
    if (row.cells[1] != "place" && row.cells[1] != "common")
      return Error{"incidents/words.tsv", row.line, "its kind is neither place nor common", ""};
    (row.cells[1] == "place" ? out.sorts_ : out.common_).insert(std::string(row.cells[0]));
  }
  auto kinship = KinshipPoints::load(source);
  if (!kinship) return kinship.error();
  out.kinship_ = *kinship;
  auto frequent = read_tsv(source, "incidents/frequent.tsv", {"word", "weight"});
  if (!frequent) return frequent.error();
  for (const TsvRow& row : *frequent) {
    if (row.cells[1].size() != 1 || row.cells[1][0] < '0' || row.cells[1][0] >= '0' + kMostTelling)
      return Error{"incidents/frequent.tsv", row.line, "its weight is none of 0, 1, 2 and 3", ""};
    out.frequent_[std::string(row.cells[0])] = static_cast<uint8_t>(row.cells[1][0] - '0');
  }
  return out;
}

int IncidentWords::telling(std::string_view word) const {
  if (word.empty() || is_digit(word[0]) || common_.count(word) > 0) return 0;
  auto found = frequent_.find(std::string(word));
  return found == frequent_.end() ? kMostTelling : found->second;
}

const IncidentWords::Group& IncidentWords::group_of(std::string_view kind) const {
  static const Group kNone{"other", "other", false};
  auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? kNone : found->second;
}

std::vector<std::string> IncidentWords::kinds() const {
  std::vector<std::string> out;
  for (const auto& [kind, group] : by_kind_) out.push_back(kind);
  return out;
}

std::string IncidentWords::place_key(std::string_view name) const {
  std::string folded = fold(name), out;
  each_word(folded, [&](std::string_view word) {
    if (sorts_.count(word) == 0) out += (out.empty() ? "" : " ") + std::string(word);
  });
  return out.empty() ? folded : out;  // a place may be called "City"
}

std::vector<std::string> IncidentWords::telling_words(std::string_view sentence) const {
  std::vector<std::string> out;
  each_word(fold(sentence), [&](std::string_view word) {
    if (word.size() >= kShortestWord && common_.count(word) == 0) out.emplace_back(word);
  });
  each_once(out);
  return out;
}

std::vector<std::string> IncidentWords::thing_words(std::string_view name) const {
  std::vector<std::string> out;
  each_word(fold(name), [&](std::string_view word) {
    if (common_.count(word) > 0) return;
    for (std::string_view end : {"sses", "xes", "ches", "shes", "uses", "s"})
      if (word.ends_with(end) && !word.ends_with("ss") && !word.ends_with("us")) {
        word.remove_suffix(end.size() > 1 ? 2 : 1);
        break;
      }
    if (word.size() >= kShortestThing && !is_digit(word[0]) && common_.count(word) == 0) out.emplace_back(word);
  });
  each_once(out);
  return out;
}

}  // namespace sayso
