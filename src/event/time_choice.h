// When: the days of each event, from its clause, its sentence, what was told just before, or the day of publication.
//
// In: a report's events in the order of their triggers, its times, weights learnt from annotated reports
// (knowledge/events/time_weights.tsv). Out: for each event its days, the words that say them, their precision. How: see
// time_choice.cc.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "event/evidence.h"
#include "event/surroundings.h"

namespace sayso {

class TimeChoice {
 public:
  TimeChoice(const EventContext& context, const EventWords& words, const Surroundings& around,
             const std::vector<Event>& events, const EvidenceWeights& weights, ChoiceObserver* observer);

  // Sets `event.when`, `time` and `when_precision`. To be called for each event in turn.
  void choose(size_t k, Event& event);

 private:
  // Days that the event may have, with all that leads to them: the words of a time may name the day of publication.
  struct Candidate {
    std::optional<DayRange> days;  // nothing: not known
    int32_t here = -1;             // time mention of the sentence
    int32_t before = -1;           // time mention of a sentence before
    bool published = false;        // the day of publication
    bool open = false;             // some time up to it
    bool story = false;            // from the story's first day to it
    bool since = false;            // ... behind a "since"
    bool lasting = false;          // from the time of the sentence to the day of publication
    bool lead = false;             // those of the first act of violence told
    int main = 0;                  // acts of violence told of so far, where no other days have more
    bool focus = false;            // those of the event dated last
    bool same = false;             // those of the event that this one refers to
    bool twin = false;             // those of the last event of its kind
    bool echo = false;             // those of the last event named by the same word
    bool eve = false;              // the day before publication
    bool joint = false;            // from the first to the last of times joined by "and": "on 5 and 6 August"
    int32_t by = -1;               // time mention up to which it is from the story's first day on
    int32_t span = -1;             // time mention that says how long it lasted ("five days"), up to some day:
    std::string_view up_to;        // "here", "day" (of publication), "focus"
    bool longer = false;           // its days are counted before that day ("after a week of fighting")
  };

  void gather(const Event& event);
  void gather_joint(const Event& event, const std::vector<std::pair<int, int32_t>>& here);
  void gather_spans(const Event& event, const std::vector<std::pair<int, int32_t>>& here);
  void add_span(const Event& event, const Candidate& candidate);
  bool is_length_of(const Event& event, const Time& time) const;
  Candidate& offer(const std::optional<DayRange>& days);
  void add_features(const Event& event, const Candidate& candidate);
  void add_here(const Event& event, const Time& time);
  void add_told(const Event& event, const Candidate& candidate);
  DayRange closed(const Event& event, DayRange days) const;
  void remember(size_t k, const Event& event, const Candidate& chosen);
  std::optional<DayRange> by_rule(const Event& event) const;
  bool may_date(const Event& event, const Time& time) const;
  bool is_of_rise(const Event& event, const Time& time) const;
  bool is_before_comma(const Event& event, const Time& time) const;
  bool is_of_something_else(const Event& event, const Time& time) const;
  bool is_measured_against(const Event& event, const Time& time) const;
  bool is_lately(const Event& event) const;
  bool is_of_occasion(const Event& event, const Time& time) const;
  bool is_of_comparison(const Time& time) const;
  bool is_of_what_followed(const Event& event, const Time& time) const;
  bool is_in_passing(const Time& time) const;
  size_t since_what_was(const Event& event) const;
  bool is_of_count(const Event& event, const Time& time) const;
  bool is_of_holding(const Event& event, const Time& time) const;
  bool is_aside(const Event& event, const Candidate& chosen) const;
  size_t lasting_since(const Event& event) const;
  bool is_of_since_clause(const Event& event, const Time& time) const;
  bool is_of_relative_clause(const Event& event, const Time& time) const;
  bool is_when_clause_of(const Event& event, const Time& time) const;
  DayRange days_of(const Event& event, const Time& time) const;
  bool since_before(const Time& time) const;
  TokenIndex head_of(const Time& t) const;
  const Time& at(int32_t k) const { return c_.mentions.times[static_cast<size_t>(k)]; }

  const EventContext& c_;
  const EventWords& words_;
  const Parse& parse_;
  const Surroundings& around_;
  const std::vector<Event>& events_;
  const EvidenceWeights& weights_;
  ChoiceObserver* observer_;
  Evidence evidence_;
  std::optional<Day> day_;        // of publication
  std::vector<size_t> sentence_;  // of each time mention
  std::vector<int32_t> first_;    // sentence -> first time mention in it or behind it

  std::vector<Candidate> candidates_;
  std::optional<DayRange> ruled_;  // what the rule of thumb gives
  int here_ = 0, near_here_ = 0;
  struct Told {
    DayRange days;
    int acts = 0;
  };
  std::vector<Told> told_;  // days of the acts of violence so far, in the order of their coming
  std::map<std::string_view, size_t> by_kind_, by_word_;  // the last event of each that was dated
  size_t focus_event_ = 0;
  std::optional<DayRange> focus_;
  int focus_precision_ = 1;
  size_t focus_sentence_ = 0;
  std::optional<Day> story_first_;  // the first day of what the report tells as news
};

}  // namespace sayso
