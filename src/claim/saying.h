// Sayings: a cue, who may be its speaker, who passed it on, and which words it covers.
//
// In: Parse, Mentions, cues, quotations. Out: one `Saying` a cue, in the order of the text, its speakers best first.
// Every later step chooses among these: attributions take the first speaker, claims weigh them all (source_choice.h).
// Guaranteed: a speaker lies within the cue's sentence. Known to go wrong: speakers behind long insertions, cues
// whose speaker stands in the sentence before ("The reply was blunt.").
#pragma once

#include <string_view>
#include <vector>

#include "claim/cues.h"
#include "mention/mention.h"
#include "text/quotes.h"

namespace sayso {

// How a phrase came to be taken for the speaker of a cue.
enum class Link : uint8_t {
  subject,    // "the army said"
  inherited,  // the subject of a verb above: "the army left, saying", "a spokesman confirmed and added"
  before,     // the nearest phrase before the cue, whatever the tree says
  after,      // the nearest behind it: ", said the mayor"
  object,     // "according to the mayor", "citing the mayor", "released by the ministry"
  agent,      // "was denied by the army"
  possessor,  // "the army's claim", "an Armenian claim", "police figures", "a report by monitors"
  giver,      // subject of the verb that has the noun as its object: "the army issued a statement"
  wide,       // the nearest phrase with the one that it depends on: "an official at the hospital said"
  self,       // the words themselves, where nobody is named: "reports that ..."
};
inline constexpr size_t kLinks = 10;
std::string_view name(Link link);

// How the words said hang on the cue.
enum class ContentForm : uint8_t {
  none,
  around,      // ", he said,"; "according to", captions, marks
  clause,      // "said (that) ..."
  infinitive,  // "claims to have"
  object,      // "denied the report", "accused them of ..."
  loose,       // the rest of the sentence, for want of anything better
};
inline constexpr size_t kContentForms = 6;
std::string_view name(ContentForm form);

struct SpeakerOption {
  TokenRange tokens;
  TokenIndex head = kNoToken;
  Link link = Link::subject;
  uint16_t links = 0;  // bit set: every way that led to this phrase
};

struct Saying {
  Cue cue;
  size_t sentence = 0;
  std::vector<SpeakerOption> speakers;  // best first; empty where nobody is named
  std::vector<TokenRange> via;          // nearest the source first
  std::vector<TokenIndex> via_heads;    // of `via`
  TokenRange content;                   // the words said, as the rules see them; may be empty
  TokenRange content2;                  // their second half: "..., he said, ..."
  ContentForm form = ContentForm::none;
  bool parenthetical = false;  // ", he said," or ", he said." behind or amid the content
  bool negated = false;        // "did not deny", "never confirmed"
  bool silent = false;         // "has not responded to reports of the raid": who is named asserts nothing of it
};

std::vector<Saying> find_sayings(const Report& report, const Parse& parse, const Mentions& mentions,
                                 const Quotes& quotes, const std::vector<Cue>& cues);

}  // namespace sayso
