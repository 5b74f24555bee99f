// view/export: a ledger as the files that researchers work with.
//
// In: a ledger, its rules, a format. Out: bytes, through `write`, a row after the other. Guaranteed: every row carries
// the ids of its claims and the words; columns named as in UCDP GED 24 and ACLED hold what their codebooks ask for, or
// nothing where a rule here cannot know it; ids and the extra columns say that the data are sayso's and not theirs.
// docs/codebook.md lists the columns of every format.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "ledger/ledger.h"
#include "ledger/query.h"
#include "ledger/rules.h"

namespace sayso {

// False stops.
using Sink = std::function<bool(std::string_view)>;

inline const std::vector<std::string> kExportFormats{"csv", "ucdp", "acled", "geojson", "ndjson", "jsonld", "parquet"};

std::optional<Error> export_ledger(Ledger& ledger, const KnowledgeSource& knowledge, const std::string& format,
                                   const Sink& write);

// The same of some incidents alone: what a page shows. Here there is one format more, "citations": a text that names
// every report behind each incident as one cites it, with the digest of what was read.
std::optional<Error> export_incidents(Ledger& ledger, const KnowledgeSource& knowledge, const std::string& format,
                                      const std::vector<IncidentRow>& incidents, const Sink& write);

// The columns of a format that is a table: csv and parquet, ucdp, acled.
std::vector<std::string> export_columns(const std::string& format);

}  // namespace sayso
