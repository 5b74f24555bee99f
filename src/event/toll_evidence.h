// By what evidence a count chooses among its candidates (knowledge/events/toll_weights.tsv has the weights).
//
// In: a question with all its candidates. Out: the evidence of one of them. Nothing is decided here. What a reader goes
// by: the role that the count has beside the word in the tree (its object, the subject of its passive); the order of
// words where the tree fails ("12 killed", "killing 12"); which other words of harm stand nearer; whether people or
// things are counted; parts and additions; what the count before chose; and, of events, how near in the tree they stand
// to the word of harm. A name changed here loses its weight: learn the table anew.
#pragma once

#include "event/evidence.h"
#include "event/toll_question.h"

namespace sayso {

// Adds to `out` what speaks for and against a candidate, one of the question's.
void add_toll_evidence(const TollQuestion& question, const TollCandidate& candidate, Evidence& out);

}  // namespace sayso
