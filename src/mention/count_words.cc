#include "mention/count_words.h"

#include <algorithm>
#include <charconv>

namespace sayso {
namespace {

constexpr std::string_view kBounds = "counts/bounds.tsv";
constexpr std::string_view kWords = "counts/words.tsv";

constexpr std::string_view kRoles[] = {
    "before",   "after",    "few",     "exact",      "zero",   "many",    "article",    "possessive",  "another",
    "other",    "others",   "part",    "whom",       "to",     "between", "change",     "ranging",     "or",
    "and",      "label",    "age",     "person",     "money",  "mark",    "percent",    "correlative", "any",
    "negation", "suffered", "climb",   "population", "having", "dweller", "superseded", "made",        "reciprocal",
    "body",     "share",    "all but", "model",      "bore",   "kin"};

std::optional<CountRole> parse_role(std::string_view s) {
  for (size_t i = 0; i < std::size(kRoles); ++i)
    if (kRoles[i] == s) return static_cast<CountRole>(i);
  return std::nullopt;
}

std::optional<Bound> parse_bound(std::string_view s) {
  for (Bound b : {Bound::equal, Bound::over, Bound::at_least, Bound::under, Bound::up_to, Bound::about})
    if (sign(b) == s) return b;
  return std::nullopt;
}

bool read_whole(std::string_view text, int& out) {
  auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), out);
  return bad == std::errc{} && end == text.data() + text.size() && out > 0;
}

bool can_start(CountRole role) {
  switch (role) {
    case CountRole::before:
    case CountRole::few:
    case CountRole::exact:
    case CountRole::zero:
    case CountRole::many:
    case CountRole::article:
    case CountRole::possessive:
    case CountRole::another:
    case CountRole::suffered:
    case CountRole::share:
    case CountRole::all_but:
      return true;
    default:
      return false;
  }
}

}  // namespace

CountWords::Id CountWords::intern(std::string_view word) {
  auto [it, fresh] = ids_.emplace(std::string(word), static_cast<Id>(by_first_.size()));
  if (fresh) {
    by_first_.emplace_back();
    by_last_.emplace_back();
    starts_.push_back(false);
  }
  return it->second;
}

void CountWords::add(std::string_view words, CountPhrase phrase) {
  for (std::string_view w : split_list(words, ' '))
    if (!w.empty()) phrase.words.push_back(intern(w));
  if (phrase.words.empty()) return;
  if (can_start(phrase.role)) starts_[phrase.words.front()] = true;
  auto index = static_cast<uint16_t>(phrases_.size());
  by_first_[phrase.words.front()].push_back(index);
  by_last_[phrase.words.back()].push_back(index);
  phrases_.push_back(std::move(phrase));
}

Result<CountWords> CountWords::load(const KnowledgeSource& source) {
  CountWords out;
  auto bounds = read_tsv(source, std::string(kBounds), {"words", "bound", "place"});
  if (!bounds) return bounds.error();
  for (const TsvRow& row : *bounds) {
    std::optional<Bound> bound = parse_bound(row.cells[1]);
    std::optional<CountRole> place = parse_role(row.cells[2]);
    if (!bound || !place || *place > CountRole::after)
      return Error{std::string(kBounds), row.line, "needs a bound (= > >= < <= ~) and a place (before, after)", ""};
    CountPhrase phrase;
    phrase.role = *place;
    phrase.bound = *bound;
    out.add(row.cells[0], phrase);
  }
  auto rows = read_tsv(source, std::string(kWords), {"role", "value", "words"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    auto fault = [&](std::string what) { return Error{std::string(kWords), row.line, std::move(what), ""}; };
    CountPhrase phrase;
    std::optional<CountRole> role = parse_role(row.cells[0]);
    if (!role) return fault("unknown role \"" + std::string(row.cells[0]) + "\"");
    phrase.role = *role;
    std::string_view value = row.cells[1];
    if (value == "pronoun") {
      phrase.pronoun = true;
    } else if (!value.empty()) {
      const std::string_view above = value.substr(0, value.find('/')),
                             below = value.substr(std::min(value.size(), above.size() + 1));
      if (!read_whole(above, phrase.value) || (above.size() < value.size() && !read_whole(below, phrase.of)))
        return fault("\"" + std::string(value) + "\" is no value");
    }
    for (std::string_view words : split_list(row.cells[2])) out.add(words, phrase);
  }
  for (auto* index : {&out.by_first_, &out.by_last_})
    for (std::vector<uint16_t>& list : *index)
      std::stable_sort(list.begin(), list.end(), [&](uint16_t a, uint16_t b) {
        return out.phrases_[a].words.size() > out.phrases_[b].words.size();
      });
  return out;
}

CountWords::Id CountWords::id(std::string_view lower) const {
  auto it = ids_.find(lower);
  return it == ids_.end() ? Id{0} : it->second;
}

const CountPhrase* CountWords::match(const std::vector<Id>& ids, TokenIndex i, TokenIndex end, CountRole role) const {
  if (i >= end) return nullptr;
  for (uint16_t k : by_first_[ids[static_cast<size_t>(i)]]) {
    const CountPhrase& p = phrases_[k];
    if (p.role == role && i + static_cast<TokenIndex>(p.words.size()) <= end &&
        std::equal(p.words.begin(), p.words.end(), ids.begin() + i))
      return &p;
  }
  return nullptr;
}

const CountPhrase* CountWords::match_before(const std::vector<Id>& ids, TokenIndex i, TokenIndex begin,
                                            CountRole role) const {
  if (i <= begin) return nullptr;
  for (uint16_t k : by_last_[ids[static_cast<size_t>(i - 1)]]) {
    const CountPhrase& p = phrases_[k];
    TokenIndex from = i - static_cast<TokenIndex>(p.words.size());
    if (p.role == role && from >= begin && std::equal(p.words.begin(), p.words.end(), ids.begin() + from)) return &p;
  }
  return nullptr;
}

}  // namespace sayso
