// Readers mark the words said generously: the whole quotation, over several sentences and with its full stop, both
// halves around ", he said,", an object together with its infinitive ("urged [voters to stay]"). The tree gives places
// where a stretch may begin or end, quotation marks and commas give more; which of them go together is weighed.
#include "claim/attribution_parts.h"

#include <algorithm>

#include "claim/words.h"

namespace sayso {
namespace {

constexpr size_t kBounds = 24;  // begins or ends of one saying
constexpr int kDepth = 3;       // of the words below the cue whose subtrees are asked for
constexpr TokenIndex kCommas = 3;

bool is_mark(const Parse& parse, TokenIndex i) { return parse[i].upos == Upos::PUNCT; }
bool is_quote_mark(std::string_view w) {
  return is_opening_quote(w) || is_closing_quote(w) || w == "'" || w == "‘" || w == "’";
}
bool is_comma(std::string_view w) { return w == "," || w == ":" || w == ";"; }

std::string_view length_name(TokenIndex n) {
  return n <= 1 ? "1" : n == 2 ? "2" : n <= 4 ? "3-4" : n <= 8 ? "5-8" : n <= 16 ? "9-16" : n <= 32 ? "17-32" : "33+";
}

}  // namespace

TokenRange attribution_cue(const SourceContext& context, const Saying& saying) {
  const Parse& parse = *context.parse;
  const TokenRange sentence = parse.tokens().sentences[saying.sentence].tokens;
  TokenRange cue = saying.cue.tokens;
  if (saying.cue.entry->words.has_gap()) cue = {saying.cue.head, saying.cue.head + 1};
  if (saying.cue.entry->kind == CueKind::verb) {
    while (cue.begin > sentence.begin) {
      const TokenIndex i = cue.begin - 1;
      const Word& word = parse[i];
      const bool below = parse.head(i) == saying.cue.head || parse.head(i) == parse.head(saying.cue.head);
      const bool goes_with = word.relation == Relation::aux || word.relation == Relation::aux_pass ||
                             word.relation == Relation::cop || word.relation == Relation::advmod;
      if (!below || !goes_with || word.upos == Upos::PRON || word.upos == Upos::SCONJ || word.xpos == "WRB") break;
      cue.begin = i;
    }
    // A comma or a subject between leaves only what touches: begin at no mark.
    while (cue.begin < saying.cue.tokens.begin && is_mark(parse, cue.begin)) ++cue.begin;
  }
  if (saying.cue.entry->kind != CueKind::mark && cue.end < sentence.end && parse.word(cue.end) == ":") ++cue.end;
  return cue;
}

TokenRange attribution_source(const SourceContext& context, const Saying& saying) {
  const Parse& parse = *context.parse;
  const TokenRange sentence = parse.tokens().sentences[saying.sentence].tokens;
  const SpeakerOption& who = saying.speakers[0];
  if (saying.cue.entry->kind == CueKind::verb && !saying.cue.entry->has(Content::relay) && who.link != Link::agent)
    for (TokenIndex c : parse.children(saying.cue.head))
      if (parse[c].relation == Relation::nsubj && c < saying.cue.head &&
          (parse[c].xpos == "WP" || parse[c].xpos == "WDT"))
        return {c, c + 1};
  TokenRange words = who.tokens;
  // "Ann Lee, a baker,": the comma behind belongs to the one within.
  if (words.end < sentence.end && parse.word(words.end) == ",")
    for (TokenIndex i = words.begin; i < words.end; ++i)
      if (parse.word(i) == ",") {
        ++words.end;
        break;
      }
  return words;
}

void ContentCandidates::add_begin(TokenIndex at, std::string_view how, Relation relation) {
  while (at < block_.end && is_mark(*context_->parse, at) && !is_quote_mark(context_->parse->word(at))) ++at;
  if (at >= block_.end || begins_.size() >= kBounds) return;
  for (const ContentBound& old : begins_)
    if (old.at == at) return;
  begins_.push_back({at, how, relation, at < cue_.begin});
}

void ContentCandidates::add_end(TokenIndex at, std::string_view how, Relation relation) {
  const Parse& parse = *context_->parse;
  // A mark that closes nothing is left out; one before a closing quotation mark goes with it.
  while (at - 1 > block_.begin && is_mark(parse, at - 1) && !is_quote_mark(parse.word(at - 1)) &&
         parse.word(at - 1) != ")")
    --at;
  if (at < block_.end && is_closing_quote(parse.word(at)) && context_->quotes->at(at) >= 0 && at > block_.begin &&
      context_->quotes->at(at - 1) == context_->quotes->at(at))
    ++at;
  else if (at + 1 < block_.end && is_mark(parse, at) && is_closing_quote(parse.word(at + 1)) &&
           context_->quotes->at(at + 1) >= 0 && context_->quotes->at(at) == context_->quotes->at(at + 1))
    at += 2;
  if (at <= block_.begin || ends_.size() >= kBounds) return;
  for (const ContentBound& old : ends_)
    if (old.at == at) return;
  ends_.push_back({at, how, relation, at <= cue_.begin});
}

// Ends before late parts of the words said: ", who is 70", "and left".
void ContentCandidates::add_cuts(TokenIndex i, int depth) {
  const Parse& parse = *context_->parse;
  for (TokenIndex c : parse.children(i)) {
    if (c < i || c < cue_.end) continue;
    Relation relation = parse[c].relation;
    if (relation == Relation::punct) continue;
    TokenRange below = parse.subtree(c);
    switch (relation) {
      case Relation::conj:
      case Relation::advcl:
      case Relation::acl:
      case Relation::acl_relcl:
      case Relation::parataxis:
      case Relation::obl:
      case Relation::obl_unmarked:
      case Relation::nmod:
      case Relation::appos:
      case Relation::xcomp:
      case Relation::advmod:
        if (below.begin > cue_.end) add_end(below.begin, "cut", relation);
        break;
      default:
        break;
    }
    if (depth > 1) add_cuts(c, depth - 1);
  }
}

void ContentCandidates::find(const SourceContext& context, const Saying& saying, TokenRange cue) {
  context_ = &context;
  saying_ = &saying;
  cue_ = cue;
  begins_.clear();
  ends_.clear();
  all_.clear();
  const Parse& parse = *context.parse;
  const Tokens& tokens = parse.tokens();
  const Quotes& quotes = *context.quotes;
  const size_t s = saying.sentence;
  sentence_ = tokens.sentences[s].tokens;
  size_t first = s, last = s;  // sentences of the block
  while (first > 0 && tokens.sentences[first - 1].block == tokens.sentences[s].block) --first;
  while (last + 1 < tokens.sentences.size() && tokens.sentences[last + 1].block == tokens.sentences[s].block) ++last;
  block_ = {tokens.sentences[first].tokens.begin, tokens.sentences[last].tokens.end};
  whole_ = sentence_;
  while (whole_.end > whole_.begin && is_mark(parse, whole_.end - 1) && !is_closing_quote(parse.word(whole_.end - 1)))
    --whole_.end;
  clause_ = cue;
  TokenRange who;
  if (!saying.speakers.empty()) {
    who = attribution_source(context, saying);
    TokenIndex gap = who.begin >= clause_.end ? who.begin - clause_.end : clause_.begin - who.end;
    if (gap <= 4) clause_ = {std::min(clause_.begin, who.begin), std::max(clause_.end, who.end)};
  }
  const TokenIndex h = saying.cue.head;
  const TokenIndex at = saying.cue.entry->kind == CueKind::adjective && parse.head(h) != kNoToken ? parse.head(h) : h;

  // Begins behind the cue.
  for (TokenIndex c : parse.children(at)) {
    if (c < cue.end || parse[c].relation == Relation::punct || who.contains(c)) continue;
    TokenIndex begin = std::max(parse.subtree(c).begin, cue.end);
    add_begin(begin, "child", parse[c].relation);
    if (begin < c && (parse[begin].upos == Upos::ADP || parse[begin].relation == Relation::mark))
      add_begin(begin + 1, "inner", parse[c].relation);
  }
  if (cue.end < sentence_.end) add_begin(cue.end, "cue");
  if (clause_.end > cue.end && clause_.end < sentence_.end) add_begin(clause_.end, "who");
  for (TokenIndex i = cue.end; i < sentence_.end; ++i)
    if (is_opening_quote(parse.word(i)) && quotes.at(i) >= 0) {
      add_begin(i, "quote");
      break;
    }
  for (TokenIndex i = cue.end; i < std::min(sentence_.end, cue.end + 8); ++i)
    if (same_text(parse.word(i), "that")) {
      add_begin(i, "that");
      break;
    }
  // Begins before it.
  if (clause_.begin > sentence_.begin) {
    TokenIndex begin = sentence_.begin;
    if (int32_t q = quotes.at(clause_.begin - 1); q >= 0) {
      add_begin(quotes.spans()[static_cast<size_t>(q)].tokens.begin, "quote");
    } else if (clause_.begin - 2 >= sentence_.begin && quotes.at(clause_.begin - 2) >= 0) {
      add_begin(quotes.spans()[static_cast<size_t>(quotes.at(clause_.begin - 2))].tokens.begin, "quote");
    }
    add_begin(begin, "sentence");
    if (parse[begin].upos == Upos::CCONJ || parse[begin].upos == Upos::SCONJ || parse[begin].upos == Upos::ADV)
      add_begin(begin + 1, "joined");
    TokenIndex commas = 0;
    for (TokenIndex i = begin; i < clause_.begin && commas < 2; ++i)
      if (is_comma(parse.word(i)) && i + 1 < clause_.begin) {
        add_begin(i + 1, "comma");
        ++commas;
      }
    for (TokenIndex i = begin; i < clause_.begin; ++i)
      if (is_opening_quote(parse.word(i)) && quotes.at(i) >= 0) {
        add_begin(i, "first quote");
        break;
      }
    if (TokenIndex up = parse.head(at); up != kNoToken) {
      add_begin(parse.subtree(up).begin, "up", parse[up].relation);
      if (up < cue.begin) add_begin(up, "up itself", parse[up].relation);
    }
    for (TokenIndex c : parse.children(at))
      if (c < cue.begin && parse[c].relation != Relation::punct && !who.contains(c))
        add_begin(parse.subtree(c).begin, "child", parse[c].relation);
  }
  if (clause_.begin <= sentence_.begin + 1 && sentence_.begin > block_.begin)
    if (int32_t q = quotes.at(sentence_.begin - 1); q >= 0)
      add_begin(quotes.spans()[static_cast<size_t>(q)].tokens.begin, "quote before");

  // Ends before the cue.
  if (clause_.begin > sentence_.begin) {
    add_end(clause_.begin, "clause");
    if (cue.begin > clause_.begin) add_end(cue.begin, "cue");
  } else if (sentence_.begin > block_.begin) {
    add_end(sentence_.begin, "quote before");
  }
  if (TokenIndex up = parse.head(at); up != kNoToken && up < cue.begin)
    add_end(up + 1, "up itself", parse[up].relation);
  // Ends behind it.
  if (clause_.end < whole_.end) {
    add_end(whole_.end, "sentence");
    for (TokenIndex c : parse.children(at)) {
      if (c < cue.end || parse[c].relation == Relation::punct || who.contains(c)) continue;
      add_end(parse.subtree(c).end, "child", parse[c].relation);
    }
    for (TokenIndex i = cue.end; i < sentence_.end; ++i)
      if (is_closing_quote(parse.word(i)) && quotes.at(i) >= 0 &&
          quotes.spans()[static_cast<size_t>(quotes.at(i))].tokens.end == i + 1) {
        add_end(i + 1, "quote");
        break;
      }
  }
  // A quotation that goes on behind the sentence, and one that the next sentence begins.
  if (int32_t q = quotes.at(sentence_.end - 1); q >= 0 && sentence_.end > cue.end) {
    TokenIndex end = quotes.spans()[static_cast<size_t>(q)].tokens.end;
    if (end > sentence_.end && end <= block_.end) add_end(end, "quote goes on");
  }
  for (TokenIndex next = sentence_.end; next < block_.end && quotes.at(next) >= 0;) {
    const QuoteSpan& span = quotes.spans()[static_cast<size_t>(quotes.at(next))];
    if (span.tokens.begin != next || span.tokens.end > block_.end) break;
    add_end(span.tokens.end, "next quote");
    break;
  }
  if (clause_.end < whole_.end) {
    TokenIndex commas = 0;
    for (TokenIndex i = clause_.end + 1; i < sentence_.end && commas < kCommas; ++i)
      if (is_comma(parse.word(i))) {
        add_end(i, "comma");
        ++commas;
      }
    add_cuts(at, kDepth);
  }

  for (size_t b = 0; b < begins_.size(); ++b)
    for (size_t e = 0; e < ends_.size(); ++e) {
      TokenRange whole = {begins_[b].at, ends_[e].at};
      if (whole.empty() || (begins_[b].before && !ends_[e].before && ends_[e].at <= clause_.end)) continue;
      if (!begins_[b].before && ends_[e].before) continue;
      all_.push_back({whole, static_cast<uint16_t>(b), static_cast<uint16_t>(e)});
    }
}

// What speaks for a bound of either sort; `sort` is "b " or "e ".
void ContentCandidates::bound_evidence(std::string_view sort, const ContentBound& bound, Evidence& out) const {
  const std::string_view kind = name(saying_->cue.entry->kind), relation = name(bound.relation);
  const std::string_view side = bound.before ? "before" : "behind", form = name(saying_->form);
  out.add(sort, bound.how, ":", relation);
  out.add(sort, bound.how, ":", relation, " kind=", kind);
  out.add(sort, bound.how, ":", relation, " form=", form);
  out.add(sort, bound.how, ":", relation, " lemma=", Piece::lower((*context_->parse)[saying_->cue.head].lemma));
  out.add(sort, side, " kind=", kind);
  out.add(sort, side, saying_->parenthetical ? std::string_view(" parenthetical") : " plain");
}

void ContentCandidates::begin_evidence(const ContentBound& b, Evidence& out) const {
  const Parse& parse = *context_->parse;
  const std::string_view relation = name(b.relation), side = b.before ? "before" : "behind";
  bound_evidence("b ", b, out);
  out.add("b ", side, " lemma=", Piece::lower(parse[saying_->cue.head].lemma));
  out.add("b ", side, " form=", name(saying_->form));
  out.add("b word=", Piece::lower(parse.word(b.at)));
  out.add("b word=", Piece::lower(parse.word(b.at)), " ", b.how, ":", relation);
  out.add("b tag=", parse[b.at].xpos);
  out.add("b tag=", parse[b.at].xpos, " relation=", name(parse[b.at].relation));
  const std::string_view last = b.at > block_.begin ? parse.word(b.at - 1) : std::string_view("^");
  out.add("b last=", Piece::lower(last));
  out.add("b last=", Piece::lower(last), " word=", Piece::lower(parse.word(b.at)));
  if (!b.before) {
    out.add("b apart=", length_name(b.at - clause_.end));
    out.add("b apart=", length_name(b.at - clause_.end), " tag=", parse[b.at].xpos);
  }
  const int32_t q = context_->quotes->at(b.at);
  if (q >= 0 && q != context_->quotes->at(saying_->cue.head))
    out.add("b quote ", context_->quotes->spans()[static_cast<size_t>(q)].tokens.begin == b.at
                            ? std::string_view("opens")
                            : "amid");
}

void ContentCandidates::end_evidence(const ContentBound& e, Evidence& out) const {
  const Parse& parse = *context_->parse;
  const std::string_view relation = name(e.relation);
  bound_evidence("e ", e, out);
  out.add("e tag=", parse[e.at - 1].xpos);
  const std::string_view next = e.at < block_.end ? parse.word(e.at) : std::string_view("$");
  out.add("e next=", Piece::lower(next));
  out.add("e next=", Piece::lower(next), " ", e.how, ":", relation);
  out.add("e last=", Piece::lower(parse.word(e.at - 1)), " next=", Piece::lower(next));
  if (e.at < block_.end) out.add("e next tag=", parse[e.at].xpos, " relation=", name(parse[e.at].relation));
  if (e.at + 1 < block_.end && parse.word(e.at) == ",")
    out.add("e comma, ", Piece::lower(parse.word(e.at + 1)), " tag=", parse[e.at + 1].xpos);
  const int32_t q = context_->quotes->at(e.at - 1);
  if (q >= 0 && q != context_->quotes->at(saying_->cue.head))
    out.add("e quote ",
            context_->quotes->spans()[static_cast<size_t>(q)].tokens.end == e.at ? std::string_view("closes") : "amid");
  out.add("e over=", e.at >= whole_.end ? (e.at > sentence_.end ? std::string_view("far") : "whole") : "short");
}

void ContentCandidates::pair_evidence(const ContentCandidate& candidate, Evidence& out) const {
  const ContentBound &b = begins_[candidate.begin], &e = ends_[candidate.end];
  const Quotes& quotes = *context_->quotes;
  const std::string_view side = !b.before ? std::string_view("behind") : e.before ? "before" : "around";
  out.add(side, " form=", name(saying_->form), saying_->parenthetical ? std::string_view(" parenthetical") : "");
  out.add(b.how, ":", name(b.relation), "-", e.how, ":", name(e.relation));
  out.add("length=", length_name(candidate.whole.size()), " form=", name(saying_->form));
  const int32_t own = quotes.at(saying_->cue.head);
  const int32_t qb = quotes.at(b.at), qe = quotes.at(e.at - 1);
  const bool begins = qb >= 0 && qb != own && quotes.spans()[static_cast<size_t>(qb)].tokens.begin == b.at;
  const bool ends = qe >= 0 && qe != own && quotes.spans()[static_cast<size_t>(qe)].tokens.end == e.at;
  out.add("quotes ", begins, "-", ends, " ", side);
  if (qb >= 0 && qe >= 0) out.add("quotes ", begins, "-", ends, qb == qe ? std::string_view(" one ") : " two ", side);
  if (candidate.whole == saying_->content) out.add("as the rules see it");
  const TokenRange &one = saying_->content, &two = saying_->content2;
  if (!two.empty() && b.at == one.begin && e.at == two.end) out.add("as the rules see it, both");
  if (b.at == one.begin) out.add("begins as the rules see it");
  if (e.at == (two.empty() ? one.end : two.end)) out.add("ends as the rules see it");
}

std::vector<TokenRange> ContentCandidates::parts(const ContentCandidate& candidate) const {
  const Parse& parse = *context_->parse;
  const TokenRange w = candidate.whole;
  if (w.end <= clause_.begin || w.begin >= clause_.end) return {w};
  TokenRange one = {w.begin, clause_.begin}, two = {clause_.end, w.end};
  while (!one.empty() && is_comma(parse.word(one.end - 1))) --one.end;
  while (!two.empty() && is_mark(parse, two.begin) && !is_quote_mark(parse.word(two.begin))) ++two.begin;
  std::vector<TokenRange> parts;
  for (TokenRange part : {one, two})
    if (!part.empty()) parts.push_back(part);
  if (parts.empty()) parts.push_back(w);
  return parts;
}

}  // namespace sayso
