// What the parts of the event stage share about one report.
#pragma once

#include <string>
#include <vector>

#include "base/word_map.h"
#include "event/kinds.h"
#include "event/lexicon.h"
#include "event/tagger.h"
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
  const EventTags& tags;  // none where no tagger is there
};

// The short word lists of the event stage: knowledge/events/{means,words}.tsv.
struct EventWords {
  WordMap<std::string> means;   // "rocket" -> "shelling"
  WordSet light_verbs;          // carry (out), launch: their object names the event
  WordSet future;               // words that put what they govern into the future
  WordSet possible;             // ... into doubt
  WordSet conditions;           // marks of clauses that may never come true: "if", "until"
  WordSet naming;               // verbs that call what was done something: "called it an assault"
  WordSet directing;            // verbs whose infinitive is still to be done: "told them to leave"
  WordSet requitals;            // verbs that answer a deed already done: "vowed to avenge the killing"
  WordSet unable;               // ... into what was not: "unable to flee"
  WordSet total;                // words of a running total
  WordSet projectiles;          // what is sent and lands: "rockets landed" is told by its verb
  WordSet platforms;            // weapons with a crew: "tanks rolled in" names a doer
  WordSet harm_verbs;           // kill, destroy: whom an event did that to is whom it was done to
  WordSet blaming;              // blame, pin: what was done is their object, who did it stands behind "on"
  WordSet charging;             // accuse, suspect: what stands behind "of" is what of, and no part of whom
  WordSet responsibility;       // what is claimed for an act: "responsibility", "credit"
  WordMap<std::string> topics;  // "wicket" -> "sport": what borrows the words of war
  WordSet background;           // words that put what they govern into the past of the story
  WordSet refuge;               // leads to a place: "found refuge in Goma", "fled to Goma"
  WordSet happens;              // "an attack on a market that took place on Monday"
  WordSet bearing;              // "a bus carrying 20 policemen": they were there, no more
  WordSet ceremonies;           // "the funeral of a teacher": dead before
  WordSet kin;                  // "12 people from one family": what those counted have in common
  WordSet wars;                 // "a conflict that has killed 9,000": of all of it
  WordSet aiming;               // whom such a verb befalls is not harmed by that alone: "targeted 30 militants"
  WordSet counts, rises;        // "the toll from the attack rose on Sunday": the day of the count, not of the attack

  static Result<EventWords> load(const KnowledgeSource& source, const Kinds& kinds);
};

}  // namespace sayso
