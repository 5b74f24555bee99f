// view/tree: a dependency tree in CoNLL-U -> a drawing, one word a line in the order of the sentence.
//
//   ╭─╼ Shells   shell  NOUN  nsubj
//   ┾ hit        hit    VERB  root      <- trigger
//   ╰─┮ Tartar   ...
//
// A word's mark stands one step to the right of its head's; a line joins it to its head above or below. Guaranteed:
// every word of the sentence has a line, whatever the tree. A tree whose lines cross (not projective) is drawn with
// lines that overlap.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sayso {

struct TreeWord {
  std::string form, lemma, upos, relation;
  int head = 0;  // number of its head, from 1; 0 for the root
};

// The words of one sentence; comment lines, multi-word tokens and lines that are no words are skipped.
std::vector<TreeWord> parse_conllu(std::string_view conllu);

// The lines' left parts: the branches and the mark of each word.
std::vector<std::string> branches(const std::vector<TreeWord>& words);

}  // namespace sayso
