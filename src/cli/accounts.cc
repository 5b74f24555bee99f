#include "cli/accounts.h"

#include <unistd.h>

#include <fstream>

#include "cli/ledger_session.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "ledger/query.h"
#include "ledger/rules.h"
#include "view/incident_accounts.h"
#include "view/ledger_json.h"

namespace sayso {
namespace {

// The incidents that were named; without a name those that more than one report tells of, or that are in dispute.
Result<std::vector<IncidentRow>> chosen(Ledger& ledger, const AccountsChoice& choice) {
  std::vector<IncidentRow> out;
  for (const std::string& name : choice.incidents) {
    auto found = find_incident(ledger, name);
    if (!found) return found.error();
    out.push_back(std::move(*found));
  }
  if (!choice.incidents.empty()) return out;
  IncidentFilter filter;
  filter.disputed = choice.disputed;
  for (IncidentRow& row : find_incidents(ledger, filter))
    if (!choice.several || row.reports > 1) out.push_back(std::move(row));
  return out;
}

}  // namespace

CLI::App* declare_accounts(CLI::App& app, AccountsChoice& choice) {
  CLI::App* command = app.add_subcommand("accounts", "Show an incident: what each side says of it, side by side");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  command->add_option("INCIDENT", choice.incidents, "Names that sayso incidents gives, or their beginnings")
      ->type_name("");
  add_format_option(*command, choice.format);
  command->add_flag("--disputed", choice.disputed, "Without a name: only those of which accounts differ");
  add_knowledge_option(*command, choice.knowledge);
  command->add_flag("--several", choice.several, "Without a name: only those that several reports tell of");
  command->footer(
      "Examples:\n"
      "  sayso accounts war.sayso tartar-2020-09-28\n"
      "  sayso accounts war.sayso --disputed --several | less -R\n"
      "\n"
      "A cell is what one source says of one thing; [2.5] is claim 5 of report 2 of the list above the table.\n"
      "Exit status: 0 it was shown, 1 there is none, 2 an error.");
  return command;
}

Exit run_accounts(const AccountsChoice& choice) {
  auto session = LedgerSession::open(choice.ledger, Database::Mode::read, choice.knowledge);
  if (!session) return fail(session.error());
  auto rules = LedgerRules::load(session->knowledge);
  if (!rules) return fail(rules.error());
  auto rows = chosen(session->ledger, choice);
  if (!rows) return fail(rows.error());
  Output out(STDOUT_FILENO);
  bool first = true;
  for (const IncidentRow& row : *rows) {
    IncidentView view = view_of(session->ledger, row, *rules);
    if (choice.format == "text") {
      if (!out.write((first ? "" : "\n") + to_text(view, text_options()))) break;
    } else {
      auto line = accounts_json(view);
      if (!line) return fail(line.error());
      if (!out.write(*line + "\n")) break;
    }
    first = false;
  }
  out.flush();
  if (auto failure = out.error()) return fail(*failure);
  if (auto failure = session->ledger.database().failure()) return fail(*failure);
  return rows->empty() ? Exit::nothing : Exit::read;
}

CLI::App* declare_timeline(CLI::App& app, TimelineChoice& choice) {
  CLI::App* command =
      app.add_subcommand("timeline", "Show running tolls: what each source said so far, and when it changed");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  add_format_option(*command, choice.format);
  command->footer(
      "Example:\n"
      "  sayso timeline war.sayso\n"
      "\n"
      "The toll of a war is no toll of one incident: it stands here. Exit status: 0 it was shown, 1 there is none, 2 "
      "an error.");
  return command;
}

Exit run_timeline(const TimelineChoice& choice) {
  auto session = LedgerSession::open(choice.ledger, Database::Mode::read);
  if (!session) return fail(session.error());
  Members totals = running_tolls(session->ledger.database());
  Output out(STDOUT_FILENO);
  if (choice.format == "ndjson") {
    for (const TollHistory& history : toll_histories(totals))
      if (auto error = put_line(out, to_json(history, totals))) return fail(*error);
  } else if (!totals.claims.empty()) {
    out.write(timeline_text(totals, text_options()));
  }
  out.flush();
  if (auto failure = out.error()) return fail(*failure);
  if (auto failure = session->ledger.database().failure()) return fail(*failure);
  return totals.claims.empty() ? Exit::nothing : Exit::read;
}

Exit explain_incident(const std::string& path, const std::string& incident, const std::string& knowledge) {
  auto session = LedgerSession::open(path, Database::Mode::read, knowledge);
  if (!session) return fail(session.error());
  auto rules = LedgerRules::load(session->knowledge);
  if (!rules) return fail(rules.error());
  auto row = find_incident(session->ledger, incident);
  if (!row) return fail(row.error());
  Output out(STDOUT_FILENO);
  out.write(to_explanation(view_of(session->ledger, *row, *rules), text_options()));
  out.flush();
  if (auto failure = out.error()) return fail(*failure);
  return Exit::read;
}

bool is_ledger(const std::string& path) {
  constexpr std::string_view kHead("SQLite format 3\0", 16);
  std::ifstream in(path, std::ios::binary);
  char head[16] = {};
  return in.read(head, sizeof head) && std::string_view(head, sizeof head) == kHead;
}

}  // namespace sayso
