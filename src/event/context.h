// What the parts of the event stage share about one report.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "event/kinds.h"
#include "event/lexicon.h"
#include "mention/finder.h"
#include "mention/mention.h"
#include "page/report.h"
#include "syntax/parse.h"

namespace sayso {

struct EventContext {
  const Report& report;
  const Parse& parse;
  const Mentions& mentions;
  const MentionFinder& finder;
};

// The short word lists of the event stage: knowledge/events/{means,words}.tsv.
struct EventWords {
  std::unordered_map<std::string, std::string> means;  // "rocket" -> "shelling"
  std::unordered_set<std::string> light_verbs;         // carry (out), launch: their object names the event
  std::unordered_set<std::string> future;              // words that put what they govern into the future
  std::unordered_set<std::string> possible;            // ... into doubt
  std::unordered_set<std::string> total;               // words of a running total
  std::unordered_set<std::string> platforms;           // weapons with a crew: "tanks rolled in" names a doer
  std::unordered_set<std::string> harm_verbs;      // kill, destroy: whom an event did that to is whom it was done to
  std::unordered_set<std::string> responsibility;  // what is claimed for an act: "responsibility", "credit"
  std::unordered_map<std::string, std::string> topics;  // "wicket" -> "sport": what borrows the words of war
  std::unordered_set<std::string> background;           // words that put what they govern into the past of the story

  static Result<EventWords> load(const KnowledgeSource& source, const Kinds& kinds);
};

}  // namespace sayso
