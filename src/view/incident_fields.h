// view/incident_fields: what JSON says of an incident itself, wherever one is printed.
#pragma once

#include "ledger/query.h"
#include "view/json_fields.h"

namespace sayso {

inline void place_fields(Fields& f, const IncidentRow& row) {
  f.known("place", row.place);
  f.known("country", row.country);
  f.field("lat", row.lat);
  f.field("lon", row.lon);
  f.field("precision", row.precision);
}

inline void day_fields(Fields& f, const IncidentRow& row) {
  f.field("first", iso(day_of(row.first)));
  f.field("last", iso(day_of(row.last)));
}

// Name to sides: what a list of incidents is found by.
inline void incident_fields(Fields& f, const IncidentRow& row) {
  f.field("incident", row.name);
  f.field("group", row.group);
  place_fields(f, row);
  f.field("day", iso(day_of(row.day)));
  day_fields(f, row);
  f.field("kinds", row.kinds);
  f.field("sides", row.sides);
}

// A claim, named.
inline void claim_reference(Fields& f, const Member& m) {
  f.object([&] {
    f.field("document", m.uri);
    f.field("n", m.claim.n);
    f.field("id", m.claim.id);
  });
}

}  // namespace sayso
