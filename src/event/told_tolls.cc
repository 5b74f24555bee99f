#include "event/told_tolls.h"

#include <algorithm>
#include <utility>

namespace sayso {

bool is_of_people(std::string_view what) {
  return what == "killed" || what == "wounded" || what == "missing" || what == "captured" || what == "detained" ||
         what == "displaced";
}

void ToldTolls::go_on(size_t sentence) {
  before_ = std::exchange(here_, {});
  if (sentence_ + 1 < sentence) before_.clear();
  sentence_ = sentence;
}

template <typename F>
bool ToldTolls::is_otherwise_beside(const ToldToll& told, F of) const {
  auto otherwise = [&](const ToldToll& t) {
    return !t.part && t.event == told.event && t.toll.what == told.toll.what && of(t.toll) != of(told.toll);
  };
  return std::any_of(here_.begin(), here_.end(), otherwise) || std::any_of(before_.begin(), before_.end(), otherwise);
}

const ToldToll* ToldTolls::like(const Count& count, const Toll& toll, bool opens) const {
  if (toll.what == "displaced") return nullptr;  // "two rebels were killed and hundreds fled"
  const std::vector<ToldToll>& list = here_.empty() && opens ? before_ : here_;
  for (size_t k = list.size(); k-- > 0;) {
    const ToldToll& t = list[k];
    if (t.part || t.toll.value == 0 || t.toll.phrase.end > count.phrase.begin ||
        (t.one && count.value != 1 && (!count.additional || is_of_people(toll.what))) ||
        is_of_people(t.toll.what) != is_of_people(toll.what))
      continue;
    return is_otherwise_beside(
               t, [](const Toll& other) -> const auto& { return other.of; })
               ? nullptr
               : &t;
  }
  return nullptr;
}

std::vector<std::string> ToldTolls::sides_of(const ToldToll& told) const {
  if (is_otherwise_beside(
          told, [](const Toll& other) -> const auto& { return other.sides; }))
    return {};
  return told.toll.sides;
}

}  // namespace sayso
