// Sentences with other names in them: what a name's neighbors say of it is learned apart from the name itself.
//
// In: sentences by hand or by a machine. Out: a sentence's words with its persons, organizations and places exchanged
// for others of the same kind and number of words, so that tags and trees stay as they are. Names of peoples are left,
// and names in capitals or small letters throughout. Known to go wrong: "the Bank of X" may become "the Anna de Y".
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "conllu.h"
#include "random.h"

namespace sayso::train {

class NamePool {
 public:
  void add(const GoldSentence& sentence);

  // Nothing where the sentence has no name to change.
  std::vector<std::string> renamed(const GoldSentence& sentence, Random& random) const;

 private:
  std::map<std::pair<uint8_t, size_t>, std::vector<std::vector<std::string>>> by_shape_;
};

}  // namespace sayso::train
