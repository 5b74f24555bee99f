// view/ledger_json: what is asked of a ledger beside its incidents, as JSON: hits, counts, running tolls, differences,
// decisions. The fields are the same on a line of NDJSON and inside the answers of the page (serve/answers.h).
#pragma once

#include <string>
#include <utility>

#include "base/result.h"
#include "ledger/accounts.h"
#include "ledger/diff.h"
#include "ledger/query.h"
#include "ledger/review.h"
#include "view/json_fields.h"

namespace sayso {

// Inside an object.
void hit_fields(Fields& f, const Hit& hit);
void count_fields(Fields& f, const std::pair<std::string, int64_t>& count);
void history_fields(Fields& f, const TollHistory& history, const Members& totals);
void diff_fields(Fields& f, const ReportDiff& diff);
void decision_fields(Fields& f, const Decision& decision);

// A line of NDJSON, with the schema in front: sayso.hit/1, sayso.count/1, sayso.toll-history/1, sayso.difference/1,
// sayso.decision/1 (docs/codebook.md).
Result<std::string> to_json(const Hit& hit);
Result<std::string> to_json(const std::pair<std::string, int64_t>& count);
Result<std::string> to_json(const TollHistory& history, const Members& totals);
Result<std::string> to_json(const ReportDiff& diff);
Result<std::string> to_json(const Decision& decision);

}  // namespace sayso
