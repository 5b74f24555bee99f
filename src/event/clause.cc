#include "event/clause.h"

#include <algorithm>

#include "base/text_util.h"

namespace sayso {
namespace {

bool is_clause(Relation r) {
  switch (r) {
    case Relation::root:
    case Relation::acl:
    case Relation::acl_relcl:
    case Relation::advcl:
    case Relation::ccomp:
    case Relation::csubj:
    case Relation::csubj_pass:
    case Relation::parataxis:
    case Relation::xcomp:
      return true;
    default:
      return false;
  }
}

TokenIndex subject(const Parse& parse, TokenIndex verb) {
  TokenIndex s = parse.child(verb, Relation::nsubj);
  return s != kNoToken ? s : parse.child(verb, Relation::nsubj_pass);
}

bool is_relative_pronoun(const Parse& parse, TokenIndex i) {
  return parse[i].xpos == "WDT" || parse[i].xpos == "WP" || parse[i].xpos == "WP$";
}

// "Rebels clashed with police": the tagger takes a past tense for a participle and hangs it on its subject. True where
// a participle hangs on the noun that heads the sentence and an object, or "with", stands right behind it.
bool is_misread_past(const Parse& parse, TokenIndex verb) {
  const Word& w = parse[verb];
  if (w.relation != Relation::acl || w.xpos != "VBN" || w.head == kNoToken || w.head > verb) return false;
  if (parse[w.head].relation != Relation::root) return false;
  TokenIndex next = verb + 1;
  if (next < parse.size() && parse[next].relation == Relation::compound_prt) ++next;
  if (next >= parse.size()) return false;
  // "Air defenses intercepted and destroyed the missile": the object stands behind the second verb.
  if (parse[next].lemma == "and" && next + 1 < parse.size() && parse[next + 1].relation == Relation::conj &&
      parse[next + 1].head == verb && parse.child(next + 1, Relation::obj) != kNoToken)
    return true;
  Upos tag = parse[next].upos;
  return tag == Upos::DET || tag == Upos::NUM || tag == Upos::NOUN || tag == Upos::PROPN || tag == Upos::ADJ ||
         parse[next].lemma == "with" || parse[next].lemma == "into";
}

// "by the attackers" below a word.
TokenIndex agent(const Parse& parse, TokenIndex above) {
  for (TokenIndex c : parse.children(above))
    if (parse[c].relation == Relation::obl_agent ||
        ((parse[c].relation == Relation::obl || parse[c].relation == Relation::nmod) && preposition(parse, c) == "by" &&
         parse[c].upos != Upos::NUM))
      return c;
  return kNoToken;
}

// "Was shot and killed by the gunmen": of a passive, the doer that stands with the verb joined to it.
TokenIndex shared_agent(const Parse& parse, TokenIndex passive) {
  for (TokenIndex c : parse.children(passive))
    if (parse[c].relation == Relation::conj && parse[c].xpos == "VBN" && subject(parse, c) == kNoToken &&
        parse.child(c, Relation::aux_pass) == kNoToken && parse.child(c, Relation::obj) == kNoToken)
      return parse.child(c, Relation::obl_agent);
  return kNoToken;
}

bool same_voice(const Parse& parse, TokenIndex a, TokenIndex b) { return is_passive(parse, a) == is_passive(parse, b); }

// "Shooting", "having shot".
bool is_gerund(const Parse& parse, TokenIndex verb) {
  if (parse[verb].xpos == "VBG") return true;
  if (parse[verb].xpos != "VBN") return false;
  const TokenIndex aux = parse.child(verb, Relation::aux);
  return aux != kNoToken && parse[aux].xpos == "VBG" && parse[aux].lemma == "have";
}

}  // namespace

TokenIndex predicate_of(const Parse& parse, TokenIndex i) {
  for (;;) {
    const Word& w = parse[i];
    if (w.upos == Upos::VERB && w.relation != Relation::amod && w.relation != Relation::compound) return i;
    if (w.relation == Relation::root || subject(parse, i) != kNoToken || parse.child(i, Relation::cop) != kNoToken)
      return i;
    if (w.head == kNoToken) return i;
    i = w.head;
  }
}

std::vector<TokenIndex> clause_tokens(const Parse& parse, TokenIndex p) {
  std::vector<TokenIndex> out = {p};
  for (size_t k = 0; k < out.size(); ++k)
    for (TokenIndex c : parse.children(out[k])) {
      const Word& w = parse[c];
      if (is_clause(w.relation) && w.upos == Upos::VERB) continue;
      if (w.relation == Relation::conj && w.upos == Upos::VERB) continue;
      out.push_back(c);
    }
  return out;
}

bool is_clause_beside(const Parse& parse, TokenIndex verb) {
  TokenIndex subject = parse.child(verb, Relation::nsubj);
  if (subject == kNoToken) subject = parse.child(verb, Relation::nsubj_pass);
  if (parse[verb].upos != Upos::VERB || subject == kNoToken || parse[subject].upos == Upos::PRON) return false;
  if (parse[verb].relation == Relation::conj) return true;
  const TokenIndex mark = parse.child(verb, Relation::mark);
  return parse[verb].relation == Relation::advcl && mark != kNoToken && parse[mark].lemma == "while";
}

bool is_none(const Parse& parse, TokenIndex head) {
  auto children = parse.children(head);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex c) { return parse[c].lemma == "no"; });
}

bool is_nobody(const Parse& parse, TokenIndex head) {
  return is_none(parse, head) || parse[head].lemma == "nobody" || parse[head].lemma == "none";
}

std::string_view preposition(const Parse& parse, TokenIndex noun) {
  TokenIndex c = parse.child(noun, Relation::case_);
  return c == kNoToken ? std::string_view() : std::string_view(parse[c].lemma);
}

bool is_passive(const Parse& parse, TokenIndex verb) {
  const Word& w = parse[verb];
  if (parse.child(verb, Relation::nsubj_pass) != kNoToken || parse.child(verb, Relation::aux_pass) != kNoToken)
    return true;
  if (parse.child(verb, Relation::obj) != kNoToken || is_misread_past(parse, verb)) return false;
  if (w.relation == Relation::acl && w.head != kNoToken && parse[w.head].upos == Upos::DET) return true;
  if (w.xpos == "VBN" && parse.child(verb, Relation::aux) == kNoToken) {
    if (w.relation == Relation::acl || w.relation == Relation::amod || w.relation == Relation::advcl) return true;
    if (w.relation == Relation::conj && w.head != kNoToken && parse[w.head].upos == Upos::VERB)
      return is_passive(parse, w.head);
    // Headlines and telegram style leave the auxiliary out: "12 killed in clash".
    if (parse.child(verb, Relation::nsubj) == kNoToken || w.relation == Relation::root) return true;
  }
  return false;
}

namespace {

// Whose attempt, plan, order it is: "an attempt by gunmen to cross", "Israel's decision to withdraw".
TokenIndex owner_of_plan(const Parse& parse, TokenIndex noun) {
  for (TokenIndex c : parse.children(noun)) {
    const Relation r = parse[c].relation;
    if (r == Relation::nmod_poss ||
        ((r == Relation::nmod || r == Relation::obl_agent) && preposition(parse, c) == "by"))
      return c;
  }
  return kNoToken;
}

}  // namespace

TokenIndex deep_subject(const Parse& parse, TokenIndex verb) {
  TokenIndex v = verb;
  for (int step = 0; step < 6; ++step) {
    const Word& w = parse[v];
    if (v == verb && is_passive(parse, v)) {
      if (TokenIndex c = agent(parse, v); c != kNoToken) return c;
      if (TokenIndex c = shared_agent(parse, v); c != kNoToken) return c;
      // "were shot dead by the attackers": the phrase may hang on the outcome.
      TokenIndex outcome = parse.child(v, Relation::xcomp);
      if (outcome == kNoToken) outcome = parse.child(v, Relation::advmod);
      return outcome != kNoToken ? agent(parse, outcome) : kNoToken;
    }
    TokenIndex s = subject(parse, v);
    if (s != kNoToken) {
      if (is_relative_pronoun(parse, s) && w.relation == Relation::acl_relcl && w.head != kNoToken) return w.head;
      return s;
    }
    if (w.head == kNoToken) return kNoToken;
    if (is_misread_past(parse, v)) return w.head;
    switch (w.relation) {
      case Relation::conj:
        if (parse[w.head].upos != Upos::VERB || !same_voice(parse, v, w.head)) {
          if (parse[w.head].upos == Upos::VERB && v == verb && is_passive(parse, w.head)) return kNoToken;
          if (parse[w.head].upos != Upos::VERB) return kNoToken;
        }
        v = w.head;
        break;
      case Relation::xcomp: {
        TokenIndex o = parse.child(w.head, Relation::obj);
        if (o != kNoToken && o < v && parse[v].xpos == "VB") return o;  // "forced them to flee"
        v = w.head;
        break;
      }
      case Relation::advcl:
      case Relation::ccomp:
        // "accused the rebels of starting": who is accused is the doer.
        if (is_gerund(parse, v) && parse[w.head].upos == Upos::VERB) {
          TokenIndex o = parse.child(w.head, Relation::obj), m = parse.child(v, Relation::mark);
          if (o != kNoToken && o < v && m != kNoToken && (parse[m].lemma == "of" || parse[m].lemma == "for")) return o;
        }
        if (!is_gerund(parse, v) && parse[v].xpos != "VB") return kNoToken;
        v = w.head;
        break;
      case Relation::acl:
        if (is_gerund(parse, v)) return w.head;  // "soldiers shooting at"
        if (w.xpos == "VB") {
          if (const TokenIndex owner = owner_of_plan(parse, w.head); owner != kNoToken) return owner;
          // "the army made an attempt to cross"
          if (const Word& plan = parse[w.head]; plan.relation == Relation::obj && plan.head != kNoToken && v == verb) {
            v = plan.head;
            break;
          }
        }
        return kNoToken;
      case Relation::acl_relcl:
        return w.head;
      default:
        return kNoToken;
    }
    // The doer of the clause above, where that is passive, is not its subject ("was arrested for attacking" it is).
    if (parse[v].upos == Upos::VERB && is_passive(parse, v)) {
      // "The trench was dug by rebels to stop tanks": they mean to.
      const bool purpose = w.relation == Relation::advcl && parse[verb].xpos == "VB";
      const TokenIndex doer = purpose ? agent(parse, v) : kNoToken;
      return doer != kNoToken ? doer : parse.child(v, Relation::nsubj_pass);
    }
  }
  return kNoToken;
}

TokenIndex shared_object(const Parse& parse, TokenIndex verb) {
  const Word& w = parse[verb];
  if (w.relation == Relation::conj && w.head != kNoToken && parse[w.head].upos == Upos::VERB) {
    const TokenIndex object = parse.child(w.head, Relation::obj);
    return object > verb ? object : kNoToken;
  }
  constexpr TokenIndex kJoined = 2;  // "and" alone stands between
  for (TokenIndex c : parse.children(verb))
    if (parse[c].relation == Relation::conj && parse[c].upos == Upos::VERB && c == verb + kJoined &&
        subject(parse, c) == kNoToken)
      return parse.child(c, Relation::obj);
  return kNoToken;
}

TokenIndex deep_object(const Parse& parse, TokenIndex verb) {
  const Word& w = parse[verb];
  if (is_passive(parse, verb)) {
    TokenIndex s = subject(parse, verb);
    if (s != kNoToken) {
      if (is_relative_pronoun(parse, s) && w.head != kNoToken && w.relation == Relation::acl_relcl) return w.head;
      return s;
    }
    // Translated English puts a participle with all that belongs to it before its noun, and the parser loses the noun:
    // "a damaged after shelling house".
    if (w.head != kNoToken && parse[w.head].upos == Upos::DET && w.head < verb) {
      constexpr TokenIndex kFar = 6;
      for (TokenIndex i = verb + 1; i < std::min(parse.size(), verb + kFar) && parse[i].relation != Relation::root; ++i)
        if (parse[i].upos == Upos::NOUN && preposition(parse, i).empty() && parse[i].relation != Relation::compound)
          return i;
    }
    if ((w.relation == Relation::acl || w.relation == Relation::amod || w.relation == Relation::acl_relcl) &&
        w.head != kNoToken)
      return w.head;
    if (w.relation == Relation::conj && w.head != kNoToken && parse[w.head].upos == Upos::VERB)
      return deep_object(parse, w.head);
    if (w.relation == Relation::xcomp && w.head != kNoToken) {  // "left dead", "was found killed"
      TokenIndex o = parse.child(w.head, Relation::obj);
      return o != kNoToken ? o : subject(parse, w.head);
    }
    return kNoToken;
  }
  TokenIndex o = parse.child(verb, Relation::obj);
  if (o == kNoToken && is_misread_past(parse, verb)) o = parse.child(verb, Relation::obl_unmarked);
  if (o != kNoToken && is_relative_pronoun(parse, o) && w.relation == Relation::acl_relcl) return w.head;
  if (o == kNoToken && w.relation == Relation::acl_relcl && subject(parse, verb) != kNoToken &&
      !is_relative_pronoun(parse, subject(parse, verb)) && w.head != kNoToken)
    return w.head;  // "the town that rebels shelled", "men they had shot"
  return o;
}

std::vector<TokenIndex> conjuncts(const Parse& parse, TokenIndex i) {
  std::vector<TokenIndex> out = {i};
  for (TokenIndex c : parse.children(i)) {
    if (parse[c].relation != Relation::conj || parse[c].upos == Upos::VERB) continue;
    for (TokenIndex d : conjuncts(parse, c)) out.push_back(d);
  }
  return out;
}

namespace {

// "Nine of the twelve drones", "most of the rockets": what is counted.
TokenIndex counted(const Parse& parse, TokenIndex noun) {
  const Word& w = parse[noun];
  if (w.upos != Upos::NUM && w.upos != Upos::DET && w.upos != Upos::ADJ && w.upos != Upos::PRON) return noun;
  for (TokenIndex c : parse.children(noun))
    if (parse[c].relation == Relation::nmod && preposition(parse, c) == "of") return c;
  return noun;
}

}  // namespace

bool is_headed_by(const Parse& parse, TokenIndex phrase, const std::vector<std::string>& list) {
  if (phrase == kNoToken) return false;
  for (TokenIndex i : conjuncts(parse, counted(parse, phrase))) {
    i = counted(parse, i);
    if (listed(list, ascii_lower(parse[i].lemma))) return true;
    for (TokenIndex c : parse.children(i))
      if (parse[c].relation == Relation::compound && listed(list, parse[c].lemma + " " + parse[i].lemma)) return true;
  }
  return false;
}

std::optional<TreeWay> TreeWay::between(const Parse& parse, TokenIndex from, TokenIndex to, size_t most) {
  std::array<TokenIndex, kMost + 1> above{};  // `to` and what is above it
  size_t known = 0;
  for (TokenIndex i = to; i != kNoToken && known <= most; i = parse.head(i)) above[known++] = i;
  TreeWay way;
  for (TokenIndex at = from; at != kNoToken; at = parse.head(at)) {
    for (size_t d = 0; d < known; ++d)
      if (above[d] == at) {
        way.top_ = at;
        while (d-- > 0) way.down_[way.downs_++] = above[d];
        return way;
      }
    if (way.ups_ == most) return std::nullopt;
    way.up_[way.ups_++] = at;
  }
  return std::nullopt;
}

namespace {

TokenIndex child_named(const Parse& parse, TokenIndex i, std::string_view lemma) {
  const auto& below = parse.children(i);
  const auto c = std::find_if(below.begin(), below.end(), [&](TokenIndex k) { return parse[k].lemma == lemma; });
  return c == below.end() ? kNoToken : *c;
}

// "The biggest", "the most deadly"; not "at least".
bool is_behind_superlative(const Parse& parse, TokenIndex since) {
  const TokenIndex begin = parse.tokens().sentences[parse.tokens().sentence_of(since)].tokens.begin;
  for (TokenIndex i = begin; i < since; ++i) {
    const Word& w = parse[i];
    if ((w.xpos == "JJS" || w.xpos == "RBS") && (i == begin || parse.word(i - 1) != "at")) return true;
  }
  return false;
}

}  // namespace

TokenIndex measure_of(const Parse& parse, TokenIndex at) {
  for (TokenIndex i = at; i != kNoToken; i = parse.head(i)) {
    TokenIndex since = child_named(parse, i, "since");
    if (since == kNoToken && parse[i].relation == Relation::advcl && child_named(parse, i, "when") != kNoToken)
      for (TokenIndex c : parse.children(parse.head(i)))
        if (c < i && since == kNoToken) since = child_named(parse, c, "since");
    if (since != kNoToken && is_behind_superlative(parse, since)) return i;
  }
  return kNoToken;
}

}  // namespace sayso
