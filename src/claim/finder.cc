#include "claim/finder.h"

#include <algorithm>
#include <optional>

#include "claim/answer.h"
#include "claim/attribution.h"
#include "claim/cues.h"
#include "claim/denial.h"
#include "claim/saying.h"
#include "claim/second_source.h"
#include "claim/source_choice.h"
#include "claim/source_features.h"
#include "claim/source_rules.h"
#include "claim/speakers.h"
#include "claim/stance.h"
#include "text/quotes.h"

namespace sayso {
namespace {

// "18 bodies, a nurse told AFP", "20 wounded, Interfax said": who says it is none of those whom it befell.
void spare_speakers(const std::vector<Event>& events, std::vector<ClaimDraft>& drafts) {
  for (ClaimDraft& draft : drafts) {
    if (!draft.source) continue;
    const TokenRange who = draft.source->tokens;
    const std::vector<Toll>& told = draft.without_tolls ? draft.tolls : events[draft.event].tolls;
    if (std::none_of(told.begin(), told.end(), [&](const Toll& t) { return t.phrase.overlaps(who); })) continue;
    std::vector<Toll> spared;
    for (Toll toll : told) {
      if (toll.phrase.begin < who.begin && toll.phrase.end > who.begin) toll.phrase.end = who.begin - 1;  // the comma
      if (!toll.phrase.empty() && !toll.phrase.overlaps(who)) spared.push_back(std::move(toll));
    }
    draft.tolls = std::move(spared);
    draft.without_tolls = true;
  }
}

}  // namespace

struct ClaimFinder::Parts {
  CueTable cues;
  StanceRules stances;
  std::optional<SourceFeatures> features;  // points into `cues`
  std::optional<SourceChoice> choice;
  std::optional<Telling> telling;
  std::optional<ContentChoice> contents;
};

ClaimFinder::ClaimFinder(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
ClaimFinder::ClaimFinder(ClaimFinder&&) noexcept = default;
ClaimFinder& ClaimFinder::operator=(ClaimFinder&&) noexcept = default;
ClaimFinder::~ClaimFinder() = default;

Result<ClaimFinder> ClaimFinder::load(const KnowledgeSource& source) {
  auto cues = CueTable::load(source);
  if (!cues) return cues.error();
  auto stances = StanceRules::load(source);
  if (!stances) return stances.error();
  auto parts = std::make_unique<Parts>(Parts{std::move(*cues), std::move(*stances), {}, {}, {}, {}});
  auto features = SourceFeatures::load(source, parts->cues.entries());
  if (!features) return features.error();
  parts->features = std::move(*features);
  auto choice = SourceChoice::load(source, *parts->features);
  if (!choice) return choice.error();
  parts->choice = std::move(*choice);
  auto telling = Telling::load(source);
  if (!telling) return telling.error();
  parts->telling = std::move(*telling);
  auto contents = ContentChoice::load(source);
  if (!contents) return contents.error();
  parts->contents = std::move(*contents);
  return ClaimFinder(std::move(parts));
}

Claims ClaimFinder::find(const Report& report, const Parse& parse, const Mentions& mentions, const EventTags& tags,
                         const std::vector<Event>& events, bool explain) const {
  Claims claims;
  Quotes quotes(parse.tokens());
  std::vector<Cue> cues = parts_->cues.find(parse);
  std::vector<Saying> sayings = find_sayings(report, parse, mentions, quotes, cues);
  SourceContext context(report, parse, mentions, tags, quotes, sayings);
  StanceReader stances(parts_->stances, context);

  // While drafts are made, `attribution` is the index of a saying.
  std::vector<SourceCandidate> candidates;
  for (size_t e = 0; e < events.size(); ++e) {
    parts_->features->candidates(context, events[e], candidates);
    // ", a claim that officials denied": the denial comes by itself; whose claim it was is asked without it.
    const auto is_aside = [&](const Saying& saying) {
      return is_told_aside(context, saying, events[e]) || is_said_elsewhere(context, saying, events[e]) ||
             (saying.cue.head > events[e].trigger.begin && !saying.parenthetical &&
              is_bare_denial(context, saying, stances.answers()));
    };
    size_t best = parts_->choice->best(candidates);
    for (int32_t k = candidates[best].saying; k >= 0 && is_aside(sayings[static_cast<size_t>(k)]);
         k = candidates[best].saying) {
      std::erase_if(candidates, [&](const SourceCandidate& c) { return c.saying == k; });
      best = parts_->choice->best(candidates);
    }
    ChosenSource chosen = nearest_of_speaker(context, events[e], candidates, best);
    std::string why = explain ? parts_->choice->why(candidates, best, *parts_->features) : std::string();
    const auto overrule = [&](ChosenSource other, const char* rule) {
      if (explain && other.saying != chosen.saying) why = rule;
      chosen = other;
    };
    overrule(speaker_of_speech(context, events[e], chosen), "who speaks the quotation");
    overrule(denier_of(context, events[e], chosen), "who denies it in so many words");
    overrule(cited_source(context, chosen), "who is cited");
    auto first = static_cast<int32_t>(claims.drafts.size());
    for (ClaimDraft& draft : drafts_for(context, stances, events, e, chosen)) {
      draft.source_why = why;
      if (draft.denies >= 0) draft.denies += first;
      claims.drafts.push_back(std::move(draft));
    }
  }

  // What later words say of an event goes behind the drafts of that event; denials last, for they answer the others
  // too.
  add_answers(find_answers(context, events, claims.drafts, stances), claims.drafts);
  add_answers(bare_denials(context, events, claims.drafts, stances), claims.drafts);
  link_denials(parse, events, stances.answers(), claims.drafts);
  spare_speakers(events, claims.drafts);

  std::vector<bool> used(sayings.size(), false);
  for (const ClaimDraft& draft : claims.drafts)
    if (draft.attribution >= 0) used[static_cast<size_t>(draft.attribution)] = true;
  std::vector<Cue> more = parts_->cues.find_unlisted(parse, cues);
  std::erase_if(more, [&](const Cue& cue) { return !parts_->telling->worth_a_look(parse, cue.head); });
  std::vector<Saying> unlisted = find_sayings(report, parse, mentions, quotes, more);
  std::vector<int32_t> attribution_of =
      make_attributions(context, *parts_->telling, *parts_->contents, used, unlisted, claims.attributions);
  for (ClaimDraft& draft : claims.drafts)
    if (draft.attribution >= 0) draft.attribution = attribution_of[static_cast<size_t>(draft.attribution)];
  return claims;
}

}  // namespace sayso
