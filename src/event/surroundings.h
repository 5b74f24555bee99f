// What place and day of an event are judged by: how near in the tree words stand to it, its tense, its kind of deed.
//
// In: a report and its events in the order of their triggers, whose heads stay as they are. Nothing is decided here;
// nothing looks beyond the sentence asked about, so that the time for one event does not grow with the report. Known to
// go wrong: with a wrong tree, `distance` puts words into another clause than a reader would.
#pragma once

#include <string_view>
#include <vector>

#include "event/context.h"
#include "event/event.h"

namespace sayso {

class Surroundings {
 public:
  Surroundings(const EventContext& context, const std::vector<Event>& events);

  // How far token `at` is from the event in the tree: 0 below the trigger, 1 in its clause, 2 in a clause above or
  // below, 3 elsewhere in the sentence.
  int distance(const Event& event, TokenIndex at) const;

  // True where the words of token `at` stand with a verb whose content the event is: "said on Monday that ...".
  bool is_of_saying(const Event& event, TokenIndex at) const;

  // True where token `at` stands in the phrase of somebody who says something, the event or another: "nuns who reached
  // Darwin said", "according to a doctor in Y".
  bool is_of_speaker(TokenIndex at) const;

  // True where token `at` stands in a relative clause that tells of something else: of a word of the trigger or an
  // event that is no act of harm ("violated the truce, which was agreed in May"). Not so "killed in an attack that
  // began on Monday", which tells of both.
  bool is_told_of_another(const Event& event, TokenIndex at) const;
  // The relative clause that token `at` stands in and the event does not, kNoToken for none: "won back the town from
  // fighters who had seized it a day earlier".
  TokenIndex relative_clause(const Event& event, TokenIndex at) const;
  // Whether a word is one for an event that is an act of harm.
  bool names_deed(TokenIndex at) const;

  // "past", "present", "perfect", "pluperfect", "future", "infinitive", "participle", "noun": what the finite verb
  // above the event tells.
  std::string_view tense(const Event& event) const;

  // "speech" for threats, talks, blame: acts that happen where and when they are said; "state" for what lasts; "deed".
  std::string_view deed(const Event& event) const;

  // Events whose trigger lies nearer to token `at` than this one's, in this sentence.
  int nearer_events(const Event& event, TokenIndex at) const;
  // Events whose trigger stands between this one's and token `at`.
  int events_between(const Event& event, TokenIndex at) const;

  // The event that a word heads, nullptr where it heads none.
  const Event* headed_by(TokenIndex at) const {
    const int32_t k = at == kNoToken ? -1 : headed_[static_cast<size_t>(at)];
    return k < 0 ? nullptr : &events_[static_cast<size_t>(k)];
  }

  // What the event's clause is told under: "denied" and "xcomp" of "denied targeting civilians"; dashes where it stands
  // by itself.
  struct Governor {
    std::string_view word, as;
  };
  Governor told_under(const Event& event) const;

  // Whether two lists of participants may be the same ones: "word", "side" (some have one in common), "other"; "+-",
  // "-+" and "--" where the first, the second or both say nothing.
  std::string_view likeness(const std::vector<Participant>& a, const std::vector<Participant>& b) const;
  // Whether a place named in the event's clause is that of an event before: "same", "other", "new" (that one has none);
  // "none" where the clause names no place.
  std::string_view place_beside(const Event& event, const Event& before) const;

  bool is_total(const Event& event) const;
  // "the attack", "this strike": speaks of what is known.
  bool is_definite(const Event& event) const;
  BlockRole block(const Event& event) const {
    return c_.report.blocks[c_.parse.tokens().sentences[event.sentence].block].role;
  }

 private:
  const EventContext& c_;
  const Parse& parse_;
  const std::vector<Event>& events_;
  std::vector<int32_t> headed_;  // token -> the event whose head it is, -1 for none
};

// "0", "1", "2", "3-4", "5-8", "9+": numbers as evidence.
std::string_view few(int64_t n);

}  // namespace sayso
