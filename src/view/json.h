// view/json: Reading -> one line of JSON, schema "sayso.reading/1" (docs/codebook.md).
//
// Guaranteed: valid JSON in valid UTF-8 on a single line, every field of the schema in its one order, whatever the
// reading holds; a value that is not known is `null`, a list without members is `[]`. The same reading gives the same
// bytes. Offsets are code points of `document.text`.
#pragma once

#include <string>

#include "base/result.h"
#include "sayso/reading.h"

namespace sayso {

struct JsonOptions {
  bool brief = false;  // leave out `attributions` and `mentions`
};

inline constexpr const char* kReadingSchema = "sayso.reading/1";

// The line without its "\n". Fails, rather than to write what no reader takes, where a string of the reading is no
// UTF-8 or a coordinate no number: a fault of the stage that made it.
Result<std::string> to_json(const Reading& reading, const JsonOptions& options);

}  // namespace sayso
