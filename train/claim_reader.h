// Reads a gold report as the program does, up to its mentions.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/knowledge_source.h"
#include "base/mapped_file.h"
#include "base/result.h"
#include "mention/mention.h"
#include "page/page_reader.h"
#include "syntax/model.h"
#include "text/tokens.h"

namespace sayso::train {

struct ReadReport {
  Report report;
  Tokens tokens;
  std::optional<Parse> parse;
  Mentions mentions;
};

class Reader {
 public:
  // `root` holds knowledge/ and model/.
  static Result<Reader> load(const KnowledgeSource& knowledge, const std::string& root);
  Result<std::unique_ptr<ReadReport>> read(const std::string& text, const std::string& published,
                                           const std::string& outlet) const;

 private:
  Reader(PageReader pages, Tokenizer tokenizer, std::unique_ptr<MappedFile> file, LanguageModel model)
      : pages_(std::move(pages)), tokenizer_(std::move(tokenizer)), file_(std::move(file)), model_(std::move(model)) {}

  PageReader pages_;
  Tokenizer tokenizer_;
  std::unique_ptr<MappedFile> file_;
  LanguageModel model_;
};

}  // namespace sayso::train
