// A page and what it was taken for, as little pictures: a line a block, "role: words".
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "base/text_util.h"
#include "page/page_reader.h"

namespace sayso {

inline const KnowledgeSource& knowledge() {
  static const KnowledgeSource source = [] {
    auto loaded = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    EXPECT_TRUE(loaded) << loaded.error().text();
    return *std::move(loaded);
  }();
  return source;
}

inline const PageReader& page_reader() {
  static const PageReader reader = [] {
    auto loaded = PageReader::load(knowledge());
    EXPECT_TRUE(loaded) << loaded.error().text();
    return *std::move(loaded);
  }();
  return reader;
}

inline Report read_page(std::string text, const Metadata& meta = {}) {
  auto report = page_reader().from_text(std::move(text), meta);
  EXPECT_TRUE(report) << report.error().text();
  return report ? *std::move(report) : Report{};
}

// A line end inside a block is shown as a blank, a cut block with "~" behind its role, prose behind a dateline or a
// bullet with "| " before it.
inline std::string picture(const Report& report) {
  std::string out;
  for (const Block& block : report.blocks) {
    std::string words(block.span.in(report.text));
    if (block.body > block.span.begin) words.insert(block.body - block.span.begin, "| ");
    for (char& c : words) c = c == '\n' ? ' ' : c;
    out += std::string(name(block.role)) + (block.truncated ? "~: " : ": ") + words + "\n";
  }
  return out;
}

// What holds for the blocks of any text.
inline void expect_sound(const Report& report) {
  ASSERT_TRUE(is_valid_utf8(report.text));
  uint32_t at = 0;
  for (const Block& block : report.blocks) {
    ASSERT_LE(at, block.span.begin);
    ASSERT_LT(block.span.begin, block.span.end);
    ASSERT_LE(block.span.end, report.text.size());
    ASSERT_LE(block.span.begin, block.body);
    ASSERT_LE(block.body, block.span.end);
    ASSERT_EQ(trim_space(block.span.in(report.text)), block.span.in(report.text));
    ASSERT_TRUE(trim_space(std::string_view(report.text).substr(at, block.span.begin - at)).empty());
    at = block.span.end;
  }
  ASSERT_TRUE(trim_space(std::string_view(report.text).substr(at)).empty());
}

}  // namespace sayso
