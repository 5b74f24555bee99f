#include "event/toll_evidence.h"

#include <algorithm>
#include <cstdlib>

#include "event/clause.h"
#include "event/surroundings.h"

namespace sayso {
namespace {

// How the one person or thing is told: "name", "his" ("his wife", "Iran's ambassador"), "the".
std::string_view definite_as(const Parse& parse, const Count& count) {
  if (parse[count.unit].upos == Upos::PROPN) return "name";
  return parse.child(count.unit, Relation::det) == kNoToken ? "his" : "the";
}

std::string_view class_counted(const TollQuestion& q) {
  if (!q.counted.unit) return "unknown";
  return q.is_of(CountClass::thing) ? "thing" : "people";
}

// How many tokens lie between a count and a word.
TokenIndex apart(TokenRange phrase, TokenIndex at) {
  return phrase.contains(at) ? 0 : at >= phrase.end ? at - phrase.end : phrase.begin - 1 - at;
}

void add_none(const TollQuestion& q, Evidence& out) {
  const Parse& parse = q.context.parse;
  const Count& count = q.count();
  const bool role = q.role != nullptr;
  const Piece of = class_counted(q), relation = name(parse[q.counted.anchor].relation);
  out.add("none");
  out.add("none of=", of);
  out.add("none bare=", count.bare_noun, " role=", role);
  if (count.definite) {
    out.add("none definite");
    out.add("none definite of=", of);
    out.add("none definite ", definite_as(parse, count));
  }
  out.add("none role=", role, " of=", of);
  out.add("none unit=", count.unit != kNoToken);
  out.add("none relation=", relation, " bare=", count.bare_noun);
  out.add("none part=", count.part, " more=", count.additional);
  const std::string_view before = q.before.count == nullptr ? "-" : q.before.is_toll() ? "toll" : "none";
  out.add("none before=", before, " listed=", is_listed(q));
  out.add("none words=", few(static_cast<int64_t>(q.harm.size())));
  out.add("none events=", few(static_cast<int64_t>(q.events.size())));
  out.add("none zero=", count.value == 0);
  if (q.counted.unit) out.add("none thing=", q.counted.unit->of);
  if (const TokenIndex up = parse.head(q.counted.anchor); up != kNoToken)
    out.add("none above=", parse[up].lemma, "/", relation);
  if (!q.context.tags.empty()) {
    int most = EventTags::kLowest;
    for (const TollCandidate& c : q.candidates) most = std::max(most, c.tag);
    out.add("none tag=", most);
    out.add("none tag=", most, " role=", role);
    for (int above = -10; above <= most; above += 2) out.add("none tag>", above);
  }
  const Actor* actor = count.unit == kNoToken ? nullptr : q.context.mentions.actor_at(count.unit);
  out.add("none actor=", actor == nullptr ? "-" : name(actor->role));
}

// A candidate's word of harm as it stands to the count; the pieces are parts of many names.
struct Seen {
  const HarmWord& harm;
  const Event& event;
  TokenIndex apart;       // tokens between it and the count
  Piece kind;             // "active", "passive", ...
  std::string_view side;  // "before", "within", "behind"
  Piece what;
  bool role;  // it is the word that the tree ties the count to
};

Seen see(const TollQuestion& q, const TollCandidate& candidate) {
  const HarmWord& h = *candidate.harm;
  const TokenRange phrase = q.count().phrase;
  const Piece kind = h.word_class == WordClass::noun        ? "noun"
                     : h.word_class == WordClass::adjective ? "adjective"
                     : h.frame == Frame::suffer             ? "suffered"
                     : is_passive(q.context.parse, h.head)  ? "passive"
                                                            : "active";
  const std::string_view side = phrase.contains(h.head) ? "within" : h.head >= phrase.end ? "behind" : "before";
  return {h, *candidate.event, apart(phrase, h.head), kind, side, candidate.what, q.role == &h};
}

// Where the word stands, and what role the count has beside it.
void add_position(const TollQuestion& q, const Seen& seen, Evidence& out) {
  const HarmWord& h = seen.harm;
  const Count& count = q.count();
  const Piece kind = seen.kind, side = seen.side, away = few(seen.apart);
  int nearer = 0, between = 0;
  for (const HarmWord& other : q.harm) {
    const TokenIndex at = other.head;
    if (at == h.head) continue;
    nearer += apart(count.phrase, at) < seen.apart ? 1 : 0;
    between += (at > std::min(h.head, count.phrase.begin) && at < std::max(h.head, count.phrase.end)) ? 1 : 0;
  }
  out.add("kind=", kind, " ", side);
  out.add("role=", seen.role, " ", kind);
  out.add("role=", seen.role, " ", side, " apart=", away);
  out.add("role elsewhere=", !seen.role && q.role != nullptr, " ", kind, " ", side);
  out.add("apart=", away, " ", kind, " ", side);
  out.add("apart=", away, " ", side, " bare=", count.bare_noun);
  out.add("nearer=", few(nearer), " between=", few(between), " ", side);
}

void add_definite(const TollQuestion& q, const Seen& seen, Evidence& out) {
  out.add("definite role=", seen.role, " ", seen.kind);
  out.add("definite what=", seen.what);
  out.add("definite ", definite_as(q.context.parse, q.count()), " ", seen.kind);
  out.add("definite event=", seen.harm.event, " open=", seen.harm.open);
}

void add_tags(const TollQuestion& q, const TollCandidate& candidate, const Seen& seen, Evidence& out) {
  const Piece tag = candidate.tag;
  out.add("tag=", tag, " role=", seen.role);
  out.add("tag=", tag, " what=", seen.what);
  out.add("tag=", tag, " ", seen.kind, " ", seen.side);
  int rival = EventTags::kLowest;
  for (const TollCandidate& c : q.candidates)
    if (c.tag > rival && c.what != candidate.what) rival = c.tag;
  out.add("tag ahead=", std::clamp(candidate.tag - rival, -8, 8));
}

// The word itself, and what is counted.
void add_words(const TollQuestion& q, const Seen& seen, Evidence& out) {
  const Parse& parse = q.context.parse;
  const HarmWord& h = seen.harm;
  const Count& count = q.count();
  const Piece what = seen.what, kind = seen.kind, side = seen.side, word = parse[h.head].lemma;
  out.add("of=", class_counted(q), " what=", what);
  out.add("what=", what, " ", kind);
  out.add("what=", what, " unit=", count.unit != kNoToken);
  if (q.counted.unit) out.add("thing=", q.counted.unit->of, " what=", what);
  out.add("word=", word, " what=", what);
  out.add("word=", word, " ", side);
  out.add("weak=", h.weak, " event=", h.event);
  if (h.open) {
    out.add("open ", kind, " ", side);
    out.add("open role=", seen.role, " ", kind);
    out.add("open what=", what, " role=", seen.role);
    out.add("open ", seen.event.kind, " what=", what);
  }
  out.add("part=", count.part, " more=", count.additional, " ", side);
}

void add_tree(const TollQuestion& q, const Seen& seen, Evidence& out) {
  const Parse& parse = q.context.parse;
  const TokenIndex word = seen.harm.head, anchor = q.counted.anchor;
  out.add("relation=", name(parse[anchor].relation), " ", seen.kind, " ", seen.side);
  if (seen.harm.word_class != WordClass::verb) return;
  out.add("object=", is_joined(parse, deep_object(parse, word), anchor), " ", seen.kind);
  out.add("subject=", is_joined(parse, deep_subject(parse, word), anchor), " ", seen.kind);
}

// What stands right beside the count says most.
void add_neighbors(const TollQuestion& q, const Seen& seen, Evidence& out) {
  const Parse& parse = q.context.parse;
  const TokenIndex word = seen.harm.head, next = q.count().phrase.end, last = q.count().phrase.begin - 1;
  if (next < parse.size()) out.add("next=", next == word ? "it" : name(parse[next].upos), " ", seen.side);
  if (last >= 0) out.add("last=", last == word ? "it" : name(parse[last].upos), " ", seen.side);
}

// What the count before chose.
void add_before(const TollQuestion& q, const Seen& seen, Evidence& out) {
  const TollChoice& last = q.before;
  const std::string_view before = last.count == nullptr            ? "-"
                                  : !last.is_toll()                ? "none"
                                  : last.chosen.harm == &seen.harm ? "same"
                                                                   : "other";
  out.add("before=", before, " ", seen.side, " ", few(seen.apart));
  out.add("before=", before, " listed=", is_listed(q), " part=", q.count().part);
  if (!last.is_toll()) return;
  out.add("before event=", last.chosen.event == &seen.event);
  out.add("before what=", last.chosen.what, ">", seen.what, " ", seen.side);
}

void add_event(const TollQuestion& q, const Seen& seen, int event_rank, Evidence& out) {
  const Parse& parse = q.context.parse;
  const Event& e = seen.event;
  const TokenIndex word = seen.harm.head;
  const Piece rank = event_rank, own = e.head == word, kind = e.kind;
  out.add("event rank=", rank);
  out.add("event own=", own, " rank=", rank);
  out.add("event kind=", kind, " what=", seen.what);
  out.add("event kind=", kind, " own=", own);
  out.add("event here=", parse.tokens().sentences[e.sentence].tokens.contains(word));
  out.add("event nearest=", few(std::abs(e.head - q.counted.anchor) / 3), " rank=", rank);
  if (e.head == word) return;
  const bool below = parse.dominates(word, e.head), above = parse.dominates(e.head, word);
  const std::string_view tree = below ? "below" : above ? "above" : "apart";
  out.add("event tree=", tree, " rank=", rank);
}

}  // namespace

void add_toll_evidence(const TollQuestion& question, const TollCandidate& candidate, Evidence& out) {
  if (candidate.harm == nullptr) {
    add_none(question, out);
    return;
  }
  const Seen seen = see(question, candidate);
  add_position(question, seen, out);
  if (question.count().definite) add_definite(question, seen, out);
  if (!question.context.tags.empty()) add_tags(question, candidate, seen, out);
  add_words(question, seen, out);
  add_tree(question, seen, out);
  add_neighbors(question, seen, out);
  add_before(question, seen, out);
  add_event(question, seen, candidate.event_rank, out);
}

}  // namespace sayso
