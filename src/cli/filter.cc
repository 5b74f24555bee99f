#include "cli/filter.h"

#include <cmath>
#include <cstdio>

#include "base/days.h"
#include "cli/terminal.h"

namespace sayso {
namespace {

std::optional<Error> set_day(const std::string& option, const std::string& text, std::optional<int>& day) {
  if (text.empty()) return std::nullopt;
  std::optional<Day> parsed = parse_iso_day(text);
  if (!parsed) return Error{"", 0, option + " " + text + " is no day", "one like 2020-09-28"};
  day = day_number(*parsed);
  return std::nullopt;
}

std::optional<Error> set_box(const std::string& text, std::optional<IncidentFilter::Box>& box) {
  if (text.empty()) return std::nullopt;
  IncidentFilter::Box b{};
  char rest = 0;
  bool fine = std::sscanf(text.c_str(), "%lf,%lf,%lf,%lf%c", &b.west, &b.south, &b.east, &b.north, &rest) == 4;
  for (double degrees : {b.west, b.south, b.east, b.north}) fine = fine && std::abs(degrees) <= 360;  // "nan" is none
  if (!fine || b.west > b.east || b.south > b.north)
    return Error{"", 0, "--box " + text + " is no box", "WEST,SOUTH,EAST,NORTH in degrees: 46,39,47,40.5"};
  box = b;
  return std::nullopt;
}

}  // namespace

bool FilterChoice::any() const {
  for (const std::string* option : {&place, &side, &kind, &text, &from, &to, &box})
    if (!option->empty()) return true;
  return disputed;
}

void add_filter_options(CLI::App& command, FilterChoice& choice) {
  command
      .add_option("--place", choice.place, "Where: a town, a district, by any of its names, or the beginning of one")
      ->type_name("NAME");
  command.add_option("--side", choice.side, "A side that acts in it or suffers from it, by its name")
      ->type_name("NAME");
  command.add_option("--kind", choice.kind, "A kind of event, as in the codebook: shelling")->type_name("KIND");
  command.add_option("--from", choice.from, "On this day or later")->type_name("DATE");
  command.add_option("--to", choice.to, "On this day or earlier")->type_name("DATE");
  command.add_option("--text", choice.text, "Words of its claims: a phrase in quotation marks, a prefix*")
      ->type_name("WORDS");
  command.add_option("--box", choice.box, "Inside these degrees: WEST,SOUTH,EAST,NORTH")->type_name("BOX");
  command.add_flag("--disputed", choice.disputed, "Only those of which accounts differ");
}

Result<IncidentFilter> filter_of(const FilterChoice& choice) {
  IncidentFilter filter;
  filter.place = choice.place;
  filter.side = choice.side;
  filter.kind = choice.kind;
  filter.text = choice.text;
  filter.disputed = choice.disputed;
  if (auto error = set_day("--from", choice.from, filter.from)) return *error;
  if (auto error = set_day("--to", choice.to, filter.to)) return *error;
  if (auto error = set_box(choice.box, filter.box)) return *error;
  return filter;
}

void tell_unknown_names(Ledger& ledger, const IncidentFilter& filter) {
  for (const std::string& unknown : unknown_names(ledger, filter)) note(unknown);
}

}  // namespace sayso
