// The first half of finding places: the names in a report that may be places', with what the words around each say.
//
// In: trees, gazetteer, word lists. Out: `PlaceName`s in the order of the text, none overlapping. Nothing is decided
// here but what is plainly no place: words of `stop.tsv` that never are, acronyms in small letters.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "mention/gazetteer.h"
#include "mention/place_words.h"
#include "syntax/parse.h"

namespace sayso {

struct PlaceName {
  TokenRange name;                     // the words that the gazetteer knows, or that look like a name
  TokenRange phrase;                   // with the word behind it for what it is: "Idlib province"
  Candidates candidates;               // none for a name beyond the gazetteer
  uint64_t key = 0;                    // hash of the folded name
  PlaceKind wanted = PlaceKind::none;  // "town of X", "X province": what it is said to be
  int precision = 0;                   // of that, 0 where nothing is said
  double cue = 0;                      // what the words around it add to its being a place; see place_scan.cc
  bool placed = false;                 // some word says outright that it is a place
  bool named = false;                  // another name follows that it is one with: "Georgia Stevens"
  bool speaks = false;                 // a verb of saying follows
  bool person = false;                 // part of a person's name here
  bool capitals = false;               // written in capitals alone
  bool site = false;                   // ends in a word for a site: "Hope Street"
  bool land = false;                   // a demonym before a word for a country's land: "Syrian airspace"
  bool near = false;                   // "near X", "12 km north of X"
  bool beyond = false;                 // "its border with X", "near the X border"
  bool timed = false;                  // "(7 p.m. in X)"
  bool direction = false;              // "northern X"
  TokenIndex bearing = kNoToken;       // "north" of "12 km north of X"
  bool headline = false;               // stands where each word has a capital
  TokenIndex noun = kNoToken;          // "town" of "the town of X"
  int container = -1;                  // number of the name it is said to lie in: "X, Y", "X in Y province", "Y's X"
  bool inside = false;                 // that is said by "in"
};

// What the scan knows of the report's words; later steps ask it too.
class PlaceText {
 public:
  PlaceText(const Parse& parse, const PlaceWords& words);

  const Parse& parse() const { return parse_; }
  const Tokens& tokens() const { return parse_.tokens(); }
  const PlaceWord& word(TokenIndex i) const { return words_[static_cast<size_t>(i)]; }
  bool capital(TokenIndex i) const { return capital_[static_cast<size_t>(i)]; }
  // A capital that is not there because a sentence begins.
  bool name_like(TokenIndex i) const;
  // Part of a person's name, as titles and given names tell.
  bool person(TokenIndex i) const { return person_[static_cast<size_t>(i)]; }
  // A name by which a person of the report goes.
  bool surname(uint64_t key) const { return surnames_.contains(key); }
  // Each word of the sentence has a capital: headlines.
  bool headline(size_t sentence) const { return headline_[sentence]; }

 private:
  void mark_persons(TokenRange sentence);
  bool is_statement(TokenRange sentence) const;

  const Parse& parse_;
  std::vector<PlaceWord> words_;
  std::vector<char> capital_, person_, first_;
  std::vector<char> headline_;
  std::unordered_set<uint64_t> surnames_;
};

std::vector<PlaceName> scan_places(const PlaceText& text, const PlaceWords& words, const Gazetteer& gazetteer);

}  // namespace sayso
