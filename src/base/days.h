// Days of the proleptic Gregorian calendar and ranges of them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sayso {

using Day = std::chrono::sys_days;

// First and last day, both included. An end that is not known is empty ("since Friday" has no last day).
struct DayRange {
  std::optional<Day> first;
  std::optional<Day> last;
  bool operator==(const DayRange&) const = default;
};

// A day of publication, with the time of day where it was given (minutes since midnight, as printed: no zone is
// applied).
struct Timestamp {
  Day day;
  std::optional<int> minute;
  bool operator==(const Timestamp&) const = default;
};

// "2020-09-28"; years are written with four digits.
std::string iso(Day day);
// "2020-09-28" or "2020-09-28T17:45".
std::string iso(const Timestamp& at);

// The day of `year`, `month`, `day`, or nothing where there is no such day (31 April) or the year is outside 1..9999.
std::optional<Day> make_day(int year, int month, int day);
// Reads "2020-09-28" and nothing else.
std::optional<Day> parse_iso_day(std::string_view s);

}  // namespace sayso
