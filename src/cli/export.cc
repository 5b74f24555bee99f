#include "cli/export.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/ledger_session.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "view/export.h"

namespace sayso {

CLI::App* declare_export(CLI::App& app, ExportChoice& choice) {
  CLI::App* command = app.add_subcommand("export", "Write a ledger as CSV, GeoJSON, Parquet and more");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  command->add_option("-f,--format", choice.format, "What to write")
      ->required()
      ->check(CLI::IsMember(kExportFormats).description(""))
      ->type_name("{csv,ucdp,acled,geojson,ndjson,jsonld,parquet}");
  command->add_option("-o,--output", choice.output, "Write to this file, not to standard output")->type_name("FILE");
  add_knowledge_option(*command, choice.knowledge);
  command->footer(
      "csv, parquet: a row a claim. ucdp, acled: a row an incident, in the columns of UCDP GED 24 and of ACLED, coded "
      "by\n"
      "sayso and marked so. geojson, ndjson: an incident each. jsonld: W3C Web Annotations, a claim each.\n"
      "\n"
      "Examples:\n"
      "  sayso export war.sayso --format csv > claims.csv\n"
      "  sayso export war.sayso --format parquet -o claims.parquet\n"
      "\n"
      "Exit status: 0 it was written, 2 an error.");
  return command;
}

Exit run_export(const ExportChoice& choice) {
  auto fail = [](const Error& error) {
    complain(error);
    return Exit::error;
  };
  auto session = LedgerSession::open(choice.ledger, Database::Mode::read, choice.knowledge);
  if (!session) return fail(session.error());
  int fd = STDOUT_FILENO;
  if (!choice.output.empty()) {
    fd = ::open(choice.output.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666);
    if (fd < 0) return fail(Error{choice.output, 0, std::string("cannot be written: ") + std::strerror(errno), ""});
  }
  Output out(fd);
  auto error = export_ledger(session->ledger, session->knowledge, choice.format,
                             [&](std::string_view bytes) { return out.write(bytes); });
  out.flush();
  if (!error) error = out.error();
  if (fd != STDOUT_FILENO && ::close(fd) != 0 && !error)
    error = Error{choice.output, 0, std::string("cannot be written: ") + std::strerror(errno), ""};
  if (error) return fail(*error);
  return Exit::read;
}

}  // namespace sayso
