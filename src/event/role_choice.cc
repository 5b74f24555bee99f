// Every noun phrase of an event's sentence is asked what it is to the event: nothing, a doer, a target. So are the
// doers and targets of the events told just before, since "the attack" and "the clashes" mostly leave theirs out. The
// frames of the rules (participants.h) answer by the tree alone; here their answer is one piece of evidence among
// others: the way through the tree, the kind of phrase, the words, the distance, what was chosen for the phrases before
// it; the words between the phrase and the trigger, which hold where the tree does not; and how often its side was a
// doer and a target so far. A list is taken apart: each of its parts is asked, and told what the first part was given.
//
// The evidence of a phrase is gathered once and weighed for each role; "none" weighs nothing.
#include "event/role_choice.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "event/clause.h"
#include "event/participants.h"
#include "event/party_choice.h"
#include "event/role_rules.h"
#include "event/side_choice.h"
#include "mention/noun_phrase.h"

namespace sayso {
namespace {

constexpr size_t kRolesBack = 8;   // sentences before from which participants are carried over
constexpr size_t kEvents = 6;      // events before that are looked at for that
constexpr int kGap = 6;            // words between phrase and trigger that are told one by one
constexpr TokenIndex kReach = 60;  // tokens from the trigger to a phrase that is asked
constexpr TokenIndex kNear = 12;   // within which it is asked whatever clause it stands in
constexpr size_t kSteps = 4;       // longest way up or down the tree that is told step by step

TokenIndex first_of_list(const Parse& parse, TokenIndex i) {
  for (int step = 0; step < 40 && parse[i].relation == Relation::conj && parse.head(i) != kNoToken; ++step)
    i = parse.head(i);
  return i;
}

// One step of a way through the tree: the relation, with the preposition that a phrase hangs by.
void add_step(const Parse& parse, TokenIndex i, std::string& out) {
  const Word& w = parse[i];
  out += name(w.relation);
  if (w.relation == Relation::obl || w.relation == Relation::nmod) {
    out += ':';
    out += preposition(parse, i);
  }
}

bool is_among(std::string_view side, const std::vector<std::string_view>& sides) {
  return std::find(sides.begin(), sides.end(), side) != sides.end();
}

}  // namespace

RoleChoice::RoleChoice(const EventContext& context, const EventWords& words, const Kinds& kinds,
                       const Surroundings& around, const std::vector<Event>& events, const ClassWeights& weights,
                       ChoiceObserver* observer)
    : c_(context),
      parse_(context.parse),
      part_by_(context.tags.part("by")),
      part_on_(context.tags.part("on")),
      words_(words),
      kinds_(kinds),
      around_(around),
      events_(events),
      weights_(weights),
      observer_(observer),
      evidence_(observer != nullptr) {
  count_names();
}

void RoleChoice::count_names() {
  for (const Actor& a : c_.mentions.actors)
    if (!a.pronoun)
      for (const std::string& side : a.sides) {
        Standing& s = sides_[side];
        ++s.named;
        s.tagged_by += c_.tags.part(a.head, part_by_) > 0 ? 1 : 0;
        s.tagged_on += c_.tags.part(a.head, part_on_) > 0 ? 1 : 0;
      }
  std::vector<Standing*> order;
  for (auto& [side, standing] : sides_) order.push_back(&standing);
  std::stable_sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->named > b->named; });
  for (size_t i = 0; i < order.size(); ++i) order[i]->rank = static_cast<int>(i);
}

void RoleChoice::remember(const Event& event) {
  for (const Participant& p : event.by)
    for (const std::string& side : p.sides) ++sides_[side].by;
  for (const Participant& p : event.on)
    for (const std::string& side : p.sides) ++sides_[side].on;
}

// ", it said.", ", he added on Monday.": who only says so has no part in it.
bool RoleChoice::ends_by_saying(TokenIndex subject) const {
  const Word& w = parse_[subject];
  const auto& nouns = c_.finder.actors().nouns();
  // "... by rebel forces, Ali Karim, a spokesman, said": the tree takes the speaker for another name of the doer.
  if (w.relation == Relation::appos && w.upos == Upos::PROPN && w.head != kNoToken &&
      c_.mentions.place_at(subject) == nullptr) {
    TokenIndex said = parse_.subtree(w.head).end;
    if (said < parse_.size() && parse_.word(said) == ",") ++said;
    return said < parse_.size() && parse_.word(parse_.subtree(subject).begin) == "," &&
           nouns.in(ActorNouns::List::speech, parse_[said].lemma);
  }
  if (w.upos != Upos::PRON || w.relation != Relation::nsubj || w.head == kNoToken || w.head != subject + 1)
    return false;
  if (!nouns.in(ActorNouns::List::speech, parse_[w.head].lemma)) return false;
  const TokenIndex next = w.head + 1;
  return next >= parse_.size() || parse_[next].upos == Upos::PUNCT || c_.mentions.time_at(next) != nullptr;
}

void RoleChoice::add_phrase(TokenIndex head, bool modifier) {
  // Seas do nothing, and nothing is done to them: "missiles fell in the Gulf of Aden".
  if (const Place* place = c_.mentions.place_at(head); place != nullptr && place->precision > 6) return;
  if (c_.mentions.time_at(head) != nullptr) return;
  const Word& w = parse_[head];
  // "No one has claimed the blast."
  if (is_nobody(parse_, head) && (w.lemma == "one" || w.lemma == "nobody")) return;
  if (const std::string_view word = parse_.word(head); word.front() >= '0' && word.front() <= '9' && word.back() == 's')
    return;                                                            // "a man in his 20s"
  if (w.lemma == "hand" && preposition(parse_, head) == "at") return;  // "at the hands of the police"
  if (w.relation == Relation::expl || w.xpos == "WDT" || w.xpos == "WP" || w.xpos == "EX") return;
  if (ends_by_saying(head)) return;
  Phrase p;
  p.who = party_at(c_, words_, head);
  // "Rebel ambush" names a doer also where the report does not tell whose rebels they are.
  if (modifier && p.who.sides.empty() && !heads_actor(c_.mentions, head)) return;
  p.chain = first_of_list(parse_, head);
  p.modifier = modifier;
  p.type = type_of(c_, p.who);
  p.tag_by = EventTags::level(c_.tags.part(head, part_by_));
  p.tag_on = EventTags::level(c_.tags.part(head, part_on_));
  phrases_.push_back(std::move(p));
}

void RoleChoice::enter(size_t sentence) {
  sentence_ = sentence;
  phrases_.clear();
  const TokenRange tokens = parse_.tokens().sentences[sentence].tokens;
  for (TokenIndex i = tokens.begin; i < tokens.end; ++i) {
    const Word& w = parse_[i];
    if (w.upos == Upos::PUNCT || w.upos == Upos::ADP || w.upos == Upos::DET) continue;
    if (w.upos == Upos::VERB && !is_participle_of_name(c_.mentions, parse_, i)) continue;
    if (w.upos == Upos::VERB && c_.mentions.phrase_sides.at(i) == c_.mentions.phrase_sides.at(i + 1) && w.head != i + 1)
      continue;  // "U.S.-led coalition strikes": the coalition
    if (heads_phrase(parse_, i)) {
      add_phrase(i, false);
    } else if (const Place* place = c_.mentions.place_at(i);
               (place != nullptr && place->head == i) || c_.mentions.actor_at(i) != nullptr ||
               // "a PKK attack", "coalition air strikes": a name in front of the trigger that is no mention of its own.
               ((w.relation == Relation::compound || w.relation == Relation::amod) &&
                !c_.mentions.phrase_sides.at(i).empty())) {
      add_phrase(i, true);
    }
  }
  for (size_t k = 0; k < phrases_.size(); ++k)
    for (size_t i = 0; i < phrases_.size(); ++i)
      if (i != k && phrases_[i].who.tokens.contains(phrases_[k].who.head) &&
          !phrases_[k].who.tokens.contains(phrases_[i].who.head)) {
        phrases_[k].inside = static_cast<int32_t>(i);
        break;
      }
}

// "nsubj", "obl:in", "nsubj^obj" (up to a word, and down to the trigger from there); "far" for long ways.
std::string RoleChoice::path(TokenIndex from, TokenIndex to, TokenIndex* top) const {
  const std::optional<TreeWay> way = TreeWay::between(parse_, from, to, kSteps);
  *top = way ? way->top() : kNoToken;
  if (!way) return "far";
  std::string out;
  for (TokenIndex i : way->up()) {
    if (!out.empty()) out += '<';
    add_step(parse_, i, out);
  }
  char joint = '^';
  for (TokenIndex i : way->down()) {
    out += std::exchange(joint, '>');
    add_step(parse_, i, out);
  }
  return out;
}

// What the tagger makes of a phrase: doer, target, and which of the two rather. `hint` is what else is known.
void RoleChoice::add_tags(const Event& event, TokenIndex head, Piece start, std::string_view hint) {
  if (part_by_ < 0 || part_on_ < 0) return;
  const int by = EventTags::level(c_.tags.part(head, part_by_)), on = EventTags::level(c_.tags.part(head, part_on_));
  const int rather = std::clamp(by - on, -8, 8);
  const Piece kind = event.kind, other = hint;  // hashed once
  evidence_.add(start, "by=", by);
  evidence_.add(start, "by=", by, "/", kind);
  evidence_.add(start, "by=", by, "/", other);
  evidence_.add(start, "on=", on);
  evidence_.add(start, "on=", on, "/", kind);
  evidence_.add(start, "on=", on, "/", other);
  evidence_.add(start, "rather=", rather);
  evidence_.add(start, "rather=", rather, "/", form_);
  evidence_.add(start, "rather=", rather, "/", other, "/", form_);
}

// Is it what the tagger holds most likely, of the sentence's phrases?
void RoleChoice::add_ranks(const Phrase& phrase, std::string_view rule) {
  if (part_by_ < 0 || part_on_ < 0) return;
  int rank_by = 0, rank_on = 0;
  for (const Phrase& p : phrases_) {
    rank_by += p.tag_by > phrase.tag_by ? 1 : 0;
    rank_on += p.tag_on > phrase.tag_on ? 1 : 0;
  }
  evidence_.add("tag rank by=", few(rank_by), " on=", few(rank_on));
  evidence_.add("tag rank by=", few(rank_by), " rule=", rule);
  evidence_.add("tag rank on=", few(rank_on), " rule=", rule);
  evidence_.add("tag rank by=", few(rank_by), "/", phrase.tag_by);
  evidence_.add("tag rank on=", few(rank_on), "/", phrase.tag_on);
}

// The words from the phrase to the trigger or back, as a shape ("V by", "N , V"), and the verb among them that is
// nearest to the trigger: "the envoy held talks", "fire opened by troops".
void RoleChoice::add_gap(const Event& event, const Phrase& phrase, std::string_view side) {
  const TokenIndex head = phrase.who.head;
  const TokenIndex begin = head < event.head ? head + 1 : event.trigger.end;
  const TokenIndex end = head < event.head ? event.trigger.begin : std::min(phrase.who.tokens.begin, head);
  std::string shape;
  std::string_view verb;
  int told = 0;
  for (TokenIndex i = begin; i < end && told <= kGap; ++i) {
    const Word& w = parse_[i];
    std::string_view piece;
    switch (w.upos) {
      case Upos::VERB:
        if (verb.empty() || head < event.head) verb = w.lemma;
        piece = w.xpos == "VBN" ? "Vn" : w.xpos == "VBG" ? "Vg" : "V";
        break;
      case Upos::AUX:
      case Upos::ADP:
      case Upos::SCONJ:
      case Upos::CCONJ:
      case Upos::PART:
        piece = w.lemma;
        break;
      case Upos::PUNCT:
        piece = parse_.word(i);
        break;
      case Upos::PRON:
        piece = w.xpos == "WDT" || w.xpos == "WP" ? "which" : "p";
        break;
      case Upos::NOUN:
      case Upos::PROPN:
        piece = shape.ends_with("N") ? "" : "N";
        break;
      default:
        break;
    }
    if (piece.empty()) continue;
    if (!shape.empty()) shape += ' ';
    shape += piece;
    ++told;
  }
  const Piece words = told > kGap ? Piece("long") : Piece(shape);
  evidence_.add("gap=", words, side);
  evidence_.add("gap=", words, side, "/", form_);
  evidence_.add("gap=", words, side, "/", phrase.type);
  evidence_.add("gap=", words, side, "/", form_, "/", phrase.type);
  if (verb.empty() || told > kGap) return;
  evidence_.add("gap verb=", verb, side, "/", form_);
  evidence_.add("gap verb=", verb, side, "/", words);
}

// Phrases between the trigger and a phrase that might be doers themselves.
int RoleChoice::agents_between(const Event& event, TokenIndex head) const {
  const auto [first, last] = std::minmax(event.head, head);
  int n = 0;
  for (const Phrase& p : phrases_)
    n += p.who.head > first && p.who.head < last && p.chain == p.who.head && !p.who.sides.empty() &&
         p.type != "civilians" && p.type != "counted";
  return n;
}

// What is told of any phrase, of this sentence or of one before.
void RoleChoice::describe(const Event& event, std::string_view type, const Participant& who) {
  const Word& w = parse_[who.head];
  evidence_.add("always");
  evidence_.add("type=", type);
  evidence_.add("type=", type, "/", event.kind);
  evidence_.add("type=", type, "/", form_);
  evidence_.add("sides=", few(static_cast<int64_t>(who.sides.size())));
  evidence_.add("so far by=", few(static_cast<int64_t>(by_)), " on=", few(static_cast<int64_t>(on_)));
  evidence_.add("so far by=", few(static_cast<int64_t>(by_)), " on=", few(static_cast<int64_t>(on_)), "/", type);
  if (w.upos != Upos::PROPN) {
    evidence_.add("word=", w.lemma);
    evidence_.add("word=", w.lemma, "/", event.kind);
  }
  evidence_.add("class=", w.coarse_class, "/", event.kind);
  evidence_.add("fine class=", w.word_class);
  if (who.sides.size() != 1) return;
  const std::string_view side = who.sides.front();
  const std::string_view taken = is_among(side, sides_by_) ? "by" : is_among(side, sides_on_) ? "on" : "no";
  evidence_.add("side taken=", taken, "/", type);
  evidence_.add("side taken=", taken, "/", event.kind);
  const auto known = sides_.find(side);
  if (known == sides_.end()) return;
  const Standing& s = known->second;
  const std::string_view by = few(std::min(s.by, 3)), on = few(std::min(s.on, 3));
  evidence_.add("side was by=", by, " on=", on);
  evidence_.add("side was by=", by, " on=", on, "/", type);
  evidence_.add("side was by=", by, " on=", on, "/", form_);
  if (part_by_ >= 0) {
    const std::string_view tagged_by = few(std::min(s.tagged_by, 3)), tagged_on = few(std::min(s.tagged_on, 3));
    evidence_.add("side tagged by=", tagged_by, " on=", tagged_on);
    evidence_.add("side tagged by=", tagged_by, " on=", tagged_on, "/", type);
    evidence_.add("side tagged by=", tagged_by, " on=", tagged_on, "/", event.kind);
  }
  evidence_.add("side mostly=",
                s.by > s.on   ? std::string_view("by")
                : s.on > s.by ? std::string_view("on")
                              : "even",
                "/", event.kind);
  evidence_.add("side rank=", few(s.rank), "/", type);
}

// What a phrase is to the other events of the sentence, as far as that is known: "bodies lay there after Boko Haram
// attacked".
std::string_view RoleChoice::role_elsewhere(const Event& event, TokenIndex head) const {
  auto in = [&](const std::vector<Participant>& list) {
    return std::any_of(list.begin(), list.end(), [&](const Participant& p) { return p.head == head; });
  };
  auto first = std::partition_point(events_.begin(), events_.end(),
                                    [&](const Event& other) { return other.sentence < event.sentence; });
  std::string_view found = "none";
  for (; first != events_.end() && first->sentence == event.sentence; ++first) {
    if (first->head == event.head) continue;
    if (in(first->by)) return "by";
    if (in(first->on)) found = "on";
  }
  return found;
}

void RoleChoice::describe(const Event& event, const Phrase& phrase, Role ruled) {
  evidence_.clear();
  const TokenIndex head = phrase.who.head;
  const bool listed = phrase.chain != head;
  TokenIndex top = kNoToken;
  const std::string way = path(phrase.chain, event.head, &top);
  const std::string_view rule = ruled == Role::by ? "by" : ruled == Role::on ? "on" : "none";
  const int d = around_.distance(event, head);
  const std::string_view side = head > event.head ? " behind" : " before";

  evidence_.add("way=", way);
  evidence_.add("way=", way, "/", form_);
  evidence_.add("way=", way, "/", form_, "/", event.kind);
  evidence_.add("way=", way, "/", parse_[event.head].lemma);
  evidence_.add("way=", way, "/", phrase.type);
  evidence_.add("way=", way, "/", phrase.type, "/", event.kind);
  evidence_.add("rule=", rule);
  evidence_.add("rule=", rule, "/", way);
  evidence_.add("rule=", rule, "/", event.kind);
  evidence_.add("rule=", rule, "/", phrase.type);
  evidence_.add("rule=", rule, " of ", few(static_cast<int64_t>(ruled_by_)), ",", few(static_cast<int64_t>(ruled_on_)));
  evidence_.add("rule=", rule, " so far by=", few(static_cast<int64_t>(by_)), " on=", few(static_cast<int64_t>(on_)));
  if (top != kNoToken && top != event.head && top != phrase.chain) evidence_.add("over=", parse_[top].lemma, "/", way);
  evidence_.add("d=", d, side);
  evidence_.add("d=", d, side, " ", phrase.type);
  evidence_.add("far=", few(std::abs(head - event.head) / 2), side);
  evidence_.add("nearer=", few(around_.nearer_events(event, head)));
  evidence_.add("between=", few(around_.events_between(event, head)), side);
  evidence_.add("prep=", preposition(parse_, phrase.chain), " d=", d, side);
  evidence_.add("prep=", preposition(parse_, phrase.chain), "/", event.kind, side);
  const std::string_view elsewhere = role_elsewhere(event, head);
  evidence_.add("elsewhere=", elsewhere, " rule=", rule);
  evidence_.add("elsewhere=", elsewhere, "/", event.kind);
  evidence_.add("elsewhere=", elsewhere, "/", way);
  evidence_.add("elsewhere=", elsewhere, " d=", d, side);
  const bool saying = around_.is_of_saying(event, head), speaker = around_.is_of_speaker(head);
  evidence_.add("saying=", saying);
  evidence_.add("speaker=", speaker, " saying=", saying);
  evidence_.add("speaker=", speaker, " rule=", rule, "/", way);
  evidence_.add("speaker=", speaker, "/", phrase.type, side);
  add_gap(event, phrase, side);
  add_tags(event, head, "tag ", rule);
  evidence_.add("tag by=", phrase.tag_by, "/", way);
  evidence_.add("tag on=", phrase.tag_on, "/", way);
  evidence_.add("tag by=", phrase.tag_by, " d=", d, side);
  evidence_.add("tag on=", phrase.tag_on, " d=", d, side);
  add_ranks(phrase, rule);
  const std::string_view agents = few(agents_between(event, head));
  evidence_.add("agents between=", agents, side);
  evidence_.add("agents between=", agents, side, "/", phrase.type);
  if (phrase.modifier) evidence_.add("modifier d=", d);
  if (phrase.inside >= 0) {
    const Phrase& outer = phrases_[static_cast<size_t>(phrase.inside)];
    evidence_.add("inside ", outer.type, "/", name(parse_[head].relation));
    if (outer.who.head < head)
      evidence_.add("inside chosen=", static_cast<int>(outer.chosen), "/", name(parse_[head].relation));
  }
  if (listed) {
    evidence_.add("listed");
    for (const Phrase& first : phrases_)
      if (first.who.head == phrase.chain) evidence_.add("first of list=", static_cast<int>(first.chosen));
  }
  const Word& above = parse_[parse_.head(head) == kNoToken ? head : parse_.head(head)];
  evidence_.add("above=", above.lemma, "/", name(parse_[head].relation));
  describe(event, phrase.type, phrase.who);
}

void RoleChoice::describe(const Event& event, const Carried& carried, bool inherited) {
  evidence_.clear();
  const Event& before = events_[carried.event];
  const Kind* mine = kinds_.find(event.kind);
  const Kind* other = kinds_.find(before.kind);
  const std::string_view like = event.kind == before.kind                                              ? "same"
                                : mine != nullptr && other != nullptr && mine->family == other->family ? "family"
                                                                                                       : "other";
  const std::string_view was = carried.was == Role::by ? "by" : "on";
  const std::string_view apart = few(static_cast<int64_t>(event.sentence - before.sentence));
  const std::string_view definite = around_.is_definite(event) ? "the" : "a";
  const bool word = parse_[before.head].lemma == parse_[event.head].lemma;
  evidence_.add("was=", was);
  evidence_.add("was=", was, "/", like, "/", form_);
  evidence_.add("was=", was, "/", like, "/", definite, "/", form_);
  evidence_.add("was=", was, "/", like, " apart=", apart);
  evidence_.add("was=", was, "/", like, " word=", word);
  evidence_.add("was=", was, "/", event.kind);
  evidence_.add("was=", was, "/", before.kind, ">", event.kind);
  evidence_.add("was=", was, " of ", few(static_cast<int64_t>(ruled_by_)), ",", few(static_cast<int64_t>(ruled_on_)));
  evidence_.add("was=", was, " inherited=", inherited);
  evidence_.add("was=", was, " so far by=", few(static_cast<int64_t>(by_)), " on=", few(static_cast<int64_t>(on_)));
  evidence_.add("was=", was, " word=", parse_[event.head].lemma);
  evidence_.add("was=", was, " block=", around_.block(event) == around_.block(before));
  add_tags(event, carried.who->head, "tag there ", was);
  describe(event, type_of(c_, *carried.who), *carried.who);
}

std::vector<std::string> role_classes() { return {"by", "on"}; }

Role RoleChoice::decide(size_t k, const Participant& who) {
  std::array<int64_t, 2> sums{};  // "none" has 0
  weights_.add_to(evidence_, sums.data());
  weighed_.push_back({&who, sums});
  size_t chosen = sums[0] > 0 && sums[0] >= sums[1] ? 1 : sums[1] > 0 ? 2 : 0;
  if (observer_ != nullptr) {
    std::vector<ChoiceObserver::Candidate> candidates(3);
    for (size_t r = 0; r < 3; ++r) {
      candidates[r].what = r == 0 ? std::string_view("none") : std::string_view(weights_.classes()[r - 1]);
      candidates[r].who = &who;
      if (r > 0) candidates[r].evidence = evidence_.names_with(candidates[r].what);
    }
    chosen = observer_->decide(ChoiceObserver::Task::role, k, candidates, chosen);
  }
  return static_cast<Role>(chosen);
}

// "Clashes between the rebels and Myanmar's army erupted": the second of the two, where the tree takes it for the
// subject of the verb behind.
const RoleChoice::Phrase* RoleChoice::joined_between(const Event& event) const {
  if (event.by.size() != 1 || preposition(parse_, event.by[0].head) != "between" ||
      parse_.head(event.by[0].head) != event.head)
    return nullptr;
  const TokenIndex joint = event.by[0].tokens.end;
  if (joint >= parse_.size() || parse_[joint].lemma != "and") return nullptr;
  for (const Phrase& p : phrases_) {
    if (p.modifier || p.inside >= 0 || p.who.sides.empty() || p.who.tokens.begin <= joint) continue;
    return p.who.tokens.begin - joint <= 2 ? &p : nullptr;
  }
  return nullptr;
}

// "Came under fire from militants", "came under Armenian fire": whose fire it was.
bool RoleChoice::is_whose_fire(const Event& event, const Phrase& phrase) const {
  const TokenIndex head = phrase.who.head, above = parse_.head(head);
  if (phrase.modifier) return !phrase.who.sides.empty() && above != kNoToken && event.trigger.contains(above);
  return preposition(parse_, head) == "from" && above != kNoToken && event.trigger.contains(above) &&
         heads_actor(c_.mentions, head) && c_.mentions.place_at(head) == nullptr;
}

// "Israeli strikes", "Israeli air, naval and ground strikes": a word in front of the trigger that goes with it.
bool RoleChoice::is_before_noun(const Event& event, TokenIndex head) const {
  if (parse_.head(head) == event.head) return true;
  if (parse_[event.head].upos != Upos::NOUN || head > event.head) return false;
  bool list = false;
  for (TokenIndex i = head + 1; i < event.head; ++i) {
    const Upos u = parse_[i].upos;
    if (u != Upos::ADJ && u != Upos::NOUN && u != Upos::CCONJ && parse_.word(i) != ",") return false;
    list = list || u == Upos::CCONJ;
  }
  return list && parse_[event.head - 1].upos != Upos::CCONJ;
}

void RoleChoice::choose(size_t k, Event& event) {
  if (event.sentence != sentence_) enter(event.sentence);
  const Word& w = parse_[event.head];
  form_ = w.upos == Upos::VERB  ? (is_passive(parse_, event.head) ? "passive" : "active")
          : w.upos == Upos::ADJ ? "adjective"
                                : "noun";
  for (; remembered_ < k; ++remembered_) remember(events_[remembered_]);
  weighed_.clear();
  sides_by_.clear();
  sides_on_.clear();
  ruled_by_ = event.by.size();
  ruled_on_ = event.on.size();
  by_ = on_ = 0;
  const std::vector<Participant> ruled_by = std::exchange(event.by, {}), ruled_on = std::exchange(event.on, {});
  auto holds = [](const std::vector<Participant>& list, TokenIndex head) {
    return std::any_of(list.begin(), list.end(), [&](const Participant& p) { return p.head == head; });
  };
  auto give = [&](const Participant& who, Role role) {
    if (role == Role::none) return;
    auto& list = role == Role::by ? event.by : event.on;
    if (std::any_of(list.begin(), list.end(), [&](const Participant& p) { return p.tokens == who.tokens; })) return;
    list.push_back(who);
    // "Shot [dead six] militants": the trigger's words are no part of whom it befell, where others are left. Not "the
    // number of [bodies]".
    TokenRange& tokens = list.back().tokens;
    if (tokens.overlaps(event.trigger) && !event.trigger.contains(who.head)) {
      const TokenRange rest = who.head < event.trigger.begin ? TokenRange{tokens.begin, event.trigger.begin}
                                                             : TokenRange{event.trigger.end, tokens.end};
      if (!rest.empty()) tokens = rest;
    }
    ++(role == Role::by ? by_ : on_);
    for (const std::string& side : who.sides) (role == Role::by ? sides_by_ : sides_on_).push_back(side);
  };

  RoleQuestion question{c_, words_, kinds_, event, form_};
  question.charged = charged_with(c_, words_, event.head);
  question.blamed = question.charged != kNoToken ? question.charged : blamed_for(c_, words_, event.head);
  if (event.trigger.size() > 1 && parse_.word(event.trigger.begin + 1) == "under")
    question.under_fire = deep_subject(parse_, event.head);
  for (Phrase& phrase : phrases_) phrase.chosen = Role::none;
  for (Phrase& phrase : phrases_) {
    const TokenIndex head = phrase.who.head;
    const Role ruled = holds(ruled_by, head) ? Role::by : holds(ruled_on, head) ? Role::on : Role::none;
    if (question.under_fire != kNoToken && is_whose_fire(event, phrase)) {
      phrase.chosen = Role::by;
      give(phrase.who, Role::by);
      continue;
    }
    if (event.trigger.contains(head) || std::abs(head - event.head) > kReach) continue;
    // A word within a phrase is asked where a rule names it, or where the phrase is the trigger's own.
    if (phrase.inside >= 0 && ruled == Role::none &&
        !event.trigger.contains(phrases_[static_cast<size_t>(phrase.inside)].who.head))
      continue;
    if (phrase.modifier && ruled == Role::none && !is_before_noun(event, head)) continue;
    // What stands in another event's clause, far away, is asked only where a rule names it.
    if (ruled == Role::none && std::abs(head - event.head) > kNear && around_.distance(event, head) == 3) continue;
    describe(event, phrase, ruled);
    phrase.chosen = corrected(question, {phrase.who, ruled, decide(k, phrase.who), by_ > 0});
    give(phrase.who, phrase.chosen);
  }
  if (const Phrase* other = joined_between(event)) give(other->who, Role::by);
  // What a rule found elsewhere, or inherited, and what the events before had.
  std::vector<Carried> carried;
  auto offer = [&](size_t at, const Participant& who, Role was) {
    if (parse_.tokens().sentence_of(who.head) == event.sentence) return;
    for (const Carried& c : carried)
      if (c.was == was && (c.who->tokens == who.tokens || (!who.sides.empty() && c.who->sides == who.sides))) return;
    carried.push_back({at, &who, was});
  };
  for (size_t i = k; i-- > 0 && i + kEvents >= k && events_[i].sentence + kRolesBack >= event.sentence;) {
    for (const Participant& p : events_[i].by) offer(i, p, Role::by);
    for (const Participant& p : events_[i].on) offer(i, p, Role::on);
  }
  // What the sentence names itself is not added to, but for the other side of a fight or of talks: a side that it does
  // not name.
  const Kind* kind = kinds_.find(event.kind);
  const bool mutual = kind != nullptr && (kind->family == "fight" || kind->family == "talks");
  const bool names_by = by_ > 0 && !mutual, names_on = on_ > 0;
  auto is_told = [&](const Participant& who) {
    return !who.sides.empty() && std::all_of(who.sides.begin(), who.sides.end(),
                                             [&](const std::string& side) { return is_among(side, sides_by_); });
  };
  for (const Carried& c : carried) {
    describe(event, c, holds(ruled_by, c.who->head) || holds(ruled_on, c.who->head));
    const Role role = corrected(question, {*c.who, Role::none, decide(k, *c.who), by_ > 0});
    if (role == Role::by ? !names_by && !(by_ > 0 && is_told(*c.who)) : !names_on) give(*c.who, role);
  }
  leave_out_others(question, event);
}

int64_t RoleChoice::best(bool by, const std::vector<std::string>& sides) const {
  int64_t most = -100000;
  for (const Weighed& w : weighed_) {
    const bool of = sides.empty() || std::any_of(w.who->sides.begin(), w.who->sides.end(), [&](const std::string& s) {
                      return std::find(sides.begin(), sides.end(), s) != sides.end();
                    });
    if (of) most = std::max(most, w.sums[by ? 0 : 1]);
  }
  return most;
}

namespace {

// "A Myanmar military air strike": two words of one side that stand together are one party.
void join_neighbors(std::vector<Participant>& list) {
  for (size_t i = 1; i < list.size();) {
    const Participant &first = list[i - 1], &second = list[i];
    if (first.tokens.end == second.tokens.begin && !first.sides.empty() && first.sides == second.sides) {
      list[i].tokens.begin = first.tokens.begin;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i) - 1);
    } else {
      ++i;
    }
  }
}

// "The Green Army (GA) of General Odo": the short form and the leader are in its own words.
bool is_of(const Parse& parse, const Participant& p, TokenIndex party) {
  const Word& w = parse[p.head];
  if (w.head != party || p.head < party || p.sides.empty()) return false;
  const bool leads = w.relation == Relation::nmod && preposition(parse, p.head) == "of" &&
                     parse[party].upos == Upos::PROPN && w.upos == Upos::PROPN;
  return leads || parse.word(p.tokens.begin - 1) == "(";
}

// "The Rwandan group FDLR" and "Rwandan group", "the rebels" and "they": one party told twice.
void drop_repeats(const Parse& parse, std::vector<Participant>& list) {
  auto repeats = [&](const Participant& p, const Participant& other) {
    if (&p == &other || p.sides != other.sides || p.tokens == other.tokens) return false;
    const bool within = other.tokens.begin <= p.tokens.begin && p.tokens.end <= other.tokens.end;
    const bool stands_in = !p.sides.empty() && !p.tokens.overlaps(other.tokens) && parse[p.head].upos == Upos::PRON &&
                           parse[other.head].upos != Upos::PRON;
    return within || stands_in || is_of(parse, p, other.head);
  };
  std::vector<char> gone(list.size(), 0);
  for (size_t i = 0; i < list.size(); ++i)
    gone[i] = std::any_of(list.begin(), list.end(), [&](const Participant& other) { return repeats(list[i], other); });
  size_t kept = 0;
  for (size_t i = 0; i < list.size(); ++i)
    if (!gone[i]) {
      if (kept != i) list[kept] = std::move(list[i]);
      ++kept;
    }
  list.resize(kept);
}

}  // namespace

void choose_roles(const EventContext& context, const EventWords& words, const Kinds& kinds, const RoleWeights& weights,
                  std::vector<Event>& events, ChoiceObserver* observer) {
  Surroundings around(context, events);
  RoleChoice roles(context, words, kinds, around, events, weights.role, observer);
  SideChoice sides(context, weights.side, observer);
  PartyChoice parties(context, kinds, around, events, weights.party, observer);
  for (size_t k = 0; k < events.size(); ++k) {
    roles.choose(k, events[k]);
    sides.choose(k, events[k]);
    parties.choose(k, roles, events[k]);
    join_neighbors(events[k].by);
  }
  for (Event& event : events) {  // at last: what is chosen for one event is evidence for the next
    drop_repeats(context.parse, event.by);
    drop_repeats(context.parse, event.on);
  }
}

}  // namespace sayso
