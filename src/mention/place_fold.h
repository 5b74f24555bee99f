// Folding of place names: what is one name for a look-up, however it is spelled.
//
// In: a name in UTF-8. Out: its key, in a-z, 0-9 and single blanks. Capitals, diacritics, full stops, commas and
// apostrophes of all kinds are gone, hyphens are blanks, "&" is "and": "Sana’a" and "SANAA", "Xankəndi" and "Xankendi",
// "Nagorno-Karabakh" and "nagorno karabakh" have one key each. Letters of other scripts have none: such a name folds to
// nothing.
// Known to go wrong: German and Nordic letters fold to one letter ("Düsseldorf" is "dusseldorf"); the spelling with two
// ("Duesseldorf") has a key of its own, which the gazetteer adds (`fold_variants`).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sayso {

// Reads text piece by piece and keeps the hash of the key so far, so that each further word of a name costs its own
// letters alone. `Folder` has no memory of its own on the heap.
class Folder {
 public:
  // Takes in `piece`, with a blank before it where `blank` and something stands before. Returns false where `piece`
  // holds a mark that no name holds, such as a bracket or a slash, or a letter of another script.
  bool add(std::string_view piece, bool blank);

  // Hash of the key; trailing blanks do not count. 0 is the key of nothing.
  uint64_t hash() const;
  bool empty() const { return empty_; }

 private:
  void put(char c);

  uint64_t state_ = 0xCBF29CE484222325u;
  bool empty_ = true;
  bool blank_ = false;
};

// The key itself. Empty where the name cannot be folded.
std::string fold_name(std::string_view name);
// `Folder`'s hash of a name.
uint64_t hash_name(std::string_view name);

// Other keys under which the name is written in plain letters: "ə" as "a" ("Tartar" for "Tərtər"), "ö", "ü", "ä", "ø",
// "å" as "oe", "ue", "ae", "oe", "aa". None for most names.
std::vector<std::string> fold_variants(std::string_view name);

}  // namespace sayso
