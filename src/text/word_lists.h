// The lists of `knowledge/text/` in the form the tokenizer asks them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"

namespace sayso {

// Lets a set of strings be asked for a view without a copy.
struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;
template <typename T>
using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

// Whether a sentence may end with an abbreviation; `number` is one only where a number follows.
enum class Break : uint8_t { never, number, maybe };

struct WordLists {
  StringMap<Break> abbreviations;               // "Sept." with its full stop
  StringMap<std::string> clitics;               // what stands behind the apostrophe -> before it: "s" -> "", "t" -> "n"
  StringMap<std::vector<size_t>> contractions;  // "cannot" -> bytes of each part
  StringSet prefixes;                           // "anti"
  StringSet whole;                              // "e-mail"
  StringSet units, starters, domains;

  static Result<WordLists> load(const KnowledgeSource& source);

  // The rule of a word with its full stop, or nullptr. "GEN." of a headline is "Gen.".
  const Break* abbreviation(std::string_view word) const;
};

}  // namespace sayso
