// Edit rules are counted by tag and ending; a longer ending is kept where it says something else than the shorter one,
// and a word where its endings would give another lemma.
#include "lemma_trainer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "base/text_util.h"
#include "syntax/lemmatizer.h"
#include "syntax/penn.h"

namespace sayso::train {
namespace {

// The rule that makes `lemma` of `form`.
EditRule edit_rule(std::string_view form, std::string_view lemma, std::string_view xpos) {
  auto common = [&](std::string_view s) {
    size_t n = 0;
    while (n < s.size() && n < lemma.size() && s[n] == lemma[n]) ++n;
    while (n > 0 && n < s.size() && (s[n] & 0xC0) == 0x80) --n;  // do not cut a character in two
    return n;
  };
  std::string lower = ascii_lower(form);
  size_t kept = common(form), kept_lower = common(lower);
  EditRule rule;
  rule.keep_case = xpos.starts_with("NNP") || xpos == "ADD" ? kept >= kept_lower
                                                            : kept > kept_lower && form.size() > 1;  // "i" is "I"
  size_t n = rule.keep_case ? kept : kept_lower;
  rule.cut = static_cast<uint8_t>(std::min<size_t>(form.size() - n, 255));
  rule.add = lemma.substr(n);
  return rule;
}

}  // namespace

std::string train_lemmas(std::span<const LemmaExample> examples, const WordTable& seen) {
  std::vector<EditRule> rules;
  std::map<EditRule, uint16_t> rule_index;
  // For each tag and lower-case word its rules with their counts.
  std::map<std::pair<size_t, std::string>, std::map<uint16_t, int>> words;
  std::map<std::pair<size_t, std::string>, std::string> written;  // such a word with its capitals, as first met
  for (const LemmaExample& w : examples) {
    if (w.lemma == "_" || w.form.size() > 60) continue;
    EditRule rule = edit_rule(w.form, w.lemma, w.xpos);
    auto [at, added] = rule_index.emplace(rule, static_cast<uint16_t>(rules.size()));
    if (added) rules.push_back(rule);
    std::pair key(penn_index(w.xpos), ascii_lower(w.form));
    words[key][at->second] += w.weight;
    written.emplace(key, w.form);
  }
  auto most = [](const std::map<uint16_t, int>& counts) {
    return std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
  };
  std::vector<Lemmatizer::Entry> entries;
  // Endings, the shortest first; a longer one is kept where it says something else.
  std::map<std::pair<size_t, std::string>, uint16_t> endings;
  auto decide = [&](size_t tag, const std::string& word) -> std::optional<uint16_t> {
    for (size_t n = std::min(Lemmatizer::kLongestEnding, word.size()) + 1; n-- > 0;)
      if (auto found = endings.find({tag, word.substr(word.size() - n)}); found != endings.end()) return found->second;
    return std::nullopt;
  };
  for (size_t n = 0; n <= Lemmatizer::kLongestEnding; ++n) {
    std::map<std::pair<size_t, std::string>, std::map<uint16_t, int>> votes;  // one a word
    for (const auto& [key, counts] : words)
      if (key.second.size() >= n) ++votes[{key.first, key.second.substr(key.second.size() - n)}][most(counts)];
    for (const auto& [key, counts] : votes) {
      uint16_t rule = most(counts);
      if (n > 0 && (counts.at(rule) < 2 || decide(key.first, key.second) == rule)) continue;
      endings[key] = rule;
    }
  }
  for (const auto& [key, rule] : endings) entries.push_back({Lemmatizer::ending_key(key.second, key.first), rule});
  std::string without_words = Lemmatizer::write(rules, entries);
  auto by_ending = Lemmatizer::read(without_words);
  if (!by_ending) return without_words;
  // Words whose endings give another lemma than most of the treebank does.
  std::string expected, got;
  for (const auto& [key, counts] : words) {
    rules[most(counts)].apply(written.at(key), expected);
    by_ending->lemma(written.at(key), key.first, seen, got);
    if (got != expected) entries.push_back({Lemmatizer::word_key(key.second, key.first), most(counts)});
  }
  return Lemmatizer::write(rules, entries);
}

}  // namespace sayso::train
