#include "claim/attribution.h"

#include "claim/speakers.h"
#include "claim/words.h"

namespace sayso {
namespace {

Quote quote_of(const SourceContext& context, const Saying& saying) {
  size_t inside = 0, outside = 0;
  for (TokenRange part : {saying.content, saying.content2})
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

// Whether a saying on which no claim stands is worth telling. What somebody quoted says that others say is part of his
// words; "I think", "you know" and what nobody in particular says tell nothing of a source.
bool worth_telling(const SourceContext& context, const Saying& saying) {
  const CueEntry& entry = *saying.cue.entry;
  const Parse& parse = *context.parse;
  if (saying.content.empty() || context.quotes->at(saying.cue.head) >= 0) return false;
  if (entry.kind == CueKind::adverb || entry.kind == CueKind::adjective || entry.has(Content::passive)) return true;
  if (saying.speakers.empty()) return false;
  // Ground too thin by itself: "reports of ...", a verb in no list, one that relays, a wish without its clause.
  if (entry.kind == CueKind::noun || entry.line == 0 || entry.has(Content::relay)) return false;
  bool weak = entry.has(Content::weak);
  if (weak && (saying.form == ContentForm::loose || saying.speakers[0].link == Link::before)) return false;
  if (weak && entry.has(Content::clause) && saying.form == ContentForm::object) return false;
  TokenIndex who = saying.speakers[0].head;
  if (parse[who].upos == Upos::PRON)
    for (std::string_view word : {"i", "we", "you", "this", "that", "there", "what", "one", "anyone", "those"})
      if (same_text(parse.word(who), word)) return false;
  return true;
}

}  // namespace

std::vector<int32_t> make_attributions(const SourceContext& context, const std::vector<bool>& used,
                                       std::vector<AttributionSpan>& out) {
  std::vector<int32_t> of;
  of.reserve(context.sayings->size());
  for (const Saying& saying : *context.sayings) {
    const CueEntry& entry = *saying.cue.entry;
    if (!used[of.size()] && !worth_telling(context, saying)) {
      of.push_back(-1);
      continue;
    }
    AttributionSpan span;
    if (!saying.speakers.empty()) span.source = make_speaker(context, saying.speakers[0]);
    for (size_t v = 0; v < saying.via.size(); ++v)
      span.via.push_back(make_speaker(context, saying.via[v], saying.via_heads[v]));
    span.cue = saying.cue.tokens;
    span.cue_class = entry.cue_class;
    if (!saying.content.empty()) span.content.push_back(saying.content);
    if (!saying.content2.empty()) span.content.push_back(saying.content2);
    span.quote = quote_of(context, saying);
    span.rule = rule_of(saying);
    of.push_back(static_cast<int32_t>(out.size()));
    out.push_back(std::move(span));
  }
  return of;
}

}  // namespace sayso
