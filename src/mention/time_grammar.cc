// A pattern is expanded to every plain sequence of symbols that it stands for ("[the] {edge} of" is two of them), and
// all sequences of all rules are kept in one trie. A symbol is a slot or a word. A token may carry several symbols ("5"
// is a day of the month, a number and more), so that a look-up walks the trie by all of them and keeps the longest way
// to an end. Ways are short and branch little: the mean cost is a few steps for a token that begins a time, and one
// hash look-up for any other.
#include "mention/time_grammar.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace sayso {
namespace {

constexpr std::string_view kWords = "times/words.tsv";
constexpr std::string_view kRules = "times/rules.toml";

constexpr std::string_view kSlots[] = {
    "weekday", "weekdays",  "month",  "midmonth",  "dom",   "year",  "year2", "yy",    "midyear",
    "decade",  "middecade", "season", "midseason", "fall",  "iso",   "dmy",   "clock", "hhmm",
    "hour",    "zone",      "number", "ordinal",   "unit",  "units", "part",  "mod",   "edge",
    "portion", "which",     "some",   "about",     "since", "lead",  "body",  "ahead", "joint"};
constexpr size_t kSlotCount = std::size(kSlots);
static_assert(kSlotCount == static_cast<size_t>(TimeSlot::literal));

constexpr std::string_view kUnits[] = {"minute",  "hour",  "day",  "night",  "week",   "fortnight",
                                       "weekend", "month", "year", "decade", "century"};
constexpr std::string_view kNarrows[] = {"whole", "early", "mid", "late"};
constexpr std::string_view kMeanings[] = {"date",    "list",  "range", "part",   "season", "holiday", "night", "nights",
                                          "weekday", "day",   "unit",  "ago",    "hence",  "back",    "forth", "past",
                                          "coming",  "clock", "vague", "lately", "lasts",  "nothing"};
constexpr std::string_view kWhich[] = {"open", "last", "this", "next", "that", "before", "after"};

template <size_t N>
std::optional<int> index_in(const std::string_view (&names)[N], std::string_view name) {
  for (size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<int>(i);
  return std::nullopt;
}

std::optional<int> whole_number(std::string_view s) {
  int value = 0;
  auto [end, bad] = std::from_chars(s.data(), s.data() + s.size(), value);
  return bad == std::errc{} && end == s.data() + s.size() ? std::optional<int>(value) : std::nullopt;
}

// The marks of a pattern's sequence: where a time begins and ends.
constexpr int kOpen = -1;
constexpr int kClose = -2;

}  // namespace

Result<TimeRule> parse_time_rule(std::string_view means) {
  TimeRule rule;
  std::vector<std::string_view> parts;
  for (std::string_view p : split_list(means, ' '))
    if (!p.empty()) parts.push_back(p);
  std::optional<int> meaning = parts.empty() ? std::nullopt : index_in(kMeanings, parts[0]);
  if (!meaning) return Error{"", 0, "unknown meaning \"" + std::string(means) + "\"", ""};
  rule.meaning = static_cast<TimeMeaning>(*meaning);
  size_t numbers = 0;
  for (size_t i = 1; i < parts.size(); ++i) {
    std::string_view p = parts[i];
    if (p == "focus") {
      rule.from_focus = true;
    } else if (p == "now") {
    } else if (p == "back" || p == "forth") {
      rule.from_focus = true;
      rule.number[0] = p == "back" ? -1 : 1;
    } else if (p.starts_with("week")) {
      rule.by_week = true;
      p.remove_prefix(p.starts_with("week+") ? 5 : 4);
      std::optional<int> n = whole_number(p);
      if (!n) return Error{"", 0, "\"" + std::string(parts[i]) + "\" names no week", ""};
      rule.number[0] = *n;
    } else if (p.starts_with("year=")) {
      std::optional<int> which = index_in(kWhich, p.substr(5));
      if (!which) return Error{"", 0, "unknown year \"" + std::string(p) + "\"", ""};
      rule.which = static_cast<TimeWhich>(*which);
    } else if (std::optional<int> n = whole_number(p); n && numbers < rule.number.size()) {
      rule.number[numbers++] = *n;
    } else {
      return Error{"", 0, "\"" + std::string(p) + "\" means nothing here", ""};
    }
  }
  // "day -1 now" is one day, "day -1 0 now" two.
  if (rule.meaning == TimeMeaning::day && numbers == 1) rule.number[1] = rule.number[0];
  return rule;
}

// A plain sequence of symbols and marks. A rule's pattern stands for hundreds of them, and they are copied often.
class Sequence {
 public:
  // Room for the longest time with all its marks, and one more by which a longer one is known.
  static constexpr size_t kMost = TimeMatch::kMost + 2 * std::tuple_size_v<decltype(TimeMatch::extents)> + 1;

  void add(int symbol) {
    if (size_ < kMost) symbols_[size_++] = static_cast<int16_t>(symbol);
  }
  void add(const Sequence& other) {
    for (int symbol : other) add(symbol);
  }
  const int16_t* begin() const { return symbols_.data(); }
  const int16_t* end() const { return symbols_.data() + size_; }

 private:
  std::array<int16_t, kMost> symbols_;
  uint8_t size_ = 0;
};

// Reads patterns and grows the trie.
class TimeGrammar::Builder {
 public:
  Builder(TimeGrammar& grammar, std::map<std::string, std::string, std::less<>> parts)
      : grammar_(grammar), parts_(std::move(parts)) {
    grammar_.nodes_.emplace_back();
  }

  // Adds every sequence of `pattern`, or says what is wrong with it.
  std::optional<std::string> add(std::string_view pattern, uint16_t rule) {
    std::vector<std::string> words = split(pattern, 0);
    size_t at = 0;
    std::vector<Sequence> sequences = choice(words, at);
    if (at != words.size() && fault_.empty()) fault_ = "\"" + words[at] + "\" closes nothing";
    if (!fault_.empty()) return fault_;
    for (const Sequence& s : sequences)
      if (!insert(s, rule)) return fault_;
    return std::nullopt;
  }

 private:
  static constexpr size_t kMostSequences = 20000;
  static constexpr size_t kMostLiterals = INT16_MAX - kSlotCount - 1;  // so that a Sequence can hold them

  // The pattern's words, with the parts put in for their names.
  std::vector<std::string> split(std::string_view pattern, int depth) {
    std::vector<std::string> words;
    std::string spaced;
    for (char c : pattern) {
      if (std::string_view("[]()|<>").find(c) == std::string_view::npos)
        spaced += c;
      else
        spaced += std::string(" ") + c + " ";
    }
    for (std::string_view w : split_list(spaced, ' ')) {
      if (w.empty()) continue;
      if (w[0] != '@') {
        words.emplace_back(w);
        continue;
      }
      auto part = parts_.find(w.substr(1));
      if (part == parts_.end() || depth > 4) {
        fault_ = "no part \"" + std::string(w) + "\"";
        return words;
      }
      std::vector<std::string> inner = split(part->second, depth + 1);
      words.push_back("(");
      words.insert(words.end(), inner.begin(), inner.end());
      words.push_back(")");
    }
    return words;
  }

  // choice: sequence { "|" sequence }, up to a closing bracket or the end.
  std::vector<Sequence> choice(const std::vector<std::string>& words, size_t& at) {
    std::vector<Sequence> all;
    std::vector<Sequence> now(1);
    while (at < words.size() && words[at] != ")" && words[at] != "]" && fault_.empty()) {
      const std::string& w = words[at++];
      if (w == "|") {
        all.insert(all.end(), now.begin(), now.end());
        now.assign(1, {});
        continue;
      }
      std::vector<Sequence> item;
      if (w == "(" || w == "[") {
        item = choice(words, at);
        if (at >= words.size() || words[at] != (w == "(" ? ")" : "]")) {
          fault_ = "\"" + w + "\" is not closed";
          break;
        }
        ++at;
        if (w == "[") item.push_back({});
      } else {
        item.emplace_back().add(w == "<" ? kOpen : w == ">" ? kClose : symbol(w));
      }
      if (item.size() == 1) {
        for (Sequence& s : now) s.add(item[0]);
        continue;
      }
      std::vector<Sequence> grown;
      grown.reserve(now.size() * item.size());
      for (const auto& a : now)
        for (const auto& b : item) {
          grown.push_back(a);
          grown.back().add(b);
        }
      now = std::move(grown);
      if (now.size() > kMostSequences) fault_ = "stands for too many sequences of words";
    }
    all.insert(all.end(), now.begin(), now.end());
    return all;
  }

  int symbol(const std::string& word) {
    if (word.size() > 2 && word.front() == '{' && word.back() == '}') {
      std::optional<int> slot = index_in(kSlots, std::string_view(word).substr(1, word.size() - 2));
      if (!slot) fault_ = "unknown slot " + word;
      return slot.value_or(0);
    }
    if (literals_.size() >= kMostLiterals) fault_ = "has a word too many for one grammar";
    auto [it, fresh] = literals_.emplace(word, static_cast<Symbol>(kSlotCount + 1 + literals_.size()));
    if (fresh) grammar_.words_[word].lexemes.push_back({it->second, 0});
    return it->second;
  }

  bool insert(const Sequence& sequence, uint16_t rule) {
    End end{rule, 0, {}};
    size_t place = 0;
    uint32_t node = 0;
    for (int s : sequence) {
      if (s == kOpen) {
        if (end.extent_count == end.extents.size()) return fault_ = "has too many times", false;
        end.extents[end.extent_count].first = static_cast<uint8_t>(place);
      } else if (s == kClose) {
        if (end.extent_count == end.extents.size()) return fault_ = "has too many times", false;
        end.extents[end.extent_count++].second = static_cast<uint8_t>(place);
      } else {
        node = step(node, static_cast<Symbol>(s));
        ++place;
      }
    }
    if (place == 0) return true;  // everything left out
    if (place > TimeMatch::kMost) return fault_ = "is too long", false;
    if (end.extent_count == 0) {
      end.extents[0] = {uint8_t{0}, static_cast<uint8_t>(place)};
      end.extent_count = 1;
    }
    for (size_t i = 0; i < end.extent_count; ++i)
      if (end.extents[i].first >= end.extents[i].second) return fault_ = "marks an empty time", false;
    Node& last = grammar_.nodes_[node];
    if (last.end < 0) {  // of two rules with one sequence the first stands
      last.end = static_cast<int32_t>(grammar_.ends_.size());
      grammar_.ends_.push_back(end);
    }
    return true;
  }

  uint32_t step(uint32_t node, Symbol symbol) {
    auto& next = grammar_.nodes_[node].next;
    auto it = std::lower_bound(next.begin(), next.end(), std::pair{symbol, uint32_t{0}});
    if (it != next.end() && it->first == symbol) return it->second;
    auto fresh = static_cast<uint32_t>(grammar_.nodes_.size());
    next.insert(it, {symbol, fresh});
    grammar_.nodes_.emplace_back();
    return fresh;
  }

  TimeGrammar& grammar_;
  std::map<std::string, std::string, std::less<>> parts_;
  std::map<std::string, Symbol> literals_;
  std::string fault_;
};

Result<TimeGrammar> TimeGrammar::load(const KnowledgeSource& source) {
  auto numbers = NumberReader::load(source);
  if (!numbers) return numbers.error();
  TimeGrammar grammar;
  grammar.numbers_ = *std::move(numbers);

  auto rows = read_tsv(source, std::string(kWords), {"slot", "value", "words", "flags"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    auto fault = [&](std::string what) { return Error{std::string(kWords), row.line, std::move(what), ""}; };
    std::optional<int> slot = index_in(kSlots, row.cells[0]);
    if (!slot) return fault("unknown slot \"" + std::string(row.cells[0]) + "\"");
    std::optional<int> value = whole_number(row.cells[1]);
    auto s = static_cast<TimeSlot>(*slot);
    if (s == TimeSlot::unit || s == TimeSlot::units) value = index_in(kUnits, row.cells[1]);
    if (s == TimeSlot::mod || s == TimeSlot::edge) value = index_in(kNarrows, row.cells[1]);
    if (s == TimeSlot::part) value = 0;
    if (!value) return fault("\"" + std::string(row.cells[1]) + "\" is no value of this slot");
    for (std::string_view w : split_list(row.cells[2])) {
      Word& word = grammar.words_[std::string(w)];
      word.lexemes.push_back({static_cast<Symbol>(*slot), *value});
      for (std::string_view flag : split_list(row.cells[3], ' ')) {
        if (flag == "capital")
          word.capital = true;
        else if (flag == "shy")
          word.shy = true;
        else if (!flag.empty())
          return fault("unknown flag \"" + std::string(flag) + "\"");
      }
    }
  }

  auto text = source.text(std::string(kRules));
  if (!text) return text.error();
  toml::table table;
  try {
    table = toml::parse(*text, kRules);
  } catch (const toml::parse_error& e) {
    return Error{std::string(kRules), e.source().begin.line, std::string(e.description()), ""};
  }
  std::map<std::string, std::string, std::less<>> parts;
  if (const toml::table* named = table["parts"].as_table())
    for (auto&& [key, value] : *named)
      if (auto s = value.value<std::string>()) parts.emplace(key.str(), *s);
  Builder builder(grammar, std::move(parts));
  const toml::array* list = table["rule"].as_array();
  if (!list) return Error{std::string(kRules), 0, "has no rules", ""};
  for (const toml::node& node : *list) {
    size_t line = node.source().begin.line;
    auto fault = [&](std::string what) { return Error{std::string(kRules), line, std::move(what), ""}; };
    const toml::table* entry = node.as_table();
    if (!entry) return fault("a rule is a table");
    auto pattern = (*entry)["pattern"].value<std::string>();
    auto means = (*entry)["means"].value<std::string>();
    if (!pattern || !means) return fault("a rule needs a pattern and a meaning");
    auto rule = parse_time_rule(*means);
    if (!rule) return fault(rule.error().what);
    rule->line = line;
    grammar.rules_.push_back(*rule);
    if (auto wrong = builder.add(*pattern, static_cast<uint16_t>(grammar.rules_.size() - 1)))
      return fault("the pattern " + *wrong);
    if (const toml::array* examples = (*entry)["examples"].as_array())
      for (const toml::node& e : *examples)
        if (auto s = e.value<std::string>()) grammar.examples_.push_back({e.source().begin.line, *s});
  }

  for (auto [symbol, next] : grammar.nodes_[0].next)
    if (symbol < kSlotCount) grammar.slot_starts_[symbol] = true;
  for (auto& [w, word] : grammar.words_)
    for (const Lexeme& l : word.lexemes) {
      const auto& first = grammar.nodes_[0].next;
      auto it = std::lower_bound(first.begin(), first.end(), std::pair{l.symbol, uint32_t{0}});
      word.starts |= it != first.end() && it->first == l.symbol;
    }
  return grammar;
}

bool TimeGrammar::shy(std::string_view lower) const {
  auto it = words_.find(lower);
  return it != words_.end() && it->second.shy;
}

std::optional<int> TimeGrammar::value(std::string_view lower, TimeSlot slot) const {
  auto it = words_.find(lower);
  if (it != words_.end())
    for (const Lexeme& l : it->second.lexemes)
      if (l.symbol == static_cast<Symbol>(slot)) return static_cast<int>(l.value);
  return std::nullopt;
}

// The symbols of a token that begins with a digit or with "'" and a digit.
void TimeGrammar::lex_digits(std::string_view w, std::vector<Lexeme>& out) const {
  auto add = [&](TimeSlot slot, int64_t value) { out.push_back({static_cast<Symbol>(slot), value}); };
  auto digits = [](std::string_view s) {
    return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  auto number = [](std::string_view s) { return static_cast<int>(*digit_value(s)); };
  if (w[0] == '\'') {
    if (w.size() == 3 && digits(w.substr(1))) add(TimeSlot::year2, number(w.substr(1)));
    if (w.size() == 4 && digits(w.substr(1, 2)) && w[3] == 's') add(TimeSlot::decade, 1900 + number(w.substr(1, 2)));
    return;
  }
  if (digits(w) && w.size() <= 4) {
    int v = number(w);
    if (v >= 1 && v <= 31 && w.size() <= 2) add(TimeSlot::dom, v);
    if (w.size() == 2) add(TimeSlot::yy, v);
    if (w.size() == 4 && v >= 1000 && v <= 2099) add(TimeSlot::year, v);
    if (w.size() == 4 && v / 100 < 24 && v % 100 < 60) add(TimeSlot::hhmm, v);
    return;
  }
  if (std::optional<int> nth = numbers_.ordinal(w)) {
    add(TimeSlot::ordinal, *nth);
    if (*nth >= 1 && *nth <= 31) add(TimeSlot::dom, *nth);
    return;
  }
  if (w.size() == 5 && digits(w.substr(0, 4)) && w[4] == 's' && w[3] == '0') {
    add(TimeSlot::decade, number(w.substr(0, 4)));
    return;
  }
  if (w.size() == 3 && digits(w.substr(0, 2)) && w[2] == 's' && w[1] == '0') {
    add(TimeSlot::decade, 1900 + number(w.substr(0, 2)));
    return;
  }
  if (std::optional<Day> day = parse_iso_day(w)) {
    add(TimeSlot::iso, day->time_since_epoch().count());
    return;
  }
  // "27.09.2020"; with slashes only where day and month cannot be taken for each other.
  size_t a = w.find_first_of("./");
  size_t b = a == w.npos ? w.npos : w.find(w[a], a + 1);
  if (b != w.npos && w.size() - b == 5 && a >= 1 && a <= 2 && b - a >= 2 && b - a <= 3 && digits(w.substr(0, a)) &&
      digits(w.substr(a + 1, b - a - 1)) && digits(w.substr(b + 1))) {
    int d = number(w.substr(0, a));
    int m = number(w.substr(a + 1, b - a - 1));
    if (w[a] == '/' && m > 12) std::swap(d, m);
    if (w[a] == '.' || d > 12 || d == m)
      if (std::optional<Day> day = make_day(number(w.substr(b + 1)), m, d))
        add(TimeSlot::dmy, day->time_since_epoch().count());
    return;
  }
  size_t colon = w.find(':');
  if (colon != w.npos && colon <= 2 && w.size() >= colon + 3 && digits(w.substr(0, colon)) &&
      digits(w.substr(colon + 1, 2)) && number(w.substr(0, colon)) < 25 && number(w.substr(colon + 1, 2)) < 60)
    add(TimeSlot::clock, 0);
  // "12.30 am", "0530 hrs": a time of day with a word for it behind it alone.
  if (size_t dot = w.find('.'); (dot == 1 || dot == 2) && w.size() == dot + 3 && digits(w.substr(0, dot)) &&
                                digits(w.substr(dot + 1)) && number(w.substr(0, dot)) < 24 &&
                                number(w.substr(dot + 1)) < 60)
    add(TimeSlot::hhmm, 100 * number(w.substr(0, dot)) + number(w.substr(dot + 1)));
  // "6.30" before "a.m." is a clock too; alone it is a number.
  if (colon == w.npos && w.size() >= 2 && (w.ends_with("am") || w.ends_with("pm") || w.ends_with("hrs")))
    add(TimeSlot::clock, 0);
}

TimeGrammar::Line TimeGrammar::lex(const Tokens& tokens) const {
  Line line;
  auto n = static_cast<size_t>(tokens.size());
  line.begin.reserve(n + 1);
  line.starts.reserve(n);
  for (TokenIndex i = 0; i < tokens.size(); ++i) {
    line.begin.push_back(static_cast<uint32_t>(line.lexemes.size()));
    std::string_view raw = tokens.word(i);
    LowerWord lower(raw);
    std::string_view w = lower.view();
    if (w.empty()) {
      line.starts.push_back(false);
      continue;
    }
    if (is_dash(w)) w = "-";
    bool starts = false;
    bool digit = w[0] >= '0' && w[0] <= '9';
    bool capital = raw[0] >= 'A' && raw[0] <= 'Z';
    auto it = words_.find(w);
    if (it != words_.end()) {
      for (const Lexeme& l : it->second.lexemes)
        if (!it->second.capital || capital || l.symbol >= kSlotCount) line.lexemes.push_back(l);
      starts = it->second.starts;
    } else if (w.size() > 5 && w[0] == 'm' && w.starts_with("mid-")) {
      std::string_view rest = w.substr(4);
      size_t before = line.lexemes.size();
      if (rest[0] >= '0' && rest[0] <= '9') {
        lex_digits(rest, line.lexemes);
      } else if (auto inner = words_.find(rest); inner != words_.end()) {
        line.lexemes.insert(line.lexemes.end(), inner->second.lexemes.begin(), inner->second.lexemes.end());
      }
      size_t kept = before;
      for (size_t k = before; k < line.lexemes.size(); ++k) {
        static constexpr std::pair<TimeSlot, TimeSlot> kMid[] = {{TimeSlot::month, TimeSlot::midmonth},
                                                                 {TimeSlot::year, TimeSlot::midyear},
                                                                 {TimeSlot::decade, TimeSlot::middecade},
                                                                 {TimeSlot::season, TimeSlot::midseason}};
        for (auto [from, to] : kMid)
          if (line.lexemes[k].symbol == static_cast<Symbol>(from))
            line.lexemes[kept++] = {static_cast<Symbol>(to), line.lexemes[k].value};
      }
      line.lexemes.resize(kept);
      starts = kept > before;
    }
    if (digit || (w[0] == '\'' && w.size() > 1)) {
      lex_digits(w, line.lexemes);
      starts = true;
    } else if (const NumberWord* number = numbers_.word(w)) {
      starts = true;
      if (number->role == NumberRole::ordinal) {
        line.lexemes.push_back({static_cast<Symbol>(TimeSlot::ordinal), number->value});
        if (number->value <= 31) line.lexemes.push_back({static_cast<Symbol>(TimeSlot::dom), number->value});
      }
    }
    line.starts.push_back(starts);
  }
  line.begin.push_back(static_cast<uint32_t>(line.lexemes.size()));
  return line;
}

// A walk through the trie from one token: the way so far and the best end met.
struct TimeGrammar::Search {
  const Tokens& tokens;
  const Line& line;
  TokenIndex end;
  std::array<TimeCapture, TimeMatch::kMost> way;
  std::array<TokenIndex, TimeMatch::kMost + 1> at;  // where each word of the way begins; the last: where it ends
  TokenIndex best_end = 0;
  int32_t best = -1;  // index into ends_
  size_t best_size = 0;
  std::array<TimeCapture, TimeMatch::kMost> best_way{};
  std::array<TokenIndex, TimeMatch::kMost + 1> best_at{};
};

void TimeGrammar::walk(Search& s, uint32_t node_index, TokenIndex at, size_t depth) const {
  const Node& node = nodes_[node_index];
  s.at[depth] = at;
  if (node.end >= 0 &&
      (at > s.best_end || (at == s.best_end && s.best >= 0 &&
                           ends_[static_cast<size_t>(node.end)].rule < ends_[static_cast<size_t>(s.best)].rule))) {
    s.best_end = at;
    s.best = node.end;
    s.best_size = depth;
    s.best_way = s.way;
    s.best_at = s.at;
  }
  if (at >= s.end || depth == TimeMatch::kMost || node.next.empty()) return;
  auto next_of = [&](Symbol symbol) -> const std::pair<Symbol, uint32_t>* {
    auto it = std::lower_bound(node.next.begin(), node.next.end(), std::pair{symbol, uint32_t{0}});
    return it != node.next.end() && it->first == symbol ? &*it : nullptr;
  };
  auto i = static_cast<size_t>(at);
  for (uint32_t k = s.line.begin[i]; k < s.line.begin[i + 1]; ++k) {
    const Lexeme& l = s.line.lexemes[k];
    const auto* next = next_of(l.symbol);
    if (!next) continue;
    TimeSlot slot = l.symbol < kSlotCount ? static_cast<TimeSlot>(l.symbol) : TimeSlot::literal;
    s.way[depth] = {slot, l.value, at};
    walk(s, next->second, at + 1, depth + 1);
  }
  if (const auto* next = next_of(static_cast<Symbol>(TimeSlot::number)))
    if (std::optional<Number> number = numbers_.at(s.tokens, at, s.end); number && number->whole) {
      s.way[depth] = {TimeSlot::number, number->value, at};
      walk(s, next->second, number->tokens.end, depth + 1);
    }
}

std::optional<TimeMatch> TimeGrammar::longest(const Tokens& tokens, const Line& line, TokenIndex at,
                                              TokenIndex end) const {
  Search s{tokens, line, end, {}, {}};
  s.best_end = at;
  walk(s, 0, at, 0);
  if (s.best < 0) return std::nullopt;
  const End& e = ends_[static_cast<size_t>(s.best)];
  TimeMatch m;
  m.rule = &rules_[e.rule];
  m.tokens = {at, s.best_end};
  m.extent_count = e.extent_count;
  for (size_t k = 0; k < e.extent_count; ++k)
    m.extents[k] = {s.best_at[e.extents[k].first], s.best_at[e.extents[k].second]};
  m.size = static_cast<uint8_t>(s.best_size);
  m.captures = s.best_way;
  return m;
}

std::vector<TimeMatch> TimeGrammar::find(const Tokens& tokens) const {
  std::vector<TimeMatch> found;
  Line line = lex(tokens);
  for (const Sentence& sentence : tokens.sentences) {
    for (TokenIndex i = sentence.tokens.begin; i < sentence.tokens.end;) {
      if (!line.starts[static_cast<size_t>(i)]) {
        ++i;
        continue;
      }
      std::optional<TimeMatch> m = longest(tokens, line, i, sentence.tokens.end);
      if (!m) {
        ++i;
        continue;
      }
      // Words beside a time ("at [noon]") must not hide a longer time that begins with the time itself.
      if (m->extents[0].begin > i)
        if (auto inner = longest(tokens, line, m->extents[0].begin, sentence.tokens.end);
            inner && inner->tokens.end > m->tokens.end)
          m = inner;
      i = m->tokens.end;
      if (m->rule->meaning != TimeMeaning::nothing) found.push_back(*m);
    }
  }
  return found;
}

}  // namespace sayso
