// Learns which sayings are attributions and which words they cover, from reports with every attribution marked.
//
// In: JSON Lines with `id`, `text` and `attributions` (`source`, `cue`, `content`: lists of [begin, end], in
// characters). Out: the tables telling_weights.tsv and content_weights.tsv in `folder`, if one is given, and figures:
// first with each fifth of the reports left out of the training in turn, then of the weights learned from all of them,
// which have seen what they are measured on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claim/cues.h"
#include "claim_reader.h"

namespace sayso::train {

std::optional<Error> learn_telling(const Reader& reader, const CueTable& cues, const std::vector<std::string>& files,
                                   const std::string& folder);

}  // namespace sayso::train
