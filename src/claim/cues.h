// Cues: the words that say that somebody says something.
//
// In: a Parse and knowledge/claims/cues.tsv. Out: the cues of the report in the order of the text, the longest where
// several begin at one word ("hold .. responsible" before "hold"). Guaranteed: no cue leaves its sentence; entries
// live as long as the table. A verb that is in no list but governs a that-clause, or stands beside a quotation, is a
// cue as well (`shape`): reports have more verbs of saying than any list.
// Known to go wrong: a verb tagged as a noun ("Kyiv claims") is looked up among the nouns only; idioms that share
// their words with a cue ("point out of reach").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "base/word_map.h"
#include "claim/claim.h"
#include "claim/pattern.h"
#include "syntax/parse.h"

namespace sayso {

enum class CueKind : uint8_t { verb, noun, preposition, adverb, adjective, participle, mark };
inline constexpr size_t kCueKinds = 7;
std::string_view name(CueKind kind);

// Where the words said stand, seen from the cue; a cue may have several.
enum class Content : uint16_t {
  clause = 1 << 0,      // "said (that) ...", "..., he said"
  quote = 1 << 1,       // only in quotation marks
  object = 1 << 2,      // "denied the report"
  infinitive = 1 << 3,  // "claimed to have"
  own = 1 << 4,         // the object is who is blamed: "blamed the rebels for ..."
  weak = 1 << 5,        // a wish or belief
  relay = 1 << 6,       // the object is the source, the subject passes it on: "quoted the governor as saying"
  passive = 1 << 7,     // nobody says who: "is believed to"
  caption = 1 << 8,     // "photo released by": the rest of the caption
  noun = 1 << 9,        // "the alleged attack"
  phrase = 1 << 10,     // behind a preposition: "accused them of ...", "spoke of ...", "the claim of ..."
};

struct CueEntry {
  std::string text;  // as in the table
  Pattern words{""};
  CueKind kind = CueKind::verb;
  CueClass cue_class = CueClass::neutral;
  uint16_t content = 0;  // of Content
  Certainty hedge = Certainty::certain;
  size_t line = 0;  // of the table; 0 for the entries that have no row

  bool has(Content c) const { return (content & static_cast<uint16_t>(c)) != 0; }
};

struct Cue {
  TokenRange tokens;  // from the first to the last word of the cue
  TokenIndex head = kNoToken;
  const CueEntry* entry = nullptr;
};

class CueTable {
 public:
  static Result<CueTable> load(const KnowledgeSource& source);

  std::vector<Cue> find(const Parse& parse) const;
  // Words in no list that may attribute for all their frame tells ("his plan to", "is confident that", a line of its
  // own that ends a quotation: "― Ann Lee"), in the order of the text. Too many to be relied on without telling.h.
  std::vector<Cue> find_unlisted(const Parse& parse, const std::vector<Cue>& listed) const;

  const std::vector<CueEntry>& entries() const { return entries_; }

 private:
  std::vector<CueEntry> entries_;
  WordMap<std::vector<uint32_t>> by_first_;  // longest first
  size_t shape_ = 0;                         // entry of a verb known by its frame alone
  size_t noun_ = 0;                          // "his plan to ..."
  size_t adjective_ = 0;                     // "is confident that ..."
  size_t colon_ = 0;                         // "Ministry: ..."
  size_t dash_ = 0;                          // "... – ministry", "― The Speaker"
};

}  // namespace sayso
