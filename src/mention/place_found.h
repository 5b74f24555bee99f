// A place of a report while it is being found, and what place.cc and place_reference.cc both ask of it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "mention/gazetteer.h"
#include "mention/mention.h"
#include "mention/place_scan.h"
#include "mention/place_words.h"

namespace sayso {

struct FoundPlace {
  Place place;
  bool known = false;  // to the gazetteer
  Feature feature = Feature::town;
  uint32_t population = 0;
  bool seat = false;  // of a government
  PlaceKind said = PlaceKind::none;
  bool site = false;  // "X airport"
  std::string key;    // folded words
};

// Entries of the gazetteer by the codes of countries.
using CountryEntries = std::map<std::string, EntryIndex, std::less<>>;

// How much a report says of each country, by its places.
class CountriesTold {
 public:
  // A place of the country, or an adjective made of its name.
  void add(std::string_view country, bool demonym);
  // Once all are added.
  void weigh();

  // Of most of the report's places, of two at least; not of adjectives alone. Or empty.
  const std::string& main() const { return main_; }
  // Of nearly all of them; or empty.
  const std::string& home() const { return home_; }
  // The country that the report is about: that of most places, of its only one, or of its dateline, whose country is
  // `written`; or empty.
  std::string_view about(std::string_view written) const;
  // Named in passing, in a report on another country.
  bool is_abroad(std::string_view country) const;

 private:
  struct Told {
    double votes = 0;
    bool named = false;  // not by adjectives alone
  };
  std::map<std::string, Told, std::less<>> told_;
  double all_ = 0;
  std::string main_, home_;
};

void fill(Place& place, const GazetteerEntry& entry);
FoundPlace known_place(const GazetteerEntry& entry);
bool is_town(Feature feature);

// The head of the phrase, or of "the town of X", "the village X" around it.
TokenIndex head_of(const PlaceText& text, const Place& place);

// Stands for a government: "Baku resumed". `head` is that of its phrase.
bool is_metonym(const PlaceText& text, const FoundPlace& found, TokenIndex head);

// "The country's prisons", "Ukraine's power plants": things that lie all over the country, behind whose name token i
// stands.
bool owns_sites(const PlaceText& text, const PlaceWords& words, TokenIndex i);

}  // namespace sayso
