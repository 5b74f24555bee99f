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

class Session {
 public:
  enum class Trees { no, yes };
  // Loads knowledge and model. Fails, too, where --published is no date.
  static Result<Session> open(const InputChoice& choice, Trees trees);

  const Engine& engine() const { return engine_; }
  // The reports of the paths, in order; the session must outlive it.
  ReportSource reports(const std::vector<std::string>& paths) const;

 private:
  Session(Engine engine, PageReader pages, Metadata known)
      : engine_(std::move(engine)), pages_(std::move(pages)), known_(std::move(known)) {}

  Engine engine_;
  PageReader pages_;
  Metadata known_;
};

}  // namespace sayso
