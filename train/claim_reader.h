// Reads a gold report as the program does, up to its mentions.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/knowledge_source.h"
#include "base/mapped_file.h"
#include "base/result.h"
#include "mention/finder.h"
#include "mention/gazetteer.h"
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
  static Result<Reader> load(const KnowledgeSource& knowledge, const std::string& model_file,
                             const std::string& gazetteer_file);
  Result<std::unique_ptr<ReadReport>> read(const std::string& text, const std::string& published,
                                           const std::string& outlet) const;
  const MentionFinder& mentions() const;

  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

 private:
  struct Parts;
  explicit Reader(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace sayso::train
