// The evidence comes in groups: the cue's word, how it stands in the sentence, what hangs on it, the words beside it,
// the words said, and who says them. Words count alone and with their surroundings ("states" the noun, "states" the
// verb with a clause); what a single word has too few examples for, its classes say.
#include "claim/telling.h"

#include <array>

#include "claim/words.h"

namespace sayso {
namespace {

constexpr int64_t kBleak = -700;  // a word's own weights, in thousandths, below which nothing around it is asked

std::string_view length_name(TokenIndex n) {
  return n == 0 ? "0" : n == 1 ? "1" : n == 2 ? "2" : n <= 4 ? "3-4" : n <= 8 ? "5-8" : n <= 16 ? "9-16" : "17+";
}

std::string_view distance_name(TokenIndex n) {
  return n <= 1 ? "0-1" : n <= 3 ? "2-3" : n <= 6 ? "4-6" : n <= 12 ? "7-12" : "13+";
}

void word_evidence(const Parse& parse, TokenIndex h, Evidence& out) {
  out.add("lemma=", Piece::lower(parse[h].lemma));
  out.add("class=", parse[h].word_class);
}

}  // namespace

void telling_evidence(const SourceContext& context, const Saying& saying, Evidence& out) {
  const Parse& parse = *context.parse;
  const CueEntry& entry = *saying.cue.entry;
  const TokenIndex h = saying.cue.head;
  const Word& word = parse[h];
  const TokenRange sentence = parse.tokens().sentences[saying.sentence].tokens;
  const Piece lemma = Piece::lower(word.lemma);
  const std::string_view tag = word.xpos, relation = name(word.relation), kind = name(entry.kind);
  const std::string_view form = name(saying.form);

  // The word.
  out.add("bias");
  word_evidence(parse, h, out);
  out.add("coarse=", word.coarse_class);
  out.add("cue=", entry.text);
  out.add("kind=", kind);
  out.add("class of cue=", static_cast<int>(entry.cue_class));
  out.add("kind=", kind, " tag=", tag);
  out.add("lemma=", lemma, " tag=", tag);
  constexpr std::array<std::string_view, 11> kFlags = {"clause", "quote",   "object",  "infinitive", "own",   "weak",
                                                       "relay",  "passive", "caption", "noun",       "phrase"};
  for (size_t f = 0; f < kFlags.size(); ++f)
    if ((entry.content >> f & 1) != 0) {
      out.add("takes=", kFlags[f]);
      out.add("takes=", kFlags[f], " form=", form);
    }

  // How it stands.
  out.add("relation=", relation);
  out.add("relation=", relation, " tag=", tag);
  out.add("relation=", relation, " kind=", kind);
  if (TokenIndex up = parse.head(h); up != kNoToken) {
    out.add("up=", Piece::lower(parse[up].lemma));
    out.add("up=", Piece::lower(parse[up].lemma), " relation=", relation);
    out.add("up coarse=", parse[up].coarse_class, " relation=", relation);
  }
  bool infinitive = false, auxiliary = false;
  for (TokenIndex c : parse.children(h)) {
    const Word& child = parse[c];
    if (child.relation == Relation::aux || child.relation == Relation::aux_pass || child.relation == Relation::cop) {
      auxiliary = true;
      out.add("auxiliary=", Piece::lower(child.lemma));
      out.add("auxiliary=", Piece::lower(child.lemma), " tag=", tag);
    } else if (child.relation == Relation::mark && c < h) {
      infinitive |= same_text(parse.word(c), "to");
      out.add("marked=", Piece::lower(parse.word(c)));
    } else if (child.relation == Relation::advmod && c < h) {
      out.add("adverb=", Piece::lower(child.lemma));
    } else if (c >= saying.cue.tokens.end && child.relation != Relation::punct) {
      out.add("has=", name(child.relation));
      out.add("has=", name(child.relation), " lemma=", lemma);
      out.add("has=", name(child.relation), " class=", word.word_class);
      if (TokenIndex p = parse.child(c, Relation::case_); p != kNoToken && p < c) {
        out.add("has=", name(child.relation), ":", Piece::lower(parse.word(p)));
        out.add("preposition=", Piece::lower(parse.word(p)), " lemma=", lemma);
      }
    } else if (c < h) {
      out.add("before=", name(child.relation));
      out.add("before=", name(child.relation), " kind=", kind);
    }
  }
  out.add(infinitive  ? std::string_view("infinitive")
          : auxiliary ? std::string_view("auxiliary")
                      : "bare",
          " tag=", tag);
  if (infinitive) out.add("infinitive lemma=", lemma);
  if (saying.negated) out.add("negated");

  // The words beside it.
  if (h > sentence.begin) {
    out.add("last=", Piece::lower(parse.word(saying.cue.tokens.begin - (saying.cue.tokens.begin > sentence.begin))));
    out.add("last tag=", parse[h - 1].xpos, " tag=", tag);
  }
  if (saying.cue.tokens.end < sentence.end) {
    TokenIndex next = saying.cue.tokens.end;
    out.add("next=", Piece::lower(parse.word(next)));
    out.add("next tag=", parse[next].xpos, " kind=", kind);
    out.add("next tag=", parse[next].xpos, " coarse=", word.coarse_class);
  }

  // The words said.
  const bool quoted = context.quotes->at(h) >= 0;
  out.add("form=", form);
  out.add("form=", form, " kind=", kind);
  out.add("form=", form, " lemma=", lemma);
  out.add("form=", form, " class=", word.word_class);
  out.add("length=", length_name(saying.content.size()), " form=", form);
  if (quoted) {
    out.add("quoted");
    out.add("quoted tag=", tag);
  }
  if (!saying.content.empty()) {
    TokenIndex first = saying.content.begin;
    bool said_quoted = false;
    for (TokenIndex i = first; i < saying.content.end && !said_quoted; ++i)
      said_quoted = context.quotes->at(i) >= 0 && context.quotes->at(i) != context.quotes->at(h);
    out.add("first=", Piece::lower(parse.word(first)));
    if (said_quoted) {
      out.add("words in quotes");
      out.add("words in quotes form=", form);
      out.add("words in quotes kind=", kind);
    }
  }
  if (saying.parenthetical) out.add("parenthetical");

  // Who says them.
  if (saying.speakers.empty()) {
    out.add("nobody");
    out.add("nobody kind=", kind);
    out.add("nobody cue=", entry.text);
  } else {
    const SpeakerOption& who = saying.speakers[0];
    const Word& head = parse[who.head];
    const std::string_view link = name(who.link);
    out.add("link=", link);
    out.add("link=", link, " kind=", kind);
    out.add("link=", link, " tag=", tag);
    out.add("link=", link, " form=", form);
    out.add("link=", link, " infinitive=", infinitive);
    out.add("who tag=", head.xpos);
    out.add("who entity=", name(head.entity));
    out.add("who coarse=", head.coarse_class);
    out.add("who class=", head.word_class);
    out.add("who=", Piece::lower(head.lemma));
    if (quoted) out.add("who=", Piece::lower(head.lemma), " quoted");
    TokenIndex apart =
        who.head < h ? saying.cue.tokens.begin - who.tokens.end : who.tokens.begin - saying.cue.tokens.end;
    out.add("who apart=", distance_name(apart), " link=", link);
    if (const Actor* actor = context.mentions->actor_at(who.head))
      out.add("who role=", static_cast<int>(actor->role));
    else
      out.add("who no actor");
  }

  // Where.
  const BlockRole role = context.report->blocks[parse.tokens().sentences[saying.sentence].block].role;
  out.add("block=", name(role));
  out.add("block=", name(role), " kind=", kind);
  out.add("sentence=", length_name(sentence.size()));
}

Result<Telling> Telling::load(const KnowledgeSource& source) {
  auto weights = EvidenceWeights::load(source, "claims/telling_weights.tsv");
  if (!weights) return weights.error();
  Telling telling(std::move(*weights));
  telling.threshold_ = telling.weights_.weight(Evidence::hash("threshold"));
  return telling;
}

bool Telling::worth(const SourceContext& context, const Saying& saying, Evidence& scratch) const {
  scratch.clear();
  telling_evidence(context, saying, scratch);
  return weights_.sum(scratch) > threshold_;
}

bool Telling::worth_a_look(const Parse& parse, TokenIndex i) const {
  Evidence word;
  word_evidence(parse, i, word);
  return weights_.sum(word) > kBleak;
}

}  // namespace sayso
