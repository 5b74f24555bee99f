// Small questions about words that every part of this stage asks.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "event/clause.h"
#include "syntax/parse.h"
#include "text/chars.h"

namespace sayso {

// ASCII lower case; other bytes stay as they are.
inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline void lower_into(std::string_view s, std::string& out) {
  out.assign(s);
  for (char& c : out) c = lower(c);
}

// `b` is in lower case.
inline bool same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != b[i]) return false;
  return true;
}

// The token's word or lemma is `word` (in lower case).
inline bool same_word(const Parse& parse, TokenIndex i, std::string_view word) {
  return same_text(parse[i].lemma, word) || same_text(parse.word(i), word);
}

// Opens with one of the letters A-Z.
inline bool is_capital(std::string_view w) { return !w.empty() && w[0] >= 'A' && w[0] <= 'Z'; }

}  // namespace sayso
