// For each cue the ways to its speaker are tried in a fixed order, the tree's first, the surface's last; a phrase found
// in several ways counts once and remembers them all. The parser is right about four subjects in five, and wrong just
// where news sentences are long, so the surface always has its say.
#include "claim/saying.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "claim/speaker_phrase.h"
#include "claim/words.h"
#include "event/clause.h"

namespace sayso {
namespace {

constexpr TokenIndex kCueReach = 14;   // words between a cue and the nearest phrase before it
constexpr TokenIndex kReachAfter = 4;  // and behind it
constexpr int kClimb = 4;              // verbs climbed to find an inherited subject

bool is_relative_pronoun(const Parse& parse, TokenIndex i) {
  std::string_view tag = parse[i].xpos;
  return tag == "WDT" || tag == "WP" || (same_text(parse.word(i), "that") && parse[i].upos == Upos::PRON);
}

bool is_verbal(Upos tag) { return tag == Upos::VERB || tag == Upos::AUX; }

// Of two subjects, as the parser sometimes has them, the nearer: "Khartoum: Ten were killed, the army said".
TokenIndex nearest_subject(const Parse& parse, TokenIndex verb) {
  TokenIndex best = kNoToken;
  for (TokenIndex c : parse.children(verb))
    if (parse[c].relation == Relation::nsubj && (best == kNoToken || std::abs(c - verb) < std::abs(best - verb)))
      best = c;
  return best;
}

// The subject of a verb in the tree, or of the verbs above it; `inherited` tells which.
TokenIndex subject_of(const Parse& parse, TokenIndex verb, bool& inherited) {
  inherited = false;
  for (int climb = 0; climb <= kClimb && verb != kNoToken; ++climb) {
    TokenIndex subject = nearest_subject(parse, verb);
    if (subject == kNoToken && climb > 0) subject = parse.child(verb, Relation::nsubj_pass);
    if (subject != kNoToken) {
      if (!is_relative_pronoun(parse, subject)) return subject;
      // "the army, which denied it": the noun that the clause modifies.
      TokenIndex noun = parse.head(verb);
      return noun != kNoToken && is_nominal_word(parse, noun) ? noun : kNoToken;
    }
    Relation relation = parse[verb].relation;
    TokenIndex up = parse.head(verb);
    if (up == kNoToken) return kNoToken;
    inherited = true;
    if (relation == Relation::acl || relation == Relation::acl_relcl) return is_nominal_word(parse, up) ? up : kNoToken;
    if (relation != Relation::conj && relation != Relation::advcl && relation != Relation::xcomp &&
        relation != Relation::dep && relation != Relation::parataxis)
      return kNoToken;
    if (!is_verbal(parse[up].upos) && parse.child(up, Relation::nsubj) == kNoToken) return kNoToken;
    verb = up;
  }
  return kNoToken;
}

class SayingFinder {
 public:
  SayingFinder(const Report& report, const Parse& parse, const Mentions& mentions, const Quotes& quotes,
               const std::vector<Cue>& cues)
      : report_(report), parse_(parse), mentions_(mentions), quotes_(quotes), cues_(cues) {}

  Saying find(const Cue& cue, size_t sentence) {
    Saying saying;
    saying.cue = cue;
    saying.sentence = sentence;
    range_ = parse_.tokens().sentences[sentence].tokens;
    switch (cue.entry->kind) {
      case CueKind::verb:
        of_verb(saying);
        break;
      case CueKind::noun:
        of_noun(saying);
        break;
      case CueKind::preposition:
      case CueKind::participle:
        of_preposition(saying);
        break;
      case CueKind::mark:
        of_mark(saying);
        break;
      default:
        break;  // nobody is named
    }
    set_content(saying);
    return saying;
  }

 private:
  bool is_time(TokenIndex i) const { return mentions_.time_at(i) != nullptr || parse_[i].xpos == "CD"; }

  // ", said an emergency worker at the scene.": who speaks stands behind, also where the tree takes him for an object.
  TokenIndex inverted_subject(const Cue& cue) const {
    const TokenIndex object = parse_.child(cue.head, Relation::obj);
    if (object == kNoToken || object < cue.head || cue.tokens.begin == range_.begin) return kNoToken;
    const std::string_view before = parse_.word(cue.tokens.begin - 1);
    if ((before != "," && !is_closing_quote(before)) || parse_[cue.head].relation != Relation::parataxis)
      return kNoToken;
    for (TokenIndex i = cue.tokens.end; i < object; ++i)
      if (parse_[i].upos != Upos::DET && parse_[i].upos != Upos::ADJ && parse_[i].upos != Upos::NOUN &&
          parse_[i].upos != Upos::PROPN)
        return kNoToken;
    return mentions_.actor_at(object) != nullptr ? object : kNoToken;
  }

  bool is_within_clause_of(TokenIndex noun, TokenIndex i) const {
    if (!parse_.dominates(noun, i)) return false;
    for (; i != noun; i = parse_.head(i)) {
      const TokenIndex verb = parse_.head(i);
      if (parse_[i].relation == Relation::obl_agent && parse_[verb].relation == Relation::acl)
        return !same_word(parse_, verb, "quote") && !same_word(parse_, verb, "cite");  // "a source quoted by AFP"
    }
    return false;
  }

  bool opens_sentence(TokenIndex i) const {
    return i == range_.begin || (i == range_.begin + 1 && parse_[i - 1].upos == Upos::PUNCT);
  }

  // "A local told AFP": an adjective with an article is who does it.
  bool stands_for_noun(TokenIndex i) const {
    return parse_[i].upos == Upos::ADJ && parse_[i].relation == Relation::nsubj &&
           parse_.child(i, Relation::det) != kNoToken;
  }

  // "“Rubbish,” retorted the spokesman": what is quoted before the verb is said, whatever the tree takes it for.
  bool is_quoted_before(TokenIndex subject, TokenIndex verb) const {
    const int32_t quote = quotes_.at(subject);
    return quote >= 0 && quotes_.at(verb) != quote && quotes_.spans()[static_cast<size_t>(quote)].tokens.end <= verb;
  }

  void add(Saying& saying, TokenIndex inside, Link link, TokenRange within) {
    TokenIndex head = speaker_head(parse_, inside, within);
    if (is_nobody(parse_, head)) head = inside;  // "no comment from the army, which denied it"
    head = behind_victims(saying, head);
    if (!is_nominal_word(parse_, head) && parse_[head].xpos != "CD" && link != Link::possessor &&
        !stands_for_noun(head))
      return;
    if (parse_[head].relation == Relation::expl || is_relative_pronoun(parse_, head) || is_nobody(parse_, head)) return;
    // One speech act, one noun: what is said is no speaker ("the claim" of "rejected the claim").
    for (SpeakerOption& old : saying.speakers)
      if (old.head == head || old.tokens.contains(head)) {
        old.links |= static_cast<uint16_t>(1u << static_cast<unsigned>(link));
        return;
      }
    TokenRange tokens = speaker_phrase(parse_, head, within);
    if (const Actor* actor = mentions_.actor_at(head); actor != nullptr && within.contains(actor->head)) {
      TokenRange wide = {std::max(std::min(tokens.begin, actor->tokens.begin), within.begin),
                         std::min(std::max(tokens.end, actor->tokens.end), within.end)};
      if (wide.contains(head)) tokens = wide;
    }
    // "An officer in a statement", "an aide, in an interview with Le Monde": what he says it in is no part of him.
    for (TokenIndex i = tokens.begin; i < tokens.end && link != Link::possessor; ++i)
      if (i > head && is_cue_noun(i)) {
        const TokenIndex in = parse_.child(i, Relation::case_);
        if (in == kNoToken || in <= head || !same_text(parse_.word(in), "in")) continue;
        tokens.end = parse_.word(in - 1) == "," ? in - 1 : in;
      }
    // "President Taban Lado Friday accused": the day is no part of the name.
    while (tokens.end - 1 > head && mentions_.time_at(tokens.end - 1) != nullptr) --tokens.end;
    saying.speakers.push_back({tokens, head, link, static_cast<uint16_t>(1u << static_cast<unsigned>(link))});
  }

  // "Killing seven and injuring five others, Nasr Khan, an army spokesman, said": the tree takes him for one of those.
  TokenIndex behind_victims(const Saying& saying, TokenIndex head) const {
    if (parse_[head].relation != Relation::obj || parse_.head(head) == saying.cue.head ||
        parse_.child(head, Relation::nummod) == kNoToken)
      return head;
    const TokenIndex name = parse_.child(head, Relation::appos);
    return name != kNoToken && name > head && parse_[name].upos == Upos::PROPN ? name : head;
  }

  TokenIndex nearest_before(TokenIndex at) const {
    TokenIndex stop = std::max(range_.begin, at - kCueReach);
    for (TokenIndex i = at - 1; i >= stop; --i) {
      if (is_nominal_word(parse_, i) && !is_relative_pronoun(parse_, i) && !is_time(i)) return i;
      if (quotes_.at(i) >= 0 && quotes_.at(at) != quotes_.at(i)) return kNoToken;
    }
    return kNoToken;
  }

  TokenIndex nearest_after(TokenIndex from, TokenIndex reach) const {
    TokenIndex stop = std::min(range_.end, from + reach);
    for (TokenIndex i = from; i < stop; ++i) {
      if (is_nominal_word(parse_, i) && !is_time(i)) return i;
      // "displaced residents", "the United Nations": a participle in front of a noun opens the phrase.
      if (parse_[i].relation == Relation::amod && i + 1 < stop) continue;
      if (parse_[i].upos == Upos::VERB || (parse_[i].upos == Upos::PUNCT && parse_.word(i) != "-")) return kNoToken;
    }
    return kNoToken;
  }

  // "..., officials and residents said.", "..., an officer, who asked not to be named, told AFP on Monday.": what
  // stands between a comma and a cue that closes its sentence is the subject, also where the tree has it in a list with
  // what goes before. Empty where the words are no such thing.
  TokenRange closing_subject(const Cue& cue) const {
    constexpr TokenIndex kTail = 7, kInsertion = 14, kLongest = 20, kBracket = 8;
    auto is_hyphen = [&](TokenIndex i) {
      return parse_.word(i) == "-" && !parse_.tokens().tokens[static_cast<size_t>(i)].space_before;
    };
    auto is_mark = [&](TokenIndex i) { return parse_[i].upos == Upos::PUNCT && !is_hyphen(i); };
    auto ends_clause = [&](TokenIndex i) { return i >= range_.end || is_mark(i); };
    TokenIndex tail = cue.tokens.end;
    while (tail < cue.tokens.end + kTail && !ends_clause(tail)) {
      if (is_verbal(parse_[tail].upos) || is_relative_pronoun(parse_, tail) || same_text(parse_.word(tail), "that"))
        return {};
      ++tail;
    }
    if (!ends_clause(tail) || (tail < range_.end && is_opening_quote(parse_.word(tail)))) return {};
    TokenIndex end = cue.tokens.begin, close = end;
    if (end > range_.begin && parse_.word(end - 1) == ")") {  // ", the Ministry of Defence (MoD) said."
      TokenIndex i = end - 2;
      while (i > range_.begin && i > end - kBracket && parse_.word(i) != "(") --i;
      if (parse_.word(i) == "(") end = i;
    }
    if (end - 1 > range_.begin && parse_.word(end - 1) == ",") {  // an insertion, which says more of the speaker
      TokenIndex i = end - 2;
      while (i > range_.begin && i > end - kInsertion && parse_.word(i) != ",") --i;
      if (parse_.word(i) != ",") return {};
      const TokenRange insertion = {i + 1, end - 1};
      const bool names = is_apposition(insertion) && !has_subject_behind(cue);
      if (!names && !is_relative_pronoun(parse_, i + 1) && parse_[i + 1].xpos != "VBG" && parse_[i + 1].xpos != "VBN")
        return {};
      end = i;
      close = names ? insertion.end : i;
    }
    TokenIndex begin = end;
    while (begin > range_.begin && begin > end - kLongest && !is_mark(begin - 1)) {
      const Word& w = parse_[begin - 1];
      if (is_verbal(w.upos) && w.relation != Relation::amod) {
        // "an activist who called himself Safi told Reuters"
        TokenIndex who = begin - 1;
        while (who > range_.begin && who > end - kLongest && !is_mark(who) && !is_relative_pronoun(parse_, who)) --who;
        if (!is_relative_pronoun(parse_, who)) return {};
        begin = who;
        continue;
      }
      if (w.upos == Upos::SCONJ || is_relative_pronoun(parse_, begin - 1)) return {};
      // ", a charge the ministry called absurd": two phrases are no subject.
      if (w.relation == Relation::det && begin - 2 > range_.begin && is_nominal_word(parse_, begin - 2)) return {};
      --begin;
    }
    if (begin == end || begin == range_.begin || !is_nominal_word(parse_, end - 1)) return {};
    const Word& first = parse_[begin];
    if (first.upos == Upos::ADP || first.upos == Upos::CCONJ || first.upos == Upos::ADV) return {};
    std::string_view mark = parse_.word(begin - 1);
    if (mark != "," && !is_closing_quote(mark)) return {};
    return {begin, close};
  }

  // "the governor, Oleh Petrenko, wrote", "the Observatory, a war monitor, said": a noun phrase without a verb.
  bool is_apposition(TokenRange words) const {
    if (words.size() == 0 || !is_nominal_word(parse_, words.end - 1)) return false;
    const Upos first = parse_[words.begin].upos;
    if (first != Upos::DET && first != Upos::PROPN && first != Upos::NOUN && first != Upos::ADJ) return false;
    for (TokenIndex i = words.begin; i < words.end; ++i)
      if ((is_verbal(parse_[i].upos) && parse_[i].relation != Relation::amod) || is_time(i)) return false;
    return true;
  }

  // ", said officials": who speaks stands behind the cue. "told AFP", "said Monday" name nobody who does.
  bool has_subject_behind(const Cue& cue) const {
    const TokenIndex next = cue.tokens.end;
    if (next >= range_.end || is_time(next) || same_word(parse_, cue.head, "tell")) return false;
    const Upos tag = parse_[next].upos;
    return is_nominal_word(parse_, next) || tag == Upos::DET || tag == Upos::ADJ;
  }

  // "A source who asked for anonymity told AFP": a word of the clause that says more of the speaker.
  bool stands_behind_relative(TokenRange closing, TokenIndex i) const {
    if (!closing.contains(i)) return false;
    while (i > closing.begin && !is_relative_pronoun(parse_, i)) --i;
    return i > closing.begin;
  }

  // The head of the first phrase of a range, by its surface: "officials" of "officials in the city and residents".
  TokenIndex first_head(TokenRange phrase) const {
    TokenIndex i = phrase.begin;
    while (i < phrase.end && !is_nominal_word(parse_, i)) ++i;
    while (i + 1 < phrase.end && is_nominal_word(parse_, i + 1) && !is_relative_pronoun(parse_, i + 1)) ++i;
    return i;
  }

  void of_verb(Saying& saying) {
    const Cue& cue = saying.cue;
    TokenRange before = {range_.begin, cue.tokens.begin}, after = {cue.tokens.end, range_.end};
    TokenIndex v = cue.head;
    if (parse_[v].upos == Upos::AUX && parse_.head(v) != kNoToken) v = parse_.head(v);  // "be adamant"
    saying.negated = is_negated(v);
    saying.silent = says_nothing(saying, v);
    if (cue.entry->has(Content::passive)) return;

    bool relay = cue.entry->has(Content::relay);
    if (const TokenIndex above = relay_above(cue); above != kNoToken) {
      v = above;
      relay = true;
    }
    TokenIndex agent = parse_.child(v, Relation::obl_agent);
    TokenIndex passive_subject = parse_.child(v, Relation::nsubj_pass);
    bool passive = passive_subject != kNoToken || agent != kNoToken;
    bool inherited = false;
    TokenIndex subject = subject_of(parse_, v, inherited);
    // "The attack on Pakistan, which denied it": the tree may hang the clause on the first noun.
    if (const TokenIndex near = party_before_clause(v);
        near != kNoToken && subject != kNoToken && !inherited && mentions_.actor_at(subject) == nullptr)
      subject = near;
    // "Nobody disputes it", but not "no casualties, says the mayor".
    if (subject != kNoToken && !inherited && is_nobody(parse_, subject) && closing_subject(cue).empty() &&
        !(parse_.word(cue.tokens.begin - 1) == "," && has_subject_behind(cue)))
      return;

    if (relay) {  // the object speaks, the subject passes on
      TokenIndex object = parse_.child(v, Relation::obj);
      if (passive) object = passive_subject;
      TokenIndex carrier = passive ? agent : subject;
      if (object != kNoToken) add(saying, object, Link::object, range_);
      TokenIndex next = v == cue.head ? nearest_after(cue.tokens.end, kReachAfter) : kNoToken;
      if (next != kNoToken && !passive) add(saying, next, Link::object, after);
      if (carrier != kNoToken) add_via(saying, carrier);
      return;
    }
    if (agent != kNoToken) add(saying, agent, Link::agent, range_);
    if (agent == kNoToken && (passive || is_blamed_on(cue)) && !has_agent_behind(cue)) return addressee(saying, v);
    const TokenRange closing = passive ? TokenRange{} : closing_subject(cue);
    if (const TokenIndex head = first_head(closing); !closing.empty() && head < closing.end) {
      const TokenIndex author = speaker_in(head);
      add(saying, author, Link::subject, author == head ? closing : range_);
    }
    if (stands_behind_relative(closing, subject)) subject = kNoToken;
    if (const TokenRange who = before_clause(cue); inherited && !who.empty()) {
      subject = first_head(who);
      inherited = false;
    }
    if (subject != kNoToken && !inherited && is_quoted_before(subject, v)) subject = parse_.child(v, Relation::obj);
    if (const TokenIndex behind = inverted_subject(cue); (inherited || subject == kNoToken) && behind != kNoToken) {
      subject = behind;
      inherited = false;
    }
    // "A statement on 24 May claimed": the tree takes the day for the subject.
    if (subject != kNoToken && !inherited && mentions_.time_at(subject) != nullptr) subject = nearest_before(subject);
    if (inherited)
      if (const TokenIndex outer = subject_above(v); outer != kNoToken) {
        // "said two soldiers had been wounded and denied shelling the village"
        if (subject != kNoToken && parse_[subject].relation == Relation::nsubj_pass) subject = kNoToken;
        if (subject == kNoToken || mentions_.actor_at(subject) == nullptr) add(saying, outer, Link::inherited, range_);
      }
    if (subject != kNoToken && !inherited) subject = speaker_in(subject);
    if (subject != kNoToken) add(saying, subject, inherited ? Link::inherited : Link::subject, range_);
    TokenIndex near = nearest_before(cue.tokens.begin);
    bool opens = cue.tokens.begin > range_.begin &&
                 (parse_.word(cue.tokens.begin - 1) == "," || is_closing_quote(parse_.word(cue.tokens.begin - 1)));
    TokenIndex next = cue.entry->has(Content::clause) || cue.entry->has(Content::quote)
                          ? nearest_after(cue.tokens.end, kReachAfter)
                          : kNoToken;
    if (opens && next != kNoToken) add(saying, next, Link::after, after);
    if (stands_behind_relative(closing, near)) near = kNoToken;
    if (near != kNoToken && subject == kNoToken) near = named_before(cue, near);
    // "A group led by the general accused the army": the general is a part of the subject.
    if (near != kNoToken && subject != kNoToken && !inherited && is_within_clause_of(subject, near)) near = kNoToken;
    if (near != kNoToken) {
      near = before_relay(saying, near);
      add(saying, near, Link::before, before);
      add_wide(saying, near, before);
    }
    if (!opens && next != kNoToken) add(saying, next, Link::after, after);

    // "quoted the governor as saying", "was quoted by Interfax as saying": a relay stands before.
    // "told the Interfax news agency": the one addressed passes it on, if it is a medium.
    addressee(saying, v);
  }

  bool is_negated(TokenIndex verb) const {
    for (TokenIndex c : parse_.children(verb))
      if (same_text(parse_.word(c), "not") || parse_.word(c) == "n't" || parse_.word(c) == "n’t" ||
          same_text(parse_.word(c), "never") || same_text(parse_.word(c), "neither"))
        return true;
    // "Neither confirmed nor denied": the tree hangs "nor" on the first.
    if (verb > range_.begin && same_text(parse_.word(verb - 1), "nor")) return true;
    // "Has yet to comment on it".
    return verb - 2 >= range_.begin && same_text(parse_.word(verb - 1), "to") &&
           same_text(parse_.word(verb - 2), "yet");
  }

  // "Has not responded to reports of the raid", "has not claimed the attack", but "did not say how many were hurt".
  bool says_nothing(const Saying& saying, TokenIndex verb) const {
    const CueClass of = saying.cue.entry->cue_class;
    if (!saying.negated || (of != CueClass::neutral && of != CueClass::distancing && of != CueClass::conceding))
      return false;
    for (TokenIndex c : parse_.children(verb))
      if (c > verb && (parse_[c].relation == Relation::ccomp || parse_[c].relation == Relation::xcomp ||
                       parse_[c].relation == Relation::advcl || parse_[c].relation == Relation::parataxis))
        return false;
    return true;
  }

  // "John Dyck, owner of a firm hired to fight the rebels, told AFP": whom the apposition that ends there is about.
  TokenIndex named_before(const Cue& cue, TokenIndex near) const {
    const TokenIndex comma = cue.tokens.begin - 1;
    if (comma <= range_.begin || parse_.word(comma) != ",") return near;
    for (TokenIndex i = near; i != kNoToken && i > range_.begin; i = parse_.head(i)) {
      TokenIndex name = parse_.head(i);
      if (parse_[i].relation != Relation::appos || name == kNoToken || name > i) continue;
      while (parse_[name].relation == Relation::flat && parse_.head(name) < name) name = parse_.head(name);
      const TokenRange whole = parse_.subtree(i);
      const bool set_off = parse_.word(whole.begin) == "," || parse_.word(whole.begin - 1) == ",";
      return parse_[name].upos == Upos::PROPN && set_off && whole.end == comma ? name : near;
    }
    return near;
  }

  // "It came as the minister, who was in Oslo, said that ...": who stands before a relative clause that the cue ends.
  TokenRange before_clause(const Cue& cue) const {
    constexpr TokenIndex kInsertion = 14, kLongest = 10;
    TokenIndex comma = cue.tokens.begin - 2;
    if (comma < range_.begin || parse_.word(cue.tokens.begin - 1) != ",") return {};
    const TokenIndex stop = std::max(range_.begin, cue.tokens.begin - kInsertion);
    while (comma > stop && parse_.word(comma) != ",") --comma;
    if (comma <= stop || !is_relative_pronoun(parse_, comma + 1) || !is_nominal_word(parse_, comma - 1)) return {};
    for (TokenIndex i = comma - 1; i > std::max(range_.begin, comma - kLongest); --i) {
      if (is_verbal(parse_[i].upos) || parse_[i].upos == Upos::PUNCT) return {};
      if (same_text(parse_.word(i), "as") || same_text(parse_.word(i), "while")) return {i + 1, comma};
    }
    return {};
  }

  // The party that stands right before the "who" or "which" that is the subject of a verb.
  TokenIndex party_before_clause(TokenIndex verb) const {
    const TokenIndex pronoun = nearest_subject(parse_, verb);
    if (pronoun == kNoToken || !is_relative_pronoun(parse_, pronoun) || pronoun - 2 < range_.begin) return kNoToken;
    const TokenIndex near = parse_.word(pronoun - 1) == "," ? pronoun - 2 : pronoun - 1;
    return is_nominal_word(parse_, near) && mentions_.names_party(near) ? near : kNoToken;
  }

  // "was dismissed as untrue by the ministry": the tree hangs it anywhere.
  bool has_agent_behind(const Cue& cue) const {
    for (TokenIndex i = cue.tokens.end; i < std::min(range_.end, cue.tokens.end + kReachAfter); ++i)
      if (same_text(parse_.word(i), "by")) return true;
    return false;
  }

  // "bombs blamed on the rebels", "a man accused of the raid": what a participle stands behind does not speak.
  bool is_blamed_on(const Cue& cue) const {
    const Word& w = parse_[cue.head];
    const bool ends_by_preposition = cue.tokens.size() > 1 && parse_[cue.tokens.end - 1].upos == Upos::ADP;
    return cue.entry->has(Content::own) && w.relation == Relation::acl && w.xpos == "VBN" &&
           cue.tokens.end < range_.end && (ends_by_preposition || parse_[cue.tokens.end].upos == Upos::ADP);
  }

  // "Officials denied that a village was lost and said", "said rockets hit it, contradicting the army": where the tree
  // joins it to what was said, whose subject cannot speak, that of the cue above it may.
  TokenIndex subject_above(TokenIndex verb) const {
    const TokenIndex first = parse_.head(verb);
    const bool goes_on = parse_[verb].relation == Relation::advcl && parse_[verb].xpos == "VBG" &&
                         verb > range_.begin && parse_.word(verb - 1) == ",";
    if ((parse_[verb].relation != Relation::conj && !goes_on) || first == kNoToken ||
        parse_[first].relation != Relation::ccomp)
      return kNoToken;
    const TokenIndex above = parse_.head(first);
    if (std::none_of(cues_.begin(), cues_.end(), [&](const Cue& cue) { return cue.head == above; })) return kNoToken;
    bool inherited = false;
    return subject_of(parse_, above, inherited);
  }

  // The verb that passes on what another says, above "saying": "quoted" of "quoted the governor as saying".
  TokenIndex relay_above(const Cue& cue) const {
    const TokenIndex as = cue.tokens.begin - 1, above = parse_.head(cue.head);
    if (as <= range_.begin || !same_text(parse_.word(as), "as") || above == kNoToken || above > as) return kNoToken;
    const bool relays = std::any_of(cues_.begin(), cues_.end(), [&](const Cue& other) {
      return other.head == above && other.entry->kind == CueKind::verb && other.entry->has(Content::relay);
    });
    return relays && (parse_.child(above, Relation::obj) != kNoToken ||
                      parse_.child(above, Relation::nsubj_pass) != kNoToken)
               ? above
               : kNoToken;
  }

  // "a source quoted by AFP said": the medium passes on, the speaker stands before "quoted".
  TokenIndex before_relay(Saying& saying, TokenIndex near) {
    TokenRange carrier = speaker_phrase(parse_, near, {range_.begin, saying.cue.tokens.begin});
    TokenIndex by = carrier.begin - 1;
    if (by - 2 < range_.begin || !same_text(parse_.word(by), "by") ||
        (!same_word(parse_, by - 1, "quote") && !same_word(parse_, by - 1, "cite")))
      return near;
    for (TokenIndex i = by - 2; i >= range_.begin; --i) {
      if (is_nominal_word(parse_, i)) {
        add_via(saying, near);
        return i;
      }
      if (parse_[i].upos == Upos::VERB) break;
    }
    return near;
  }

  // "an official at the city's hospital said": the tree may hang "at the hospital" anywhere.
  void add_wide(Saying& saying, TokenIndex near, TokenRange within) {
    TokenIndex head = speaker_head(parse_, near, within);
    TokenRange tokens = speaker_phrase(parse_, head, within);
    TokenIndex begin = tokens.begin;
    TokenIndex top = head;
    for (int step = 0; step < 3 && begin - 2 >= range_.begin; ++step) {
      TokenIndex joint = begin - 1;
      bool bracket = parse_.word(joint) == "(";
      if (parse_[joint].upos != Upos::ADP && !bracket) break;
      TokenIndex noun = joint - 1;
      if (!is_nominal_word(parse_, noun) || is_relative_pronoun(parse_, noun) || is_time(noun)) break;
      top = noun;
      begin = speaker_phrase(parse_, noun, {range_.begin, joint}).begin;
    }
    if (top == head) return;
    for (SpeakerOption& old : saying.speakers)
      if (old.tokens.contains(top)) {
        old.links |= static_cast<uint16_t>(1u << static_cast<unsigned>(Link::wide));
        return;
      }
    saying.speakers.push_back(
        {{begin, tokens.end}, top, Link::wide, static_cast<uint16_t>(1u << static_cast<unsigned>(Link::wide))});
  }

  void addressee(Saying& saying, TokenIndex v) {
    const CueEntry& entry = *saying.cue.entry;
    if (!entry.has(Content::clause)) return;
    TokenIndex to = parse_.child(v, Relation::iobj);
    if (to == kNoToken && same_word(parse_, v, "tell")) to = parse_.child(v, Relation::obj);
    if (to == kNoToken && same_word(parse_, v, "tell")) {
      to = nearest_after(saying.cue.tokens.end, kReachAfter);
      if (to != kNoToken) to = speaker_head(parse_, to, {saying.cue.tokens.end, range_.end});
    }
    // "told reporters", "told me" name nobody; "told the Security Council" does. Who is urged, asked or told to do
    // something passes nothing on.
    const bool asked = entry.has(Content::infinitive) || parse_.child(v, Relation::xcomp) != kNoToken;
    const bool anybody = to != kNoToken && parse_[to].xpos == "NNS" && parse_.subtree(to).size() == 1;  // "reporters"
    if (to != kNoToken && to > v && !anybody &&
        (is_medium(to) || (!asked && (is_named(to) || (parse_[to].upos == Upos::NOUN && parse_.subtree(to).size() > 1 &&
                                                       mentions_.actor_at(to) != nullptr)))))
      add_via(saying, to);  // but not "told a rally"
    met_by(saying);
    for (TokenIndex c : parse_.children(v)) {  // "said to Reuters", "wrote in Le Monde"
      if (parse_[c].relation != Relation::obl || c < v || !is_medium(c)) continue;
      TokenIndex preposition = parse_.child(c, Relation::case_);
      if (preposition != kNoToken &&
          (same_text(parse_.word(preposition), "to") || same_text(parse_.word(preposition), "by") ||
           same_text(parse_.word(preposition), "on")))
        add_via(saying, c);
    }
  }

  // "Le Monde", "a Moscow paper"
  bool is_named(TokenIndex i) const {
    if (parse_[i].upos == Upos::PROPN) return true;
    const auto children = parse_.children(i);
    return std::any_of(children.begin(), children.end(), [&](TokenIndex c) {
      return c < i && parse_[c].upos == Upos::PROPN && parse_[c].relation == Relation::compound && !is_time(c);
    });
  }

  // "In an interview with Le Monde, the mayor said", "a nurse contacted by Reuters said"
  void met_by(Saying& saying) {
    for (TokenIndex i = range_.begin; i + 2 < range_.end; ++i)
      if (same_word(parse_, i, "interview") && parse_[i].upos == Upos::NOUN &&
          std::abs(i - saying.cue.head) < kCueReach && parse_[i + 1].upos == Upos::ADP)
        if (const TokenIndex with = nearest_after(i + 2, kReachAfter); with != kNoToken && is_medium(with))
          add_via(saying, with, {i + 2, range_.end});
    if (saying.speakers.empty()) return;
    const TokenIndex speaker = saying.speakers[0].head;
    const Actor* who = mentions_.actor_at(speaker);
    for (TokenIndex c : parse_.children(speaker)) {
      if (parse_[c].relation != Relation::acl || parse_[c].xpos != "VBN") continue;
      for (TokenIndex by : parse_.children(c))  // "reached by telephone by Reuters"
        if (parse_[by].relation == Relation::obl_agent && who != nullptr && who->people && is_medium(by) &&
            is_named(by))
          add_via(saying, by);
    }
  }

  // Whether a phrase names a medium, by the actor found there or by its words.
  bool is_medium(TokenIndex i) const {
    const Actor* actor = mentions_.actor_at(i);
    return actor != nullptr && actor->role == ActorRole::media;
  }

  void add_via(Saying& saying, TokenIndex inside) { add_via(saying, inside, range_); }

  void add_via(Saying& saying, TokenIndex inside, TokenRange within) {
    TokenIndex head = speaker_head(parse_, inside, within);
    if (!is_nominal_word(parse_, head) || is_relative_pronoun(parse_, head) || parse_[head].upos == Upos::PRON) return;
    if (std::find(saying.via_heads.begin(), saying.via_heads.end(), head) != saying.via_heads.end()) return;
    TokenRange tokens = speaker_phrase(parse_, head, range_);
    if (const Actor* actor = mentions_.actor_at(head)) tokens = actor->tokens;
    // The report's own outlet passes nothing on: "told our correspondent", "told this newspaper".
    const TokenIndex own = speaker_phrase(parse_, head, range_).begin;
    if ((same_text(parse_.word(own), "our") || same_text(parse_.word(own), "this")) && is_medium(head)) return;
    std::string_view words = parse_.tokens().words(tokens);
    for (const auto& own : {report_.outlet, report_.agency})
      if (own && !own->empty() && words.find(*own) != std::string_view::npos) return;
    saying.via.push_back(tokens);
    saying.via_heads.push_back(head);
  }

  // Who is behind what a noun names: "a report by the ministry", "a report drafted on Thursday by the ministry".
  TokenIndex author_of(TokenIndex noun) const {
    for (TokenIndex c : parse_.children(noun)) {
      if (gives_author(c, noun)) return c;
      if (parse_[c].relation != Relation::acl || c < noun) continue;
      if (const TokenIndex by = parse_.child(c, Relation::obl_agent); by != kNoToken) return by;
      for (TokenIndex i = c + 1; i < std::min(c + kCueReach, range_.end) && !is_verbal(parse_[i].upos); ++i)
        if (same_text(parse_.word(i), "by"))
          return nearest_after(i + 1, kReachAfter);  // where the tree has it elsewhere
    }
    return kNoToken;
  }

  // "by the ministry" of "a report by the ministry", "from Reuters" of "reports from Reuters".
  bool gives_author(TokenIndex child, TokenIndex noun) const {
    const Relation relation = parse_[child].relation;
    if ((relation != Relation::nmod && relation != Relation::obl) || child < noun) return false;
    const TokenIndex preposition = parse_.child(child, Relation::case_);
    return preposition != kNoToken &&
           (same_text(parse_.word(preposition), "by") || same_text(parse_.word(preposition), "from"));
  }

  // "A statement by the militia said": who speaks in it; the noun itself where no one is named, or where it names no
  // words.
  TokenIndex speaker_in(TokenIndex noun) const {
    if (!is_cue_noun(noun) && !same_word(parse_, noun, "statement")) return noun;
    const TokenIndex author = author_of(noun);
    return author == kNoToken ? noun : author;
  }

  // Whether a word names what is said: "report", "statement".
  bool is_cue_noun(TokenIndex noun) const {
    return std::any_of(cues_.begin(), cues_.end(),
                       [&](const Cue& cue) { return cue.head == noun && cue.entry->kind == CueKind::noun; });
  }

  void of_noun(Saying& saying) {
    TokenIndex noun = saying.cue.head;
    TokenRange before = {range_.begin, noun};
    TokenRange after = {saying.cue.tokens.end, range_.end};
    bool authored = false;  // "reports from Reuters" do not speak for themselves
    for (TokenIndex c : parse_.children(noun)) {
      Relation relation = parse_[c].relation;
      if (relation == Relation::compound && c < noun) {  // "an army claim": the article is the claim's
        const TokenIndex article = parse_.child(noun, Relation::det);
        add(saying, c, Link::possessor, {article != kNoToken && article < c ? article + 1 : before.begin, before.end});
      } else if (relation == Relation::nmod_poss)
        add(saying, c, Link::possessor, before);
      else if (relation == Relation::amod && c < noun &&
               (parse_[c].upos == Upos::NOUN || parse_[c].upos == Upos::PROPN ||
                (is_capital(parse_.word(c)) && (!opens_sentence(c) || mentions_.names_party(c)))))
        saying.speakers.push_back(
            {{c, c + 1}, c, Link::possessor, static_cast<uint16_t>(1u << static_cast<unsigned>(Link::possessor))});
      else if (gives_author(c, noun) && !is_none(parse_, noun)) {  // "no response from the army to the raid"
        add(saying, c, Link::possessor, after);
        authored = true;
      } else if (relation == Relation::acl_relcl || relation == Relation::acl) {  // "a claim (that) the army denied"
        TokenIndex by = parse_.child(c, Relation::obl_agent);
        if (by != kNoToken) add(saying, by, Link::agent, after);
      }
    }
    if (TokenIndex i = noun - 1; i > range_.begin && (parse_.word(i) == "'s" || parse_.word(i) == "’s"))
      add(saying, i - 1, Link::possessor, before);
    Relation relation = parse_[noun].relation;
    TokenIndex verb = parse_.head(noun);
    // "He denied an army claim": no claim of his.
    const bool denied = !saying.speakers.empty() && std::any_of(cues_.begin(), cues_.end(), [&](const Cue& cue) {
      return cue.head == verb && cue.entry->cue_class == CueClass::denying;
    });
    if (verb != kNoToken && !denied && (relation == Relation::obj || relation == Relation::obl) &&
        is_verbal(parse_[verb].upos)) {
      bool inherited = false;
      TokenIndex subject = subject_of(parse_, verb, inherited);
      // "Has not commented on reports of the raid": no report of his.
      // "Made no comment on the raid": neither, but "had no word on whether it was hit".
      const bool silent = is_negated(verb) || (is_none(parse_, noun) && !same_word(parse_, verb, "have"));
      if (subject != kNoToken && subject != noun && !silent) {
        add(saying, subject, Link::giver, range_);
        // "Told Reuters in a statement that two had died"
        if (const TokenIndex to = parse_.child(verb, Relation::iobj); to != kNoToken && is_medium(to) && is_named(to))
          add_via(saying, to);
      }
    }
    // "There were no reports of casualties": nobody reports.
    if (!is_none(parse_, noun) &&
        (saying.cue.entry->cue_class == CueClass::distancing || same_word(parse_, noun, "report"))) {
      TokenRange tokens = speaker_phrase(parse_, noun, {range_.begin, noun + 1});
      bool taken = authored;
      for (const SpeakerOption& old : saying.speakers) taken |= old.tokens.overlaps(tokens);
      if (!taken)
        saying.speakers.push_back(
            {tokens, noun, Link::self, static_cast<uint16_t>(1u << static_cast<unsigned>(Link::self))});
    }
  }

  void of_preposition(Saying& saying) {
    TokenRange after = {saying.cue.tokens.end, range_.end};
    TokenIndex next = nearest_after(saying.cue.tokens.end, 10);
    if (next == kNoToken) return;
    if (parse_[saying.cue.head].xpos == "VBG" && saying.cue.tokens.size() == 1) {
      // "citing preliminary reports", "citing a figure": words, not who speaks them.
      TokenIndex cited = speaker_head(parse_, next, after);
      const Actor* actor = mentions_.actor_at(cited);
      if (is_cue_noun(cited) || actor == nullptr || (!actor->people && actor->role == ActorRole::unknown)) {
        bool inherited = false;
        TokenIndex subject = subject_of(parse_, saying.cue.head, inherited);
        if (subject == kNoToken) subject = nearest_before(saying.cue.tokens.begin);
        if (subject != kNoToken) add(saying, subject, Link::inherited, range_);
        return;
      }
    }
    if (const TokenIndex author = is_cue_noun(next) ? author_of(next) : kNoToken; author != kNoToken) {
      // "Reports from Reuters" would be one phrase.
      after.begin = author;
      while (after.begin > next && parse_[after.begin - 1].upos != Upos::ADP) --after.begin;
      next = author;
    }
    add(saying, next, Link::object, after);
    if (saying.cue.entry->has(Content::relay)) {  // "X said, citing Y": X passes on
      bool inherited = false;
      TokenIndex subject = subject_of(parse_, saying.cue.head, inherited);
      if (subject == kNoToken) subject = nearest_before(saying.cue.tokens.begin);
      if (subject != kNoToken) add_via(saying, subject);
    }
  }

  void of_mark(Saying& saying) {
    TokenIndex mark = saying.cue.head;
    if (parse_.word(mark) == ":")
      add(saying, mark - 1, Link::before, {range_.begin, mark});
    else
      add(saying, range_.end - 1, Link::after, {mark + 1, range_.end});
  }

  // Which words are said, by order first: behind the cue, or before it where cue and speaker close the sentence or
  // stand between commas.
  void set_content(Saying& saying) {
    const Cue& cue = saying.cue;
    const CueEntry& entry = *cue.entry;
    TokenRange whole = range_;
    while (whole.end > whole.begin && parse_[whole.end - 1].upos == Upos::PUNCT &&
           !is_closing_quote(parse_.word(whole.end - 1)))
      --whole.end;
    // The cue with its speaker beside it.
    TokenRange clause = cue.tokens;
    if (!saying.speakers.empty()) {
      const SpeakerOption& speaker = saying.speakers[0];
      TokenIndex gap =
          speaker.tokens.begin >= clause.end ? speaker.tokens.begin - clause.end : clause.begin - speaker.tokens.end;
      if (gap <= 4) clause = {std::min(clause.begin, speaker.tokens.begin), std::max(clause.end, speaker.tokens.end)};
    }
    auto punct_before = [&](TokenIndex i) {
      return i > range_.begin && (parse_.word(i - 1) == "," || is_closing_quote(parse_.word(i - 1)) ||
                                  parse_.word(i - 1) == "–" || parse_.word(i - 1) == "—");
    };
    TokenIndex tail = whole.end - clause.end;
    bool free_standing = entry.has(Content::clause) && entry.kind != CueKind::noun && clause.begin > range_.begin + 1 &&
                         punct_before(clause.begin);
    bool that = clause.end < whole.end && same_text(parse_.word(clause.end), "that");
    bool ends = tail <= 0 || parse_.word(clause.end) == "," || parse_.word(clause.end) == ";" ||
                (tail <= 8 && !that && parse_.child(cue.head, Relation::ccomp) < cue.head);
    if (free_standing && ends && !that) {
      saying.parenthetical = true;
      saying.form = ContentForm::around;
      saying.content = {range_.begin, clause.begin - (parse_.word(clause.begin - 1) == "," ? 1 : 0)};
      if (tail > 3 && parse_.word(clause.end) == ",") {
        bool opens_quote = is_opening_quote(parse_.word(clause.end + 1));
        TokenIndex c = parse_.child(cue.head, Relation::ccomp);
        if (opens_quote || (c != kNoToken && c > cue.head)) saying.content2 = {clause.end + 1, whole.end};
      }
      return;
    }
    saying.form = ContentForm::around;
    switch (entry.kind) {
      case CueKind::preposition: {
        TokenIndex comma = clause.end;
        while (comma < whole.end && parse_.word(comma) != ",") ++comma;
        if (clause.begin <= range_.begin + 1)
          saying.content = {std::min(comma + 1, whole.end), whole.end};
        else
          saying.content = {range_.begin, clause.begin - (punct_before(clause.begin) ? 1 : 0)};
        return;
      }
      case CueKind::participle:
        saying.content = {clause.end, whole.end};
        return;
      case CueKind::mark:
        saying.content =
            parse_.word(cue.head) == ":" ? TokenRange{cue.head + 1, whole.end} : TokenRange{range_.begin, cue.head};
        return;
      case CueKind::adverb: {
        TokenIndex up = parse_.head(cue.head);
        saying.content = up == kNoToken ? whole : parse_.subtree(up);
        return;
      }
      case CueKind::adjective:
      case CueKind::noun:
      case CueKind::verb:
        break;
    }
    TokenIndex at = entry.kind == CueKind::adjective ? parse_.head(cue.head) : cue.head;
    for (Relation relation : {Relation::ccomp, Relation::xcomp, Relation::acl, Relation::csubj_pass, Relation::obj,
                              Relation::obl, Relation::nmod, Relation::acl_relcl, Relation::parataxis}) {
      if (at == kNoToken) break;
      for (TokenIndex c : parse_.children(at)) {
        if (parse_[c].relation != relation || c < cue.tokens.end) continue;
        if (!saying.speakers.empty() && saying.speakers[0].tokens.contains(c)) continue;
        if (std::find(saying.via_heads.begin(), saying.via_heads.end(), c) != saying.via_heads.end()) continue;
        saying.content = {std::max(parse_.subtree(c).begin, cue.tokens.end), parse_.subtree(c).end};
        saying.form = relation == Relation::ccomp || relation == Relation::csubj_pass || relation == Relation::parataxis
                          ? ContentForm::clause
                      : relation == Relation::xcomp                                  ? ContentForm::infinitive
                      : relation == Relation::acl || relation == Relation::acl_relcl ? ContentForm::clause
                                                                                     : ContentForm::object;
        return;
      }
    }
    if (entry.kind == CueKind::adjective && at != kNoToken) {
      saying.content = {cue.tokens.end, std::max(cue.tokens.end, parse_.subtree(at).end)};
      saying.form = ContentForm::object;
      return;
    }
    saying.form = ContentForm::none;
    if (entry.kind == CueKind::verb && cue.tokens.end < whole.end) {
      saying.content = {cue.tokens.end, whole.end};
      saying.form = ContentForm::loose;
    }
  }

  const Report& report_;
  const Parse& parse_;
  const Mentions& mentions_;
  const Quotes& quotes_;
  const std::vector<Cue>& cues_;
  TokenRange range_;
};

}  // namespace

std::string_view name(Link link) {
  static constexpr std::array<std::string_view, kLinks> kNames = {"subject", "inherited", "before", "after", "object",
                                                                  "agent",   "possessor", "giver",  "wide",  "self"};
  return kNames[static_cast<size_t>(link)];
}

std::string_view name(ContentForm form) {
  static constexpr std::array<std::string_view, kContentForms> kNames = {"none",       "around", "clause",
                                                                         "infinitive", "object", "loose"};
  return kNames[static_cast<size_t>(form)];
}

std::vector<Saying> find_sayings(const Report& report, const Parse& parse, const Mentions& mentions,
                                 const Quotes& quotes, const std::vector<Cue>& cues) {
  std::vector<Saying> sayings;
  sayings.reserve(cues.size());
  SayingFinder finder(report, parse, mentions, quotes, cues);
  size_t sentence = 0;
  for (const Cue& cue : cues) {
    while (cue.head >= parse.tokens().sentences[sentence].tokens.end) ++sentence;
    sayings.push_back(finder.find(cue, sentence));
  }
  return sayings;
}

}  // namespace sayso
