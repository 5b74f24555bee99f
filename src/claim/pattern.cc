#include "claim/pattern.h"

#include <algorithm>

#include "base/knowledge_source.h"
#include "claim/words.h"

namespace sayso {
namespace {

constexpr TokenIndex kGap = 12;     // words that ".." may stand for
constexpr TokenIndex kAdverbs = 2;  // adverbs that may stand between two words

bool is_one_of(const Parse& parse, TokenIndex i, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& w) { return same_word(parse, i, w); });
}

}  // namespace

Pattern::Pattern(std::string_view text) {
  for (std::string_view word : split_list(text, ' ')) {
    if (word.empty()) continue;
    auto& list = words_.emplace_back();
    if (word == "..") continue;
    for (std::string_view alternative : split_list(word, '/')) list.emplace_back(alternative);
  }
}

bool Pattern::has_gap() const {
  return std::any_of(words_.begin(), words_.end(), [](const auto& w) { return w.empty(); });
}

bool Pattern::match(const Parse& parse, TokenIndex at, TokenIndex end, TokenRange& found) const {
  if (at >= end || !is_one_of(parse, at, words_[0])) return false;
  TokenIndex i = at + 1;
  for (size_t w = 1; w < words_.size(); ++w) {
    bool gap = words_[w].empty();
    if (gap) ++w;
    TokenIndex last = std::min(end, i + (gap ? kGap : kAdverbs) + 1);
    while (i < last && !is_one_of(parse, i, words_[w]) && (gap ? parse.word(i) != ";" : parse[i].upos == Upos::ADV))
      ++i;
    if (i >= last || !is_one_of(parse, i, words_[w])) return false;
    ++i;
  }
  found = {at, i};
  return true;
}

PatternIndex::Id PatternIndex::add(Pattern pattern) {
  const Id id = static_cast<Id>(patterns_.size());
  for (const std::string& first : pattern.first()) {
    std::vector<Id>& list = by_first_[first];
    if (list.empty() || list.back() != id) list.push_back(id);
  }
  patterns_.push_back(std::move(pattern));
  return id;
}

PatternIndex::Places::Places(const PatternIndex& index, const Parse& parse)
    : index_(index), parse_(parse), starts_(index.patterns_.size()) {
  std::string lemma, word;
  for (TokenIndex i = 0; i < parse.size(); ++i) {
    auto add = [&](const std::string& form) {
      auto it = index.by_first_.find(form);
      if (it == index.by_first_.end()) return;
      for (Id id : it->second)
        if (starts_[id].empty() || starts_[id].back() != i) starts_[id].push_back(i);
    };
    lower_into(parse[i].lemma, lemma);
    lower_into(parse.word(i), word);
    add(lemma);
    if (word != lemma) add(word);
  }
}

bool PatternIndex::Places::find(Id pattern, TokenRange range, TokenRange& found) const {
  const std::vector<TokenIndex>& starts = starts_[pattern];
  for (auto at = std::lower_bound(starts.begin(), starts.end(), range.begin); at != starts.end() && *at < range.end;
       ++at)
    if (index_.patterns_[pattern].match(parse_, *at, range.end, found)) return true;
  return false;
}

}  // namespace sayso
