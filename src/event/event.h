// event: what is said to have happened, whoever says it.
//
// In: Report, Parse, Mentions and `knowledge/events/`. Out: `Event`s in the order of their triggers, one for each word
// that names something done in the conflict. Guaranteed: triggers do not overlap; indices point into the Mentions
// given.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mention/mention.h"

namespace sayso {

enum class Modality : uint8_t { actual, possible, future };
std::string_view name(Modality modality);

// A noun phrase in a role of an event: the doer, the target.
struct Participant {
  TokenRange tokens;  // the shortest noun phrase that keeps its meaning
  TokenIndex head = kNoToken;
  int32_t actor = -1;              // index into Mentions::actors, -1 where it is no actor ("the bridge")
  std::vector<std::string> sides;  // the actor's, or those its words tell ("an Armenian tank"); empty where open
};

// A counted effect.
struct Toll {
  std::string what;                // killed, wounded, ... (docs/codebook.md)
  std::string of;                  // combatants, civilians, people, or the thing counted, singular
  std::vector<std::string> sides;  // whose they were
  TokenRange phrase;
  std::optional<int64_t> value;
  Bound bound = Bound::equal;
  std::optional<int64_t> low, high;
  bool total = false;  // a running total, never added to others
};

struct Event {
  TokenRange trigger;          // "shelling", "shot down"
  TokenIndex head = kNoToken;  // the trigger's head word
  size_t sentence = 0;         // index into Tokens::sentences
  std::string kind;            // a row of knowledge/kinds.tsv
  Modality modality = Modality::actual;
  bool begins = false;   // names the beginning of what it governs ("resuming the attacks")
  bool negated = false;  // "did not shell", "no one was hurt": the words themselves say that it is not so
  std::vector<Participant> by, on;
  int32_t same_as = -1;  // the event before it that it refers to ("the fighting"); index into the events
  int32_t place = -1;    // index into Mentions::places, or Mentions::kDateline
  std::optional<DayRange> when;
  int32_t time = -1;  // index into Mentions::times: the words that say when; -1 where the days are inherited
  int when_precision = 1;
  std::vector<Toll> tolls;
  std::string rule;  // the rule of knowledge/events/ that found it
};

// The events of sentences `first` to `last`: they stand in the order of the text, so that none looks at all others.
inline std::span<const Event> events_in(const std::vector<Event>& events, size_t first, size_t last) {
  const auto from =
      std::partition_point(events.begin(), events.end(), [&](const Event& e) { return e.sentence < first; });
  return {from, std::partition_point(from, events.end(), [&](const Event& e) { return e.sentence <= last; })};
}

}  // namespace sayso
