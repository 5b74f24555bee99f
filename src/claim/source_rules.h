// What the build of the report says plainly of who speaks, where the choice by weights goes against it.
//
// In: an event and the sources weighed for it. Out: which sayings cannot carry it, and who speaks the quotation in
// which it stands. Known to go wrong: clauses that the tree hangs on the wrong word.
#pragma once

#include "claim/inner_claim.h"
#include "claim/source_features.h"

namespace sayso {

// "Gunmen shot two guards, and officials said a third fled", "a town where the mayor said two fled": what stands before
// a clause of saying that has words of its own is no part of them. "Denied shelling Gedo, where rebels killed nine":
// nor is what a denial or a charge tells of a place beside.
bool is_said_elsewhere(const SourceContext& context, const Saying& saying, const Event& event);

// Whether the word stands in a clause that only adds something to the words above it: ", where rebels killed nine".
bool is_clause_aside(const Parse& parse, TokenIndex above, TokenIndex i);

// Whether who denies or accuses tells that word without denying it or accusing anybody of it: "denies that it arms the
// rebels who shelled the town", "rejected the account: it was rebels who shelled the town"; but not "denied a report
// which told of shelling".
bool is_told_besides(const Parse& parse, const Cue& cue, TokenIndex i);

// The speaker of the quotation in which the event stands, where the one chosen is the report or speaks elsewhere: of
// all sentences of a speech it is the one beside it who speaks. The one chosen where there is nothing to mend.
ChosenSource speaker_of_speech(const SourceContext& context, const Event& event, ChosenSource chosen);

// "No word from Kyiv, which has denied shelling it": who denies the event in so many words, where none was chosen.
ChosenSource denier_of(const SourceContext& context, const Event& event, ChosenSource chosen);

}  // namespace sayso
