// incident/words: what counts when two claims are compared: knowledge/incidents/*.tsv.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "incident/points.h"

namespace sayso {

class IncidentWords {
 public:
  static Result<IncidentWords> load(const KnowledgeSource& source);

  struct Group {
    std::string family;  // of the kind, as in kinds.tsv
    std::string name;    // claims are linked within it
    bool forms = false;  // such claims make incidents of their own
  };
  // The group of a kind; one that forms nothing for a kind that is not known.
  const Group& group_of(std::string_view kind) const;
  // Those of the codebook, in the order of the alphabet.
  std::vector<std::string> kinds() const;

  // The name of a place without marks, case, and words for its sort: "Dahyan town" and "Dahyān" are "dahyan".
  std::string place_key(std::string_view name) const;
  // The words of a sentence that may tell one happening from another: lower case, sorted, each once.
  std::vector<std::string> telling_words(std::string_view sentence) const;

  // How much a folded word tells of which happening is meant: 0 nothing to kMostTelling.
  int telling(std::string_view word) const;
  static constexpr int kMostTelling = 4;

  const KinshipPoints& kinship() const { return kinship_; }

  // Those of a name, each as of one: "school buses" and "a school bus" share two.
  std::vector<std::string> thing_words(std::string_view name) const;

 private:
  std::map<std::string, Group, std::less<>> by_kind_;
  std::set<std::string, std::less<>> sorts_, common_;
  std::unordered_map<std::string, uint8_t> frequent_;  // looked up, never walked
  KinshipPoints kinship_;
};

// Letters and digits in lower case without their marks; everything else becomes one blank.
std::string fold(std::string_view text);

}  // namespace sayso
