// The order of the work: the phrases with what their own words tell (actor_phrase.h), then who each is and whose side
// it is on (reference.h), then, here, those that can act become actors, the outermost of nested ones only.
#include "mention/actor.h"

#include <algorithm>
#include <map>

#include "mention/actor_phrase.h"
#include "mention/noun_phrase.h"
#include "mention/reference.h"

namespace sayso {
namespace {

ActorRole role_of(const ActorPhrase& p, const ActorNames& names) {
  if (p.kind == PhraseKind::named && p.named >= 0 && p.noun == nullptr) {
    switch (names[p.named].kind) {
      case NameKind::armed:
      case NameKind::alliance:
      case NameKind::breakaway:
      case NameKind::state_force:
        return ActorRole::belligerent;
      case NameKind::mission:
      case NameKind::monitor:
        return ActorRole::monitor;
      case NameKind::agency:
        return ActorRole::media;
      default:
        return ActorRole::body;
    }
  }
  if (p.noun != nullptr) return p.noun->role;
  return p.kind == PhraseKind::person ? ActorRole::person : ActorRole::unknown;
}

ActorType type_of(const std::vector<std::string>& sides, const ActorNames& names) {
  if (sides.empty()) return ActorType::other;
  if (sides.front() == "civilians") return ActorType::civilians;
  int32_t k = names.by_name(sides.front());
  if (k < 0) return ActorType::organized_group;
  switch (names[k].kind) {
    case NameKind::state:
      return ActorType::state;
    case NameKind::armed:
    case NameKind::breakaway:
    case NameKind::alliance:
      return ActorType::organized_group;
    default:
      return ActorType::other;
  }
}

Actor actor_of(const ActorPhrase& p, const Reference& reference, const ActorNames& names) {
  Actor a;
  a.tokens = p.core;
  a.head = p.head;
  a.name = reference.name;
  a.sides = reference.sides;
  a.role = role_of(p, names);
  a.type = type_of(a.sides, names);
  a.combatants = p.noun != nullptr && p.noun->combatants;
  a.people = p.kind == PhraseKind::person || (p.noun != nullptr && p.noun->people) ||
             (p.kind == PhraseKind::named && (p.form == NameForm::member || p.form == NameForm::adjective));
  a.pronoun = p.kind == PhraseKind::pronoun;
  if (p.kind == PhraseKind::named && p.noun == nullptr && p.named >= 0) {
    NameKind kind = names[p.named].kind;
    a.combatants = kind == NameKind::armed || kind == NameKind::state_force;
  }
  return a;
}

Actor actor_in_front(const QualifyingNoun& q, TokenRange core, const std::vector<std::string>& sides,
                     const Parse& parse, const ActorNames& names) {
  Actor a;
  a.tokens = core;
  a.head = q.at;
  a.name = parse.tokens().words(core);
  a.sides = sides;
  a.role = q.noun->role;
  a.type = type_of(a.sides, names);
  a.combatants = q.noun->combatants;
  a.people = q.noun->people;
  return a;
}

// Set of sides -> its index in `sets`, the empty one first.
class SideSets {
 public:
  explicit SideSets(PhraseSides& out) : out_(out) { out_.sets.emplace_back(); }
  uint16_t index(const std::vector<std::string>& sides) {
    auto [it, fresh] = known_.emplace(sides, static_cast<uint16_t>(out_.sets.size()));
    if (sides.empty()) return 0;
    if (fresh) {
      if (out_.sets.size() >= UINT16_MAX) return 0;
      out_.sets.push_back(sides);
    }
    return it->second;
  }

 private:
  PhraseSides& out_;
  std::map<std::vector<std::string>, uint16_t> known_{{{}, uint16_t{0}}};
};

}  // namespace

Result<ActorFinder> ActorFinder::load(const KnowledgeSource& source) {
  auto names = ActorNames::load(source);
  if (!names) return names.error();
  auto nouns = ActorNouns::load(source);
  if (!nouns) return nouns.error();
  return ActorFinder(*std::move(names), *std::move(nouns));
}

ActorReading ActorFinder::find(const Parse& parse, const NameScan& scan, const std::vector<Place>& places,
                               const std::vector<Time>& times, std::string_view dateline) const {
  ActorPhrases phrases = find_actor_phrases(parse, names_, scan, nouns_, places, times);
  const References resolved = resolve_references(parse, names_, nouns_, phrases, places, dateline);
  const std::vector<Reference>& references = resolved.phrases;

  ActorReading out;
  out.sides.of.assign(static_cast<size_t>(parse.size()), 0);
  SideSets sets(out.sides);
  // A name inside a phrase ("Taliban" of "Taliban fighters") tells its own side.
  for (const NameHit& hit : phrases.hits)
    for (TokenIndex i = hit.tokens.begin; i < hit.tokens.end && !names_[hit.actor].side.empty(); ++i)
      out.sides.of[static_cast<size_t>(i)] = sets.index({names_[hit.actor].side});
  std::vector<int32_t> order;
  for (size_t k = 0; k < phrases.list.size(); ++k) {
    out.sides.of[static_cast<size_t>(phrases.list[k].head)] = sets.index(references[k].sides);
    if (phrases.list[k].acts) order.push_back(static_cast<int32_t>(k));
  }
  // Outer phrases before those that they hold.
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
    TokenRange x = phrases.list[static_cast<size_t>(a)].core, y = phrases.list[static_cast<size_t>(b)].core;
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
  });
  std::vector<int32_t> actor_of_phrase(phrases.list.size(), -1);
  std::vector<int32_t> phrase_of_actor;
  TokenIndex taken = 0;
  // Nouns in front of what is no actor ("rebel ambush") stand where no phrase does.
  size_t next = 0;
  auto add_qualifiers = [&](TokenIndex before) {
    for (; next < phrases.qualifiers.size() && phrases.qualifiers[next].at < before; ++next) {
      const QualifyingNoun& q = phrases.qualifiers[next];
      const TokenRange core = core_phrase(parse, q.at);
      if (core.begin < taken || core.end > before) continue;
      taken = core.end;
      out.sides.of[static_cast<size_t>(q.at)] = sets.index(resolved.qualifiers[next]);
      phrase_of_actor.push_back(-1);
      out.actors.push_back(actor_in_front(q, core, resolved.qualifiers[next], parse, names_));
    }
  };
  for (int32_t k : order) {
    const ActorPhrase& p = phrases.list[static_cast<size_t>(k)];
    add_qualifiers(p.core.begin);
    if (p.core.begin < taken) continue;
    taken = p.core.end;
    actor_of_phrase[static_cast<size_t>(k)] = static_cast<int32_t>(out.actors.size());
    phrase_of_actor.push_back(k);
    out.actors.push_back(actor_of(p, references[static_cast<size_t>(k)], names_));
  }
  add_qualifiers(parse.size());
  for (size_t a = 0; a < out.actors.size(); ++a) {
    if (phrase_of_actor[a] < 0) continue;
    int32_t to = references[static_cast<size_t>(phrase_of_actor[a])].refers_to;
    if (to < 0) continue;
    out.actors[a].refers_to = actor_of_phrase[static_cast<size_t>(to)];
    // A pronoun is what it stands for.
    if (out.actors[a].pronoun) {
      Actor full = actor_of(phrases.list[static_cast<size_t>(to)], references[static_cast<size_t>(to)], names_);
      out.actors[a].role = full.role;
      out.actors[a].combatants = full.combatants;
      out.actors[a].people = full.people;
    }
  }
  return out;
}

}  // namespace sayso
