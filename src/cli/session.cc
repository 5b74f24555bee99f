#include "cli/session.h"

namespace sayso {

Result<Session> Session::open(const InputChoice& choice, Trees trees) {
  Engine::Options options;
  options.knowledge_folder = choice.knowledge;
  options.trees = trees == Trees::yes;
  Result<Engine> engine = Engine::open(options);
  if (!engine) return engine.error();
  Result<PageReader> pages = PageReader::load(engine->knowledge());
  if (!pages) return pages.error();
  if (!choice.published.empty() && !pages->parse_published(choice.published))
    return Error{"", 0, "--published " + choice.published + " is no date", "one like 2020-09-28"};
  Metadata known;
  known.outlet = choice.outlet;
  known.published = choice.published;
  return Session(std::move(*engine), std::move(*pages), std::move(known));
}

ReportSource Session::reports(const std::vector<std::string>& paths) const {
  ReportSource::Options options;
  options.known = known_;
  return ReportSource(pages_, paths, std::move(options));
}

}  // namespace sayso
