// Word classes from unlabelled text.
#pragma once

#include <string>
#include <vector>

#include "syntax/word_table.h"

namespace sayso::train {

// Sentences of normalized forms (`normalize` of syntax/facts.h).
using Text = std::vector<std::vector<std::string>>;

// Counts the forms of `text` and divides those seen at least `least` times into `classes` (at most 255) coarse classes,
// so that words of a class have like neighbors.
std::vector<WordTable::Row> cluster_words(const Text& text, int least, int classes, int rounds);

}  // namespace sayso::train
