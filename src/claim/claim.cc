#include "claim/claim.h"

#include <array>

namespace sayso {

std::string_view name(Stance stance) {
  static constexpr std::array<std::string_view, 5> kNames = {"asserts", "denies", "accuses", "confirms", "unknown"};
  return kNames[static_cast<size_t>(stance)];
}

std::string_view name(Certainty certainty) {
  static constexpr std::array<std::string_view, 3> kNames = {"certain", "probable", "possible"};
  return kNames[static_cast<size_t>(certainty)];
}

std::string_view name(CueClass cue_class) {
  static constexpr std::array<std::string_view, 7> kNames = {"neutral",  "distancing", "confirming", "denying",
                                                             "accusing", "conceding",  "estimating"};
  return kNames[static_cast<size_t>(cue_class)];
}

std::string_view name(Quote quote) {
  static constexpr std::array<std::string_view, 4> kNames = {"none", "direct", "indirect", "mixed"};
  return kNames[static_cast<size_t>(quote)];
}

}  // namespace sayso
