// What speaks for and against a candidate source of an event: the features that source_choice.h weighs.
//
// In: the report's sayings and one event. Out: for "nobody: the report's own voice" and for each (saying, speaker)
// pair near the trigger the list of features that hold. A feature is a number with a readable name
// ("order=cue-after-3", "cue=say"), so that the weights in knowledge/claims/source_weights.tsv can be read and argued
// with. No event word is a feature: what happened must not decide who says so.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claim/saying.h"
#include "event/event.h"
#include "event/tagger.h"

namespace sayso {

// A candidate: `speaker` of `sayings[saying]`, or the report itself (-1, -1).
struct SourceCandidate {
  int32_t saying = -1;
  int32_t speaker = -1;
  std::vector<uint32_t> features;
};

// What a source is chosen from. Everything must outlive it.
struct SourceContext {
  const Report* report = nullptr;
  const Parse* parse = nullptr;
  const Mentions* mentions = nullptr;
  const EventTags* tags = nullptr;
  const Quotes* quotes = nullptr;
  const std::vector<Saying>* sayings = nullptr;
  std::vector<uint32_t> first_saying;  // a sentence's first saying; one more entry than sentences

  SourceContext(const Report& report, const Parse& parse, const Mentions& mentions, const EventTags& tags,
                const Quotes& quotes, const std::vector<Saying>& sayings);
};

class SourceFeatures {
 public:
  // The cues' own features are numbered by their place in the table, which must outlive this.
  // Reads knowledge/claims/staff.tsv.
  static Result<SourceFeatures> load(const KnowledgeSource& source, const std::vector<CueEntry>& entries);

  size_t size() const { return first_cue_ + entries_->size(); }
  std::string name(uint32_t feature) const;

  // The report's own voice is the first candidate, the others stand in the order of the text. The vector is reused.
  void candidates(const SourceContext& context, const Event& event, std::vector<SourceCandidate>& out) const;

 private:
  explicit SourceFeatures(const std::vector<CueEntry>& entries);
  bool is_own_staff(const SourceContext& context, const SpeakerOption& speaker) const;

  const std::vector<CueEntry>* entries_;
  uint32_t first_cue_ = 0;
  std::vector<std::string> staff_;  // "correspondent": with the outlet's name beside it, its own voice
};

// How trigger and cue stand in the tree, for features and for rules.
enum class TreeTie : uint8_t {
  same,              // the trigger is the cue ("appealed")
  under_clause,      // below the cue's ccomp
  under_infinitive,  // xcomp
  under_object,
  under_oblique,
  under_adverbial,
  under_relative,
  under_loose,  // parataxis, dep
  under_subject,
  under_joined,  // conj
  under_other,
  over_loose,  // the cue hangs below the trigger's clause: ", he said,"
  over_adverbial,
  over_relative,
  over_clause,
  over_joined,
  over_other,
  beside_loose,
  beside_adverbial,
  beside_relative,
  beside_joined,
  beside_other,
  apart,  // in different sentences
};
inline constexpr size_t kTreeTies = 23;
TreeTie tree_tie(const Parse& parse, TokenIndex trigger, TokenIndex cue);

}  // namespace sayso
