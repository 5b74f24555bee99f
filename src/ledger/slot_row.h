// ledger/slot_row: a row of the table slot as what it holds.
#pragma once

#include <cstdint>
#include <optional>

#include "incident/slot.h"
#include "ledger/database.h"

namespace sayso {

struct SlotRow {
  int64_t claim = 0, report = 0;
  Slot slot;
  std::optional<int64_t> core, incident;
  std::optional<int> likeness;
  bool tied = false;  // as like one core as another
};

// What `slot_row` takes from a query on slot.
inline constexpr const char* kSlotColumns =
    "claim, level, \"group\", family, place, name, country, lat, lon, precision, first, last, day_said, sides, words,"
    " tolls, because, incident, likeness, likeness_because, things, named, core,"
    " (SELECT c.report FROM claim c WHERE c.id = slot.claim)";
SlotRow slot_row(const Query& query);

}  // namespace sayso
