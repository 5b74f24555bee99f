// Micro-benchmarks on the reports of examples/: the page, the whole reading with the share of each stage as counters,
// and the views. Items are words (tokens that are no marks), so that items/s is words/s.
//
// usage: sayso_bench [--benchmark_filter=REGEX]

#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "page/page_reader.h"
#include "reading/engine.h"
#include "view/json.h"
#include "view/text.h"

namespace sayso {
namespace {

struct Workload {
  Engine engine;
  PageReader pages;
  std::vector<std::pair<std::string, std::string>> files;  // path, bytes
  std::vector<Report> reports;
  std::vector<Reading> readings;
  int64_t words = 0;
};

Result<Workload> load() {
  Result<Engine> engine = Engine::open({});
  if (!engine) return engine.error();
  Result<PageReader> pages = PageReader::load(engine->knowledge());
  if (!pages) return pages.error();
  Workload work{std::move(*engine), std::move(*pages), {}, {}, {}, 0};
  StageTimes times;
  for (const auto& entry : std::filesystem::directory_iterator(SAYSO_SOURCE_DIR "/examples")) {
    if (entry.path().extension() != ".txt") continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    Metadata known;
    known.uri = entry.path().string();
    Result<Report> report = work.pages.from_text(bytes.str(), known);
    if (!report) return report.error();
    work.files.emplace_back(known.uri, bytes.str());
    work.readings.push_back(work.engine.read(*report, &times));
    work.reports.push_back(std::move(*report));
  }
  if (work.reports.empty()) return Error{SAYSO_SOURCE_DIR "/examples", 0, "holds no reports", ""};
  work.words = times.words;
  return work;
}

void page(benchmark::State& state, const Workload& work) {
  for (auto _ : state) {
    for (const auto& [path, bytes] : work.files) {
      Metadata known;
      known.uri = path;
      benchmark::DoNotOptimize(work.pages.from_text(bytes, known));
    }
  }
  state.SetItemsProcessed(state.iterations() * work.words);
}

void read(benchmark::State& state, const Workload& work) {
  StageTimes times;
  for (auto _ : state)
    for (const Report& report : work.reports) benchmark::DoNotOptimize(work.engine.read(report, &times));
  state.SetItemsProcessed(state.iterations() * work.words);
  // Nanoseconds a word in each stage.
  auto words = static_cast<double>(times.words);
  const std::pair<const char*, int64_t> stages[] = {{"1_text", times.text},       {"2_syntax", times.syntax},
                                                    {"3_mention", times.mention}, {"4_event", times.event},
                                                    {"5_claim", times.claim},     {"6_reading", times.reading}};
  for (auto [name, time] : stages) state.counters[name] = static_cast<double>(time) / words;
}

// One report of N kilobytes without a line end: the time for each word must not grow with N.
void long_report(benchmark::State& state, const Workload& work) {
  std::string text;
  const auto size = static_cast<size_t>(state.range(0)) * 1024;
  for (size_t i = 0; text.size() < size; i = (i + 1) % work.files.size()) text += work.files[i].second + " ";
  std::replace(text.begin(), text.end(), '\n', ' ');
  Result<Report> report = work.pages.from_text(text, {});
  if (!report) return state.SkipWithError(report.error().text().c_str());
  StageTimes times;
  for (auto _ : state) benchmark::DoNotOptimize(work.engine.read(*report, &times));
  state.SetItemsProcessed(times.words);
  state.SetComplexityN(state.range(0));
  state.counters["3_mention"] = static_cast<double>(times.mention) / static_cast<double>(times.words);
  state.counters["4_event"] = static_cast<double>(times.event) / static_cast<double>(times.words);
}

// A report of N kilobytes with an event in every few words, as no paper prints it but anybody may send it: the time for
// each word must not grow with N. `sentences`: with full stops; else it is one sentence from end to end, which is read
// in pieces (text/tokens.h).
void dense_report(benchmark::State& state, const Workload& work, bool sentences) {
  static const char* kTowns[] = {"Goma", "Bunia", "Beni", "Gao", "Kidal", "Mopti", "Bama", "Kharkiv", "Homs", "Mosul"};
  const auto size = static_cast<size_t>(state.range(0)) * 1024;
  std::string text;
  for (size_t i = 0; text.size() < size; ++i) {
    const std::string town = kTowns[i % std::size(kTowns)], number = std::to_string(2 + i % 97);
    if (!sentences)
      text += "rebels killed " + number + " soldiers in " + town + " and ";
    else if (i % 4 == 0)
      text += "Rebels killed " + number + " soldiers in " + town + " on Monday. ";
    else if (i % 4 == 1)
      text += "The army said that troops shelled " + town + ", wounding " + number + " people. ";
    else if (i % 4 == 2)
      text += "The rebels denied the claim and blamed the government for the attack. ";
    else
      text += "The mayor put the toll at " + number + ". ";
  }
  Result<Report> report = work.pages.from_text(text, {});
  if (!report) return state.SkipWithError(report.error().text().c_str());
  StageTimes times;
  size_t claims = 0;
  for (auto _ : state) claims = work.engine.read(*report, &times).claims.size();
  state.SetItemsProcessed(times.words);
  state.SetComplexityN(state.range(0));
  state.counters["claims"] = static_cast<double>(claims);
  state.counters["4_event"] = static_cast<double>(times.event) / static_cast<double>(times.words);
  state.counters["5_claim"] = static_cast<double>(times.claim) / static_cast<double>(times.words);
}

void json(benchmark::State& state, const Workload& work) {
  for (auto _ : state)
    for (const Reading& reading : work.readings) benchmark::DoNotOptimize(to_json(reading, {}));
  state.SetItemsProcessed(state.iterations() * work.words);
}

void text(benchmark::State& state, const Workload& work) {
  for (auto _ : state)
    for (const Reading& reading : work.readings) benchmark::DoNotOptimize(to_text(reading, {}));
  state.SetItemsProcessed(state.iterations() * work.words);
}

}  // namespace
}  // namespace sayso

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  sayso::Result<sayso::Workload> work = sayso::load();
  if (!work) {
    std::fprintf(stderr, "sayso_bench: error: %s\n", work.error().text().c_str());
    return 2;
  }
  const sayso::Workload& w = *work;
  benchmark::RegisterBenchmark("page", [&w](benchmark::State& s) { sayso::page(s, w); });
  benchmark::RegisterBenchmark("read", [&w](benchmark::State& s) { sayso::read(s, w); });
  benchmark::RegisterBenchmark("read/long", [&w](benchmark::State& s) { sayso::long_report(s, w); })
      ->RangeMultiplier(2)
      ->Range(64, 1024)
      ->Complexity();
  for (const auto& [name, sentences] : {std::pair("read/dense", true), std::pair("read/one_sentence", false)})
    benchmark::RegisterBenchmark(name,
                                 [&w, s = sentences](benchmark::State& state) { sayso::dense_report(state, w, s); })
        ->RangeMultiplier(2)
        ->Range(64, 1024)
        ->Complexity();
  benchmark::RegisterBenchmark("view/json", [&w](benchmark::State& s) { sayso::json(s, w); });
  benchmark::RegisterBenchmark("view/text", [&w](benchmark::State& s) { sayso::text(s, w); });
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
