// The claim inside a denial: "denied the army's claim that ...", "called reports that ... false".
//
// In: an event and the source chosen for it. Out: who asserts what the denial denies: the owner of the noun that names
// the claim ("Kyiv's claim", "a report by monitors", "rumors circulating on social networks"), whoever an aside names
// ("as the daily reported", "the bombing described by peasants"), or the words themselves ("reports"); and who denies.
// Guaranteed: either part may be missing, never both. Known to go wrong: nouns that name no claim ("the talks
// failed"), denials told in another sentence (denial.h has those).
#pragma once

#include <optional>

#include "claim/source_features.h"
#include "claim/stance.h"

namespace sayso {

struct ChosenSource {
  int32_t saying = -1;
  int32_t speaker = -1;
  // The saying and its speaker that name him, where this one has but "it" or "its troops"; -1 where it names him.
  int32_t named_in = -1;
  int32_t named = -1;
};

struct ToldDenial {
  ChosenSource denier;               // -1, -1: the report's own voice ("Reports that ... are false.")
  int32_t inner = -1;                // the saying of the claim denied
  std::optional<SpeakerOption> who;  // whose claim it is; none where nobody is named
  std::optional<SpeakerOption> by;   // who denies, where it is none of the saying's speakers
  bool blames = false;               // the claim is a charge
  bool negated = false;              // the claim is itself that it was not so: who denies it asserts
};

std::optional<ToldDenial> told_denial(const SourceContext& context, const StanceReader& stances, const Event& event,
                                      ChosenSource chosen, Stance stance);

}  // namespace sayso
