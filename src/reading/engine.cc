#include "reading/engine.h"

#include <chrono>

#include "base/knowledge_source.h"
#include "base/mapped_file.h"
#include "claim/finder.h"
#include "event/explainer.h"
#include "event/finder.h"
#include "mention/finder.h"
#include "mention/gazetteer.h"
#include "page/language.h"
#include "reading/assemble.h"
#include "syntax/model.h"
#include "text/tokens.h"

// Compiled into the binary (cmake/embed.cmake).
extern "C" const char sayso_knowledge_begin[], sayso_knowledge_end[];
extern "C" const char sayso_model_begin[], sayso_model_end[];
extern "C" const char sayso_tagger_begin[], sayso_tagger_end[];
extern "C" const char sayso_gazetteer_begin[], sayso_gazetteer_end[];

namespace sayso {
namespace {

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<size_t>(end - begin)}; }

// Adds the time since it was made, or last asked, to a stage's account.
class Clock {
 public:
  explicit Clock(bool on) : on_(on) {
    if (on_) last_ = std::chrono::steady_clock::now();
  }
  void add_to(int64_t& stage) {
    if (!on_) return;
    auto now = std::chrono::steady_clock::now();
    stage += std::chrono::duration_cast<std::chrono::nanoseconds>(now - last_).count();
    last_ = now;
  }

 private:
  bool on_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace

// The stages hold references to each other's tables, so they live behind one pointer and never move.
struct Engine::Stages {
  Options options;
  std::optional<KnowledgeSource> knowledge;
  std::optional<MappedFile> gazetteer_file;
  std::optional<Tokenizer> tokenizer;
  std::optional<LanguageModel> model;
  std::optional<Gazetteer> gazetteer;
  std::optional<MentionFinder> mentions;
  std::optional<EventTagger> tagger;
  std::optional<EventFinder> events;
  std::optional<ClaimFinder> claims;
  std::optional<NamedWeights> weights;  // to explain choices by
};

Engine::Engine(std::unique_ptr<Stages> stages) : stages_(std::move(stages)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

const KnowledgeSource& Engine::knowledge() const { return *stages_->knowledge; }

Result<KnowledgeSource> built_in_knowledge() {
  return KnowledgeSource::from_pack(between(sayso_knowledge_begin, sayso_knowledge_end));
}

std::string_view built_in_gazetteer() { return between(sayso_gazetteer_begin, sayso_gazetteer_end); }

Result<Engine> Engine::open(const Options& options) {
  auto s = std::make_unique<Stages>();
  s->options = options;

  auto knowledge =
      options.knowledge_folder.empty() ? built_in_knowledge() : KnowledgeSource::from_folder(options.knowledge_folder);
  if (!knowledge) return knowledge.error();
  s->knowledge = std::move(*knowledge);

  auto tokenizer = Tokenizer::load(*s->knowledge);
  if (!tokenizer) return tokenizer.error();
  s->tokenizer = std::move(*tokenizer);

  auto model = LanguageModel::load(between(sayso_model_begin, sayso_model_end), Origin::program);
  if (!model) return model.error();
  s->model = std::move(*model);

  std::string_view places = built_in_gazetteer();
  if (!options.gazetteer_file.empty()) {
    auto file = MappedFile::open(options.gazetteer_file);
    if (!file) return file.error();
    s->gazetteer_file = std::move(*file);
    places = s->gazetteer_file->bytes();
  }
  auto gazetteer = Gazetteer::open(places);
  if (!gazetteer) {
    Error error = gazetteer.error();
    error.file = options.gazetteer_file;
    return error;
  }
  s->gazetteer = std::move(*gazetteer);

  auto mentions = MentionFinder::load(*s->knowledge, &*s->gazetteer);
  if (!mentions) return mentions.error();
  s->mentions = std::move(*mentions);

  auto tagger = EventTagger::load(between(sayso_tagger_begin, sayso_tagger_end), Origin::program);
  if (!tagger) return tagger.error();
  s->tagger = std::move(*tagger);

  auto events = EventFinder::load(*s->knowledge, &*s->mentions);
  if (!events) return events.error();
  s->events = std::move(*events);

  auto claims = ClaimFinder::load(*s->knowledge);
  if (!claims) return claims.error();
  s->claims = std::move(*claims);

  if (options.explain) {
    auto weights = NamedWeights::load(*s->knowledge);
    if (!weights) return weights.error();
    s->weights = std::move(*weights);
  }

  return Engine(std::move(s));
}

// The way of a report through the house. Each step takes what stands above it and adds to it; none looks back.
Reading Engine::read(const Report& report, StageTimes* times) const {
  StageTimes unused;
  StageTimes& spent = times != nullptr ? *times : unused;
  Clock clock(times != nullptr);

  // A report in another language is told, not misread: it has its head and its blocks, and no claims.
  if (!is_read(report.language)) {
    Tokens nothing;
    return assemble(report, Parse(&nothing, {}), {}, {}, {}, stages_->events->kinds());
  }

  // text: the blocks that carry prose become sentences and tokens. From here on no token spans two blocks.
  Tokens tokens = stages_->tokenizer->tokenize(report);
  clock.add_to(spent.text);

  // syntax: each token gets its tag, its lemma and its head. From here on every sentence is one tree.
  Parse parse = stages_->model->parse(tokens);
  clock.add_to(spent.syntax);

  // mention: words that name places, times, counts and actors, and what "he", "the ministry", "the region" stand for.
  Mentions mentions = stages_->mentions->find(report, parse);
  clock.add_to(spent.mention);

  // event: what is said to have happened, by whom, to whom, where, when, how many; nobody has said it yet. Tags say
  // what kind of event each word may name.
  const EventTags tags = stages_->tagger->tag(parse);
  std::optional<Explainer> explainer;
  if (stages_->weights) explainer.emplace(*stages_->weights, parse, mentions);
  std::vector<Event> events = stages_->events->find(report, parse, mentions, tags, explainer ? &*explainer : nullptr);
  clock.add_to(spent.event);

  // claim: who says each of them, who passed it on, who denies it. From here on every event has a source or is the
  // report's own.
  Claims claims = stages_->claims->find(report, parse, mentions, tags, events, stages_->options.explain);
  clock.add_to(spent.claim);

  // reading: offsets become code points, indices become words and ids. Nothing is decided here.
  Reading reading =
      assemble(report, parse, mentions, events, claims, stages_->events->kinds(), explainer ? &*explainer : nullptr);
  if (stages_->options.explain)
    for (const Sentence& s : tokens.sentences) reading.trees.push_back(conllu(parse, s));
  clock.add_to(spent.reading);

  if (times != nullptr)
    for (TokenIndex i = 0; i < parse.size(); ++i) spent.words += parse[i].upos != Upos::PUNCT ? 1 : 0;
  return reading;
}

}  // namespace sayso
