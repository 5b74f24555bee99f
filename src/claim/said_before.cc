#include "claim/said_before.h"

namespace sayso {
namespace {

// "pushed back from areas they had taken": who answers answers the main clause.
bool is_relative(const Parse& parse, TokenIndex i) {
  for (; i != kNoToken; i = parse.head(i))
    if (parse[i].relation == Relation::acl_relcl) return true;
  return false;
}

}  // namespace

TokenIndex said_at(const SourceContext& context, const Event& event, const ClaimDraft& draft) {
  if (draft.attribution < 0) return event.trigger.begin;
  const Saying& saying = (*context.sayings)[static_cast<size_t>(draft.attribution)];
  // A cue amid or behind its content ends with it; only an answer stands in a later sentence.
  return saying.sentence > event.sentence ? saying.cue.head : event.trigger.begin;
}

int32_t said_before(const SourceContext& context, const std::vector<Event>& events,
                    const std::vector<ClaimDraft>& drafts, TokenIndex at, size_t sentences,
                    const std::function<bool(const ClaimDraft&, const Event&, bool same_sentence)>& fits) {
  const Tokens& tokens = context.parse->tokens();
  size_t mine = tokens.sentence_of(at);
  int32_t best = -1;
  size_t best_sentence = 0;
  for (size_t d = 0; d < drafts.size(); ++d) {
    const Event& event = events[drafts[d].event];
    TokenIndex said = said_at(context, event, drafts[d]);
    if (said >= at) continue;
    size_t theirs = tokens.sentence_of(said);
    if (theirs > mine || theirs + sentences < mine || (best >= 0 && theirs < best_sentence)) continue;
    if (!fits(drafts[d], event, theirs == mine)) continue;
    if (best >= 0 && theirs == best_sentence && theirs < mine && is_relative(*context.parse, event.head) &&
        !is_relative(*context.parse, events[drafts[static_cast<size_t>(best)].event].head))
      continue;
    best = static_cast<int32_t>(d);
    best_sentence = theirs;
  }
  return best;
}

}  // namespace sayso
