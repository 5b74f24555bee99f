// A report: one published text with its metadata, the same whatever it came from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/days.h"
#include "base/span.h"

namespace sayso {

// A correction is the outlet's own note on the report ("An earlier version of this story..."); it is not read as prose.
enum class BlockRole : uint8_t { title, byline, timestamp, caption, heading, paragraph, furniture, correction };

std::string_view name(BlockRole role);

// A piece of the report that is one thing. Blocks stand in the order of the text and do not overlap; blank lines and
// the white space around a block belong to none.
struct Block {
  ByteSpan span;
  BlockRole role = BlockRole::paragraph;
  bool truncated = false;  // the page cut it off ("... destroy Armenian a...")
  uint32_t body = 0;       // byte where its prose begins: behind "YEREVAN, Armenia (AP) — ", else span.begin
};

struct Dateline {
  ByteSpan span;  // "YEREVAN, Armenia": the place alone, without agency and dash
};

struct Report {
  std::string id;    // "sha256:<hex>" of `text`
  std::string uri;   // where it came from: the path as given, or an NDJSON line's id
  std::string text;  // valid UTF-8, line ends "\n"; every offset of a reading points into this
  std::vector<Block> blocks;

  std::optional<std::string> outlet;  // whose voice the narration is
  std::optional<std::string> agency;  // "AP", "Reuters": who wrote it, where that is said
  std::optional<std::string> title;
  std::optional<std::string> byline;
  std::optional<Timestamp> published;
  std::optional<Day> written;  // the day in its dateline, where that is not the day of publication but shortly before
  std::optional<Timestamp> modified;
  std::optional<int> zone;             // of `published`, in minutes east of UTC, where the page says it
  std::optional<std::string> section;  // "World"
  std::optional<std::string> url;      // where it was published, where that is not `uri`
  std::optional<Dateline> dateline;
  std::string language = "en";

  // The day that "today" is in the text.
  std::optional<Day> today() const {
    return written ? written : published ? std::optional(published->day) : std::nullopt;
  }
};

}  // namespace sayso
