// The questions that the tagger's weights answer.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "syntax/facts.h"

namespace sayso {

// Features of word i; the words before it have their tags. Clears `out` first.
void tagger_features(std::span<const WordFacts> words, size_t i, std::vector<uint64_t>& out);

}  // namespace sayso
