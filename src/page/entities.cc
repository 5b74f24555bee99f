#include "page/entities.h"

#include <libxml/HTMLparser.h>

#include <unordered_map>

#include "base/text_util.h"
#include "page/clean.h"

namespace sayso {
namespace {

constexpr size_t kLongestName = 10;  // "&thetasym;" is the longest of HTML 4

// libxml2's table, which it goes through one by one, by name.
const std::unordered_map<std::string_view, char32_t>& named() {
  static const std::unordered_map<std::string_view, char32_t> all = [] {
    std::unordered_map<std::string_view, char32_t> names;
    for (unsigned value = 1; value < 0x2700; ++value) {
      const htmlEntityDesc* entity = htmlEntityValueLookup(value);
      if (entity != nullptr) names.emplace(entity->name, char32_t{entity->value});
    }
    return names;
  }();
  return all;
}

bool is_name_char(char c) {
  return is_digit(c) || is_letter(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '_' || c == ':';
}

Entity numbered(std::string_view text) {
  bool hex = text.size() > 2 && ascii_lower(text[2]) == 'x';
  size_t first = hex ? 3 : 2, end = first;
  char32_t value = 0;
  for (; end < text.size(); ++end) {
    int digit = hex_digit(text[end]);
    if (digit < 0 || (!hex && digit > 9)) break;
    if (value < 0x110000) value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  if (end == first) return {};
  bool real = value > 0 && value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
  if (!real) value = kReplacement;
  if (value >= 0x80 && value < 0xA0) value = windows1252(static_cast<unsigned char>(value));
  return {value, end < text.size() && text[end] == ';' ? end + 1 : end};
}

}  // namespace

Entity entity_at(std::string_view text) {
  if (text.size() < 3 || text[0] != '&') return {};
  if (text[1] == '#') return numbered(text);
  size_t end = 1;
  while (end < text.size() && end <= kLongestName && is_name_char(text[end])) ++end;
  if (end == 1 || end == text.size() || text[end] != ';') return {};
  auto known = named().find(text.substr(1, end - 1));
  return known != named().end() ? Entity{known->second, end + 1} : Entity{};
}

void append_decoded(std::string& out, std::string_view raw) {
  for (;;) {
    size_t mark = raw.find('&');
    if (mark == raw.npos) break;
    out.append(raw.substr(0, mark));
    raw.remove_prefix(mark);
    Entity entity = entity_at(raw);
    if (entity.size == 0) {
      out += '&';
      entity.size = 1;
    } else {
      append_utf8(out, entity.value);
    }
    raw.remove_prefix(entity.size);
  }
  out.append(raw);
}

}  // namespace sayso
