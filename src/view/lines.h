// view/lines: Reading -> one line a claim, to grep, to compare and to review in tests.
//
//   a.txt:5 | Defense Ministry (Azerbaijan) via Interfax | asserts | killing "killed" | - > Armenian troops (Armenia) |
//   - | 2020-09-28 | killed >550 combatants (Armenia)
//
// (one line). The fields are: URI:N | source | stance | kind "trigger" | by > on | place | when | tolls. A field that
// is not known is "-", the report's own voice is "report"; lists are joined by "; ". A denial of row 5 has the stance
// "denies 5"; a modality that is not actual and a certainty that is not certain stand behind the kind.
#pragma once

#include <string>

#include "sayso/reading.h"

namespace sayso {

// Each line ends with "\n"; a reading without claims has no line. White space within a field is one blank, "|" is "/".
std::string to_lines(const Reading& reading);

}  // namespace sayso
