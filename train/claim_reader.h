// Reads a gold report as the program does, up to its mentions.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/knowledge_source.h"
#include "base/mapped_file.h"
#include "base/result.h"
#include "event/tagger.h"
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
  EventTags tags;
};

inline constexpr const char* kTaggersHelp = "model/events.model, or those of train/tagger.py --without 0 and 1";

class Reader {
 public:
  // Of several taggers each report is tagged by the one that did not learn from it (train/tagger.py, --without).
  static Result<Reader> load(const KnowledgeSource& knowledge, const std::string& model_file,
                             const std::vector<std::string>& tagger_files, const std::string& gazetteer_file);
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
