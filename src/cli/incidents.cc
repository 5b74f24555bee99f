#include "cli/incidents.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/ledger_session.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "ledger/query.h"
#include "view/incident_json.h"
#include "view/incident_text.h"

namespace sayso {
namespace {

constexpr size_t kMostShown = 50;  // to a person

std::optional<Error> set_day(const std::string& option, const std::string& text, std::optional<int>& day) {
  if (text.empty()) return std::nullopt;
  std::optional<Day> parsed = parse_iso_day(text);
  if (!parsed) return Error{"", 0, option + " " + text + " is no day", "one like 2020-09-28"};
  day = day_number(*parsed);
  return std::nullopt;
}

std::optional<Error> set_box(const std::string& text, std::optional<IncidentFilter::Box>& box) {
  if (text.empty()) return std::nullopt;
  IncidentFilter::Box b{};
  char rest = 0;
  if (std::sscanf(text.c_str(), "%lf,%lf,%lf,%lf%c", &b.west, &b.south, &b.east, &b.north, &rest) != 4)
    return Error{"", 0, "--box " + text + " is no box", "WEST,SOUTH,EAST,NORTH in degrees: 46,39,47,40.5"};
  box = b;
  return std::nullopt;
}

}  // namespace

CLI::App* declare_incidents(CLI::App& app, IncidentsChoice& choice) {
  CLI::App* command = app.add_subcommand("incidents", "List what happened, across the reports of a ledger");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  command->add_option("-f,--format", choice.format, "text for a person, ndjson for a program")
      ->check(CLI::IsMember({"text", "ndjson"}).description(""))
      ->type_name("{text,ndjson}");
  command->add_option("--place", choice.place, "Where: a town, a district, the beginning of its name")
      ->type_name("NAME");
  command->add_option("--side", choice.side, "A side that acts in it or suffers from it, by its name")
      ->type_name("NAME");
  command->add_option("--kind", choice.kind, "A kind of event, as in the codebook: shelling")->type_name("KIND");
  command->add_option("--from", choice.from, "On this day or later")->type_name("DATE");
  command->add_option("--to", choice.to, "On this day or earlier")->type_name("DATE");
  command->add_option("--text", choice.text, "Words of its claims: a phrase in quotation marks, a prefix*")
      ->type_name("WORDS");
  command->add_option("--box", choice.box, "Inside these degrees: WEST,SOUTH,EAST,NORTH")->type_name("BOX");
  command->add_flag("--disputed", choice.disputed, "Only those of which accounts differ");
  command->add_option("--limit", choice.limit, "No more than this many; 50 in text, all in ndjson")->type_name("N");
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
  IncidentFilter filter;
  filter.place = choice.place;
  filter.side = choice.side;
  filter.kind = choice.kind;
  filter.text = choice.text;
  filter.disputed = choice.disputed;
  if (auto error = set_day("--from", choice.from, filter.from)) return fail(*error);
  if (auto error = set_day("--to", choice.to, filter.to)) return fail(*error);
  if (auto error = set_box(choice.box, filter.box)) return fail(*error);
  bool text = choice.format == "text";
  filter.limit = choice.limit > 0 ? choice.limit : text ? kMostShown + 1 : 0;

  auto session = LedgerSession::open(choice.ledger, Database::Mode::read, choice.knowledge);
  if (!session) return fail(session.error());
  Database& db = session->ledger.database();
  std::vector<IncidentRow> found = find_incidents(session->ledger, filter);
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
  if (db.failure()) return fail(*db.failure());
  return found.empty() ? Exit::nothing : Exit::read;
}

}  // namespace sayso
