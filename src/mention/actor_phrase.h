// The noun phrases of a report as the finding of actors sees them: what each one's own words tell.
//
// In: a Parse, the names found in it, places, times. Out: `ActorPhrases`: one phrase for each token that heads one, in
// order of their heads, with its kind, what it owns or is owned by, and the sides its own words name. Nothing is
// carried from one phrase to another here: that is reference.h. Known to go wrong: a proper name that no table knows is
// taken for a person unless its words tell otherwise.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mention/actor_names.h"
#include "mention/actor_roles.h"
#include "mention/mention.h"
#include "syntax/parse.h"

namespace sayso {

enum class PhraseKind : uint8_t {
  pronoun,  // he, its, they
  person,   // somebody's own name, with or without title
  named,    // a name of the tables, or one that the report shows to be a group's
  noun,     // a noun of roles.tsv
  thing     // anything else: no actor, but it may be somebody's
};

enum class Gender : uint8_t { open, female, male };

struct ActorPhrase {
  TokenIndex head = kNoToken;
  TokenRange base;  // qualifiers, head, name (base_phrase)
  TokenRange core;  // core_phrase
  PhraseKind kind = PhraseKind::thing;
  const ActorNoun* noun = nullptr;  // of the head, or of the title before a person's name
  TokenIndex noun_at = kNoToken;
  TokenIndex noun_begin = kNoToken;  // first word of the noun: "fighter" of "fighter jets"
  int32_t named = -1;                // index into ActorNames: what the phrase itself names
  NameForm form = NameForm::name;
  TokenRange name;  // of a person: the words of the name without title
  Gender gender = Gender::open;
  bool definite = false;  // "the", "this", "its": may point back
  bool plural = false;
  bool proper = false;   // written as a name
  bool subject = false;  // of a clause
  bool speaker = false;  // of a verb of saying, or behind "according to"
  bool placed = false;   // stands behind "in", "near": a place here, no actor
  bool acts = false;     // may be an actor
  size_t sentence = 0;
  std::vector<std::string> own_sides;  // told by its own words
  std::vector<int32_t> owners;         // phrases whose side it shares, the nearest first
  std::vector<int32_t> joint_owners;   // owners joined to the first: "troops from Chad and Niger"
  int32_t apposition = -1;             // phrase that says the same in other words
};

// A noun in front of another that names who acts, and heads no phrase itself: "rebel" of "a rebel ambush", "police" of
// "police fire". Only in phrases that are no actors: in "army spokesman" it tells whose he is.
struct QualifyingNoun {
  TokenIndex at = kNoToken;
  int32_t phrase = -1;  // that it stands in
  const ActorNoun* noun = nullptr;
};

struct ActorPhrases {
  std::vector<ActorPhrase> list;
  std::vector<QualifyingNoun> qualifiers;  // in the order of the text
  std::vector<int32_t> at;                 // token -> phrase that it heads, or -1
  std::vector<int32_t> hit_at;             // token -> name hit that covers it, or -1
  std::vector<NameHit> hits;

  int32_t headed_by(TokenIndex i) const { return i < 0 ? -1 : at[static_cast<size_t>(i)]; }
  const NameHit* hit(TokenIndex i) const {
    int32_t k = hit_at[static_cast<size_t>(i)];
    return k < 0 ? nullptr : &hits[static_cast<size_t>(k)];
  }
};

// `scan` is what `names` finds among the tokens.
ActorPhrases find_actor_phrases(const Parse& parse, const ActorNames& names, const NameScan& scan,
                                const ActorNouns& nouns, const std::vector<Place>& places,
                                const std::vector<Time>& times);

// Adds `side` unless it is there.
void add_side(std::vector<std::string>& sides, const std::string& side);

}  // namespace sayso
