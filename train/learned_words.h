// Words that annotated reports call events and no rule of knowledge/events has: what learned_words.tsv is made from.
//
// In: reports with their rows, read up to their mentions, and the candidates that the rules alone find in them. Out:
// the table; and, for learning the judge, whether a word would stand in it had the report in hand not been there. A
// word that only one report taught says nothing about that report: the judge must learn from others how far such words
// can be trusted.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "claim_gold.h"
#include "event/finder.h"

namespace sayso::train {

// Kinds that say the same of one happening, as the measure of events has it: harm and means go together.
bool kinds_agree(const std::string& gold, const std::string& found);

// True where a row is asked for: not optional, and no statement.
bool counts(const GoldRow& row);

class LearnedWords {
 public:
  // Adds the report's words. `all` are the candidates of the rules.
  void add(size_t report, const Parse& parse, const std::vector<GoldRow>& rows, const std::vector<Judged>& all);
  // Chooses the words of the table; after the last report.
  void close();

  std::string table() const;
  // False where the candidate would not stand without that report; else its `often` is set as it would be.
  bool keep(size_t report, EventCandidate& candidate) const;

 private:
  struct Seen {
    int all = 0;
    std::map<std::string, int> events;  // by kind
  };
  struct Entry {
    Seen total;
    std::map<size_t, Seen> by_report;
    std::set<std::string> kinds;  // those of the table
  };
  // Of ten places, -1 where the word is not to stand in the table.
  static int often(const std::string& key, const Seen& total, const Seen* without, const std::string& kind);

  std::map<std::pair<std::string, WordClass>, Entry> entries_;
};

}  // namespace sayso::train
