// incident/anchor: which day a run of claims about one place is about.
//
// In: the days that each claim says, with what it weighs (slot.h), all of one place and one group of kinds. Out: the
// day and country of each claim's incident. A claim goes to that of its own days on which most is said: a claim of
// "Friday or Saturday" joins those of Saturday, and days of a siege stay apart although each report reaches into the
// next. Guaranteed: order does not matter, and a claim's day depends on those alone whose days meet its own (kReach),
// so that a store needs to look no farther than that around a change.
#pragma once

#include <string>
#include <vector>

namespace sayso {

struct Span {
  int first = 0, last = 0;  // days, both included
  int weight = 1;
  std::string country;  // empty: not known
};

struct Anchor {
  int day = 0;
  std::string country;
  bool operator==(const Anchor&) const = default;
};

std::vector<Anchor> anchors(const std::vector<Span>& spans);

// Spans are no longer than this many days.
inline constexpr int kLongestSpan = 15;
// A span may change the anchor of another that begins or ends so many days from it, and is itself weighed by spans as
// far from there again.
inline constexpr int kReach = 2 * kLongestSpan;

}  // namespace sayso
