// What every subcommand that reads needs: the engine, and the reports asked for.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/options.h"
#include "page/input.h"
#include "page/page_reader.h"
#include "reading/engine.h"

namespace sayso {

// The first stage alone: reports without the engine that reads claims in them.
class Pages {
 public:
  static Result<Pages> open(const InputChoice& choice);
  static Result<Pages> open(const InputChoice& choice, const KnowledgeSource& knowledge);

  const PageReader& reader() const { return pages_; }
  // The reports of the paths, in order; this must outlive it.
  ReportSource reports(const std::vector<std::string>& paths) const;

 private:
  Pages(PageReader pages, Metadata known) : pages_(std::move(pages)), known_(std::move(known)) {}

  PageReader pages_;
  Metadata known_;
};

class Session {
 public:
  enum class Explain { no, yes };
  // Loads knowledge and model. Fails, too, where --published is no date.
  static Result<Session> open(const InputChoice& choice, Explain explain);

  const Engine& engine() const { return engine_; }
  // The reports of the paths, in order; the session must outlive it.
  ReportSource reports(const std::vector<std::string>& paths) const { return pages_.reports(paths); }

 private:
  Session(Engine engine, Pages pages) : engine_(std::move(engine)), pages_(std::move(pages)) {}

  Engine engine_;
  Pages pages_;
};

}  // namespace sayso
