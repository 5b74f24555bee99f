// Noun phrases of a tree, as words of a report: from the head to the phrase that names it.
//
// In: a Parse and the head of a phrase. Out: a range of tokens around the head, within its sentence.
// Guaranteed: the range holds the head, neither begins nor ends with a mark (but for a closing bracket), and never
// takes in a finite clause. Trees are wrong now and then, so both functions take only what stands next to the phrase,
// stop at verbs, and cap its length. Known to go wrong: a prepositional phrase hung on the wrong noun ("officials said"
// is safe, "shelling of the town by night" is not), and coordination inside a name ("the Ministry of Labor and Health"
// may end at "Labor").
#pragma once

#include <algorithm>

#include "syntax/parse.h"

namespace sayso {

// Not "five others": in "injuring five others, Ana Ruiz said" the tree takes her for one of them.
bool takes_apposition(const Parse& parse, TokenIndex i);

// The shortest phrase that keeps its meaning: without leading articles and counts, apposition and clauses; with
// qualifiers, owners, the parts of a name, and what "of", "for", "from" and "loyal to" add.
// "at least 31 Armenian soldiers in the north" -> "Armenian soldiers"; "the soldiers of the 5th Brigade" -> all but
// "the".
TokenRange core_phrase(const Parse& parse, TokenIndex head);

// The phrase as one would quote a source: with its article, titles, apposition, bracketed short form, prepositional
// phrases and a short relative clause set off from it. "the deputy head of the council, Ana Ruiz".
TokenRange full_phrase(const Parse& parse, TokenIndex head);

// The core phrase without what follows the head and its name: where a phrase's own qualifiers stand.
TokenRange base_phrase(const Parse& parse, TokenIndex head);

// The phrase around `head` without a day that the tree hangs on it: "Friday's attackers", "on 11 September troops",
// "President Duque late Friday".
// `dated` tells whether a token is part of a day, `named` whether it is part of a name, whose days stay ("the March 23
// Movement").
template <typename Dated, typename Named>
TokenRange without_day(const Parse& parse, TokenRange phrase, TokenIndex head, Dated dated, Named named) {
  TokenIndex begin = phrase.begin;
  if (begin + 1 < head && parse[begin].upos == Upos::ADP && !named(begin) && dated(begin + 1)) ++begin;
  while (begin < head && dated(begin) && !named(begin)) begin += parse[begin + 1].xpos == "POS" ? 2 : 1;
  TokenIndex end = phrase.end;
  while (end > head + 1 && dated(end - 1) && !named(end - 1)) --end;
  return {std::min(begin, head), end};
}

// True where token i heads a noun phrase: a noun, name or pronoun that is no part of a larger name or compound.
bool heads_phrase(const Parse& parse, TokenIndex i);

// The preposition in front of the phrase headed by i, or kNoToken.
TokenIndex preposition_of(const Parse& parse, TokenIndex i);

}  // namespace sayso
