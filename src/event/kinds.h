// The kinds of event and their codes in other schemes: knowledge/kinds.tsv, and codes.tsv for what has not happened.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"

namespace sayso {

struct Kind {
  std::string name;
  std::string family;                  // kinds of one family may tell of one happening in different words
  std::string harm;                    // "means", "effect", "loss", or empty: the head of the file says what they are
  std::vector<std::string> tolls;      // what those counted beside a word of the kind may have suffered
  std::vector<std::string> elsewhere;  // prepositions of a place that it leads to and does not happen at: "fled to X"
  std::string plover, cameo, acled;
  std::string meaning;

  bool is_means() const { return harm == "means"; }
  bool is_effect() const { return harm == "effect"; }
  // Whom it befalls is not on the doer's side, as both are in a fight.
  bool has_victims() const { return !harm.empty() && family != "fight"; }
};

// What other schemes call a kind in a mode; empty where they have nothing that says the same.
struct KindCodes {
  std::string plover, cameo, acled;
};

class Kinds {
 public:
  static Result<Kinds> load(const KnowledgeSource& source);
  // The kind of that name, or nullptr.
  const Kind* find(std::string_view name) const;
  // `modality`: "actual", "possible", "future". Empty codes for what the tables do not have.
  KindCodes codes(std::string_view kind, std::string_view modality) const;
  const std::map<std::string, Kind, std::less<>>& all() const { return kinds_; }

 private:
  std::map<std::string, Kind, std::less<>> kinds_;
  std::map<std::string, KindCodes, std::less<>> not_actual_;  // by "kind/modality"
};

}  // namespace sayso
