// What is known while a count is asked what befell those counted: the sentence, the count, its candidates.
//
// Plain data. tolls.cc fills it in, in the order of the text; candidates (toll_candidates.h), evidence
// (toll_evidence.h) and plain rules (toll_rules.h) read it, and none of them keeps anything of its own.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "event/context.h"
#include "event/counted.h"
#include "event/event.h"
#include "event/harm_words.h"

namespace sayso {

// A word of harm, in one of its senses, with an event to bear the toll.
struct TollCandidate {
  const HarmWord* harm = nullptr;  // nullptr: the count is no toll
  Event* event = nullptr;
  std::string_view what;
  int event_rank = 0;            // among those that could bear a toll of that word, the likeliest first
  int tag = EventTags::kLowest;  // what the tagger makes of the count as one of that harm, as a level
  int64_t sum = 0;               // what its evidence weighs
};

// What a count chose.
struct TollChoice {
  const Count* count = nullptr;
  TollCandidate chosen;

  bool is_toll() const { return chosen.harm != nullptr; }
};

struct TollQuestion {
  const EventContext& context;
  const EventWords& words;
  const Kinds& kinds;

  // Of the sentence in hand, in the order of the text.
  TokenRange sentence = {};
  std::span<const HarmWord> harm = {};
  std::span<Event> events = {};
  Event* carried = nullptr;               // the last event before it, where that is near; or nullptr
  std::vector<const Count*> counts = {};  // of numbers, and those of uncounted.h
  TollChoice before = {};                 // of the count asked before in it; its `count` is nullptr for the first

  // Of the count in hand.
  Counted counted = {};
  const HarmWord* role = nullptr;              // the word of harm that the tree ties it to, or nullptr
  std::vector<TollCandidate> candidates = {};  // the first: it is no toll

  const Count& count() const { return *counted.count; }
  bool is_of(CountClass of_class) const { return counted.unit && counted.unit->of_class == of_class; }
};

// Nothing but commas, "and", "including", "as well as" between the count before and this one.
bool is_listed(const TollQuestion& question);

}  // namespace sayso
