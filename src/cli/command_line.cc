#include "cli/command_line.h"

#include <unistd.h>

#include <csignal>
#include <sstream>

#include "cli/accounts.h"
#include "cli/add.h"
#include "cli/bench.h"
#include "cli/completion.h"
#include "cli/explain.h"
#include "cli/export.h"
#include "cli/gazetteer.h"
#include "cli/import.h"
#include "cli/incidents.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/read.h"
#include "cli/reread.h"
#include "cli/review.h"
#include "cli/search.h"
#include "cli/serve.h"
#include "cli/terminal.h"

#ifndef SAYSO_VERSION
#error "the build defines SAYSO_VERSION"
#endif

namespace sayso {
namespace {

constexpr const char* kGeneralHelp = "sayso --help";

// Help and version are asked for: they go to standard output.
Exit show(const CLI::App& app, const CLI::ParseError& asked) {
  std::ostringstream help, rest;
  app.exit(asked, help, rest);
  Output out(STDOUT_FILENO);
  out.write(help.str());
  out.flush();
  if (auto error = out.error()) {
    complain(*error);
    return Exit::error;
  }
  return Exit::read;
}

// The subcommand that was asked for, to name its help page.
std::string tip(const CLI::App& app) {
  std::vector<const CLI::App*> used = app.get_subcommands([](const CLI::App* sub) { return sub->parsed(); });
  return used.empty() ? kGeneralHelp : "sayso " + used.front()->get_name() + " --help";
}

// CLI11's messages as sayso's: one sentence, no line break, no full stop.
std::string sentence(std::string message) {
  while (!message.empty() && (message.back() == '\n' || message.back() == '.')) message.pop_back();
  for (char& c : message)
    if (c == '\n') c = ' ';
  // "The following ..." but not "PATH ...".
  auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (message.size() > 2 && is_upper(message[0]) && !is_upper(message[1]) && message[1] != ' ')
    message[0] = static_cast<char>(message[0] - 'A' + 'a');
  return message;
}

}  // namespace

Exit run_command_line(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an answer of write(), not a reason to die

  CLI::App app(
      "Reads war reporting and tells who says that what happened, to whom, where, when, how many,\n"
      "and who denies it: each with the words of the report that carry it.");
  app.name("sayso");
  app.set_version_flag("--version", "sayso " SAYSO_VERSION);
  app.require_subcommand(0, 1);  // that there is none is said last, after what is wrong with the rest
  app.get_formatter()->column_width(28);
  ReadChoice read;
  ExplainChoice explain;
  PageChoice page;
  BenchChoice bench;
  GazetteerChoice gazetteer;
  CompletionChoice completion;
  AddChoice add;
  IncidentsChoice incidents;
  AccountsChoice accounts;
  TimelineChoice timeline;
  SearchChoice search_choice;
  StatsChoice stats_choice;
  DiffChoice diff_choice;
  CheckChoice check_choice;
  ExportChoice export_choice;
  ImportChoice import_choice;
  ReviewChoice review_choice;
  ServeChoice serve_choice;
  RereadChoice reread_choice;
  CLI::App* read_command = declare_read(app, read);
  CLI::App* explain_command = declare_explain(app, explain);
  CLI::App* add_command = declare_add(app, add);
  CLI::App* incidents_command = declare_incidents(app, incidents);
  CLI::App* accounts_command = declare_accounts(app, accounts);
  CLI::App* timeline_command = declare_timeline(app, timeline);
  CLI::App* search_command = declare_search(app, search_choice);
  CLI::App* stats_command = declare_stats(app, stats_choice);
  CLI::App* diff_command = declare_diff(app, diff_choice);
  CLI::App* check_command = declare_check(app, check_choice);
  CLI::App* export_command = declare_export(app, export_choice);
  CLI::App* import_command = declare_import(app, import_choice);
  CLI::App* review_command = declare_review(app, review_choice);
  CLI::App* serve_command = declare_serve(app, serve_choice);
  CLI::App* reread_command = declare_reread(app, reread_choice);
  CLI::App* page_command = declare_page(app, page);
  CLI::App* gazetteer_command = declare_gazetteer(app, gazetteer);
  CLI::App* bench_command = declare_bench(app, bench);
  CLI::App* completion_command = declare_completion(app, completion);
  app.footer(
      "Examples:\n"
      "  sayso read report.txt                       the claims of a report, for a person\n"
      "  sayso read examples                         of every report in a folder, with the accounts side by side\n"
      "  sayso read --format ndjson wire.ndjson      as JSON, a line a report\n"
      "  sayso explain report.txt 5                  why claim 5 is as it is\n"
      "  sayso add war.sayso examples                into a ledger, to be asked across reports\n"
      "  sayso incidents war.sayso --disputed        what happened, where accounts differ\n"
      "  sayso page page.html                        what was taken for title, caption, prose in a page\n"
      "\n"
      "Exit status: 0 all was read, 1 nothing was read, 2 an error (what could be read was read).\n"
      "`sayso read --help` tells more.");

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return show(app, asked);
  } catch (const CLI::ParseError& wrong) {
    std::string what = sentence(wrong.what());
    if (tip(app) == kGeneralHelp && argc > 1 && argv[1][0] != '-') what = std::string(argv[1]) + " is no subcommand";
    complain(Error{"", 0, what, tip(app)});
    return Exit::error;
  }
  if (read_command->parsed()) return run_read(read);
  if (explain_command->parsed()) return run_explain(explain);
  if (add_command->parsed()) return run_add(add);
  if (incidents_command->parsed()) return run_incidents(incidents);
  if (accounts_command->parsed()) return run_accounts(accounts);
  if (timeline_command->parsed()) return run_timeline(timeline);
  if (search_command->parsed()) return run_search(search_choice);
  if (stats_command->parsed()) return run_stats(stats_choice);
  if (diff_command->parsed()) return run_diff(diff_choice);
  if (check_command->parsed()) return run_check(check_choice);
  if (export_command->parsed()) return run_export(export_choice);
  if (import_command->parsed()) return run_import(import_choice);
  if (review_command->parsed()) return run_review(review_choice);
  if (serve_command->parsed()) return run_serve(serve_choice);
  if (reread_command->parsed()) return run_reread(reread_choice);
  if (page_command->parsed()) return run_page(page);
  if (gazetteer_command->parsed()) return run_gazetteer(gazetteer);
  if (bench_command->parsed()) return run_bench(bench);
  if (completion_command->parsed()) return run_completion(app, completion);
  complain(Error{"", 0, "no subcommand given", kGeneralHelp});
  return Exit::error;
}

}  // namespace sayso
