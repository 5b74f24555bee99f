// view/page: Report -> what was taken for what, block by block, for `sayso page`.
#pragma once

#include <string>
#include <vector>

#include "page/html_reader.h"
#include "page/report.h"
#include "view/text.h"

namespace sayso {

inline constexpr const char* kPageSchema = "sayso.page/1";

// What is known of the report, then a line a block, its role before it.
std::string to_page_text(const Report& report, const TextOptions& options);

// The blocks that a page's reading left out, with what they were taken for.
std::string to_page_text(const std::vector<LeftOut>& left_out, const TextOptions& options);

// One JSON object, without a line end: `document` of the reading (view/json.h), and what pages say beyond it
// (modified, zone, section, url). Offsets are code points.
std::string to_page_json(const Report& report);

}  // namespace sayso
