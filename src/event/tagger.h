// The tagger: what kind of event does each word name, if any, and what part does it play in the events told beside it?
//
// A small network that stands on the language model's encoder (syntax/network.h) and was taught by a larger one what
// words mean where they stand (train/tagger.py): "the strike killed four" and "the strike closed four pits". It sees a
// sentence at a time; what the report says elsewhere is weighed by the judge (judge.h), to which its scores are
// evidence.
//
//   x0[t]   = b + W [state of t, row of t's form in small letters]
//   x(l+1)  = x(l) + relu(b + W [x(l)[t-d], x(l)[t], x(l)[t+d]])      (syntax/layer.h)
//   score   = Wo x + bo for each kind and for "none", less that of "none"; and for each part, against its not being one
//
// In: a parse with its states. Out: scores, about log odds; the same on every machine and kernel.
// Known to go wrong: a sentence whose sense lies in another ("the second one, at noon").
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
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

// What a tagger tells apart.
struct TagNames {
  std::vector<std::string> kinds;  // names of knowledge/kinds.tsv
  std::vector<std::string> parts;  // "by", "on", "place", "source", and what a toll counts: "killed", "wounded", ...
};

// The scores of a report's words, in thousandths.
class EventTags {
 public:
  static constexpr int kNone = -32768;  // below any score

  // No tags at all.
  EventTags() = default;
  EventTags(const TagNames* names, size_t tokens)
      : names_(names), columns_(1 + names->kinds.size() + names->parts.size()), scores_(columns_ * tokens, kNone) {}

  bool empty() const { return scores_.empty(); }
  // Which of the tagger's kinds or parts has that name; -1 for none.
  int kind(std::string_view name) const { return names_ == nullptr ? -1 : find(names_->kinds, name); }
  int part(std::string_view name) const { return names_ == nullptr ? -1 : find(names_->parts, name); }
  std::string_view kind_name(int kind) const { return names_->kinds[static_cast<size_t>(kind)]; }

  // The score of "an event of some kind", of that kind, of that part; kNone where there are no tags or no such kind.
  int event(TokenIndex i) const { return empty() ? kNone : row(i)[0]; }
  int kind(TokenIndex i, int kind) const { return kind < 0 ? kNone : row(i)[1 + kind]; }
  int part(TokenIndex i, int part) const {
    return part < 0 ? kNone : row(i)[1 + static_cast<ptrdiff_t>(names_->kinds.size()) + part];
  }
  // The highest of a range.
  int event(TokenRange range) const;
  int kind(TokenRange range, int kind) const;
  int part(TokenRange range, int part) const;
  // The kind with the highest score anywhere in the range; -1 where there are no tags.
  int best_kind(TokenRange range) const;

  // A score as evidence tells it: by halves of log odds.
  static constexpr int kLowest = -12, kHighest = 12;
  static int level(int score) { return std::clamp((score + 50000) / 500 - 100, kLowest, kHighest); }

  // A token's scores: event, kinds, parts.
  std::span<int16_t> of(TokenIndex i) { return {&scores_[static_cast<size_t>(i) * columns_], columns_}; }

 private:
  static int find(const std::vector<std::string>& names, std::string_view name);
  const int16_t* row(TokenIndex i) const { return scores_.data() + static_cast<size_t>(i) * columns_; }

  const TagNames* names_ = nullptr;
  size_t columns_ = 0;
  std::vector<int16_t> scores_;
};

// The tagger as a trainer has it. All matrices row by row.
struct FloatTagger {
  uint32_t state = 0, embedded = 0, width = 0;  // numbers of a state, of a form's row, of the layers
  TagNames names;
  std::vector<std::string> words;  // in small letters; the row of words[i] is i + 1, row 0 is of all others
  std::vector<uint32_t> dilations;
  std::vector<float> table;  // (words + 1) x embedded
  FloatLayer input;          // width x (state + embedded)
  std::vector<FloatLayer> layers;
  FloatLayer head;  // (1 + kinds + parts) x width; the first is "none"
};
std::string write_tagger(const FloatTagger& tagger);

class EventTagger {
 public:
  // `bytes` is the content of model/events.model and must outlive the tagger. Every byte string is safe to load and to
  // run.
  static Result<EventTagger> load(std::string_view bytes, Origin origin = Origin::file);

  // Tags every sentence; none where the parse's states are of another width.
  EventTags tag(const Parse& parse) const;

  const TagNames& names() const { return *names_; }
  // Runs on the given kernel from now on; for tests.
  void use(const Kernel& kernel) { product_ = kernel.product; }

 private:
  void embed(const Parse& parse, TokenIndex token, int16_t* x) const;
  void score(const float* outputs, std::span<int16_t> row) const;

  Product product_ = kernels().front().product;
  std::unique_ptr<TagNames> names_;  // where tags find it also when the tagger is moved
  KeyTable<uint32_t> rows_;          // by the hash of a form in small letters
  size_t state_ = 0, embedded_ = 0, width_ = 0;
  std::string_view table_;  // a row: the factor in 1/16 units (uint8_t), then int8_t
  Layer input_, head_;
  std::vector<Layer> layers_;
  std::vector<uint32_t> dilations_;
};

}  // namespace sayso
