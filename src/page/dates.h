// Dates and times of day in the head of a page and in metadata: when a report was published.
//
// Understands 2020-09-28, 2020/09/28, 20200928, 28.09.2020, 28/09/2020, 28 September 2020, Sept. 28, 2020, with or
// without a weekday, a year, and a time (17:45, 16.42 BST, 9 am, 8:44pm EDT, 2130 hours). No time zone is applied.
// Known to go wrong: 05/03/2023 is taken for 5 March unless the other reading falls on the day that is known.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/days.h"
#include "base/knowledge_source.h"
#include "base/word_map.h"
#include "page/tokens_of_line.h"

namespace sayso {

// A date as written: the year may be missing.
struct WrittenDate {
  std::optional<int> year;
  int month = 0;
  int day = 0;
  bool swappable = false;  // 05/03/2023: month and day may be the other way round

  std::optional<Day> full() const;
};

// What a line says about time.
struct LineTime {
  std::optional<WrittenDate> date;  // the first with a year, else the first
  std::optional<int> minute;        // of the day, the first
  bool revised = false;             // the date is that of a later version ("Updated 3 October")
  size_t before = 0;                // tokens before the first date or time
  size_t strange = 0;               // words that belong to no timestamp
};

class DateWords {
 public:
  static Result<DateWords> load(const KnowledgeSource& source);

  // A date that begins at token `i`, and the token behind it.
  struct Match {
    WrittenDate date;
    size_t next = 0;
  };
  std::optional<Match> date_at(const std::vector<LineToken>& tokens, size_t i) const;
  // "26/08": a day without its year, as only a dateline writes it.
  std::optional<Match> short_date_at(const std::vector<LineToken>& tokens, size_t i) const;
  // A time of day that begins at token `i`, and the token behind it (behind its zone).
  struct Clock {
    int minute = 0;
    size_t next = 0;
  };
  std::optional<Clock> time_at(const std::vector<LineToken>& tokens, size_t i) const;
  // A date of another calendar ("Dhu-AlQa'dah 27, 1439"): the token behind it, or `i`.
  size_t skip_other_calendar(const std::vector<LineToken>& tokens, size_t i) const;

  LineTime scan(const std::vector<LineToken>& tokens) const;

  // Metadata in any of the forms above; nothing where no full date stands in it.
  std::optional<Timestamp> parse(std::string_view text) const;

 private:
  enum class Kind : uint8_t { month, weekday, half, clock, zone, calendar, stamp, publication, revision };
  struct Word {
    Kind kind;
    int value = 0;
  };
  // The entry of the words that begin at token `i`, at most two; `next` is set behind them.
  const Word* word_at(const std::vector<LineToken>& tokens, size_t i, size_t& next) const;
  const Word* word_at(const std::vector<LineToken>& tokens, size_t i, Kind kind, size_t& next) const;

  WordMap<Word> words_;  // by lower case
  WordSet first_words_;  // of the entries of two words
};

}  // namespace sayso
