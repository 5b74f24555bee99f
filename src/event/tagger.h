// The tagger: what kind of event does each word name, if any?
//
// A small network that stands on the language model's encoder (syntax/network.h) and was taught by a larger one what
// words mean where they stand (train/tagger.py): "the strike killed four" and "the strike closed four pits". It sees a
// sentence at a time; what the report says elsewhere is weighed by the judge (judge.h), to which its scores are
// evidence.
//
//   x0[t]   = b + W [state of t, row of t's form in small letters]
//   x(l+1)  = x(l) + relu(b + W [x(l)[t-d], x(l)[t], x(l)[t+d]])      (syntax/layer.h)
//   score   = Wo x + bo for each kind and for "none", less that of "none"
//
// In: a parse with its states. Out: scores, about log odds; the same on every machine and kernel.
// Known to go wrong: a sentence whose sense lies in another ("the second one, at noon").
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/key_table.h"
#include "base/origin.h"
#include "base/result.h"
#include "syntax/kernel.h"
#include "syntax/layer.h"
#include "syntax/parse.h"

namespace sayso {

// The scores of a report's words, in thousandths.
class EventTags {
 public:
  static constexpr int kNone = -32768;  // below any score

  // No tags at all.
  EventTags() = default;
  EventTags(const std::vector<std::string>* kinds, size_t tokens)
      : kinds_(kinds), scores_(kinds->size() * tokens, kNone) {}

  bool empty() const { return scores_.empty(); }
  // Which of the tagger's kinds has that name; -1 for none.
  int kind(std::string_view name) const;
  std::string_view name(int kind) const { return (*kinds_)[static_cast<size_t>(kind)]; }
  // A score for each kind; empty where there are no tags.
  std::span<const int16_t> of(TokenIndex i) const { return {row(i), kinds_ == nullptr ? 0 : kinds_->size()}; }
  std::span<int16_t> of(TokenIndex i) { return {const_cast<int16_t*>(row(i)), kinds_->size()}; }
  // The highest, and its kind.
  struct Best {
    int kind = -1, score = kNone;
  };
  Best best(TokenIndex i) const;
  Best best(TokenRange range) const;

 private:
  const int16_t* row(TokenIndex i) const {
    return kinds_ == nullptr ? nullptr : scores_.data() + static_cast<size_t>(i) * kinds_->size();
  }

  const std::vector<std::string>* kinds_ = nullptr;
  std::vector<int16_t> scores_;
};

// The tagger as a trainer has it. All matrices row by row.
struct FloatTagger {
  uint32_t state = 0, embedded = 0, width = 0;  // numbers of a state, of a form's row, of the layers
  std::vector<std::string> kinds;
  std::vector<std::string> words;  // in small letters; the row of words[i] is i + 1, row 0 is of all others
  std::vector<uint32_t> dilations;
  std::vector<float> table;  // (words + 1) x embedded
  FloatLayer input;          // width x (state + embedded)
  std::vector<FloatLayer> layers;
  FloatLayer head;  // (kinds + 1) x width; the first is "none"
};
std::string write_tagger(const FloatTagger& tagger);

class EventTagger {
 public:
  // `bytes` is the content of model/events.model and must outlive the tagger. Every byte string is safe to load and to
  // run.
  static Result<EventTagger> load(std::string_view bytes, Origin origin = Origin::file);

  // Tags every sentence; none where the parse's states are of another width.
  EventTags tag(const Parse& parse) const;

  const std::vector<std::string>& kinds() const { return kinds_; }
  // Runs on the given kernel from now on; for tests.
  void use(const Kernel& kernel) { product_ = kernel.product; }

 private:
  void embed(const Parse& parse, TokenIndex token, int16_t* x) const;

  Product product_ = kernels().front().product;
  std::vector<std::string> kinds_;
  KeyTable<uint32_t> rows_;  // by the hash of a form in small letters
  size_t state_ = 0, embedded_ = 0, width_ = 0;
  std::string_view table_;  // a row: the factor in 1/16 units (uint8_t), then int8_t
  Layer input_, head_;
  std::vector<Layer> layers_;
  std::vector<uint32_t> dilations_;
};

}  // namespace sayso
