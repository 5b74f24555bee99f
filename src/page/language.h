// In which language a text is written, by its small words: enough to leave alone what sayso cannot read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/word_map.h"

namespace sayso {

// True for a language that sayso reads: English, and what cannot be told.
inline bool is_read(std::string_view language) { return language == "en" || language == "und"; }

class LanguageGuess {
 public:
  static Result<LanguageGuess> load(const KnowledgeSource& source);

  // The code of languages.tsv whose words make up most of the first part of the text; "en" for a text too short to
  // tell; "und" for a longer one that has the words of none.
  std::string of(std::string_view text) const;

 private:
  std::vector<std::string> codes_;
  WordMap<std::vector<size_t>> words_;  // word -> indices of codes_
};

}  // namespace sayso
