#include "view/incident_json.h"

#include "view/json_fields.h"

namespace sayso {

Result<std::string> to_json(const IncidentRow& incident, const Members& members) {
  rapidjson::StringBuffer out;
  Fields fields(out);
  fields.object([&] {
    fields.field("schema", kIncidentSchema);
    fields.field("incident", incident.name);
    fields.field("group", incident.group);
    fields.known("place", incident.place);
    fields.known("country", incident.country);
    fields.field("lat", incident.lat);
    fields.field("lon", incident.lon);
    fields.field("precision", incident.precision);
    fields.field("day", iso(day_of(incident.day)));
    fields.field("first", iso(day_of(incident.first)));
    fields.field("last", iso(day_of(incident.last)));
    fields.field("kinds", incident.kinds);
    fields.field("sides", incident.sides);
    fields.field("reports", incident.reports);
    fields.field("origins", static_cast<int64_t>(origins(members)));
    fields.field("disputed", incident.disputed);
    fields.key("claims");
    fields.list(members.claims, [&](const Member& m) {
      fields.object([&] {
        fields.field("document", m.uri);
        fields.field("n", m.claim.n);
        fields.field("id", m.claim.id);
      });
    });
  });
  if (!fields.sound())
    return Error{incident.name, 0, "the incident cannot be written as JSON", "reporting it: it is a fault of sayso"};
  return std::string(out.GetString(), out.GetSize());
}

}  // namespace sayso
