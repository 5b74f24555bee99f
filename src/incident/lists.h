// incident/lists: the words of a folded name, and lists that are sets.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace sayso {

// Calls `each` with each word between blanks, as a view into `folded`.
template <typename Each>
void each_word(std::string_view folded, Each each) {
  for (size_t at = 0; at < folded.size();) {
    size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) each(folded.substr(at, end - at));
    at = end + 1;
  }
}

// Sorts, and keeps of equals one.
inline void each_once(std::vector<std::string>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace sayso
