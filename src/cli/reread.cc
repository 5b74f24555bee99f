#include "cli/reread.h"

#include <unistd.h>

#include "base/parallel.h"
#include "cli/ledger_session.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "ledger/store.h"

namespace sayso {

CLI::App* declare_reread(CLI::App& app, RereadChoice& choice) {
  CLI::App* command = app.add_subcommand("reread", "Read a ledger's reports anew, with this version of the program");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  command->add_flag("--all", choice.all, "Also reports that this version has read, for knowledge that has changed");
  add_knowledge_option(*command, choice.knowledge);
  add_gazetteer_option(*command, choice.gazetteer);
  add_jobs_option(*command, choice.jobs, "one for each processor");
  command->footer(
      "Example:\n"
      "  sayso reread war.sayso\n"
      "\n"
      "What persons decided stays (sayso review). Exit status: 0 it is done, 1 there was nothing to read, 2 an error.");
  return command;
}

Exit run_reread(const RereadChoice& choice) {
  auto fail = [](const Error& error) {
    complain(error);
    return Exit::error;
  };
  InputChoice input;
  input.knowledge = choice.knowledge;
  input.gazetteer = choice.gazetteer;
  Result<Session> session = Session::open(input, Session::Explain::no);
  if (!session) return fail(session.error());
  auto pages = PageReader::load(session->engine().knowledge());
  if (!pages) return fail(pages.error());
  Result<Ledger> opened =
      Ledger::open(choice.ledger, Database::Mode::write, session->engine().knowledge(), ledger_options());
  if (!opened) return fail(opened.error());
  Ledger& ledger = *opened;
  Database& db = ledger.database();
  std::vector<int64_t> reports = ledger.reports_read_by_others();
  if (choice.all) {
    reports.clear();
    Query q = db.query("SELECT id FROM report WHERE superseded_by IS NULL ORDER BY id");
    while (q.next()) reports.push_back(q.integer(0));
  }

  struct Job {
    int64_t id;
    Reading old;
  };
  struct Done {
    int64_t id;
    Result<Prepared> again;
  };
  size_t next = 0, done = 0;
  std::optional<Error> failure;
  Progress progress;
  ordered_map(
      choice.jobs,
      [&]() -> std::optional<Job> {
        if (next >= reports.size()) return std::nullopt;
        int64_t id = reports[next++];
        auto stored = load_report_text(db, id);
        return Job{id, stored ? std::move(stored->reading) : Reading()};
      },
      [&](Job job) -> Done {
        Metadata known{job.old.uri,
                       job.old.outlet.value_or(""),
                       job.old.agency.value_or(""),
                       job.old.title.value_or(""),
                       job.old.byline.value_or(""),
                       job.old.published.value_or("")};
        auto report = pages->from_json_text(job.old.text, known);
        if (!report) return {job.id, report.error()};
        Reading again = session->engine().read(*report);
        // The text is what it was, whatever laid it out then: its digest tells versions apart.
        if (again.id != job.old.id)
          return {job.id,
                  Error{job.old.uri, 0, "its text is no longer laid out as it was", "adding it anew from its source"}};
        return {job.id, ledger.prepare(std::move(again))};
      },
      [&](Done result) {
        if (!result.again) {
          progress.clear();
          complain(result.again.error());
          return true;
        }
        failure = ledger.reread(result.id, *result.again);
        progress.update(++done, 0, std::nullopt);
        return !failure;
      });
  progress.clear();
  if (failure) return fail(*failure);
  note(std::to_string(done) + " of " + std::to_string(reports.size()) + " reports read anew");
  if (reports.empty()) return Exit::nothing;
  return done == reports.size() ? Exit::read : Exit::error;
}

}  // namespace sayso
