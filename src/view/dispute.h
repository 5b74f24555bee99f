// view/dispute: which claims of one reading cannot all hold.
//
// In: a Reading. Out: groups of two or more of its claims, in the order of the text. Guaranteed: no claim stands in two
// groups, and every claim that denies another stands with it. Only what one report tells is looked at.
// Known to go wrong: two claims about two happenings at the same place, on the same days and of the same kind look like
// one; of more than 200 such claims only those near each other are compared. Where the days or the place are not said,
// only denials and claims of the same words are grouped.
#pragma once

#include <cstddef>
#include <vector>

#include "sayso/reading.h"

namespace sayso {

struct Dispute {
  enum class Why { denial, rival_doers, rival_tolls };
  Why why = Why::denial;       // the strongest reason in the group: a denial before doers before tolls
  std::vector<size_t> claims;  // indices into Reading::claims, ascending
};

std::vector<Dispute> disputes(const Reading& reading);

}  // namespace sayso
