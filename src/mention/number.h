// Numbers in words and digits: "two hundred and thirty", "1,500", "1.5 million", "half a dozen", "27th".
//
// In: tokens and `knowledge/counts/numbers.tsv`. Out: the number that begins at a token, with its value. It does not
// judge what a number is good for: a year, an age and a toll look the same from here (see time.h, count.h).
// Known to go wrong: "four twenty" is two numbers; fractions but for halves are none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "base/word_map.h"
#include "text/tokens.h"

namespace sayso {

// A word in lower case (ASCII letters only), without an allocation. Words too long for any table come out empty, and
// the curly apostrophe comes out straight.
class LowerWord {
 public:
  explicit LowerWord(std::string_view word);
  std::string_view view() const { return {buffer_.data(), size_}; }
  operator std::string_view() const { return view(); }  // NOLINT: implicit on purpose

 private:
  std::array<char, 32> buffer_;
  size_t size_ = 0;
};

// True for "-" and the dashes of any length.
bool is_dash(std::string_view word);

struct Number {
  TokenRange tokens;
  int64_t value = 0;
  bool whole = true;    // false: a decimal fraction that no scale made whole ("2.5"); `value` is cut
  bool digits = false;  // begins with digits
};

// What a number word does to the number that it stands in.
enum class NumberRole : uint8_t { one, ten, hundred, scale, dozen, many, ordinal, half, join, article };

struct NumberWord {
  NumberRole role;
  int64_t value = 0;  // `many`: the least that the word is taken for ("dozens": 24)
  int64_t scale = 1;  // `many`: what it multiplies by behind another ("tens of thousands": 1000)
};

class NumberReader {
 public:
  static Result<NumberReader> load(const KnowledgeSource& source);

  // The number that begins at token i and ends before `end`, or nothing. "a" alone is none, "a hundred" is one.
  std::optional<Number> at(const Tokens& tokens, TokenIndex i, TokenIndex end) const;
  // As above, where the first word is at hand in lower case.
  std::optional<Number> at(const Tokens& tokens, TokenIndex i, TokenIndex end, std::string_view first) const;

  // "fourth", "27th", "1st": 4, 27, 1.
  std::optional<int> ordinal(std::string_view lower) const;
  const NumberWord* word(std::string_view lower) const;

 private:
  WordMap<NumberWord> words_;
};

// The value of a token of digits ("1,500", "12", "0.5"), or nothing. `thousandths` gets the fraction.
std::optional<int64_t> digit_value(std::string_view word, int* thousandths = nullptr);

}  // namespace sayso
