// claim: who says so. The stage's one entry; claim.h has its data.
//
// The order of decisions: quotations -> cues -> sayings (who may be the speaker of each cue) -> attributions ->
// the source of each event (by weights, then source_rules.h) -> its second sources -> stance -> answers that name no
// event -> bare denials -> which claim each denial denies.
#pragma once

#include <memory>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "claim/claim.h"
#include "event/tagger.h"
#include "page/report.h"

namespace sayso {

// Immutable after loading; `find` may be called from many threads at once.
class ClaimFinder {
 public:
  static Result<ClaimFinder> load(const KnowledgeSource& source);

  // The events must come in the order of their triggers. Same input, same claims.
  // `explain`: the drafts say what weighed most for their source.
  Claims find(const Report& report, const Parse& parse, const Mentions& mentions, const EventTags& tags,
              const std::vector<Event>& events, bool explain = false) const;

  ClaimFinder(ClaimFinder&&) noexcept;
  ClaimFinder& operator=(ClaimFinder&&) noexcept;
  ~ClaimFinder();

 private:
  struct Parts;
  explicit ClaimFinder(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace sayso
