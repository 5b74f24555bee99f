// "The strike", "hit", "fired at" name an act and not its means; "taken" and "fell" name one act of men and another of
// towns. The kinds that one word may stand for stand in groups, and within its group each kind is a candidate.
// The evidence is the word itself, the weapons named in its clause, its sentence and the report, who and what stand
// with it, and the kind of the act told before, since "the attack" is of the kind of what it speaks of.
#include "event/kind_choice.h"

#include <algorithm>

#include "base/text_util.h"
#include "event/argument_kinds.h"
#include "event/clause.h"
#include "event/surroundings.h"

namespace sayso {
namespace {

// A word that is a weapon's, as the kind of what is done with it.
std::string_view means_of(const Parse& parse, const EventWords& words, TokenIndex i) {
  auto it = words.means.find(ascii_lower(parse.word(i)));
  return it == words.means.end() ? std::string_view() : std::string_view(it->second);
}

// The nearest of many: offered one after the other, the first of equals stays.
struct Nearest {
  TokenIndex from;
  TokenIndex apart = 1 << 20;
  std::string_view kind = {};

  void offer(TokenIndex at, std::string_view what) {
    if (what.empty() || std::abs(at - from) >= apart) return;
    apart = std::abs(at - from);
    kind = what;
  }
};

class Chooser {
 public:
  Chooser(const EventContext& context, const EventWords& words, const KindGroups& groups, const ClassWeights& weights,
          ChoiceObserver* observer)
      : parse_(context.parse),
        mentions_(context.mentions),
        tags_(context.tags),
        words_(words),
        groups_(groups),
        weights_(weights),
        observer_(observer),
        evidence_(observer != nullptr),
        sums_(weights.classes().size()) {
    // The weapons of the report, each where it stands.
    means_.resize(static_cast<size_t>(parse_.size()));
    for (TokenIndex i = 0; i < parse_.size(); ++i) {
      const std::string_view kind = parse_[i].upos == Upos::PUNCT ? std::string_view() : means_of(parse_, words, i);
      if (kind.empty()) continue;
      means_[static_cast<size_t>(i)] = kind;
      auto known = std::find_if(of_report_.begin(), of_report_.end(), [&](auto& m) { return m.first == kind; });
      if (known == of_report_.end())
        of_report_.push_back({kind, 1});
      else
        ++known->second;
    }
    std::stable_sort(of_report_.begin(), of_report_.end(), [](auto& a, auto& b) { return a.second > b.second; });
  }

  void choose(size_t k, const Judged& found, Event& event) {
    weigh(k, found, event);
    if (std::string_view told = kind_by_arguments(parse_, words_, found.candidate, event.kind); !told.empty()) {
      event.kind = told;
    } else if (is_raid_on_foot(event)) {
      event.kind = "raid";
    } else if (is_of_carried_bomb(event)) {
      event.kind = last_ == "suicide-attack" && is_definite(event.head) ? "suicide-attack" : "bombing";
    } else if (is_of_bomber(event)) {
      event.kind = "suicide-attack";
    } else if (event.kind == "displacement" && event.by.empty() && is_flight_of_fighters(event)) {
      event.kind = "loss";
      event.by = std::move(event.on);
      event.on.clear();
    }
    if (groups_.is_violence(groups_.of(event.kind))) {
      last_ = event.kind;
      last_head_ = event.head;
    }
  }

 private:
  // "Jihadist raids": where no word of aircraft stands in the report, an armed group's were not flown.
  bool is_raid_on_foot(const Event& event) const {
    if (event.kind != "airstrike" || parse_[event.head].lemma != "raid") return false;
    if (std::any_of(of_report_.begin(), of_report_.end(), [](auto& m) { return m.first == "airstrike"; })) return false;
    const auto children = parse_.children(event.head);
    return std::any_of(children.begin(), children.end(), [&](TokenIndex c) {
      const Actor* actor = c < event.head || preposition(parse_, c) == "by" ? mentions_.actor_at(c) : nullptr;
      if (words_.flying.contains(parse_[c].lemma)) return false;
      return actor != nullptr &&
             (actor->type == ActorType::organized_group || (actor->combatants && actor->type != ActorType::state));
    });
  }

  bool is_definite(TokenIndex noun) const {
    const TokenIndex d = parse_.child(noun, Relation::det);
    return d != kNoToken && parse_[d].lemma == "the";
  }

  // "A bombing in Suruc killed 32"; "a suicide car bombing ... the bombing": what was carried there or planted.
  bool is_of_carried_bomb(const Event& event) const {
    const Word& w = parse_[event.head];
    if (event.kind != "airstrike" || w.upos != Upos::NOUN || w.lemma != "bombing" || w.xpos != "NN") return false;
    const TokenIndex d = parse_.child(event.head, Relation::det);
    if (d == kNoToken) return false;
    const TokenRange sentence = parse_.tokens().sentences[event.sentence].tokens;
    for (TokenIndex i = sentence.begin; i < sentence.end; ++i)
      if (means_[static_cast<size_t>(i)] == "airstrike") return false;
    if (parse_[d].lemma == "a")  // not "an F-16 bombing two trucks"
      return parse_.child(event.head, Relation::amod) == kNoToken &&
             parse_.child(event.head, Relation::compound) == kNoToken;
    return is_definite(event.head) && (last_ == "bombing" || last_ == "suicide-attack");
  }

  // "A bomber struck outside the academy", where nothing else in the report flies.
  bool is_of_bomber(const Event& event) const {
    const TokenIndex doer = deep_subject(parse_, event.head);
    if (event.kind != "airstrike" || parse_[event.head].upos != Upos::VERB || doer == kNoToken) return false;
    if (parse_[doer].lemma != "bomber" || parse_[doer].xpos != "NN") return false;
    for (TokenIndex i = 0; i < parse_.size(); ++i)
      if (means_[static_cast<size_t>(i)] == "airstrike" && parse_[i].lemma != "bomber") return false;
    return true;
  }

  // Soldiers who flee give up a place, villagers are driven from theirs.
  bool is_flight_of_fighters(const Event& event) const {
    const std::string& lemma = parse_[event.head].lemma;
    if (lemma != "flee" && lemma != "escape") return false;
    return std::any_of(event.on.begin(), event.on.end(), [&](const Participant& who) {
      return who.actor >= 0 && mentions_.actors[static_cast<size_t>(who.actor)].combatants;
    });
  }

  void weigh(size_t k, const Judged& found, Event& event) {
    const KindGroups::Group* group = groups_.of(event.kind);
    if (group == nullptr) return;
    look(event);
    describe(found, event);
    std::fill(sums_.begin(), sums_.end(), 0);
    weights_.add_to(evidence_, sums_.data());
    point(event);
    point_by_tags(event, *group);
    std::vector<std::string_view> kinds = {event.kind};
    for (std::string_view kind : *group)
      if (kind != event.kind) kinds.push_back(kind);
    std::vector<ChoiceObserver::Candidate> shown;
    size_t best = 0;
    int64_t most = 0;
    for (size_t i = 0; i < kinds.size(); ++i) {
      int64_t sum = sums_[class_of(kinds[i])];
      for (const auto& [kind, weight] : pointed_)
        if (kind == kinds[i]) sum += weight;
      if (i == 0 || sum > most) {
        most = sum;
        best = i;
      }
      if (observer_ == nullptr) continue;
      ChoiceObserver::Candidate c;
      c.what = kinds[i];
      c.evidence = evidence_.names_with(kinds[i]);
      for (const auto& [kind, name] : pointed_names_)
        if (kind == kinds[i]) c.evidence.push_back(name + " that");
      shown.push_back(std::move(c));
    }
    if (observer_ != nullptr) best = observer_->decide(ChoiceObserver::Task::kind, k, shown, best);
    if (best != 0) event.kind = std::string(kinds[best]);
  }

  // What stands around the event in hand.
  void look(const Event& event) {
    const Sentence& sentence = parse_.tokens().sentences[event.sentence];
    Nearest clause{event.head}, near{event.head};
    for (TokenIndex t : clause_tokens(parse_, predicate_of(parse_, event.head)))
      clause.offer(t, means_[static_cast<size_t>(t)]);
    for (TokenIndex t = sentence.tokens.begin; t < sentence.tokens.end; ++t)
      near.offer(t, means_[static_cast<size_t>(t)]);
    in_clause_ = clause.kind;
    in_sentence_ = near.kind;
    before_ = {};
    for (TokenIndex t = sentence.tokens.begin - 1; t >= 0 && before_.empty(); --t)
      before_ = means_[static_cast<size_t>(t)];
    subject_ = deep_subject(parse_, event.head);
    object_ = deep_object(parse_, event.head);
    definite_ = false;
    for (TokenIndex c : parse_.children(event.head))
      definite_ =
          definite_ || (parse_[c].relation == Relation::det && parse_[c].lemma != "a" && parse_[c].lemma != "an");
  }

  // Rebels who flee give up a place, villagers lose theirs.
  std::string_view role_of(TokenIndex i) const {
    const Actor* actor = mentions_.actor_at(i);
    return actor == nullptr ? "none" : name(actor->role);
  }

  // What speaks for a kind of its own or against it, whatever kind that is.
  void describe(const Judged& found, const Event& event) {
    evidence_.clear();
    const EventCandidate& cand = found.candidate;
    const Word& w = parse_[event.head];
    evidence_.add("from=", event.kind);
    evidence_.add("rule=", cand.rule->id);
    evidence_.add("words=", cand.pattern);
    evidence_.add("words=", cand.pattern, "/", name(cand.word_class));
    evidence_.add("form=", Piece::lower(parse_.tokens().words(cand.trigger)));
    evidence_.add("class=", w.word_class);
    evidence_.add("coarse=", w.coarse_class);
    evidence_.add("clause=", in_clause_);
    evidence_.add("clause=", in_clause_, "/", cand.pattern);
    evidence_.add("sentence=", in_sentence_);
    evidence_.add("before=", before_);
    for (size_t m = 0; m < std::min<size_t>(2, of_report_.size()); ++m)
      evidence_.add("report", m, "=", of_report_[m].first);
    evidence_.add("last=", last_);
    if (cand.word_class == WordClass::verb) {
      if (subject_ != kNoToken) {
        evidence_.add("by=", parse_[subject_].lemma);
        evidence_.add("by class=", parse_[subject_].coarse_class);
        evidence_.add("by fine=", parse_[subject_].word_class);
        evidence_.add("by role=", role_of(subject_));
        evidence_.add("by role=", role_of(subject_), "/", cand.rule->id);
      }
      if (object_ != kNoToken) {
        evidence_.add("on=", parse_[object_].lemma);
        evidence_.add("on class=", parse_[object_].coarse_class);
        evidence_.add("on fine=", parse_[object_].word_class);
        evidence_.add("on role=", role_of(object_));
        evidence_.add("on role=", role_of(object_), "/", cand.rule->id);
      }
      evidence_.add("passive=", is_passive(parse_, event.head), " object=", object_ != kNoToken);
    }
    if (w.head != kNoToken) evidence_.add("head=", parse_[w.head].lemma);
    const TokenRange tokens = parse_.tokens().sentences[event.sentence].tokens;
    constexpr TokenIndex kReach = 5;
    for (TokenIndex i = std::max(tokens.begin, cand.trigger.begin - kReach);
         i < std::min(tokens.end, cand.trigger.end + kReach); ++i) {
      const Upos tag = parse_[i].upos;
      if (cand.trigger.contains(i) ||
          (tag != Upos::NOUN && tag != Upos::VERB && tag != Upos::ADJ && tag != Upos::PROPN))
        continue;
      evidence_.add("near=", parse_[i].lemma);
      if (parse_[i].coarse_class != 0) evidence_.add("near class=", parse_[i].coarse_class);
    }
  }

  // What points to one kind: the rule's, the weapon's in the clause, the last act's.
  void point(const Event& event) {
    pointed_.clear();
    pointed_names_.clear();
    auto to = [&](std::string_view kind, auto... pieces) { point_to(kind, pieces...); };
    to(event.kind, Piece("rule's"));
    to(in_clause_, Piece("in clause"));
    to(in_sentence_, Piece("in sentence clause="), Piece(!in_clause_.empty()));
    to(before_, Piece("before sentence="), Piece(!in_sentence_.empty()));
    to(last_, Piece("last "), Piece(definite_ ? std::string_view("the") : std::string_view("a")));
    if (last_head_ != kNoToken)
      to(last_, Piece("last word="), Piece(parse_[last_head_].lemma == parse_[event.head].lemma));
  }

  // The tagger's kind of the group, by how far it is ahead of the next.
  void point_by_tags(const Event& event, const KindGroups::Group& group) {
    if (tags_.empty()) return;
    std::vector<std::pair<int, std::string_view>> order;
    for (std::string_view kind : group)
      if (const int of = tags_.kind(kind); of >= 0) order.emplace_back(-tags_.kind(event.trigger, of), kind);
    std::stable_sort(order.begin(), order.end(), [](auto& a, auto& b) { return a.first < b.first; });
    for (size_t i = 0; i < std::min<size_t>(order.size(), 4); ++i)
      point_to(order[i].second, Piece("tag behind="), Piece(std::min((order[i].first - order[0].first) / 500, 12)));
    if (order.size() > 1) {
      const int ahead = std::min((order[1].first - order[0].first) / 500, 12);
      point_to(order[0].second, Piece("tag ahead="), Piece(ahead));
      point_to(order[0].second, Piece("tag ahead="), Piece(ahead), Piece("/"), Piece(order[0].second));
    }
  }

  template <typename... Pieces>
  void point_to(std::string_view kind, Pieces... pieces) {
    if (kind.empty()) return;
    Evidence one(observer_ != nullptr);
    one.add(pieces...);
    pointed_.emplace_back(kind, weights_.weight(one.keys().front(), weights_.classes().size() - 1));  // "that"
    if (observer_ != nullptr) pointed_names_.emplace_back(kind, one.names().front());
  }

  size_t class_of(std::string_view kind) const {
    const auto& classes = weights_.classes();
    return static_cast<size_t>(std::find(classes.begin(), classes.end(), kind) - classes.begin());
  }

  const Parse& parse_;
  const Mentions& mentions_;
  const EventTags& tags_;
  const EventWords& words_;
  const KindGroups& groups_;
  const ClassWeights& weights_;
  ChoiceObserver* observer_;
  Evidence evidence_;
  std::vector<int64_t> sums_;            // of each class
  std::vector<std::string_view> means_;  // of each token, empty for no weapon
  std::vector<std::pair<std::string_view, int>> of_report_;

  std::string last_;  // kind of the last act of violence
  TokenIndex last_head_ = kNoToken;
  // Of the event in hand.
  std::vector<std::pair<std::string_view, int64_t>> pointed_;            // a kind, and how much speaks for it
  std::vector<std::pair<std::string_view, std::string>> pointed_names_;  // for training
  std::string_view in_clause_, in_sentence_, before_;
  TokenIndex subject_ = kNoToken, object_ = kNoToken;
  bool definite_ = false;
};

}  // namespace

std::string_view kind_by_means(const Parse& parse, const EventWords& words, TokenIndex head) {
  Nearest nearest{head};
  for (TokenIndex t : clause_tokens(parse, predicate_of(parse, head))) nearest.offer(t, means_of(parse, words, t));
  return nearest.kind;
}

Result<KindGroups> KindGroups::load(const KnowledgeSource& source, const Kinds& kinds) {
  const std::string file = "events/kind_groups.tsv";
  auto rows = read_tsv(source, file, {"group", "kind"});
  if (!rows) return rows.error();
  KindGroups out;
  out.groups_.emplace_back();
  std::vector<std::string> names = {"violence"};
  for (const TsvRow& row : *rows) {
    const std::string group(row.cells[0]), kind(row.cells[1]);
    if (kinds.find(kind) == nullptr) return Error{file, row.line, "no kind " + kind, "a kind of kinds.tsv"};
    if (out.of(kind) != nullptr) return Error{file, row.line, "the kind " + kind + " is in two groups", ""};
    auto at = std::find(names.begin(), names.end(), group);
    if (at == names.end()) {
      at = names.insert(at, group);
      out.groups_.emplace_back();
    }
    out.groups_[static_cast<size_t>(at - names.begin())].push_back(kind);
  }
  return out;
}

const KindGroups::Group* KindGroups::of(std::string_view kind) const {
  for (const Group& group : groups_)
    if (std::find(group.begin(), group.end(), kind) != group.end()) return &group;
  return nullptr;
}

std::vector<std::string> KindGroups::classes() const {
  std::vector<std::string> out;
  for (const Group& group : groups_) out.insert(out.end(), group.begin(), group.end());
  out.emplace_back("that");
  return out;
}

void choose_kinds(const EventContext& context, const EventWords& words, const KindGroups& groups,
                  const ClassWeights& weights, const std::vector<const Judged*>& found, std::vector<Event>& events,
                  ChoiceObserver* observer) {
  Chooser chooser(context, words, groups, weights, observer);
  for (size_t k = 0; k < events.size(); ++k) chooser.choose(k, *found[k], events[k]);
}

}  // namespace sayso
