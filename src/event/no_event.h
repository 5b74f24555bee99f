// Words that name an event elsewhere and tell of none here, whatever the judge says: what was avoided or forbidden,
// what was only a prospect, a word that is quoted as a word, what the words beside it tell already. By the tree alone.
#pragma once

#include <vector>

#include "event/context.h"
#include "event/judge.h"

namespace sayso {

// Drops those of `chosen` that tell of no event; `chosen` are indices into `all`, in order. Returns those of them whose
// harm was told before: what they count is counted.
std::vector<size_t> drop_no_events(const EventContext& context, const EventWords& words, const std::vector<Judged>& all,
                                   std::vector<size_t>& chosen);

}  // namespace sayso
