#include "page/page_words.h"

#include <algorithm>
#include <unordered_map>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr size_t kLongestAlias = 4;      // words
constexpr size_t kLongestCaption = 700;  // bytes; longer lines are prose whatever they begin with
constexpr size_t kLongestLine = 200;
constexpr size_t kCreditReach = 64;  // a photographer's credit stands at the end

bool letter_or_digit(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  return is_digit(text[at]) || is_letter(decode_utf8(text, at).value);
}

bool starts_with_words(std::string_view line, std::string_view words) {
  if (line.size() < words.size()) return false;
  for (size_t i = 0; i < words.size(); ++i) {
    if (ascii_lower(line[i]) != words[i]) return false;
  }
  char last = words.back();
  bool word = (last >= 'a' && last <= 'z') || static_cast<unsigned char>(last) >= 0x80;
  return !word || !letter_or_digit(line, words.size());
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  for (std::string_view end : ends) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

std::string_view without_closers(std::string_view line) {
  line = trim_space(line);
  for (bool more = true; more;) {
    more = false;
    for (std::string_view closer : {"\"", "'", "”", "’", "»", ")", "]", "*"}) {
      if (line.ends_with(closer)) {
        line.remove_suffix(closer.size());
        more = true;
      }
    }
  }
  return line;
}

}  // namespace

bool ends_cut(std::string_view line) { return ends_with_any(trim_space(line), {"...", "…"}); }

bool ends_sentence(std::string_view line) {
  line = without_closers(line);
  if (!ends_with_any(line, {".", "!", "?", "…", "。", "؟", "।", "։"})) return false;
  // "to U.S." may end either way; a headline does so more often than a paragraph.
  size_t n = line.size();
  bool initials = n >= 4 && line[n - 1] == '.' && line[n - 3] == '.' && line[n - 2] >= 'A' && line[n - 2] <= 'Z';
  return !initials;
}

Result<Agencies> Agencies::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, "page/agencies.tsv", {"name", "aliases", "country"});
  if (!rows) return rows.error();
  Agencies agencies;
  for (const TsvRow& row : *rows) {
    for (std::string_view alias : split_list(row.cells[1]))
      agencies.names_.emplace(ascii_lower(alias), std::string(row.cells[0]));
  }
  return agencies;
}

const std::string* Agencies::at(const std::vector<LineToken>& tokens, size_t i, size_t& next) const {
  const std::string* found = nullptr;
  std::string words;
  for (size_t n = 0; n < kLongestAlias && i + n < tokens.size(); ++n) {
    const LineToken& token = tokens[i + n];
    if (token.kind != LineToken::Kind::word || token.text.size() > 40) break;
    if (n > 0) words += ' ';
    words += ascii_lower(token.text);
    auto it = names_.find(words);
    if (it == names_.end()) continue;
    found = &it->second;
    next = i + n + 1;
  }
  return found;
}

const std::string* Agencies::named(std::string_view text) const {
  if (text.size() > 80) return nullptr;
  std::vector<LineToken> tokens = tokens_of_line(text);
  size_t first = 0;
  while (first < tokens.size() && tokens[first].kind == LineToken::Kind::mark) ++first;
  size_t next = first;
  const std::string* found = at(tokens, first, next);
  while (found != nullptr && next < tokens.size() && tokens[next].kind == LineToken::Kind::mark) ++next;
  return next == tokens.size() ? found : nullptr;
}

std::string LineRules::only_words(std::string_view line) {
  std::string words;
  std::string numbers;
  for (const LineToken& token : tokens_of_line(line, 12)) {
    if (token.kind == LineToken::Kind::mark) continue;
    std::string& to = token.kind == LineToken::Kind::word ? words : numbers;
    if (!to.empty()) to += ' ';
    to += ascii_lower(token.text);
  }
  return words.empty() ? numbers : words;
}

Result<LineRules> LineRules::load(const KnowledgeSource& source) {
  const std::string file = "page/lines.tsv";
  auto rows = read_tsv(source, file, {"role", "where", "match", "words", "example"});
  if (!rows) return rows.error();
  const std::unordered_map<std::string_view, LineRole> roles = {
      {"byline", LineRole::byline}, {"caption", LineRole::caption}, {"furniture", LineRole::furniture},
      {"kicker", LineRole::kicker}, {"crumb", LineRole::crumb},     {"correction", LineRole::correction}};
  LineRules rules;
  for (const TsvRow& row : *rows) {
    auto bad = [&](const char* what, size_t cell) {
      return Error{file, row.line, what + std::string(row.cells[cell]), "one that the head of the file names"};
    };
    auto role = roles.find(row.cells[0]);
    if (role == roles.end()) return bad("no role: ", 0);
    std::string_view where = row.cells[1];
    if (where != "head" && where != "tail" && where != "any") return bad("no place on a page: ", 1);
    if (row.cells[3].empty()) return Error{file, row.line, "a rule without words", "adding them"};
    if (row.cells[4].empty()) return Error{file, row.line, "a rule without an example", "adding a line that it is for"};
    Rule rule{role->second, where != "tail", where == "any", where != "head", ascii_lower(row.cells[3])};

    std::string_view match = row.cells[2];
    rules.corrections_elsewhere_ |= rule.role == LineRole::correction && match != "start";
    if (match == "line") {
      std::string words = only_words(row.cells[3]);
      (rule.role == LineRole::crumb ? rules.crumbs_ : rules.lines_).emplace(words, rule);
    } else if (match == "start") {
      rules.starts_[static_cast<unsigned char>(rule.words[0])].push_back(rule);
    } else if (match == "part") {
      rules.parts_.push_back(rule);
    } else if (match == "credit") {
      rule.words = std::string(row.cells[3]);
      rules.credits_.push_back(rule);
    } else {
      return bad("no way to match: ", 2);
    }
    rules.examples_.push_back(
        {row.line, role->second, where == "tail" ? Zone::tail : Zone::head, std::string(row.cells[4])});
  }
  return rules;
}

bool LineRules::is_correction(std::string_view line, Zone zone) const {
  if (line.empty() || line.size() > kLongestCaption) return false;
  if (corrections_elsewhere_) return role(line, zone) == LineRole::correction;
  const std::vector<Rule>& rules = starts_[static_cast<unsigned char>(ascii_lower(line[0]))];
  bool any = std::any_of(rules.begin(), rules.end(), [](const Rule& r) { return r.role == LineRole::correction; });
  return any && role_by_start(line, zone) == LineRole::correction;
}

std::optional<LineRole> LineRules::role_by_start(std::string_view line, Zone zone) const {
  for (const Rule& rule : starts_[static_cast<unsigned char>(ascii_lower(line[0]))]) {
    if (!rule.in(zone) || !starts_with_words(line, rule.words)) continue;
    bool may_be_long = rule.role == LineRole::caption || rule.role == LineRole::correction;
    if (!may_be_long && line.size() > kLongestLine) continue;
    bool one_word = rule.words.find(' ') == rule.words.npos && rule.role != LineRole::correction;
    if (one_word && ends_sentence(line) && !line.substr(rule.words.size()).starts_with(":")) continue;
    if (rule.role == LineRole::byline && one_word) {
      // "By Mara Lind", "By our correspondent"; not "By midnight the town had fallen", "By 9 p.m".
      std::vector<LineToken> tokens = tokens_of_line(line.substr(rule.words.size()), 20);
      if (tokens.size() > 18 || tokens.empty() || tokens[0].kind != LineToken::Kind::word) continue;
      std::string next = ascii_lower(tokens[0].text);
      if (!tokens[0].capital && next != "a" && next != "an" && next != "our" && next != "the" && next != "staff")
        continue;
    }
    return rule.role;
  }
  return std::nullopt;
}

std::optional<LineRole> LineRules::role(std::string_view line, Zone zone) const {
  if (line.empty() || line.size() > kLongestCaption) return std::nullopt;
  if (auto role = role_by_start(line, zone)) return role;
  if (line.size() <= kLongestLine) {
    if (line.size() <= 60) {
      auto whole = lines_.find(only_words(line));
      if (whole != lines_.end() && whole->second.in(zone)) return whole->second.role;
    }
    std::string lower = ascii_lower(line);
    for (const Rule& rule : parts_) {
      if (rule.in(zone) && lower.find(rule.words) != lower.npos) return rule.role;
    }
  }
  std::string_view end = line.substr(line.size() > kCreditReach ? line.size() - kCreditReach : 0);
  for (const Rule& rule : credits_) {
    if (rule.in(zone) && end.find(rule.words) != end.npos) return rule.role;
  }
  return std::nullopt;
}

bool LineRules::is_crumb(std::string_view words) const { return crumbs_.contains(only_words(words)); }

bool LineRules::is_kicker(std::string_view words) const {
  auto found = lines_.find(only_words(words));
  return found != lines_.end() && found->second.role == LineRole::kicker;
}

}  // namespace sayso
