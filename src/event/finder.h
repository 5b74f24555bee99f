// The event stage in order: candidates → kinds → judge → second look → participants → merging of harm and means → tolls
// → where, when.
#pragma once

#include <string>
#include <vector>

#include "event/circumstances.h"
#include "event/context.h"
#include "event/event.h"
#include "event/judge.h"
#include "event/kinds.h"
#include "event/lexicon.h"
#include "event/participants.h"
#include "event/tagger.h"
#include "event/tolls.h"

namespace sayso {

class EventFinder {
 public:
  // `finder` must outlive the EventFinder.
  static Result<EventFinder> load(const KnowledgeSource& source, const MentionFinder* finder);

  // `tags` are the tagger's of the same parse. `observer` is training's; see evidence.h.
  std::vector<Event> find(const Report& report, const Parse& parse, const Mentions& mentions, const EventTags& tags,
                          ChoiceObserver* observer = nullptr) const;

  // The steps that training needs: every candidate with its kind, and the features that the judge would weigh.
  std::vector<Judged> candidates(const EventContext& context, const EventLexicon::Keep* keep = nullptr) const;
  std::vector<std::vector<std::string>> features(const EventContext& context, const std::vector<Judged>& all) const;

  // Who did it and to whom, by the frame of the candidate's rule.
  Participants participants(const EventContext& context, const EventCandidate& candidate) const;

  const Kinds& kinds() const { return kinds_; }
  const EventLexicon& lexicon() const { return lexicon_; }
  const MentionFinder& mention_finder() const { return *finder_; }

 private:
  EventFinder(Kinds kinds, EventLexicon lexicon, EventWords words, Judge judge, ChoiceWeights choices, Judge second,
              const MentionFinder* finder);

  std::vector<HarmWord> words_of_harm(const std::vector<Judged>& all, const std::vector<size_t>& chosen,
                                      const std::vector<size_t>& known, const std::vector<Event>& events) const;

  Kinds kinds_;
  EventLexicon lexicon_;
  EventWords words_;
  Judge judge_, second_;
  ChoiceWeights choices_;
  const MentionFinder* finder_;
};

}  // namespace sayso
