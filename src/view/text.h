// view/text: Reading -> text for a person at a terminal.
//
// Out: the report's head (title, outlet, date, dateline), then its claims: first what is in dispute, each denial hung
// below what it denies; then the rest in the order of the text; each with who says so, through whom, what, by whom, to
// whom, where, when, how many as said, and the report's own words. Ink only where asked for, and none that takes sides.
#pragma once

#include <string>

#include "sayso/reading.h"
#include "view/screen.h"

namespace sayso {

struct TextOptions {
  size_t width = 80;
  bool color = false;
};

std::string to_text(const Reading& reading, const TextOptions& options);

// The line that stands before report `number` where there are several.
std::string report_rule(size_t number, const TextOptions& options);

}  // namespace sayso
