#include "base/days.h"

#include <fmt/format.h>

#include <charconv>

namespace sayso {

std::string iso(Day day) {
  std::chrono::year_month_day d{day};
  return fmt::format("{:04}-{:02}-{:02}", int(d.year()), unsigned(d.month()), unsigned(d.day()));
}

std::string iso(const Timestamp& at) {
  if (!at.minute) return iso(at.day);
  return fmt::format("{}T{:02}:{:02}", iso(at.day), *at.minute / 60, *at.minute % 60);
}

std::optional<Day> make_day(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || day < 1) return std::nullopt;
  std::chrono::year_month_day d{std::chrono::year(year), std::chrono::month(unsigned(month)),
                                std::chrono::day(unsigned(day))};
  if (!d.ok()) return std::nullopt;
  return Day{d};
}

std::optional<Day> parse_iso_day(std::string_view s) {
  if (s.size() != 10 || s[4] != '-' || s[7] != '-') return std::nullopt;
  auto number = [&](size_t at, size_t n) {
    int value = -1;
    auto [end, bad] = std::from_chars(s.data() + at, s.data() + at + n, value);
    return bad == std::errc() && end == s.data() + at + n ? value : -1;
  };
  return make_day(number(0, 4), number(5, 2), number(8, 2));
}

}  // namespace sayso
