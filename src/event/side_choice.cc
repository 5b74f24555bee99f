// A phrase's own words tell its side in two places of three ("Armenian forces", "the ministry"). For the rest a reader
// goes by what stands around: whom the others in the event belong to, since nobody shells his own; which side the same
// words were on before; who is named most, and nearest; and what sort of thing it is, since houses and teachers are
// civilians' whoever holds the town.
//
// Candidates are: what the words tell, no side, civilians, and the sides that the report names most.
#include "event/side_choice.h"

#include <algorithm>

#include "event/clause.h"
#include "event/participants.h"
#include "event/sides.h"
#include "text/chars.h"

namespace sayso {
namespace {

constexpr size_t kSides = 8;  // of a report, those named most
constexpr std::string_view kMission = "United Nations";

bool are(const std::vector<std::string>& sides, std::string_view one) {
  return sides.size() == 1 && sides.front() == one;
}

// For its side it is alike whether a pronoun owns or acts, and what a place stands for: fewer sorts than for its role.
std::string_view side_sort(const EventContext& context, const Participant& who) {
  const std::string_view type = type_of(context, who);
  if (type == "its" || type == "pronoun of a side") return "pronoun";
  if (type == "metonym") return "place";
  if (type == "number" || type == "counted" || type == "thing of a side") return "thing";
  if (type == "body" || type == "speaker")
    return context.mentions.actors[static_cast<size_t>(who.actor)].people ? "people" : "actor";
  return type;
}

void add_all(std::vector<std::string>& list, const std::vector<std::string>& more) {
  for (const std::string& s : more)
    if (!has_side(list, s)) list.push_back(s);
}

}  // namespace

SideChoice::SideChoice(const EventContext& context, const EvidenceWeights& weights, ChoiceObserver* observer)
    : c_(context), parse_(context.parse), weights_(weights), observer_(observer), evidence_(observer != nullptr) {
  gather();
}

void SideChoice::gather() {
  for (NamedSide& side : named_sides(c_.mentions)) {
    if (side.name == kCivilians || sides_.size() == kSides) continue;
    Side& s = sides_.emplace_back(Side{std::move(side.name), side.state, {}});
    for (TokenIndex head : side.heads) s.sentences.push_back(parse_.tokens().sentence_of(head));
  }
}

void SideChoice::describe(const Event& event, std::string_view role, const Participant& who,
                          const Candidate& candidate) {
  evidence_.clear();
  const Word& w = parse_[who.head];
  const std::string_view is = candidate.is, type = side_sort(c_, who);
  const bool told = !who.sides.empty();
  const bool named = told && names_its_side(c_, who);
  const std::string_view own = !told                             ? "open"
                               : has_side(who.sides, kCivilians) ? "civilians"
                               : named                           ? "named"
                                                                 : "inferred";
  const std::vector<std::string>& others = role == "by" ? on_sides_ : by_sides_;
  const std::vector<std::string>& same = role == "by" ? by_sides_ : on_sides_;

  evidence_.add("is=", is);
  evidence_.add("is=", is, " told=", own);
  evidence_.add("is=", is, " told=", own, "/", role);
  evidence_.add("is=", is, " told=", own, "/", type);
  evidence_.add("is=", is, " told=", own, "/", type, "/", role);
  evidence_.add("is=", is, " type=", type, "/", role, "/", event.kind);
  evidence_.add("is=", is, " kind=", event.kind, "/", role);
  if (w.upos != Upos::PROPN) evidence_.add("is=", is, " word=", w.lemma);
  if (w.upos != Upos::PROPN) evidence_.add("is=", is, " told=", own, " word=", w.lemma);
  evidence_.add("is=", is, " class=", w.coarse_class);
  evidence_.add("is=", is, " fine class=", w.word_class);
  for (TokenIndex i = who.tokens.begin; i < who.tokens.end; ++i) {
    if (i == who.head) continue;
    const Upos tag = parse_[i].upos;
    if (tag == Upos::ADJ || tag == Upos::NOUN || tag == Upos::PRON) {
      evidence_.add("is=", is, " with=", parse_[i].lemma);
      evidence_.add("is=", is, " with class=", parse_[i].coarse_class);
    }
  }
  evidence_.add("is=", is, " counted=", c_.mentions.count_at(who.head) != nullptr);
  auto before = by_word_.find(w.lemma);
  if (before == by_word_.end())
    evidence_.add("is=", is, " word is new");
  else
    evidence_.add("is=", is, " as before=", before->second == candidate.sides, "/", type);
  evidence_.add("is=", is, " others=", few(static_cast<int64_t>(others.size())));
  if (candidate.side < 0) {
    evidence_.add("is=", is, " sides=", few(static_cast<int64_t>(sides_.size())));
    return;
  }

  // A side of the report.
  const Side& side = sides_[static_cast<size_t>(candidate.side)];
  const std::string_view rank = few(candidate.side);
  size_t apart = 99;  // from the nearest mention: the last before, the first behind
  const auto behind = std::upper_bound(side.sentences.begin(), side.sentences.end(), event.sentence);
  if (behind != side.sentences.begin()) apart = std::min(apart, event.sentence - *std::prev(behind));
  if (behind != side.sentences.end()) apart = std::min(apart, *behind - event.sentence + 2);
  const std::string_view near = apart == 99 ? "no" : few(static_cast<int64_t>(apart));
  const std::string_view state = side.state ? "state" : "group";
  const bool against = has_side(others, side.name), with = has_side(same, side.name);
  const std::vector<std::string>& last = role == "by" ? last_by_ : last_on_;
  const std::vector<std::string>& last_other = role == "by" ? last_on_ : last_by_;
  const std::string_view was = has_side(last, side.name) ? "same" : has_side(last_other, side.name) ? "other" : "none";
  evidence_.add(is, " own=", own, " rank=", rank, "/", role);
  evidence_.add(is, " own=", own, " near=", near);
  evidence_.add(is, " own=", own, " against=", against);
  evidence_.add(is, " own=", own, " was=", was, "/", role);
  evidence_.add(is, " own=", own, against ? std::string_view(" against was=") : std::string_view(" was="), was, "/",
                type);
  evidence_.add(is, " rank=", rank, "/", role);
  evidence_.add(is, " rank=", rank, " of ", few(static_cast<int64_t>(sides_.size())));
  evidence_.add(is, " near=", near);
  evidence_.add(is, " near=", near, "/", type);
  evidence_.add(is, " state=", state, "/", type);
  evidence_.add(is, " state=", state, "/", role, "/", event.kind);
  if (w.upos != Upos::PROPN) evidence_.add(is, " state=", state, " word=", w.lemma);
  evidence_.add(is, " against=", against, "/", role);
  evidence_.add(is, " against=", against, "/", event.kind);
  evidence_.add(is, " against=", against, "/", type);
  evidence_.add(is, " others=", few(static_cast<int64_t>(others.size())), " rank=", rank);
  evidence_.add(is, " with=", with);
  evidence_.add(is, " was=", was, "/", role);
  evidence_.add(is, " was=", was, " near=", near);
  for (TokenIndex i = who.tokens.begin; i < who.tokens.end; ++i)
    if (parse_[i].upos == Upos::PRON || parse_[i].lemma == "enemy")
      evidence_.add(is, " word=", parse_[i].lemma, " rank=", rank, " was=", was);
  if (candidate.told && who.actor >= 0) {
    const Actor& a = c_.mentions.actors[static_cast<size_t>(who.actor)];
    evidence_.add("told by ", a.pronoun ? "pronoun" : a.refers_to >= 0 ? "reference" : "name");
  }
}

// The second of "between" two, or whom it was "with".
bool SideChoice::stands_against(TokenIndex head) const {
  const std::string_view own = preposition(parse_, head);
  if (own == "with" || own == "against") return true;
  const Word& w = parse_[head];
  return w.relation == Relation::conj && w.head != kNoToken && preposition(parse_, w.head) == "between";
}

// "They hit the hospital," said a rebel leader: his own side is not "they". The sides of who speaks in the sentence,
// where the words stand in his quotation and not in their own.
std::vector<std::string> SideChoice::not_theirs(const Event& event, const Participant& who) const {
  // "Clashes between the army and a former general": those who fight each other are of two sides.
  if (event.kind == "clash" && by_sides_.size() == 1 && !names_its_side(c_, who) && stands_against(who.head))
    return by_sides_;
  const std::string& word = parse_[who.head].lemma;
  if (parse_[who.head].upos != Upos::PRON || word != "they") return {};
  const TokenRange sentence = parse_.tokens().sentences[event.sentence].tokens;
  auto quoted = [&](TokenIndex i) {
    bool open = false;
    for (TokenIndex k = sentence.begin; k < i; ++k)
      if (open ? is_closing_quote(parse_.word(k)) : is_opening_quote(parse_.word(k))) open = !open;
    return open;
  };
  if (!quoted(who.head)) return {};
  for (const Actor& a : c_.mentions.actors_in(sentence)) {
    const Word& w = parse_[a.head];
    if (!sentence.contains(a.head) || w.relation != Relation::nsubj || w.head == kNoToken || a.pronoun) continue;
    if (c_.finder.actors().nouns().in(ActorNouns::List::speech, parse_[w.head].lemma) && !quoted(a.head))
      return a.sides;
  }
  return {};
}

bool SideChoice::names_place(const Participant& who) const {
  for (TokenIndex i = who.tokens.begin; i < who.tokens.end; ++i)
    if (const Place* place = c_.mentions.place_at(i); place != nullptr && !place->demonym) return true;
  return false;
}

// "Militants" are no state's, "government troops" no group's, where no name in the phrase says so.
bool SideChoice::cannot_be(const Participant& who, const std::string& name) const {
  const auto side = std::find_if(sides_.begin(), sides_.end(), [&](const Side& s) { return s.name == name; });
  if (side == sides_.end()) return false;
  const ActorNouns& nouns = c_.finder.actors().nouns();
  if (side->state || name == kMission) return nouns.in(ActorNouns::List::irregular, parse_[who.head].lemma);
  for (TokenIndex i = who.tokens.begin; i < who.head; ++i)
    if (nouns.in(ActorNouns::List::ruler, parse_[i].lemma)) return true;
  return false;
}

void SideChoice::choose_one(size_t k, const Event& event, std::string_view role, Participant& who) {
  // "Taliban insurgents" are the Taliban's: where a name tells the side there is nothing to choose.
  if (side_sort(c_, who) == "fighters" && who.sides.size() == 1 && names_its_side(c_, who)) return;
  if (side_goes_by_noun(c_, who)) return;
  const std::vector<std::string> others = not_theirs(event, who);
  if (!others.empty() && who.sides == others) who.sides.clear();
  const bool refers = who.actor >= 0 && c_.mentions.actors[static_cast<size_t>(who.actor)].refers_to >= 0;
  if (!refers && !names_its_side(c_, who) &&
      std::any_of(who.sides.begin(), who.sides.end(), [&](const std::string& side) { return cannot_be(who, side); }))
    who.sides.clear();
  std::vector<Candidate> candidates;
  if (!who.sides.empty()) {
    Candidate told;
    told.sides = who.sides;
    told.told = true;
    told.is = are(who.sides, kCivilians) ? "civilians" : "told";
    for (size_t i = 0; i < sides_.size(); ++i)
      if (sides_[i].name == who.sides.front()) told.side = static_cast<int32_t>(i);
    candidates.push_back(std::move(told));
  }
  candidates.push_back({{}, -1, false, "open"});
  if (!are(who.sides, kCivilians)) candidates.push_back({{std::string(kCivilians)}, -1, false, "civilians"});
  const bool open = who.sides.empty();
  for (size_t i = 0; i < sides_.size(); ++i)
    if (!are(who.sides, sides_[i].name) && !(open && cannot_be(who, sides_[i].name)) &&
        !has_side(others, sides_[i].name))
      candidates.push_back({{sides_[i].name}, static_cast<int32_t>(i), false, "side"});

  // A mission's are its own men and what it brings: no town or part of it, and nobody by his name.
  if (who.sides.empty() && (side_sort(c_, who) == "place" || parse_[who.head].upos == Upos::PROPN || names_place(who)))
    std::erase_if(candidates, [](const Candidate& c) { return are(c.sides, kMission); });

  size_t best = 0;
  int64_t most = 0;
  std::vector<ChoiceObserver::Candidate> shown;
  for (size_t i = 0; i < candidates.size(); ++i) {
    describe(event, role, who, candidates[i]);
    const int64_t sum = weights_.sum(evidence_);
    if (i == 0 || sum > most) {
      most = sum;
      best = i;
    }
    if (observer_ == nullptr) continue;
    ChoiceObserver::Candidate c;
    c.what = role;
    c.who = &who;
    c.sides = &candidates[i].sides;
    c.evidence = evidence_.names();
    shown.push_back(std::move(c));
  }
  if (observer_ != nullptr) best = observer_->decide(ChoiceObserver::Task::side, k, shown, best);
  who.sides = std::move(candidates[best].sides);
}

void SideChoice::choose(size_t k, Event& event) {
  by_sides_.clear();
  on_sides_.clear();
  // What the words tell stands for the others' sides until they are chosen themselves.
  for (const Participant& p : event.on) add_all(on_sides_, p.sides);
  for (Participant& p : event.by) {
    choose_one(k, event, "by", p);
    add_all(by_sides_, p.sides);
  }
  on_sides_.clear();
  for (Participant& p : event.on) {
    choose_one(k, event, "on", p);
    // "France sent soldiers to Chad": they are its own.
    if (event.kind == "mobilisation" && parse_[p.head].relation == Relation::obj && parse_.head(p.head) == event.head &&
        side_sort(c_, p) == "fighters" && by_sides_.size() == 1 && !names_its_side(c_, p))
      p.sides = by_sides_;
    add_all(on_sides_, p.sides);
  }
  for (const auto* list : {&event.by, &event.on})
    for (const Participant& p : *list)
      if (parse_[p.head].upos != Upos::PROPN) by_word_[parse_[p.head].lemma] = p.sides;
  if (!by_sides_.empty()) last_by_ = by_sides_;
  if (!on_sides_.empty()) last_on_ = on_sides_;
}

}  // namespace sayso
