#include "mention/actor_phrase.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text_util.h"
#include "mention/noun_phrase.h"

namespace sayso {
namespace {

using List = ActorNouns::List;

std::string lower_word(const Parse& parse, TokenIndex i) {
  std::string out = ascii_lower(parse.word(i));
  if (out.size() > 1 && out.back() == '.') out.pop_back();
  return out;
}

bool is_capitalized(std::string_view word) { return !word.empty() && is_upper(decode_utf8(word, 0).value); }

bool is_possessive(Relation r) { return r == Relation::nmod_poss; }

class Collector {
 public:
  Collector(const Parse& parse, const ActorNames& names, const NameScan& scan, const ActorNouns& nouns,
            const std::vector<Place>& places, const std::vector<Time>& times)
      : parse_(parse), names_(names), nouns_(nouns) {
    auto n = static_cast<size_t>(parse.size());
    place_at_.assign(n, nullptr);
    for (const Place& p : places) {
      if (p.demonym || p.reference) continue;
      for (TokenIndex i = p.tokens.begin; i < p.tokens.end; ++i) place_at_[static_cast<size_t>(i)] = &p;
    }
    time_at_.assign(n, false);
    dated_at_.assign(n, false);
    for (const Time& t : times)
      for (TokenIndex i = t.tokens.begin; i < t.tokens.end; ++i) {
        time_at_[static_cast<size_t>(i)] = true;
        dated_at_[static_cast<size_t>(i)] = t.resolved;
      }
    std::vector<std::string_view> countries;
    for (const Place& p : places)  // an adjective is counted as the name that it is: "Serb" near Bihac is Bosnia's
      if (!p.country.empty() && !p.demonym) countries.push_back(p.country);
    out_.hits = names.choose(scan, countries);
    // "Congo Town" of Monrovia, the "Gulf of Aden": a country's name in that of a town elsewhere, or of a sea, is not
    // the country's.
    std::erase_if(out_.hits, [&](const NameHit& h) {
      const Place* p = place_at_[static_cast<size_t>(h.tokens.begin)];
      return p != nullptr && names[h.actor].kind == NameKind::state && p->tokens.contains(h.tokens) &&
             p->tokens.size() > h.tokens.size() && (p->precision <= 2 || p->precision > 6) &&
             names.state(p->country) != h.actor && parse.tokens().words(p->tokens) == p->name;
    });
    out_.hit_at.assign(n, -1);
    for (size_t k = 0; k < out_.hits.size(); ++k)
      for (TokenIndex i = out_.hits[k].tokens.begin; i < out_.hits[k].tokens.end; ++i)
        out_.hit_at[static_cast<size_t>(i)] = static_cast<int32_t>(k);
    out_.at.assign(n, -1);
  }

  ActorPhrases collect() {
    const auto& sentences = parse_.tokens().sentences;
    for (size_t s = 0; s < sentences.size(); ++s) {
      for (TokenIndex i = sentences[s].tokens.begin; i < sentences[s].tokens.end; ++i) {
        if (!heads(i) || time_at_[static_cast<size_t>(i)]) continue;
        ActorPhrase p;
        p.head = i;
        p.sentence = s;
        describe(p);
        out_.at[static_cast<size_t>(i)] = static_cast<int32_t>(out_.list.size());
        out_.list.push_back(std::move(p));
      }
    }
    learn_group_names();
    learn_family_names();
    for (ActorPhrase& p : out_.list) link(p);
    for (ActorPhrase& p : out_.list) side_by_name(p);
    for (size_t k = 0; k < out_.list.size(); ++k) find_qualifiers(static_cast<int32_t>(k));
    std::sort(out_.qualifiers.begin(), out_.qualifiers.end(), [](auto& a, auto& b) { return a.at < b.at; });
    return std::move(out_);
  }

 private:
  // A noun phrase's head; also "the French", "the wounded two": an adjective that names a people.
  bool heads(TokenIndex i) const {
    if (heads_phrase(parse_, i)) return true;
    const Word& w = parse_[i];
    if (w.upos != Upos::ADJ || out_.hit(i) == nullptr) return false;
    switch (w.relation) {
      case Relation::nsubj:
      case Relation::nsubj_pass:
      case Relation::obj:
      case Relation::obl:
      case Relation::obl_agent:
      case Relation::nmod:
      case Relation::conj:
        return parse_.child(i, Relation::det) != kNoToken || parse_.child(i, Relation::case_) != kNoToken;
      default:
        return false;
    }
  }

  void describe(ActorPhrase& p) {
    const Word& w = parse_[p.head];
    p.subject = w.relation == Relation::nsubj || w.relation == Relation::nsubj_pass;
    p.speaker = speaks(p.head);
    p.plural = w.xpos == "NNS" || w.xpos == "NNPS";
    TokenIndex preposition = preposition_of(parse_, p.head);
    p.placed = preposition != kNoToken && nouns_.in(List::place_preposition, lower_word(parse_, preposition));
    if (w.upos == Upos::PRON) {
      p.base = p.core = {p.head, p.head + 1};
      describe_pronoun(p);
      return;
    }
    p.base = base_phrase(parse_, p.head);
    p.core = core_phrase(parse_, p.head);
    auto dated = [this](TokenIndex i) { return dated_at_[static_cast<size_t>(i)]; };
    auto named = [this](TokenIndex i) { return out_.hit(i) != nullptr; };
    p.base = without_day(parse_, p.base, p.head, dated, named);
    p.core = without_day(parse_, p.core, p.head, dated, named);
    p.proper = w.upos == Upos::PROPN;
    for (TokenIndex i = p.base.begin; i < p.head; ++i)
      if (parse_[i].upos == Upos::DET || parse_[i].upos == Upos::PRON || parse_[i].lemma == "same")
        p.definite = p.definite || nouns_.in(List::definite, lower_word(parse_, i));
    if (name_of_table(p)) return own_sides(p);
    if (person(p)) return own_sides(p);
    TokenRange noun;
    p.noun = nouns_.at(parse_, p.head, &noun);
    if (p.noun != nullptr) {
      p.noun_at = p.head;
      p.noun_begin = noun.begin;
      p.kind = PhraseKind::noun;
      p.acts = p.noun->acts() && !(p.proper && place_at_[static_cast<size_t>(p.head)] != nullptr);
      p.gender = gender_of(p.head);
    }
    own_sides(p);
    group_name(p);
    // Whatever speaks is a source: "leaflets said", "the bulletin reports".
    if (p.kind == PhraseKind::thing && p.speaker) p.acts = true;
  }

  void describe_pronoun(ActorPhrase& p) {
    const Word& w = parse_[p.head];
    std::string word = lower_word(parse_, p.head);
    if (w.xpos != "PRP" && w.xpos != "PRP$") {
      // "both", "others", "none": what they stand for is not to be had from the words.
      p.kind = PhraseKind::thing;
      return;
    }
    p.kind = PhraseKind::pronoun;
    p.acts = true;
    if (word == "he" || word == "him" || word == "his" || word == "himself") p.gender = Gender::male;
    if (word == "she" || word == "her" || word == "hers" || word == "herself") p.gender = Gender::female;
    p.plural = word == "they" || word == "them" || word == "their" || word == "theirs" || word == "themselves" ||
               word == "we" || word == "us" || word == "our" || word == "ours" || word == "ourselves";
  }

  // The phrase is a name of the tables: the last name that reaches its head.
  bool name_of_table(ActorPhrase& p) {
    const NameHit* hit = out_.hit(p.head);
    // "Hezbollah" may be hung below a wrongly chosen head of the same name.
    for (TokenIndex i = p.base.end - 1; hit == nullptr && i > p.head; --i)
      if (parse_[i].upos == Upos::PROPN && out_.hit(i) != nullptr && parse_[p.head].upos == Upos::PROPN)
        hit = out_.hit(i);
    if (hit == nullptr) return false;
    const NamedActor& actor = names_[hit->actor];
    // "Michael Jordan", "Zabihullah Mujahid": a given name before it makes it a family name.
    bool may_be_family = actor.kind == NameKind::state || hit->form == NameForm::member;
    if (may_be_family && hit->tokens.size() == 1 && hit->tokens.begin > p.base.begin && !p.plural) {
      TokenIndex before = hit->tokens.begin - 1;
      if (parse_[before].upos == Upos::PROPN && out_.hit(before) == nullptr && nouns_.at(parse_, before) == nullptr &&
          !nouns_.in(List::title, lower_word(parse_, before)) && place_at_[static_cast<size_t>(before)] == nullptr &&
          parse_[before].relation != Relation::nmod_poss)
        return false;
    }
    p.named = hit->actor;
    p.form = hit->form;
    // "Doctors Without Borders": a name goes on where the tree ends its phrase.
    if (hit->tokens.begin <= p.head) p.core.end = std::max(p.core.end, hit->tokens.end);
    p.kind = actor.kind == NameKind::leader ? PhraseKind::person : PhraseKind::named;
    p.proper = true;
    p.acts = acting(p, actor);
    if (p.kind == PhraseKind::person) {
      p.name = hit->tokens;
      p.gender = Gender::open;
    } else if (hit->form == NameForm::member || hit->form == NameForm::adjective) {
      std::string word = lower_word(parse_, p.head);
      p.plural = p.plural || (!word.empty() && word.back() == 's') || hit->form == NameForm::adjective;
      if (word.size() > 3 && word.compare(word.size() - 3, 3, "man") == 0) p.gender = Gender::male;
    }
    // A noun behind it within the phrase ("Taliban fighters" hung upside down) tells the role.
    for (TokenIndex i = p.base.end - 1; i >= p.base.begin && p.noun == nullptr; --i)
      if (out_.hit(i) == nullptr && (parse_[i].upos == Upos::NOUN || parse_[i].upos == Upos::PROPN)) {
        p.noun = nouns_.at(parse_, i);
        p.noun_at = i;
      }
    if (p.noun == nullptr) p.noun_at = kNoToken;
    return true;
  }

  // Whether the words stand for those who act here, and not for a piece of land.
  bool acting(const ActorPhrase& p, const NamedActor& actor) const {
    if (p.form == NameForm::member || p.form == NameForm::adjective || actor.kind == NameKind::leader) return true;
    bool land = actor.kind == NameKind::state || actor.kind == NameKind::breakaway;
    if (!land || p.form == NameForm::seat) return !p.placed || !land;
    if (p.placed) return false;
    TokenIndex i = p.head;
    // A conjunct acts as the first of its row does.
    while (parse_[i].relation == Relation::conj && parse_.head(i) != kNoToken) i = parse_.head(i);
    Relation r = parse_[i].relation;
    TokenIndex preposition = preposition_of(parse_, i);
    std::string by = preposition == kNoToken ? "" : lower_word(parse_, preposition);
    bool partner = by == "by" || by == "with" || by == "against" || by == "between" || by == "to";
    if (p.form == NameForm::capital) {
      if (r == Relation::nsubj) return true;
      return (r == Relation::obl_agent || r == Relation::obl || r == Relation::nmod) && partner && by != "to";
    }
    switch (r) {
      case Relation::nsubj:
      case Relation::nsubj_pass:
      case Relation::obl_agent:
      case Relation::nmod_poss:
      case Relation::obj:
      case Relation::iobj:
      case Relation::root:
        return true;
      case Relation::obl:
      case Relation::nmod:
        return partner || by == "of" || by == "for";
      default:
        return false;
    }
  }

  // A proper name that no table knows and that nothing shows to be a thing or place.
  bool unknown_name(TokenIndex i) const {
    return parse_[i].upos == Upos::PROPN && is_capitalized(parse_.word(i)) && out_.hit(i) == nullptr &&
           place_at_[static_cast<size_t>(i)] == nullptr && !time_at_[static_cast<size_t>(i)] &&
           !nouns_.in(List::thing_name, lower_word(parse_, i)) && !nouns_.in(List::group_name, lower_word(parse_, i)) &&
           !nouns_.in(List::creed, lower_word(parse_, i)) && nouns_.at(parse_, i) == nullptr;
  }

  bool person(ActorPhrase& p) {
    if (parse_[p.head].upos != Upos::PROPN && parse_[p.head].upos != Upos::NOUN) return false;
    // The name stands at the end of the base phrase, what is left of it may be a title: "army spokesman Col. Ana Ruiz".
    TokenIndex end = p.base.end;
    TokenIndex begin = end;
    bool titled = false;
    while (begin > p.base.begin) {
      TokenIndex i = begin - 1;
      std::string word = lower_word(parse_, i);
      bool particle = word == "-" || word == "al" || word == "el" || word == "bin" || word == "ibn" || word == "de" ||
                      word == "van" || word == "von" || word == "da" || word == "dos" || word == "del" ||
                      word == "ul" || word == "la" || word == "y" || word == "'" || word == "’" || word == "\"";
      bool initial = parse_.word(i).size() == 2 && parse_.word(i)[1] == '.' && is_capitalized(parse_.word(i));
      if (nouns_.in(List::title, word)) {
        titled = true;
        break;
      }
      bool place_name = begin < end && parse_[i].upos == Upos::PROPN && place_at_[static_cast<size_t>(i)] != nullptr &&
                        out_.hit(i) == nullptr;  // a given name that is a town too ("Artsrun")
      if (!unknown_name(i) && !(particle && begin < end) && !initial && !place_name) break;
      begin = i;
    }
    while (begin < end && !unknown_name(begin)) ++begin;
    if (begin >= end) return false;
    // The noun before the name, if there is one.
    TokenIndex noun_at = kNoToken;
    const ActorNoun* noun = nullptr;
    for (TokenIndex i = begin - 1; i >= p.base.begin && noun == nullptr; --i) {
      if (parse_[i].upos != Upos::NOUN && parse_[i].upos != Upos::PROPN) continue;
      if (out_.hit(i) != nullptr) continue;
      noun = nouns_.at(parse_, i);
      noun_at = i;
      if (noun != nullptr && !noun->people) {
        noun = nullptr;
        break;
      }
      if (nouns_.in(List::title, lower_word(parse_, i))) titled = true;
    }
    if (noun == nullptr && parse_[p.head].upos == Upos::NOUN) return false;
    // "Tor missile", "Azad district": a common noun at the head, behind the name.
    if (parse_[p.head].upos == Upos::NOUN && p.head >= end) return false;
    TokenIndex length = 0;
    for (TokenIndex i = begin; i < end; ++i) length += unknown_name(i);
    bool named_twice = length >= 2 && !thing_inside(p);
    if (noun == nullptr && !titled && !named_twice && !(p.subject && length == 1)) return false;
    if (p.placed && noun == nullptr && !titled) return false;
    p.kind = PhraseKind::person;
    p.noun = noun;
    p.noun_at = noun == nullptr ? kNoToken : noun_at;
    p.name = {begin, end};
    p.proper = true;
    p.plural = false;
    p.acts = true;
    for (TokenIndex i = p.base.begin; i < begin && p.gender == Gender::open; ++i) p.gender = gender_of(i);
    return true;
  }

  bool thing_inside(const ActorPhrase& p) const {
    for (TokenIndex i = p.base.begin; i < p.base.end; ++i)
      if (nouns_.in(List::thing_name, lower_word(parse_, i))) return true;
    return false;
  }

  Gender gender_of(TokenIndex i) const {
    std::string word;
    singular_of(parse_, i, word);
    if (!word.empty() && word.back() == '.') word.pop_back();
    if (nouns_.in(List::female, word)) return Gender::female;
    if (nouns_.in(List::male, word)) return Gender::male;
    return Gender::open;
  }

  bool speaks(TokenIndex i) const {
    const Word& w = parse_[i];
    TokenIndex up = parse_.head(i);
    if (up == kNoToken) return false;
    if (w.relation == Relation::nsubj) return nouns_.in(List::speech, parse_[up].lemma);
    if (w.relation == Relation::obl || w.relation == Relation::nmod) {
      TokenIndex preposition = preposition_of(parse_, i);
      return preposition != kNoToken &&
             (parse_[preposition].lemma == "accord" || lower_word(parse_, preposition) == "according");
    }
    return false;
  }

  // Sides named by the qualifiers: groups before countries, all of a coordination.
  void own_sides(ActorPhrase& p) {
    std::vector<std::string> groups, states;
    const NameHit* country = nullptr;
    TokenIndex end = p.base.end;
    // What stands in an owner's phrase is the owner's to tell.
    for (TokenIndex i = p.base.begin; i < end; ++i) {
      const NameHit* hit = out_.hit(i);
      if (hit == nullptr || std::max(hit->tokens.begin, p.base.begin) != i) continue;
      bool itself = p.named == hit->actor && hit->tokens.contains(p.head);
      if (!itself && (not_side(hit->tokens) || owned_by_other(p, i))) continue;
      const NamedActor& actor = names_[hit->actor];
      if (itself) {
        p.own_sides.clear();
        if (!actor.side.empty()) p.own_sides.push_back(actor.side);
        return;
      }
      if (actor.side.empty() || actor.kind == NameKind::agency) continue;
      bool state =
          actor.kind == NameKind::state || actor.kind == NameKind::people || actor.kind == NameKind::organization;
      if (hit->form == NameForm::capital && !(p.noun != nullptr && p.noun->noun_class == NounClass::body)) {
        // "Moscow metro": a capital before a noun is a place, before a body it is a government.
        if (actor.name != parse_.tokens().words(hit->tokens)) continue;
      }
      add_side(state ? states : groups, actor.side);
      if (actor.kind == NameKind::state) country = hit;
    }
    if (groups.empty() && states.size() == 1 && country != nullptr)
      if (const TokenIndex noun = insurgent(p); noun != kNoToken) states = {insurgents_of(*country, noun)};
    if (country != nullptr && p.noun != nullptr && p.noun_at != kNoToken && is_outlaw(p)) states.clear();
    p.own_sides = groups.empty() ? states : groups;
  }

  // "Haitian gangs", "a Nigerian kidnapper", but not "Nigerian police".
  bool is_outlaw(const ActorPhrase& p) const {
    std::string word;
    singular_of(parse_, p.head, word);
    return nouns_.in(List::outlaw, word);
  }

  // "Rebel" of "Nepalese rebel leader", "guerrillas" of "Salvadoran guerrillas"; kNoToken where there is none.
  TokenIndex insurgent(const ActorPhrase& p) const {
    std::string word;
    for (TokenIndex i = p.base.begin; i < p.base.end; ++i) {
      singular_of(parse_, i, word);
      if (nouns_.in(List::insurgent, word)) return i;
    }
    return kNoToken;
  }
  // Those who fight that country: the armed group of it that the report names most, or the only one that it names, if
  // that is of no country; else as the report calls them.
  std::string insurgents_of(const NameHit& country, TokenIndex noun) const {
    std::map<std::string_view, int> named, all;
    for (const NameHit& h : out_.hits) {
      const NamedActor& a = names_[h.actor];
      if (a.kind != NameKind::armed || a.side.empty()) continue;
      if (a.country.empty()) ++all[a.side];
      if (a.country == names_[country.actor].country) ++named[a.side];
    }
    auto most = std::max_element(named.begin(), named.end(), [](auto& a, auto& b) { return a.second < b.second; });
    if (most != named.end()) return std::string(most->first);
    if (all.size() == 1) return std::string(all.begin()->first);
    std::string word;
    singular_of(parse_, noun, word);
    return std::string(parse_.tokens().words(country.tokens)) + " " + word + "s";
  }

  // "Russian-backed", "pro-Russian", "Israeli-occupied": the people named is not whose the phrase is.
  bool not_side(TokenRange hit) const {
    TokenIndex i = hit.end;
    if (i + 1 < parse_.size() && parse_.word(i) == "-" && nouns_.in(List::not_side, lower_word(parse_, i + 1)))
      return true;
    if (hit.begin > 1 && parse_.word(hit.begin - 1) == "-" &&
        nouns_.in(List::against, lower_word(parse_, hit.begin - 2)))
      return true;
    return false;
  }

  // The token stands in a possessor of the phrase, which is a phrase of its own.
  bool owned_by_other(const ActorPhrase& p, TokenIndex i) const {
    for (TokenIndex k = i; k != kNoToken && k != p.head && p.base.contains(k); k = parse_.head(k))
      if (is_possessive(parse_[k].relation) && heads_phrase(parse_, k)) return true;
    return false;
  }

  // A name that shows by its own words that it is a group's: "Green Valley Liberation Front", "the Tiko gang".
  void group_name(ActorPhrase& p) {
    if (p.noun == nullptr || p.kind != PhraseKind::noun) return;
    NounClass c = p.noun->noun_class;
    bool may = c == NounClass::group || c == NounClass::force || c == NounClass::unit || c == NounClass::fighter;
    if (!may) return;
    bool marked = false;
    TokenIndex first = kNoToken, last = kNoToken;  // of the unknown proper names before the head
    for (TokenIndex i = p.base.begin; i < p.head; ++i) {
      if (parse_[i].upos == Upos::DET) continue;
      marked = marked || (is_capitalized(parse_.word(i)) && nouns_.in(List::group_mark, lower_word(parse_, i)));
      if (unknown_name(i)) {
        if (first == kNoToken) first = i;
        last = i + 1;
      }
    }
    if (p.proper && marked && (c == NounClass::group || c == NounClass::force) &&
        nouns_.in(List::group_name, lower_word(parse_, p.head))) {
      TokenIndex begin = p.base.begin;
      while (begin < p.head && !is_capitalized(parse_.word(begin))) ++begin;
      if (parse_[begin].upos == Upos::DET) ++begin;
      learn(p, {begin, p.base.end});
      return;
    }
    if (!p.own_sides.empty() || first == kNoToken || last != p.head) return;
    if (c != NounClass::group && c != NounClass::fighter) return;
    if (parse_[p.head].upos == Upos::PROPN) last = p.head + 1;
    learn(p, {first, last});
  }

  void learn(ActorPhrase& p, TokenRange name) {
    std::string side(parse_.tokens().words(name));
    p.own_sides = {side};
    std::string key;
    fold_name(side, false, key);
    learned_[key].side = side;
    if (p.noun->noun_class == NounClass::fighter)
      learned_[key].doubtful.push_back(p.head);
    else
      learned_[key].sure = true;
  }

  // Where the report has shown "X rebels" to be rebels, "X" alone is that group.
  void learn_group_names() {
    if (learned_.empty()) return;
    for (ActorPhrase& p : out_.list) {
      bool bare = p.kind == PhraseKind::thing && parse_[p.head].upos == Upos::PROPN;
      if (!bare && (p.kind != PhraseKind::person || p.noun != nullptr)) continue;
      TokenRange name = bare ? core_phrase(parse_, p.head) : p.name;
      std::string key;
      fold_name(parse_.tokens().words(name), false, key);
      auto it = learned_.find(key);
      if (it == learned_.end()) continue;
      p.kind = PhraseKind::named;
      p.acts = !p.placed;
      p.own_sides = {it->second.side};
      it->second.sure = true;
    }
    // "Bengali fighters" alone do not make "Bengali" the name of a group.
    for (auto& [key, name] : learned_)
      if (!name.sure)
        for (TokenIndex head : name.doubtful)
          out_.list[static_cast<size_t>(out_.at[static_cast<size_t>(head)])].own_sides.clear();
  }

  // "Taylor's militias", where the report names Charles Taylor elsewhere: a family name that stands alone.
  void learn_family_names() {
    std::set<std::string> known;
    std::string key;
    for (const ActorPhrase& p : out_.list) {
      if (p.kind != PhraseKind::person || (p.name.size() < 2 && p.noun == nullptr)) continue;
      key.clear();
      fold_name(parse_.word(p.name.end - 1), false, key);
      known.insert(key);
    }
    for (ActorPhrase& p : out_.list) {
      if (p.kind != PhraseKind::thing || parse_[p.head].upos != Upos::PROPN || p.base.end != p.head + 1) continue;
      key.clear();
      fold_name(parse_.word(p.head), false, key);
      if (known.count(key) == 0) continue;
      p.kind = PhraseKind::person;
      p.name = {p.head, p.head + 1};
      p.proper = true;
      p.plural = false;
      p.acts = true;
    }
  }

  void link(ActorPhrase& p) {
    if (p.kind == PhraseKind::pronoun) return;
    for (TokenIndex c : parse_.children(p.head)) {
      Relation r = parse_[c].relation;
      int32_t k = out_.headed_by(c);
      if (is_possessive(r) && k >= 0) {
        p.owners.insert(p.owners.begin(), k);
      } else if (r == Relation::nmod && k >= 0 && c > p.head) {
        TokenIndex preposition = preposition_of(parse_, c);
        if (preposition == kNoToken) continue;
        std::string by = lower_word(parse_, preposition);
        if (!nouns_.in(List::owner_preposition, by)) continue;
        bool near = by == "of" || by == "from" || by == "for" || by == "with" || by == "within";
        if (!near && !answers_for_place(p)) continue;
        p.owners.push_back(k);
        const ActorNoun* theirs = out_.list[static_cast<size_t>(k)].noun;
        if (by == "of" && theirs != nullptr && theirs->combatants && nouns_.in(List::member, parse_[p.head].lemma))
          p.noun = theirs;
        // "troops from Thailand and Cambodia"
        for (TokenIndex more : parse_.children(c))
          if (parse_[more].relation == Relation::conj && out_.headed_by(more) >= 0)
            p.joint_owners.push_back(out_.headed_by(more));
      } else if (r == Relation::appos && k >= 0 && takes_apposition(parse_, p.head) && !is_told_of_place(p, k)) {
        p.apposition = k;
        out_.list[static_cast<size_t>(k)].apposition = out_.headed_by(p.head);
      } else if (parse_[c].lemma == "loyal") {
        for (TokenIndex g : parse_.children(c))
          if (out_.headed_by(g) >= 0 && g > c) p.owners.push_back(out_.headed_by(g));
      }
    }
    // Owners inside the base phrase but below another word ("Kenya's military spokesman": Kenya below military).
    for (TokenIndex i = p.base.begin; i < p.base.end; ++i)
      if (is_possessive(parse_[i].relation) && parse_.head(i) != p.head && out_.headed_by(i) >= 0 && p.owners.empty())
        p.owners.push_back(out_.headed_by(i));
  }

  // "Shelled Barda, the ministry said": a town is no ministry, whatever the tree says.
  bool is_told_of_place(const ActorPhrase& p, int32_t apposition) const {
    const ActorNoun* noun = out_.list[static_cast<size_t>(apposition)].noun;
    if (noun == nullptr || p.kind == PhraseKind::named) return false;
    const bool of_many = noun->noun_class == NounClass::body || noun->noun_class == NounClass::force;
    const EntityKind entity = parse_[p.head].entity;
    if (of_many && parse_[p.head].relation == Relation::obj) return entity != EntityKind::organization;
    return (of_many || noun->noun_class == NounClass::official) && entity == EntityKind::location;
  }

  // "An al-Qaeda-linked group, JNIM": the name tells whose side it is, whatever it is linked to.
  void side_by_name(ActorPhrase& p) const {
    if (p.kind != PhraseKind::noun || p.apposition < 0 || p.noun == nullptr || p.plural) return;
    const ActorPhrase& name = out_.list[static_cast<size_t>(p.apposition)];
    const bool group = p.noun->noun_class == NounClass::group || p.noun->noun_class == NounClass::force;
    if (!group || name.named < 0 || names_[name.named].kind != NameKind::armed || name.own_sides.empty()) return;
    p.own_sides = name.own_sides;
  }

  // "rebel ambush", "government shelling", "police fire": who acts stands in front of what was done.
  void find_qualifiers(int32_t k) {
    const ActorPhrase& p = out_.list[static_cast<size_t>(k)];
    if (p.acts || p.kind == PhraseKind::pronoun || p.kind == PhraseKind::named) return;
    const TokenIndex end = p.noun_begin == kNoToken ? p.head : std::min(p.head, p.noun_begin);
    for (TokenIndex i = p.base.begin; i < end; ++i) {
      const Word& w = parse_[i];
      if (w.relation != Relation::compound && w.relation != Relation::amod) continue;
      if (w.head != p.head || out_.hit(i) != nullptr || place_at_[static_cast<size_t>(i)] != nullptr) continue;
      const ActorNoun* noun = nouns_.at(parse_, i);
      if (noun == nullptr || !acts_in_front(*noun, i) || not_side({i, i + 1})) continue;
      out_.qualifiers.push_back({i, k, noun});
    }
  }
  // "A major attack", "private property", "artillery fire": many of these nouns are plain adjectives or arms there.
  bool acts_in_front(const ActorNoun& noun, TokenIndex i) const {
    const bool adjective = parse_[i].upos == Upos::ADJ;
    if (nouns_.in(List::arms, parse_[i].lemma)) return false;
    switch (noun.noun_class) {
      case NounClass::force:
      case NounClass::fighter:
      case NounClass::enemy:
        return true;
      case NounClass::group:
      case NounClass::soldier:
      case NounClass::assailant:
        return !adjective;
      case NounClass::civilian:  // "civilian deaths"
        return nouns_.in(List::civil_quality, parse_[i].lemma);
      case NounClass::body:
        return nouns_.in(List::ruler, parse_[i].lemma);
      default:
        return false;
    }
  }

  // "officials in Kyiv": where they sit tells whose they are.
  static bool answers_for_place(const ActorPhrase& p) {
    if (p.noun == nullptr) return false;
    NounClass c = p.noun->noun_class;
    return c == NounClass::official || c == NounClass::body || c == NounClass::anonymous ||
           c == NounClass::defence_body;
  }

  const Parse& parse_;
  const ActorNames& names_;
  const ActorNouns& nouns_;
  std::vector<const Place*> place_at_;
  std::vector<bool> time_at_, dated_at_;
  struct Learned {
    std::string side;                  // as written
    bool sure = false;                 // the report uses it as a name
    std::vector<TokenIndex> doubtful;  // heads of phrases that take it for one
  };
  std::map<std::string, Learned> learned_;  // folded name of a group
  ActorPhrases out_;
};

}  // namespace

void add_side(std::vector<std::string>& sides, const std::string& side) {
  if (std::find(sides.begin(), sides.end(), side) == sides.end()) sides.push_back(side);
}

ActorPhrases find_actor_phrases(const Parse& parse, const ActorNames& names, const NameScan& scan,
                                const ActorNouns& nouns, const std::vector<Place>& places,
                                const std::vector<Time>& times) {
  return Collector(parse, names, scan, nouns, places, times).collect();
}

}  // namespace sayso
