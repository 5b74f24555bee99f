// How references are resolved.
//
// First the report as a whole is weighed (setting.h). Then each phrase is given
// its fuller phrase and its sides, on demand: a phrase asks its owner ("the ministry's forces", "soldiers of the
// army"), its apposition, or the phrase that it refers to, and these are resolved first. A phrase that is being
// resolved counts as open, so rings end.
//
// - A person's family name refers to the fullest mention of that person, wherever it stands.
// - "the ministry" refers back to the last phrase of the same noun that says no less than it says itself.
// - A pronoun takes the best of the phrases before it that agree in number and gender: near ones, subjects and, for the
//   subject of a verb of saying, speakers are better.
// - A noun whose side nothing tells takes its default: the country's army, the report's rebels, the other side.
#include "mention/reference.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text_util.h"
#include "mention/noun_phrase.h"
#include "mention/setting.h"
#include "text/quotes.h"

namespace sayso {
namespace {

constexpr double kTeller = 4;     // outweighs that it is an owner, and the subject of the sentence
constexpr int kPronounReach = 4;  // sentences that a pronoun looks back
constexpr int kNounReach = 64;    // phrases of one noun that "the ministry" looks back over
constexpr size_t kBelligerents = 2;

using List = ActorNouns::List;

class ReferenceResolver {
 public:
  ReferenceResolver(const Parse& parse, const ActorNames& names, const ActorNouns& nouns, const ActorPhrases& phrases,
                    const std::vector<Place>& places, std::string_view dateline)
      : parse_(parse),
        names_(names),
        nouns_(nouns),
        phrases_(phrases),
        list_(phrases.list),
        setting_(parse, names, nouns, phrases, places, dateline),
        quotes_(parse.tokens()) {
    out_.resize(list_.size());
    state_.assign(list_.size(), State::open);
    gather_names();
    gather_short_forms();
    gather_nouns();
  }

  References resolve() {
    References all;
    for (size_t k = 0; k < list_.size(); ++k) resolve(static_cast<int32_t>(k));
    for (size_t k = 0; k < list_.size(); ++k) out_[k].name = name_of(static_cast<int32_t>(k));
    for (const QualifyingNoun& q : phrases_.qualifiers) all.qualifiers.push_back(sides_of_qualifier(q));
    all.phrases = std::move(out_);
    return all;
  }

 private:
  enum class State : uint8_t { open, busy, done };

  const ActorPhrase& at(int32_t k) const { return list_[static_cast<size_t>(k)]; }
  Reference& out(int32_t k) { return out_[static_cast<size_t>(k)]; }

  // The fullest mention of each person and each named actor.
  void gather_names() {
    for (size_t k = 0; k < list_.size(); ++k) {
      const ActorPhrase& p = list_[k];
      if (p.kind != PhraseKind::person) continue;
      std::string key = family_name(p);
      if (key.empty()) continue;
      auto [it, fresh] = persons_.emplace(key, static_cast<int32_t>(k));
      if (!fresh && fullness(static_cast<int32_t>(k)) > fullness(it->second)) it->second = static_cast<int32_t>(k);
    }
  }

  // "the Joint Chiefs of Staff (JCS)": the short form stands for the phrase before the bracket.
  void gather_short_forms() {
    for (size_t k = 0; k < list_.size(); ++k) {
      const ActorPhrase& p = list_[k];
      if (p.kind == PhraseKind::pronoun || !p.proper) continue;
      for (TokenIndex open : {p.base.end, p.core.end}) {
        if (open + 2 >= parse_.size() || parse_.word(open) != "(" || parse_.word(open + 2) != ")") continue;
        std::string_view word = parse_.word(open + 1);
        if (word.size() < 2 || !is_upper(decode_utf8(word, 0).value) || ascii_lower(word) == word) continue;
        size_t capitals = 0;
        for (char c : word) capitals += c >= 'A' && c <= 'Z';
        if (capitals >= 2) short_forms_.emplace(std::string(word), static_cast<int32_t>(k));
      }
    }
  }
  void same_short_form(int32_t k) {
    const ActorPhrase& p = at(k);
    if (parse_[p.head].upos != Upos::PROPN) return;
    auto it = short_forms_.find(std::string(parse_.word(p.head)));
    if (it != short_forms_.end() && it->second != k) refer(k, it->second);
  }

  std::string family_name(const ActorPhrase& p) const {
    std::string key;
    TokenIndex last = p.name.end - 1;
    // "Petro Poroshenko" and "Poroshenko", "al-Baghdadi" and "Abu Bakr al-Baghdadi" meet in the last word.
    fold_name(parse_.word(last), false, key);
    return key.size() < 2 ? "" : key;
  }

  // Words of a person's full phrase, a title counting more than a given name.
  int fullness(int32_t k) const {
    const ActorPhrase& p = at(k);
    return static_cast<int>(p.name.size()) + (p.noun != nullptr ? 4 : 0) + (p.apposition >= 0 ? 3 : 0) +
           std::min<int>(p.base.size(), 8);
  }

  void resolve(int32_t k) {
    State& state = state_[static_cast<size_t>(k)];
    if (state != State::open) return;
    state = State::busy;
    const ActorPhrase& p = at(k);
    if (p.kind == PhraseKind::pronoun) {
      pronoun(k);
    } else {
      if (p.kind == PhraseKind::person || p.kind == PhraseKind::thing) same_short_form(k);
      if (out(k).refers_to >= 0) {
        // told by its short form
      } else if (p.kind == PhraseKind::person) {
        same_person(k);
      } else if (p.kind == PhraseKind::noun) {
        same_noun(k);
      } else if (p.kind == PhraseKind::named) {
        same_named(k);
      }
      sides(k);
    }
    state = State::done;
  }

  const std::vector<std::string>& sides_of(int32_t k) {
    resolve(k);
    return out(k).sides;
  }

  // Follows references to the end.
  int32_t root(int32_t k) {
    for (int steps = 0; steps < 8; ++steps) {
      int32_t next = out(k).refers_to;
      if (next < 0) break;
      k = next;
    }
    return k;
  }

  void refer(int32_t k, int32_t to) {
    resolve(to);
    if (to < 0 || to == k) return;
    int32_t r = root(to);
    if (r != k) out(k).refers_to = r;
  }

  void same_person(int32_t k) {
    auto it = persons_.find(family_name(at(k)));
    if (it == persons_.end() || it->second == k) return;
    const ActorPhrase &p = at(k), &full = at(it->second);
    // Two given names before one family name are two persons.
    if (p.name.size() >= 2 && full.name.size() >= 2) {
      std::string a, b;
      fold_name(parse_.word(p.name.begin), false, a);
      fold_name(parse_.word(full.name.begin), false, b);
      if (a != b) return;
    }
    refer(k, it->second);
  }

  void same_named(int32_t k) {
    const ActorPhrase& p = at(k);
    if (p.named < 0) return;
    // The first mention with a longer base phrase: "Rapid Support Forces (RSF)" for "RSF".
    auto it = longer_names_.find(p.named);
    if (p.form != NameForm::name || it == longer_names_.end()) return;
    const std::string_view head = parse_.word(p.head);
    const bool acronym =
        std::all_of(head.begin(), head.end(), [](char c) { return is_upper(static_cast<uint8_t>(c)); });
    for (int32_t j : it->second) {
      if (j >= k) return;
      // Not "its armed wing" for the party, nor the navy for the air force, though both may go by one name.
      if (at(j).base.size() > p.base.size() && (acronym || (has_word(at(j), p.head) && says_no_more(p, at(j))))) {
        refer(k, j);
        return;
      }
    }
  }

  // The phrases that a noun may refer back to, by that noun, and of each named actor the mentions that are longer than
  // all before them.
  void gather_nouns() {
    std::string word;
    for (int32_t k = 0; k < static_cast<int32_t>(list_.size()); ++k) {
      const ActorPhrase& q = at(k);
      if (q.kind == PhraseKind::pronoun || q.kind == PhraseKind::thing) continue;
      auto offer = [&](std::string_view noun) {
        auto& list = by_noun_[std::string(noun)];
        if (list.empty() || list.back() != k) list.push_back(k);
      };
      if (q.noun_at != kNoToken) {
        singular_of(parse_, q.noun_at, word);
        offer(word);
      }
      if (q.kind == PhraseKind::named && q.named >= 0) {
        singular_of(parse_, q.base.end - 1, word);
        offer(word);
        if (!q.plural)
          for (std::string_view noun : nouns_of(names_[q.named].kind)) offer(noun);
        if (q.form == NameForm::name) {
          auto& longer = longer_names_[q.named];
          if (longer.empty() || at(longer.back()).base.size() < q.base.size()) longer.push_back(k);
        }
      }
      if (q.kind == PhraseKind::person && q.noun != nullptr && q.noun->noun_class == NounClass::official)
        offer("official");
    }
  }

  // What named actors of a kind are called beside their name.
  static std::vector<std::string_view> nouns_of(NameKind kind) {
    switch (kind) {
      case NameKind::armed:
      case NameKind::party:
        return {"group", "movement", "organization", "organisation", "militia"};
      case NameKind::monitor:
        return {"group", "organization", "organisation", "observatory", "monitor", "watchdog", "charity"};
      case NameKind::agency:
        return {"agency", "newspaper", "channel", "network"};
      case NameKind::mission:
        return {"mission"};
      case NameKind::organization:
        return {"body", "bloc", "organization", "organisation"};
      case NameKind::alliance:
        return {"bloc", "alliance", "coalition"};
      default:
        return {};
    }
  }

  // Whether all content words of the phrase, "of Defence of Armenia" too, stand in the fuller one as well.
  bool says_no_more(const ActorPhrase& p, const ActorPhrase& fuller) const {
    for (TokenIndex i = p.base.begin; i < std::min(full_end(p), parse_.size()); ++i) {
      Upos tag = parse_[i].upos;
      if (i == p.head || tag == Upos::DET || tag == Upos::PRON || tag == Upos::PUNCT || tag == Upos::ADP ||
          tag == Upos::PART || parse_[i].lemma == "same")
        continue;
      if (!has_word(fuller, i)) return false;
    }
    return true;
  }
  // Whether the phrase has the word of token i.
  bool has_word(const ActorPhrase& p, TokenIndex i) const {
    const TokenIndex end = std::min(full_end(p), parse_.size());
    for (TokenIndex j = p.base.begin; j < end; ++j)
      if (ascii_lower(parse_.word(j)) == ascii_lower(parse_.word(i)) ||
          (!parse_[j].lemma.empty() && parse_[j].lemma == parse_[i].lemma) || same_defense(i, j))
        return true;
    return false;
  }
  // "The Karenni Human Rights Group" is no army of that people, "the governor of Khmelnytskyi" not governor Kim: words
  // of a name that the other has not. A place may stand in front of what a group is ("the Gaza group").
  bool has_other_name(const ActorPhrase& p, const ActorPhrase& q) const {
    const bool person = q.kind == PhraseKind::person;
    const TokenIndex end = person ? std::min(full_end(p), parse_.size()) : p.base.end;
    for (TokenIndex i = p.base.begin; i < end; ++i) {
      if (i == p.head || parse_[i].upos != Upos::PROPN) continue;
      if (!person && parse_[i].entity == EntityKind::location) continue;
      if (!has_word(q, i) && (q.apposition < 0 || !has_word(at(q.apposition), i))) return true;
    }
    return false;
  }
  bool same_defense(TokenIndex i, TokenIndex j) const {
    std::string a = ascii_lower(parse_.word(i)), b = ascii_lower(parse_.word(j));
    return (a == "defense" || a == "defence") && (b == "defense" || b == "defence");
  }
  TokenIndex full_end(const ActorPhrase& p) const { return std::max(p.base.end, p.core.end); }

  int content_words(const ActorPhrase& p) const {
    int n = 0;
    for (TokenIndex i = std::min(p.base.begin, p.core.begin); i < full_end(p); ++i) {
      Upos tag = parse_[i].upos;
      n += tag == Upos::NOUN || tag == Upos::PROPN || tag == Upos::ADJ || tag == Upos::NUM;
    }
    return n + (p.kind == PhraseKind::person ? 1 : 0);
  }

  // "the ministry": the last phrase of that noun that says no less.
  void same_noun(int32_t k) {
    const ActorPhrase& p = at(k);
    if (!p.definite && !p.proper) return;
    std::string word;
    singular_of(parse_, p.head, word);
    bool owned_by_pronoun = !p.owners.empty() && at(p.owners.front()).kind == PhraseKind::pronoun;
    if (owned_by_pronoun) return;
    int mine = content_words(p);
    int32_t best = -1;
    auto known = by_noun_.find(word);
    if (known == by_noun_.end()) return;
    const std::vector<int32_t>& same = known->second;
    auto from = std::lower_bound(same.begin(), same.end(), k);
    for (int steps = 0; from != same.begin() && steps < kNounReach; ++steps) {
      const int32_t j = *--from;
      const ActorPhrase& q = at(j);
      if (q.plural != p.plural) continue;
      if (!same_referent_noun(p, q, word)) continue;
      if (content_words(q) < mine || (q.kind == PhraseKind::noun && !says_no_more(p, q))) continue;
      if ((q.kind == PhraseKind::named || q.kind == PhraseKind::person) && has_other_name(p, q)) continue;
      if (q.kind == PhraseKind::noun && content_words(q) == mine && out(j).refers_to < 0 && !q.proper) {
        // A phrase that says as much: remember it, look on for a fuller one.
        if (best < 0) best = j;
        continue;
      }
      best = j;
      break;
    }
    if (best >= 0 && !conflicts(p, best)) refer(k, best);
  }

  // Whether "the <word>" can mean q at all.
  bool same_referent_noun(const ActorPhrase& p, const ActorPhrase& q, const std::string& word) const {
    const bool fights_state = q.kind == PhraseKind::named && (q.named < 0 || names_[q.named].kind == NameKind::armed);
    if (fights_state && nouns_.in(List::state_force, word)) return false;
    std::string other;
    if (q.noun_at != kNoToken) singular_of(parse_, q.noun_at, other);
    if (other == word) return true;
    if (q.kind == PhraseKind::named && q.named >= 0 && !q.plural) {
      const NamedActor& a = names_[q.named];
      // "The rights group" is none that fights.
      const bool looks_on =
          a.kind == NameKind::monitor || a.kind == NameKind::organization || a.kind == NameKind::agency;
      if (p.noun != nullptr && p.noun->role == ActorRole::monitor && !looks_on) return false;
      const std::vector<std::string_view> nouns = nouns_of(a.kind);
      if (std::find(nouns.begin(), nouns.end(), word) != nouns.end()) return true;
      // "the Observatory" for a name that ends so.
      singular_of(parse_, q.base.end - 1, other);
      return other == word;
    }
    if (q.kind == PhraseKind::person && q.noun != nullptr && p.noun != nullptr && !p.plural)
      return p.noun->noun_class == NounClass::official && q.noun->noun_class == NounClass::official &&
             word == "official";
    return false;
  }

  bool conflicts(const ActorPhrase& p, int32_t j) {
    if (p.own_sides.empty()) return false;
    const auto& theirs = sides_of(j);
    return !theirs.empty() && theirs != p.own_sides;
  }

  // -- sides ---------------------------------------------------------------------------------------------------------

  void sides(int32_t k) {
    const ActorPhrase& p = at(k);
    auto& sides = out(k).sides;
    bool known_name = p.kind == PhraseKind::named && p.named >= 0;
    if (known_name) {
      sides = p.own_sides;
      return;
    }
    DefaultSide fallback = p.noun == nullptr ? DefaultSide::none : p.noun->side;
    if (p.kind == PhraseKind::noun && fallback == DefaultSide::civilians && !armed_qualifier(p)) {
      sides = {"civilians"};
      return;
    }
    if (civil_quality(p)) {
      sides = {"civilians"};
      return;
    }
    if (fallback == DefaultSide::civil_thing && p.kind == PhraseKind::noun) return;
    // "A Dutch peacekeeper" serves the mission that the report speaks of.
    if (fallback == DefaultSide::mission) {
      std::string mission = setting_.near_mission(k);
      if (!mission.empty()) sides = {mission};
      if (sides.empty()) sides = p.own_sides;
      if (sides.empty()) from_owners(k);  // "Georgia's peacekeepers"
      if (sides.empty()) from_namesakes(k);
      if (sides.empty()) sides = {"United Nations"};
      return;
    }
    if (fallback == DefaultSide::both) {
      both_sides(k);
      return;
    }
    sides = p.own_sides;
    if (sides.empty()) from_owners(k);
    if (sides.empty()) from_qualifier(k);
    if (sides.empty() && p.apposition >= 0 && state_[static_cast<size_t>(p.apposition)] != State::busy) {
      const auto& other = sides_of(p.apposition);
      if (at(p.apposition).noun == nullptr || !at(p.apposition).noun->acts() ||
          at(p.apposition).noun->side != DefaultSide::none)
        sides = other;
    }
    if (sides.empty() && p.kind == PhraseKind::person) from_command(k);
    if (sides.empty() && out(k).refers_to >= 0) sides = out(out(k).refers_to).sides;
    if (sides.empty() && out(k).refers_to < 0 && facing(k)) return;
    if (sides.empty() && p.kind == PhraseKind::person && p.noun == nullptr && aged(p)) sides = {"civilians"};
    if (sides.empty() && p.noun != nullptr && p.noun->noun_class == NounClass::person && lives_on(p))
      sides = {"civilians"};
    // "Rival factions", "the two countries"
    const bool many =
        p.noun != nullptr && (p.noun->noun_class == NounClass::group || p.noun->noun_class == NounClass::body);
    if (sides.empty() && many && p.plural && two_of(p)) {
      both_sides(k);
      return;
    }
    if (sides.empty() && out(k).refers_to < 0) by_default(k, fallback);
  }

  // "Three peacekeepers" of a report that tells of Russian peacekeepers elsewhere.
  void from_namesakes(int32_t k) {
    std::string word;
    singular_of(parse_, at(k).head, word);
    const auto known = by_noun_.find(word);
    if (known == by_noun_.end()) return;
    const auto told = std::find_if(known->second.begin(), known->second.end(),
                                   [&](int32_t j) { return at(j).own_sides.size() == 1; });
    if (told != known->second.end()) out(k).sides = at(*told).own_sides;
  }

  // "civilian infrastructure", "a residential building"
  bool civil_quality(const ActorPhrase& p) const {
    if (p.kind == PhraseKind::noun && p.noun->noun_class != NounClass::asset &&
        p.noun->noun_class != NounClass::civil_asset)
      return false;
    if (p.kind != PhraseKind::noun && p.kind != PhraseKind::thing) return false;
    for (TokenIndex i = p.base.begin; i < p.head; ++i)
      if (nouns_.in(List::civil_quality, parse_[i].lemma)) return true;
    return false;
  }

  // "Tarnavsky, who commands Ukraine's forces": theirs.
  void from_command(int32_t k) {
    for (TokenIndex c : parse_.children(at(k).head)) {
      if (parse_[c].relation != Relation::acl_relcl || !nouns_.in(List::command, parse_[c].lemma)) continue;
      const TokenIndex led = parse_.child(c, Relation::obj);
      if (led != kNoToken) with(k, led);
    }
  }

  // "both tribes", "rival gangs"
  bool two_of(const ActorPhrase& p) const {
    for (TokenIndex i = p.base.begin; i < p.head; ++i) {
      std::string word = ascii_lower(parse_.word(i));
      if (word == "both" || word == "two" || word == "rival" || word == "warring") return true;
    }
    return false;
  }

  // "each side", "neither side": both of them, one by one.
  bool each_of_them(const ActorPhrase& p) const {
    for (TokenIndex i = std::max<TokenIndex>(p.base.begin - 1, 0); i < p.head; ++i) {
      const std::string& word = parse_[i].lemma;
      if (word == "each" || word == "either" || word == "neither") return true;
    }
    return false;
  }

  // "Ana Ruiz, 34, was killed": a name whose age is told and whose office is not.
  bool aged(const ActorPhrase& p) const {
    TokenIndex i = p.base.end;
    return i + 1 < parse_.size() && parse_.word(i) == "," && parse_[i + 1].upos == Upos::NUM &&
           parse_.word(i + 1).size() <= 2;
  }

  // "people fled", "people sheltering in a school": they do what those do who do not fight.
  bool lives_on(const ActorPhrase& p) const {
    TokenIndex up = parse_.head(p.head);
    if (up != kNoToken && p.subject && nouns_.in(List::civil_deed, parse_[up].lemma)) return true;
    if (up != kNoToken && parse_[p.head].relation == Relation::obj && nouns_.in(List::civil_deed, parse_[up].lemma))
      return true;
    for (TokenIndex c : parse_.children(p.head)) {
      Relation r = parse_[c].relation;
      bool tells = r == Relation::acl || r == Relation::acl_relcl || r == Relation::amod;
      if (tells && nouns_.in(List::civil_deed, parse_[c].lemma)) return true;
    }
    return false;
  }

  // What one of the two sides that fight strikes, fights or loses men to is the other's: "the army destroyed three
  // tanks". Only for what fights, and where the report knows two sides.
  bool facing(int32_t k) {
    const ActorPhrase& p = at(k);
    if (p.noun == nullptr || p.kind != PhraseKind::noun || setting_.belligerents().size() < kBelligerents) return false;
    NounClass c = p.noun->noun_class;
    bool fights = c == NounClass::asset || c == NounClass::unit || c == NounClass::soldier || c == NounClass::force;
    const Word& w = parse_[p.head];
    TokenIndex deed = w.head;
    if (!fights || deed == kNoToken || !nouns_.in(List::hostile_deed, parse_[deed].lemma)) return false;
    // "Israeli strikes on tanks": the deed's own words tell whose it is.
    if (parse_[deed].upos == Upos::NOUN) return w.relation == Relation::nmod && aims(p.head) && against(k, deed);
    if (parse_[deed].upos != Upos::VERB) return false;
    // What one loses was one's own.
    if (parse_[deed].lemma == "lose" && w.relation == Relation::obj)
      return with(k, parse_.child(deed, Relation::nsubj));
    if (w.relation == Relation::nsubj_pass) return against(k, agent(deed));
    bool target = w.relation == Relation::obj || (w.relation == Relation::obl && aims(p.head));
    return target && against(k, parse_.child(deed, Relation::nsubj));
  }

  bool aims(TokenIndex head) const {
    TokenIndex preposition = preposition_of(parse_, head);
    if (preposition == kNoToken) return false;
    std::string word = ascii_lower(parse_.word(preposition));
    return word == "on" || word == "at" || word == "against" || word == "upon";
  }

  // Who a passive says did it, kNoToken where it does not.
  TokenIndex agent(TokenIndex verb) const {
    for (TokenIndex c : parse_.children(verb)) {
      if (parse_[c].relation == Relation::obl_agent) return c;
      TokenIndex preposition = preposition_of(parse_, c);
      if (parse_[c].relation == Relation::obl && preposition != kNoToken && parse_[preposition].lemma == "by") return c;
    }
    return kNoToken;
  }

  // Puts phrase k on the side of phrase `doer`.
  bool with(int32_t k, TokenIndex doer) {
    int32_t d = phrases_.headed_by(doer);
    if (d < 0 || state_[static_cast<size_t>(d)] == State::busy || sides_of(d).size() != 1) return false;
    if (sides_of(d).front() != "civilians") out(k).sides = sides_of(d);
    return !out(k).sides.empty();
  }

  // Puts phrase k on the side of the two that fight which phrase `doer` is not on.
  bool against(int32_t k, TokenIndex doer) {
    int32_t d = phrases_.headed_by(doer);
    if (d < 0 || state_[static_cast<size_t>(d)] == State::busy) return false;
    const auto& theirs = sides_of(d);
    if (theirs.size() != 1) return false;
    for (size_t i = 0; i < kBelligerents; ++i)
      if (setting_.belligerents()[i] == theirs.front()) {
        out(k).sides = {setting_.belligerents()[1 - i]};
        return true;
      }
    return false;
  }

  // "rebel-held", "army" before a noun of people: "militia child" stays a civilian, "civilian fighters" a fighter.
  bool armed_qualifier(const ActorPhrase& p) const {
    // "Serb civilians" are of that people, and fight no more than others.
    for (TokenIndex i = p.base.begin; i < p.base.end; ++i)
      if (const NameHit* hit = phrases_.hit(i); hit != nullptr && hit->form == NameForm::adjective) return false;
    return std::any_of(p.own_sides.begin(), p.own_sides.end(),
                       [&](const std::string& s) { return s != setting_.home() && is_group_side(s); });
  }
  bool is_group_side(const std::string& side) const {
    int32_t k = names_.by_name(side);
    return k >= 0 && names_[k].kind == NameKind::armed;
  }

  // A noun before the head that tells whose it is: "government troops", "rebel positions", "enemy tanks".
  void from_qualifier(int32_t k) {
    const ActorPhrase& p = at(k);
    if (p.noun == nullptr && p.kind != PhraseKind::thing) return;
    TokenIndex from = p.kind == PhraseKind::person && p.noun_at != kNoToken ? p.noun_at : p.head;
    if (p.noun_begin != kNoToken) from = std::min(from, p.noun_begin);
    for (TokenIndex i = from - 1; i >= p.base.begin; --i) {
      if (parse_[i].upos != Upos::NOUN && parse_[i].upos != Upos::ADJ && parse_[i].upos != Upos::PROPN) continue;
      if (phrases_.hit(i) != nullptr) continue;
      const ActorNoun* n = nouns_.at(parse_, i);
      // "Anti-government forces" are not the government's.
      const bool opposed =
          i > 1 && parse_.word(i - 1) == "-" && nouns_.in(List::against, ascii_lower(parse_.word(i - 2)));
      if (n == nullptr || opposed) continue;
      if (n->side == DefaultSide::rebels || n->side == DefaultSide::home || n->side == DefaultSide::alliance ||
          n->side == DefaultSide::other) {
        out(k).sides = sides_of_noun(k, i, *n);
        if (!out(k).sides.empty()) return;
      }
    }
  }

  // Whose a noun is that stands in front of phrase k: the side of the last who were called so, or its default.
  std::vector<std::string> sides_of_noun(int32_t k, TokenIndex noun_at, const ActorNoun& noun) {
    std::string word;
    singular_of(parse_, noun_at, word);
    if (auto known = by_noun_.find(word); known != by_noun_.end() && noun.side != DefaultSide::other) {
      auto from = std::lower_bound(known->second.begin(), known->second.end(), k);
      for (int steps = 0; from != known->second.begin() && steps < kNounReach; ++steps) {
        const int32_t j = *--from;
        if (state_[static_cast<size_t>(j)] == State::busy || at(j).noun != &noun) continue;
        if (const auto& theirs = sides_of(j); theirs.size() == 1) return theirs;
      }
    }
    return default_sides(k, noun.side);
  }

  // "Syrian government shelling" names its side, "their rebel attacks" an owner's.
  std::vector<std::string> sides_of_qualifier(const QualifyingNoun& q) {
    const ActorPhrase& p = at(q.phrase);
    if (!p.own_sides.empty()) return p.own_sides;
    return sides_of_noun(q.phrase, q.at, *q.noun);
  }

  void from_owners(int32_t k) {
    std::vector<int32_t> owners = at(k).owners;
    // "The ministry of internal affairs of Azerbaijan", where the tree has the affairs as Azerbaijan's.
    for (int32_t o : at(k).owners)
      if (at(o).kind == PhraseKind::thing && takes_place(at(k)))
        owners.insert(owners.end(), at(o).owners.begin(), at(o).owners.end());
    // "The prosecutor general's office of Azerbaijan": whose it is is said by the owner that has a side of its own.
    std::stable_partition(owners.begin(), owners.end(), [&](int32_t o) { return !at(o).own_sides.empty(); });
    for (int32_t o : owners) {
      if (state_[static_cast<size_t>(o)] == State::busy) continue;
      const auto& theirs = sides_of(o);
      const ActorPhrase& owner = at(o);
      if (theirs.empty()) continue;
      // "The country's largest rebel band" is not the country's.
      if (setting_.is_country(theirs.front()) && of_insurgents(at(k))) continue;
      // "A coalition of Arab states" is not the country's that "states" would be by themselves.
      if (at(k).noun != nullptr && at(k).noun->side == DefaultSide::alliance && owner.own_sides.empty()) continue;
      // "soldiers of the village", "the death of a child": only actors and countries hand on their side.
      if (owner.kind == PhraseKind::thing) continue;
      if (owner.kind == PhraseKind::named && owner.placed && owner.form == NameForm::name && !takes_place(at(k)))
        continue;
      if (theirs.front() == "civilians" && !(at(k).noun != nullptr && at(k).noun->noun_class == NounClass::person))
        continue;
      out(k).sides = theirs;
      for (int32_t more : at(k).joint_owners)
        if (state_[static_cast<size_t>(more)] != State::busy)
          for (const std::string& s : sides_of(more)) add_side(out(k).sides, s);
      return;
    }
  }
  static bool takes_place(const ActorPhrase& p) {
    return p.noun != nullptr && (p.noun->noun_class == NounClass::official || p.noun->noun_class == NounClass::body ||
                                 p.noun->noun_class == NounClass::anonymous);
  }

  void by_default(int32_t k, DefaultSide fallback) {
    if (auto sides = default_sides(k, fallback); !sides.empty()) out(k).sides = std::move(sides);
  }

  // The sides of a noun of phrase k that nothing else tells.
  std::vector<std::string> default_sides(int32_t k, DefaultSide fallback) {
    std::string side;
    switch (fallback) {
      case DefaultSide::home:
        // "Officials in the separatist region" are not the country's that it seceded from.
        side = is_of_breakaway(k) ? setting_.breakaway_named() : setting_.near_country(k);
        break;
      case DefaultSide::sole:
        // The one country among the sides that fight.
        for (size_t i = 0; i < setting_.belligerents().size() && i < 3; ++i) {
          if (!setting_.is_country(setting_.belligerents()[i])) continue;
          if (!side.empty()) return {};
          side = setting_.belligerents()[i];
        }
        break;
      case DefaultSide::rebels:
        side = is_insurgent(k) ? setting_.near_insurgents(k) : setting_.near_group(k);
        break;
      case DefaultSide::alliance:
        side = setting_.near_alliance(at(k).head);
        break;
      case DefaultSide::known:
        if (at(k).definite) side = setting_.near_group_before(k);
        break;
      case DefaultSide::other:
        side = opponent(k);
        break;
      case DefaultSide::civilians:
        side = "civilians";
        break;
      default:
        break;
    }
    if (side.empty()) return {};
    return {side};
  }

  // Whether the phrase's own words say that it fights its own country: "the rebels", "opposition fighters".
  bool is_insurgent(int32_t k) const {
    const ActorPhrase& p = at(k);
    return any_of(List::insurgent, {p.head, p.head + 1}) || any_of(List::opposition, p.base);
  }
  bool of_insurgents(const ActorPhrase& p) const { return any_of(List::insurgent, p.base); }
  bool is_of_breakaway(int32_t k) const { return any_of(List::breakaway, parse_.subtree(at(k).head)); }
  // Whether one of the words is of that list.
  bool any_of(List list, TokenRange words) const {
    for (TokenIndex i = words.begin; i < words.end; ++i)
      if (nouns_.in(list, ascii_lower(parse_[i].lemma))) return true;
    return false;
  }
  size_t sentences_apart(int32_t j, int32_t k) const { return at(k).sentence - at(j).sentence; }
  int sentences_between(int32_t j, int32_t k) const { return static_cast<int>(sentences_apart(j, k)); }

  // The two sides named in this sentence before, or the report's two.
  void both_sides(int32_t k) {
    auto& sides = out(k).sides;
    const ActorPhrase& p = at(k);
    if (!p.own_sides.empty() && !p.plural) {
      sides = p.own_sides;
      return;
    }
    if (!p.plural && !each_of_them(p)) {
      // "its own side", "the Russian side", "the other side"
      for (TokenIndex i = p.base.begin; i < p.base.end; ++i)
        if (parse_[i].lemma == "other" || parse_[i].lemma == "opposing") {
          if (std::string side = opponent(k); !side.empty()) sides = {side};
          return;
        }
      from_owners(k);
      return;
    }
    for (int32_t j = k - 1; j >= 0 && at(j).sentence == p.sentence; --j)
      if (at(j).acts && fights(at(j)))
        for (const std::string& s : at(j).own_sides) add_side(sides, s);
    if (sides.size() != kBelligerents) {
      sides.clear();
      for (size_t i = 0; i < setting_.belligerents().size() && i < kBelligerents; ++i)
        sides.push_back(setting_.belligerents()[i]);
    } else {
      std::reverse(sides.begin(), sides.end());
    }
  }
  bool fights(const ActorPhrase& p) const {
    return std::all_of(p.own_sides.begin(), p.own_sides.end(), [&](const std::string& s) {
      auto it = std::find(setting_.belligerents().begin(), setting_.belligerents().end(), s);
      return it != setting_.belligerents().end() && it - setting_.belligerents().begin() < 3;
    });
  }

  // Of the report's two sides the one that `own` is not.
  const std::string& other_of_two(const std::string& own) const {
    return setting_.belligerents()[own == setting_.belligerents()[0] ? 1 : 0];
  }

  // Of the report's two sides the one that the speaker, or the first actor of the sentence, is not.
  std::string opponent(int32_t k) {
    if (setting_.belligerents().size() < kBelligerents) return "";
    std::string own = side_of_speaker(k);
    if (!own.empty()) {
      foe_ = other_of_two(own);
      return foe_;
    }
    // Whom the report called the enemy before, it calls so still.
    if (!foe_.empty()) return foe_;
    int32_t first = k;
    while (first > 0 && at(first - 1).sentence + 2 >= at(k).sentence) --first;
    for (int32_t j = k - 1; j >= first; --j) {
      const ActorPhrase& q = at(j);
      if (!q.acts || q.own_sides.size() != 1) continue;
      const std::string& s = q.own_sides.front();
      if (s != setting_.belligerents()[0] && s != setting_.belligerents()[1]) continue;
      own = s;
      if (q.subject) break;
    }
    if (own.empty())
      own = setting_.belligerents()[0] == setting_.home() || setting_.belligerents()[1] != setting_.home()
                ? setting_.belligerents()[0]
                : setting_.belligerents()[1];
    return other_of_two(own);
  }

  // Which of the two sides speaks in the sentence of phrase k, before it or behind; empty where none does.
  std::string side_of_speaker(int32_t k) {
    auto fits = [&](int32_t j) {
      if (!at(j).speaker || at(j).core.contains(at(k).head) || state_[static_cast<size_t>(j)] == State::busy)
        return false;
      const auto& theirs = sides_of(j);
      return theirs.size() == 1 &&
             (theirs.front() == setting_.belligerents()[0] || theirs.front() == setting_.belligerents()[1]);
    };
    for (int32_t j = k - 1; j >= 0 && at(j).sentence == at(k).sentence; --j)
      if (fits(j)) return sides_of(j).front();
    for (int32_t j = k + 1; j < static_cast<int32_t>(list_.size()) && at(j).sentence == at(k).sentence; ++j)
      if (fits(j)) return sides_of(j).front();
    return "";
  }

  // -- pronouns ------------------------------------------------------------------------------------------------------

  enum class Wants : uint8_t { person, several, body, speaker };

  Wants wants(const ActorPhrase& p) const {
    std::string word = ascii_lower(parse_.word(p.head));
    if (p.gender != Gender::open) return Wants::person;
    if (word == "it" || word == "its" || word == "itself") return Wants::body;
    if (word == "i" || word == "me" || word == "my" || word == "mine" || word == "we" || word == "us" ||
        word == "our" || word == "ours" || word == "ourselves" || word == "myself")
      return Wants::speaker;
    return Wants::several;
  }

  bool agrees(Wants wanted, const ActorPhrase& p, const ActorPhrase& q) const {
    bool human = q.kind == PhraseKind::person || (q.noun != nullptr && q.noun->people) ||
                 (q.kind == PhraseKind::named && (q.form == NameForm::member || q.form == NameForm::adjective));
    switch (wanted) {
      case Wants::person:
        if (!human || q.plural) return false;
        return q.gender == Gender::open || q.gender == p.gender;
      case Wants::several: {
        if (q.plural) return human || q.acts;
        if (q.kind == PhraseKind::person) return false;
        // A body or force may be "they"; so may a people or group.
        return q.acts && !human;
      }
      case Wants::body:
        return q.acts && !q.plural && !human && q.kind != PhraseKind::thing;
      case Wants::speaker:
        return q.speaker;
    }
    return false;
  }

  void pronoun(int32_t k) {
    const ActorPhrase& p = at(k);
    Wants wanted = wants(p);
    if (wanted == Wants::speaker) {
      first_person(k);
      return;
    }
    TokenIndex up = parse_.head(p.head);
    bool owner = parse_[p.head].relation == Relation::nmod_poss;
    const TokenIndex doer = doer_to(p.head);
    int32_t best = -1;
    double best_score = -1e9;
    for (int32_t j = k - 1; j >= 0; --j) {
      const ActorPhrase& q = at(j);
      int apart = sentences_between(j, k);
      if (apart > kPronounReach) break;
      if (!q.acts && wanted != Wants::several) continue;
      bool self = q.kind == PhraseKind::pronoun;
      if (self) {
        if (wants(q) != wanted || q.gender != p.gender || out(j).refers_to < 0) continue;
      } else if (!agrees(wanted, p, q)) {
        continue;
      }
      // "The boy was not harmed, he said": whom it is said of does not say it.
      if (p.speaker && !q.speaker && up != kNoToken && parse_.dominates(up, q.head)) continue;
      if (q.core.contains(p.head) || (up != kNoToken && q.head == up) || q.head == doer) continue;
      double score = -2.0 * apart - 0.02 * (k - j);
      if (q.subject) score += 1.5;
      if (q.speaker) score += p.speaker ? 1.5 : 0.5;
      if (self) score += 0.5;
      if (parse_[q.head].relation == Relation::nmod_poss) score -= 1.0;
      if (parse_[q.head].relation == Relation::nmod) score -= 1.0;
      if (parse_[q.head].relation == Relation::obl) score -= describes(q.head) ? 2.0 : 0.5;
      if (q.kind == PhraseKind::named || q.kind == PhraseKind::person) score += 0.5;
      if (wanted == Wants::several && !q.plural && !self) score -= 1.0;
      if (wanted == Wants::body) {
        if (q.kind == PhraseKind::named) score += 1.0;
        if (q.noun != nullptr && q.noun->noun_class == NounClass::media_body) score -= 2.0;
      }
      if (owner && apart == 0 && q.subject) score += 1.0;
      if (apart == 0 && owns_what_tells(q.head, p.head)) score += kTeller;
      if (p.speaker && q.noun != nullptr && wanted != Wants::person &&
          (q.noun->noun_class == NounClass::civilian || q.noun->noun_class == NounClass::person))
        score -= 1.0;
      if (p.speaker) score -= unlike_speaker(p, q, self);
      if (score > best_score) {
        best_score = score;
        best = j;
      }
    }
    if (best < 0) return;
    refer(k, best);
    if (out(k).refers_to >= 0) out(k).sides = sides_of(out(k).refers_to);
  }

  // What speaks against it that q, a phrase or a pronoun before, is who speaks on in "he added": it is told of in what
  // is said, it stands in a quotation that has ended, or in another paragraph.
  double unlike_speaker(const ActorPhrase& p, const ActorPhrase& q, bool pronoun) const {
    constexpr double kToldOf = 1, kQuoted = 2, kElsewhere = 2;
    const auto& sentences = parse_.tokens().sentences;
    const bool told_of = q.sentence == p.sentence && !q.speaker && !pronoun;
    const bool quoted = quotes_.at(q.head) >= 0 && quotes_.at(p.head) < 0;
    const bool elsewhere = sentences[q.sentence].block != sentences[p.sentence].block;
    return (told_of ? kToldOf : 0) + (quoted ? kQuoted : 0) + (elsewhere ? kElsewhere : 0);
  }

  // "A group affiliated with al-Qaeda": stands in a clause that only says what another is.
  bool describes(TokenIndex i) const {
    const TokenIndex up = parse_.head(i);
    return up != kNoToken && (parse_[up].relation == Relation::acl || parse_[up].relation == Relation::acl_relcl);
  }

  // "Soldiers repelled the gunmen, killing 14 of them": who does it to "them" is not they; the head of his phrase.
  // kNoToken where the pronoun is no object, or speaks of the doer ("themselves").
  TokenIndex doer_to(TokenIndex pronoun) const {
    if (ascii_lower(parse_.word(pronoun)).find("sel") != std::string::npos) return kNoToken;  // "itself", "themselves"
    TokenIndex object = pronoun;
    if (parse_[object].relation == Relation::nmod) object = parse_.head(object);
    if (object == kNoToken || parse_[object].relation != Relation::obj) return kNoToken;
    TokenIndex verb = parse_.head(object);
    for (int step = 0; step < 3 && verb != kNoToken; ++step) {
      const TokenIndex subject = parse_.child(verb, Relation::nsubj);
      if (subject != kNoToken) return subject;
      const Relation r = parse_[verb].relation;
      if (r != Relation::advcl && r != Relation::conj && r != Relation::xcomp) return kNoToken;
      verb = parse_.head(verb);
    }
    return kNoToken;
  }

  // "Delhi's claim that its commandos had raided camps": who owns what is told is who "its" is.
  bool owns_what_tells(TokenIndex owner, TokenIndex pronoun) const {
    const TokenIndex told = parse_.head(owner);
    if (told == kNoToken || parse_[owner].relation != Relation::nmod_poss || parse_[told].upos != Upos::NOUN)
      return false;
    const auto& below = parse_.children(told);
    return std::any_of(below.begin(), below.end(), [&](TokenIndex c) {
      const Relation r = parse_[c].relation;
      return c > told && (r == Relation::acl || r == Relation::ccomp) && parse_.dominates(c, pronoun);
    });
  }

  // "we", "our": whoever speaks in this sentence, before or behind the quotation, or spoke last.
  void first_person(int32_t k) {
    int32_t best = -1;
    for (int32_t j = k - 1; j >= 0 && sentences_between(j, k) <= kPronounReach && best < 0; --j)
      if (at(j).speaker && at(j).sentence == at(k).sentence) best = j;
    for (int32_t j = k + 1; j < static_cast<int32_t>(list_.size()) && best < 0 && sentences_between(k, j) <= 0; ++j)
      if (at(j).speaker) best = j;
    for (int32_t j = k - 1; j >= 0 && sentences_between(j, k) <= kPronounReach && best < 0; --j)
      if (at(j).speaker) best = j;
    if (best < 0) return;
    const ActorPhrase& q = at(best);
    if (q.kind == PhraseKind::pronoun && wants(q) == Wants::speaker) return;
    if (state_[static_cast<size_t>(best)] == State::busy) return;
    refer(k, best);
    if (out(k).refers_to >= 0) out(k).sides = sides_of(out(k).refers_to);
  }

  // -- names ---------------------------------------------------------------------------------------------------------

  std::string text_of(TokenRange r) const {
    std::string text;
    for (char c : parse_.tokens().words(r)) {
      bool blank = c == '\n' || c == ' ' || c == '\t';
      if (blank && (text.empty() || text.back() == ' ')) continue;
      text.push_back(blank ? ' ' : c);
    }
    return text;
  }

  std::string name_of(int32_t k) {
    int32_t r = root(k);
    const ActorPhrase& p = at(r);
    // A name that stands in apposition to its office: "the head of the council, Ana Ruiz"; no office is "including the
    // capital Yerevan, spokeswoman Ana Ruiz said".
    bool named_behind = p.kind == PhraseKind::person && p.apposition >= 0 && at(p.apposition).noun != nullptr &&
                        parse_.head(p.head) == at(p.apposition).head && at(p.apposition).head < p.head;
    std::string text = text_of(full_phrase(parse_, named_behind ? at(p.apposition).head : p.head));
    if (p.kind == PhraseKind::noun && p.noun->noun_class == NounClass::group && only_names(p))
      return p.own_sides.front();
    if (p.kind != PhraseKind::named || p.named < 0) return text;
    if (p.form == NameForm::seat) return text;  // "the Pentagon" is one of several that speak for the country
    const NamedActor& a = names_[p.named];
    // An acronym's or capital's full name; "the Azerbaijani side" keeps its own words.
    if (p.base.size() == parse_hit(p).size() || text.size() < a.name.size()) return a.name;
    return text;
  }
  // "the al Shabaab group": nothing but a known name and its kind.
  bool only_names(const ActorPhrase& p) const {
    if (p.own_sides.size() != 1 || names_.by_name(p.own_sides.front()) < 0) return false;
    for (TokenIndex i = p.base.begin; i < p.head; ++i)
      if (phrases_.hit(i) == nullptr && parse_[i].upos != Upos::DET) return false;
    return true;
  }
  TokenRange parse_hit(const ActorPhrase& p) const {
    const NameHit* hit = phrases_.hit(p.head);
    return hit == nullptr ? TokenRange{} : hit->tokens;
  }

  const Parse& parse_;
  const ActorNames& names_;
  const ActorNouns& nouns_;
  const ActorPhrases& phrases_;
  const std::vector<ActorPhrase>& list_;
  const Setting setting_;
  const Quotes quotes_;
  std::vector<Reference> out_;
  std::vector<State> state_;
  std::map<std::string, int32_t> persons_;  // family name -> fullest mention
  std::map<std::string, int32_t> short_forms_;
  std::string foe_;  // who was last called the enemy by one of the two sides
  std::unordered_map<std::string, std::vector<int32_t>> by_noun_;   // in the order of the text
  std::unordered_map<int32_t, std::vector<int32_t>> longer_names_;  // by named actor
};

}  // namespace

References resolve_references(const Parse& parse, const ActorNames& names, const ActorNouns& nouns,
                              const ActorPhrases& phrases, const std::vector<Place>& places,
                              std::string_view dateline) {
  return ReferenceResolver(parse, names, nouns, phrases, places, dateline).resolve();
}

}  // namespace sayso
