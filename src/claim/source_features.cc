#include "claim/source_features.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "claim/words.h"

namespace sayso {
namespace {

constexpr size_t kWindowBefore = 2;  // sentences before the trigger's whose sayings may carry it
constexpr size_t kWindowBehind = 1;  // sentences behind it, within a quotation
constexpr size_t kLongQuote = 4;     // and so many where the quotation goes on to its speaker
constexpr size_t kMostSpeakers = 5;  // of one saying

// ---- Names of the features: a template and its values. ----

enum Template : uint8_t {
  kNull,
  kNullCues,
  kNullBlock,
  kNullKind,
  kNullClause,
  kNullQuote,
  kNullSourceless,
  kNullBefore,
  kNullTag,
  kGroup,
  kClass,
  kLinkOfGroup,
  kAgreement,
  kRank,
  kTie,
  kTieOfGroup,
  kOrder,
  kOrderOfGroup,
  kContent,
  kThat,
  kCommas,
  kCuesBetween,
  kBreaks,
  kQuotes,
  kQuotesOfOrder,
  kShape,
  kRole,
  kRoleOfGroup,
  kFarShape,
  kFarOwn,
  kBlockOfGroup,
  kNegated,
  kNearest,
  kPath,
  kForm,
  kSubjectOfTrigger,
  kSpeech,
  kSentencePlace,
  kGap,
  kInversion,
  kTag,
  kTagOfGroup,
  kTagOfOrder,
  kTagAhead,
  kTemplates
};

using Values = std::vector<std::string>;

const Values& groups() {
  static const Values kGroups = {"say",    "say-object", "object", "blame",       "weak",       "quote", "relay",
                                 "phrase", "shape",      "noun",   "preposition", "participle", "colon", "dash"};
  return kGroups;
}

Values crossed(const Values& a, const Values& b) {
  Values out;
  for (const auto& x : a)
    for (const auto& y : b) out.push_back(x + "/" + y);
  return out;
}

struct Space {
  std::array<std::string, kTemplates> names;
  std::array<Values, kTemplates> values;
  std::array<uint32_t, kTemplates + 1> first{};

  Space() {
    const Values ties = {
        "same",           "under-clause",    "under-infinitive", "under-object", "under-oblique", "under-advcl",
        "under-relative", "under-loose",     "under-subject",    "under-conj",   "under-other",   "over-loose",
        "over-advcl",     "over-relative",   "over-clause",      "over-conj",    "over-other",    "beside-loose",
        "beside-advcl",   "beside-relative", "beside-conj",      "beside-other", "apart"};
    const Values order = {"before-2", "before-5", "before-10", "before-20",    "before-far",
                          "after-2",  "after-5",  "after-10",  "after-20",     "after-far",
                          "sent-1",   "sent-2",   "sent+1",    "sent-1-block", "sent-2-block"};
    const Values blocks = {"title", "caption", "heading", "paragraph"};
    const Values few = {"0", "1", "2", "3+"};
    const Values quotes = {"none",        "adjacent",      "same-sentence", "earlier-quote",
                           "inside-same", "cue-has-other", "cue-inside",    "far"};
    const Values shapes = {"pronoun", "name", "noun", "adjective", "place", "number"};
    const Values roles = {"belligerent", "official",  "body",   "medic",   "monitor", "media",
                          "witness",     "anonymous", "person", "unknown", "none"};
    set(kNull, "own-voice", {"yes"});
    set(kNullCues, "own-voice.cues", {"none", "before", "after", "both"});
    set(kNullBlock, "own-voice.block", blocks);
    set(kNullKind, "own-voice.kind", {"speech", "deed"});
    set(kNullClause, "own-voice.clause", {"main", "relative", "adverbial", "complement", "other"});
    set(kNullQuote, "own-voice.quote", {"yes"});
    set(kNullSourceless, "own-voice.sourceless-cue", {"near", "in-sentence"});
    set(kNullBefore, "own-voice.sentence-before", {"none", "said", "quoted"});
    set(kGroup, "group", groups());
    set(kClass, "class", {"neutral", "distancing", "confirming", "denying", "accusing", "conceding", "estimating"});
    set(kLinkOfGroup, "link",
        crossed({"subject", "inherited", "before", "after", "object", "agent", "possessor", "giver", "wide", "self"},
                {"verb", "noun", "other"}));
    set(kAgreement, "ways", {"one", "tree+surface", "tree+far"});
    set(kRank, "rank", few);
    set(kTie, "tree", ties);
    set(kTieOfGroup, "tree-of", crossed(groups(), ties));
    set(kOrder, "order", order);
    set(kOrderOfGroup, "order-of", crossed(groups(), order));
    set(kContent, "content",
        crossed({"plain", "parenthetical"}, {"holds", "second-half", "outside", "other-sentence"}));
    set(kThat, "that", {"behind-cue", "behind-cue-trigger-before"});
    set(kCommas, "commas", few);
    set(kCuesBetween, "cues-between", few);
    set(kBreaks, "between", {"semicolon", "but", "while", "and", "which", "finite-verb", "quote-ends", "after-when"});
    set(kQuotes, "quotes", quotes);
    set(kQuotesOfOrder, "quotes-order", crossed(quotes, {"before", "after", "sent-1", "sent-2", "sent+1"}));
    set(kShape, "speaker", crossed(shapes, {"tree", "surface"}));
    set(kRole, "role", roles);
    set(kRoleOfGroup, "role-of", crossed(groups(), roles));
    set(kFarShape, "far-speaker", crossed({"cue-in-own", "no-cue-in-own"}, shapes));
    set(kFarOwn, "far", {"trigger-pronoun-subject", "trigger-first-person"});
    set(kBlockOfGroup, "block", crossed(groups(), blocks));
    set(kNegated, "cue-negated", {"yes"});
    set(kNearest, "nearest", {"before", "after", "tree"});
    set(kPath, "path-through", {"relative", "adverbial", "conj"});
    set(kForm, "form", {"VBD", "VBZ", "VBP", "VBG", "VBN", "VB", "other"});
    set(kSubjectOfTrigger, "speaker-is", {"doer", "object-of-trigger", "apart"});
    set(kSpeech, "trigger-is-cue", {"speech", "deed"});
    set(kSentencePlace, "cue-place", {"opens", "closes", "amid"});
    const Values gaps = {"before-touching", "before-near", "before-far", "before-comma",
                         "after-touching",  "after-near",  "after-comma"};
    set(kGap, "speaker-at", crossed({"verb", "noun", "other"}, gaps));
    set(kInversion, "inversion", {"this-speaker", "other-speaker"});
    Values levels;
    for (int level = EventTags::kLowest; level <= EventTags::kHighest; ++level) levels.push_back(std::to_string(level));
    set(kNullTag, "own-voice.tag", levels);
    set(kTag, "tag", levels);
    set(kTagOfGroup, "tag-of", crossed(groups(), levels));
    set(kTagOfOrder, "tag-order", crossed({"before", "after", "elsewhere"}, levels));
    set(kTagAhead, "tag-ahead", {"most", "near", "behind"});
    for (size_t t = 0; t < kTemplates; ++t) first[t + 1] = first[t] + static_cast<uint32_t>(values[t].size());
  }

  void set(Template t, std::string name, Values v) {
    names[t] = std::move(name);
    values[t] = std::move(v);
  }
};

const Space& space() {
  static const Space kSpace;
  return kSpace;
}

uint32_t id(Template t, size_t value) {
  assert(value < space().values[t].size());
  return space().first[t] + static_cast<uint32_t>(value);
}

// ---- Small questions. ----

size_t group(const CueEntry& entry) {
  switch (entry.kind) {
    case CueKind::noun:
      return 9;
    case CueKind::preposition:
      return entry.has(Content::relay) ? 6 : 10;
    case CueKind::participle:
      return 11;
    case CueKind::mark:
      return entry.text == ":" ? 12 : 13;
    default:
      break;
  }
  if (entry.line == 0) return 8;
  if (entry.has(Content::weak)) return 4;
  if (entry.has(Content::relay)) return 6;
  if (entry.has(Content::own)) return 3;
  if (entry.has(Content::quote)) return 5;
  if (entry.has(Content::clause)) return entry.has(Content::object) ? 1 : 0;
  if (entry.has(Content::object)) return 2;
  return 7;
}

bool names_speaker(const CueEntry& entry) {
  return entry.kind != CueKind::adverb && entry.kind != CueKind::adjective && !entry.has(Content::passive);
}

size_t block_of(const Report& report, const Tokens& tokens, size_t sentence) {
  uint32_t block = tokens.sentences[sentence].block;
  if (block >= report.blocks.size()) return 3;
  switch (report.blocks[block].role) {
    case BlockRole::title:
      return 0;
    case BlockRole::caption:
      return 1;
    case BlockRole::heading:
      return 2;
    default:
      return 3;
  }
}

size_t few(size_t n) { return std::min<size_t>(n, 3); }

// The tagger's levels as values of a template.
constexpr size_t kLevels = EventTags::kHighest - EventTags::kLowest + 1;
size_t level_index(int level) { return static_cast<size_t>(level - EventTags::kLowest); }

size_t shape_of(const Parse& parse, const Mentions& mentions, TokenIndex head) {
  const Word& word = parse[head];
  if (word.upos == Upos::PRON) return 0;
  if (word.upos == Upos::ADJ) return 3;
  if (word.upos == Upos::NUM) return 5;
  if (mentions.place_at(head) != nullptr) return 4;
  return word.upos == Upos::PROPN ? 1 : 2;
}

size_t role_of(const Mentions& mentions, TokenIndex head) {
  const Actor* actor = mentions.actor_at(head);
  return actor == nullptr ? 10 : static_cast<size_t>(actor->role);
}

bool speech_kind(const std::string& kind) {
  return kind == "statement" || kind == "threat" || kind == "negotiation" || kind == "ceasefire" ||
         kind == "sanction" || kind == "blame" || kind == "aid" || kind == "other";
}

size_t distance_bucket(TokenIndex d) { return d <= 2 ? 0 : d <= 5 ? 1 : d <= 10 ? 2 : d <= 20 ? 3 : 4; }

// The clause in which the trigger stands: main, relative, adverbial, complement, other.
size_t clause_of(const Parse& parse, TokenIndex i) {
  for (int steps = 0; i != kNoToken && steps < 12; ++steps, i = parse.head(i)) {
    switch (parse[i].relation) {
      case Relation::acl_relcl:
      case Relation::acl:
        return 1;
      case Relation::advcl:
        return 2;
      case Relation::ccomp:
      case Relation::csubj:
      case Relation::csubj_pass:
        return 3;
      case Relation::root:
        return 0;
      default:
        break;
    }
  }
  return 4;
}

TreeTie under(Relation relation) {
  switch (relation) {
    case Relation::ccomp:
    case Relation::csubj:
    case Relation::csubj_pass:
      return TreeTie::under_clause;
    case Relation::xcomp:
      return TreeTie::under_infinitive;
    case Relation::obj:
    case Relation::iobj:
      return TreeTie::under_object;
    case Relation::obl:
    case Relation::obl_unmarked:
    case Relation::nmod:
    case Relation::nmod_poss:
      return TreeTie::under_oblique;
    case Relation::advcl:
      return TreeTie::under_adverbial;
    case Relation::acl:
    case Relation::acl_relcl:
      return TreeTie::under_relative;
    case Relation::parataxis:
    case Relation::dep:
    case Relation::list:
    case Relation::appos:
      return TreeTie::under_loose;
    case Relation::nsubj:
    case Relation::nsubj_pass:
    case Relation::obl_agent:
      return TreeTie::under_subject;
    case Relation::conj:
      return TreeTie::under_joined;
    default:
      return TreeTie::under_other;
  }
}

TreeTie over(Relation relation, bool beside) {
  switch (relation) {
    case Relation::parataxis:
    case Relation::dep:
    case Relation::list:
    case Relation::discourse:
      return beside ? TreeTie::beside_loose : TreeTie::over_loose;
    case Relation::advcl:
      return beside ? TreeTie::beside_adverbial : TreeTie::over_adverbial;
    case Relation::acl:
    case Relation::acl_relcl:
      return beside ? TreeTie::beside_relative : TreeTie::over_relative;
    case Relation::conj:
      return beside ? TreeTie::beside_joined : TreeTie::over_joined;
    case Relation::ccomp:
      return beside ? TreeTie::beside_other : TreeTie::over_clause;
    default:
      return beside ? TreeTie::beside_other : TreeTie::over_other;
  }
}

// The child of `above` on the way down to i.
TokenIndex branch(const Parse& parse, TokenIndex above, TokenIndex i) {
  while (parse.head(i) != kNoToken && parse.head(i) != above) i = parse.head(i);
  return i;
}

class Collector {
 public:
  Collector(const SourceContext& context, const Event& event, uint32_t first_cue, const std::vector<CueEntry>& entries)
      : c_(context),
        parse_(*context.parse),
        tokens_(context.parse->tokens()),
        event_(event),
        trigger_(event.head != kNoToken ? event.head : event.trigger.begin),
        sentence_(event.sentence),
        quote_(context.quotes->at(trigger_)),
        part_(context.tags->part("source")),
        first_cue_(first_cue),
        entries_(entries) {}

  void own_voice(std::vector<uint32_t>& f) const {
    f.push_back(id(kNull, 0));
    bool before = false, after = false, sourceless = false, near = false;
    for (uint32_t k = c_.first_saying[sentence_]; k < c_.first_saying[sentence_ + 1]; ++k) {
      const Saying& saying = (*c_.sayings)[k];
      const CueEntry& entry = *saying.cue.entry;
      if (!names_speaker(entry)) {
        sourceless = true;
        TokenIndex d = std::abs(saying.cue.head - trigger_);
        near |= d <= 6;
        continue;
      }
      if (entry.has(Content::weak) || entry.kind == CueKind::noun) continue;
      (saying.cue.head <= trigger_ ? before : after) = true;
    }
    f.push_back(id(kNullCues, (before ? 1u : 0u) + (after ? 2u : 0u)));
    f.push_back(id(kNullBlock, block_of(*c_.report, tokens_, sentence_)));
    f.push_back(id(kNullKind, speech_kind(event_.kind) ? 0 : 1));
    f.push_back(id(kNullClause, clause_of(parse_, trigger_)));
    if (quote_ >= 0) f.push_back(id(kNullQuote, 0));
    if (sourceless) f.push_back(id(kNullSourceless, near ? 0 : 1));
    size_t said = 0;
    if (sentence_ > 0 && tokens_.sentences[sentence_ - 1].block == tokens_.sentences[sentence_].block)
      for (uint32_t k = c_.first_saying[sentence_ - 1]; k < c_.first_saying[sentence_]; ++k) {
        const Saying& saying = (*c_.sayings)[k];
        if (names_speaker(*saying.cue.entry) && !saying.speakers.empty()) said = std::max<size_t>(said, 1);
      }
    f.push_back(id(kNullBefore, said));
    if (part_ < 0) return;
    int most = EventTags::kLowest;
    for (uint32_t k = c_.first_saying[sentence_]; k < c_.first_saying[sentence_ + 1]; ++k)
      for (const SpeakerOption& option : (*c_.sayings)[k].speakers) most = std::max(most, tag_of(option));
    f.push_back(id(kNullTag, level_index(most)));
  }

  // Does the tagger hold that speaker to be the source of something told there?
  int tag_of(const SpeakerOption& option) const { return EventTags::level(c_.tags->part(option.head, part_)); }
  bool has_tags() const { return part_ >= 0; }

  void speaker(uint32_t k, size_t rank, std::vector<uint32_t>& f) const {
    const Saying& saying = (*c_.sayings)[k];
    const SpeakerOption& option = saying.speakers[rank];
    const Cue& cue = saying.cue;
    const CueEntry& entry = *cue.entry;
    size_t g = group(entry);
    bool here = saying.sentence == sentence_;
    bool first = cue.head <= trigger_;
    size_t block = block_of(*c_.report, tokens_, sentence_);

    f.push_back(id(kGroup, g));
    f.push_back(id(kClass, static_cast<size_t>(entry.cue_class)));
    f.push_back(first_cue_ + static_cast<uint32_t>(&entry - entries_.data()));
    f.push_back(id(kLinkOfGroup, static_cast<size_t>(option.link) * 3 + (g < 9 ? 0 : g == 9 ? 1 : 2)));
    constexpr uint16_t kTree = 1u << static_cast<unsigned>(Link::subject) |
                               1u << static_cast<unsigned>(Link::inherited) | 1u << static_cast<unsigned>(Link::agent);
    constexpr uint16_t kSurface = 1u << static_cast<unsigned>(Link::before) | 1u << static_cast<unsigned>(Link::after) |
                                  1u << static_cast<unsigned>(Link::wide);
    bool tree = (option.links & kTree) != 0, surface = (option.links & kSurface) != 0;
    f.push_back(id(kAgreement, tree && surface ? 1 : tree && g < 9 ? 2 : 0));
    f.push_back(id(kRank, few(rank)));
    f.push_back(id(kBlockOfGroup, g * 4 + block));
    if (saying.negated) f.push_back(id(kNegated, 0));
    if (g < 9) {
      static constexpr std::array<std::string_view, 6> kForms = {"VBD", "VBZ", "VBP", "VBG", "VBN", "VB"};
      size_t form = 0;
      while (form < kForms.size() && kForms[form] != parse_[cue.head].xpos) ++form;
      f.push_back(id(kForm, form));
    }

    // Where the speaker stands to the cue.
    bool ahead = option.head < cue.head;
    TokenRange gap =
        ahead ? TokenRange{option.tokens.end, cue.tokens.begin} : TokenRange{cue.tokens.end, option.tokens.begin};
    bool comma = false;
    for (TokenIndex i = gap.begin; i < gap.end; ++i) comma |= parse_.word(i) == "," || parse_.word(i) == ";";
    size_t at = ahead ? (comma             ? 3
                         : gap.size() <= 0 ? 0
                         : gap.size() <= 3 ? 1
                                           : 2)
                      : (comma             ? 6
                         : gap.size() <= 0 ? 4
                                           : 5);
    f.push_back(id(kGap, (g < 9 ? 0u : g == 9 ? 7u : 14u) + at));
    // ", said the mayor": a comma or quotation mark before the cue, a noun phrase right behind it.
    if (g < 9 && cue.tokens.begin > tokens_.sentences[saying.sentence].tokens.begin &&
        (parse_.word(cue.tokens.begin - 1) == "," || is_closing_quote(parse_.word(cue.tokens.begin - 1))))
      for (const SpeakerOption& other : saying.speakers)
        if (other.link == Link::after || (other.links & (1u << static_cast<unsigned>(Link::after))) != 0)
          f.push_back(id(kInversion, &other == &option ? 0 : 1));

    // Where the cue stands to the trigger.
    TreeTie tie = here ? tree_tie(parse_, trigger_, cue.head) : TreeTie::apart;
    f.push_back(id(kTie, static_cast<size_t>(tie)));
    f.push_back(id(kTieOfGroup, g * kTreeTies + static_cast<size_t>(tie)));
    size_t order;
    if (here) {
      order = distance_bucket(std::abs(cue.head - trigger_)) + (first ? 0 : 5);
    } else if (saying.sentence < sentence_) {
      bool same_block = tokens_.sentences[saying.sentence].block == tokens_.sentences[sentence_].block;
      order = (sentence_ - saying.sentence == 1 ? 10 : 11) + (same_block ? 3 : 0);
      if (order == 13) order = 13;
    } else {
      order = 12;
    }
    f.push_back(id(kOrder, order));
    f.push_back(id(kOrderOfGroup, g * 15 + order));
    size_t holds = !here ? 3 : saying.content.contains(trigger_) ? 0 : saying.content2.contains(trigger_) ? 1 : 2;
    f.push_back(id(kContent, (saying.parenthetical ? 4u : 0u) + holds));
    f.push_back(id(kSentencePlace, place_in_sentence(saying)));

    // Quotation marks.
    size_t quotes = quote_relation(saying);
    f.push_back(id(kQuotes, quotes));
    size_t coarse = here                          ? (first ? 0 : 1)
                    : saying.sentence < sentence_ ? (sentence_ - saying.sentence == 1 ? 2 : 3)
                                                  : 4;
    f.push_back(id(kQuotesOfOrder, quotes * 5 + coarse));

    // Who it is.
    size_t shape = shape_of(parse_, *c_.mentions, option.head);
    size_t role = role_of(*c_.mentions, option.head);
    f.push_back(id(kShape, shape * 2 + (tree ? 0 : 1)));
    f.push_back(id(kRole, role));
    f.push_back(id(kRoleOfGroup, g * 11 + role));

    if (part_ >= 0) {
      const size_t level = level_index(tag_of(option));
      f.push_back(id(kTag, level));
      f.push_back(id(kTagOfGroup, g * kLevels + level));
      f.push_back(id(kTagOfOrder, (!here ? 2 : first ? 0 : 1) * kLevels + level));
    }
    if (here) {
      between(saying, first, f);
      if (tie == TreeTie::same) f.push_back(id(kSpeech, speech_kind(event_.kind) ? 0 : 1));
      TokenIndex up = parse_.head(option.head);
      bool tied = up == trigger_ && cue.head != trigger_;
      if (tied) f.push_back(id(kSubjectOfTrigger, parse_[option.head].relation == Relation::nsubj ? 0 : 1));
      path(cue.head, f);
    } else {
      bool own_cue = false;
      for (uint32_t m = c_.first_saying[sentence_]; m < c_.first_saying[sentence_ + 1]; ++m) {
        const CueEntry& other = *(*c_.sayings)[m].cue.entry;
        own_cue |= names_speaker(other) && !other.has(Content::weak) && other.kind != CueKind::noun;
      }
      f.push_back(id(kFarShape, (own_cue ? 0u : 6u) + shape));
    }
  }

 private:
  size_t place_in_sentence(const Saying& saying) const {
    TokenRange range = tokens_.sentences[saying.sentence].tokens;
    if (saying.cue.tokens.begin - range.begin <= 4) return 0;
    if (range.end - saying.cue.tokens.end <= 6) return 1;
    return 2;
  }

  size_t quote_relation(const Saying& saying) const {
    const auto& spans = c_.quotes->spans();
    TokenIndex cue = saying.cue.head;
    int32_t cue_quote = c_.quotes->at(cue);
    if (quote_ < 0) {
      if (cue_quote >= 0) return 6;
      // The cue stands beside a quotation of its own.
      if (saying.sentence == sentence_)
        for (TokenIndex i : {saying.cue.tokens.begin - 1, saying.cue.tokens.begin - 2, saying.cue.tokens.end,
                             saying.cue.tokens.end + 1})
          if (i >= 0 && i < parse_.size() && c_.quotes->at(i) >= 0) return 5;
      return 0;
    }
    if (cue_quote == quote_) return 4;
    if (cue_quote >= 0) return 7;
    const TokenRange speech = c_.quotes->speech(quote_);
    TokenIndex gap = cue < speech.begin ? speech.begin - cue : cue - speech.end;
    if (gap <= 10) return 1;
    if (saying.sentence == sentence_) return 2;
    // Beside an earlier quotation of the same speech or paragraph.
    for (int32_t q = quote_ - 1; q >= 0 && q >= quote_ - 3; --q) {
      const QuoteSpan& earlier = spans[static_cast<size_t>(q)];
      TokenIndex d = cue < earlier.tokens.begin ? earlier.tokens.begin - cue : cue - earlier.tokens.end;
      if (d <= 10) return 3;
    }
    return 7;
  }

  void between(const Saying& saying, bool first, std::vector<uint32_t>& f) const {
    const Cue& cue = saying.cue;
    TokenRange gap = first ? TokenRange{cue.tokens.end, trigger_} : TokenRange{trigger_ + 1, cue.tokens.begin};
    size_t commas = 0;
    bool semicolon = false, but = false, whil = false, conj = false, which = false, finite = false, when = false;
    for (TokenIndex i = gap.begin; i < gap.end; ++i) {
      std::string_view w = parse_.word(i);
      commas += w == ",";
      semicolon |= w == ";";
      but |= same_text(w, "but") || same_text(w, "although") || same_text(w, "though");
      whil |= same_text(w, "while") || same_text(w, "whereas");
      conj |= same_text(w, "and") && i + 1 < gap.end &&
              parse_[parse_.head(i) == kNoToken ? i : parse_.head(i)].upos == Upos::VERB;
      which |= (same_text(w, "which") || same_text(w, "who")) && i > 0 && parse_.word(i - 1) == ",";
      when |= same_text(w, "after") || same_text(w, "when") || same_text(w, "as") || same_text(w, "since") ||
              same_text(w, "before");
      std::string_view tag = parse_[i].xpos;
      finite |= tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD";
    }
    f.push_back(id(kCommas, few(commas)));
    if (semicolon) f.push_back(id(kBreaks, 0));
    if (but) f.push_back(id(kBreaks, 1));
    if (whil) f.push_back(id(kBreaks, 2));
    if (conj) f.push_back(id(kBreaks, 3));
    if (which) f.push_back(id(kBreaks, 4));
    if (finite) f.push_back(id(kBreaks, 5));
    if (when) f.push_back(id(kBreaks, 7));
    if (cue.tokens.end < parse_.size() && same_text(parse_.word(cue.tokens.end), "that"))
      f.push_back(id(kThat, first ? 0 : 1));
    size_t cues = 0;
    bool nearest = true;
    for (uint32_t k = c_.first_saying[sentence_]; k < c_.first_saying[sentence_ + 1]; ++k) {
      const Saying& other = (*c_.sayings)[k];
      const CueEntry& entry = *other.cue.entry;
      if (&other == &saying || !names_speaker(entry) || entry.has(Content::weak)) continue;
      bool inside = first ? other.cue.head > cue.head && other.cue.head <= trigger_
                          : other.cue.head < cue.head && other.cue.head > trigger_;
      if (!inside) continue;
      nearest = false;
      cues += entry.kind != CueKind::noun;
    }
    f.push_back(id(kCuesBetween, few(cues)));
    if (nearest) f.push_back(id(kNearest, first ? 0 : 1));
  }

  // What lies on the way from the trigger up to the cue, where the cue stands above.
  void path(TokenIndex cue, std::vector<uint32_t>& f) const {
    if (!parse_.dominates(cue, trigger_)) return;
    bool relative = false, adverbial = false, joined = false;
    for (TokenIndex i = trigger_; i != cue; i = parse_.head(i)) {
      Relation relation = parse_[i].relation;
      relative |= relation == Relation::acl_relcl;
      adverbial |= relation == Relation::advcl;
      joined |= relation == Relation::conj;
    }
    if (relative) f.push_back(id(kPath, 0));
    if (adverbial) f.push_back(id(kPath, 1));
    if (joined) f.push_back(id(kPath, 2));
    f.push_back(id(kNearest, 2));
  }

  const SourceContext& c_;
  const Parse& parse_;
  const Tokens& tokens_;
  const Event& event_;
  TokenIndex trigger_;
  size_t sentence_;
  int32_t quote_;
  int part_;  // of the tagger
  uint32_t first_cue_;
  const std::vector<CueEntry>& entries_;
};

}  // namespace

TreeTie tree_tie(const Parse& parse, TokenIndex trigger, TokenIndex cue) {
  if (trigger == cue) return TreeTie::same;
  if (parse.dominates(cue, trigger)) return under(parse[branch(parse, cue, trigger)].relation);
  if (parse.dominates(trigger, cue)) return over(parse[branch(parse, trigger, cue)].relation, false);
  TokenIndex above = parse.head(trigger);
  while (above != kNoToken && !parse.dominates(above, cue)) above = parse.head(above);
  if (above == kNoToken) return TreeTie::apart;
  return over(parse[branch(parse, above, cue)].relation, true);
}

SourceContext::SourceContext(const Report& r, const Parse& p, const Mentions& m, const EventTags& t, const Quotes& q,
                             const std::vector<Saying>& s)
    : report(&r), parse(&p), mentions(&m), tags(&t), quotes(&q), sayings(&s) {
  size_t n = p.tokens().sentences.size();
  first_saying.assign(n + 1, 0);
  for (const Saying& saying : s) ++first_saying[saying.sentence + 1];
  for (size_t i = 0; i < n; ++i) first_saying[i + 1] += first_saying[i];
}

SourceFeatures::SourceFeatures(const std::vector<CueEntry>& entries)
    : entries_(&entries), first_cue_(space().first[kTemplates]) {}

Result<SourceFeatures> SourceFeatures::load(const KnowledgeSource& source, const std::vector<CueEntry>& entries) {
  auto rows = read_tsv(source, "claims/staff.tsv", {"word"});
  if (!rows) return rows.error();
  SourceFeatures features(entries);
  for (const TsvRow& row : *rows) features.staff_.emplace_back(row.cells[0]);
  return features;
}

bool SourceFeatures::is_own_staff(const SourceContext& context, const SpeakerOption& speaker) const {
  const Parse& parse = *context.parse;
  std::string_view words = parse.tokens().words(speaker.tokens);
  for (const auto& own : {context.report->outlet, context.report->agency}) {
    if (!own || own->empty() || words.find(*own) == std::string_view::npos) continue;
    if (words.size() <= own->size() + 4) return true;  // "Reuters", "the AP"
    for (TokenIndex i = speaker.tokens.begin; i < speaker.tokens.end; ++i)
      for (const std::string& word : staff_)
        if (same_word(parse, i, word)) return true;
  }
  return false;
}

std::string SourceFeatures::name(uint32_t feature) const {
  if (feature >= first_cue_) {
    const CueEntry& entry = (*entries_)[feature - first_cue_];
    return "cue=" + entry.text + "/" + std::string(sayso::name(entry.kind));
  }
  size_t t = 0;
  while (space().first[t + 1] <= feature) ++t;
  return space().names[t] + "=" + space().values[t][feature - space().first[t]];
}

void SourceFeatures::candidates(const SourceContext& context, const Event& event,
                                std::vector<SourceCandidate>& out) const {
  size_t used = 0;
  auto next = [&](int32_t saying, int32_t speaker) -> SourceCandidate& {
    if (used == out.size()) out.emplace_back();
    SourceCandidate& candidate = out[used++];
    candidate.saying = saying;
    candidate.speaker = speaker;
    candidate.features.clear();
    return candidate;
  };
  Collector collector(context, event, first_cue_, *entries_);
  collector.own_voice(next(-1, -1).features);
  size_t n = context.parse->tokens().sentences.size();
  size_t from = event.sentence >= kWindowBefore ? event.sentence - kWindowBefore : 0;
  const int32_t quote = context.quotes->at(event.head != kNoToken ? event.head : event.trigger.begin);
  size_t last = event.sentence;  // whose sayings may carry it
  const std::vector<Sentence>& sentences = context.parse->tokens().sentences;
  if (quote >= 0) {
    const size_t closes = context.parse->tokens().sentence_of(context.quotes->speech(quote).end - 1);
    last += std::clamp(closes - event.sentence, kWindowBehind, kLongQuote);
    // A paragraph that is all quotation goes on with who spoke before it, not with who speaks in the next.
    while (last > closes && sentences[std::min(last, n - 1)].block != sentences[closes].block) --last;
  }
  const size_t to = std::min(n, last + 1);
  for (uint32_t k = context.first_saying[from]; k < context.first_saying[to]; ++k) {
    const Saying& saying = (*context.sayings)[k];
    if (!names_speaker(*saying.cue.entry) || saying.silent) continue;
    // "denied attacking the convoy": what happened is no word of saying.
    if (saying.cue.entry->has(Content::weak) && saying.cue.tokens.contains(event.head)) continue;
    for (size_t s = 0; s < std::min(saying.speakers.size(), kMostSpeakers); ++s) {
      const SpeakerOption& option = saying.speakers[s];
      if (option.tokens.overlaps(event.trigger) || is_own_staff(context, option)) continue;
      collector.speaker(k, s, next(static_cast<int32_t>(k), static_cast<int32_t>(s)).features);
    }
  }
  out.resize(used);
  if (!collector.has_tags()) return;
  int most = EventTags::kLowest;
  auto tag_of = [&](const SourceCandidate& c) {
    return collector.tag_of((*context.sayings)[static_cast<size_t>(c.saying)].speakers[static_cast<size_t>(c.speaker)]);
  };
  for (size_t i = 1; i < used; ++i) most = std::max(most, tag_of(out[i]));
  for (size_t i = 1; i < used; ++i) {
    const int behind = most - tag_of(out[i]);
    out[i].features.push_back(id(kTagAhead, behind == 0 ? 0 : behind <= 3 ? 1 : 2));
  }
}

}  // namespace sayso
