// The first half of the tokenizer: cuts a block into words and marks.
#pragma once

#include <string_view>
#include <vector>

#include "text/tokens.h"
#include "text/word_lists.h"

namespace sayso {

// Whether a sentence may end with a token: with a full stop, "?" or "!"; with "..."; with an abbreviation, where a
// word follows that begins sentences.
enum class Stop : uint8_t { none, full, ellipsis, abbreviation };

// Appends the tokens of text[begin, end) to `tokens` and what each is to sentence breaks to `stops`.
void cut_words(std::string_view text, ByteSpan block, const WordLists& lists, std::vector<Token>& tokens,
               std::vector<Stop>& stops);

}  // namespace sayso
