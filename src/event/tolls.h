// Tolls: which counts are effects of which event, and of what.
//
// In: the events of a report, with their rules, and its counts. Out: each event's `tolls`. A count becomes a toll where
// the tree ties it to a word of harm ("killed 12", "12 dead", "the deaths of 12"), to a count already so tied ("12
// killed, including 3 children"; "two soldiers and a driver"), or where such a word stands next to it in telegram
// style. A number that nothing ties to harm is no toll.
#pragma once

#include <vector>

#include "event/context.h"
#include "event/event.h"
#include "event/lexicon.h"

namespace sayso {

// A word of harm that may carry tolls, and the event that they go to.
struct HarmWord {
  TokenIndex head = kNoToken;
  std::string what;  // killed, wounded, destroyed, ...
  Frame frame = Frame::act;
  WordClass word_class = WordClass::verb;
  size_t event = 0;  // index into the events
};

void bind_tolls(const EventContext& context, const EventWords& words, const std::vector<HarmWord>& harm,
                std::vector<Event>& events);

}  // namespace sayso
