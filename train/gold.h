// Annotated reports in the form of gold/GUIDELINES.md, as far as the trainers need them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace sayso::train {

struct GoldClaim {
  ByteSpan trigger;
  std::string kind;
  std::string stance;
  std::string modality;
  std::optional<std::string> source, source_is;
  bool optional = false;
};

struct GoldReport {
  std::string id, text, published, outlet;
  std::vector<GoldClaim> claims;
};

// Reads a JSON Lines file. Claims whose trigger is not in the text are left out.
Result<std::vector<GoldReport>> read_gold(const std::string& path);

}  // namespace sayso::train
