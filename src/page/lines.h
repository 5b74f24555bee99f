// A text of one paragraph a line as a report, which is what the stages read: for tools and tests, whose text is clean.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "page/report.h"

namespace sayso {

inline Report report_of_lines(std::string text) {
  Report report;
  report.text = std::move(text);
  for (size_t at = 0; at < report.text.size();) {
    size_t end = std::min(report.text.find('\n', at), report.text.size());
    Block block;
    block.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
    block.body = block.span.begin;
    if (end > at) report.blocks.push_back(block);
    at = end + 1;
  }
  return report;
}

}  // namespace sayso
