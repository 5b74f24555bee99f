// The lists of `knowledge/text/` in the form the tokenizer asks them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "base/word_map.h"

namespace sayso {

// Whether a sentence may end with an abbreviation; `number` is one only where a number follows.
enum class Break : uint8_t { never, number, maybe };

struct WordLists {
  WordMap<Break> abbreviations;               // "Sept." with its full stop
  WordMap<std::string> clitics;               // what stands behind the apostrophe -> before it: "s" -> "", "t" -> "n"
  WordMap<std::vector<size_t>> contractions;  // "cannot" -> bytes of each part
  WordSet prefixes;                           // "anti"
  WordSet whole;                              // "e-mail"
  WordSet units, starters, domains;

  static Result<WordLists> load(const KnowledgeSource& source);

  // The rule of a word with its full stop, or nullptr. "GEN." of a headline is "Gen.".
  const Break* abbreviation(std::string_view word) const;
};

}  // namespace sayso
