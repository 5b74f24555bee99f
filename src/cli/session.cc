#include "cli/session.h"

namespace sayso {

Result<Pages> Pages::open(const InputChoice& choice) {
  auto knowledge = choice.knowledge.empty() ? built_in_knowledge() : KnowledgeSource::from_folder(choice.knowledge);
  if (!knowledge) return knowledge.error();
  return open(choice, *knowledge);
}

Result<Pages> Pages::open(const InputChoice& choice, const KnowledgeSource& knowledge) {
  Result<PageReader> pages = PageReader::load(knowledge);
  if (!pages) return pages.error();
  if (!choice.published.empty() && !pages->parse_published(choice.published))
    return Error{"", 0, "--published " + choice.published + " is no date", "one like 2020-09-28"};
  Metadata known;
  known.outlet = choice.outlet;
  known.published = choice.published;
  return Pages(std::move(*pages), std::move(known));
}

ReportSource Pages::reports(const std::vector<std::string>& paths) const {
  ReportSource::Options options;
  options.known = known_;
  return ReportSource(pages_, paths, std::move(options));
}

Result<Session> Session::open(const InputChoice& choice, Explain explain) {
  Engine::Options options;
  options.knowledge_folder = choice.knowledge;
  options.gazetteer_file = choice.gazetteer;
  options.explain = explain == Explain::yes;
  Result<Engine> engine = Engine::open(options);
  if (!engine) return engine.error();
  Result<Pages> pages = Pages::open(choice, engine->knowledge());
  if (!pages) return pages.error();
  return Session(std::move(*engine), std::move(*pages));
}

}  // namespace sayso
