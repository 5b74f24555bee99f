// What holds for every report, whatever the bytes were. A breach aborts, which is what the fuzzer looks for.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/span.h"
#include "base/text_util.h"
#include "page/page_reader.h"

namespace sayso {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

// A file's bytes as a reader asks for them: at most `chunk` at once. `at` tells how many were given.
inline auto in_chunks(std::string_view bytes, size_t chunk, size_t& at) {
  return [bytes, chunk, &at](char* to, size_t most) {
    size_t got = std::min({most, chunk, bytes.size() - at});
    std::copy_n(bytes.data() + at, got, to);
    at += got;
    return got;
  };
}

inline void check(const Report& report) {
  std::string_view text = report.text;
  require(is_valid_utf8(text), "the text is valid UTF-8");
  require(text.find('\r') == text.npos && text.find('\0') == text.npos, "no CR and no NUL are left");
  PointIndex index(text);
  uint32_t at = 0, points = 0;
  for (const Block& block : report.blocks) {
    require(at <= block.span.begin && block.span.begin < block.span.end && block.span.end <= text.size(),
            "blocks are in order, apart and inside the text");
    require(block.span.begin <= block.body && block.body <= block.span.end, "prose begins inside its block");
    require(trim_space(text.substr(at, block.span.begin - at)).empty(), "only white space stands between blocks");
    points += static_cast<uint32_t>(count_points(text.substr(at, block.span.end - at)));
    at = block.span.end;
    require(index.point(at) == points, "code points are counted the same both ways");
  }
  require(trim_space(text.substr(at)).empty(), "only white space stands behind the last block");
  if (report.dateline) {
    require(report.dateline->span.end <= text.size() && !report.dateline->span.empty(), "the dateline is in the text");
  }
}

// The tables as the tests read them; a fault in them is no finding.
inline const PageReader& fuzzed_reader() {
  static const PageReader reader = [] {
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    require(bool(source), "knowledge/ can be read");
    auto loaded = PageReader::load(*source);
    require(bool(loaded), "knowledge/page/ is sound");
    return *std::move(loaded);
  }();
  return reader;
}

}  // namespace sayso
