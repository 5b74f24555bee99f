#include "event/argument_kinds.h"

#include <vector>

#include "event/clause.h"

namespace sayso {
namespace {

// The candidate's words, or its verb with the particle that the rule's words leave out.
bool is_verb_of(const Parse& parse, const EventCandidate& candidate, const std::vector<std::string>& words) {
  const std::string& lemma = parse[candidate.head].lemma;
  if (listed(words, candidate.pattern) || listed(words, lemma)) return true;
  for (TokenIndex c : parse.children(candidate.head))
    if (parse[c].relation == Relation::compound_prt && listed(words, lemma + " " + parse[c].lemma)) return true;
  return false;
}

// Whom the verb befalls; of one without an object, what it leads away from: "pulled out of the truce".
TokenIndex target_of(const Parse& parse, TokenIndex verb) {
  const TokenIndex object = deep_object(parse, verb);
  if (object != kNoToken || is_passive(parse, verb)) return object;
  for (TokenIndex c : parse.children(verb))
    if (parse[c].relation == Relation::obl) {
      const std::string_view p = preposition(parse, c);
      if (p == "of" || p == "from" || p == "out") return c;
    }
  return kNoToken;
}

bool befalls(const Parse& parse, TokenIndex target, const ArgumentKind& row) {
  // A name may be that of anything: "used MI-24s".
  return row.on_another ? target != kNoToken && parse[target].upos == Upos::NOUN && !is_headed_by(parse, target, row.on)
                        : is_headed_by(parse, target, row.on);
}

}  // namespace

std::string_view kind_by_arguments(const Parse& parse, const EventWords& words, const EventCandidate& candidate,
                                   std::string_view chosen) {
  if (parse[candidate.head].upos != Upos::VERB) return {};
  for (const ArgumentKind& row : words.argument_kinds)
    if (is_verb_of(parse, candidate, row.words) && (row.instead.empty() || listed(row.instead, chosen)) &&
        (row.by.empty() || is_headed_by(parse, deep_subject(parse, candidate.head), row.by)) &&
        (row.on.empty() || befalls(parse, target_of(parse, candidate.head), row)))
      return row.kind;
  return {};
}

}  // namespace sayso
