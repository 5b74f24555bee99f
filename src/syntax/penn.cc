#include "syntax/penn.h"

#include <algorithm>

namespace sayso {

size_t penn_index(std::string_view tag) {
  auto found = std::find(kPennTags.begin(), kPennTags.end(), tag);
  if (found == kPennTags.end()) found = std::find(kPennTags.begin(), kPennTags.end(), "XX");
  return static_cast<size_t>(found - kPennTags.begin());
}

}  // namespace sayso
