#include "claim/speakers.h"

#include <algorithm>

#include "event/sides.h"

namespace sayso {

Speaker make_speaker(const SourceContext& context, TokenRange tokens, TokenIndex head) {
  Speaker speaker;
  speaker.tokens = tokens;
  speaker.head = head;
  speaker.name = std::string(context.parse->tokens().words(tokens));
  if (const Actor* actor = context.mentions->actor_at(head)) {
    const Actor* full =
        actor->refers_to >= 0 ? &context.mentions->actors[static_cast<size_t>(actor->refers_to)] : actor;
    if (!full->name.empty()) speaker.name = full->name;
    speaker.sides = actor->sides.empty() ? full->sides : actor->sides;
    speaker.role = actor->role == ActorRole::unknown ? full->role : actor->role;
  } else if (const Place* country = context.mentions->place_at(head); country != nullptr && country->demonym) {
    speaker.name = country->name;  // "Azerbaijani claims"
    speaker.sides = {country->name};
  }
  return speaker;
}

Speaker make_speaker(const SourceContext& context, const SpeakerOption& option) {
  return make_speaker(context, option.tokens, option.head);
}

Participant as_participant(const Speaker& speaker) {
  Participant p;
  p.tokens = speaker.tokens;
  p.head = speaker.head;
  p.sides = speaker.sides;
  return p;
}

bool same_speaker(const Speaker& a, const Speaker& b) { return a.tokens == b.tokens || a.name == b.name; }

bool shares_side(const Speaker& a, const Speaker& b) {
  return std::any_of(a.sides.begin(), a.sides.end(), [&](auto& side) { return has_side(b.sides, side); });
}

}  // namespace sayso
