// Those whom a word of harm befell and whom nobody counts: "the driver was killed", "constable Bimal Rai was hurt",
// "forces destroy enemy tank". Each is a count of one, made here.
//
// In: a word of harm. Out: `Count`s as count.h has them, `bare_noun` and of value 1, none of words that the report's
// own counts have. Known to go wrong: a village that the tree takes for somebody ("shelled Gao") and the gazetteer does
// not know.
#pragma once

#include <optional>
#include <vector>

#include "event/context.h"
#include "event/harm_words.h"

namespace sayso {

// Adds to `counts` the known persons and things whom the tree says the word befell, each once.
void add_uncounted(const EventContext& context, const HarmWord& harm, std::vector<Count>& counts);

// Captions and headlines leave articles out: "forces destroy enemy tank" is one tank. None where the word befell no
// such thing, or what befalls people befell a thing.
std::optional<Count> uncounted_of_headline(const EventContext& context, const HarmWord& harm, TokenRange sentence);

// "Constable Bimal Rai", "police inspector Hari Thapa".
bool is_titled_name(const EventContext& context, const Count& count);

}  // namespace sayso
