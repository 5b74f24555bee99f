// What a verb names by who does it or whom it befalls: "took away the cattle" is looting, "took away a teacher" is not.
// knowledge/events/argument_kinds.tsv: where a row fits, no learned weight is asked.
#pragma once

#include <string_view>

#include "event/context.h"

namespace sayso {

inline constexpr std::string_view kNoEvent = "-";  // in the place of a kind

// The kind of the first row that fits, in the place of the kind `chosen`; empty where none does.
std::string_view kind_by_arguments(const Parse& parse, const EventWords& words, const EventCandidate& candidate,
                                   std::string_view chosen);

}  // namespace sayso
