#include "incident/story.h"

#include <set>

#include "base/text_util.h"
#include "incident/lists.h"

namespace sayso {
namespace {

// Countries and seas say nothing of where in them it happened.
constexpr int kWidestNamed = 5;
// A report that names more places is a list of all that happened somewhere.
constexpr size_t kMostPlaces = 40;
constexpr size_t kNamesAtMost = 80;
constexpr size_t kShortestName = 3;
// What tells less is no name, or one that the whole world's news hold.
constexpr int kTellingName = 2;
// A longer word in capitals alone is a heading.
constexpr size_t kLongestInitials = 6;

std::set<std::string, std::less<>> words_of_sides(const Reading& reading) {
  std::set<std::string, std::less<>> out;
  auto put = [&](const std::vector<std::string>& sides) {
    for (const std::string& side : sides) each_word(fold(side), [&](std::string_view word) { out.emplace(word); });
  };
  for (const Claim& c : reading.claims) {
    for (const auto* list : {&c.by, &c.on})
      for (const ReadActor& actor : *list) put(actor.side);
    if (c.source) put(c.source->side);
    for (const ReadToll& toll : c.tolls) put(toll.side);
  }
  return out;
}

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == ':' || c == '"' || c == U'“' || c == U'”' || c == '\n';
}

// Words with a capital that does not begin a sentence, with where they begin, in code points.
template <typename Each>
void each_name(const std::string& text, Each each) {
  char32_t before = '\n';  // the last character that is no blank; a line's end counts
  uint32_t point = 0;
  for (size_t at = 0; at < text.size();) {
    Decoded c = decode_utf8(text, at);
    if (!is_letter(c.value)) {
      if (!is_space(c.value) || c.value == '\n') before = c.value;
      at += c.size;
      ++point;
      continue;
    }
    size_t begin = at;
    uint32_t begins = point;
    bool capital = is_upper(c.value), all_capitals = true;
    while (at < text.size()) {
      c = decode_utf8(text, at);
      bool inside = is_letter(c.value) || c.value == '\'' || c.value == U'’' || c.value == '-' || c.value >= 0x300;
      if (c.value == U'“' || c.value == U'”' || is_space(c.value) || c.value == U'–' || c.value == U'—') inside = false;
      if (!inside) break;
      all_capitals &= !is_lower(c.value);
      at += c.size;
      ++point;
    }
    if (capital && !ends_sentence(before) && !(all_capitals && at - begin > kLongestInitials))
      each(std::string_view(text).substr(begin, at - begin), begins);
    before = 'x';
  }
}

}  // namespace

Story story_of(const Reading& reading, const IncidentWords& words) {
  Story out;
  // Where a report was written is not what it tells of.
  auto in_dateline = [&](uint32_t point) {
    return reading.dateline && reading.dateline->begin <= point && point < reading.dateline->end;
  };
  for (const ReadPlace& p : reading.places)
    if (p.precision <= kWidestNamed && !in_dateline(p.words.begin)) out.places.push_back(words.place_key(p.name));
  each_once(out.places);
  if (out.places.size() > kMostPlaces) out.places.clear();
  const std::set<std::string, std::less<>> sides = words_of_sides(reading);
  each_name(reading.text, [&](std::string_view name, uint32_t begin) {
    if (in_dateline(begin)) return;
    each_word(fold(name), [&](std::string_view word) {
      if (word.size() >= kShortestName && words.telling(word) >= kTellingName && sides.count(word) == 0)
        out.names.emplace_back(word);
    });
  });
  each_once(out.names);
  if (out.names.size() > kNamesAtMost) out.names.clear();
  return out;
}

}  // namespace sayso
