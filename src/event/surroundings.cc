#include "event/surroundings.h"

#include <algorithm>
#include <cstdlib>

#include "event/clause.h"

namespace sayso {

Surroundings::Surroundings(const EventContext& context, const std::vector<Event>& events)
    : c_(context), parse_(context.parse), events_(events), headed_(static_cast<size_t>(parse_.size()), -1) {
  for (size_t k = 0; k < events_.size(); ++k) headed_[static_cast<size_t>(events_[k].head)] = static_cast<int32_t>(k);
}

int Surroundings::distance(const Event& event, TokenIndex at) const {
  TokenIndex predicate = predicate_of(parse_, event.head);
  if (parse_.dominates(event.head, at)) {
    TokenIndex own = predicate_of(parse_, at);
    return own == predicate || event.head == own ? 0 : 1;
  }
  TokenIndex p = predicate_of(parse_, at);
  while (parse_[p].relation == Relation::xcomp && parse_.head(p) != kNoToken) p = parse_.head(p);  // "kept fighting"
  if (p == predicate) return 1;
  // What stands outside of what somebody is said to have said belongs to another event.
  for (TokenIndex i = predicate; i != kNoToken && i != p; i = parse_.head(i))
    if (parse_[i].relation == Relation::ccomp && parse_.head(i) != p && parse_.dominates(p, i)) return 3;
  return parse_.dominates(p, predicate) || parse_.dominates(predicate, p) ? 2 : 3;
}

bool Surroundings::is_of_saying(const Event& event, TokenIndex at) const {
  TokenIndex with = predicate_of(parse_, at);
  bool content = false;
  for (TokenIndex i = predicate_of(parse_, event.head); i != kNoToken && i != with; i = parse_.head(i)) {
    content = content || parse_[i].relation == Relation::ccomp;
    if (parse_.head(i) == with) return content;
  }
  // "Two were killed, the army said on Monday": what is said stands above.
  if (parse_[with].relation != Relation::parataxis || parse_.child(with, Relation::nsubj) == kNoToken) return false;
  return parse_.dominates(parse_.head(with), event.head) && !parse_.dominates(with, event.head);
}

TokenIndex Surroundings::relative_clause(const Event& event, TokenIndex at) const {
  for (TokenIndex i = at; i != kNoToken; i = parse_.head(i)) {
    if (parse_[i].relation != Relation::acl_relcl) continue;
    return parse_.head(i) == event.head || parse_.dominates(i, event.head) ? kNoToken : i;
  }
  return kNoToken;
}

bool Surroundings::names_deed(TokenIndex at) const {
  const Event* event = headed_by(at);
  return event != nullptr && deed(*event) == "deed";
}

bool Surroundings::is_told_of_another(const Event& event, TokenIndex at) const {
  const TokenIndex clause = relative_clause(event, at);
  if (clause == kNoToken) return false;
  const TokenIndex noun = parse_.head(clause);
  if (event.trigger.contains(noun)) return true;
  const Event* other = headed_by(noun);
  return other != nullptr && deed(*other) != "deed";
}

bool Surroundings::is_of_speaker(TokenIndex at) const {
  for (TokenIndex i = at, up; (up = parse_.head(i)) != kNoToken; i = up) {
    const Relation r = parse_[i].relation;
    if (r == Relation::ccomp || r == Relation::parataxis || r == Relation::advcl) return false;
    if (r == Relation::obl && preposition(parse_, i) == "according") return true;
    if (r != Relation::nsubj) continue;
    if (parse_[up].relation == Relation::parataxis) return true;
    for (TokenIndex c : parse_.children(up))
      if (parse_[c].relation == Relation::ccomp || (parse_[c].relation == Relation::parataxis && c < up)) return true;
    if (parse_[up].relation != Relation::acl_relcl && parse_[up].relation != Relation::acl) return false;
  }
  return false;
}

std::string_view Surroundings::tense(const Event& event) const {
  TokenIndex p = predicate_of(parse_, event.head);
  bool perfect = false, past = false, present = false, future = false;
  for (TokenIndex c : parse_.children(p)) {
    const Word& w = parse_[c];
    if (w.relation != Relation::aux && w.relation != Relation::aux_pass && w.relation != Relation::cop) continue;
    if (w.xpos == "MD") future = true;
    if (w.lemma == "have") perfect = true;
    if (w.xpos == "VBD") past = true;
    if (w.xpos == "VBZ" || w.xpos == "VBP") present = true;
  }
  if (future) return "future";
  if (perfect) return past ? "pluperfect" : "perfect";
  if (past) return "past";
  if (present) return "present";
  const std::string_view tag = parse_[p].xpos;
  if (tag == "VBD") return "past";
  if (tag == "VBZ" || tag == "VBP") return "present";
  if (tag == "VB") return "infinitive";
  if (tag == "VBG" || tag == "VBN") return "participle";
  return "noun";
}

std::string_view Surroundings::deed(const Event& event) const {
  const std::string& k = event.kind;
  if (k == "statement" || k == "threat" || k == "blame" || k == "sanction" || k == "negotiation" || k == "ceasefire" ||
      k == "aid" || k == "other")
    return "speech";
  if (k == "displacement" || k == "detention" || k == "blockade" || k == "mobilisation" || k == "seizure" ||
      k == "advance" || k == "loss" || k == "protest" || k == "release")
    return "state";
  return "deed";
}

int Surroundings::nearer_events(const Event& event, TokenIndex at) const {
  TokenIndex mine = std::abs(event.head - at);
  int n = 0;
  for (const Event& other : events_in(events_, event.sentence, event.sentence))
    if (std::abs(other.head - at) < mine) ++n;
  return n;
}

int Surroundings::events_between(const Event& event, TokenIndex at) const {
  auto [low, high] = std::minmax(event.head, at);
  int n = 0;
  for (const Event& other : events_in(events_, event.sentence, event.sentence))
    if (other.head > low && other.head < high) ++n;
  return n;
}

Surroundings::Governor Surroundings::told_under(const Event& event) const {
  constexpr int kSteps = 6;
  TokenIndex i = event.head;
  if (parse_[i].upos != Upos::VERB)
    if (const TokenIndex verb = predicate_of(parse_, i); verb != i)
      return {parse_[verb].lemma, name(parse_[i].relation)};
  for (int step = 0; step < kSteps && parse_.head(i) != kNoToken; ++step, i = parse_.head(i)) {
    const Relation r = parse_[i].relation;
    if (r == Relation::ccomp || r == Relation::xcomp || r == Relation::acl || r == Relation::acl_relcl ||
        r == Relation::advcl || r == Relation::parataxis)
      return {parse_[parse_.head(i)].lemma, name(r)};
  }
  return {"-", "-"};
}

std::string_view Surroundings::likeness(const std::vector<Participant>& a, const std::vector<Participant>& b) const {
  if (a.empty() || b.empty()) return !a.empty() ? "+-" : !b.empty() ? "-+" : "--";
  bool side = false;
  for (const Participant& x : a)
    for (const Participant& y : b) {
      if (parse_[x.head].lemma == parse_[y.head].lemma) return "word";
      side =
          side || std::find_first_of(x.sides.begin(), x.sides.end(), y.sides.begin(), y.sides.end()) != x.sides.end();
    }
  return side ? "side" : "other";
}

std::string_view Surroundings::place_beside(const Event& event, const Event& before) const {
  const Place* was = c_.mentions.place(before.place);
  bool named = false;
  for (const Place& p : c_.mentions.places_in(parse_.tokens().sentences[event.sentence].tokens)) {
    if (distance(event, p.tokens.end - 1) > 1) continue;
    if (was != nullptr && was->name == p.name) return "same";
    named = true;
  }
  return !named ? "none" : was == nullptr ? "new" : "other";
}

bool Surroundings::is_total(const Event& event) const {
  return std::any_of(event.tolls.begin(), event.tolls.end(), [](const Toll& t) { return t.total; });
}

bool Surroundings::is_definite(const Event& event) const {
  TokenIndex d = parse_.child(event.head, Relation::det);
  return d != kNoToken && (parse_[d].lemma == "the" || parse_[d].lemma == "this" || parse_[d].lemma == "that");
}

std::string_view few(int64_t n) {
  if (n <= 0) return "0";
  if (n == 1) return "1";
  if (n == 2) return "2";
  if (n <= 4) return "3-4";
  if (n <= 8) return "5-8";
  return "9+";
}

}  // namespace sayso
