#include "page/language.h"

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr size_t kSample = 6000;  // bytes
constexpr size_t kFewWords = 12;

}  // namespace

Result<LanguageGuess> LanguageGuess::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, "page/languages.tsv", {"language", "words"});
  if (!rows) return rows.error();
  LanguageGuess guess;
  for (const TsvRow& row : *rows) {
    for (std::string_view word : split_list(row.cells[1]))
      guess.words_[std::string(word)].push_back(guess.codes_.size());
    guess.codes_.emplace_back(row.cells[0]);
  }
  return guess;
}

std::string LanguageGuess::of(std::string_view text) const {
  std::vector<size_t> votes(codes_.size());
  size_t words = 0;
  std::string word;
  auto count = [&] {
    if (word.empty()) return;
    ++words;
    auto found = words_.find(word);
    if (found != words_.end()) {
      for (size_t code : found->second) ++votes[code];
    }
    word.clear();
  };
  for (size_t at = 0; at < text.size() && at < kSample;) {
    Decoded c = decode_utf8(text, at);
    if (is_letter(c.value)) {
      for (uint32_t i = 0; i < c.size; ++i) word += ascii_lower(text[at + i]);
    } else {
      count();
    }
    at += c.size;
  }
  count();
  size_t best = 0;
  for (size_t code = 1; code < votes.size(); ++code) {
    if (votes[code] > votes[best]) best = code;  // of two with as many, the one that stands first in the table
  }
  if (words < kFewWords && (votes.empty() || votes[best] == 0)) return "en";
  return votes.empty() || votes[best] * 20 < words ? "und" : codes_[best];
}

}  // namespace sayso
