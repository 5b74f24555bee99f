// The parts of an attribution as readers of news mark them: who, cue and words said.
//
// In: a saying. Out: its source and cue, widened to the words that go with them ("also said", "Ann Lee, a baker,"), and
// the stretches that its words said may be, with the evidence by which content_choice.h chooses. Sayings keep their own
// spans: claims are made of those. Guaranteed: a candidate's stretches are in the order of the text and not empty.
#pragma once

#include "claim/source_features.h"
#include "event/evidence.h"

namespace sayso {

// The cue with its auxiliaries, negation and adverbs, and a colon behind.
TokenRange attribution_cue(const SourceContext& context, const Saying& saying);

// The words of the source: "who" where it is a relative clause's subject.
TokenRange attribution_source(const SourceContext& context, const Saying& saying);

struct ContentCandidate {
  TokenRange whole;             // from the first word said to the last
  uint16_t begin = 0, end = 0;  // indices into the bounds
};

// Where the words said may begin or end, and how that place was found.
struct ContentBound {
  TokenIndex at = kNoToken;  // of an end: one behind the last word
  std::string_view how;
  Relation relation = Relation::root;  // of the word whose subtree begins or ends there
  bool before = false;                 // the cue
};

class ContentCandidates {
 public:
  // Collects the candidates of one saying; vectors are reused.
  void find(const SourceContext& context, const Saying& saying, TokenRange cue);

  const std::vector<ContentBound>& begins() const { return begins_; }
  const std::vector<ContentBound>& ends() const { return ends_; }
  const std::vector<ContentCandidate>& all() const { return all_; }
  // The cue with its speaker where they stand side by side: no part of the words said.
  TokenRange clause() const { return clause_; }

  void begin_evidence(const ContentBound& bound, Evidence& out) const;
  void end_evidence(const ContentBound& bound, Evidence& out) const;
  void pair_evidence(const ContentCandidate& candidate, Evidence& out) const;

  // The candidate's words without cue and speaker between: one stretch or two.
  std::vector<TokenRange> parts(const ContentCandidate& candidate) const;

 private:
  void bound_evidence(std::string_view sort, const ContentBound& bound, Evidence& out) const;
  void add_begin(TokenIndex at, std::string_view how, Relation relation = Relation::root);
  void add_end(TokenIndex at, std::string_view how, Relation relation = Relation::root);
  void add_cuts(TokenIndex i, int depth);

  const SourceContext* context_ = nullptr;
  const Saying* saying_ = nullptr;
  TokenRange cue_, clause_, sentence_, whole_, block_;
  std::vector<ContentBound> begins_, ends_;
  std::vector<ContentCandidate> all_;
};

}  // namespace sayso
