#include "event/argument_kinds.h"

#include <algorithm>
#include <vector>

#include "base/text_util.h"
#include "event/clause.h"

namespace sayso {
namespace {

bool lists(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// "Nine of the twelve drones", "most of the rockets": what is counted.
TokenIndex counted(const Parse& parse, TokenIndex noun) {
  const Word& w = parse[noun];
  if (w.upos != Upos::NUM && w.upos != Upos::DET && w.upos != Upos::ADJ && w.upos != Upos::PRON) return noun;
  for (TokenIndex c : parse.children(noun))
    if (parse[c].relation == Relation::nmod && preposition(parse, c) == "of") return c;
  return noun;
}

// Whether a phrase or what is joined to it is headed by one of the list, a word or two ("water cannon"); with an empty
// list any phrase will do, or none.
bool is_headed_by(const Parse& parse, TokenIndex phrase, const std::vector<std::string>& list) {
  if (list.empty()) return true;
  if (phrase == kNoToken) return false;
  for (TokenIndex i : conjuncts(parse, counted(parse, phrase))) {
    i = counted(parse, i);
    if (lists(list, ascii_lower(parse[i].lemma))) return true;
    for (TokenIndex c : parse.children(i))
      if (parse[c].relation == Relation::compound && lists(list, parse[c].lemma + " " + parse[i].lemma)) return true;
  }
  return false;
}

// The candidate's words, or its verb with the particle that the rule's words leave out.
bool is_verb_of(const Parse& parse, const EventCandidate& candidate, const std::vector<std::string>& words) {
  const std::string& lemma = parse[candidate.head].lemma;
  if (lists(words, candidate.pattern) || lists(words, lemma)) return true;
  for (TokenIndex c : parse.children(candidate.head))
    if (parse[c].relation == Relation::compound_prt && lists(words, lemma + " " + parse[c].lemma)) return true;
  return false;
}

}  // namespace

std::string_view kind_by_arguments(const Parse& parse, const EventWords& words, const EventCandidate& candidate,
                                   std::string_view chosen) {
  if (parse[candidate.head].upos != Upos::VERB) return {};
  for (const ArgumentKind& row : words.argument_kinds)
    if (is_verb_of(parse, candidate, row.words) && (row.instead.empty() || lists(row.instead, chosen)) &&
        is_headed_by(parse, deep_subject(parse, candidate.head), row.by) &&
        is_headed_by(parse, deep_object(parse, candidate.head), row.on))
      return row.kind;
  return {};
}

}  // namespace sayso
