// view/explain: why a claim of a reading is as it is.
//
// Out: the claim, its sentence, the sentence's tree with the words of the claim marked, and for each field what it
// holds, the characters of the report that carry it, and the rules that decided it.
#pragma once

#include <cstddef>
#include <string>

#include "sayso/reading.h"
#include "view/text.h"

namespace sayso {

// `claim` is an index into `reading.claims`. The tree is drawn only where the reading holds trees.
std::string to_explanation(const Reading& reading, size_t claim, const TextOptions& options);

}  // namespace sayso
