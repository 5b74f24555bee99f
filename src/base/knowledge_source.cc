#include "base/knowledge_source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace sayso {
namespace {

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> cells_of(std::string_view line, size_t columns) {
  std::vector<std::string_view> cells;
  cells.reserve(columns);
  for (size_t at = 0;;) {
    size_t tab = line.find('\t', at);
    cells.push_back(trim(line.substr(at, tab == line.npos ? line.npos : tab - at)));
    if (tab == line.npos) return cells;
    at = tab + 1;
  }
}

}  // namespace

Result<KnowledgeSource> KnowledgeSource::from_folder(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code failed;
  std::map<std::string, std::string> files;
  for (fs::recursive_directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    if (it->path().extension() != ".toml" && it->path().extension() != ".tsv") continue;
    std::ifstream in(it->path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return Error{it->path().string(), 0, "cannot be read", ""};
    files[it->path().lexically_relative(folder).generic_string()] = std::move(text).str();
  }
  if (failed) return Error{folder, 0, failed.message(), "a folder laid out as knowledge/ is"};
  return KnowledgeSource(std::move(files));
}

Result<std::string_view> KnowledgeSource::text(const std::string& name) const {
  auto it = files_.find(name);
  if (it == files_.end())
    return Error{name, 0, "no such file in the knowledge folder", "restoring it from the source tree"};
  return std::string_view(it->second);
}

Result<std::vector<TsvRow>> read_tsv(const KnowledgeSource& source, const std::string& name,
                                     const std::vector<std::string>& columns) {
  auto text = source.text(name);
  if (!text) return text.error();
  std::vector<TsvRow> rows;
  rows.reserve(static_cast<size_t>(std::count(text->begin(), text->end(), '\n')));
  bool named = false;
  size_t line = 0;
  for (std::string_view left = *text; !left.empty();) {
    size_t end = left.find('\n');
    std::string_view row = left.substr(0, end);
    left.remove_prefix(end == left.npos ? left.size() : end + 1);
    ++line;
    if (trim(row).empty() || row.front() == '#') continue;
    std::vector<std::string_view> cells = cells_of(row, columns.size());
    if (!named) {
      named = true;
      if (!std::equal(cells.begin(), cells.end(), columns.begin(), columns.end())) {
        std::string want;
        for (const auto& c : columns) want += (want.empty() ? "" : ", ") + c;
        return Error{name, line, "the columns are not " + want, "that header line, separated by tabs"};
      }
      continue;
    }
    if (cells.size() > columns.size())
      return Error{name, line, "more cells than columns", "removing the tabs at its end"};
    cells.resize(columns.size());
    rows.push_back({line, std::move(cells)});
  }
  return rows;
}

std::vector<std::string_view> split_list(std::string_view cell, char by) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    size_t end = cell.find(by);
    std::string_view part = trim(cell.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    cell.remove_prefix(end == cell.npos ? cell.size() : end + 1);
  }
  return parts;
}

}  // namespace sayso
