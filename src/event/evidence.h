// Evidence for a choice among candidates, and the weights learnt for it.
//
// A choice ("which of these places is the event's?") is made by a conditional logit: each candidate carries named
// pieces of evidence, a piece has a weight in a table of `knowledge/events/`, and the candidate with the highest sum is
// chosen, the first of equals. Weights are whole thousandths, so that the sums are the same on any machine. A piece
// without a weight weighs nothing.
//
// A name is put together from parts ("here prep=" + "in"). In reading only its hash is made, without a string; training
// and explaining ask for the names too.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "event/event.h"

namespace sayso {

class Evidence {
 public:
  explicit Evidence(bool named = false) : named_(named) {}

  // Adds the piece whose name is `parts` one behind the other: strings and whole numbers.
  template <typename... Parts>
  void add(const Parts&... parts) {
    hash_ = kSeed;
    if (named_) names_.emplace_back();
    (put(parts), ...);
    keys_.push_back(hash_);
  }
  // Adds each piece of `other` with `suffix` behind its name.
  void add_each(const Evidence& other, std::string_view suffix) {
    for (size_t k = 0; k < other.keys_.size(); ++k) {
      hash_ = other.keys_[k];
      if (named_) names_.push_back(other.names_[k]);
      put(suffix);
      keys_.push_back(hash_);
    }
  }
  void clear() {
    keys_.clear();
    names_.clear();
  }

  const std::vector<uint64_t>& keys() const { return keys_; }
  // Empty unless asked for.
  const std::vector<std::string>& names() const { return names_; }

  static uint64_t hash(std::string_view name) {
    Evidence e;
    e.add(name);
    return e.keys_.front();
  }

 private:
  static constexpr uint64_t kSeed = 0xCBF29CE484222325u;

  void put(std::string_view s) {
    for (char c : s) hash_ = (hash_ ^ static_cast<uint8_t>(c)) * 0x100000001B3u;
    if (named_) names_.back() += s;
  }
  void put(std::integral auto number) {
    char digits[24];
    auto [end, error] = std::to_chars(digits, digits + sizeof digits, static_cast<int64_t>(number));
    put(std::string_view(digits, static_cast<size_t>(end - digits)));
  }

  bool named_;
  uint64_t hash_ = kSeed;
  std::vector<uint64_t> keys_;
  std::vector<std::string> names_;
};

class EvidenceWeights {
 public:
  // Reads a table with the columns `feature` and `weight`.
  static Result<EvidenceWeights> load(const KnowledgeSource& source, const std::string& file);

  int64_t sum(const Evidence& evidence) const {
    int64_t sum = 0;
    for (uint64_t key : evidence.keys())
      if (auto it = weights_.find(key); it != weights_.end()) sum += it->second;
    return sum;
  }

 private:
  struct Same {
    size_t operator()(uint64_t key) const { return key; }  // hashes already
  };
  std::unordered_map<uint64_t, int32_t, Same> weights_;
};

// What training sees of the choices made in a report, and what it may decide in their place. A reading has none.
class ChoiceObserver {
 public:
  enum class Task : uint8_t { place, time, toll, role };

  virtual ~ChoiceObserver() = default;

  // The report's events, before the first choice.
  virtual void begin(const std::vector<Event>& events) = 0;

  // `event` and `count` say what the choice is for (an index into the events; of a toll, into the counts). Each
  // candidate has a value by which it can be judged and its evidence's names. Returns the index of the candidate that
  // stands; `chosen` is what the weights say.
  struct Candidate {
    int32_t value = -1;     // place: index into the places; time: -1; toll: index into the harm words; -1 for none
    int32_t event = -1;     // toll: the event that would bear it
    std::string_view what;  // toll: what it would be; role: "none", "by", "on"
    std::string days;       // time: "2020-09-27/2020-09-28", "/2020-09-28", empty for none
    std::vector<std::string> evidence;
    const Participant* who = nullptr;  // role: the phrase in question
  };
  virtual size_t decide(Task task, size_t about, const std::vector<Candidate>& candidates, size_t chosen) = 0;
};

}  // namespace sayso
