// From a phrase to a Speaker, and when two speakers are one.
#pragma once

#include "claim/source_features.h"

namespace sayso {

Speaker make_speaker(const SourceContext& context, TokenRange tokens, TokenIndex head);
Speaker make_speaker(const SourceContext& context, const SpeakerOption& option);
// Who speaks as who acts: those who own up, those who are blamed.
Participant as_participant(const Speaker& speaker);

// The same words or the same name.
bool same_speaker(const Speaker& a, const Speaker& b);
// They stand for one side ("India's" and "the Indian army").
bool shares_side(const Speaker& a, const Speaker& b);

}  // namespace sayso
