#include "claim/said_before.h"

#include <algorithm>
#include <numeric>

namespace sayso {
namespace {

// "pushed back from areas they had taken": who answers answers the main clause.
bool is_relative(const Parse& parse, TokenIndex i) {
  for (; i != kNoToken; i = parse.head(i))
    if (parse[i].relation == Relation::acl_relcl) return true;
  return false;
}

}  // namespace

SaidBefore::SaidBefore(const SourceContext& context, const std::vector<Event>& events,
                       const std::vector<ClaimDraft>& drafts)
    : context_(context), events_(events), drafts_(drafts) {
  const Tokens& tokens = context_.parse->tokens();
  first_.assign(tokens.sentences.size() + 1, 0);
  for (size_t d = 0; d < drafts_.size(); ++d) {
    said_at_.push_back(said_at(d));
    ++first_[tokens.sentence_of(said_at_[d]) + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  order_.resize(drafts_.size());
  std::vector<uint32_t> next = first_;
  for (size_t d = 0; d < drafts_.size(); ++d)
    order_[next[tokens.sentence_of(said_at_[d])]++] = static_cast<uint32_t>(d);
}

TokenIndex SaidBefore::said_at(size_t draft) const {
  const ClaimDraft& d = drafts_[draft];
  const Event& event = events_[d.event];
  if (d.attribution < 0) return event.trigger.begin;
  const Saying& saying = (*context_.sayings)[static_cast<size_t>(d.attribution)];
  // A cue amid or behind its content ends with it; only an answer stands in a later sentence.
  return saying.sentence > event.sentence ? saying.cue.head : event.trigger.begin;
}

int32_t SaidBefore::find(TokenIndex at, size_t sentences,
                         const std::function<bool(const ClaimDraft&, const Event&, bool same_sentence)>& fits) const {
  const Parse& parse = *context_.parse;
  const size_t mine = parse.tokens().sentence_of(at);
  const auto event_of = [&](int32_t d) -> const Event& { return events_[drafts_[static_cast<size_t>(d)].event]; };
  // The nearest sentence that has one; in it the last, but for those of a relative clause.
  for (size_t theirs = mine + 1; theirs-- > 0 && theirs + sentences >= mine;) {
    int32_t best = -1;
    for (uint32_t k = first_[theirs]; k < first_[theirs + 1]; ++k) {
      const auto d = static_cast<int32_t>(order_[k]);
      if (said_at_[order_[k]] >= at || !fits(drafts_[order_[k]], event_of(d), theirs == mine)) continue;
      if (best >= 0 && theirs < mine && is_relative(parse, event_of(d).head) &&
          !is_relative(parse, event_of(best).head))
        continue;
      best = d;
    }
    if (best >= 0) return best;
  }
  return -1;
}

std::pair<size_t, size_t> SaidBefore::told_in(size_t first, size_t last) const {
  const auto from = [&](size_t sentence) {
    return static_cast<size_t>(
        std::partition_point(drafts_.begin(), drafts_.end(),
                             [&](const ClaimDraft& d) { return events_[d.event].sentence < sentence; }) -
        drafts_.begin());
  };
  return {from(first), from(last + 1)};
}

}  // namespace sayso
