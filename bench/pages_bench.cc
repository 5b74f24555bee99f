// How fast pages become reports, one core: a folder of .html or .html.gz -> `Report`, and the steps on the way by
// themselves. Items are pages, so that items/s is pages/s; share is the step's part of the whole.
//
// usage: pages_bench FOLDER [--benchmark_filter=REGEX] [--benchmark_...]

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "page/charset.h"
#include "page/clean.h"
#include "page/gzip.h"
#include "page/html_scan.h"
#include "page/html_tree.h"
#include "page/page_reader.h"

namespace sayso {
namespace {

struct Pages {
  PageReader reader;
  std::vector<std::string> files, unpacked, decoded;
  std::vector<ScannedHtml> scanned;
  double whole = 0;  // seconds of processor time for all pages, by `read`
};

std::string bytes_of(const std::filesystem::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

std::string unpack(const std::string& bytes) {
  if (!is_gzip(bytes)) return bytes;
  Result<std::string> unpacked = gunzip(bytes, kMaxPageBytes);
  return unpacked ? *std::move(unpacked) : "";
}

Result<Pages> load(const std::string& folder) {
  Result<KnowledgeSource> knowledge = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  if (!knowledge) return knowledge.error();
  Result<PageReader> reader = PageReader::load(*knowledge);
  if (!reader) return reader.error();
  Pages pages{*std::move(reader), {}, {}, {}, {}};
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    std::string name = entry.path().filename().string();
    if (name.ends_with(".html") || name.ends_with(".html.gz")) pages.files.push_back(bytes_of(entry.path()));
  }
  if (pages.files.empty()) return Error{folder, 0, "no pages (.html, .html.gz) in this folder", ""};
  for (const std::string& file : pages.files) {
    pages.unpacked.push_back(unpack(file));
    pages.decoded.push_back(page_to_utf8(pages.unpacked.back(), ""));
    pages.scanned.push_back(scan_html(pages.decoded.back()));
  }
  return pages;
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <typename In, typename Step>
void measure(benchmark::State& state, Pages& pages, const std::vector<In>& in, bool all, Step step) {
  double begin = processor_seconds();
  for (auto _ : state)
    for (const In& one : in) step(one);
  double spent = (processor_seconds() - begin) / static_cast<double>(state.iterations());
  if (all) pages.whole = spent;
  auto n = static_cast<double>(in.size());
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(in.size()));
  state.counters["ms/page"] = spent * 1000 / n;
  if (pages.whole > 0) state.counters["share"] = spent / pages.whole;
}

}  // namespace
}  // namespace sayso

int main(int argc, char** argv) {
  using namespace sayso;
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::fprintf(stderr, "usage: pages_bench FOLDER [--benchmark_filter=REGEX]\n");
    return 2;
  }
  Result<Pages> loaded = load(argv[1]);
  if (!loaded) {
    std::fprintf(stderr, "pages_bench: error: %s\n", loaded.error().text().c_str());
    return 2;
  }
  Pages& p = *loaded;
  auto add = [&p](const char* name, const auto& in, bool all, auto step) {
    benchmark::RegisterBenchmark(name, [&p, &in, all, step](benchmark::State& s) { measure(s, p, in, all, step); })
        ->Unit(benchmark::kMillisecond)
        ->MinTime(2);
  };
  add("read", p.files, true,
      [&p](const std::string& file) { benchmark::DoNotOptimize(p.reader.from_html(unpack(file), {})); });
  add("1_unpack", p.files, false, [](const std::string& file) { benchmark::DoNotOptimize(unpack(file)); });
  add("2_decode", p.unpacked, false, [](const std::string& s) { benchmark::DoNotOptimize(page_to_utf8(s, "")); });
  add("3_scan", p.decoded, false, [](const std::string& s) { benchmark::DoNotOptimize(scan_html(s)); });
  add("4_parser", p.scanned, false, [](const ScannedHtml& s) { benchmark::DoNotOptimize(HtmlTree::parse(s)); });
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
