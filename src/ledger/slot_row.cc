#include "ledger/slot_row.h"

#include "ledger/store.h"

namespace sayso {

SlotRow slot_row(const Query& q) {
  SlotRow row;
  row.claim = q.integer(0);
  Slot& s = row.slot;
  s.level = static_cast<Level>(q.integer(1));
  s.group = q.text(2);
  s.family = q.text(3);
  s.place = q.text(4);
  s.name = q.text(5);
  s.country = q.text(6);
  s.lat = q.maybe_real(7);
  s.lon = q.maybe_real(8);
  s.precision = static_cast<int>(q.integer(9));
  s.first = static_cast<int>(q.integer(10));
  s.last = static_cast<int>(q.integer(11));
  s.day_said = q.integer(12) != 0;
  s.sides = parted(q.text(13));
  s.words = parted(q.text(14), ' ');
  s.tolls = parted(q.text(15));
  s.because = q.text(16);
  row.incident = q.maybe_integer(17);
  if (auto points = q.maybe_integer(18)) row.likeness = static_cast<int>(*points);
  row.tied = !row.likeness && !q.is_null(19);
  s.things = parted(q.text(20), ' ');
  s.named = parted(q.text(21));
  row.core = q.maybe_integer(22);
  row.report = q.integer(23);
  return row;
}

}  // namespace sayso
