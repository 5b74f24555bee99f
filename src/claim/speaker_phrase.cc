#include "claim/speaker_phrase.h"

#include <algorithm>

#include "claim/words.h"

namespace sayso {
namespace {

constexpr TokenIndex kLongest = 24;  // words in a phrase; a longer one is a fault of the tree

bool inside_phrase(Relation relation) {
  switch (relation) {
    case Relation::det:
    case Relation::amod:
    case Relation::compound:
    case Relation::nmod_poss:
    case Relation::nummod:
    case Relation::flat:
    case Relation::fixed:
    case Relation::appos:
    case Relation::nmod:
    case Relation::goeswith:
      return true;
    default:
      return false;
  }
}

// Prepositions that tie a phrase to the noun before it; "officials said by telephone" and "on Monday" are left out.
bool binds(const Parse& parse, TokenIndex nominal) {
  TokenIndex preposition = parse.child(nominal, Relation::case_);
  if (preposition == kNoToken || preposition > nominal) return true;
  for (std::string_view word : {"of", "for", "in", "at", "from", "with", "to", "near", "'s", "’s"})
    if (same_text(parse.word(preposition), word)) return true;
  return false;
}

bool is_joint(std::string_view w) { return w == "," || w == "(" || w == ")" || w == "-" || w == "–"; }

// "the Organization for Security and Cooperation", "the leaders of Kyrgyzstan and Tajikistan": names joined within a
// phrase.
bool joins_names(const Parse& parse, TokenIndex head, TokenIndex joined, TokenIndex end) {
  return joined == end + 1 && same_text(parse.word(end), "and") && parse[head].upos == Upos::PROPN &&
         parse[joined].upos == Upos::PROPN && is_capital(parse.word(head)) && is_capital(parse.word(joined));
}

TokenIndex phrase_end(const Parse& parse, TokenIndex head, TokenIndex limit, bool inner = false) {
  TokenIndex end = head + 1;
  for (TokenIndex c : parse.children(head)) {
    if (c < head) continue;
    Relation relation = parse[c].relation;
    if (inner && relation == Relation::conj && c < limit && joins_names(parse, head, c, end)) {
      end = phrase_end(parse, c, limit, true);
      continue;
    }
    TokenIndex begin = parse.subtree(c).begin;
    if (relation == Relation::case_ && c == end) {  // the possessive 's belongs to the phrase around
      continue;
    }
    if (relation == Relation::punct) continue;
    if (!inside_phrase(relation) || begin > end + 1 || begin < end || begin >= limit) break;
    if (begin == end + 1 && !is_joint(parse.word(end))) break;
    if (relation == Relation::nmod && !binds(parse, c)) break;
    end = phrase_end(parse, c, limit, true);
    // "a group close to the opposition": an adjective behind its noun has what it needs behind it.
    if (relation == Relation::amod) end = std::min(std::max(end, parse.subtree(c).end), limit);
    if (end < limit && parse.word(end) == ")" && parse.word(begin) == "(") ++end;
    if (end < limit && parse.word(end) == ")" && begin > 0 && parse.word(begin - 1) == "(") ++end;
  }
  return std::min(end, limit);
}

bool is_possessive(std::string_view w) { return w == "'s" || w == "’s" || w == "'" || w == "’"; }

// Whether the token before `begin` belongs to the phrase that begins there.
bool joins_left(const Parse& parse, TokenIndex begin) {
  TokenIndex i = begin - 1;
  std::string_view w = parse.word(i);
  const Word& first = parse[begin];
  if (first.upos == Upos::PRON || first.upos == Upos::DET) return false;
  if (is_possessive(parse.word(begin))) return parse[i].upos == Upos::PROPN || parse[i].upos == Upos::NOUN;
  if (is_possessive(w)) return i > 0 && parse[i].xpos == "POS";
  // "On Monday IS claimed": a phrase of its own.
  if (parse[i].relation == Relation::obl || parse[i].relation == Relation::obl_unmarked) return false;
  switch (parse[i].upos) {
    case Upos::PROPN:
    case Upos::DET:
      return parse[i].xpos != "WDT";
    case Upos::ADJ:
      return true;
    case Upos::NOUN:  // "army spokesman Ali", but not "on Sunday morning Ali"
      return parse[begin].upos == Upos::PROPN || parse[begin].upos == Upos::NOUN;
    case Upos::ADP:  // "Chief of Staff Ali": a title that goes on with a name
      return same_text(w, "of") && is_capital(parse.word(begin)) && i > 0 && is_capital(parse.word(i - 1)) &&
             parse[i - 1].upos != Upos::VERB;
    case Upos::PUNCT:  // "al-Baba", "vice-president"
      return w == "-" && i > 0 && !parse.tokens().tokens[static_cast<size_t>(i)].space_before &&
             !parse.tokens().tokens[static_cast<size_t>(begin)].space_before && parse[i - 1].upos != Upos::PUNCT;
    default:
      return false;
  }
}

bool joins_right(const Parse& parse, TokenIndex end) {
  const Word& last = parse[end - 1];
  if (last.upos != Upos::PROPN && last.upos != Upos::NOUN) return false;
  return parse[end].upos == Upos::PROPN && is_capital(parse.word(end));
}

}  // namespace

bool is_nominal_word(const Parse& parse, TokenIndex i) {
  Upos tag = parse[i].upos;
  return tag == Upos::NOUN || tag == Upos::PROPN || tag == Upos::PRON;
}

TokenIndex speaker_head(const Parse& parse, TokenIndex i, TokenRange within) {
  for (;;) {
    TokenIndex up = parse.head(i);
    if (up == kNoToken || !within.contains(up) || !inside_phrase(parse[i].relation)) return i;
    if (!is_nominal_word(parse, up)) return i;
    if (parse[i].relation == Relation::nmod && !binds(parse, i)) return i;
    i = up;
  }
}

TokenRange speaker_phrase(const Parse& parse, TokenIndex head, TokenRange within) {
  TokenIndex begin = head;
  auto children = parse.children(head);
  for (const TokenIndex* c = children.end(); c != children.begin();) {
    --c;
    if (*c > head) continue;
    if (!inside_phrase(parse[*c].relation) || parse.subtree(*c).end < begin) {
      if (parse[*c].relation == Relation::punct || parse[*c].relation == Relation::advmod) {
        if (*c == begin - 1 && (parse.word(*c) == "-" || parse[*c].relation == Relation::advmod)) begin = *c;
        continue;
      }
      break;
    }
    begin = std::min(begin, parse.subtree(*c).begin);
  }
  begin = std::max({begin, within.begin, head - kLongest});
  // "..., killing two, the army said": an article behind a comma begins a phrase, whatever the tree hangs before it.
  for (TokenIndex i = head - 1; i > begin; --i)
    if (parse[i].upos == Upos::DET && parse[i].relation == Relation::det && parse.word(i - 1) == ",") {
      begin = i;
      break;
    }
  TokenIndex end = phrase_end(parse, head, std::min(within.end, head + kLongest));
  // The surface has its say: a name or title that touches the phrase belongs to it, whatever the tree made of it
  // ("Maj. Gen. Sami Turgeman", "Magen David Adom paramedics").
  while (begin > within.begin && head - begin < kLongest && joins_left(parse, begin)) --begin;
  while (end < std::min(within.end, head + kLongest) && joins_right(parse, end)) ++end;
  while (begin < head && (parse[begin].upos == Upos::PUNCT || parse[begin].upos == Upos::CCONJ)) ++begin;
  while (end > head + 1 && parse.word(end - 1) == ",") --end;
  return {begin, std::max(end, head + 1)};
}

}  // namespace sayso
