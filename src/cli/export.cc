#include "cli/export.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "cli/ledger_session.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "view/export.h"

namespace sayso {

CLI::App* declare_export(CLI::App& app, ExportChoice& choice) {
  CLI::App* command = app.add_subcommand("export", "Write a ledger as CSV, GeoJSON, Parquet and more");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  std::vector<std::string> formats = kExportFormats;
  formats.push_back("citations");
  command->add_option("-f,--format", choice.format, "What to write")
      ->required()
      ->check(CLI::IsMember(formats).description(""))
      ->type_name("{csv,ucdp,acled,geojson,ndjson,jsonld,parquet,citations}");
  command->add_option("-o,--output", choice.output, "Write to this file, not to standard output")->type_name("FILE");
  add_knowledge_option(*command, choice.knowledge);
  add_filter_options(*command, choice.filter);
  command->add_option("--incident", choice.incidents, "This incident alone, by the name that sayso incidents gives")
      ->type_name("NAME");
  command->footer(
      "csv, parquet: a row a claim. ucdp, acled: a row an incident, in the columns of UCDP GED 24 and of ACLED, coded "
      "by\n"
      "sayso and marked so. geojson, ndjson: an incident each. jsonld: W3C Web Annotations, a claim each. citations: "
      "a\n"
      "text that names the reports behind each incident.\n"
      "Without a filter csv, parquet and jsonld hold the claims that are of no incident, too.\n"
      "\n"
      "Examples:\n"
      "  sayso export war.sayso --format csv > claims.csv\n"
      "  sayso export war.sayso --format parquet -o claims.parquet\n"
      "  sayso export war.sayso --format ucdp --side Armenia --from 2020-09-27 --to 2020-10-10 > events.csv\n"
      "  sayso export war.sayso --format geojson --incident tartar-2020-09-28 > tartar.geojson\n"
      "\n"
      "Exit status: 0 it was written, 1 the filters leave nothing (what is written is empty), 2 an error.");
  return command;
}

Exit run_export(const ExportChoice& choice) {
  auto fail = [](const Error& error) {
    complain(error);
    return Exit::error;
  };
  auto filter = filter_of(choice.filter);
  if (!filter) return fail(filter.error());
  if (choice.filter.any() && !choice.incidents.empty())
    return fail(Error{"", 0, "an incident that is named is not filtered", "--incident, or filters without it"});
  auto session = LedgerSession::open(choice.ledger, Database::Mode::read, choice.knowledge);
  if (!session) return fail(session.error());
  if (auto fault = fault_of(session->ledger, *filter)) return fail(*fault);
  // No filter is all that the ledger holds: also claims that are of no incident.
  std::optional<std::vector<IncidentRow>> some;
  if (!choice.incidents.empty()) {
    some.emplace();
    for (const std::string& name : choice.incidents) {
      auto row = find_incident(session->ledger, name);
      if (!row) return fail(row.error());
      bool known = std::any_of(some->begin(), some->end(), [&](const IncidentRow& r) { return r.id == row->id; });
      if (!known) some->push_back(std::move(*row));
    }
  } else if (choice.filter.any() || choice.format == "citations") {
    some = find_incidents(session->ledger, *filter);
    if (some->empty()) tell_unknown_names(session->ledger, *filter);
  }
  int fd = STDOUT_FILENO;
  if (!choice.output.empty()) {
    fd = ::open(choice.output.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666);
    if (fd < 0) return fail(Error{choice.output, 0, std::string("cannot be written: ") + std::strerror(errno), ""});
  }
  Output out(fd);
  auto write = [&](std::string_view bytes) { return out.write(bytes); };
  auto error = some ? export_incidents(session->ledger, session->knowledge, choice.format, *some, write)
                    : export_ledger(session->ledger, session->knowledge, choice.format, write);
  out.flush();
  if (!error) error = out.error();
  if (fd != STDOUT_FILENO && ::close(fd) != 0 && !error)
    error = Error{choice.output, 0, std::string("cannot be written: ") + std::strerror(errno), ""};
  if (error) return fail(*error);
  return some && some->empty() ? Exit::nothing : Exit::read;
}

}  // namespace sayso
