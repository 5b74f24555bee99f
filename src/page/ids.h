// page/ids: what a report and its claims are called by: digests of what they hold, the same on any machine.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sayso {

// "sha256:" and the digest of the text.
std::string report_id(std::string_view text);

// The ids of a report's claims, asked for one after the other. An id says what is claimed, not where in the list it
// stands: claims that agree in all of it are numbered.
class ClaimIds {
 public:
  explicit ClaimIds(std::string report) : report_(std::move(report)) {}
  // `begin` and `end` are of the trigger; `source` is the name of who says it, `by` the words of who did it.
  std::string next(uint32_t begin, uint32_t end, std::string_view kind, std::string_view stance,
                   std::string_view source, const std::vector<std::string>& by);

 private:
  std::string report_;
  std::map<std::string, int> seen_;
};

}  // namespace sayso
