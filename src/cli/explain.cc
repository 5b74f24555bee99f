#include "cli/explain.h"

#include <unistd.h>

#include <charconv>
#include <optional>

#include "cli/accounts.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "view/explain.h"

namespace sayso {
namespace {

// "5" or "2.5", as the accounts name claims.
struct Address {
  size_t report = 1;
  int claim = 0;
};

std::optional<Address> parse_address(std::string_view s) {
  Address at;
  auto number = [](std::string_view digits, auto& out) {
    auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return bad == std::errc() && end == digits.data() + digits.size() && out > 0;
  };
  size_t dot = s.find('.');
  if (dot != s.npos && !number(s.substr(0, dot), at.report)) return std::nullopt;
  if (!number(dot == s.npos ? s : s.substr(dot + 1), at.claim)) return std::nullopt;
  return at;
}

}  // namespace

CLI::App* declare_explain(CLI::App& app, ExplainChoice& choice) {
  CLI::App* command =
      app.add_subcommand("explain", "Show why a claim is as it is, or why each claim is in an incident");
  command->add_option("REPORT", choice.path, "A file or a folder, as for `sayso read`; or a ledger")
      ->required()
      ->type_name("");
  command
      ->add_option("N", choice.claim,
                   "The claim's number; 2.5 is claim 5 of the second report; of a ledger an incident")
      ->required()
      ->type_name("");
  add_input_options(*command, choice.input);
  add_gazetteer_option(*command, choice.input.gazetteer);
  command->footer(
      "Examples:\n"
      "  sayso explain report.txt 5\n"
      "  sayso explain examples 2.5      claim [2.5] of the accounts that `sayso read examples` prints\n"
      "  sayso explain war.sayso tartar-2020-09-28\n"
      "\n"
      "Exit status: 0 it was shown, 2 an error.");
  return command;
}

Exit run_explain(const ExplainChoice& choice) {
  if (is_ledger(choice.path)) return explain_incident(choice.path, choice.claim, choice.input.knowledge);
  std::optional<Address> wanted = parse_address(choice.claim);
  if (!wanted)
    return fail(Error{"", 0, "\"" + choice.claim + "\" is no claim's number", "5, or 2.5 for claim 5 of report 2"});
  Result<Session> session = Session::open(choice.input, Session::Explain::yes);
  if (!session) return fail(session.error());

  ReportSource source = session->reports({choice.path});
  size_t reports = 0;
  std::optional<Error> first_error;
  while (auto report = source.next()) {
    if (!*report) {
      if (!first_error) first_error = report->error();
      continue;
    }
    if (++reports < wanted->report) continue;
    Reading reading = session->engine().read(**report);
    for (size_t i = 0; i < reading.claims.size(); ++i) {
      if (reading.claims[i].n != wanted->claim) continue;
      Output out(STDOUT_FILENO);
      out.write(to_explanation(reading, i, text_options()));
      out.flush();
      if (auto failure = out.error()) return fail(*failure);
      return Exit::read;
    }
    std::string has = reading.claims.empty() ? "no claims" : "claims 1 to " + std::to_string(reading.claims.size());
    return fail(Error{reading.uri, 0, "there is no claim " + std::to_string(wanted->claim) + ": it has " + has,
                      "sayso read, which numbers them"});
  }
  if (reports == 0 && first_error) return fail(*first_error);
  return fail(Error{choice.path, 0,
                    "there is no report " + std::to_string(wanted->report) + ": it holds " + std::to_string(reports),
                    "sayso read, which numbers them"});
}

}  // namespace sayso
