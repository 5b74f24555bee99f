#include "claim/attribution.h"

#include "claim/speakers.h"
#include "claim/words.h"

namespace sayso {
namespace {

Quote quote_of(const SourceContext& context, const std::vector<TokenRange>& content) {
  size_t inside = 0, outside = 0;
  for (TokenRange part : content)
    for (TokenIndex i = part.begin; i < part.end; ++i) {
      if (context.parse->operator[](i).upos == Upos::PUNCT) continue;
      ++(context.quotes->at(i) >= 0 ? inside : outside);
    }
  if (inside == 0) return Quote::indirect;
  return outside * 6 <= inside ? Quote::direct : Quote::mixed;
}

std::string rule_of(const Saying& saying) {
  std::string rule = std::string(name(saying.cue.entry->kind)) + ":" + saying.cue.entry->text;
  if (!saying.speakers.empty()) rule += "/" + std::string(name(saying.speakers[0].link));
  rule += "/" + std::string(name(saying.form));
  return rule;
}

}  // namespace

std::vector<int32_t> make_attributions(const SourceContext& context, const Telling& telling,
                                       const ContentChoice& contents, const std::vector<bool>& used,
                                       const std::vector<Saying>& unlisted, std::vector<AttributionSpan>& out) {
  const std::vector<Saying>& listed = *context.sayings;
  std::vector<int32_t> of(listed.size(), -1);
  Evidence evidence;
  ContentCandidates candidates;
  for (size_t l = 0, u = 0; l < listed.size() || u < unlisted.size();) {
    const bool from_list = u == unlisted.size() || (l < listed.size() && listed[l].cue.head <= unlisted[u].cue.head);
    const Saying& saying = from_list ? listed[l++] : unlisted[u++];
    if (!(from_list && used[l - 1]) && !telling.worth(context, saying, evidence)) continue;
    AttributionSpan span;
    span.cue = attribution_cue(context, saying);
    if (!saying.speakers.empty()) {
      span.source = make_speaker(context, saying.speakers[0]);
      span.source->tokens = attribution_source(context, saying);
    }
    for (size_t v = 0; v < saying.via.size(); ++v)
      span.via.push_back(make_speaker(context, saying.via[v], saying.via_heads[v]));
    span.cue_class = saying.cue.entry->cue_class;
    span.content = contents.best(context, saying, span.cue, candidates);
    span.quote = quote_of(context, span.content);
    span.rule = rule_of(saying);
    if (from_list) of[l - 1] = static_cast<int32_t>(out.size());
    out.push_back(std::move(span));
  }
  return of;
}

}  // namespace sayso
