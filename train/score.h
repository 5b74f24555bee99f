// How good the model is, counted as the CoNLL 2018 shared task counts.
#pragma once

#include <string>
#include <vector>

#include "conllu.h"
#include "syntax/model.h"
#include "text/tokens.h"

namespace sayso::train {

// F1 of each, as shares; with gold tokens it is the share of words that are right.
struct Scores {
  double words = 0, sentences = 0, upos = 0, xpos = 0, lemmas = 0, uas = 0, las = 0, clas = 0;
  double las_subtypes = 0;  // LAS where "nsubj:pass" is not "nsubj"
  double names = 0;         // F1 of persons, organizations and places: same words, same kind
  size_t gold_words = 0, system_words = 0;
};

Scores score(const std::vector<GoldSentence>& gold, const LanguageModel& model, const Tokenizer& tokenizer,
             bool gold_tokens);

// F1 of names in sentences given as words.
double score_names(const std::vector<GoldSentence>& gold, const LanguageModel& model);

}  // namespace sayso::train
