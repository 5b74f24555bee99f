// The engine: a Report in, its Reading out. The whole order of the house stands in Engine::read (engine.cc).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "page/report.h"
#include "sayso/reading.h"

namespace sayso {

// Time spent in each stage, in nanoseconds, summed over the reports read with it.
struct StageTimes {
  int64_t text = 0, syntax = 0, mention = 0, event = 0, claim = 0, reading = 0;
  int64_t words = 0;  // tokens that are no marks
};

class Engine {
 public:
  struct Options {
    std::string knowledge_folder;  // empty: the copy compiled into the binary
    std::string gazetteer_file;    // empty: the one compiled into the binary
    bool explain = false;          // fill Reading::trees, and tell in Claim::reasons what weighed most
  };

  // Loads knowledge, model and gazetteer: some tens of milliseconds, once. Faults name file and line.
  static Result<Engine> open(const Options& options);

  // Pure and thread-safe: the same report gives the same reading, whichever thread asks.
  Reading read(const Report& report, StageTimes* times = nullptr) const;

  // The knowledge that this engine works with, for the readers of pages.
  const class KnowledgeSource& knowledge() const;

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

 private:
  struct Stages;
  explicit Engine(std::unique_ptr<Stages> stages);
  std::unique_ptr<Stages> stages_;
};

// The knowledge compiled into the binary, for what needs no engine.
Result<class KnowledgeSource> built_in_knowledge();
// The bytes of the gazetteer compiled into the binary.
std::string_view built_in_gazetteer();

}  // namespace sayso
