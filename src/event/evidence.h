// Evidence for a choice among candidates, and the weights learnt for it.
//
// A choice ("which of these places is the event's?") is made by a conditional logit: each candidate carries named
// pieces of evidence, a piece has a weight in a table of `knowledge/events/`, and the candidate with the highest sum is
// chosen, the first of equals. Weights are whole thousandths, so that the sums are the same on any machine. A piece
// without a weight weighs nothing.
//
// A name is put together from pieces ("here prep=" + "in"). In reading only its hash is made, without a string;
// training and explaining ask for the names too.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/key_table.h"
#include "base/knowledge_source.h"
#include "base/result.h"
#include "event/event.h"

namespace sayso {

// A part of a name: a literal, a string, a whole number. Its hash is a polynomial in the characters, so that the hash
// of a name is had from those of its parts with one multiplication each, and a literal's is made by the compiler: the
// evidence of a report has some hundred thousand characters. (A literal chosen by `?:` among some of one length is
// still one to the language, but not known to the compiler: keep it in a std::string_view.)
class Piece {
 public:
  constexpr Piece() = default;
  constexpr Piece(std::string_view text) : text_(text) { hash_text(false); }
  Piece(const std::string& text) : Piece(std::string_view(text)) {}
  template <std::same_as<const char*> P>
  constexpr Piece(P text) : Piece(std::string_view(text)) {}
  template <size_t N>
  consteval Piece(const char (&literal)[N]) : Piece(std::string_view(literal, N - 1)) {}
  constexpr Piece(std::integral auto number) : number_(static_cast<int64_t>(number)), is_number_(true) {
    uint64_t left = number_ < 0 ? -static_cast<uint64_t>(number_) : static_cast<uint64_t>(number_);
    uint64_t place = 1;  // the digits come last first
    for (power_ = 1; left >= 10; left /= 10, place *= kBase) add_digit(left % 10, place);
    add_digit(left, place);
    if (number_ < 0) *this = joined('-', *this);
  }
  // The text in lower case.
  static constexpr Piece lower(std::string_view text) {
    Piece piece;
    piece.text_ = text;
    piece.lower_ = true;
    piece.hash_text(true);
    return piece;
  }

  // The hash of `before`, continued by this piece.
  constexpr uint64_t join(uint64_t before) const { return before * power_ + hash_; }
  void append_to(std::string& name) const;

 private:
  static constexpr uint64_t kBase = 0xD6E8FEB86659FD93u;  // odd; else any number with bits all over

  static constexpr uint64_t code(char c, bool lower) {
    return static_cast<uint8_t>(lower && c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  constexpr void hash_text(bool lower) {
    // Four characters in a step: the multiplications then do not wait for each other.
    constexpr uint64_t kBase2 = kBase * kBase, kBase3 = kBase2 * kBase, kBase4 = kBase3 * kBase;
    const char *c = text_.data(), *end = c + text_.size();
    uint64_t hash = 0, power = 1;
    for (; end - c >= 4; c += 4) {
      hash = hash * kBase4 + code(c[0], lower) * kBase3 + code(c[1], lower) * kBase2 + code(c[2], lower) * kBase +
             code(c[3], lower);
      power *= kBase4;
    }
    for (; c != end; ++c) {
      hash = hash * kBase + code(*c, lower);
      power *= kBase;
    }
    hash_ = hash;
    power_ = power;
  }
  constexpr void add_digit(uint64_t digit, uint64_t place) {
    hash_ += ('0' + digit) * place;
    power_ *= kBase;
  }
  static constexpr Piece joined(char sign, Piece number) {
    number.hash_ += static_cast<uint64_t>(sign) * number.power_;
    number.power_ *= kBase;
    return number;
  }

  // Of no characters: what joins it stays as it is.
  uint64_t hash_ = 0, power_ = 1;
  std::string_view text_;
  int64_t number_ = 0;
  bool is_number_ = false, lower_ = false;
};

class Evidence {
 public:
  explicit Evidence(bool named = false) : named_(named) {}

  // Adds the piece of evidence whose name is the pieces one behind the other.
  void add(Piece a, Piece b = {}, Piece c = {}, Piece d = {}, Piece e = {}, Piece f = {}, Piece g = {}, Piece h = {}) {
    keys_.push_back(h.join(g.join(f.join(e.join(d.join(c.join(b.join(a.join(0)))))))));
    if (named_) add_name({a, b, c, d, e, f, g, h});
  }
  void clear() {
    keys_.clear();
    names_.clear();
  }

  const std::vector<uint64_t>& keys() const { return keys_; }
  // The names as rows of ClassWeights have them: with a class behind each.
  std::vector<std::string> names_with(std::string_view of_class) const {
    std::vector<std::string> out = names_;
    for (std::string& name : out) (name += ' ') += of_class;
    return out;
  }
  // Empty unless asked for.
  const std::vector<std::string>& names() const { return names_; }

  static uint64_t hash(std::string_view name) { return Piece(name).join(0); }

 private:
  void add_name(std::initializer_list<Piece> pieces);

  bool named_;
  std::vector<uint64_t> keys_;
  std::vector<std::string> names_;
};

// A table of weights by the hashes of their names.
class EvidenceWeights {
 public:
  // Reads a table with the columns `feature` and `weight`.
  static Result<EvidenceWeights> load(const KnowledgeSource& source, const std::string& file);

  // 0 where it has none.
  int32_t weight(uint64_t key) const {
    const int32_t* found = weights_.find(key);
    return found == nullptr ? 0 : *found;
  }
  int64_t sum(const Evidence& evidence) const {
    int64_t sum = 0;
    for (uint64_t key : evidence.keys()) sum += weight(key);
    return sum;
  }

 private:
  KeyTable<int32_t> weights_;
};

// Weights of pieces of evidence for each of a few classes: "what is it, of these?". A row's name is the piece's with
// the class behind it ("way=nsubj by"), so that it reads like any other table; here the classes of one piece stand side
// by side, and one look finds them all.
class ClassWeights {
 public:
  // Reads a table with the columns `feature` and `weight`. Rows of no class of `classes` are an error.
  static Result<ClassWeights> load(const KnowledgeSource& source, const std::string& file,
                                   std::vector<std::string> classes);

  const std::vector<std::string>& classes() const { return classes_; }
  // Of one piece for one class; 0 where it has none.
  int64_t weight(uint64_t piece, size_t of_class) const {
    const uint32_t* row = rows_.find(piece);
    return row == nullptr ? 0 : weights_[*row + of_class];
  }
  // Adds the pieces' weights for each class to `sums`, as many as there are classes.
  void add_to(const Evidence& evidence, int64_t* sums) const {
    for (uint64_t key : evidence.keys())
      if (const uint32_t* row = rows_.find(key))
        for (size_t c = 0; c < classes_.size(); ++c) sums[c] += weights_[*row + c];
  }

 private:
  std::vector<std::string> classes_;
  KeyTable<uint32_t> rows_;       // piece -> its first weight
  std::vector<int16_t> weights_;  // thousandths
};

// What training and explaining see of the choices made in a report, and what training may decide in their place. A
// plain reading has none.
class ChoiceObserver {
 public:
  enum class Task : uint8_t { place, time, toll, role, side, kind, party };
  static constexpr size_t kTasks = 7;
  // As their tables are called: knowledge/events/place_weights.tsv.
  static constexpr std::array<std::string_view, kTasks> kTaskNames = {"place", "time", "toll", "role",
                                                                      "side",  "kind", "party"};

  virtual ~ChoiceObserver() = default;

  // The report's events, before the first choice.
  virtual void begin(const std::vector<Event>& events) = 0;

  // The evidence by which the judge took the word with that head for an event, with its score; only if asked for.
  virtual bool asks_for_judgement() const { return false; }
  virtual void judged(TokenIndex, int, const Evidence&) {}

  // `about` says what the choice is for (an index into the events; of a toll, the candidates say it). Each
  // candidate has a value by which it can be judged and its evidence's names. Returns the index of the candidate that
  // stands; `chosen` is what the weights say.
  struct Candidate {
    int32_t value = -1;     // place: index into the places; time: -1; toll: index into the harm words; -1 for none
    int32_t event = -1;     // toll: the event that would bear it
    std::string_view what;  // toll: what it would be; role: "none", "by", "on"; side: "by" or "on"; kind: it
    std::string days;       // time: "2020-09-27/2020-09-28", "/2020-09-28", empty for none
    std::vector<std::string> evidence;
    const Count* count = nullptr;                     // toll: the count in question
    const Participant* who = nullptr;                 // role and side: the phrase in question
    const std::vector<std::string>* sides = nullptr;  // side and party: what it would be
    const std::vector<Participant>* list = nullptr;   // party: the phrases that would be kept
  };
  virtual size_t decide(Task task, size_t about, const std::vector<Candidate>& candidates, size_t chosen) = 0;
};

}  // namespace sayso
