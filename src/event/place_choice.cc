// Candidates are the places named in the event's sentence, in the six sentences before it, in the one behind it and in
// the headline and lead, each place once, by its best mention: in the sentence the one nearest in the tree, else the
// last before. "None" is a candidate too.
//
// The evidence is what a reader goes by: how near in the tree, behind which preposition, on which side, whether another
// event stands nearer; how exact the place is and whether a more exact one is at hand; where the events before took
// place, and whether this one speaks of one of those; how often the report names the place, and whether it begins with
// it. Words that stand for a government or belong to an office ("Gaza officials") are no candidates; nor is a place
// that belongs to something else whatever the weights say (`is_elsewhere`), or the dateline of a report written abroad.
#include "event/place_choice.h"

#include <algorithm>
#include <map>

#include "event/clause.h"
#include "event/participants.h"
#include "mention/number.h"

namespace sayso {
namespace {

constexpr size_t kPlacesBack = 6;  // sentences that are looked through before the event's own
constexpr size_t kAhead = 3;  // sentences behind the next one in which the town may be named that this one leaves out
constexpr size_t kLead = 3;   // sentences of the report that are always looked through
constexpr size_t kCandidates = 24;
constexpr int kNamedEnough = 4;

std::string_view where(size_t event, size_t place) {
  if (place == event) return "here";
  if (place > event) return place == event + 1 ? "next" : "later";
  size_t back = event - place;
  return back == 1 ? "1" : back == 2 ? "2" : back <= kPlacesBack ? "3-6" : "far";
}

std::string_view grain(int precision) {
  return precision <= 2   ? "town"
         : precision <= 4 ? "district"
         : precision == 5 ? "line"
         : precision == 6 ? "country"
                          : "sea";
}

}  // namespace

PlaceChoice::PlaceChoice(const EventContext& context, const EventWords& words, const Kinds& kinds,
                         const Surroundings& around, const std::vector<Event>& events, const EvidenceWeights& weights,
                         ChoiceObserver* observer)
    : c_(context),
      words_(words),
      kinds_(kinds),
      parse_(context.parse),
      part_(context.tags.part("place")),
      around_(around),
      events_(events),
      weights_(weights),
      observer_(observer),
      evidence_(observer != nullptr) {
  const std::vector<Place>& places = c_.mentions.places;
  const std::vector<Sentence>& sentences = parse_.tokens().sentences;
  std::map<std::pair<std::string_view, std::string_view>, int32_t> known;
  // The number of a place, and whether it is new.
  auto identify = [&](const Place& p) {
    auto [it, fresh] = known.try_emplace({p.country, p.name}, static_cast<int32_t>(mentioned_.size()));
    if (fresh) {
      mentioned_.push_back(0);
      in_title_.push_back(false);
    }
    return std::pair(it->second, fresh);
  };
  std::map<std::string_view, int> countries;
  size_t s = 0;
  for (const Place& p : places) {
    while (s < sentences.size() && sentences[s].tokens.end <= p.tokens.begin) {
      ++s;
    }
    sentence_.push_back(s);
    tags_.push_back(EventTags::level(c_.tags.part(p.tokens, part_)));
    if (!says_where(p)) {
      identity_.push_back(-1);
      continue;
    }
    const auto [identity, fresh] = identify(p);
    identity_.push_back(identity);
    auto id = static_cast<size_t>(identity);
    ++mentioned_[id];
    ++countries[p.country];
    if (fresh && p.exactness() <= 2) ++fine_in_[p.country];
    if (fresh && p.exactness() <= 4) ++named_in_[p.country];
    BlockRole role = c_.report.blocks[sentences[s].block].role;
    if (role == BlockRole::title || role == BlockRole::heading) in_title_[id] = true;
    if (p.exactness() <= 5 && (main_ < 0 || mentioned_[id] > mentioned_[static_cast<size_t>(main_)])) main_ = identity;
  }
  if (c_.mentions.dateline) {
    dateline_ = identify(*c_.mentions.dateline).first;
    const std::string& written = c_.mentions.dateline->country;
    names_home_ = std::any_of(places.begin(), places.end(), [&](const Place& p) { return p.country == written; });
  }
  chosen_.assign(mentioned_.size(), 0);
  talks_.assign(mentioned_.size(), false);
  find_chains();
  int most = 0;
  for (const auto& [country, n] : countries)
    if (n > most) {
      most = n;
      home_ = country;
    }
  first_.resize(sentences.size() + 1);
  size_t k = 0;
  for (size_t i = 0; i <= sentences.size(); ++i) {
    while (k < places.size() && sentence_[k] < i) ++k;
    first_[i] = static_cast<int32_t>(k);
  }
}

// "X, in Y's Z district", "X, north of Y": each but the first says only where the one before it lies.
void PlaceChoice::find_chains() {
  constexpr TokenIndex kReach = 5, kBesideReach = 14;
  const std::vector<Place>& places = c_.mentions.places;
  chain_.assign(places.size(), 0);
  within_.assign(places.size(), -1);
  for (size_t k = 1; k < places.size(); ++k) {
    const Place &inner = places[k - 1], &outer = places[k];
    const TokenIndex gap = outer.tokens.begin - inner.tokens.end;
    if (sentence_[k] != sentence_[k - 1] || gap < 1 || gap > (outer.beside ? kBesideReach : kReach) || inner.demonym ||
        outer.demonym)
      continue;
    bool joined = true;
    for (TokenIndex i = inner.tokens.end; i < outer.tokens.begin && joined; ++i) {
      const Word& w = parse_[i];
      joined =
          w.upos == Upos::ADP || w.upos == Upos::DET || w.upos == Upos::PART || w.upos == Upos::ADJ ||
          w.upos == Upos::NUM || w.upos == Upos::ADV || w.upos == Upos::NOUN || w.xpos == "PRP$" ||
          parse_.word(i) == "," || parse_.word(i) == "-" || parse_.word(i) == "(" ||
          // "Avdiivka (government-controlled, 17 km north of Donetsk)"
          (outer.beside && w.upos != Upos::AUX && w.upos != Upos::PRON && (w.upos != Upos::VERB || w.xpos == "VBN"));
    }
    const bool owner = parse_.word(inner.tokens.end) == "'s" || parse_.word(inner.tokens.end) == "’s";
    if (!joined) continue;
    // "Cauca's X", "the Black Sea port of X", "the Somali capital X": the first is the outer one.
    const TokenIndex noun = inner.tokens.end;
    const bool described = parse_[noun].upos == Upos::NOUN && parse_.head(head_of(inner)) == noun &&
                           parse_[head_of(inner)].relation != Relation::nmod;
    const bool within = chain_[k - 1] == 'o';
    auto mark = [&](size_t at, char as) { chain_[at] = chain_[at] == 0 || chain_[at] == as ? as : 'b'; };
    // "the hamlet of X, in Y's Z district": Z is no nearer than Y.
    mark(k - 1, owner || described ? 'o' : 'i');
    mark(k, (owner || described) && !within ? 'i' : 'o');
    const bool aside = parse_.word(inner.tokens.end) == "," && (outer.beside || inner.exactness() <= outer.exactness());
    // "X area of Y district", "X in Y"
    const bool in = gap == 1 && (parse_.word(inner.tokens.end) == "of" || parse_.word(inner.tokens.end) == "in") &&
                    inner.exactness() < outer.exactness();
    if ((aside || in) && !owner && !described) within_[k] = static_cast<int32_t>(k - 1);
  }
}

// Not "Syria's ministry", "Baku resumed", "Gaza officials", "the armed forces of Mali".
bool PlaceChoice::says_where(const Place& p) const {
  if (p.metonym || p.demonym || p.timed) return false;
  // "The Calgary-based firm"
  if (const TokenIndex hyphen = p.tokens.end;
      hyphen + 1 < parse_.size() && parse_.word(hyphen) == "-" && words_.based.contains(parse_.word(hyphen + 1)))
    return false;
  const Word& w = parse_[head_of(p)];
  if (w.relation == Relation::nmod_poss) return p.exactness() < 6;
  const bool country = p.exactness() >= 6;
  if (country && p.beyond) return false;  // "near its border with Afghanistan"
  // "Militants in northern Iraq fired": what stands behind "in" is where they are.
  if (is_where_a_group_is(c_.mentions, parse_, head_of(p))) return true;
  if ((w.relation == Relation::nsubj || w.relation == Relation::obj) && country) return false;
  if (w.head == kNoToken || p.tokens.contains(w.head)) return true;
  const Actor* owner = c_.mentions.actor_at(w.head);
  if (owner == nullptr) return true;
  const bool official = owner->role == ActorRole::body || owner->role == ActorRole::official ||
                        owner->role == ActorRole::belligerent || owner->role == ActorRole::media ||
                        owner->role == ActorRole::monitor;
  if (w.relation == Relation::compound || w.relation == Relation::amod || w.relation == Relation::flat)
    return !official;
  return !(official && country);
}

// As in the tree; but a clause that begins with "where" tells of the place in front of it, not of the first of the list
// that this one ends, which the tree hangs it on.
int PlaceChoice::distance(const Event& event, const Place& place) const {
  if (where_ >= 0 && &place == &at(where_)) return 1;
  if (where_ >= 0 && place.tokens.begin < at(where_).tokens.begin) return 3;
  return around_.distance(event, head_of(place));
}

int PlaceChoice::nearness(const Event& event, int32_t place) const {
  TokenIndex head = head_of(at(place));
  return distance(event, at(place)) * 100 + std::min<TokenIndex>(std::abs(head - event.head), 99);
}

// "In Ramallah, Nablus and Jenin, where a girl was shot": the last place in front.
int32_t PlaceChoice::place_before_where(const Event& event) const {
  for (TokenIndex i = event.head; i != kNoToken; i = parse_.head(i)) {
    if (parse_[i].relation != Relation::acl_relcl) continue;
    for (TokenIndex c : parse_.children(i)) {
      if (parse_[c].lemma != "where" || c > event.head) continue;
      const TokenIndex end = c > 0 && parse_.word(c - 1) == "," ? c - 1 : c;
      for (int32_t k = first_[event.sentence]; k < first_[event.sentence + 1]; ++k)
        if (at(k).tokens.end == end && identity_[static_cast<size_t>(k)] >= 0) return k;
    }
  }
  return -1;
}

bool PlaceChoice::is_elsewhere(const Event& event, int32_t k) {
  char& known = elsewhere_[static_cast<size_t>(k - first_[event.sentence])];
  if (known == '?') known = lies_elsewhere(event, at(k)) ? 'y' : 'n';
  return known == 'y';
}

// "Fled to X in Y": where people went is not where they were driven from. "Violated the truce, which was agreed in X".
bool PlaceChoice::lies_elsewhere(const Event& event, const Place& place) const {
  if (around_.is_told_of_another(event, head_of(place))) return true;
  // "Biden, who landed in Tel Aviv, told"
  if (around_.relative_clause(event, head_of(place)) != kNoToken && around_.is_of_speaker(head_of(place))) return true;
  if (is_at_talks(event, place) || is_of_victim(event, place) || is_of_one_before(event, place)) return true;
  if (is_of_accord(event, place) || is_where_tended(event, place)) return true;
  if (measure_of(parse_, head_of(place)) != measure_) return true;
  if (is_of_violence(event) && is_where_said(place)) return true;
  if (is_origin(event, place)) return true;
  const Kind* kind = kinds_.find(event.kind);
  if (kind == nullptr || kind->elsewhere.empty()) return false;
  // From the place up to what it is joined to or lies in: "to X and Y", "to X in Z".
  for (TokenIndex head = head_of(place); head != kNoToken && head > event.head; head = parse_.head(head)) {
    const std::string_view before = preposition(parse_, head);
    if (std::find(kind->elsewhere.begin(), kind->elsewhere.end(), before) != kind->elsewhere.end()) return true;
    const Relation r = parse_[head].relation;
    if (r != Relation::conj && r != Relation::flat && r != Relation::nmod && r != Relation::appos) break;
  }
  return false;
}

// "Were wounded and taken to a hospital in Bunia": where they were brought.
bool PlaceChoice::is_where_tended(const Event& event, const Place& place) const {
  const TokenIndex clinic = parse_.head(head_of(place));
  if (clinic == kNoToken || !words_.clinics.contains(parse_[clinic].lemma) || parse_.dominates(clinic, event.head))
    return false;
  const TokenIndex verb = parse_.head(clinic);
  return parse_[clinic].relation == Relation::obl && verb != kNoToken && verb != event.head &&
         parse_[verb].upos == Upos::VERB &&
         (words_.tending.contains(parse_[verb].lemma) || parse_[verb].lemma == "admit");
}

// "A spokesman said in Madrid that rebels had killed ten soldiers"
bool PlaceChoice::is_where_said(const Place& place) const {
  const TokenIndex head = head_of(place), verb = parse_.head(head);
  if (verb == kNoToken || parse_[head].relation != Relation::obl || preposition(parse_, head) != "in") return false;
  return verb + 2 == place.tokens.begin && parse_.word(verb + 1) == "in" && parse_.child(verb, Relation::ccomp) > head;
}

// "Drones were shot down hours after an attack on X", "the attack followed raids on X"
bool PlaceChoice::is_of_one_before(const Event& event, const Place& place) const {
  for (TokenIndex i = head_of(place); i != kNoToken && !parse_.dominates(i, event.head); i = parse_.head(i)) {
    const TokenIndex up = parse_.head(i);
    if (up == kNoToken || around_.headed_by(i) == nullptr) continue;
    const std::string_view before = preposition(parse_, i);
    const bool after =
        (before == "after" || before == "before") && parse_.child(i, Relation::nmod_unmarked) != kNoToken;
    const TokenIndex subject = parse_.child(up, Relation::nsubj);
    const bool followed = parse_[i].relation == Relation::obj && parse_[up].lemma == "follow" && subject != kNoToken &&
                          parse_.dominates(subject, event.head);
    if ((after || followed) && around_.names_deed(i)) return true;
  }
  return false;
}

// "Violating the truce brokered in Geneva": where it was signed, not where it was broken.
bool PlaceChoice::is_of_accord(const Event& event, const Place& place) const {
  const TokenIndex verb = parse_.head(head_of(place));
  if (verb == kNoToken || parse_[verb].relation != Relation::acl || parse_[verb].xpos != "VBN") return false;
  const TokenIndex owner = parse_.head(verb);
  return words_.occasions.contains(parse_[owner].lemma) && owner != event.head && !parse_.dominates(owner, event.head);
}

// "A missile hit a base in X. The rebels fired two missiles from Y": where such a thing came down is known.
bool PlaceChoice::is_origin(const Event& event, const Place& place) const {
  const Kind* kind = kinds_.find(event.kind);
  const auto twin = by_kind_.find(event.kind);
  return kind != nullptr && kind->family == "strike" && twin != by_kind_.end() && twin->second >= 0 &&
         preposition(parse_, head_of(place)) == "from" && head_of(place) > event.head;
}

// "A constable from West Bengal was killed": where those who serve are at home.
bool PlaceChoice::is_of_victim(const Event& event, const Place& place) const {
  const TokenIndex head = head_of(place), up = parse_.head(head);
  if (up == kNoToken || parse_[head].relation != Relation::nmod || preposition(parse_, head) != "from") return false;
  const Actor* who = c_.mentions.actor_at(up);
  const Kind* kind = kinds_.find(event.kind);
  const bool serves = who != nullptr && who->combatants && place.exactness() >= 4;
  return who != nullptr && (serves || (who->people && parse_[up].upos == Upos::PROPN)) && kind != nullptr &&
         !kind->harm.empty() && !event.trigger.contains(up);
}

// "The war has killed 6,000 people": not where the last attack was.
bool PlaceChoice::is_of_war(const Event& event) const {
  const TokenIndex doer = deep_subject(parse_, predicate_of(parse_, event.head));
  return doer != kNoToken && !event.trigger.contains(doer) && words_.wars.contains(parse_[doer].lemma);
}

// "NAIROBI, Kenya - Ethiopian jets bombed an Eritrean depot", "DAKAR - Soldiers died near Mali's border with Niger", in
// a report that names nothing of Kenya, or Senegal.
bool PlaceChoice::is_written_abroad(const Event& event) const {
  const std::string& home = c_.mentions.dateline->country;
  if (home.empty() || !is_of_violence(event)) return false;
  if (names_home_) return false;
  bool of_doer = false, of_target = false;  // "Gunmen fired on a French patrol" may well be where it is told
  for (int32_t k = first_[event.sentence]; k < first_[event.sentence + 1]; ++k) {
    const Place& p = at(k);
    if (p.country.empty()) continue;
    if (p.beyond) return true;
    for (const Participant& by : event.by) of_doer = of_doer || by.tokens.contains(head_of(p));
    for (const Participant& on : event.on) {
      const Actor* who = c_.mentions.actor_at(on.head);
      of_target = of_target || (on.tokens.contains(head_of(p)) && (who == nullptr || !who->people));
    }
  }
  return of_doer && of_target;
}

// "Shells hit an island", "a village": not the town that the report is written in.
bool PlaceChoice::names_other_spot(const Event& event) const {
  const TokenIndex verb = predicate_of(parse_, event.head);
  auto is_spot = [&](TokenIndex i) {
    const Relation r = parse_[i].relation;
    if (r != Relation::obj && r != Relation::obl && r != Relation::nmod && r != Relation::nsubj_pass) return false;
    if (parse_[i].upos != Upos::NOUN || !words_.settlements.contains(parse_[i].lemma)) return false;
    const TokenIndex article = parse_.child(i, Relation::det);
    if (article == kNoToken ? parse_[i].xpos != "NNS" : parse_[article].lemma != "a") return false;
    const std::string_view before = preposition(parse_, i);
    return before.empty() || before == "in" || before == "on" || before == "at" || before == "near" || before == "of";
  };
  for (const TokenIndex above : {event.head, verb}) {
    const auto& below = parse_.children(above);
    if (std::any_of(below.begin(), below.end(), is_spot)) return true;
  }
  return false;
}

// "In another village, a farmer hit a mine", "in a separate incident", "attacks around the country", "in six
// provinces": not in the town told of before. "Bandits have killed hundreds in the last four years": not in that town
// alone.
bool PlaceChoice::is_not_where_told(const Event& event) const {
  constexpr std::chrono::days kLong{700};  // longer than most sieges
  const std::optional<DayRange>& when = event.when;
  if (!event.tolls.empty() && when && when->first && when->last && *when->last - *when->first > kLong) return true;
  for (int32_t k = first_[event.sentence]; k < first_[event.sentence + 1]; ++k)
    if (at(k).scattered && nearness(event, k) < 200) return true;
  // "More than 300 air strikes": too many for one town.
  const TokenIndex number = parse_.child(event.head, Relation::nummod);
  if (number != kNoToken && event.tolls.empty()) {
    constexpr int64_t kMany = 20;
    const std::optional<int64_t> n = digit_value(parse_.word(number));
    if (n && *n >= kMany) return true;
  }
  auto is_other = [&](TokenIndex i) {
    const std::string_view before = preposition(parse_, i);
    if (parse_[i].lemma == "country" && (before == "across" || before == "around" || before == "throughout"))
      return true;
    if (!words_.settlements.contains(parse_[i].lemma) && !words_.elsewhere.contains(parse_[i].lemma)) return false;
    if (parse_[i].relation != Relation::obl || before != "in") return false;
    if (i + 1 < parse_.size() && parse_.word(i + 1) == "there") return false;
    const auto& below = parse_.children(i);
    return std::any_of(below.begin(), below.end(), [&](TokenIndex c) {
      return c < i && (parse_[c].lemma == "another" || parse_[c].lemma == "separate");
    });
  };
  for (TokenIndex i = event.head; i != kNoToken; i = parse_.head(i)) {
    const auto& below = parse_.children(i);
    if (std::any_of(below.begin(), below.end(), is_other)) return true;
  }
  return false;
}

// "Found refuge in X", "fled to X": where people got to is not where other sentences go on.
bool PlaceChoice::is_destination(const Place& place) const {
  const TokenIndex up = parse_.head(head_of(place));
  if (up == kNoToken || !words_.refuge.contains(parse_[up].lemma)) return false;
  const std::string_view before = preposition(parse_, head_of(place));
  return before == "to" || before == "into" || before == "toward" || before == "towards" ||
         (parse_[up].upos == Upos::NOUN && (before == "in" || before == "at" || before == "with"));
}

bool PlaceChoice::is_of_violence(const Event& event) const {
  const Kind* kind = kinds_.find(event.kind);
  return kind != nullptr && (!kind->harm.empty() || kind->family == "control");
}

// "Envoys met in X. Shelling killed nine": where talks alone were held nothing was shelled.
bool PlaceChoice::is_of_talks(const Event& event, int32_t identity) const {
  const auto id = static_cast<size_t>(identity);
  return talks_[id] && mentioned_[id] <= 1 && is_of_violence(event);
}

// "Shelled hours after talks in X"
bool PlaceChoice::is_at_talks(const Event& event, const Place& place) const {
  const TokenIndex up = parse_.head(head_of(place));
  if (up == kNoToken || !is_of_violence(event)) return false;
  const auto here = events_in(events_, event.sentence, event.sentence);
  return std::any_of(here.begin(), here.end(),
                     [&](const Event& other) { return other.trigger.contains(up) && other.kind == "negotiation"; });
}

void PlaceChoice::gather(const Event& event) {
  candidates_.clear();
  elsewhere_.assign(static_cast<size_t>(first_[event.sentence + 1] - first_[event.sentence]), '?');
  where_ = place_before_where(event);
  measure_ = measure_of(parse_, event.head);
  here_ = near_here_ = 0;
  finest_here_ = 9;
  const bool not_there = is_not_where_told(event);
  auto offer = [&](int32_t k) {
    int32_t id = identity_[static_cast<size_t>(k)];
    if (id < 0 || is_outer(k) || candidates_.size() >= kCandidates) return;
    const bool here = sentence_[static_cast<size_t>(k)] == event.sentence;
    const bool said = is_of_violence(event) && is_where_said(at(k));
    if (here ? is_elsewhere(event, k) : said || is_destination(at(k)) || is_of_talks(event, id)) return;
    if (not_there && sentence_[static_cast<size_t>(k)] < event.sentence && at(k).exactness() <= 2) return;
    for (const Candidate& c : candidates_)
      if (c.identity == id) return;
    candidates_.push_back({k, id});
  };
  const size_t s = event.sentence, last = parse_.tokens().sentences.size();
  // In the sentence itself the nearest mention speaks for a place.
  std::vector<std::pair<int, int32_t>> here;
  for (int32_t k = first_[s]; k < first_[s + 1]; ++k)
    if (identity_[static_cast<size_t>(k)] >= 0 && !is_outer(k) && !is_elsewhere(event, k))
      here.emplace_back(nearness(event, k), k);
  std::sort(here.begin(), here.end());
  for (auto [far, k] : here) {
    offer(k);
    if (at(k).exactness() < finest_here_) {
      finest_here_ = at(k).exactness();
      country_here_ = at(k).country;
    }
    near_here_ += far < 200 ? 1 : 0;
  }
  here_ = static_cast<int>(candidates_.size());
  if (is_of_war(event) || measure_ != kNoToken) return;
  const size_t back = s > kPlacesBack ? s - kPlacesBack : 0;
  for (int32_t k = first_[s]; k-- > first_[back];) offer(k);
  if (s + 1 < last)
    for (int32_t k = first_[s + 1]; k < first_[s + 2]; ++k) offer(k);
  // "In south-western Somalia", says the lead, and the town's name comes with the details.
  for (int32_t k = first_[std::min(s + 2, last)]; k < first_[std::min(s + 2 + kAhead, last)]; ++k)
    if (at(k).exactness() <= 2 && (here_ == 0 || (finest_here_ > 2 && at(k).country == country_here_))) offer(k);
  for (int32_t k = 0; k < first_[std::min(kLead, last)]; ++k) offer(k);
  // A report that names many towns and districts of the country does not leave it to its dateline to say where.
  const auto named = dateline_ < 0 ? named_in_.end() : named_in_.find(c_.mentions.dateline->country);
  const bool few_named = named == named_in_.end() || named->second < kNamedEnough;
  const bool written_there =
      dateline_ >= 0 && few_named && !not_there && !is_written_abroad(event) && !names_other_spot(event);
  if (written_there &&
      std::none_of(candidates_.begin(), candidates_.end(), [&](const Candidate& c) { return c.identity == dateline_; }))
    candidates_.push_back({Mentions::kDateline, dateline_});
  if (last_ < 0 || (not_there && at(last_place_).exactness() <= 2)) return;
  if (!is_of_talks(event, last_) &&
      std::none_of(candidates_.begin(), candidates_.end(), [&](const Candidate& c) { return c.identity == last_; }))
    candidates_.push_back({last_place_, last_});
}

// The rule of thumb, as evidence: the nearest place in the tree, exact ones before wide ones; without one in the
// sentence, that of the event before, where it is not far.
int32_t PlaceChoice::by_rule(const Event& event) {
  constexpr size_t kCarried = 3;
  int least = 1 << 20;
  int32_t found = -1;
  for (int32_t k = first_[event.sentence]; k < first_[event.sentence + 1]; ++k) {
    if (identity_[static_cast<size_t>(k)] < 0 || is_outer(k) || is_elsewhere(event, k)) continue;
    const TokenIndex head = head_of(at(k));
    const int far = distance(event, at(k));
    if (far == 3) continue;  // of another event
    int cost = far * 100 + at(k).exactness() * 12 + std::min<TokenIndex>(std::abs(head - event.head), 60) / 2;
    if (head < event.head) cost += 5;  // what follows the event says where more often
    if (preposition(parse_, head) == "from" && event.kind != "displacement" && event.kind != "loss") cost += 60;
    if (cost < least) {
      least = cost;
      found = identity_[static_cast<size_t>(k)];
    }
  }
  if (same_ >= 0 && least >= 200) return same_;
  const bool alone = around_.is_total(event) || around_.block(event) == BlockRole::caption;
  if (found < 0 && last_ >= 0 && !alone && around_.deed(event) != "speech" &&
      event.sentence <= last_sentence_ + kCarried)
    return last_;
  return found;
}

void PlaceChoice::add_here(const Event& event, const Place& place) {
  const TokenIndex head = head_of(place);
  const Word& w = parse_[head];
  const int d = distance(event, place);
  const std::string_view side = head > event.head ? " behind" : " before";
  std::string_view prep = preposition(parse_, head);
  if (prep.empty() && w.head != kNoToken && w.relation == Relation::flat) prep = preposition(parse_, w.head);
  const Piece relation = name(w.relation);
  evidence_.add("here d=", d);
  evidence_.add("here d=", d, side);
  evidence_.add("here d=", d, " prep=", prep);
  evidence_.add("here prep=", prep, "/", event.kind);
  evidence_.add("here relation=", relation);
  evidence_.add("here relation=", relation, "/", grain(place.exactness()));
  evidence_.add("here far=", few(std::abs(head - event.head) / 2), side);
  evidence_.add("here nearer=", few(around_.nearer_events(event, head)));
  evidence_.add("here between=", few(around_.events_between(event, head)));
  evidence_.add("here saying=", around_.is_of_saying(event, head));
  if (where_ >= 0) evidence_.add("here where=", &place == &at(where_));
  auto within = [&](const std::vector<Participant>& list) {
    return std::any_of(list.begin(), list.end(), [&](const Participant& p) { return p.tokens.contains(head); });
  };
  const std::string_view role = within(event.by) ? "by" : within(event.on) ? "on" : "-";  // "a gunman from Jenin"
  evidence_.add("here in=", role, " prep=", prep);
  evidence_.add("here in=", role, "/", grain(place.exactness()));
  const bool of_speaker = around_.is_of_speaker(head);
  evidence_.add("here speaker=", of_speaker);
  evidence_.add("here speaker=", of_speaker, " d=", d, "/", grain(place.exactness()));
  if (w.head == kNoToken || place.tokens.contains(w.head)) return;
  const Word& above = parse_[w.head];
  evidence_.add("here above=", above.lemma, "/", relation);
  if (const Actor* owner = c_.mentions.actor_at(w.head)) {
    evidence_.add("here owner=", name(owner->role), "/", relation);
    evidence_.add("here owner=", name(owner->role), "/", grain(place.exactness()));
  }
}

// Does the tagger hold it to be where something happens, and is it the likeliest of the sentence?
void PlaceChoice::add_tag(const Event& event, const Candidate& candidate, Piece pos) {
  if (part_ < 0) return;
  const Place& p = at(candidate.place);
  const int level = tag_of(candidate);
  evidence_.add("tag=", level, " at=", pos);
  evidence_.add("tag=", level, " at=", pos, "/", grain(p.exactness()));
  evidence_.add("tag=", level, " at=", pos, " near=", few(near_here_));
  evidence_.add("tag=", level, " rule=", candidate.identity == ruled_);
  evidence_.add("tag=", level, "/", event.kind);
  const size_t s = sentence_of(candidate);
  if (s == event.sentence) evidence_.add("tag=", level, " d=", distance(event, p));
  int rank = 0;
  for (const Candidate& other : candidates_) rank += sentence_of(other) == s && tag_of(other) > level ? 1 : 0;
  evidence_.add("tag rank=", few(rank), " at=", pos);
  evidence_.add("tag rank=", few(rank), " at=", pos, "/", level);
}

void PlaceChoice::add_features(const Event& event, const Candidate& candidate) {
  const Place& p = at(candidate.place);
  const size_t s = sentence_of(candidate);
  const bool written = candidate.place == Mentions::kDateline;
  const auto id = static_cast<size_t>(candidate.identity);
  const Piece pos = written ? std::string_view("dateline") : where(event.sentence, s), deed = around_.deed(event),
              g = grain(p.exactness());
  const bool clear = s == event.sentence;
  evidence_.add("at=", pos);
  evidence_.add("at=", pos, "/", deed);
  evidence_.add("at=", pos, "/", g);
  evidence_.add("at=", pos, " near=", few(near_here_));
  evidence_.add("at=", pos, "/", g, " near=", few(near_here_));
  evidence_.add("at=", pos, p.reference ? " reference" : " name");
  evidence_.add("at=", pos, around_.is_definite(event) ? " definite" : " indefinite");
  evidence_.add("at=", pos, " tense=", around_.tense(event));
  evidence_.add("grain=", g, "/", event.kind);
  evidence_.add("rule=", candidate.identity == ruled_);
  evidence_.add("rule=", candidate.identity == ruled_, "/", pos, "/", g);
  if (p.beside) evidence_.add("beside ", pos);
  if (char link = written ? '\0' : chain_[static_cast<size_t>(candidate.place)]; link != 0)
    evidence_.add("chain=", std::string_view(&link, 1), clear ? " here" : " there");
  // The most exact place said for an event often stands in another sentence than "in Somalia" does.
  auto fine = fine_in_.find(p.country);
  const int towns = fine == fine_in_.end() ? 0 : fine->second;
  evidence_.add("towns=", few(towns), "/", g, "/", pos);
  if (!clear && finest_here_ <= 7)
    evidence_.add("inside here=", p.exactness() < finest_here_ && p.country == country_here_, "/", few(towns), "/",
                  pos);
  add_tag(event, candidate, pos);
  if (clear) {
    add_here(event, p);
    evidence_.add("finer here=", p.exactness() > finest_here_);
    size_t rank = 0;
    while (candidates_[rank].place != candidate.place) ++rank;
    evidence_.add("rank=", few(static_cast<int64_t>(rank)));
    evidence_.add("rank=", few(static_cast<int64_t>(rank)), " of ", few(here_));
  } else if (written) {
    evidence_.add("written ", deed, " at=", few(static_cast<int64_t>(event.sentence)));
    evidence_.add("written near=", few(near_here_), " here=", few(here_));
    evidence_.add("written places=", few(static_cast<int64_t>(c_.mentions.places.size())));
    evidence_.add("written tense=", around_.tense(event), "/", deed);
    evidence_.add("written kind=", event.kind);
    evidence_.add("written home=", p.country == home_, "/", deed);
  } else {
    evidence_.add("coarser than here=", p.exactness() > finest_here_, " at=", pos);
    evidence_.add("finer than here=", p.exactness() < finest_here_, " at=", pos, " near=", few(near_here_));
    const Word& w = parse_[head_of(p)];
    evidence_.add("there prep=", preposition(parse_, head_of(p)));
    evidence_.add("there speaker=", around_.is_of_speaker(head_of(p)), "/", g);
    evidence_.add("there relation=", name(w.relation), "/", g);
    if (w.head != kNoToken && !p.tokens.contains(w.head))
      if (const Actor* owner = c_.mentions.actor_at(w.head)) evidence_.add("there owner=", name(owner->role), "/", g);
    size_t rank = 0;  // among the places before
    while (candidates_[rank].place != candidate.place) ++rank;
    evidence_.add("back=", few(static_cast<int64_t>(rank) - here_), "/", g);
  }
  if (candidate.identity == last_) {
    const size_t apart = event.sentence - last_sentence_;
    evidence_.add("last");
    evidence_.add("last apart=", few(static_cast<int64_t>(apart)), " near=", few(near_here_));
    evidence_.add("last deed=", deed);
    evidence_.add("last/", clear ? std::string_view("here") : std::string_view("gone"), "/", g);
  }
  if (candidate.identity == last_) {
    const Event& last = events_[last_event_];
    evidence_.add("last kind=", last.kind, ">", event.kind);
    evidence_.add("last like=", last.kind == event.kind, " ", parse_[last.head].lemma == parse_[event.head].lemma);
    evidence_.add("last days=", last.when == event.when, " near=", few(near_here_));
  }
  // "Six died in Mailari. Boko Haram has often attacked in Borno state. The militants came on Saturday": a land told in
  // passing is not where the story goes on.
  if (last_town_ >= 0) {
    const bool of_town = p.country == last_town_country_ && p.exactness() > 2;
    if (of_town) evidence_.add("wider than last town ", pos, last_ == last_town_ ? "" : " twice");
    if (candidate.identity == last_town_) evidence_.add("last town ", pos, last_ == last_town_ ? "" : " before wider");
  }
  if (twin_ >= -1) evidence_.add("twin=", candidate.identity == twin_, " near=", few(near_here_));
  if (echo_ >= -1) evidence_.add("echo=", candidate.identity == echo_, " near=", few(near_here_));
  if (same_ >= 0) evidence_.add("same=", candidate.identity == same_, " near=", few(near_here_));
  const int there = chosen_[id];
  evidence_.add("events there=", few(there));
  if (events_placed_ >= 2) evidence_.add("most events there=", 2 * there > events_placed_);
  evidence_.add("mentions=", few(mentioned_[id]), "/", g);
  evidence_.add("main=", candidate.identity == main_, "/", pos);
  evidence_.add("home=", p.country == home_);
  if (candidate.identity == dateline_) evidence_.add("dateline ", pos);
  if (in_title_[id]) evidence_.add("title ", g);
  evidence_.add("known=", p.geonames.has_value(), " lead=", s < kLead);
}

void PlaceChoice::add_none(const Event& event) {
  const Piece deed = around_.deed(event);
  evidence_.add("none");
  evidence_.add("none rule=", ruled_ < 0);
  evidence_.add("none rule=", ruled_ < 0, "/", deed);
  evidence_.add("none deed=", deed);
  evidence_.add("none kind=", event.kind);
  evidence_.add("none near=", few(near_here_));
  evidence_.add("none near=", few(near_here_), "/", deed);
  evidence_.add("none here=", few(here_), " near=", few(near_here_));
  evidence_.add("none modality=", name(event.modality));
  evidence_.add("none negated=", event.negated);
  evidence_.add("none total=", around_.is_total(event));
  evidence_.add("none block=", name(around_.block(event)));
  evidence_.add("none tense=", around_.tense(event));
  evidence_.add("none definite=", around_.is_definite(event));
  evidence_.add("none last=", last_ < 0 ? "no" : few(static_cast<int64_t>(event.sentence - last_sentence_)));
  evidence_.add("none same=", same_ >= 0);
  evidence_.add("none twin=", twin_ == -2 ? "-" : twin_ == -1 ? "none" : "place", " near=", few(near_here_));
  evidence_.add("none echo=", echo_ == -2 ? "-" : echo_ == -1 ? "none" : "place", " near=", few(near_here_));
  evidence_.add("none word=", parse_[event.head].lemma);
  evidence_.add("none at=", few(static_cast<int64_t>(event.sentence)));
  const bool old = event.when && event.when->last && c_.report.today() &&
                   *event.when->last + std::chrono::days(30) < *c_.report.today();
  evidence_.add("none old=", old);
  evidence_.add("none begins=", event.begins);
  if (part_ < 0) return;
  int here = EventTags::kLowest;
  for (const Candidate& c : candidates_)
    if (sentence_of(c) == event.sentence) here = std::max(here, tag_of(c));
  evidence_.add("none tag=", here, " here=", few(here_));
  evidence_.add("none tag=", here, " near=", few(near_here_));
  evidence_.add("none tag=", here, "/", deed);
}

// "Gunmen attacked a village in Burkina Faso": what is said in so many words is the place, however wide it is; its
// number among the candidates from 1, or 0.
size_t PlaceChoice::plain_place(const Event& event) const {
  if (!is_of_violence(event) || event.modality != Modality::actual) return 0;
  const TokenIndex verb = predicate_of(parse_, event.head);
  for (size_t i = 0; i < candidates_.size(); ++i) {
    if (sentence_of(candidates_[i]) != event.sentence) continue;
    const Place& p = at(candidates_[i].place);
    TokenIndex head = head_of(p);
    // "over the country's southern regions"
    if (p.reference && parse_[head].relation == Relation::nmod_poss) head = parse_.head(head);
    const TokenIndex up = parse_.head(head);
    const std::string_view before = preposition(parse_, head);
    if (p.exactness() > 6 || (before != "in" && before != "over") || up == kNoToken || head < event.head) continue;
    const bool of_target = (parse_[up].relation == Relation::obj || parse_[up].relation == Relation::nsubj_pass) &&
                           (parse_.head(up) == verb || parse_.head(up) == event.head);
    const bool of_event = up == event.head || (up == verb && parse_[head].relation == Relation::obl);
    if (of_target || of_event) return i + 1;
  }
  return 0;
}

// "Bandits shot three men in X on Tuesday. In December boys were kidnapped in Y. The gunmen also burned houses": what
// goes on with the story does so where that was; `best` and what comes of it are numbers of candidates from 1.
size_t PlaceChoice::behind_aside(const Event& event, size_t best) const {
  constexpr std::chrono::days kWeeks{14};
  constexpr size_t kBack = 500;  // events: no real report tells as many before it comes back to one
  const Candidate& chosen = candidates_[best - 1];
  if (chosen.identity != last_ || sentence_of(chosen) == event.sentence || !event.when || !event.when->first)
    return best;
  const Event& last = events_[last_event_];
  if (event.same_as >= 0 || last.time < 0 || !last.when || !last.when->last) return best;
  if (*last.when->last + kWeeks > *event.when->first) return best;
  for (size_t k = last_event_; k-- > 0 && k + kBack >= last_event_;) {
    const Event& e = events_[k];
    if (e.place < 0 || e.when != event.when) continue;
    const int32_t identity = identity_[static_cast<size_t>(e.place)];
    for (size_t i = 0; i < candidates_.size(); ++i)
      if (candidates_[i].identity == identity) return i + 1;
    return best;
  }
  return best;
}

// "East of X, in the village of Y": not the town that only tells where it lies. Numbers of candidates from 1.
size_t PlaceChoice::named_spot(const Event& event, size_t best) const {
  constexpr TokenIndex kReach = 6;  // words between the two names
  const Place& town = at(candidates_[best - 1].place);
  if (!town.beside || sentence_of(candidates_[best - 1]) != event.sentence) return best;
  for (size_t i = 0; i < candidates_.size(); ++i) {
    if (sentence_of(candidates_[i]) != event.sentence) continue;
    const Place& spot = at(candidates_[i].place);
    const TokenIndex apart = spot.tokens.begin - town.tokens.end;
    if (spot.beside || spot.reference || spot.exactness() > town.exactness() || apart < 1 || apart > kReach) continue;
    const std::string_view before = preposition(parse_, head_of(spot));
    const TokenIndex noun = parse_.head(head_of(spot));  // "village" of "in the village of Y"
    if (before == "in" || before == "at" || (before == "of" && noun != kNoToken && preposition(parse_, noun) == "in"))
      return i + 1;
  }
  return best;
}

void PlaceChoice::choose(size_t k, Event& event) {
  gather(event);
  same_ = -1;
  if (event.same_as >= 0)
    if (const int32_t p = events_[static_cast<size_t>(event.same_as)].place; p != -1)
      same_ = p == Mentions::kDateline ? dateline_ : identity_[static_cast<size_t>(p)];

  auto known = [](const auto& map, std::string_view key) {
    auto it = map.find(key);
    return it == map.end() ? int32_t{-2} : it->second;
  };
  const std::string_view word = parse_[event.head].lemma;
  ruled_ = by_rule(event);
  twin_ = known(by_kind_, event.kind);
  echo_ = known(by_word_, word);

  std::vector<ChoiceObserver::Candidate> seen;
  evidence_.clear();
  add_none(event);
  size_t best = 0;
  int64_t highest = weights_.sum(evidence_);
  if (observer_ != nullptr) seen.push_back({-1, -1, {}, {}, evidence_.names()});
  for (size_t i = 0; i < candidates_.size(); ++i) {
    evidence_.clear();
    add_features(event, candidates_[i]);
    int64_t sum = weights_.sum(evidence_);
    if (sum > highest) {
      highest = sum;
      best = i + 1;
    }
    if (observer_ != nullptr) seen.push_back({candidates_[i].place, -1, {}, {}, evidence_.names()});
  }
  if (best == 0) best = plain_place(event);
  if (best > 0) best = behind_aside(event, best);
  if (best > 0) best = named_spot(event, best);
  if (observer_ != nullptr) best = observer_->decide(ChoiceObserver::Task::place, k, seen, best);
  event.place = best == 0 ? -1 : candidates_[best - 1].place;
  by_kind_[event.kind] = by_word_[word] = best == 0 ? -1 : candidates_[best - 1].identity;
  if (best == 0) return;
  last_event_ = k;
  ++events_placed_;
  const auto id = static_cast<size_t>(candidates_[best - 1].identity);
  talks_[id] = event.kind == "negotiation" && (chosen_[id] == 0 || talks_[id]);
  ++chosen_[id];
  last_ = candidates_[best - 1].identity;
  last_place_ = event.place;
  if (at(event.place).exactness() <= 2) {
    last_town_ = last_;
    last_town_country_ = at(event.place).country;
  }
  last_sentence_ = event.sentence;
}

}  // namespace sayso
