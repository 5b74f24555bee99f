#include "claim/speakers.h"

#include <algorithm>

#include "base/text_util.h"
#include "event/sides.h"

namespace sayso {

namespace {

// "Assam Director General of Police Mukesh Sahay" beside "Assam Director General of Police", "the National Union for
// Independence (UNITA)": the words say more of who it is than the name that was made of them.
bool says_more(std::string_view words, std::string_view name) {
  if (words.size() <= name.size() || words.substr(0, name.size()) != name) return false;
  std::string_view rest = words.substr(name.size());
  if (rest.starts_with(',')) rest.remove_prefix(1);
  return rest.size() > 1 && rest[0] == ' ' && (rest[1] == '(' || is_upper(static_cast<uint8_t>(rest[1])));
}

}  // namespace

Speaker make_speaker(const SourceContext& context, TokenRange tokens, TokenIndex head) {
  Speaker speaker;
  speaker.tokens = tokens;
  speaker.head = head;
  speaker.name = std::string(context.parse->tokens().words(tokens));
  if (const Actor* actor = context.mentions->actor_at(head)) {
    const Actor* full =
        actor->refers_to >= 0 ? &context.mentions->actors[static_cast<size_t>(actor->refers_to)] : actor;
    if (!full->name.empty() && !says_more(speaker.name, full->name)) speaker.name = full->name;
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
