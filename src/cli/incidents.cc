#include "cli/incidents.h"

#include <unistd.h>

#include "cli/ledger_session.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "ledger/query.h"
#include "view/incident_json.h"
#include "view/incident_text.h"

namespace sayso {
namespace {

constexpr size_t kMostShown = 50;  // to a person

}  // namespace

CLI::App* declare_incidents(CLI::App& app, IncidentsChoice& choice) {
  CLI::App* command = app.add_subcommand("incidents", "List what happened, across the reports of a ledger");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  add_format_option(*command, choice.format);
  add_filter_options(*command, choice.filter);
  add_count_option(*command, "--limit", choice.limit, "No more than this many; 50 in text, all in ndjson");
  add_knowledge_option(*command, choice.knowledge);
  command->footer(
      "Examples:\n"
      "  sayso incidents war.sayso --disputed\n"
      "  sayso incidents war.sayso --side Armenia --from 2020-09-27 --to 2020-09-30\n"
      "  sayso incidents war.sayso --format ndjson | jq -r .incident\n"
      "\n"
      "Exit status: 0 some were listed, 1 there is none, 2 an error.");
  return command;
}

Exit run_incidents(const IncidentsChoice& choice) {
  auto fail = [](const Error& error) {
    complain(error);
    return Exit::error;
  };
  auto filter = filter_of(choice.filter);
  if (!filter) return fail(filter.error());
  auto session = LedgerSession::open(choice.ledger, Database::Mode::read, choice.knowledge);
  if (!session) return fail(session.error());
  Database& db = session->ledger.database();
  if (auto fault = fault_of(session->ledger, *filter)) return fail(*fault);
  bool text = choice.format == "text";
  filter->limit = choice.limit > 0 ? choice.limit : text ? kMostShown + 1 : 0;
  std::vector<IncidentRow> found = find_incidents(session->ledger, *filter);
  Output out(STDOUT_FILENO);
  if (text) {
    bool more = choice.limit == 0 && found.size() > kMostShown;
    if (more) found.pop_back();
    out.write(to_text(found, text_options()));
    out.flush();
    if (more) note("there are more: narrow it down, or ask for all with --limit");
  } else {
    for (const IncidentRow& row : found) {
      auto line = to_json(row, members_of(db, row.id));
      if (!line) return fail(line.error());
      if (!out.write(*line + "\n")) break;
    }
  }
  out.flush();
  if (auto failure = out.error()) return fail(*failure);
  if (found.empty()) tell_unknown_names(session->ledger, *filter);
  if (db.failure()) return fail(*db.failure());
  return found.empty() ? Exit::nothing : Exit::read;
}

}  // namespace sayso
