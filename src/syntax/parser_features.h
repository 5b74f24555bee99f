// The questions that the parser's weights answer.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "syntax/facts.h"
#include "syntax/transitions.h"

namespace sayso {

// Features of a state of the sentence `words`, which have their tags and lemmas. Clears `out` first.
void parser_features(const ParserState& state, std::span<const WordFacts> words, std::vector<uint64_t>& out);

}  // namespace sayso
