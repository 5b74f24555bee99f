// The patterns of `knowledge/times/`: which words of a report look like a time, and what kind of time.
//
// In: tokens. Out: `TimeMatch`es: a rule and the words that filled its slots, not yet any day (time.h makes days of
// them). A match is the longest that begins at a token. Guaranteed: a rule that no text can match, or that names an
// unknown slot or meaning, is an error with file and line when the tables are loaded.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "mention/number.h"
#include "text/tokens.h"

namespace sayso {

// What a slot of a pattern takes. `literal` is any plain word of a pattern.
enum class TimeSlot : uint8_t {
  weekday,
  weekdays,
  month,
  midmonth,
  dom,  // day of the month: "5", "5th", "fifth"
  year,
  year2,  // "'94"
  yy,     // "16" behind "2015-"
  midyear,
  decade,
  middecade,
  season,
  midseason,
  fall,
  iso,
  dmy,
  clock,
  hhmm,
  hour,
  zone,
  number,
  ordinal,
  unit,
  units,
  part,
  mod,
  edge,
  portion,  // 2 half, 4 quarter, 1 any other part
  which,    // -1: of the end ("the last week of")
  some,
  about,
  since,
  lead,
  body,
  ahead,
  joint,
  literal
};

enum class TimeUnit : uint8_t { minute, hour, day, night, week, fortnight, weekend, month, year, decade, century };
// How a part of a month or year is narrowed: early is the 1st to the 10th or January to April, mid the 11th to the 20th
// or May to August, late the rest.
enum class Narrow : uint8_t { whole, early, mid, late };

enum class TimeMeaning : uint8_t {
  date,
  list,
  range,
  part,
  season,
  holiday,
  night,
  nights,
  weekday,
  day,
  unit,
  ago,
  hence,
  back,
  forth,
  past,
  coming,
  clock,
  vague,
  lately,
  lasts,
  nothing
};
// Which year, or which weekday, a rule says outright.
enum class TimeWhich : uint8_t { open, last, current, next, that, before, after };

struct TimeRule {
  TimeMeaning meaning = TimeMeaning::vague;
  TimeWhich which = TimeWhich::open;
  std::array<int, 3> number = {0, 0, 0};
  bool from_focus = false;  // counted from the time spoken of last, not from the publication
  bool by_week = false;     // weekday: of the week `number` weeks away
  size_t line = 0;
};

// A word of a match and the slot that it filled.
struct TimeCapture {
  TimeSlot slot = TimeSlot::literal;
  int64_t value = 0;
  TokenIndex token = kNoToken;
};

struct TimeMatch {
  static constexpr size_t kMost = 24;  // words of a pattern
  const TimeRule* rule = nullptr;
  TokenRange tokens;  // with the words beside the time
  std::array<TokenRange, 3> extents;
  uint8_t extent_count = 1;
  uint8_t size = 0;
  std::array<TimeCapture, kMost> captures;
};

// An example of a rule: a sentence, the times marked in it, and their days as text ("2020-09-28..2020-09-30").
struct TimeExample {
  size_t line = 0;
  std::string text;
};

class TimeGrammar {
 public:
  static Result<TimeGrammar> load(const KnowledgeSource& source);

  // The longest match at each token that is not inside an earlier one, in order; no match leaves its sentence.
  std::vector<TimeMatch> find(const Tokens& tokens) const;

  const std::vector<TimeExample>& examples() const { return examples_; }
  const NumberReader& numbers() const { return numbers_; }
  // True for a word that is a time only with others ("May", "Sun").
  bool shy(std::string_view lower) const;
  // What the word stands for in a slot of words.tsv, whichever slot it filled in a match.
  std::optional<int> value(std::string_view lower, TimeSlot slot) const;

 private:
  using Symbol = uint16_t;
  struct Lexeme {
    Symbol symbol;
    int64_t value;
  };
  struct Word {
    std::vector<Lexeme> lexemes;
    bool capital = false;
    bool shy = false;
    bool starts = false;  // some pattern begins with it
  };
  struct End {
    uint16_t rule;
    uint8_t extent_count;
    std::array<std::pair<uint8_t, uint8_t>, 3> extents;
  };
  struct Node {
    std::vector<std::pair<Symbol, uint32_t>> next;  // sorted by symbol
    int32_t end = -1;                               // index into ends_
  };
  // A report's tokens as symbols.
  struct Line {
    std::vector<Lexeme> lexemes;
    std::vector<uint32_t> begin;
    std::vector<bool> starts;
  };
  class Builder;
  struct Search;

  Line lex(const Tokens& tokens) const;
  void lex_digits(std::string_view lower, std::vector<Lexeme>& out) const;
  std::optional<TimeMatch> longest(const Tokens& tokens, const Line& line, TokenIndex at, TokenIndex end) const;
  void walk(Search& search, uint32_t node, TokenIndex at, size_t depth) const;

  NumberReader numbers_;
  WordMap<Word> words_;
  std::vector<TimeRule> rules_;
  std::vector<End> ends_;
  std::vector<Node> nodes_;
  std::vector<TimeExample> examples_;
  std::array<bool, 40> slot_starts_{};
};

// What `means` of a rule says, or the reason why it says nothing.
Result<TimeRule> parse_time_rule(std::string_view means);

}  // namespace sayso
