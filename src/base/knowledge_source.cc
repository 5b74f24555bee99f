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

void read_cells(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  for (size_t at = 0;;) {
    size_t tab = line.find('\t', at);
    cells.push_back(trim(line.substr(at, tab == line.npos ? line.npos : tab - at)));
    if (tab == line.npos) return;
    at = tab + 1;
  }
}

}  // namespace

KnowledgeSource::KnowledgeSource(std::map<std::string, std::string> files)
    : owned_(std::move(files)), texts_(owned_.begin(), owned_.end()) {}

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
  auto it = texts_.find(name);
  if (it == texts_.end())
    return Error{name, 0, "no such file in the knowledge folder", "restoring it from the source tree"};
  return it->second;
}

Result<TsvReader> TsvReader::open(const KnowledgeSource& source, const std::string& name,
                                  const std::vector<std::string>& columns) {
  auto text = source.text(name);
  if (!text) return text.error();
  TsvReader reader(name, *text, columns.size());
  if (reader.read_row() &&
      !std::equal(reader.row_.cells.begin(), reader.row_.cells.end(), columns.begin(), columns.end())) {
    std::string want;
    for (const auto& c : columns) want += (want.empty() ? "" : ", ") + c;
    return Error{name, reader.row_.line, "the columns are not " + want, "that header line, separated by tabs"};
  }
  return reader;
}

bool TsvReader::read_row() {
  while (!left_.empty()) {
    size_t end = left_.find('\n');
    std::string_view line = left_.substr(0, end);
    left_.remove_prefix(end == left_.npos ? left_.size() : end + 1);
    ++row_.line;
    if (trim(line).empty() || line.front() == '#') continue;
    read_cells(line, row_.cells);
    return true;
  }
  return false;
}

Result<const TsvRow*> TsvReader::next() {
  if (!read_row()) return nullptr;
  if (row_.cells.size() > columns_)
    return Error{name_, row_.line, "more cells than columns", "removing the tabs at its end"};
  row_.cells.resize(columns_);
  return &row_;
}

size_t TsvReader::lines_left() const {
  return static_cast<size_t>(std::count(left_.begin(), left_.end(), '\n')) + (left_.ends_with('\n') ? 0 : 1);
}

Result<std::vector<TsvRow>> read_tsv(const KnowledgeSource& source, const std::string& name,
                                     const std::vector<std::string>& columns) {
  auto reader = TsvReader::open(source, name, columns);
  if (!reader) return reader.error();
  std::vector<TsvRow> rows;
  rows.reserve(reader->lines_left());
  for (;;) {
    auto row = reader->next();
    if (!row) return row.error();
    if (*row == nullptr) return rows;
    rows.push_back(**row);
  }
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
