#include "claim_reader.h"

namespace sayso::train {

Result<Reader> Reader::load(const KnowledgeSource& knowledge, const std::string& root) {
  auto pages = PageReader::load(knowledge);
  if (!pages) return pages.error();
  auto tokenizer = Tokenizer::load(knowledge);
  if (!tokenizer) return tokenizer.error();
  auto file = MappedFile::open(root + "/model/english.model");
  if (!file) return file.error();
  auto kept = std::make_unique<MappedFile>(std::move(*file));
  auto model = LanguageModel::load(kept->bytes());
  if (!model) return model.error();
  return Reader(std::move(*pages), std::move(*tokenizer), std::move(kept), std::move(*model));
}

Result<std::unique_ptr<ReadReport>> Reader::read(const std::string& text, const std::string& published,
                                                 const std::string& outlet) const {
  Metadata meta;
  meta.published = published;
  meta.outlet = outlet;
  auto report = pages_.from_json_text(text, meta);
  if (!report) return report.error();
  auto out = std::make_unique<ReadReport>();
  out->report = std::move(*report);
  out->tokens = tokenizer_.tokenize(out->report);
  out->parse.emplace(model_.parse(out->tokens));
  out->mentions.index(out->tokens.size());
  return out;
}

}  // namespace sayso::train
