// From a count that was chosen for a toll to the toll of its event: of what it is, whose they were, whether it is a
// running total.
//
// In: counts with what befell those counted and the event that bears it, sentence by sentence in the order of the text.
// Out: the events' `tolls`. Guaranteed: an event has no two tolls of one kind in the same words. What was told just
// before is remembered, since counts leave out what they are of ("six soldiers were killed and nine were wounded":
// told_tolls.h). Known to go wrong: a running total that no word near it tells from the dead of the day.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "event/context.h"
#include "event/counted.h"
#include "event/event.h"
#include "event/told_tolls.h"

namespace sayso {

class TollWriter {
 public:
  TollWriter(const EventContext& context, const EventWords& words, std::vector<Event>& events)
      : c_(context), parse_(context.parse), words_(words), events_(events) {}

  // Goes on to a sentence; what was told in the one right before it is kept.
  void go_on(size_t sentence);

  // `whole`: the count before it that is a toll too, or nullptr: "20 rebels, including three commanders" are of one
  // side.
  void add(const Counted& counted, std::string_view what, Event& event, const Count* whole);

  // "Vahan Petrosyan, a 31-year-old lieutenant": the other words say what `one`, the count told last, does not.
  void tell_more(const Count& count, const Count& one);

  // "No casualties, only three wounded": what some suffered, not nobody did. To be called at the end of a sentence.
  void drop_none_beside_some();

 private:
  std::string own_noun(const Counted& counted, std::string_view what) const;
  std::vector<std::string> own_sides(const Counted& counted, const Event& event) const;
  const Toll* toll_of_whole(const Count& count, const Count* whole, const Event& event) const;
  void fill_in(const Counted& counted, Toll& toll) const;
  bool is_running_total(const Count& count) const;

  const EventContext& c_;
  const Parse& parse_;
  const EventWords& words_;
  std::vector<Event>& events_;
  TokenRange sentence_;
  ToldTolls told_;
};

}  // namespace sayso
