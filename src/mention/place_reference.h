// References to places: "the region", "the town", "the country's north", "six provinces", "nationwide".
//
// In: the places that a report names, in the order of the text, and what it says of each country. Out: places that
// stand for one of these, or for the country that the report is about, with `reference` set; their heads are not set.
// How: see place_reference.cc.
#pragma once

#include <string_view>
#include <vector>

#include "mention/place_found.h"

namespace sayso {

// What references are looked up in; all of it must outlive the call.
struct ReferenceContext {
  const PlaceText& text;
  const PlaceWords& words;
  const Gazetteer& gazetteer;
  const CountryEntries& seats;      // of each country, its most populous seat of government
  const CountryEntries& countries;  // by their codes
  const CountriesTold& told;
  std::string_view written;  // country of the dateline, or empty
};

std::vector<FoundPlace> place_references(const ReferenceContext& context, const std::vector<FoundPlace>& found);

}  // namespace sayso
