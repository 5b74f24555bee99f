// For tests of the upper stages: every stage below the claims, loaded once from the source tree, and texts read up to
// the mentions.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "base/knowledge_source.h"
#include "base/mapped_file.h"
#include "event/finder.h"
#include "mention/finder.h"
#include "mention/gazetteer.h"
#include "page/page_reader.h"
#include "syntax/model.h"
#include "text/tokens.h"

namespace sayso {

struct ParsedText {
  Report report;
  Tokens tokens;
  std::optional<Parse> parse;
  Mentions mentions;
  EventTags tags;
};

struct Stages {
  std::optional<KnowledgeSource> knowledge;
  std::optional<PageReader> pages;
  std::optional<Tokenizer> tokenizer;
  std::optional<MappedFile> model_file, tagger_file, gazetteer_file;
  std::optional<LanguageModel> model;
  std::optional<Gazetteer> gazetteer;
  std::optional<MentionFinder> mention_finder;
  std::optional<EventTagger> tagger;
  std::optional<EventFinder> event_finder;

  // A text as a report published on `published`, read up to its mentions. Views point into the result: keep it.
  std::unique_ptr<ParsedText> parse(std::string text, std::string published = "2020-09-28") const {
    auto out = std::make_unique<ParsedText>();
    Metadata meta;
    meta.uri = "test";
    meta.published = published;
    out->report = take(pages->from_text(std::move(text), meta));
    out->tokens = tokenizer->tokenize(out->report);
    out->parse = model->parse(out->tokens);
    out->mentions = mention_finder->find(out->report, *out->parse);
    out->tags = tagger->tag(*out->parse);
    return out;
  }

  template <typename T>
  static T take(Result<T> result) {
    if (!result) {
      ADD_FAILURE() << result.error().text();
      std::abort();  // without its tables no test of these stages means anything
    }
    return std::move(*result);
  }
};

inline const Stages& test_stages() {
  static const Stages* const stages = [] {
    auto* s = new Stages;
    const std::string source = SAYSO_SOURCE_DIR, build = SAYSO_BINARY_DIR;
    s->knowledge = Stages::take(KnowledgeSource::from_folder(source + "/knowledge"));
    s->pages = Stages::take(PageReader::load(*s->knowledge));
    s->tokenizer = Stages::take(Tokenizer::load(*s->knowledge));
    s->model_file = Stages::take(MappedFile::open(source + "/model/english.model"));
    s->model = Stages::take(LanguageModel::load(s->model_file->bytes()));
    s->gazetteer_file = Stages::take(MappedFile::open(build + "/gazetteer.bin"));
    s->gazetteer = Stages::take(Gazetteer::open(s->gazetteer_file->bytes()));
    s->mention_finder = Stages::take(MentionFinder::load(*s->knowledge, &*s->gazetteer));
    s->tagger_file = Stages::take(MappedFile::open(source + "/model/events.model"));
    s->tagger = Stages::take(EventTagger::load(s->tagger_file->bytes()));
    s->event_finder = Stages::take(EventFinder::load(*s->knowledge, &*s->mention_finder));
    return s;
  }();
  return *stages;
}

}  // namespace sayso
