#include "syntax/facts.h"

#include <algorithm>

#include "syntax/hashing.h"

namespace sayso {
namespace {

constexpr size_t kLongest = 64;  // bytes of a word that are looked at

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool small(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }
bool digit(char c) { return c >= '0' && c <= '9'; }
char to_small(char c) { return upper(c) ? static_cast<char>(c + 32) : c; }
char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

void make_small(std::string& s) { std::transform(s.begin(), s.end(), s.begin(), to_small); }

// How a sentence uses capitals.
enum class Loudness { plain, headline, capitals };

Loudness loudness(std::span<const std::string_view> words) {
  int capitals = 0, capitalized = 0, lower = 0;
  for (std::string_view w : words) {
    if (w.size() < 2 || !(upper(w[0]) || small(w[0]))) continue;
    bool any_small = std::any_of(w.begin(), w.end(), small);
    bool long_word = w.size() > 3;  // headlines leave "of" and "the" small
    if (!any_small)
      ++capitals;
    else if (upper(w[0]))
      capitalized += long_word;
    else
      lower += long_word;
  }
  if (lower == 0 && capitalized == 0 && capitals >= 2) return Loudness::capitals;
  if (lower * 4 <= capitalized && capitalized >= 3) return Loudness::headline;
  return Loudness::plain;
}

// The ways to write a normalized word, with what the table knows of each.
class Spellings {
 public:
  explicit Spellings(const WordTable& table) : table_(table) {}

  void set(std::string_view form) {
    lower_ = form;
    make_small(lower_);
    lower_entry_ = table_.find(lower_);
    title_.clear();
    capitals_.clear();
    title_entry_ = capitals_entry_ = {};
    if (form.empty() || !(upper(form[0]) || (form[0] >= 'a' && form[0] <= 'z'))) return;
    title_ = lower_;
    title_[0] = to_upper(title_[0]);
    title_entry_ = table_.find(title_);
    if (form.size() == 1) return;
    capitals_ = lower_;
    std::transform(capitals_.begin(), capitals_.end(), capitals_.begin(), to_upper);
    capitals_entry_ = table_.find(capitals_);
  }

  // 1 small, 2 Capitalized, 3 ALL CAPITALS, by what the table has seen most; 0 where it has seen none.
  uint8_t usual_case() const {
    if (title_.empty()) return 0;
    uint8_t lower = lower_entry_.often, title = title_entry_.often;
    uint8_t most = std::max({lower, title, capitals_entry_.often});
    return most == 0 ? 0 : most == lower ? 1 : most == title ? 2 : 3;
  }

  const std::string& lower() const { return lower_; }
  const WordTable::Entry& lower_entry() const { return lower_entry_; }
  // Of the word as written: one of the three ways, or another.
  WordTable::Entry entry(std::string_view form) const {
    if (form == lower_) return lower_entry_;
    if (form == title_) return title_entry_;
    if (form == capitals_) return capitals_entry_;
    return table_.find(form);
  }

 private:
  const WordTable& table_;
  std::string lower_, title_, capitals_;
  WordTable::Entry lower_entry_, title_entry_, capitals_entry_;
};

void recase(std::string& form, uint8_t usual, Loudness loud) {
  if (form.empty() || usual == 3 || !upper(form[0])) return;
  bool all_capitals = std::none_of(form.begin(), form.end(), small);
  if (usual == 1) {
    make_small(form);
  } else if (loud == Loudness::capitals && all_capitals && form.find('.') == std::string::npos) {
    std::transform(form.begin() + 1, form.end(), form.begin() + 1, to_small);
  }
}

// Names in capitals that are spelled like the commonest of words, and what they are read as where not all is in
// capitals: the vectors know but the small word.
constexpr std::pair<std::string_view, std::string_view> kReadAs[] = {{"IS", "ISIS"}};

std::string_view read_as(std::string_view word) {
  for (auto [name, other] : kReadAs)
    if (word == name) return other;
  return word;
}

uint64_t shape_of(std::string_view form) {
  uint64_t h = kHashSeed;
  char last = 0;
  int run = 0, kinds = 0;
  for (char c : form) {
    char kind = upper(c) ? 'X' : small(c) ? 'x' : digit(c) ? '0' : c;
    run = kind == last ? run + 1 : 1;
    if (run > 2) continue;
    last = kind;
    if (++kinds > 8) break;
    h = (h ^ static_cast<unsigned char>(kind)) * 0x100000001B3u;
  }
  return mix(h);
}

}  // namespace

void normalize(std::string_view word, std::string& out) {
  out.clear();
  word = word.substr(0, kLongest);
  for (size_t i = 0; i < word.size(); ++i) {
    char c = word[i];
    if (digit(c)) {
      out += '0';
    } else if (c == '\xE2' && word.substr(i, 2) == "\xE2\x80" && i + 2 < word.size()) {
      switch (word[i + 2]) {
        case '\x98':
        case '\x99':
          out += '\'';
          break;
        case '\x9C':
        case '\x9D':
          out += '"';
          break;
        case '\x93':
          out += '-';
          break;
        case '\x94':
          out += "--";
          break;
        case '\xA6':
          out += "...";
          break;
        default:
          out += word.substr(i, 3);
          break;
      }
      i += 2;
    } else {
      out += c;
    }
  }
}

void describe(std::span<const std::string_view> words, const WordTable& table, std::vector<WordFacts>& facts,
              std::vector<std::string>& forms) {
  Loudness loud = loudness(words);
  size_t first = facts.size();
  facts.resize(first + words.size());
  forms.resize(first + words.size());
  std::string form;
  Spellings spellings(table);
  for (size_t i = 0; i < words.size(); ++i) {
    WordFacts& f = facts[first + i];
    std::string& written = forms[first + i];
    const std::string_view word = loud == Loudness::plain ? read_as(words[i]) : words[i];
    normalize(word, form);
    spellings.set(form);
    const uint8_t usual = spellings.usual_case();
    written = word;
    if (size_t curly = written.find("\u2019"); curly != std::string::npos) written.replace(curly, 3, "'");
    if (loud != Loudness::plain) {
      recase(form, usual, loud);
      recase(written, usual, loud);
    }
    auto hashed = [&](Table t, uint64_t hash) { f[t] = static_cast<uint32_t>(hash & (hashed_rows(t) - 1)); };
    hashed(Table::shape, shape_of(form));
    hashed(Table::cases, usual);
    WordTable::Entry entry = spellings.entry(form);
    const WordTable::Entry& lower = spellings.lower_entry();
    if (entry.often == 0) entry = lower;
    f[Table::word] = lower.row;
    f[Table::word_class] = entry.cluster;
    f[Table::coarse_class] = entry.coarse;
    std::string_view all = spellings.lower();
    auto suffix = [&](size_t n) { return hash_bytes(all.substr(all.size() - std::min(n, all.size()))); };
    hashed(Table::prefix3, hash_bytes(all.substr(0, 3)));
    hashed(Table::suffix2, suffix(2));
    hashed(Table::suffix3, suffix(3));
    hashed(Table::suffix4, suffix(4));
  }
}

}  // namespace sayso
