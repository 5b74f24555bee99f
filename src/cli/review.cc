#include "cli/review.h"

#include <unistd.h>

#include <charconv>
#include <optional>
#include <string_view>

#include "cli/ledger_session.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "ledger/query.h"
#include "ledger/review.h"
#include "view/ledger_json.h"

namespace sayso {
namespace {

// A number from 1 on, with nothing behind it.
template <typename Number>
std::optional<Number> whole_number(std::string_view text) {
  Number n = 0;
  auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (bad != std::errc() || end != text.data() + text.size() || n < 1) return std::nullopt;
  return n;
}

// "examples/03-caspian-wire.txt:8".
Result<int64_t> claim_at(Ledger& ledger, const std::string& address) {
  size_t colon = address.rfind(':');
  std::optional<int> n;
  if (colon != address.npos) n = whole_number<int>(std::string_view(address).substr(colon + 1));
  if (!n) return Error{"", 0, "\"" + address + "\" is no claim", "REPORT:N, as sayso search prints it"};
  auto report = find_report_named(ledger, address.substr(0, colon));
  if (!report) return report.error();
  return find_claim(ledger, *report, *n);
}

std::optional<Error> decide(Ledger& ledger, const ReviewChoice& choice) {
  const std::vector<std::string>& a = choice.arguments;
  Reviewer by{choice.who, choice.note};
  auto needs = [&](size_t count, const char* what) -> std::optional<Error> {
    if (a.size() == count) return std::nullopt;
    return Error{"", 0, choice.verb + " takes " + what, "sayso review --help"};
  };
  auto with_claim = [&](auto act) -> std::optional<Error> {
    auto claim = claim_at(ledger, a[0]);
    if (!claim) return claim.error();
    return act(*claim);
  };
  if (choice.verb == "accept" || choice.verb == "reject") {
    if (auto error = needs(1, "a claim")) return error;
    return with_claim([&](int64_t claim) { return judge(ledger, claim, choice.verb == "accept", by); });
  }
  if (choice.verb == "correct") {
    if (auto error = needs(3, "a claim, a field and a value")) return error;
    return with_claim([&](int64_t claim) { return correct(ledger, claim, a[1], a[2], by); });
  }
  if (choice.verb == "move") {
    if (auto error = needs(2, "a claim and an incident")) return error;
    return with_claim([&](int64_t claim) { return move_claim(ledger, claim, a[1], by); });
  }
  if (choice.verb == "merge") {
    if (auto error = needs(2, "two incidents")) return error;
    return merge_incidents(ledger, a[0], a[1], by);
  }
  if (choice.verb == "split") {
    std::vector<int64_t> claims;
    for (const std::string& address : a) {
      auto claim = claim_at(ledger, address);
      if (!claim) return claim.error();
      claims.push_back(*claim);
    }
    return split_incident(ledger, claims, by);
  }
  if (auto error = needs(1, "a decision's number")) return error;
  auto decision = whole_number<int64_t>(a[0]);
  if (!decision) return Error{"", 0, "\"" + a[0] + "\" is no decision's number", "sayso review LEDGER list"};
  return take_back(ledger, *decision, by);
}

// Number, time, who, verb; what it is on; field, value, note; whether it was taken back; the incidents of its claims.
std::string decision_line(const Decision& d) {
  std::string on, incidents;
  for (const Decision::On& claim : d.claims) {
    on += (on.empty() ? "" : ", ") + claim.uri + (claim.n > 0 ? ":" + std::to_string(claim.n) : "");
    if (!claim.incident.empty() && incidents.find(claim.incident) == incidents.npos)
      incidents += (incidents.empty() ? "" : ", ") + claim.incident;
  }
  if (d.claims.empty()) on = d.verb == "merge" ? d.merged : d.target;
  std::string value = d.verb == "merge" || d.verb == "move" || d.verb == "split" ? d.into : d.value;
  std::string back = d.taken_back_by ? "taken back by " + std::to_string(*d.taken_back_by) : "";
  std::string line = std::to_string(d.id) + "\t" + d.at + "\t" + d.who + "\t" + d.verb;
  for (std::string part : {on, d.field, value, d.note, back, incidents}) {
    for (char& c : part)
      if (c == '\t' || c == '\n') c = ' ';
    line += "\t" + (part.empty() ? "-" : part);
  }
  return line;
}

}  // namespace

CLI::App* declare_review(CLI::App& app, ReviewChoice& choice) {
  CLI::App* command = app.add_subcommand("review", "Accept, reject, correct or move claims; merge or split incidents");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add")->required()->type_name("");
  command->add_option("VERB", choice.verb, "What to do")
      ->required()
      ->check(CLI::IsMember({"accept", "reject", "correct", "move", "merge", "split", "undo", "list"}).description(""))
      ->type_name("{accept,reject,correct,move,merge,split,undo,list}");
  command->add_option("ARGUMENTS", choice.arguments, "What to do it to")->type_name("");
  add_format_option(*command, choice.format);
  command->add_option("--who", choice.who, "Your name: it is kept with the decision")->type_name("NAME");
  command->add_option("--note", choice.note, "Why: it is kept too")->type_name("TEXT");
  add_knowledge_option(*command, choice.knowledge);
  command->footer(
      "Examples:\n"
      "  sayso review war.sayso reject report.txt:8 --who Ana --note 'a training accident'\n"
      "  sayso review war.sayso correct report.txt:8 'toll 1' '> 550' --who Ana\n"
      "  sayso review war.sayso move report.txt:8 tartar-2020-09-28 --who Ana\n"
      "  sayso review war.sayso merge tartar-2020-09-28 goranboy-2020-09-28 --who Ana\n"
      "  sayso review war.sayso split report.txt:8 report.txt:9 --who Ana\n"
      "  sayso review war.sayso list\n"
      "  sayso review war.sayso undo 3 --who Ana\n"
      "\n"
      "A claim is REPORT:N: the report by its whole path or id, or by the end of it from behind a slash.\n"
      "A decision is printed as its number, time, name and verb, what it is on, field, value, note, whether it was "
      "taken\n"
      "back, and the incident that the claim is in.\n"
      "Nothing that was read is changed: a decision lies over it, and can be taken back.\n"
      "Exit status: 0 it is done, 2 an error.");
  return command;
}

Exit run_review(const ReviewChoice& choice) {
  bool list = choice.verb == "list";
  auto session =
      LedgerSession::open(choice.ledger, list ? Database::Mode::read : Database::Mode::write, choice.knowledge);
  if (!session) return fail(session.error());
  if (!list) {
    if (auto error = decide(session->ledger, choice)) return fail(*error);
  }
  Output out(STDOUT_FILENO);
  std::vector<Decision> all = decisions(session->ledger);
  for (size_t i = list || all.empty() ? 0 : all.size() - 1; i < all.size(); ++i) {
    if (choice.format == "text") {
      out.write(decision_line(all[i]) + "\n");
    } else if (auto error = put_line(out, to_json(all[i]))) {
      return fail(*error);
    }
  }
  out.flush();
  if (auto failure = out.error()) return fail(*failure);
  if (auto failure = session->ledger.database().failure()) return fail(*failure);
  return Exit::read;
}

}  // namespace sayso
