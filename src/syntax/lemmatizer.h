// Lemmas by edit rules: how the end of a word changes, by tag and ending, with exceptions by word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/key_table.h"
#include "base/result.h"
#include "syntax/word_table.h"

namespace sayso {

// "Cut `cut` bytes off the end, put `add` there, and keep the capitals or not."
struct EditRule {
  uint8_t cut = 0;
  std::string add;
  bool keep_case = false;
  auto operator<=>(const EditRule&) const = default;

  // Writes the lemma of `form` to `out`.
  void apply(std::string_view form, std::string& out) const;
};

class Lemmatizer {
 public:
  static constexpr size_t kLongestEnding = 6;

  // What a lemma depends on: the tag and the word, or the tag and an ending of the word.
  static uint64_t word_key(std::string_view lower, size_t tag);
  static uint64_t ending_key(std::string_view ending, size_t tag);

  struct Entry {
    uint64_t key = 0;
    uint16_t rule = 0;
  };

  Lemmatizer() = default;
  static Result<Lemmatizer> read(std::string_view bytes);
  static std::string write(const std::vector<EditRule>& rules, const std::vector<Entry>& entries);

  // The lemma of a form with its Penn tag (index). A form that no rule knows is its own lemma. Names begin with a
  // capital and are written as unlabelled text writes them ("kerala", "TEHRAN"); numbers lose the commas between
  // digits.
  //
  // Endings mislead ("shelled" ends as "propelled" does). Of the lemmas that the word's endings give, the longest
  // ending's first, the first one is taken that our own unlabelled text has seen; else, of verbs, the first with an "e"
  // behind it, if that was seen ("provok", "provoke"); else the first that has a row among the embeddings; else the
  // first.
  void lemma(std::string_view form, size_t tag, const WordTable& seen, std::string& out) const;

 private:
  void by_rules(std::string_view form, size_t tag, const WordTable& seen, std::string& out) const;

  std::vector<EditRule> rules_;
  KeyTable<uint16_t> entries_;
};

}  // namespace sayso
