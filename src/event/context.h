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

// A row of argument_kinds.tsv.
struct ArgumentKind {
  std::vector<std::string> words;    // verbs, with a particle where they have one: "take away"
  std::vector<std::string> by, on;   // lemmas that head who does it, whom it befalls; none where it does not matter
  bool on_another = false;           // whom it befalls is none of `on`
  std::vector<std::string> instead;  // kinds that it replaces; none for any
  std::string kind;                  // "-" for no event
  std::string example;
  size_t line = 0;
};

// The short word lists of the event stage: knowledge/events/{means,words,argument_kinds}.tsv.
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
  WordSet total;                // words of a running total: "so far", "overall", "the toll", "went up"
  WordSet reaching;             // verbs of one, with what it came to: "brought the total to 40", "stands at 40"
  WordSet projectiles;          // what is sent and lands: "rockets landed" is told by its verb
  WordSet platforms;            // weapons with a crew: "tanks rolled in" names a doer
  WordSet harm_verbs;           // kill, destroy: whom an event did that to is whom it was done to
  WordSet blaming;              // blame, pin: what was done is their object, who did it stands behind "on"
  WordSet charging;             // accuse, suspect: what stands behind "of" is what of, and no part of whom
  WordSet judging;              // condemn, suspect: who judges a deed did not do it
  WordSet responsibility;       // what is claimed for an act: "responsibility", "credit"
  WordMap<std::string> topics;  // "wicket" -> "sport": what borrows the words of war
  WordSet background;           // words that put what they govern into the past of the story
  WordSet refuge;               // leads to a place: "found refuge in Goma", "fled to Goma"
  WordSet driven;               // "men on motorbikes", "rammed a truck into": what attackers come with
  WordSet dating;               // "launched a sweep following an attack": prepositions of what only tells when
  WordSet over;                 // "will remain after the withdrawal": prepositions of what is done, whatever is to come
  WordSet firsts;         // "the first policeman killed since 1987", beside superlatives: measured against that year
  WordSet occasions;      // "Thursday's issue of the paper", "Sunday's vote": nouns that have a day of their own
  WordSet happens;        // "an attack on a market that took place on Monday"
  WordSet flying;         // coalition: whose raids are flown, though they are no state
  WordSet repelling;      // repulse, foil: what is done with an attack by those who were attacked
  WordSet unreal;         // would, could: with "have" and a condition what they tell was not so
  WordSet averting;       // avoid, refrain: what they govern did not happen
  WordSet forbidding;     // ban: its object is no event
  WordSet amid;           // "killed 12 amid fighting": what it happens beside
  WordSet comparing;      // "compared to 190 the week before"
  WordSet upward;         // "up from 20 last month"
  WordSet clinics;        // where the wounded are taken
  WordSet relatives;      // "the wives of two rebels"
  WordSet epithets;       // "freed 12 abducted students": told of them before
  WordSet signs;          // "no sign of an advance"
  WordSet prospects;      // "the specter of an attack": of what is no event
  WordSet terms;          // "the word 'neutralized'": what is quoted behind is a word
  WordSet trying;         // try, push: in the present their infinitive is still to be done
  WordSet perceiving;     // "blasts could be heard" were heard
  WordSet counts, rises;  // "the toll from the attack rose on Sunday": the day of the count, not of the attack
  WordSet settlements;    // places that are not the town a report is written in: "hit an island"
  WordSet based;          // behind a hyphen: "the Calgary-based firm" was not hit in Calgary
  WordSet bearing;        // "a bus carrying 20 policemen": they were there, no more
  WordSet ceremonies;     // "the funeral of a teacher": dead before
  WordSet kin;            // "12 people from one family": what those counted have in common
  WordSet wars;           // "a conflict that has killed 9,000": of all of it, and no single event's
  WordSet aiming;         // whom such a verb befalls is not harmed by that alone: "targeted 30 militants"
  WordSet laden;          // "an explosives-laden car" is what a bomber brings
  WordSet elsewhere;      // "in another district", "in a separate incident": not where the last one was
  WordSet ordinals;       // "the ambush, the third this month": how often there was one
  WordSet holding;        // "a town held by rebels since 2014": since when it was theirs
  WordSet coming;         // "the impending withdrawal": what is still to be
  WordSet scenes;         // "found at the scene of the attack": where what was told before had been
  WordSet tending;        // "the wounded were taken to a hospital": what is done with those whose harm was told before
  WordSet mishaps;        // "the crash killed nine": nobody's deed
  std::vector<ArgumentKind> argument_kinds;

  static Result<EventWords> load(const KnowledgeSource& source, const Kinds& kinds);
};

}  // namespace sayso
