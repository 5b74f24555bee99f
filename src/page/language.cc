#include "page/language.h"

#include <algorithm>
#include <map>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr size_t kSample = 6000;  // bytes
constexpr size_t kFewWords = 12;
constexpr size_t kShort = 40;  // words of a text in which English must be beaten by two

// The language of a script that one language alone is written in, or mostly; 0 for the other scripts.
const char* of_script(char32_t c) {
  if (c < 0x0370) return nullptr;  // Latin
  if (c >= 0x3040 && c <= 0x30FF) return "ja";
  if (c >= 0xAC00 && c <= 0xD7AF) return "ko";
  if (c >= 0x4E00 && c <= 0x9FFF) return "zh";
  if (c >= 0x0E00 && c <= 0x0E7F) return "th";
  if (c >= 0x0370 && c <= 0x03FF) return "el";
  if (c >= 0x0900 && c <= 0x097F) return "hi";
  if (c >= 0x0980 && c <= 0x09FF) return "bn";
  if (c >= 0x1000 && c <= 0x109F) return "my";
  if (c >= 0x1200 && c <= 0x137F) return "am";
  return nullptr;
}

}  // namespace

Result<LanguageGuess> LanguageGuess::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, "page/languages.tsv", {"language", "words"});
  if (!rows) return rows.error();
  LanguageGuess guess;
  for (const TsvRow& row : *rows) {
    for (std::string_view word : split_list(row.cells[1])) guess.words_[word].push_back(guess.codes_.size());
    guess.codes_.emplace_back(row.cells[0]);
  }
  return guess;
}

std::string LanguageGuess::of(std::string_view text) const {
  std::vector<size_t> votes(codes_.size());
  size_t words = 0;
  std::string word;
  bool clitic = false;  // behind an apostrophe: the "s" of "Sudan's" is no Czech word
  auto count = [&](char32_t behind) {
    if (word.empty()) return;
    const bool initial = behind == '.';  // the "U" and the "S" of "U.S." are no Croatian words
    if ((clitic || initial) && word.size() == 1) return word.clear();
    ++words;
    auto found = words_.find(word);
    if (found != words_.end()) {
      for (size_t code : found->second) ++votes[code];
    }
    word.clear();
  };
  std::map<std::string_view, size_t> scripts;  // letters of scripts that tell the language by themselves
  size_t letters = 0;
  for (size_t at = 0; at < text.size() && at < kSample;) {
    Decoded c = decode_utf8(text, at);
    const bool letter = is_letter(c.value);
    letters += letter;
    if (const char* language = of_script(c.value)) ++scripts[language];
    if (letter) {
      for (uint32_t i = 0; i < c.size; ++i) word += ascii_lower(text[at + i]);
    } else {
      count(c.value);
      clitic = c.value == '\'' || c.value == 0x2019;
    }
    at += c.size;
  }
  count(0);
  // Japanese is written with Chinese characters, too.
  if (scripts["ja"] * 10 > scripts["zh"]) scripts["ja"] += scripts["zh"];
  for (const auto& [language, n] : scripts)
    if (n * 3 > letters && n >= kFewWords) return std::string(language);
  size_t best = 0;
  for (size_t code = 1; code < votes.size(); ++code) {
    if (votes[code] > votes[best]) best = code;  // of two with as many, the one that stands first in the table
  }
  auto english = std::find(codes_.begin(), codes_.end(), "en");
  if (english != codes_.end() && words < kShort) {
    const auto en = static_cast<size_t>(english - codes_.begin());
    if (votes[en] > 0 && votes[best] < votes[en] + 2) best = en;
  }
  if (words < kFewWords && (votes.empty() || votes[best] == 0)) return "en";
  return votes.empty() || votes[best] * 20 < words ? "und" : codes_[best];
}

}  // namespace sayso
