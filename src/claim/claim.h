// claim: who says so.
//
// In: Report, Parse, Mentions, Events and `knowledge/claims/`. Out: the report's attributions (every "who says",
// whatever it is about) and one `ClaimDraft` for each pair of an event and a source; of an event that the report itself
// says there was not ("No shelling was reported.") none. Guaranteed: drafts are in the order of their triggers;
// `denies` points to a draft of the same list; a draft without a source is in the report's own voice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "event/event.h"

namespace sayso {

enum class Stance : uint8_t { asserts, denies, accuses, confirms, unknown };
enum class Certainty : uint8_t { certain, probable, possible };
enum class CueClass : uint8_t { neutral, distancing, confirming, denying, accusing, conceding, estimating };
enum class Quote : uint8_t { none, direct, indirect, mixed };
std::string_view name(Stance stance);
std::string_view name(Certainty certainty);
std::string_view name(CueClass cue_class);
std::string_view name(Quote quote);

// Who says or passes on: the words, and who that is.
struct Speaker {
  TokenRange tokens;
  TokenIndex head = kNoToken;
  std::string name;  // the fullest name in the report
  std::vector<std::string> sides;
  ActorRole role = ActorRole::unknown;
};

// One "who says what" of the report, as PolNeAR has it.
struct AttributionSpan {
  std::optional<Speaker> source;  // none: "reportedly", "is believed to"
  std::vector<Speaker> via;       // nearest the source first
  TokenRange cue;                 // "told", "according to", "a claim that"
  CueClass cue_class = CueClass::neutral;
  std::vector<TokenRange> content;
  Quote quote = Quote::indirect;
  std::string rule;  // the rule of knowledge/claims/ that found it
};

struct ClaimDraft {
  size_t event = 0;               // index into the events given
  std::optional<Speaker> source;  // none: the report's own voice
  std::vector<Speaker> via;
  int32_t attribution = -1;  // index into the attributions; -1 where none carries it
  Stance stance = Stance::asserts;
  int32_t denies = -1;  // index of the draft denied
  Certainty certainty = Certainty::certain;
  // Where the claim's own words change what the event says (mutual blame: the other side did it; a bare denial: no
  // tolls).
  std::optional<std::string> kind;
  std::optional<std::vector<Participant>> by;
  bool without_tolls = false;
  std::vector<Toll> tolls;  // its own, where it has none of the event's: "the army put the number at nine"
  std::string stance_rule;  // which rule decided the stance, for `explain`
  std::string source_why;   // what weighed most for the source, if asked for
};

struct Claims {
  std::vector<AttributionSpan> attributions;
  std::vector<ClaimDraft> drafts;
};

}  // namespace sayso
