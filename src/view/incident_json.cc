#include "view/incident_json.h"

#include "view/incident_fields.h"

namespace sayso {

Result<std::string> to_json(const IncidentRow& incident, const Members& members) {
  rapidjson::StringBuffer out;
  Fields fields(out);
  fields.object([&] {
    fields.field("schema", kIncidentSchema);
    incident_fields(fields, incident);
    fields.field("reports", incident.reports);
    fields.field("origins", static_cast<int64_t>(origins(members)));
    fields.field("disputed", incident.disputed);
    fields.key("claims");
    fields.list(members.claims, [&](const Member& m) { claim_reference(fields, m); });
  });
  return finished(out, fields, incident.name, "the incident");
}

}  // namespace sayso
