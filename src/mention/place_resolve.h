// The second half of finding places: which place each name means, and whether it is one at all.
//
// In: the names of a report with what stands around them. Out: for each the gazetteer's entry, if any, and the
// decision. How: see the head of place_resolve.cc.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "mention/gazetteer.h"
#include "mention/mention.h"
#include "mention/place_scan.h"

namespace sayso {

struct PlaceSense {
  bool accepted = false;
  bool known = false;  // `entry` and `place` are set
  EntryIndex entry = 0;
  GazetteerEntry place;
  bool demonym = false;
  int container = -1;                     // number of the name that it does lie in
  std::shared_ptr<const PlaceOdds> odds;  // of a known place
};

struct PlaceContext {
  std::optional<EntryIndex> dateline;
  int year = 0;                         // of publication, 0 where not known
  std::vector<std::string_view> homes;  // countries of groups and leaders that the report names, once for each of these
};

std::vector<PlaceSense> resolve_places(const std::vector<PlaceName>& names, const PlaceText& text,
                                       const PlaceWords& words, const Gazetteer& gazetteer,
                                       const PlaceContext& context);

// Kilometers between two points, good to some percent; for comparing, not for printing.
double distance_km(double lat1, double lon1, double lat2, double lon2);

}  // namespace sayso
