// The corpora that the trainer learns from, as one list of sentences and one of unlabelled text.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "clusters.h"
#include "conllu.h"
#include "text/tokens.h"

namespace sayso::train {

// EWT's train part with the names of UNER, GUM without the news documents kept aside, and the name corpora (sentences
// without trees), under `corpora`.
Result<std::vector<GoldSentence>> read_treebanks(const std::string& corpora);

// The forms of the unlabelled text, one item a line in wcep.txt.gz, and the treebanks' own words.
Result<Text> read_text(const std::string& corpora, const std::vector<GoldSentence>& treebank,
                       const Tokenizer& tokenizer);

}  // namespace sayso::train
