// syntax: sentences -> tags, lemmas and dependency trees (Universal Dependencies v2, English).
//
// In: Tokens. Out: `Parse`: one Word a token. Guaranteed: every sentence is one tree with exactly one root, heads stay
// within the sentence, no cycles. `Parse` holds views into Tokens: keep both.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/tokens.h"

namespace sayso {

enum class Upos : uint8_t {
  ADJ,
  ADP,
  ADV,
  AUX,
  CCONJ,
  DET,
  INTJ,
  NOUN,
  NUM,
  PART,
  PRON,
  PROPN,
  PUNCT,
  SCONJ,
  SYM,
  VERB,
  X
};

// UD English relations, subtypes that matter kept; others fall back to their main type.
enum class Relation : uint8_t {
  acl,
  acl_relcl,
  advcl,
  advmod,
  amod,
  appos,
  aux,
  aux_pass,
  case_,
  cc,
  ccomp,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_pass,
  dep,
  det,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,  // a title before its name: "President" of "President Smith"
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  root,
  vocative,
  xcomp
};

std::string_view name(Upos tag);
std::string_view name(Relation relation);  // as in CoNLL-U: "nsubj:pass", "case"

// What a name names. `group` is a people, a faith or the like: "Azerbaijani", "Sunni".
enum class EntityKind : uint8_t { none, person, organization, location, group };

std::string_view name(EntityKind kind);  // as in name corpora: "PER", "ORG", "LOC", "NORP"; "" for none

struct Word {
  Upos upos = Upos::X;
  Relation relation = Relation::dep;
  TokenIndex head = kNoToken;  // token of the report, kNoToken for the root of a sentence
  std::string_view xpos;       // Penn tag: "VBD", "NNS"; static storage
  std::string lemma;           // lower case but for proper nouns
  EntityKind entity = EntityKind::none;
  bool entity_begins = false;  // the first word of a name
  uint16_t word_class = 0;     // the class of words that it is used like, learned from unlabelled text; 0: none
  uint8_t coarse_class = 0;    // a coarser division of the same
};

class Parse {
 public:
  // `states`: see states().
  Parse(const Tokens* tokens, std::vector<Word> words, std::vector<int16_t> states = {});

  const Tokens& tokens() const { return *tokens_; }
  // What the language model's encoder made of each word and its neighbors, for later networks: as many numbers of 1/256
  // a token, token by token; none where no model made the parse.
  const std::vector<int16_t>& states() const { return states_; }
  TokenIndex size() const { return static_cast<TokenIndex>(words_.size()); }
  const Word& operator[](TokenIndex i) const { return words_[static_cast<size_t>(i)]; }
  std::string_view word(TokenIndex i) const { return tokens_->word(i); }
  TokenIndex head(TokenIndex i) const { return (*this)[i].head; }

  // Children of i from left to right; a range for `for (TokenIndex c : parse.children(i))`.
  class Children {
   public:
    const TokenIndex* begin() const { return begin_; }
    const TokenIndex* end() const { return end_; }
    Children(const TokenIndex* b, const TokenIndex* e) : begin_(b), end_(e) {}

   private:
    const TokenIndex* begin_;
    const TokenIndex* end_;
  };
  Children children(TokenIndex i) const;
  // First child with that relation, or kNoToken.
  TokenIndex child(TokenIndex i, Relation relation) const;
  // All tokens below i, i included: the smallest range that covers them.
  TokenRange subtree(TokenIndex i) const { return subtree_[static_cast<size_t>(i)]; }
  // True where `ancestor` is i or stands above it; in constant time, however long the chain of "and ... and ...".
  bool dominates(TokenIndex ancestor, TokenIndex i) const;

 private:
  void number(TokenRange sentence, const std::vector<std::pair<int, TokenIndex>>& deepest_first);

  const Tokens* tokens_;
  std::vector<Word> words_;
  std::vector<int16_t> states_;
  std::vector<TokenIndex> child_list_;
  std::vector<uint32_t> child_begin_;
  std::vector<TokenRange> subtree_;
  // The words of each tree numbered from the top down, a word's before those below it, and those together: of each
  // word the numbers from its own to the last below it. What stands below is what has one of them.
  std::vector<TokenRange> below_;
};

}  // namespace sayso
