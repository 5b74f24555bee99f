#include "mention/setting.h"

#include <algorithm>
#include <map>
#include <set>

namespace sayso {
namespace {

// Those that serve a side: its soldiers, bodies, officials.
bool serves(const ActorPhrase& p) {
  if (p.noun == nullptr) return false;
  switch (p.noun->noun_class) {
    case NounClass::force:
    case NounClass::unit:
    case NounClass::soldier:
    case NounClass::fighter:
    case NounClass::group:
    case NounClass::defence_body:
    case NounClass::body:
    case NounClass::official:
      return true;
    default:
      return false;
  }
}

bool is_armed(const NamedActor& a) {
  return a.kind == NameKind::armed || a.kind == NameKind::breakaway || a.kind == NameKind::state_force;
}

// "Talks in Geneva, Switzerland": the places where those meet who fight elsewhere.
std::vector<char> find_venues(const Parse& parse, const ActorNouns& nouns, const std::vector<Place>& places) {
  std::vector<char> among(static_cast<size_t>(parse.size()), 0), out;
  for (const Place& p : places)
    for (TokenIndex i = p.tokens.begin; i < p.tokens.end; ++i) among[static_cast<size_t>(i)] = 1;
  for (const Place& p : places) {
    TokenIndex i = p.head;
    while (i != kNoToken && parse.head(i) != kNoToken && among[static_cast<size_t>(parse.head(i))] != 0)
      i = parse.head(i);
    const bool at = i != kNoToken && parse.head(i) != kNoToken &&
                    (parse[i].relation == Relation::obl || parse[i].relation == Relation::nmod);
    out.push_back(at && nouns.in(ActorNouns::List::venue, parse[parse.head(i)].lemma) ? 1 : 0);
  }
  return out;
}

}  // namespace

Setting::Setting(const Parse& parse, const ActorNames& names, const ActorNouns& nouns, const ActorPhrases& phrases,
                 const std::vector<Place>& places, std::string_view dateline)
    : names_(names), phrases_(phrases) {
  find_home(parse, nouns, places, dateline);
  find_beginnings(parse, places);
  find_belligerents();
  gather_sides();
}

// The country whose "army" and "government" are meant where no other is near: places count most, then adjectives
// and names of countries, then the dateline, which is often written abroad.
void Setting::find_home(const Parse& parse, const ActorNouns& nouns, const std::vector<Place>& places,
                        std::string_view dateline) {
  std::map<std::string, int> votes;
  std::vector<TokenRange> aside;  // "the border with X" says little of X
  const std::vector<char> venues = find_venues(parse, nouns, places);
  auto is_aside = [&](const Place& p) {
    return p.beyond || p.timed || venues[static_cast<size_t>(&p - places.data())] != 0;
  };
  for (const Place& p : places)
    if (is_aside(p)) aside.push_back(p.tokens);
  // A group fights at home: named once it says nearly as much as the name of a country.
  constexpr int kTown = 11, kNamed = 10, kFights = 9, kHint = 5;
  if (const int32_t s = names_.state(dateline); s >= 0) votes[names_[s].name] += kHint;
  for (const Place& p : places) {
    int32_t s = names_.state(p.country);
    if (s < 0 || p.metonym || p.demonym || is_aside(p)) continue;
    votes[names_[s].name] += p.precision <= 5 ? kTown : kHint;
  }
  std::set<int32_t> groups;
  for (const NameHit& h : phrases_.hits) {
    const NamedActor& a = names_[h.actor];
    if (std::any_of(aside.begin(), aside.end(), [&](TokenRange r) { return r.overlaps(h.tokens); })) continue;
    if (a.kind == NameKind::state) {
      votes[a.name] += kNamed;
    } else if (!a.country.empty() && a.kind != NameKind::agency && a.kind != NameKind::monitor) {
      int32_t s = names_.state(a.country);
      if (s >= 0) votes[names_[s].name] += a.kind == NameKind::armed && groups.insert(h.actor).second ? kFights : kHint;
    }
  }
  int best = 0;
  for (const auto& [name, n] : votes)
    if (n > best) {
      best = n;
      home_ = name;
    }
}

// "In Moscow, the vice president threatened": an official is of the country of the town that the sentence begins in.
void Setting::find_beginnings(const Parse& parse, const std::vector<Place>& places) {
  for (const Place& p : places) {
    const size_t sentence = parse.tokens().sentence_of(p.tokens.begin);
    const TokenRange words = parse.tokens().sentences[sentence].tokens;
    if (p.tokens.begin != words.begin + 1 || parse.word(words.begin) != "In" || p.country.empty() || p.demonym)
      continue;
    if (!words.contains(p.tokens.end) || parse.word(p.tokens.end) != ",") continue;
    if (const int32_t state = names_.state(p.country); state >= 0) begins_in_[sentence] = names_[state].name;
  }
}

// The sides that fight, most named first.
void Setting::find_belligerents() {
  std::map<std::string, std::pair<int, size_t>> votes;  // side -> weight, first phrase
  for (size_t k = 0; k < phrases_.list.size(); ++k) {
    const ActorPhrase& p = phrases_.list[k];
    int weight = 0;
    if (p.named >= 0) {
      const NamedActor& a = names_[p.named];
      if (is_armed(a))
        weight = 3;
      else if (a.kind == NameKind::alliance)
        weight = 2;
      else if (a.kind == NameKind::state || a.kind == NameKind::people)
        weight = p.acts ? 1 : 0;
    } else if (p.noun != nullptr && serves(p)) {
      NounClass c = p.noun->noun_class;
      weight = c == NounClass::official || c == NounClass::body ? 1 : 3;
    } else if (p.noun != nullptr && p.noun->noun_class == NounClass::asset) {
      weight = 1;
    }
    if (weight == 0) continue;
    for (const std::string& s : p.own_sides) {
      if (s == "civilians" || is_mission(s)) continue;
      auto [it, fresh] = votes.try_emplace(s, 0, k);
      it->second.first += weight;
    }
    // An owner's side counts as well: "Azerbaijan's forces".
    for (int32_t o : p.owners)
      for (const std::string& s : at(o).own_sides)
        if (at(o).named >= 0) votes.try_emplace(s, 0, k).first->second.first += weight;
  }
  for (const auto& [side, vote] : votes) belligerents_.push_back(side);
  std::stable_sort(belligerents_.begin(), belligerents_.end(), [&](const std::string& a, const std::string& b) {
    if (votes[a].first != votes[b].first) return votes[a].first > votes[b].first;
    return votes[a].second < votes[b].second;
  });
  if (belligerents_.size() == 1 && belligerents_.front() != home_ && names_home_army()) belligerents_.push_back(home_);
  set_their_state_against_groups();
}

// Those who observe and report a war are no side of it.
bool Setting::is_mission(const std::string& side) const {
  const int32_t k = names_.by_name(side);
  return k >= 0 && (names_[k].kind == NameKind::organization || names_[k].kind == NameKind::mission);
}

// "The army", of nobody named: the country's that the report is about.
bool Setting::names_home_army() const {
  return !home_.empty() && std::any_of(phrases_.list.begin(), phrases_.list.end(), [](const ActorPhrase& p) {
    return p.own_sides.empty() && p.owners.empty() && p.noun != nullptr && p.noun->noun_class == NounClass::force &&
           p.noun->side == DefaultSide::home;
  });
}

// Two groups of one country rather fight that country than each other.
void Setting::set_their_state_against_groups() {
  if (belligerents_.size() < 2) return;
  const int32_t first = names_.by_name(belligerents_[0]), second = names_.by_name(belligerents_[1]);
  if (first < 0 || second < 0 || names_[first].kind != NameKind::armed || names_[second].kind != NameKind::armed ||
      names_[first].country.empty() || names_[first].country != names_[second].country)
    return;
  const int32_t state = names_.state(names_[first].country);
  if (state < 0) return;
  const std::string& name = names_[state].name;
  if (auto it = std::find(belligerents_.begin(), belligerents_.end(), name); it != belligerents_.end())
    belligerents_.erase(it);
  else if (name != home_)
    return;
  belligerents_.insert(belligerents_.begin() + 1, name);
}

// What looking back over the whole report would find, found once: time stays linear in the length of the report.
void Setting::gather_sides() {
  const auto n = static_cast<int32_t>(phrases_.list.size());
  group_before_.assign(phrases_.list.size(), -1);
  group_behind_.assign(phrases_.list.size(), -1);
  mission_before_.assign(phrases_.list.size(), -1);
  mission_behind_.assign(phrases_.list.size(), -1);
  native_before_.assign(phrases_.list.size(), -1);
  native_behind_.assign(phrases_.list.size(), -1);
  int32_t group = -1, native = -1, mission = -1;
  auto note_group = [&](int32_t k) {
    const std::string* side = armed_side(at(k));
    if (side == nullptr) return;
    group = k;
    if (!is_foreign(*side)) native = k;
  };
  for (int32_t k = 0; k < n; ++k) {
    const auto i = static_cast<size_t>(k);
    group_before_[i] = group;
    native_before_[i] = native;
    note_group(k);
    if (sends(k)) mission = k;
    mission_before_[i] = mission;
  }
  group = native = mission = -1;
  for (int32_t k = n; k-- > 0;) {
    const auto i = static_cast<size_t>(k);
    group_behind_[i] = group;
    native_behind_[i] = native;
    mission_behind_[i] = mission;
    note_group(k);
    if (sends(k)) mission = k;
  }
}

// The breakaway state that the report names most; empty where it names none.
std::string Setting::breakaway_named() const {
  std::map<std::string, int> votes;
  for (const NameHit& h : phrases_.hits)
    if (names_[h.actor].kind == NameKind::breakaway) ++votes[names_[h.actor].side];
  std::string best;
  for (const auto& [side, n] : votes)
    if (best.empty() || n > votes[best]) best = side;
  return best;
}

// The country of the last army, ministry or official before, if near; else the report's own.
std::string Setting::near_country(int32_t k) const {
  for (int32_t j = k - 1; j >= 0 && at(j).sentence == at(k).sentence; --j) {
    const ActorPhrase& q = at(j);
    if (q.own_sides.size() != 1 || !(serves(q) || (q.named >= 0 && q.acts))) continue;
    if (is_country(q.own_sides.front()) && q.noun != nullptr && q.noun->noun_class != NounClass::official)
      return q.own_sides.front();
  }
  const ActorPhrase& p = at(k);
  if (p.speaker ||
      (p.noun != nullptr && (p.noun->noun_class == NounClass::official || p.noun->noun_class == NounClass::body)))
    if (auto it = begins_in_.find(p.sentence); it != begins_in_.end()) return it->second;
  return home_;
}

bool Setting::is_country(const std::string& side) const {
  int32_t k = names_.by_name(side);
  return k >= 0 && names_[k].kind == NameKind::state;
}

// The mission or alliance named last before, else the first behind; empty where the report names none.
std::string Setting::near_mission(int32_t k) const {
  int32_t j = mission_before_[static_cast<size_t>(k)];
  if (j < 0) j = mission_behind_[static_cast<size_t>(k)];
  return j < 0 ? "" : names_[at(j).named].side;
}

bool Setting::sends(int32_t k) const {
  if (at(k).named < 0) return false;
  NameKind kind = names_[at(k).named].kind;
  return kind == NameKind::mission || kind == NameKind::alliance || kind == NameKind::organization;
}

// The alliance named last before, in whatever phrase ("Saudi-led coalition air strikes"), else the first behind.
std::string Setting::near_alliance(TokenIndex at) const {
  std::string side;
  for (const NameHit& h : phrases_.hits) {
    if (names_[h.actor].kind != NameKind::alliance) continue;
    if (h.tokens.begin >= at && !side.empty()) break;
    side = names_[h.actor].side;
  }
  return side;
}

std::string Setting::near_group_before(int32_t k) const {
  int32_t j = group_before_[static_cast<size_t>(k)];
  return j < 0 ? "" : *armed_side(at(j));
}
// The armed group named last before, or else first after.
std::string Setting::near_group(int32_t k) const {
  int32_t j = group_before_[static_cast<size_t>(k)];
  if (j < 0) j = group_behind_[static_cast<size_t>(k)];
  return j < 0 ? "" : *armed_side(at(j));
}

std::string Setting::near_insurgents(int32_t k) const {
  int32_t j = native_before_[static_cast<size_t>(k)];
  if (j < 0) j = native_behind_[static_cast<size_t>(k)];
  return j < 0 ? "" : *armed_side(at(j));
}

bool Setting::is_foreign(const std::string& group) const {
  const int32_t known = names_.by_name(group), home = names_.by_name(home_);
  if (known < 0 || home < 0 || names_[known].country.empty()) return false;
  return names_[known].country != names_[home].country;
}

const std::string* Setting::armed_side(const ActorPhrase& p) const {
  if (p.own_sides.size() != 1) return nullptr;
  const std::string& side = p.own_sides.front();
  if (side == "civilians") return nullptr;
  int32_t known = names_.by_name(side);
  if (known >= 0 && names_[known].kind != NameKind::armed && names_[known].kind != NameKind::breakaway) return nullptr;
  if (p.named >= 0) {
    NameKind kind = names_[p.named].kind;
    bool fits = kind == NameKind::armed || kind == NameKind::breakaway || kind == NameKind::leader;
    return fits ? &side : nullptr;
  }
  if (p.noun == nullptr) return nullptr;
  NounClass c = p.noun->noun_class;
  bool fits = c == NounClass::fighter || c == NounClass::group || c == NounClass::force || c == NounClass::unit ||
              c == NounClass::official || c == NounClass::asset;
  return fits ? &side : nullptr;
}

}  // namespace sayso
