// Nouns of those who can speak, act or suffer: what kind each is, and whose side it is where nothing else says so.
//
// In: `knowledge/actors/roles.tsv` and `words.tsv`, once. Out: look-ups by the words of a phrase.
// Known to go wrong: nouns of several meanings ("guard", "element", "figure") have one row only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "base/word_map.h"
#include "mention/mention.h"
#include "syntax/parse.h"

namespace sayso {

enum class NounClass : uint8_t {
  force,         // army, police, troops
  unit,          // brigade, unit, headquarters staff: somebody's
  soldier,       // persons who serve
  fighter,       // rebels, militants
  assailant,     // gunmen, attackers: nobody's until known
  group,         // militia, faction, party
  body,          // government, ministry, court
  defence_body,  // defense ministry, general staff
  official,      // minister, spokesman, governor
  anonymous,     // source
  civilian,
  medic,
  medic_body,
  rescue,
  witness,
  media,
  media_body,
  monitor,
  person,      // man, people, victim: nothing more is said
  enemy,       // the speaker's opponent
  sides,       // both sides
  asset,       // tank, base, position: no actor, but somebody's
  civil_asset  // house, school: no actor
};

// Whose side a noun is where its phrase does not tell.
enum class DefaultSide : uint8_t {
  none,
  home,
  rebels,
  alliance,
  known,
  sole,
  holder,
  civilians,
  civil_thing,
  other,
  both,
  mission
};

struct ActorNoun {
  NounClass noun_class = NounClass::person;
  ActorRole role = ActorRole::unknown;
  bool combatants = false;
  bool people = false;
  DefaultSide side = DefaultSide::none;

  bool acts() const { return noun_class != NounClass::asset && noun_class != NounClass::civil_asset; }
};

class ActorNouns {
 public:
  static Result<ActorNouns> load(const KnowledgeSource& source);

  // The noun that token i is, with the words before it ("defense" "ministry") and "of" behind it ("ministry of
  // defense") where that is a row of its own; nullptr where it is none of these nouns.
  // `words` becomes the tokens of the noun.
  const ActorNoun* at(const Parse& parse, TokenIndex i, TokenRange* words = nullptr) const;

  // True where `word` (lower case) stands in that list of words.tsv.
  enum class List : uint8_t {
    speech,
    place_preposition,
    owner_preposition,
    not_side,
    against,
    definite,
    female,
    male,
    title,
    group_name,
    group_mark,
    thing_name,
    creed,
    civil_deed,
    hostile_deed,
    civil_quality,
    breakaway,
    ruler,
    arms,
    insurgent,
    opposition,
    command,
    member,
    irregular,
    outlaw,
    venue,
    state_force
  };
  bool in(List list, std::string_view word) const {
    auto it = lists_.find(word);
    return it != lists_.end() && (it->second >> static_cast<unsigned>(list) & 1U) != 0;
  }

 private:
  const ActorNoun* find(std::string_view words) const;

  std::vector<ActorNoun> rows_;
  WordMap<size_t> nouns_;    // "defense ministry" -> row
  WordSet last_words_;       // last words of entries of several words
  WordSet first_words_;      // first words of entries with "of"
  WordMap<uint32_t> lists_;  // word -> bits of List
};

// The forms under which a token's noun is looked up: lower case, singular. `out` is reused.
void singular_of(const Parse& parse, TokenIndex i, std::string& out);

}  // namespace sayso
