// "The city has fallen", "an agentless passive": readers fill in the party from the story so far. The candidates for
// an event's doer are what was chosen from its sentence, nobody, each of the sides that the report names most, and in
// fights, truces and talks one more side beside those chosen; for its target likewise, with civilians. The evidence is
// what a side was in the events before, whom the other role belongs to, how near the side is named, how the phrases of
// that side in the sentence weighed as roles, and what kind of event it is in what form.
#include "event/party_choice.h"

#include <algorithm>

#include "event/participants.h"
#include "event/sides.h"

namespace sayso {
namespace {

constexpr size_t kParties = 4;  // of a report, those named most

std::vector<std::string> sides_of(const std::vector<Participant>& list) {
  std::vector<std::string> out;
  for (const Participant& p : list)
    for (const std::string& s : p.sides)
      if (!has_side(out, s)) out.push_back(s);
  return out;
}

// A sum of weights as evidence.
std::string_view level(int64_t sum) {
  return sum < -3000 ? "no" : sum < -1500 ? "low" : sum < -600 ? "mid" : sum < 0 ? "near" : sum < 1000 ? "yes" : "sure";
}

}  // namespace

PartyChoice::PartyChoice(const EventContext& context, const Kinds& kinds, const Surroundings& around,
                         const std::vector<Event>& events, const EvidenceWeights& weights, ChoiceObserver* observer)
    : c_(context),
      parse_(context.parse),
      kinds_(kinds),
      around_(around),
      events_(events),
      weights_(weights),
      observer_(observer),
      evidence_(observer != nullptr) {
  gather();
}

void PartyChoice::gather() {
  const int part_by = c_.tags.part("by"), part_on = c_.tags.part("on");
  for (NamedSide& side : named_sides(c_.mentions)) {
    if (side.alone.empty() || sides_.size() >= kParties) continue;
    Side out{std::move(side.name), static_cast<int>(side.heads.size()), 0, 0, 0, 0, std::move(side.alone)};
    for (TokenIndex head : side.heads) {
      out.tagged_by += c_.tags.part(head, part_by) > 0 ? 1 : 0;
      out.tagged_on += c_.tags.part(head, part_on) > 0 ? 1 : 0;
    }
    sides_.push_back(std::move(out));
  }
}

int32_t PartyChoice::index_of(std::string_view side) const {
  for (size_t i = 0; i < sides_.size(); ++i)
    if (sides_[i].name == side) return static_cast<int32_t>(i);
  return -1;
}

// The mention of a side that stands for it: the last before the trigger, else the first behind.
TokenIndex PartyChoice::phrase_of(const Event& event, const Side& side) const {
  auto behind = std::lower_bound(side.heads.begin(), side.heads.end(), event.head);
  while (behind != side.heads.begin())
    if (--behind; !event.trigger.contains(*behind)) return *behind;
  return side.heads.front();
}

PartyChoice::Question PartyChoice::question(size_t k, const RoleChoice& roles, bool by, const Event& event) const {
  Question q{k, by, event, roles, kinds_.find(event.kind)};
  const std::vector<Participant>&mine = by ? event.by : event.on, &theirs = by ? event.on : event.by;
  q.own = sides_of(mine);
  q.others = sides_of(theirs);
  q.role = by ? "by" : "on";
  q.form = roles.form();
  q.kept = mine.empty() ? "nobody" : q.own.empty() ? "open" : "a side";
  q.definite = around_.is_definite(event) ? "the" : "a";
  q.other = q.others.empty()                 ? theirs.empty() ? "nobody" : "open"
            : has_side(q.others, kCivilians) ? "civilians"
                                             : "a side";
  q.tense = around_.tense(event);
  q.total = around_.is_total(event);
  return q;
}

void PartyChoice::describe(const Question& q, const Candidate& candidate) {
  evidence_.clear();
  const Event& event = q.event;
  const std::string_view kept = q.kept, form = q.form, definite = q.definite, other = q.other;
  const std::string_view family = q.kind == nullptr ? std::string_view("?") : std::string_view(q.kind->family);
  const std::string start = std::string(q.role) + " " + std::string(candidate.is);
  evidence_.add(start);
  evidence_.add(start, " kept=", kept);
  evidence_.add(start, " kept=", kept, "/", form);
  evidence_.add(start, " kept=", kept, "/", form, "/", event.kind);
  evidence_.add(start, " kept=", kept, "/", event.kind);
  evidence_.add(start, " kept=", kept, "/", family, "/", definite);
  evidence_.add(start, " kept=", kept, " other=", other);
  evidence_.add(start, " kept=", kept, " other=", other, "/", event.kind);
  evidence_.add(start, " kept=", kept, " word=", parse_[event.head].lemma);
  evidence_.add(start, " kept=", kept, " total=", q.total);
  evidence_.add(start, " kept=", kept, " block=", name(around_.block(event)));
  evidence_.add(start, " kept=", kept, " at=", few(static_cast<int64_t>(event.sentence)));
  evidence_.add(start, " kept=", kept, " tense=", q.tense);
  evidence_.add(start, " kept=", kept, " events=", few(static_cast<int64_t>(q.k)));
  if (candidate.side >= 0)
    describe_side(q, start, candidate.side);
  else if (candidate.is == "kept" && kept != "nobody")
    describe_kept(q);
}

void PartyChoice::describe_kept(const Question& q) {
  const std::string_view weight = level(q.roles.best(q.by, q.own));
  evidence_.add(q.role, " kept weight=", weight);
  evidence_.add(q.role, " kept weight=", weight, "/", q.form);
  evidence_.add(q.role, " kept sides=", few(static_cast<int64_t>(q.own.size())), "/", q.event.kind);
  const bool both = std::any_of(q.own.begin(), q.own.end(), [&](auto& s) { return has_side(q.others, s); });
  evidence_.add(q.role, " kept both=", both);
}

// A side of the report.
void PartyChoice::describe_side(const Question& q, const std::string& start, int32_t index) {
  const Event& event = q.event;
  const std::string_view kept = q.kept, form = q.form, definite = q.definite, other = q.other;
  const Side& side = sides_[static_cast<size_t>(index)];
  const TokenIndex head = phrase_of(event, side);
  const size_t there = parse_.tokens().sentence_of(head);
  const std::string_view apart =
      there > event.sentence ? "later" : few(static_cast<int64_t>(std::min<size_t>(event.sentence - there, 5)));
  const std::string_view was = index == last_by_ ? "doer" : index == last_on_ ? "target" : "none";
  const std::string_view did = few(std::min(side.by, 3)), had = few(std::min(side.on, 3));
  const std::string_view mostly = side.by > side.on   ? "doer"
                                  : side.on > side.by ? "target"
                                  : side.by > 0       ? "both"
                                                      : "-";
  const std::string_view civil = side.name == kCivilians ? "civilians" : "party";
  const bool against = has_side(q.others, side.name);
  // Of the parties of the report the one that the other role is not.
  bool opponent = !q.others.empty() && !against && side.name != kCivilians;
  for (const Side& s : sides_)
    if (opponent && &s != &side && s.named >= side.named && s.name != kCivilians && !has_side(q.others, s.name))
      opponent = false;
  const std::string_view weight = level(q.roles.best(q.by, {side.name}));
  const std::string_view rank = few(index);
  auto add = [&](Piece a, Piece b = {}, Piece c = {}, Piece d = {}) { evidence_.add(start, " ", a, b, c, d); };
  add(civil, " kept=", kept);
  add(civil, " kept=", kept, event.kind);
  add("weight=", weight);
  add("weight=", weight, "/", form);
  add("weight=", weight, " kept=", kept);
  add("apart=", apart);
  add("apart=", apart, "/", form);
  add("rank=", rank);
  add("rank=", rank, " of ", few(static_cast<int64_t>(sides_.size())));
  add("against=", against);
  add("opponent=", opponent, "/", other);
  add("opponent=", opponent, "/", event.kind);
  add("was=", was, "/", event.kind);
  add("was=", was, "/", definite);
  add("was=", was, "/", form);
  add("did=", did, " had=", had);
  add("mostly=", mostly, "/", event.kind);
  add("mostly=", mostly, "/", form);
  if (!c_.tags.empty()) {
    // What the whole report makes of it, also where it is yet to be told.
    const std::string_view doer = few(std::min(side.tagged_by, 4)), target = few(std::min(side.tagged_on, 4));
    const std::string_view rather = side.tagged_by > side.tagged_on   ? "doer"
                                    : side.tagged_on > side.tagged_by ? "target"
                                    : side.tagged_by > 0              ? "both"
                                                                      : "-";
    int more_by = 0, more_on = 0;
    for (const Side& s : sides_) {
      more_by += s.tagged_by > side.tagged_by ? 1 : 0;
      more_on += s.tagged_on > side.tagged_on ? 1 : 0;
    }
    add("tagged by=", doer, " on=", target);
    add("tagged by=", doer, " kept=", kept);
    add("tagged on=", target, " kept=", kept);
    add("tagged rather=", rather, "/", event.kind);
    add("tagged rather=", rather, "/", form);
    add("tagged rather=", rather, " other=", other);
    add("tagged most by=", more_by, " on=", few(more_on));
    add("tagged most by=", more_by, "/", event.kind);
    add("tagged most on=", more_on, "/", event.kind);
  }
  if (last_by_ >= 0 || last_on_ >= 0) {
    const Event& last = events_[last_event_];
    const Kind* of_last = kinds_.find(last.kind);
    const bool akin = q.kind != nullptr && of_last != nullptr && q.kind->family == of_last->family;
    add("was=", was, " akin=", akin);
    add("was=", was, " word=", parse_[last.head].lemma == parse_[event.head].lemma);
    add("was=", was, " apart=", few(static_cast<int64_t>(event.sentence - last.sentence)));
    add("was=", was, last.kind, std::string(">") + event.kind);
    add("was=", was, akin ? std::string_view(" akin ") : std::string_view(" other "),
        std::string(definite) + "/" + std::string(form));
  }
}

void PartyChoice::choose_one(size_t k, const RoleChoice& roles, bool by, Event& event) {
  std::vector<Participant>& mine = by ? event.by : event.on;
  if (std::any_of(mine.begin(), mine.end(), [&](const Participant& p) { return side_goes_by_noun(c_, p); })) return;
  const Question q = question(k, roles, by, event);
  const std::vector<std::string>& kept = q.own;
  const Kind* kind = q.kind;
  std::vector<Candidate> candidates;
  candidates.push_back({"kept", -1, kept});
  if (!mine.empty()) candidates.push_back({"none", -1, {}});
  const bool mutual =
      by && kind != nullptr && (kind->family == "fight" || event.kind == "ceasefire" || event.kind == "negotiation");
  // Nobody is put in as what his own side fired at.
  const bool harms = !by && kind != nullptr && kind->has_victims();
  // "France sent soldiers to Chad": they are its own, and not Chad's.
  const bool sent = !by && event.kind == "mobilisation" && !kept.empty() && kept == q.others;
  for (size_t i = 0; i < sides_.size() && !sent; ++i) {
    if (by && sides_[i].name == kCivilians) continue;
    if (harms && has_side(q.others, sides_[i].name)) continue;
    if (kept.size() != 1 || kept.front() != sides_[i].name)
      candidates.push_back({"side", static_cast<int32_t>(i), {sides_[i].name}});
    if (mutual && kept.size() == 1 && kept.front() != sides_[i].name)
      candidates.push_back({"added", static_cast<int32_t>(i), {kept.front(), sides_[i].name}});
  }
  size_t best = 0;
  int64_t most = 0;
  std::vector<ChoiceObserver::Candidate> shown;
  for (size_t i = 0; i < candidates.size(); ++i) {
    describe(q, candidates[i]);
    const int64_t sum = weights_.sum(evidence_);
    if (i == 0 || sum > most) {
      most = sum;
      best = i;
    }
    if (observer_ == nullptr) continue;
    ChoiceObserver::Candidate c;
    c.what = by ? "by" : "on";
    c.sides = &candidates[i].sides;
    c.list = i == 0 ? &mine : nullptr;
    c.evidence = evidence_.names();
    shown.push_back(std::move(c));
  }
  if (observer_ != nullptr) best = observer_->decide(ChoiceObserver::Task::party, k, shown, best);
  const Candidate& chosen = candidates[best];
  if (chosen.is == "kept") return;
  // "Captured the town": whose it was is told now, and it stays the town.
  auto names_side = [&](const Participant& p) { return !p.sides.empty() && names_its_side(c_, p); };
  if (chosen.is == "side" && !mine.empty() && std::none_of(mine.begin(), mine.end(), names_side)) {
    const bool open = std::any_of(mine.begin(), mine.end(), [](const Participant& p) { return p.sides.empty(); });
    for (Participant& p : mine)
      if (!open || !has_side(p.sides, kCivilians)) p.sides = chosen.sides;
    return;
  }
  if (chosen.is != "added") mine.clear();
  if (chosen.side < 0) return;
  const Side& side = sides_[static_cast<size_t>(chosen.side)];
  Participant who = participant_at(c_, phrase_of(event, side));
  who.sides = {side.name};
  mine.push_back(std::move(who));
}

void PartyChoice::choose(size_t k, const RoleChoice& roles, Event& event) {
  choose_one(k, roles, true, event);
  choose_one(k, roles, false, event);
  auto count = [&](const std::vector<Participant>& list, int Side::*counter, int32_t& last) {
    for (const std::string& s : sides_of(list))
      if (int32_t i = index_of(s); i >= 0) {
        ++(sides_[static_cast<size_t>(i)].*counter);
        last = i;
        last_event_ = k;
      }
  };
  count(event.by, &Side::by, last_by_);
  count(event.on, &Side::on, last_on_);
}

}  // namespace sayso
