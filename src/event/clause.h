// Clauses and grammatical roles read off a dependency tree: the questions that events ask of it.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/parse.h"

namespace sayso {

// The word that heads the clause of i: the nearest verb or predicate at or above it.
TokenIndex predicate_of(const Parse& parse, TokenIndex i);

// All tokens of predicate p's clause, the clauses below it left out.
std::vector<TokenIndex> clause_tokens(const Parse& parse, TokenIndex p);

// The first preposition of a noun phrase ("by", "against"), lower case; empty where there is none.
std::string_view preposition(const Parse& parse, TokenIndex noun);

// True for a verb without its doer as subject: "was killed", "people killed in", "the wounded soldier".
bool is_passive(const Parse& parse, TokenIndex verb);

// Who does what a verb says: its own subject, or that of the clause that it shares one with ("shelled X and killed Y",
// "vowed to strike", "soldiers shooting at", "..., killing 3"). kNoToken where no word says it.
TokenIndex deep_subject(const Parse& parse, TokenIndex verb);
// To whom: object, subject of a passive, the noun that a participle stands with.
TokenIndex deep_object(const Parse& parse, TokenIndex verb);
// The object that a verb has in common with another: "looted and burned the villages". kNoToken where there is none.
TokenIndex shared_object(const Parse& parse, TokenIndex verb);

inline bool listed(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Whether a phrase, or one joined to it, is headed by one of these lemmas, or by two words ("water cannon"); "nine of
// the drones" is headed by what is counted.
bool is_headed_by(const Parse& parse, TokenIndex phrase, const std::vector<std::string>& list);

// A clause beside what stands above it, with a subject of its own by a noun: "..., and the army shelled Beni", "...
// while the army shelled Beni".
bool is_clause_beside(const Parse& parse, TokenIndex verb);

// "No group", "no official".
bool is_none(const Parse& parse, TokenIndex head);
// "Nobody", "no one", "none of the groups", "no group": one who does and says nothing.
bool is_nobody(const Parse& parse, TokenIndex head);

// The way through the tree from one word to another: up to the lowest word above both, and down from there.
class TreeWay {
 public:
  static constexpr size_t kMost = 4;  // steps, up or down

  // None where either leg has more than `most` steps.
  static std::optional<TreeWay> between(const Parse& parse, TokenIndex from, TokenIndex to, size_t most);

  TokenIndex top() const { return top_; }
  // The words that are left upwards, and those that are come to downwards, each in the order of the way.
  std::span<const TokenIndex> up() const { return {up_.data(), ups_}; }
  std::span<const TokenIndex> down() const { return {down_.data(), downs_}; }

 private:
  std::array<TokenIndex, kMost> up_{}, down_{};
  size_t ups_ = 0, downs_ = 0;
  TokenIndex top_ = kNoToken;
};

// The word and all that is joined to it by "and", "or", commas.
std::vector<TokenIndex> conjuncts(const Parse& parse, TokenIndex i);

// "The biggest blow since February, when six soldiers died in X": the words for what something is measured by, from
// their top, that token `at` stands in; kNoToken for none.
TokenIndex measure_of(const Parse& parse, TokenIndex at);

}  // namespace sayso
