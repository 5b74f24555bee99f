// Reports are read on several threads, and written to the ledger in order on this one, some at a time in one
// transaction. A report's line is printed only when it is safely on the disk.

#include "cli/add.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "cli/error_log.h"
#include "cli/ledger_session.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "ledger/ledger.h"

namespace sayso {
namespace {

using Clock = std::chrono::steady_clock;

// One transaction holds so many reports at most, and is not kept open longer than this: others may want to write.
constexpr size_t kBatch = 64;
constexpr std::chrono::milliseconds kPatience{500};

class Run {
 public:
  // `first` is what was already taken from the source.
  Run(const AddChoice& choice, const Engine& engine, Ledger& ledger, ErrorLog& errors,
      std::optional<Result<Report>> first)
      : choice_(choice), engine_(engine), ledger_(ledger), errors_(errors), first_(std::move(first)) {}

  Exit operator()(ReportSource& source) {
    std::optional<uint64_t> bytes = progress_.on() ? source.bytes_total() : std::nullopt;
    ordered_map(
        choice_.jobs, [&] { return first_ ? std::exchange(first_, std::nullopt) : source.next(); },
        [&](Result<Report> report) -> Result<Prepared> {
          if (!report) return report.error();
          return ledger_.prepare(engine_.read(*report));
        },
        [&](Result<Prepared> done) { return take(std::move(done), source.bytes_done(), bytes); });
    if (!failed_) write();
    progress_.clear();
    out_.flush();
    if (auto failure = out_.error()) {
      complain(*failure);
      return Exit::error;
    }
    errors_.tell_left_out(source.left_out());
    if (!errors_.close() || failed_) return Exit::error;
    note(summary());
    if (errors_.count() > 0) return Exit::error;
    return reports_ > 0 ? Exit::read : Exit::nothing;
  }

 private:
  bool take(Result<Prepared> done, uint64_t bytes_done, std::optional<uint64_t> bytes) {
    if (!done) {
      progress_.clear();
      errors_.add(done.error());
      return !choice_.strict;
    }
    if (batch_.empty()) begun_ = Clock::now();
    batch_.push_back(std::move(*done));
    progress_.update(++reports_, bytes_done, bytes);
    if (batch_.size() < kBatch && Clock::now() - begun_ < kPatience) return true;
    return write();
  }

  bool write() {
    if (batch_.empty()) return true;
    auto added = ledger_.add(batch_);
    batch_.clear();
    if (!added) {
      progress_.clear();
      complain(added.error());
      failed_ = true;
      return false;
    }
    for (const Added& a : *added) {
      ++counts_[static_cast<size_t>(a.what)];
      copies_ += a.copy_of ? 1 : 0;
      std::string line = std::string(name(a.what)) + "\t" + a.uri + "\t" + std::to_string(a.claims) + " claims";
      if (a.copy_of) line += "\tcopy of " + *a.copy_of;
      out_.write(line + "\n");
    }
    return out_.flush();
  }

  std::string summary() const {
    auto count = [&](Added::What what) { return std::to_string(counts_[static_cast<size_t>(what)]); };
    return count(Added::What::fresh) + " added, " + count(Added::What::revision) + " revisions, " +
           count(Added::What::older) + " older versions, " + count(Added::What::known) + " known; " +
           std::to_string(copies_) + " are copies";
  }

  const AddChoice& choice_;
  const Engine& engine_;
  Ledger& ledger_;
  ErrorLog& errors_;
  std::optional<Result<Report>> first_;
  Output out_{STDOUT_FILENO};
  Progress progress_;
  std::vector<Prepared> batch_;
  Clock::time_point begun_;
  size_t reports_ = 0, copies_ = 0;
  size_t counts_[4] = {};
  bool failed_ = false;
};

}  // namespace

CLI::App* declare_add(CLI::App& app, AddChoice& choice) {
  CLI::App* command = app.add_subcommand("add", "Add reports to a ledger: who said what, over time");
  command->add_option("LEDGER", choice.ledger, "The ledger, a file; made where there is none")
      ->required()
      ->type_name("");
  command->add_option("PATH", choice.input.paths, "Files, folders, or - for standard input, as for sayso read")
      ->type_name("");
  add_jobs_option(*command, choice.jobs, "one for each processor");
  add_input_options(*command, choice.input);
  add_gazetteer_option(*command, choice.input.gazetteer);
  command->add_option("--errors", choice.errors, "Write what could not be read to this file, as NDJSON")
      ->type_name("FILE");
  command->add_flag("--strict", choice.strict, "Stop at the first input that cannot be read");
  command->footer(
      "Examples:\n"
      "  sayso add war.sayso examples\n"
      "  sayso add war.sayso wire.ndjson && sayso incidents war.sayso --disputed\n"
      "\n"
      "Adding a report again changes nothing. Another text under a known path or id is a revision: both are kept.\n"
      "A report's line is printed when it is safely on the disk. Several processes may add at once.\n"
      "Exit status: 0 all was added, 1 there was no report, 2 an error (what could be read was added).");
  return command;
}

Exit run_add(const AddChoice& choice) {
  auto fail = [](const Error& error) {
    complain(error);
    return Exit::error;
  };
  std::vector<std::string> paths = choice.input.paths;
  if (paths.empty()) {
    if (::isatty(STDIN_FILENO)) return fail(Error{"", 0, "no report given", "sayso add --help"});
    paths = {"-"};
  }
  Result<Session> session = Session::open(choice.input, Session::Explain::no);
  if (!session) return fail(session.error());
  ErrorLog errors;
  if (!choice.errors.empty()) {
    if (auto failure = errors.open(choice.errors)) return fail(*failure);
  }
  ReportSource source = session->reports(paths);
  // A ledger is made when there is a report to put into it: a path with a slip in it leaves no empty file.
  std::optional<Result<Report>> first;
  std::error_code ignored;
  if (!std::filesystem::exists(choice.ledger, ignored)) {
    while ((first = source.next()) && !*first) {
      errors.add(first->error());
      if (choice.strict) break;
    }
    if (!first || !*first) {
      errors.tell_left_out(source.left_out());
      if (!errors.close() || errors.count() > 0) return Exit::error;
      note("no report, and no ledger made");
      return Exit::nothing;
    }
  }
  Result<Ledger> ledger =
      Ledger::open(choice.ledger, Database::Mode::create, session->engine().knowledge(), ledger_options());
  if (!ledger) return fail(ledger.error());
  return Run(choice, session->engine(), *ledger, errors, std::move(first))(source);
}

}  // namespace sayso
