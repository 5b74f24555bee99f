#include "cli/import.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "cli/ledger_session.h"
#include "cli/terminal.h"
#include "view/import.h"

namespace sayso {

CLI::App* declare_import(CLI::App& app, ImportChoice& choice) {
  CLI::App* command = app.add_subcommand("import", "Set a CSV of ACLED's or UCDP's beside a ledger's accounts");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  command->add_option("PATH", choice.file, "The CSV as downloaded; which it is, its columns tell")
      ->required()
      ->type_name("");
  command->footer(
      "Example:\n"
      "  sayso import war.sayso GEDEvent_v24_1.csv && sayso accounts war.sayso tartar-2020-09-28\n"
      "\n"
      "Its events are shown beside the incidents of their place and days, as one more account; nothing is merged.\n"
      "Exit status: 0 it was imported, 1 it holds no event, 2 an error.");
  return command;
}

Exit run_import(const ImportChoice& choice) {
  auto fail = [](const Error& error) {
    complain(error);
    return Exit::error;
  };
  std::ifstream in(choice.file, std::ios::binary);
  if (!in) return fail(Error{choice.file, 0, std::string("cannot be read: ") + std::strerror(errno), ""});
  std::ostringstream text;
  text << in.rdbuf();
  auto session = LedgerSession::open(choice.ledger, Database::Mode::write);
  if (!session) return fail(session.error());
  auto done = import_csv(session->ledger, session->knowledge, text.str(), choice.file);
  if (!done) return fail(done.error());
  note(std::to_string(done->events) + " events of " + done->source + ", " + std::to_string(done->left_out) +
       " rows left out");
  return done->events > 0 ? Exit::read : Exit::nothing;
}

}  // namespace sayso
