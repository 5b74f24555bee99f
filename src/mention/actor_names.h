// The names of those who act in conflicts, and where they stand in a report.
//
// In: `knowledge/actors/{states,groups,leaders}.tsv`, once; then the tokens of reports. Out: `NameHit`s in the order of
// the text, the longest name at each place, none overlapping. Guaranteed: matching does not depend on how the tokenizer
// cuts hyphens and apostrophes, on accents, or on "defence" against "defense"; short acronyms match in capitals only.
// Known to go wrong: names that are words too ("Jordan" the river, "Amal" the woman); the caller sees the tree and must
// judge whether a hit heads its phrase.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/key_table.h"
#include "base/knowledge_source.h"
#include "base/result.h"
#include "text/tokens.h"

namespace sayso {

// The rows of states.tsv are `state`, those of leaders.tsv `leader`; the rest are the kinds of groups.tsv, where
// `state` is written for a force or service of a country and becomes `state_force`.
enum class NameKind : uint8_t {
  state,
  armed,
  alliance,
  breakaway,
  people,
  party,
  state_force,
  organization,
  mission,
  monitor,
  agency,
  leader
};

// What the matched words are to the one they name.
enum class NameForm : uint8_t { name, adjective, member, capital, seat };

struct NamedActor {
  std::string name;
  NameKind kind = NameKind::armed;
  std::string country;  // ISO 3166-1 alpha-2, or empty
  std::string side;  // whose side it is: `name` itself where the table says nothing else; empty for media and monitors
  std::string wikidata;
};

struct NameHit {
  TokenRange tokens;
  int32_t actor = -1;  // index into ActorNames::actors()
  NameForm form = NameForm::name;
};

// Where names stand in a report, before it is known who of several with one name is meant.
struct NameMatch {
  TokenRange tokens;
  int32_t alias = -1;
};
using NameScan = std::vector<NameMatch>;

class ActorNames {
 public:
  static Result<ActorNames> load(const KnowledgeSource& source);

  const std::vector<NamedActor>& actors() const { return actors_; }
  const NamedActor& operator[](int32_t i) const { return actors_[static_cast<size_t>(i)]; }
  // The country with that ISO code, -1 for none.
  int32_t state(std::string_view iso) const;
  // The actor of that common name, as sides are written; -1 for none.
  int32_t by_name(std::string_view name) const;

  NameScan scan(const Tokens& tokens) const;

  // `countries` are ISO codes of places that the report names, once a mention: they decide between groups of one
  // acronym.
  std::vector<NameHit> choose(const NameScan& scan, const std::vector<std::string_view>& countries) const;

  // The home countries (ISO codes) of groups, forces, missions and leaders named there, each of these once: what a
  // report is about before its places are known. Countries themselves and names that several share do not count.
  std::vector<std::string_view> homes(const NameScan& scan) const;

 private:
  struct Alias {
    std::string cased;  // folded but for case: "U.S." is "US"
    std::vector<int32_t> actors;
    NameForm form = NameForm::name;
    bool acronym = false;      // capitals only
    bool conditional = false;  // counts only beside another name of the same actor
    bool of_one() const { return !conditional && actors.size() == 1; }
  };
  struct Match {
    TokenIndex end = 0;
    int32_t alias = -1;
  };

  void add(int32_t actor, std::string_view text, NameForm form);
  const Alias& alias(const NameMatch& match) const { return aliases_[static_cast<size_t>(match.alias)]; }
  Match longest(const Tokens& tokens, TokenIndex from, TokenIndex limit) const;
  bool case_agrees(const Alias& alias, const Tokens& tokens, TokenRange range) const;

  std::vector<NamedActor> actors_;
  std::unordered_map<std::string, int32_t> by_iso_;
  std::unordered_map<std::string, int32_t> by_name_;  // without leaders
  std::vector<Alias> aliases_;
  // Hash of the folded beginning of a name up to where a token can end -> alias that ends there, or -1.
  KeyTable<int32_t> prefixes_;
};

// Appends `text` folded as names are compared: accents, points and apostrophes dropped, hyphens and blanks one blank,
// "defence" as "defense". With `keep_case` the letters keep their case. A blank is written only between two words.
void fold_name(std::string_view text, bool keep_case, std::string& out);

}  // namespace sayso
