// The kinds of event and their codes in other schemes: knowledge/kinds.tsv.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/knowledge_source.h"
#include "base/result.h"

namespace sayso {

struct Kind {
  std::string name;
  std::string family;  // kinds of one family may tell of one happening in different words
  std::string plover, cameo, acled;
  std::string meaning;
};

class Kinds {
 public:
  static Result<Kinds> load(const KnowledgeSource& source);
  // The kind of that name, or nullptr.
  const Kind* find(std::string_view name) const;
  const std::map<std::string, Kind, std::less<>>& all() const { return kinds_; }

 private:
  std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace sayso
