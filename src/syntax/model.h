// The trained language model: tags, lemmas and trees for tokens.
#pragma once

#include <memory>
#include <string_view>

#include "base/origin.h"
#include "base/result.h"
#include "syntax/kernel.h"
#include "syntax/parse.h"

namespace sayso {

// Immutable after loading; `parse` may be called from many threads at once.
class LanguageModel {
 public:
  // `bytes` is the model file's content (model/english.model) and must outlive the model. Checks magic, version,
  // sizes and, of a file, the checksum; a file cut short or changed is an error, never a crash.
  static Result<LanguageModel> load(std::string_view bytes, Origin origin = Origin::file);

  // Same tokens, same model: same parse, on any machine.
  Parse parse(const Tokens& tokens) const;

  // Runs on the given kernel from now on; for measurements. The fastest one is the default.
  void use(const Kernel& kernel);

  LanguageModel(LanguageModel&&) noexcept;
  LanguageModel& operator=(LanguageModel&&) noexcept;
  ~LanguageModel();

 private:
  struct Weights;
  explicit LanguageModel(std::unique_ptr<Weights> weights);
  std::unique_ptr<Weights> weights_;
};

}  // namespace sayso
