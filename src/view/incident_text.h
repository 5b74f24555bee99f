// view/incident_text: a list of incidents for a person at a terminal: one a line, what happened, between whom, where,
// when, in how many reports, and whether accounts differ.
#pragma once

#include <string>
#include <vector>

#include "ledger/query.h"
#include "view/text.h"

namespace sayso {

std::string to_text(const std::vector<IncidentRow>& incidents, const TextOptions& options);

}  // namespace sayso
