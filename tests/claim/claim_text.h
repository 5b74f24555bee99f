// A report in which the tests mark the events themselves: "The army denied that it [shelled:shelling] the mill." Events
// are in brackets, with their kind behind a colon where it matters ("attack" otherwise); counts in braces with their
// value ("{nine=9}"), the first of them being the first event's toll; actors in angle brackets ("<Radio Delta:media>").
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "../support/parse_text.h"
#include "claim/finder.h"

namespace sayso {

struct ClaimText {
  std::unique_ptr<Parsed> parsed;
  Mentions mentions;
  EventTags tags;
  std::vector<Event> events;
  Claims claims;

  std::string_view words(TokenRange r) const { return parsed->tokens.words(r); }
  std::string source(size_t draft) const {
    const auto& s = claims.drafts[draft].source;
    return s ? std::string(words(s->tokens)) : "-";
  }
  // "Kyiv asserts shelled; ..." for all drafts, "-" for the report's own voice, "!2" behind a denial of draft 2.
  std::string summary() const {
    std::string out;
    for (size_t d = 0; d < claims.drafts.size(); ++d) {
      const ClaimDraft& draft = claims.drafts[d];
      if (!out.empty()) out += "; ";
      out += source(d) + " " + std::string(name(draft.stance)) + " " + std::string(words(events[draft.event].trigger));
      if (draft.denies >= 0) out += " !" + std::to_string(draft.denies);
    }
    return out;
  }
};

// model/events.model; nullptr where it is missing (which fails the test that asked).
inline const EventTagger* event_tagger() {
  struct Held {
    MappedFile file;
    EventTagger tagger;
  };
  static const std::unique_ptr<const Held> kHeld = [] {
    std::unique_ptr<const Held> none;
    auto file = MappedFile::open(SAYSO_SOURCE_DIR "/model/events.model");
    if (!file) return none;
    auto tagger = EventTagger::load(file->bytes());
    if (!tagger) {
      ADD_FAILURE() << tagger.error().text();
      return none;
    }
    return std::unique_ptr<const Held>(new Held{std::move(*file), std::move(*tagger)});
  }();
  return kHeld == nullptr ? nullptr : &kHeld->tagger;
}

inline const ClaimFinder* claim_finder() {
  static const std::unique_ptr<const ClaimFinder> kFinder = [] {
    std::unique_ptr<const ClaimFinder> none;
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    if (!source) return none;
    auto finder = ClaimFinder::load(*source);
    if (!finder) {
      ADD_FAILURE() << finder.error().text();
      return none;
    }
    return std::make_unique<const ClaimFinder>(std::move(*finder));
  }();
  return kFinder.get();
}

inline std::unique_ptr<ClaimText> claim_text(const std::string& marked) {
  std::string text;
  struct Mark {
    uint32_t begin, end;
    std::string kind;
  };
  std::vector<Mark> marks, counts, actors;
  for (size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == '<') {
      size_t close = marked.find('>', i);
      auto begin = static_cast<uint32_t>(text.size());
      const size_t end = std::min(close, marked.find(":media>", i));
      text += marked.substr(i + 1, end - i - 1);
      actors.push_back({begin, static_cast<uint32_t>(text.size()), end < close ? "media" : ""});
      i = close;
      continue;
    }
    if (marked[i] == '{') {
      size_t close = marked.find('}', i), equals = marked.find('=', i);
      auto begin = static_cast<uint32_t>(text.size());
      text += marked.substr(i + 1, equals - i - 1);
      counts.push_back({begin, static_cast<uint32_t>(text.size()), marked.substr(equals + 1, close - equals - 1)});
      i = close;
      continue;
    }
    if (marked[i] != '[') {
      text += marked[i];
      continue;
    }
    size_t close = marked.find(']', i);
    std::string inside = marked.substr(i + 1, close - i - 1);
    size_t colon = inside.find(':');
    Mark mark;
    mark.kind = colon == std::string::npos ? "attack" : inside.substr(colon + 1);
    mark.begin = static_cast<uint32_t>(text.size());
    text += inside.substr(0, colon);
    mark.end = static_cast<uint32_t>(text.size());
    marks.push_back(mark);
    i = close;
  }
  auto out = std::make_unique<ClaimText>();
  out->parsed = parse_text(text);
  const ClaimFinder* finder = claim_finder();
  if (out->parsed == nullptr || finder == nullptr) return nullptr;
  const Tokens& tokens = out->parsed->tokens;
  auto marked_tokens = [&](const Mark& mark) {
    TokenRange range = {kNoToken, kNoToken};
    for (TokenIndex i = 0; i < tokens.size(); ++i)
      if (tokens.tokens[static_cast<size_t>(i)].span.overlaps({mark.begin, mark.end})) {
        if (range.begin == kNoToken) range.begin = i;
        range.end = i + 1;
      }
    return range;
  };
  for (const Mark& mark : actors) {
    Actor actor;
    actor.tokens = marked_tokens(mark);
    actor.head = actor.tokens.end - 1;
    actor.name = std::string(tokens.words(actor.tokens));
    actor.people = true;
    if (mark.kind == "media") actor.role = ActorRole::media;
    out->mentions.actors.push_back(actor);
  }
  for (const Mark& mark : marks) {
    Event event;
    event.trigger = marked_tokens(mark);
    event.head = event.trigger.end - 1;
    for (TokenIndex i = event.trigger.begin; i < event.trigger.end; ++i)
      if (!event.trigger.contains(out->parsed->parse.head(i))) event.head = i;
    event.sentence = tokens.sentence_of(event.head);
    event.kind = mark.kind;
    out->events.push_back(event);
  }
  for (const Mark& mark : counts) {
    Count count;
    count.number = marked_tokens(mark);
    count.phrase = count.number;
    count.value = count.low = count.high = std::stoll(mark.kind);
    if (out->mentions.counts.empty() && !out->events.empty()) {
      Toll toll;
      toll.what = "killed";
      toll.of = "people";
      toll.phrase = count.phrase;
      toll.value = toll.low = toll.high = count.value;
      out->events[0].tolls.push_back(toll);
    }
    out->mentions.counts.push_back(count);
  }
  out->mentions.index(tokens.size());
  const EventTagger* tagger = event_tagger();
  if (tagger == nullptr) return nullptr;
  out->tags = tagger->tag(out->parsed->parse);
  out->claims = finder->find(out->parsed->report, out->parsed->parse, out->mentions, out->tags, out->events);
  return out;
}

}  // namespace sayso
