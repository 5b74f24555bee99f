#include "page/dates.h"

#include <charconv>
#include <unordered_map>

#include "base/text_util.h"

namespace sayso {
namespace {

using Tokens = std::vector<LineToken>;

bool is_mark(const Tokens& tokens, size_t i, std::string_view mark) {
  return i < tokens.size() && tokens[i].kind == LineToken::Kind::mark && tokens[i].text == mark;
}

bool is_comma(const Tokens& tokens, size_t i) { return is_mark(tokens, i, ",") || is_mark(tokens, i, "،"); }

// The value of a number of `least` to `most` digits, or -1.
int number(const Tokens& tokens, size_t i, size_t least, size_t most) {
  if (i >= tokens.size() || tokens[i].kind != LineToken::Kind::number) return -1;
  std::string_view digits = tokens[i].text;
  if (digits.size() < least || digits.size() > most) return -1;
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool glued(const Tokens& tokens, size_t i) { return i < tokens.size() && !tokens[i].space_before; }

int year(const Tokens& tokens, size_t i) {
  int value = number(tokens, i, 4, 4);
  // "Dec 30 1430 hours" and "12:30" are no years.
  if (value < 1800 || value > 2199) return -1;
  return is_mark(tokens, i + 1, ":") && glued(tokens, i + 1) ? -1 : value;
}

// Behind "st", "nd", "rd", "th".
size_t skip_ordinal(const Tokens& tokens, size_t i) {
  if (i < tokens.size() && glued(tokens, i) && tokens[i].kind == LineToken::Kind::word) {
    std::string word = ascii_lower(tokens[i].text);
    if (word == "st" || word == "nd" || word == "rd" || word == "th") return i + 1;
  }
  return i;
}

bool is_day(int day) { return day >= 1 && day <= 31; }
bool is_month(int month) { return month >= 1 && month <= 12; }

}  // namespace

std::optional<Day> WrittenDate::full() const { return year ? make_day(*year, month, day) : std::nullopt; }

Result<DateWords> DateWords::load(const KnowledgeSource& source) {
  const std::string file = "page/dates.tsv";
  auto rows = read_tsv(source, file, {"kind", "value", "words"});
  if (!rows) return rows.error();
  const std::unordered_map<std::string_view, Kind> kinds = {
      {"month", Kind::month},      {"weekday", Kind::weekday},
      {"half", Kind::half},        {"clock", Kind::clock},
      {"zone", Kind::zone},        {"calendar", Kind::calendar},
      {"stamp", Kind::stamp},      {"publication", Kind::publication},
      {"revision", Kind::revision}};
  DateWords dates;
  for (const TsvRow& row : *rows) {
    auto kind = kinds.find(row.cells[0]);
    if (kind == kinds.end())
      return Error{file, row.line, "no kind of word: " + std::string(row.cells[0]),
                   "one that the head of the file names"};
    Word word{kind->second, 0};
    std::string_view value = row.cells[1];
    if (word.kind == Kind::month || word.kind == Kind::weekday) {
      std::from_chars(value.data(), value.data() + value.size(), word.value);
      if (word.value < 1 || word.value > (word.kind == Kind::month ? 12 : 7))
        return Error{file, row.line, "no such month or weekday: " + std::string(value), ""};
    } else if (word.kind == Kind::half) {
      if (value != "am" && value != "pm") return Error{file, row.line, "neither am nor pm: " + std::string(value), ""};
      word.value = value == "pm" ? 12 : 0;
    }
    for (std::string_view one : split_list(row.cells[2])) {
      const std::string lower = ascii_lower(one);
      dates.words_.emplace(lower, word);
      if (size_t blank = lower.find(' '); blank != lower.npos) dates.first_words_.insert(lower.substr(0, blank));
    }
  }
  return dates;
}

const DateWords::Word* DateWords::word_at(const Tokens& tokens, size_t i, size_t& next) const {
  if (i >= tokens.size() || tokens[i].kind != LineToken::Kind::word || tokens[i].text.size() > 20) return nullptr;
  std::string one = ascii_lower(tokens[i].text);
  if (i + 1 < tokens.size() && tokens[i + 1].kind == LineToken::Kind::word && tokens[i + 1].text.size() <= 20 &&
      first_words_.contains(one)) {
    auto found = words_.find(one + " " + ascii_lower(tokens[i + 1].text));
    if (found != words_.end()) {
      next = i + 2;
      return &found->second;
    }
  }
  auto found = words_.find(one);
  if (found == words_.end()) return nullptr;
  next = i + 1;
  if (is_mark(tokens, next, ".") && glued(tokens, next)) ++next;  // "Sept."
  return &found->second;
}

const DateWords::Word* DateWords::word_at(const Tokens& tokens, size_t i, Kind kind, size_t& next) const {
  size_t behind = i;
  const Word* word = word_at(tokens, i, behind);
  if (word == nullptr || word->kind != kind) return nullptr;
  next = behind;
  return word;
}

std::optional<DateWords::Match> DateWords::date_at(const Tokens& tokens, size_t i) const {
  if (word_at(tokens, i, Kind::weekday, i) != nullptr && is_comma(tokens, i)) ++i;
  WrittenDate date;

  // 2020-09-28, 2020/09/28, 2020.09.28
  auto separator = [&](size_t at, std::string_view mark) { return is_mark(tokens, at, mark) && glued(tokens, at); };
  for (std::string_view mark : {"-", "/", "."}) {
    if (!separator(i + 1, mark) || !separator(i + 3, mark) || !glued(tokens, i + 2) || !glued(tokens, i + 4)) continue;
    int second = number(tokens, i + 2, 1, 2);
    if (year(tokens, i) > 0) {
      date = {year(tokens, i), second, number(tokens, i + 4, 1, 2), false};
    } else if (int y = year(tokens, i + 4); y > 0) {
      int first = number(tokens, i, 1, 2);
      date = is_month(second) ? WrittenDate{y, second, first, mark == "/" && is_month(first)}
                              : WrittenDate{y, first, second, false};
    }
    if (is_month(date.month) && is_day(date.day)) return Match{date, i + 5};
  }
  // 20200928
  if (int value = number(tokens, i, 8, 8); value > 0) {
    date = {value / 10000, value / 100 % 100, value % 100, false};
    if (value / 10000 >= 1800 && value / 10000 < 2200 && date.full()) return Match{date, i + 1};
  }
  // 28 September 2020, 28-Sep-2020, 28th of September
  if (int day = number(tokens, i, 1, 2); is_day(day)) {
    size_t next = skip_ordinal(tokens, i + 1);
    if (next < tokens.size() && ascii_lower(tokens[next].text) == "of") ++next;
    if (is_mark(tokens, next, "-")) ++next;
    if (const Word* month = word_at(tokens, next, Kind::month, next)) {
      date = {std::nullopt, month->value, day, false};
      size_t at = is_comma(tokens, next) || is_mark(tokens, next, "-") ? next + 1 : next;
      if (int y = year(tokens, at); y > 0) {
        date.year = y;
        next = at + 1;
      }
      return Match{date, next};
    }
  }
  // Sept. 28, 2020
  size_t next = i;
  if (const Word* month = word_at(tokens, i, Kind::month, next)) {
    int day = number(tokens, next, 1, 2);
    if (!is_day(day)) return std::nullopt;
    date = {std::nullopt, month->value, day, false};
    next = skip_ordinal(tokens, next + 1);
    size_t at = is_comma(tokens, next) ? next + 1 : next;
    if (int y = year(tokens, at); y > 0) {
      date.year = y;
      next = at + 1;
    }
    return Match{date, next};
  }
  return std::nullopt;
}

std::optional<DateWords::Match> DateWords::short_date_at(const Tokens& tokens, size_t i) const {
  if (!is_mark(tokens, i + 1, "/") || !glued(tokens, i + 1) || !glued(tokens, i + 2)) return std::nullopt;
  const int first = number(tokens, i, 1, 2), second = number(tokens, i + 2, 1, 2);
  if (is_day(first) && is_month(second)) return Match{{std::nullopt, second, first, is_month(first)}, i + 3};
  if (is_month(first) && is_day(second)) return Match{{std::nullopt, first, second, false}, i + 3};
  return std::nullopt;
}

std::optional<DateWords::Clock> DateWords::time_at(const Tokens& tokens, size_t i) const {
  size_t next = i + 1;
  int hour = -1;
  int minute = 0;
  if (int both = number(tokens, i, 4, 4); both >= 0) {  // "2130 hours", "0455 GMT"
    if (word_at(tokens, next, Kind::clock, next) == nullptr && word_at(tokens, next, Kind::zone, next) == nullptr)
      return std::nullopt;
    hour = both / 100;
    minute = both % 100;
  } else {
    hour = number(tokens, i, 1, 2);
    if (hour < 0) return std::nullopt;
    bool colon = is_mark(tokens, next, ":") && glued(tokens, next);
    bool stop = is_mark(tokens, next, ".") && glued(tokens, next);
    bool said = false;  // that it is a time
    if ((colon || stop) && glued(tokens, next + 1) && number(tokens, next + 1, 2, 2) >= 0) {
      minute = number(tokens, next + 1, 2, 2);
      next += 2;
      said = colon || next == tokens.size();  // "15.10" alone on its line
      if (is_mark(tokens, next, ":") && glued(tokens, next + 1) && number(tokens, next + 1, 2, 2) >= 0) {
        next += 2;  // seconds
        if (is_mark(tokens, next, ".") && glued(tokens, next + 1) && number(tokens, next + 1, 1, 9) >= 0) next += 2;
      }
    }
    size_t behind = next;
    if (const Word* half = word_at(tokens, next, Kind::half, behind)) {
      if (hour > 12 || hour == 0) return std::nullopt;
      hour = hour % 12 + half->value;
      said = true;
    } else if (word_at(tokens, next, Kind::clock, behind) != nullptr) {
      said = said || stop;
    }
    next = behind;
    size_t zone = next;
    if (word_at(tokens, next, Kind::zone, zone) != nullptr) {
      said = said || stop;
      next = zone;
    }
    if (!said) return std::nullopt;
  }
  if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return std::nullopt;
  return Clock{hour % 24 * 60 + minute, next};
}

size_t DateWords::skip_other_calendar(const Tokens& tokens, size_t i) const {
  size_t next = i;
  bool day_first = number(tokens, i, 1, 2) > 0;
  if (word_at(tokens, day_first ? i + 1 : i, Kind::calendar, next) == nullptr) return i;
  if (!day_first && number(tokens, next, 1, 2) > 0) ++next;
  size_t at = is_comma(tokens, next) ? next + 1 : next;
  return number(tokens, at, 4, 4) > 0 ? at + 1 : next;
}

LineTime DateWords::scan(const Tokens& tokens) const {
  LineTime found;
  bool any = false;
  bool revised = false;  // by the word before
  for (size_t i = 0; i < tokens.size();) {
    if (auto date = date_at(tokens, i)) {
      bool better = found.date && found.revised && !revised;  // "Updated Oct 3, first published Oct 2"
      if (!found.date || (!found.date->year && date->date.year) || better) {
        found.date = date->date;
        found.revised = revised;
        if (better) found.minute.reset();
      }
      if (!any) found.before = i;
      any = true;
      i = date->next;
      // An ISO time is glued to its date by a "T": 2020-09-28T17:45.
      if (i < tokens.size() && glued(tokens, i) && tokens[i].text == "T") ++i;
      continue;
    }
    if (auto time = time_at(tokens, i)) {
      if (!found.minute) found.minute = time->minute;
      if (!any) found.before = i;
      any = true;
      i = time->next;
      continue;
    }
    if (size_t next = skip_other_calendar(tokens, i); next > i) {
      i = next;
      continue;
    }
    size_t next = i + 1;
    const Word* word = word_at(tokens, i, next);
    if (word == nullptr && tokens[i].kind == LineToken::Kind::word) ++found.strange;
    if (word != nullptr && word->kind == Kind::revision) revised = true;
    if (word != nullptr && word->kind == Kind::publication) revised = false;
    i = next;
  }
  return found;
}

std::optional<Timestamp> DateWords::parse(std::string_view text) const {
  LineTime found = scan(tokens_of_line(text));
  if (!found.date) return std::nullopt;
  auto day = found.date->full();
  if (!day) return std::nullopt;
  return Timestamp{*day, found.minute};
}

}  // namespace sayso
