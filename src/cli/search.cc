#include "cli/search.h"

#include <unistd.h>

#include "cli/ledger_session.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "ledger/check.h"
#include "ledger/diff.h"
#include "ledger/query.h"
#include "view/ledger_json.h"

namespace sayso {
namespace {

Exit finish(Output& out, Ledger& ledger, bool some) {
  out.flush();
  if (auto failure = out.error()) return fail(*failure);
  if (auto failure = ledger.database().failure()) return fail(*failure);
  return some ? Exit::read : Exit::nothing;
}

std::string line_of(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\t') c = ' ';
  return text;
}

}  // namespace

CLI::App* declare_search(CLI::App& app, SearchChoice& choice) {
  CLI::App* command = app.add_subcommand("search", "Find claims, or reports, by their words");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  command->add_option("WORDS", choice.words, "All must be there; \"a phrase\"; a prefix*")->required()->type_name("");
  add_format_option(*command, choice.format);
  command->add_flag("--reports", choice.reports, "Reports, by title and text, instead of claims");
  add_count_option(*command, "--limit", choice.limit, "No more than this many, the best first (default: 20)");
  command->footer(
      "Examples:\n"
      "  sayso search war.sayso 'shelling school'\n"
      "  sayso search war.sayso --reports '\"line of contact\" art*'\n"
      "\n"
      "A line is REPORT:CLAIM, the incident, the words of its sentence; [what was found] is marked there, but for "
      "what\n"
      "stands elsewhere in the claim: its kind, its place, who is in it. Exit status: 0 found, 1 nothing found, 2 an "
      "error.");
  return command;
}

Exit run_search(const SearchChoice& choice) {
  auto session = LedgerSession::open(choice.ledger, Database::Mode::read);
  if (!session) return fail(session.error());
  auto hits = search(session->ledger, choice.words, !choice.reports, choice.limit);
  if (!hits) return fail(hits.error());
  Output out(STDOUT_FILENO);
  for (const Hit& h : *hits) {
    if (choice.format == "ndjson") {
      if (auto error = put_line(out, to_json(h))) return fail(*error);
      continue;
    }
    std::string where = h.n > 0 ? h.uri + ":" + std::to_string(h.n) + "\t" + (h.incident.empty() ? "-" : h.incident)
                                : h.uri + "\t" + h.published.value_or("-");
    out.write(where + "\t" + line_of(h.snippet) + "\n");
  }
  return finish(out, session->ledger, !hits->empty());
}

CLI::App* declare_stats(CLI::App& app, StatsChoice& choice) {
  CLI::App* command = app.add_subcommand("stats", "Count what a ledger holds");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  add_format_option(*command, choice.format);
  command->footer("Example:\n  sayso stats war.sayso\n\nExit status: 0 it was counted, 2 an error.");
  return command;
}

Exit run_stats(const StatsChoice& choice) {
  auto session = LedgerSession::open(choice.ledger, Database::Mode::read);
  if (!session) return fail(session.error());
  Output out(STDOUT_FILENO);
  for (const auto& count : counts_of(session->ledger)) {
    if (choice.format == "text") {
      out.write(count.first + "\t" + std::to_string(count.second) + "\n");
    } else if (auto error = put_line(out, to_json(count))) {
      return fail(*error);
    }
  }
  return finish(out, session->ledger, true);
}

CLI::App* declare_diff(CLI::App& app, DiffChoice& choice) {
  CLI::App* command = app.add_subcommand("diff", "Show what a revision changed, or what a copy adds and drops");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  command->add_option("REPORT", choice.report, "Its path or id, or a part of it")->required()->type_name("");
  add_format_option(*command, choice.format);
  command->footer(
      "Example:\n"
      "  sayso diff war.sayso 05-harbor-tribune-copy.txt\n"
      "\n"
      "A revision is set beside the version before it, a copy beside its origin: - is what is gone, + what is new.\n"
      "Exit status: 0 it was shown, 1 there is nothing to set it beside, 2 an error.");
  return command;
}

Exit run_diff(const DiffChoice& choice) {
  auto session = LedgerSession::open(choice.ledger, Database::Mode::read);
  if (!session) return fail(session.error());
  auto report = find_report(session->ledger, choice.report);
  if (!report) return fail(report.error());
  Output out(STDOUT_FILENO);
  std::vector<ReportDiff> diffs = differences(session->ledger, *report);
  for (const ReportDiff& d : diffs) {
    if (choice.format == "ndjson") {
      if (auto error = put_line(out, to_json(d))) return fail(*error);
      continue;
    }
    out.write(d.kind + " of " + d.uri + (d.kind == "copy" ? "" : " as added on " + d.added) + "\n");
    for (const ReportDiff::Line& line : d.gone) out.write("- " + line_of(line.text) + "\n");
    for (const ReportDiff::Line& line : d.fresh) out.write("+ " + line_of(line.text) + "\n");
    out.write(std::to_string(d.same) + " claims are the same\n");
  }
  return finish(out, session->ledger, !diffs.empty());
}

CLI::App* declare_check(CLI::App& app, CheckChoice& choice) {
  CLI::App* command = app.add_subcommand("check", "Check that a ledger is whole");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  command->add_flag("--migrate", choice.migrate, "Bring a ledger of an older format up to date first");
  command->footer(
      "Example:\n"
      "  sayso check war.sayso\n"
      "\n"
      "It is whole where SQLite's own check finds nothing, every reference leads somewhere, every part of a claim lies "
      "inside\n"
      "its report's text, and every text and every claim of this version's reading has the id that its words give: "
      "kind,\n"
      "stance, speaker and doer are in it. Not checked: whether places, days, targets and figures are those of the "
      "text, "
      "and\n"
      "whether incidents are as claims would give them anew; sayso reread reads all texts again.\n"
      "Exit status: 0 it is whole, 2 it is not, or an error.");
  return command;
}

Exit run_check(const CheckChoice& choice) {
  auto session = LedgerSession::open(choice.ledger, choice.migrate ? Database::Mode::update : Database::Mode::read);
  if (!session) return fail(session.error());
  std::vector<std::string> faults = check(session->ledger);
  if (auto failure = session->ledger.database().failure()) return fail(*failure);
  for (const std::string& fault : faults) complain(Error{choice.ledger, 0, fault, ""});
  if (!faults.empty()) return Exit::error;
  Output out(STDOUT_FILENO);
  out.write("whole\n");
  return finish(out, session->ledger, true);
}

}  // namespace sayso
