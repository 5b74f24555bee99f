// Noun phrases by the tree: from the head to the words of the whole phrase.
#pragma once

#include "syntax/parse.h"

namespace sayso {

bool is_nominal_word(const Parse& parse, TokenIndex i);  // noun, name or pronoun (no determiner, no numeral)

// The head of the noun phrase that token i belongs to, as far as it lies in `within`: from "Defense" in "the Defense
// Ministry's spokesman" up to "spokesman".
TokenIndex speaker_head(const Parse& parse, TokenIndex i, TokenRange within);

// The phrase of that head with its determiners, names, apposition and "of" phrases, without relative clauses,
// coordination and a leading preposition, cut to `within`.
TokenRange speaker_phrase(const Parse& parse, TokenIndex head, TokenRange within);

}  // namespace sayso
