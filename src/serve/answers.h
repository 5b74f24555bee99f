// serve/answers: what a page shows, as data, and that data as JSON and as plain HTML.
//
// In: a ledger and what was asked. Out: an answer, which has two faces: JSON for programs and for the page's script,
// and an HTML fragment of tables for readers without a script. Both say the same. docs/serve.md tells the schemas.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ledger/diff.h"
#include "ledger/query.h"
#include "ledger/review.h"
#include "ledger/rules.h"
#include "ledger/store.h"
#include "view/export_rows.h"
#include "view/incident_accounts.h"
#include "view/incident_table.h"

namespace sayso::serve {

// --- Incidents ---------------------------------------------------------------------------------------------------

struct IncidentPage {
  std::vector<IncidentRow> rows;
  std::string next;   // a cursor, or empty at the end
  std::string query;  // what was asked, without the cursor, for links
  // Where nothing is left: sentences on names that the ledger does not know.
  std::vector<std::string> unknown;
};
// From the names and values of a query; an error says which of them cannot be understood.
Result<IncidentFilter> filter_of(const std::map<std::string, std::string>& query);
std::string cursor_behind(const IncidentRow& row);

Result<std::string> incidents_json(const IncidentPage& page);
std::string incidents_html(const IncidentPage& page, const std::map<std::string, std::string>& query);

// All that the filters leave, counted by day, by place, by side and by kind: for the map and the time line.
Result<std::string> overview_json(const std::vector<IncidentRow>& rows, const CountryCodes& countries);

// --- One incident ------------------------------------------------------------------------------------------------

struct IncidentAnswer {
  IncidentView view;
  std::vector<Statement> statements;
  IncidentTable table;
  std::vector<std::string> also;  // names of incidents of these days there and nearby, to move claims to
};
Result<std::string> incident_json(const IncidentAnswer& answer);
std::string incident_html(const IncidentAnswer& answer);

// --- One report --------------------------------------------------------------------------------------------------

struct ReportAnswer {
  StoredReport report;
  std::string origin;  // URI of the report that it copies
  std::vector<CopyOf> copies;
  std::vector<Version> versions;
  std::vector<ReportDiff> differences;  // from the version before it, and from its origin
  std::vector<std::string> incidents;   // name for each claim, or empty
  std::vector<Member> marks;            // what persons decided on each claim
};
Result<std::string> report_json(const ReportAnswer& answer);
std::string report_html(const ReportAnswer& answer);

// --- What was pasted ---------------------------------------------------------------------------------------------

Result<std::string> readings_json(const std::vector<Reading>& readings);
std::string readings_html(const std::vector<Reading>& readings);
std::string paste_html();

// --- The rest ----------------------------------------------------------------------------------------------------

struct SearchAnswer {
  std::string words;
  bool claims = true;
  std::vector<Hit> hits;
};
Result<std::string> search_json(const SearchAnswer& answer);
std::string search_html(const SearchAnswer& answer);

Result<std::string> stats_json(const std::vector<std::pair<std::string, int64_t>>& counts);
std::string stats_html(const std::vector<std::pair<std::string, int64_t>>& counts);

Result<std::string> timeline_json(const Members& totals);
std::string timeline_html(const Members& totals);

Result<std::string> decisions_json(const std::vector<Decision>& decisions);
std::string decisions_html(const std::vector<Decision>& decisions);

// --- Around it ---------------------------------------------------------------------------------------------------

struct Frame {
  std::string title;
  std::string here;    // which entry of the navigation
  bool ledger = true;  // whether there is one
  bool as_is = false;  // the page's script leaves it as it is: what a form was answered with
};
// The whole page around a fragment.
std::string page_html(const Frame& frame, const std::string& fragment);

}  // namespace sayso::serve
