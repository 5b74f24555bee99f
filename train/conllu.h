// Sentences of a CoNLL-U file.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "syntax/parse.h"

namespace sayso::train {

struct GoldWord {
  std::string form, lemma, xpos;
  std::string deprel;  // as in the file, with its subtype
  Upos upos = Upos::X;
  Relation relation = Relation::dep;  // the nearest that sayso has: "nsubj:outer" is nsubj
  int head = -1;                      // index in the sentence; -1 is the root
  bool space_after = true;
  // Words of one surface token ("do" + "n't") share it; the number counts surface tokens in the sentence.
  int surface = 0;
};

struct GoldSentence {
  std::vector<GoldWord> words;
  bool new_paragraph = false;
};

// Empty nodes and enhanced dependencies are skipped.
Result<std::vector<GoldSentence>> read_conllu(const std::string& path);

}  // namespace sayso::train
