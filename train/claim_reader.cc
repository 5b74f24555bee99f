#include "claim_reader.h"

#include "base/text_util.h"

namespace sayso::train {

// Files are mapped for as long as what was loaded from them lives.
struct Reader::Parts {
  MappedFile model_file, gazetteer_file;
  std::vector<MappedFile> tagger_files;
  std::optional<PageReader> pages;
  std::optional<Tokenizer> tokenizer;
  std::optional<LanguageModel> model;
  std::optional<Gazetteer> gazetteer;
  std::optional<MentionFinder> mentions;
  std::vector<EventTagger> taggers;
};

Reader::Reader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;
const MentionFinder& Reader::mentions() const { return *parts_->mentions; }

Result<Reader> Reader::load(const KnowledgeSource& knowledge, const std::string& model_file,
                            const std::vector<std::string>& tagger_files, const std::string& gazetteer_file) {
  auto model_bytes = MappedFile::open(model_file);
  if (!model_bytes) return model_bytes.error();
  std::vector<MappedFile> taggers_bytes;
  for (const std::string& file : tagger_files) {
    auto bytes = MappedFile::open(file);
    if (!bytes) return bytes.error();
    taggers_bytes.push_back(std::move(*bytes));
  }
  auto gazetteer_bytes = MappedFile::open(gazetteer_file);
  if (!gazetteer_bytes) return gazetteer_bytes.error();
  auto parts = std::make_unique<Parts>(
      Parts{std::move(*model_bytes), std::move(*gazetteer_bytes), std::move(taggers_bytes), {}, {}, {}, {}, {}, {}});
  auto pages = PageReader::load(knowledge);
  if (!pages) return pages.error();
  parts->pages.emplace(std::move(*pages));
  auto tokenizer = Tokenizer::load(knowledge);
  if (!tokenizer) return tokenizer.error();
  parts->tokenizer.emplace(std::move(*tokenizer));
  auto model = LanguageModel::load(parts->model_file.bytes());
  if (!model) return model.error();
  parts->model.emplace(std::move(*model));
  auto gazetteer = Gazetteer::open(parts->gazetteer_file.bytes());
  if (!gazetteer) return gazetteer.error();
  parts->gazetteer.emplace(std::move(*gazetteer));
  auto mentions = MentionFinder::load(knowledge, &*parts->gazetteer);
  if (!mentions) return mentions.error();
  parts->mentions.emplace(std::move(*mentions));
  for (const MappedFile& file : parts->tagger_files) {
    auto tagger = EventTagger::load(file.bytes());
    if (!tagger) return tagger.error();
    parts->taggers.push_back(std::move(*tagger));
  }
  return Reader(std::move(parts));
}

Result<std::unique_ptr<ReadReport>> Reader::read(const std::string& text, const std::string& published,
                                                 const std::string& outlet) const {
  Metadata meta;
  meta.published = published;
  meta.outlet = outlet;
  auto report = parts_->pages->from_json_text(text, meta);
  if (!report) return report.error();
  auto out = std::make_unique<ReadReport>();
  out->report = std::move(*report);
  out->tokens = parts_->tokenizer->tokenize(out->report);
  out->parse.emplace(parts_->model->parse(out->tokens));
  out->mentions = parts_->mentions->find(out->report, *out->parse);
  const std::vector<EventTagger>& taggers = parts_->taggers;
  if (!taggers.empty()) out->tags = taggers[hash_text(text) % taggers.size()].tag(*out->parse);
  return out;
}

}  // namespace sayso::train
