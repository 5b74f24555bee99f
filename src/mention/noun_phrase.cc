#include "mention/noun_phrase.h"

#include <algorithm>

namespace sayso {
namespace {

constexpr TokenIndex kLongestCore = 12;
constexpr TokenIndex kLongestFull = 16;
constexpr TokenIndex kLongestAttribute = 8;  // a prepositional phrase or clause behind the head

bool nominal(const Parse& parse, TokenIndex i) {
  Upos tag = parse[i].upos;
  return tag == Upos::NOUN || tag == Upos::PROPN || tag == Upos::PRON;
}

bool is_mark(const Parse& parse, TokenIndex i) { return parse[i].upos == Upos::PUNCT; }

// Marks that may stand inside a name or compound.
bool joins(std::string_view word) {
  return word == "-" || word == "–" || word == "'" || word == "’" || word == "/" || word == "&" || word == ".";
}

// Left of the head: what qualifies it.
bool qualifies(Relation relation) {
  switch (relation) {
    case Relation::det:
    case Relation::amod:
    case Relation::compound:
    case Relation::nmod_desc:
    case Relation::nmod_poss:
    case Relation::nmod_unmarked:
    case Relation::nummod:
    case Relation::flat:
    case Relation::fixed:
    case Relation::goeswith:
      return true;
    default:
      return false;
  }
}

// Right of the head: what goes on with its name.
bool continues_name(Relation relation) {
  return relation == Relation::flat || relation == Relation::compound || relation == Relation::fixed ||
         relation == Relation::goeswith || relation == Relation::nmod_desc;
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Articles, demonstratives, quantities and marks that a core phrase does not begin with.
bool leads(const Parse& parse, TokenIndex i) {
  const Word& w = parse[i];
  if (w.upos == Upos::PUNCT) return true;
  // "47-year-old man"
  if (w.upos == Upos::NUM && i + 2 < parse.size() && parse.word(i + 1) == "-" && parse[i + 2].upos != Upos::NUM)
    return false;
  if (w.upos == Upos::NUM) return w.relation == Relation::nummod || w.relation == Relation::compound;
  if (w.upos != Upos::DET && w.upos != Upos::ADV && w.upos != Upos::ADJ && w.upos != Upos::ADP) return false;
  if (w.upos == Upos::DET) return !one_of(w.lemma, {"both", "neither", "either"});
  return one_of(w.lemma,
                {"several", "many", "few",           "more", "other",  "least",  "some", "about", "around",  "over",
                 "up",      "to",   "than",          "at",   "nearly", "almost", "such", "same",  "another", "dozens",
                 "most",    "all",  "approximately", "only", "just",   "as",     "no"}) &&
         w.lemma != "other";
}

// "Two or three gunmen", "15 to 20 gunmen": what joins two numbers, or the second of them.
bool joins_numbers(const Parse& parse, TokenIndex i, TokenIndex head) {
  if (i == 0 || i >= head) return false;
  const bool joint = one_of(parse[i].lemma, {"or", "to", "and"}) && parse[i - 1].upos == Upos::NUM;
  if (joint) return parse[i + 1].upos == Upos::NUM;
  return parse[i].upos == Upos::NUM && one_of(parse[i - 1].lemma, {"or", "to"});
}

// The head of the phrase that token i begins, where i is hung beside it as a second subject or object ("spokesman" of
// "the spokesman Ana Ruiz said"): a common fault of trees with titles before names. Else kNoToken.
TokenIndex title_of(const Parse& parse, TokenIndex i) {
  const Word& w = parse[i];
  switch (w.relation) {
    case Relation::nsubj:
    case Relation::nsubj_pass:
    case Relation::obj:
    case Relation::obl:
    case Relation::iobj:
      break;
    default:
      return kNoToken;
  }
  if (i + 1 >= parse.size() || w.head == kNoToken || w.upos == Upos::PRON || w.xpos == "NNS") return kNoToken;
  TokenIndex name = i + 1;
  for (int steps = 0; steps < 4 && name != kNoToken && parse.head(name) != w.head; ++steps) name = parse.head(name);
  if (name == kNoToken || name <= i || parse.head(name) != w.head || parse[name].relation != w.relation)
    return kNoToken;
  if (parse[name].upos != Upos::PROPN && !(w.upos == Upos::ADJ && nominal(parse, name))) return kNoToken;
  for (TokenIndex k = i + 1; k <= name; ++k)
    if (is_mark(parse, k) && !joins(parse.word(k))) return kNoToken;
  if (parse[i + 1].upos == Upos::DET || parse[i + 1].upos == Upos::ADP) return kNoToken;
  return name;
}

TokenIndex left_edge(const Parse& parse, TokenIndex head, TokenIndex longest) {
  TokenIndex begin = head;
  auto children = parse.children(head);
  for (const TokenIndex* c = children.end(); c != children.begin();) {
    --c;
    if (*c > head) continue;
    Relation relation = parse[*c].relation;
    TokenRange below = parse.subtree(*c);
    if (relation == Relation::punct) {
      if (*c == begin - 1 && joins(parse.word(*c))) begin = *c;
      continue;
    }
    if (!qualifies(relation)) {
      if (relation == Relation::advmod && *c == begin - 1 && parse[*c].upos != Upos::ADV) begin = *c;
      continue;
    }
    // A gap is allowed for marks only ("Kenya's military spokesman": none; "U.S. - led": a hyphen).
    TokenIndex gap = std::min(below.end, begin);
    while (gap < begin && is_mark(parse, gap)) ++gap;
    if (gap < begin || head - below.begin > longest) break;
    begin = std::min(begin, below.begin);
  }
  while (begin < head && is_mark(parse, begin)) ++begin;
  if (begin > 0 && head - begin < longest && title_of(parse, begin - 1) == head)
    return left_edge(parse, begin - 1, longest - (head - begin));
  return begin;
}

// End of the head's own name: "Su" "-" "27", "Eduard" "Basurin".
TokenIndex name_end(const Parse& parse, TokenIndex head, TokenIndex longest) {
  TokenIndex end = head + 1;
  for (TokenIndex c : parse.children(head)) {
    if (c < head) continue;
    Relation relation = parse[c].relation;
    if (relation == Relation::punct) {
      if (c == end && joins(parse.word(c)) && c + 1 < parse.size() && parse.dominates(head, c + 1)) end = c + 1;
      continue;
    }
    bool number = relation == Relation::nummod && parse[head].upos == Upos::PROPN && parse[c].upos == Upos::NUM;
    bool name = continues_name(relation) ||
                (relation == Relation::nmod_unmarked && parse[c].upos == Upos::PROPN && !parse[c].lemma.empty());
    TokenRange below = parse.subtree(c);
    if ((!name && !number) || below.begin > end || below.end - head > longest) break;
    end = std::max(end, below.end);
  }
  while (end > head + 1 && is_mark(parse, end - 1)) --end;
  return end;
}

bool holds_clause(const Parse& parse, TokenRange range) {
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    const Word& w = parse[i];
    if (w.xpos == "VBD" || w.xpos == "VBZ" || w.xpos == "VBP" || w.xpos == "MD") return true;
  }
  return false;
}

// The end of a prepositional phrase on `noun`: its own base phrase and "of" phrases below it, no further.
TokenIndex attribute_end(const Parse& parse, TokenIndex noun, int depth) {
  TokenIndex end = name_end(parse, noun, kLongestAttribute);
  if (depth == 0) return end;
  for (TokenIndex c : parse.children(noun)) {
    if (c < end || parse[c].relation != Relation::nmod) continue;
    TokenIndex preposition = preposition_of(parse, c);
    if (preposition != end || !one_of(parse[preposition].lemma, {"of", "for"})) break;
    end = attribute_end(parse, c, depth - 1);
  }
  return end;
}

bool is_relative(const Parse& parse, TokenRange clause) {
  for (TokenIndex i = clause.begin; i < std::min(clause.end, clause.begin + 3); ++i)
    if (parse[i].xpos == "WP" || parse[i].xpos == "WDT" || parse[i].xpos == "WP$" || parse[i].lemma == "that")
      return true;
  return false;
}

enum class Reach { core, full };

bool binds(std::string_view preposition, Reach reach) {
  if (one_of(preposition, {"of", "for", "from"})) return true;
  return reach == Reach::full && one_of(preposition, {"in", "at", "with", "to", "within", "on", "inside", "near"});
}

// What follows the head and its name and belongs to the phrase.
TokenIndex right_edge(const Parse& parse, TokenIndex head, Reach reach) {
  TokenIndex longest = reach == Reach::core ? kLongestCore : kLongestFull;
  TokenIndex end = name_end(parse, head, longest);
  TokenIndex size = parse.size();
  for (TokenIndex c : parse.children(head)) {
    if (c < end) continue;
    Relation relation = parse[c].relation;
    TokenRange below = parse.subtree(c);
    if (relation == Relation::punct) continue;
    if (relation == Relation::nmod && nominal(parse, c)) {
      TokenIndex preposition = preposition_of(parse, c);
      if (preposition == kNoToken || preposition != end || !binds(parse[preposition].lemma, reach)) break;
      if (holds_clause(parse, {preposition, c})) break;
      TokenIndex to = attribute_end(parse, c, 2);
      if (to - head > longest) break;
      end = to;
      continue;
    }
    if (relation == Relation::amod && below.begin == end && parse[c].lemma == "loyal" &&
        below.size() <= kLongestAttribute) {
      end = below.end;
      continue;
    }
    if (reach == Reach::core) break;
    bool comma = end < size && (parse.word(end) == "," || parse.word(end) == "(");
    if (below.begin != end && !(comma && below.begin == end + 1)) break;
    if (parse.word(below.begin) == ";") break;
    if (below.end - head > longest) break;
    if (relation == Relation::appos || relation == Relation::nmod_unmarked || relation == Relation::parataxis ||
        relation == Relation::dep) {
      if (relation != Relation::appos && parse[c].upos != Upos::PROPN) break;
      if (relation == Relation::appos && !takes_apposition(parse, head)) break;
      if (holds_clause(parse, below)) break;
      bool bracket = parse.word(below.begin) == "(" || (comma && parse.word(end) == "(");
      end = below.end;
      if (bracket && end < size && parse.word(end) == ")") ++end;
      continue;
    }
    // "The FSB, which runs the border guard", "the ministry, citing doctors": said in passing, and no part of who it
    // is. "Oleksandr Tarnavsky, who commands the forces there" is.
    const bool set_off = comma || is_mark(parse, below.begin);
    const TokenIndex subject = parse.child(c, Relation::nsubj);
    const bool of_who = subject == kNoToken || parse[subject].lemma == "who";
    if (set_off && (relation != Relation::acl_relcl || !of_who)) break;
    // A relative clause has its pronoun in front; a finite verb hung here without one is a clause of its own.
    bool relative = relation == Relation::acl_relcl && is_relative(parse, below);
    // "accused rebels of burning the market": what they are accused of is none of theirs.
    const TokenIndex mark = parse.child(c, Relation::mark);
    const bool charge = mark != kNoToken && one_of(parse[mark].lemma, {"of", "for"});
    bool reduced = relation == Relation::acl && !charge && !holds_clause(parse, {below.begin, c + 1});
    if ((relative || reduced) && below.size() <= kLongestAttribute + 2) {
      end = below.end;
      continue;
    }
    break;
  }
  while (end > head + 1 && is_mark(parse, end - 1) && parse.word(end - 1) != ")") --end;
  // A preposition or article at the end is a fault of the tree.
  while (end > head + 1 && (parse[end - 1].upos == Upos::ADP || parse[end - 1].upos == Upos::DET)) --end;
  return end;
}

}  // namespace

bool takes_apposition(const Parse& parse, TokenIndex i) {
  return parse[i].lemma != "other" || parse.child(i, Relation::nummod) == kNoToken;
}

bool heads_phrase(const Parse& parse, TokenIndex i) {
  if (!nominal(parse, i)) return false;
  switch (parse[i].relation) {
    case Relation::compound:
    case Relation::flat:
    case Relation::fixed:
    case Relation::goeswith:
    case Relation::nmod_desc:
    case Relation::amod:
    case Relation::det:
    case Relation::case_:
    case Relation::mark:
    case Relation::expl:
      return false;
    default:
      return title_of(parse, i) == kNoToken;
  }
}

TokenIndex preposition_of(const Parse& parse, TokenIndex i) {
  for (TokenIndex c : parse.children(i)) {
    if (c > i) break;
    if (parse[c].relation == Relation::case_ && parse[c].upos != Upos::PART) return c;
  }
  return kNoToken;
}

TokenRange base_phrase(const Parse& parse, TokenIndex head) {
  return {left_edge(parse, head, kLongestCore), name_end(parse, head, kLongestCore)};
}

TokenRange core_phrase(const Parse& parse, TokenIndex head) {
  TokenIndex begin = left_edge(parse, head, kLongestCore), end = right_edge(parse, head, Reach::core);
  while (begin < head && (leads(parse, begin) || joins_numbers(parse, begin, head))) ++begin;
  return {begin, end};
}

TokenRange full_phrase(const Parse& parse, TokenIndex head) {
  TokenIndex begin = left_edge(parse, head, kLongestFull);
  // A name that stands behind its owner's title as apposition of it: take the title in. "Barda, the Ministry" of
  // "shelled Barda, the Ministry said" is no title and its name.
  TokenIndex up = parse.head(head);
  if (up != kNoToken && parse[head].relation == Relation::appos && up < begin && parse[head].upos == Upos::PROPN &&
      takes_apposition(parse, up) && (parse[up].upos != Upos::PROPN || parse.child(head, Relation::det) == kNoToken)) {
    TokenRange title = {left_edge(parse, up, kLongestFull), right_edge(parse, up, Reach::full)};
    if (title.contains(head) && title.size() <= kLongestFull) return title;
  }
  return {begin, right_edge(parse, head, Reach::full)};
}

}  // namespace sayso
