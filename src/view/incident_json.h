// view/incident_json: incidents of a ledger as JSON, schema `sayso.incident/1` (docs/codebook.md).
#pragma once

#include <string>

#include "base/result.h"
#include "ledger/query.h"

namespace sayso {

inline constexpr const char* kIncidentSchema = "sayso.incident/1";

// One line: the incident, and which claims of which reports are in it.
Result<std::string> to_json(const IncidentRow& incident, const Members& members);

}  // namespace sayso
