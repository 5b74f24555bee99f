// Actors: every noun phrase that can speak, act or suffer, with its name, sides and role.
//
// In: Parse, the places and times found before, the country of the dateline; `knowledge/actors/`, once. Out:
// `ActorReading`: the actors in the order of the text, not overlapping, and for every noun phrase the sides that it
// tells, actor or not ("an Armenian tank"). Guaranteed: same input, same output; nothing is kept between reports. Known
// to go wrong: see actor_phrase.h and reference.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "mention/actor_names.h"
#include "mention/actor_roles.h"
#include "mention/mention.h"

namespace sayso {

struct ActorReading {
  std::vector<Actor> actors;
  PhraseSides sides;
};

class ActorFinder {
 public:
  static Result<ActorFinder> load(const KnowledgeSource& source);

  // `dateline` is the country (ISO code) that the report was written in, empty where that is not known.
  ActorReading find(const Parse& parse, const std::vector<Place>& places, const std::vector<Time>& times,
                    std::string_view dateline = {}) const {
    return find(parse, names_.scan(parse.tokens()), places, times, dateline);
  }
  // With the names already looked for.
  ActorReading find(const Parse& parse, const NameScan& scan, const std::vector<Place>& places,
                    const std::vector<Time>& times, std::string_view dateline) const;

  const ActorNames& names() const { return names_; }
  const ActorNouns& nouns() const { return nouns_; }

 private:
  ActorFinder(ActorNames names, ActorNouns nouns) : names_(std::move(names)), nouns_(std::move(nouns)) {}
  ActorNames names_;
  ActorNouns nouns_;
};

}  // namespace sayso
