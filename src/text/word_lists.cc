#include "text/word_lists.h"

#include <algorithm>

#include "base/text_util.h"
#include "text/chars.h"

namespace sayso {
namespace {

Error fault(const char* file, const TsvRow& row, std::string what) { return {file, row.line, std::move(what), ""}; }

// A table of one column, as a set.
Result<WordSet> read_set(const KnowledgeSource& source, const char* file, const char* column) {
  auto rows = read_tsv(source, file, {column});
  if (!rows) return rows.error();
  WordSet set;
  for (const TsvRow& row : *rows) set.insert(row.cells[0]);
  return set;
}

}  // namespace

Result<WordLists> WordLists::load(const KnowledgeSource& source) {
  WordLists lists;

  const char* file = "text/abbreviations.tsv";
  auto rows = read_tsv(source, file, {"abbreviation", "break"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    std::string_view word = row.cells[0], rule = row.cells[1];
    if (!word.ends_with('.')) return fault(file, row, "an abbreviation must end with a full stop");
    if (rule != "never" && rule != "number" && rule != "maybe")
      return fault(file, row, "break must be never, number or maybe");
    Break value = rule == "never" ? Break::never : rule == "number" ? Break::number : Break::maybe;
    if (!lists.abbreviations.emplace(word, value).second)
      return fault(file, row, "\"" + std::string(word) + "\" is listed twice");
  }

  file = "text/clitics.tsv";
  rows = read_tsv(source, file, {"clitic"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    size_t mark = row.cells[0].find('\'');
    if (mark == std::string_view::npos || mark + 1 == row.cells[0].size())
      return fault(file, row, "a clitic needs an apostrophe with letters behind it");
    lists.clitics.emplace(row.cells[0].substr(mark + 1), std::string(row.cells[0].substr(0, mark)));
  }

  file = "text/contractions.tsv";
  rows = read_tsv(source, file, {"word", "parts"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    std::string together;
    std::vector<size_t> sizes;
    for (std::string_view part : split_list(row.cells[1])) {
      together += part;
      sizes.push_back(part.size());
    }
    if (together != row.cells[0]) return fault(file, row, "the parts put together must be the word");
    lists.contractions.emplace(row.cells[0], std::move(sizes));
  }

  file = "text/hyphens.tsv";
  rows = read_tsv(source, file, {"text", "kind"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    if (row.cells[1] != "prefix" && row.cells[1] != "word") return fault(file, row, "kind must be prefix or word");
    (row.cells[1] == "prefix" ? lists.prefixes : lists.whole).insert(row.cells[0]);
  }

  struct {
    const char *file, *column;
    WordSet& set;
  } sets[] = {{"text/units.tsv", "unit", lists.units},
              {"text/starters.tsv", "word", lists.starters},
              {"text/domains.tsv", "ending", lists.domains}};
  for (auto& [name, column, set] : sets) {
    auto read = read_set(source, name, column);
    if (!read) return read.error();
    set = std::move(*read);
  }
  return lists;
}

const Break* WordLists::abbreviation(std::string_view word) const {
  constexpr size_t kLongest = 16;  // bytes; no abbreviation is longer
  if (word.size() > kLongest) return nullptr;
  auto found = abbreviations.find(word);
  if (found == abbreviations.end() && word.size() > 2 && char_at(word, 1).kind == CharKind::upper)
    found = abbreviations.find(word[0] + ascii_lower(word.substr(1)));
  return found == abbreviations.end() ? nullptr : &found->second;
}

}  // namespace sayso
