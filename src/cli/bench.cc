// The figures are of the whole way, from bytes on the disk to JSON in memory, but for writing it: that is what a user
// waits for. Times of stages are summed over threads; rates are by the clock on the wall, but for words/cpu-s, which a
// busy machine changes little. Words are what stands between blanks in the reports' texts.

#include "cli/bench.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>

#include "base/parallel.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "view/json.h"

namespace sayso {
namespace {

using Clock = std::chrono::steady_clock;

int64_t since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count();
}

size_t count_words(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (char c : text) {
    bool blank = c == ' ' || c == '\n' || c == '\t';
    words += !blank && !inside ? 1 : 0;
    inside = !blank;
  }
  return words;
}

struct Account {
  size_t reports = 0, words = 0, claims = 0, bad = 0;
  int64_t page = 0, view = 0;
  StageTimes stages;

  void add(const Account& other) {
    reports += other.reports;
    words += other.words;
    claims += other.claims;
    bad += other.bad;
    view += other.view;
    stages.text += other.stages.text;
    stages.syntax += other.stages.syntax;
    stages.mention += other.stages.mention;
    stages.event += other.stages.event;
    stages.claim += other.stages.claim;
    stages.reading += other.stages.reading;
  }
};

// One report's way, and what it took.
Account measure(const Engine& engine, const Result<Report>& report) {
  Account one;
  if (!report) {
    one.bad = 1;
    return one;
  }
  Reading reading = engine.read(*report, &one.stages);
  Clock::time_point begin = Clock::now();
  one.bad = to_json(reading, {}) ? 0 : 1;
  one.view = since(begin);
  one.reports = 1;
  one.words = count_words(report->text);
  one.claims = reading.claims.size();
  return one;
}

struct Took {
  double start_up, wall, cpu;  // seconds
};

// Of all threads, user and system together.
double cpu_seconds(const rusage& used) {
  auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

rusage resources() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used;
}

std::string table(const Account& all, const Took& took, const BenchChoice& choice) {
  std::string out;
  auto line = [&](std::string_view name, const std::string& value) {
    out += fmt::format("{:<12}{:>12}\n", name, value);
  };
  line("reports", std::to_string(all.reports));
  line("words", std::to_string(all.words));
  line("claims", std::to_string(all.claims));
  line("jobs", std::to_string(choice.jobs));
  line("seconds", fmt::format("{:.2f}", took.wall));
  line("reports/s", fmt::format("{:.0f}", static_cast<double>(all.reports) / took.wall));
  line("words/s", fmt::format("{:.0f}", static_cast<double>(all.words) / took.wall));
  line("words/cpu-s", fmt::format("{:.0f}", static_cast<double>(all.words) / took.cpu));
  line("start-up", fmt::format("{:.0f} ms", took.start_up * 1e3));
  line("memory", fmt::format("{} MB", resources().ru_maxrss / 1024));
  out += "\nstage       share of time\n";
  const StageTimes& s = all.stages;
  const std::pair<const char*, int64_t> stages[] = {{"page", all.page},     {"text", s.text},   {"syntax", s.syntax},
                                                    {"mention", s.mention}, {"event", s.event}, {"claim", s.claim},
                                                    {"reading", s.reading}, {"view", all.view}};
  int64_t sum = 0;
  for (auto [name, time] : stages) sum += time;
  for (auto [name, time] : stages)
    line(name, fmt::format("{:.1f} %", 100.0 * static_cast<double>(time) / static_cast<double>(sum > 0 ? sum : 1)));
  return out;
}

}  // namespace

CLI::App* declare_bench(CLI::App& app, BenchChoice& choice) {
  CLI::App* command = app.add_subcommand("bench", "Measure how fast this machine reads, and where the time goes");
  command->add_option("PATH", choice.input.paths, "Reports, as for `sayso read` (default: examples)")->type_name("");
  command->add_option("--repeat", choice.repeat, "Read them this many times over (default: 1)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000).description(""));
  add_jobs_option(*command, choice.jobs, "1");
  add_input_options(*command, choice.input);
  add_gazetteer_option(*command, choice.input.gazetteer);
  command->footer(
      "Examples:\n"
      "  sayso bench examples --repeat 100\n"
      "  sayso bench --jobs 4 wire.ndjson\n"
      "\n"
      "Exit status: 0 measured, 1 nothing was read, 2 an error.");
  return command;
}

Exit run_bench(const BenchChoice& choice) {
  Clock::time_point begin = Clock::now();
  Result<Session> session = Session::open(choice.input, Session::Explain::no);
  if (!session) return fail(session.error());
  Took took{static_cast<double>(since(begin)) * 1e-9, 0, 0};

  std::vector<std::string> paths = choice.input.paths;
  if (paths.empty()) paths = {"examples"};
  Account all;
  double cpu_before = cpu_seconds(resources());
  begin = Clock::now();
  for (unsigned round = 0; round < choice.repeat; ++round) {
    ReportSource source = session->reports(paths);
    ordered_map(
        choice.jobs,
        [&] {
          Clock::time_point asked = Clock::now();
          auto report = source.next();
          all.page += since(asked);
          return report;
        },
        [&](Result<Report> report) { return measure(session->engine(), report); },
        [&](Account one) {
          all.add(one);
          return true;
        });
  }
  took.wall = static_cast<double>(since(begin)) * 1e-9;
  took.cpu = cpu_seconds(resources()) - cpu_before;
  if (all.reports == 0) {
    note("nothing read: no report in what was given; try sayso bench --help");
    return Exit::nothing;
  }
  if (all.bad > 0) note(std::to_string(all.bad) + " inputs could not be read; `sayso read` tells why");

  Output out(STDOUT_FILENO);
  out.write(table(all, took, choice));
  out.flush();
  if (auto failure = out.error()) return fail(*failure);
  return Exit::read;
}

}  // namespace sayso
