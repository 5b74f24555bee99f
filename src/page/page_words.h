// What `knowledge/page/` says of lines and agencies: the tables by which the parts of a page are told apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/word_map.h"
#include "page/tokens_of_line.h"

namespace sayso {

class Agencies {
 public:
  static Result<Agencies> load(const KnowledgeSource& source);

  // The agency named by the words that begin at token `i`, the longest alias; `next` is set behind them.
  const std::string* at(const std::vector<LineToken>& tokens, size_t i, size_t& next) const;
  // The agency that `text` names and nothing else but marks, or null.
  const std::string* named(std::string_view text) const;

 private:
  WordMap<std::string> names_;  // alias in lower case -> name
};

// The kinds of line that lines.tsv knows.
enum class LineRole : uint8_t { byline, caption, furniture, kicker, crumb, correction };
// Where on the page a line stands: above the first prose, among it, below the last.
enum class Zone : uint8_t { head, body, tail };

class LineRules {
 public:
  static Result<LineRules> load(const KnowledgeSource& source);

  struct Example {
    size_t line = 0;  // in lines.tsv
    LineRole role = LineRole::furniture;
    Zone zone = Zone::head;
    std::string text;
  };

  // `line` is trimmed. Crumbs are looked up by `is_crumb` alone.
  std::optional<LineRole> role(std::string_view line, Zone zone) const;
  // The same as role() == LineRole::correction, faster.
  bool is_correction(std::string_view line, Zone zone) const;
  bool is_crumb(std::string_view words) const;
  // "PRESS RELEASE", "UPDATE": no title and no place.
  bool is_kicker(std::string_view words) const;
  const std::vector<Example>& examples() const { return examples_; }

 private:
  struct Rule {
    LineRole role;
    bool head = true, body = true, tail = true;
    std::string words;  // lower case, but for credits
    bool in(Zone zone) const { return zone == Zone::head ? head : zone == Zone::body ? body : tail; }
  };
  static std::string only_words(std::string_view line);
  std::optional<LineRole> role_by_start(std::string_view line, Zone zone) const;

  WordMap<Rule> lines_;            // by only_words
  WordMap<Rule> crumbs_;           // by only_words
  std::vector<Rule> starts_[256];  // by the first byte, in lower case
  std::vector<Rule> parts_;
  std::vector<Rule> credits_;
  bool corrections_elsewhere_ = false;  // than at the start of a line
  std::vector<Example> examples_;
};

// A line that ends as a sentence does: with . ! ? or an ellipsis, and quotes or brackets behind it.
bool ends_sentence(std::string_view line);
// "...", "…"
bool ends_cut(std::string_view line);

}  // namespace sayso
