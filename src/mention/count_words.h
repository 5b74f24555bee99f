// The small words around a count: what binds it, what denies it, what makes it a part or an addition.
//
// In: `knowledge/counts/bounds.tsv` and `words.tsv`. Out: which phrase of a role begins at a token. Words are interned,
// so that a token is looked up once and phrases are compared by number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "mention/mention.h"
#include "mention/number.h"
#include "text/tokens.h"

namespace sayso {

enum class CountRole : uint8_t {
  before,  // binds the number behind it: "at least"
  after,   // binds the number before it: "or more"
  few,
  exact,
  zero,
  many,
  article,
  possessive,
  another,
  other,
  others,
  part,
  whom,
  to,
  between,
  change,
  ranging,
  or_,
  and_,
  label,
  age,
  person,
  money,
  mark,
  percent,
  correlative,
  any,
  negation,
  suffered,
  climb,
  population,
  having,
  dweller,
  superseded,
  made,
  reciprocal,
  body,
  share,
  all_but,
  model,
  bore,
  kin
};

struct CountPhrase {
  CountRole role = CountRole::before;
  std::vector<uint16_t> words;
  int value = 0;
  int of = 1;  // a share's denominator: value/of
  bool pronoun = false;
  Bound bound = Bound::equal;
};

class CountWords {
 public:
  using Id = uint16_t;  // of a word of the tables; 0 for any other

  static Result<CountWords> load(const KnowledgeSource& source);

  Id id(std::string_view lower) const;
  // The longest phrase of the role that begins at token i and ends before `end`, or nullptr.
  const CountPhrase* match(const std::vector<Id>& ids, TokenIndex i, TokenIndex end, CountRole role) const;
  // The longest phrase of the role that ends right before token i.
  const CountPhrase* match_before(const std::vector<Id>& ids, TokenIndex i, TokenIndex begin, CountRole role) const;
  // True where the word alone, or first of several, has one of the roles that a count may begin with.
  bool starts(Id id) const { return starts_[id]; }

 private:
  Id intern(std::string_view word);
  void add(std::string_view words, CountPhrase phrase);

  WordMap<Id> ids_;
  std::vector<bool> starts_ = {false};
  std::vector<std::vector<uint16_t>> by_first_ = {{}};  // phrases by their first word, the longest first
  std::vector<std::vector<uint16_t>> by_last_ = {{}};
  std::vector<CountPhrase> phrases_;
};

}  // namespace sayso
