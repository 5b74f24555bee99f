// Sentences of a CoNLL-U file, and of files with names alone (IOB).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "syntax/parse.h"

namespace sayso::train {

// What a machine holds likely of a word, in hundredths; empty where it is sure.
template <typename Label>
struct Share {
  Label label;
  uint8_t hundredths;
};
struct Tag {
  std::string xpos;
  Upos upos;
};

struct GoldWord {
  std::string form, lemma, xpos;
  std::string deprel;  // as in the file, with its subtype
  Upos upos = Upos::X;
  Relation relation = Relation::dep;  // the nearest that sayso has: "nsubj:outer" is nsubj
  int head = -1;                      // index in the sentence; -1 is the root
  bool space_after = true;
  // Words of one surface token ("do" + "n't") share it; the number counts surface tokens in the sentence.
  int surface = 0;
  uint8_t name = 0;  // class of the names' head (syntax/labels.h)
  std::vector<Share<Tag>> tag_shares;
  std::vector<Share<uint8_t>> name_shares;
};

inline constexpr size_t kCorpora = 4;

struct GoldSentence {
  std::vector<GoldWord> words;
  bool new_paragraph = false;
  bool has_tree = true, has_names = false;
  float confidence = 1;  // of a machine's labels
  uint8_t corpus = 0;    // 0: the one whose conventions are wanted; else below kCorpora
};

std::vector<std::string> forms_of(const GoldSentence& sentence);

// Empty nodes and enhanced dependencies are skipped. Names are taken from the last column ("Name=B-PER"); a file that
// has such a word has names in all its sentences but those with the comment "# names = no". Sentences with the comment
// "# trees = no" have no trees, and "# conf = 0.93" says how sure a machine was of its labels; of a word it is said in
// the last column ("Tags=PROPN/NNP:62;NOUN/NN:38", "Names=O:70;B-ORG:30").
Result<std::vector<GoldSentence>> read_conllu(const std::string& path);

// Word `number` of a sentence as a line that the reader above takes.
std::string write_conllu(const GoldWord& word, int number);

// The sentence as the reader above takes it: relations and names as sayso has them, "# corpus = 1" and what is not
// known as comments.
std::string write_conllu(const GoldSentence& sentence);

// A word a line with its label in the second or, after its number, in the third column: "B-PER", "I-LOC", "B-person".
// Other kinds of names count as none, but for "OTH" and "MISC", which are groups where the word is a people's name
// (see the .cc file). There are no trees.
Result<std::vector<GoldSentence>> read_iob(const std::string& path);

// Gives `sentences` the names of the same sentences in `names`, which may have others between. Returns how many got
// theirs.
size_t add_names(const std::vector<GoldSentence>& names, std::vector<GoldSentence>& sentences);

}  // namespace sayso::train
