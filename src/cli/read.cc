// Reports are taken in order, read on several threads, and written in order (base/parallel.h); a bad one takes its
// place in that order too, so that what stands on standard error and in --errors is the same for any number of threads.

#include "cli/read.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "base/parallel.h"
#include "cli/error_log.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "page/language.h"
#include "view/accounts.h"
#include "view/json.h"
#include "view/lines.h"
#include "view/text.h"

namespace sayso {
namespace {

// Beyond this no one reads a table, and memory must not grow with the number of reports.
constexpr size_t kMostAccounts = 50;

enum class Format { text, ndjson, lines };

// A report that has been read and laid out, or the reason why not.
struct Done {
  std::optional<Error> error;
  std::string shown;
  std::string language;
  Reading reading;  // in text format, for the accounts: claims and title, without the text
};

class Run {
 public:
  Run(const ReadChoice& choice, Format format, const Engine& engine, ErrorLog& errors)
      : choice_(choice), format_(format), engine_(engine), errors_(errors), options_(text_options()) {}

  Exit operator()(ReportSource& source) {
    std::optional<uint64_t> bytes = progress_.on() ? source.bytes_total() : std::nullopt;
    ordered_map(
        choice_.jobs, [&] { return source.next(); }, [&](Result<Report> report) { return work(report); },
        [&](Done done) { return emit(std::move(done), source.bytes_done(), bytes); });
    progress_.clear();
    close();
    out_.flush();
    tell_foreign();
    errors_.tell_left_out(source.left_out());
    if (auto failure = out_.error()) {
      complain(*failure);
      return Exit::error;
    }
    if (!errors_.close()) return Exit::error;
    if (errors_.count() > 0 && (reports_ > 0 || choice_.strict || names_nothing())) return Exit::error;
    if (reports_ > 0) return Exit::read;
    if (errors_.count() == 0) note("nothing read: there is no report in what was given");
    return Exit::nothing;
  }

 private:
  // True where a path on the command line leads nowhere: the command is wrong, not a report.
  bool names_nothing() const {
    return std::any_of(choice_.input.paths.begin(), choice_.input.paths.end(), [](const std::string& path) {
      std::error_code ignored;
      return path != "-" && !std::filesystem::exists(path, ignored);
    });
  }

  // On any thread.
  Done work(const Result<Report>& report) const {
    Done done;
    if (!report) {
      done.error = report.error();
      return done;
    }
    Reading reading = engine_.read(*report);
    done.language = reading.language;
    switch (format_) {
      case Format::ndjson: {
        Result<std::string> json = to_json(reading, {choice_.brief});
        if (!json) {
          done.error = json.error();
        } else {
          done.shown = std::move(*json) + "\n";
        }
        break;
      }
      case Format::lines:
        done.shown = to_lines(reading);
        break;
      case Format::text:
        done.shown = to_text(reading, options_);
        reading.text = {};
        reading.attributions = {};
        done.reading = std::move(reading);
        break;
    }
    return done;
  }

  // On the main thread, in order.
  bool emit(Done done, uint64_t bytes_done, std::optional<uint64_t> bytes) {
    if (done.error) {
      progress_.clear();
      errors_.add(*done.error);
      return !choice_.strict;
    }
    ++reports_;
    if (!is_read(done.language)) ++foreign_[done.language];
    progress_.update(reports_, bytes_done, bytes);
    if (format_ != Format::text) return out_.write(done.shown);
    if (accounts_.reports() < kMostAccounts) accounts_.add(done.reading);
    // The first report is held back until a second one shows that they are to be numbered.
    if (reports_ == 1) {
      first_ = std::move(done.shown);
      return true;
    }
    if (reports_ == 2) {
      out_.write(report_rule(1, options_) + first_);
      first_.clear();
    }
    return out_.write("\n" + report_rule(reports_, options_) + done.shown);
  }

  void close() {
    if (reports_ == 1) out_.write(first_);
    if (reports_ < 2 || format_ != Format::text) return;
    if (reports_ > kMostAccounts) {
      note("the accounts are set side by side for up to 50 reports; --format ndjson gives the claims of all");
    } else if (accounts_.comparable()) {
      Screen screen(options_.width, options_.color);
      screen.blank();
      accounts_.write(screen);
      out_.write(screen.take());
    }
  }

  // One line for the reports in languages that are not read.
  void tell_foreign() const {
    if (foreign_.empty()) return;
    size_t all = 0;
    std::string languages;
    for (const auto& [language, reports] : foreign_) {
      all += reports;
      languages += (languages.empty() ? "" : ", ") + language + " " + std::to_string(reports);
    }
    note(std::to_string(all) + (all == 1 ? " report is" : " reports are") +
         " not in English, and no claims were looked for there: " + languages);
  }

  const ReadChoice& choice_;
  Format format_;
  const Engine& engine_;
  ErrorLog& errors_;
  TextOptions options_;
  Output out_{STDOUT_FILENO};
  Progress progress_;
  size_t reports_ = 0;
  std::string first_;
  std::map<std::string, size_t> foreign_;  // reports by language
  Accounts accounts_;
};

}  // namespace

CLI::App* declare_read(CLI::App& app, ReadChoice& choice) {
  CLI::App* command = app.add_subcommand("read", "Print the claims of reports: who says that what happened");
  command
      ->add_option("PATH", choice.input.paths,
                   "Files (text, HTML, WARC, RSS or Atom, NDJSON with a report a line), folders, or - for\n"
                   "standard input")
      ->type_name("");
  command->add_option("-f,--format", choice.format, "text for a person, ndjson for a program, lines for grep")
      ->check(CLI::IsMember({"text", "ndjson", "lines"}).description(""))
      ->type_name("{text,ndjson,lines}");
  command->add_flag("--brief", choice.brief, "In ndjson, leave out attributions and mentions: claims alone");
  add_jobs_option(*command, choice.jobs, "one for each processor");
  add_input_options(*command, choice.input);
  add_gazetteer_option(*command, choice.input.gazetteer);
  command->add_option("--errors", choice.errors, "Write what could not be read to this file, as NDJSON")
      ->type_name("FILE");
  command->add_flag("--strict", choice.strict, "Stop at the first input that cannot be read");
  command->footer(
      "Examples:\n"
      "  sayso read report.txt\n"
      "  sayso read examples | less -R\n"
      "  sayso read saved-page.html crawl.warc.gz feed.xml\n"
      "  sayso read --format ndjson --brief wire/ > readings.ndjson\n"
      "  sayso read --format ndjson --errors bad.ndjson wire.ndjson > readings.ndjson\n"
      "  sayso read --format lines examples | grep ' denies '\n"
      "  sayso read --published 2020-09-28 --outlet AP - < story\n"
      "\n"
      "A line of NDJSON is {\"id\",\"text\",\"published\",\"outlet\",\"title\"}; only text is needed.\n"
      "Of a folder files named .txt .ndjson .jsonl .json .html .warc .xml .rss .atom are read, packed (.gz) or not, "
      "and\n"
      "files without an ending; what is left out is told. A file that is named is read whatever its name.\n"
      "The output is the same for any --jobs. An input that cannot be read does not stop the rest.\n"
      "Exit status: 0 all was read, 1 nothing was read, 2 an error (what could be read was read).");
  return command;
}

Exit run_read(const ReadChoice& choice) {
  auto fail = [](const Error& error) {
    complain(error);
    return Exit::error;
  };
  Result<Session> session = Session::open(choice.input, Session::Explain::no);
  if (!session) return fail(session.error());
  ErrorLog errors;
  if (!choice.errors.empty()) {
    if (auto failure = errors.open(choice.errors)) return fail(*failure);
  }
  Format format = choice.format == "ndjson" ? Format::ndjson : choice.format == "lines" ? Format::lines : Format::text;
  std::vector<std::string> paths = choice.input.paths;
  if (paths.empty()) {
    if (::isatty(STDIN_FILENO)) return fail(Error{"", 0, "no report given", "sayso read --help"});
    paths = {"-"};
  }
  ReportSource source = session->reports(paths);
  return Run(choice, format, session->engine(), errors)(source);
}

}  // namespace sayso
