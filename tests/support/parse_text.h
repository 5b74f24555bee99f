// For tests of later stages: the tree of a text, as the program itself would read it.
//
//   auto parsed = parse_text("Azerbaijan's army shelled Hadrut on Monday.");
//   ASSERT_NE(parsed, nullptr);
//   parsed->parse.head(...)
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/days.h"
#include "base/mapped_file.h"
#include "page/lines.h"
#include "syntax/model.h"
#include "text/tokens.h"

namespace sayso {

// Holds what its parse points into; neither copied nor moved.
struct Parsed {
  Report report;
  Tokens tokens;
  Parse parse;

  Parsed(Report r, const Tokenizer& tokenizer, const LanguageModel& model)
      : report(std::move(r)), tokens(tokenizer.tokenize(report)), parse(model.parse(tokens)) {}
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;
};

// model/english.model and knowledge/text/, loaded once a test program; nullptr where one is missing (which fails the
// test that asked).
struct Language {
  MappedFile file;
  LanguageModel model;
  Tokenizer tokenizer;

  static const Language* get() {
    static const std::unique_ptr<const Language> kLanguage = [] {
      std::unique_ptr<const Language> none;
      auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
      auto file = MappedFile::open(SAYSO_SOURCE_DIR "/model/english.model");
      if (!source || !file) {
        ADD_FAILURE() << (source ? file.error().text() : source.error().text());
        return none;
      }
      auto model = LanguageModel::load(file->bytes());
      auto tokenizer = Tokenizer::load(*source);
      if (!model || !tokenizer) {
        ADD_FAILURE() << (model ? tokenizer.error().text() : model.error().text());
        return none;
      }
      return std::unique_ptr<const Language>(new Language{std::move(*file), std::move(*model), std::move(*tokenizer)});
    }();
    return kLanguage.get();
  }
};

// A report of paragraphs, one a line.
inline Report report_of(std::string text, const std::string& published = "2020-09-28") {
  Report report = report_of_lines(std::move(text));
  report.id = report.uri = "test";
  if (auto day = parse_iso_day(published)) report.published = Timestamp{*day, std::nullopt};
  return report;
}

inline std::unique_ptr<Parsed> parse_text(std::string text, const std::string& published = "2020-09-28") {
  const Language* language = Language::get();
  if (language == nullptr) return nullptr;
  return std::make_unique<Parsed>(report_of(std::move(text), published), language->tokenizer, language->model);
}

// "kill/VERB/VBN <- nsubj:pass ..." a line a token: what to print where a tree is not as a test expects.
inline std::string show(const Parse& parse) {
  std::string out;
  for (TokenIndex i = 0; i < parse.size(); ++i) {
    const Word& w = parse[i];
    out += std::to_string(i) + "\t" + std::string(parse.word(i)) + "\t" + w.lemma + "\t" + std::string(name(w.upos)) +
           "\t" + std::string(w.xpos) + "\t" + std::to_string(w.head) + "\t" + std::string(name(w.relation)) + "\n";
  }
  return out;
}

}  // namespace sayso
