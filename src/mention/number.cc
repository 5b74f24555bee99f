// A spelled number is read as a person adds it up: units and tens fill a group, "hundred" lifts the group, a scale word
// ("thousand") closes it. A word that cannot follow ends the number: "one two" is 1, then 2. Scales must fall from left
// to right, so "two million three thousand" is one number and "two thousand three million" two.
#include "mention/number.h"

#include <algorithm>
#include <charconv>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr std::string_view kFile = "counts/numbers.tsv";

std::optional<NumberRole> parse_role(std::string_view s) {
  static constexpr std::pair<std::string_view, NumberRole> kRoles[] = {
      {"one", NumberRole::one},         {"ten", NumberRole::ten},     {"hundred", NumberRole::hundred},
      {"scale", NumberRole::scale},     {"dozen", NumberRole::dozen}, {"many", NumberRole::many},
      {"ordinal", NumberRole::ordinal}, {"half", NumberRole::half},   {"join", NumberRole::join},
      {"article", NumberRole::article}};
  for (auto [name, role] : kRoles)
    if (name == s) return role;
  return std::nullopt;
}

// The sum as it stands after some words.
struct Sum {
  int64_t total = 0;
  int64_t group = 0;
  int64_t scale = INT64_MAX;  // of the group closed last
  bool open = false;          // the group has something in it
  bool has_one = false;
  bool has_ten = false;
  int64_t value() const { return total + group; }

  bool add(const NumberWord& w) {
    switch (w.role) {
      case NumberRole::one:
        if (has_one || (has_ten && w.value > 9)) return false;
        group += w.value;
        return has_one = open = true;
      case NumberRole::ten:
        if (has_one || has_ten) return false;
        group += w.value;
        return has_ten = open = true;
      case NumberRole::hundred:
        if (!open || group == 0 || group >= 100) return false;
        group *= 100;
        has_one = has_ten = false;
        return true;
      case NumberRole::dozen:
        if (!open || group == 0 || total != 0) return false;
        group *= w.value;
        return has_one = has_ten = true;
      case NumberRole::scale:
        if (!open || w.value >= scale || group > INT64_MAX / 1000 / w.value) return false;
        total += group * w.value;
        scale = w.value;
        group = 0;
        open = has_one = has_ten = false;
        return true;
      default:
        return false;
    }
  }
};

}  // namespace

LowerWord::LowerWord(std::string_view word) {
  if (word.size() > buffer_.size()) return;
  for (size_t i = 0; i < word.size(); ++i) {
    char c = word[i];
    if (word.substr(i, 3) == "\u2019") {
      c = '\'';
      i += 2;
    }
    buffer_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
}

bool is_dash(std::string_view word) {
  return word == "-" || word == "\u2013" || word == "\u2014" || word == "--" || word == "\u2010" || word == "\u2011";
}

std::optional<int64_t> digit_value(std::string_view word, int* thousandths) {
  if (thousandths) *thousandths = 0;
  if (word.empty() || word.size() > 18 || !is_digit(word[0])) return std::nullopt;
  int64_t value = 0;
  size_t i = 0;
  size_t since_comma = 0;
  bool comma = false;
  for (; i < word.size() && (is_digit(word[i]) || word[i] == ','); ++i) {
    if (word[i] == ',') {
      if ((comma && since_comma != 3) || i == 0 || (!comma && i > 3)) return std::nullopt;
      comma = true;
      since_comma = 0;
    } else {
      value = value * 10 + (word[i] - '0');
      ++since_comma;
    }
  }
  if (comma && since_comma != 3) return std::nullopt;
  if (i == word.size()) return value;
  if (word[i] != '.' || i + 1 == word.size()) return std::nullopt;
  int fraction = 0;
  int place = 100;
  for (++i; i < word.size(); ++i) {
    if (!is_digit(word[i])) return std::nullopt;
    fraction += (word[i] - '0') * place;
    place /= 10;
  }
  if (thousandths) *thousandths = fraction;
  return value;
}

Result<NumberReader> NumberReader::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, std::string(kFile), {"words", "role", "value", "scale"});
  if (!rows) return rows.error();
  NumberReader reader;
  for (const TsvRow& row : *rows) {
    auto fault = [&](std::string what) { return Error{std::string(kFile), row.line, std::move(what), ""}; };
    std::optional<NumberRole> role = parse_role(row.cells[1]);
    if (!role) return fault("unknown role \"" + std::string(row.cells[1]) + "\"");
    NumberWord word{*role, 0, 1};
    for (auto [cell, to] : {std::pair{row.cells[2], &word.value}, std::pair{row.cells[3], &word.scale}}) {
      if (cell.empty()) continue;
      auto [end, bad] = std::from_chars(cell.data(), cell.data() + cell.size(), *to);
      if (bad != std::errc{} || end != cell.data() + cell.size())
        return fault("\"" + std::string(cell) + "\" is no whole number");
    }
    for (std::string_view w : split_list(row.cells[0]))
      if (!reader.words_.emplace(std::string(w), word).second) return fault("\"" + std::string(w) + "\" stands twice");
  }
  return reader;
}

const NumberWord* NumberReader::word(std::string_view lower) const {
  auto it = words_.find(lower);
  return it == words_.end() ? nullptr : &it->second;
}

std::optional<int> NumberReader::ordinal(std::string_view lower) const {
  if (lower.size() >= 3 && lower.size() <= 5 && is_digit(lower[0])) {
    std::string_view end = lower.substr(lower.size() - 2);
    std::string_view digits = lower.substr(0, lower.size() - 2);
    if ((end == "st" || end == "nd" || end == "rd" || end == "th") &&
        std::all_of(digits.begin(), digits.end(), is_digit))
      return static_cast<int>(*digit_value(digits));
    return std::nullopt;
  }
  const NumberWord* w = word(lower);
  return w && w->role == NumberRole::ordinal ? std::optional<int>(static_cast<int>(w->value)) : std::nullopt;
}

std::optional<Number> NumberReader::at(const Tokens& tokens, TokenIndex i, TokenIndex end) const {
  if (i >= end) return std::nullopt;
  return at(tokens, i, end, LowerWord(tokens.word(i)));
}

std::optional<Number> NumberReader::at(const Tokens& tokens, TokenIndex i, TokenIndex end,
                                       std::string_view first) const {
  auto word_at = [&](TokenIndex k) -> const NumberWord* { return k < end ? word(LowerWord(tokens.word(k))) : nullptr; };
  auto is = [](const NumberWord* w, NumberRole role) { return w && w->role == role; };

  // Digits, with a scale word behind them or groups of three set apart by blanks ("30 000").
  int thousandths = 0;
  if (std::optional<int64_t> value = digit_value(first, &thousandths)) {
    Number n{{i, i + 1}, *value, thousandths == 0, true};
    auto is_group = [&](TokenIndex k) {
      return k < end && tokens.word(k).size() == 3 && digit_value(tokens.word(k)) &&
             tokens.tokens[static_cast<size_t>(k)].space_before;
    };
    // Other groups than "000" only where a blank alone parts them: "2 230", "52 200".
    while (n.whole && is_group(n.tokens.end) && n.value < INT64_MAX / 1000 && first.size() <= 3 && n.value > 0) {
      n.value = n.value * 1000 + *digit_value(tokens.word(n.tokens.end));
      ++n.tokens.end;
    }
    const NumberWord* w = word_at(n.tokens.end);
    if (is(w, NumberRole::scale) || is(w, NumberRole::hundred) || is(w, NumberRole::dozen)) {
      if (n.value < INT64_MAX / 1000 / w->value) {
        int64_t rest = thousandths * w->value;
        n.value = n.value * w->value + rest / 1000;
        n.whole = rest % 1000 == 0;
        ++n.tokens.end;
      }
    }
    return n;
  }

  const NumberWord* w = word(first);
  if (!w) return std::nullopt;
  // "half a million", "half-a-dozen", "half million".
  if (w->role == NumberRole::half) {
    TokenIndex k = i + 1;
    if (k < end && is_dash(tokens.word(k))) ++k;
    if (is(word_at(k), NumberRole::article)) ++k;
    if (k < end && is_dash(tokens.word(k))) ++k;
    const NumberWord* of = word_at(k);
    if (is(of, NumberRole::scale) || is(of, NumberRole::dozen) || is(of, NumberRole::hundred))
      return Number{{i, k + 1}, of->value / 2, true, false};
    return std::nullopt;
  }
  Sum sum;
  TokenIndex k = i;
  if (w->role == NumberRole::article) {
    const NumberWord* of = word_at(i + 1);
    if (!is(of, NumberRole::scale) && !is(of, NumberRole::dozen) && !is(of, NumberRole::hundred)) return std::nullopt;
    sum.group = 1;
    sum.open = sum.has_one = true;
    k = i + 1;
  }
  TokenIndex last = i;  // one behind the last word taken
  while (k < end) {
    const NumberWord* next = k == i ? w : word_at(k);
    if (next && sum.add(*next)) {
      last = ++k;
      continue;
    }
    if (last == i) break;
    const NumberWord* behind = word_at(k + 1);
    bool unit_next = is(behind, NumberRole::one) || is(behind, NumberRole::ten);
    // "twenty-three"; "two hundred and three"; "one and a half million".
    if (is_dash(tokens.word(k)) && sum.has_ten && !sum.has_one && is(behind, NumberRole::one) && behind->value < 10) {
      ++k;
      continue;
    }
    if (is(next, NumberRole::join) && unit_next && !sum.has_one && !sum.has_ten && sum.value() >= 100) {
      ++k;
      continue;
    }
    if (is(next, NumberRole::join) && is(behind, NumberRole::article) && is(word_at(k + 2), NumberRole::half) &&
        is(word_at(k + 3), NumberRole::scale) && sum.open) {
      const NumberWord* of = word_at(k + 3);
      return Number{{i, k + 4}, sum.value() * of->value + of->value / 2, true, false};
    }
    break;
  }
  if (last == i) return std::nullopt;
  return Number{{i, last}, sum.value(), true, false};
}

}  // namespace sayso
