// What is counted: "soldiers" are combatants, "huts" are houses, "kilometers" are nothing that a toll counts.
//
// In: `knowledge/counts/units.tsv`, and the demonyms of `knowledge/places/countries.tsv`. Out: the class of a noun and
// the word that a toll's `of` uses for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "mention/mention.h"
#include "mention/number.h"
#include "syntax/parse.h"

namespace sayso {

enum class CountClass : uint8_t { combatants, civilians, people, thing, measure };
std::string_view name(CountClass c);

struct Unit {
  CountClass of_class = CountClass::people;
  std::string of;          // "combatants", "civilians", "people", or the thing, singular: "house"
  bool single = false;     // one of it alone is a count: "a soldier"
  bool adjective = false;  // "two [dead]"
  bool model = false;      // "[Su]-27": only before a hyphen and a number
  bool pair = false;       // one of it is two: "an old couple"
  bool armed = false;      // those who belong to it are combatants: "members of a [brigade]"
  bool harm = false;       // what is counted is the harm itself: "no [casualties]"
  bool either = false;     // counts killed and wounded alike: none of it is none of either
};

class CountUnits {
 public:
  static Result<CountUnits> load(const KnowledgeSource& source);

  // The unit of a noun, singular or plural, in lower case; of two words too ("power station").
  const Unit* find(std::string_view noun) const;
  std::optional<Unit> unit(std::string_view lemma) const;
  // The longest unit that ends with token `head` and begins at `begin` or later, or nullptr.
  const Unit* ending_at(const Parse& parse, TokenIndex head, TokenIndex begin) const;
  // True where some unit of two or more words ends with this one.
  bool ends_long(std::string_view noun) const { return long_ends_.contains(noun); }

  // What a count is of, with the words around its head heard: "Kenyan soldiers' bodies" and "bodies of soldiers" are
  // combatants, "power stations" are no stations. Nothing where the head is no known unit or there is none.
  std::optional<Unit> of(const Parse& parse, const Count& count) const;

 private:
  std::optional<Error> add_nationals(const KnowledgeSource& source);

  WordMap<Unit> units_;
  WordMap<bool> long_ends_;
};

}  // namespace sayso
