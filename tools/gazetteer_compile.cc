// sayso-gazetteer KNOWLEDGE OUT TABLE...: compiles the gazetteer (src/mention/gazetteer.h) from the folder knowledge/
// and tables: those of data/gazetteer/ (.tsv.gz), and GeoNames' own dumps as they are (.txt or .txt.gz, a country's
// file such as UA.txt), of which the populated places are taken. A place that an earlier table has is not taken again.
//
// Known to go wrong: all names are held in memory until the end, so the dump of the whole world (allCountries.txt)
// needs several gigabytes; take the files of the countries of concern.
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "mention/gazetteer_build.h"
#include "mention/place_fold.h"

namespace {

int fail(const std::string& what) {
  std::fprintf(stderr, "sayso-gazetteer: error: %s\n", what.c_str());
  return 2;
}

// Rows of a GeoNames dump as rows of a table of data/gazetteer/, without those of `known`.
class DumpReader {
 public:
  bool read(const std::string& path, std::string& out, std::unordered_set<std::string>& known) {
    gzFile in = gzopen(path.c_str(), "rb");
    if (in == nullptr) return false;
    gzbuffer(in, 1 << 18);
    for (const std::string& column : sayso::gazetteer_columns()) out += (out.empty() ? "" : "\t") + column;
    out += '\n';
    std::vector<char> line(1 << 16);
    size_t rows = 0;
    while (gzgets(in, line.data(), static_cast<int>(line.size())) != nullptr) {
      if (++rows % kStep == 0) std::fprintf(stderr, "sayso-gazetteer: %s: %zu rows\n", path.c_str(), rows);
      take(line.data(), out, known);
    }
    const bool whole = gzeof(in) != 0;
    return gzclose(in) == Z_OK && whole;
  }

 private:
  static constexpr size_t kStep = 500000;

  // Columns: id, name, its ASCII form, alternate names by commas, latitude, longitude, class, code, country, others,
  // first-level division ... population.
  static void take(std::string_view line, std::string& out, std::unordered_set<std::string>& known) {
    std::vector<std::string_view> cells;
    for (size_t at = 0; cells.size() < 15; ++at) {
      size_t tab = line.find('\t', at);
      cells.push_back(line.substr(at, tab - at));
      if (tab == line.npos) break;
      at = tab;
    }
    if (cells.size() < 15 || cells[6] != "P" || cells[8].size() != 2) return;
    if (cells[7] == "PPLH" || cells[7] == "PPLQ" || cells[7] == "PPLW")
      return;  // gone: historical, abandoned, destroyed
    if (!known.emplace(cells[0]).second) return;
    std::string names(cells[2] == cells[1] ? std::string_view() : cells[2]);
    for (size_t at = 0; at < cells[3].size();) {
      size_t comma = std::min(cells[3].find(',', at), cells[3].size());
      std::string_view name = cells[3].substr(at, comma - at);
      const bool web = name.find(':') != name.npos || name.find('|') != name.npos;
      if (!web && name.size() >= 3 && name.size() <= 60 && !sayso::fold_name(name).empty())
        names += (names.empty() ? "" : "|") + std::string(name);
      at = comma + 1;
    }
    const std::string_view row[] = {cells[0], cells[1], names,     cells[4], cells[5],
                                    cells[7], cells[8], cells[10], cells[14]};
    for (size_t i = 0; i < std::size(row); ++i) {
      if (i > 0) out += '\t';
      // A name with the list's own mark would be two.
      for (char c : row[i]) out += i == 1 && c == '|' ? ' ' : c;
    }
    out += '\n';
  }
};

// The ids of a table, its first column.
void add_ids(const std::string& text, std::unordered_set<std::string>& known) {
  for (size_t at = 0; at < text.size();) {
    known.emplace(text.substr(at, text.find('\t', at) - at));
    size_t end = text.find('\n', at);
    if (end == text.npos) break;
    at = end + 1;
  }
}

bool is_dump(const std::string& path) { return path.ends_with(".txt") || path.ends_with(".txt.gz"); }

// Reads a file that is packed with gzip, or plain.
bool read_packed(const std::string& path, std::string& out) {
  gzFile in = gzopen(path.c_str(), "rb");
  if (in == nullptr) return false;
  std::string piece(1 << 16, '\0');
  int got = 0;
  while ((got = gzread(in, piece.data(), static_cast<unsigned>(piece.size()))) > 0)
    out.append(piece, 0, static_cast<size_t>(got));
  return gzclose(in) == Z_OK && got == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: sayso-gazetteer KNOWLEDGE OUT TABLE.tsv.gz... [DUMP.txt...]\n", stderr);
    return 2;
  }
  auto knowledge = sayso::KnowledgeSource::from_folder(argv[1]);
  if (!knowledge) return fail(knowledge.error().text());
  std::vector<sayso::GazetteerTable> tables;
  std::unordered_set<std::string> known;  // ids
  for (int i = 3; i < argc; ++i) {
    sayso::GazetteerTable table{argv[i], ""};
    const bool read =
        is_dump(table.name) ? DumpReader().read(table.name, table.text, known) : read_packed(table.name, table.text);
    if (!read) return fail(table.name + ": cannot be read or unpacked");
    if (!is_dump(table.name)) add_ids(table.text, known);
    tables.push_back(std::move(table));
  }
  auto bytes = sayso::build_gazetteer(tables, *knowledge);
  if (!bytes) return fail(bytes.error().text());
  std::ofstream out(argv[2], std::ios::binary | std::ios::trunc);
  out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  out.close();
  if (!out) return fail(std::string(argv[2]) + ": cannot be written");
  return 0;
}
