#include "page/ids.h"

#include <fmt/format.h>

#include "page/sha256.h"

namespace sayso {

std::string report_id(std::string_view text) { return "sha256:" + sha256_hex(text); }

std::string ClaimIds::next(uint32_t begin, uint32_t end, std::string_view kind, std::string_view stance,
                           std::string_view source, const std::vector<std::string>& by) {
  std::string content = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", report_, begin, end, kind, stance, source);
  for (const std::string& words : by) content += "\n" + words;
  int again = seen_[content]++;
  if (again > 0) content += fmt::format("\n#{}", again);
  return sha256_hex(content).substr(0, 16);
}

}  // namespace sayso
