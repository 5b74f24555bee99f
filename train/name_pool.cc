#include "name_pool.h"

#include <algorithm>

#include "syntax/labels.h"

namespace sayso::train {
namespace {

// Calls f(begin, end, class) for each name of a sentence that may be exchanged.
template <typename F>
void each_name(const GoldSentence& s, F f) {
  for (size_t i = 0; i < s.words.size();) {
    size_t end = i + 1;
    const uint8_t first = s.words[i].name;
    while (first != 0 && end < s.words.size() && s.words[end].name == first + 1) ++end;
    // Capitals and small letters as names mostly have them: others would not fit the sentence.
    const bool usual = std::all_of(
        s.words.begin() + static_cast<long>(i), s.words.begin() + static_cast<long>(end), [](const GoldWord& w) {
          return w.form[0] >= 'A' && w.form[0] <= 'Z' &&
                 std::any_of(w.form.begin(), w.form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        });
    if (first % 2 == 1 && name_kind(first) != EntityKind::group && usual) f(i, end, first);
    i = end;
  }
}

}  // namespace

void NamePool::add(const GoldSentence& sentence) {
  each_name(sentence, [&](size_t begin, size_t end, uint8_t kind) {
    std::vector<std::string> forms;
    for (size_t i = begin; i < end; ++i) forms.push_back(sentence.words[i].form);
    by_shape_[{kind, end - begin}].push_back(std::move(forms));
  });
}

std::vector<std::string> NamePool::renamed(const GoldSentence& sentence, Random& random) const {
  std::vector<std::string> forms = forms_of(sentence);
  bool changed = false;
  each_name(sentence, [&](size_t begin, size_t end, uint8_t kind) {
    auto found = by_shape_.find({kind, end - begin});
    if (found == by_shape_.end()) return;
    const std::vector<std::string>& other = found->second[random.below(found->second.size())];
    std::copy(other.begin(), other.end(), forms.begin() + static_cast<long>(begin));
    changed = true;
  });
  return changed ? forms : std::vector<std::string>();
}

}  // namespace sayso::train
