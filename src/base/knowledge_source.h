// The knowledge files as texts: what a stage parses its tables from.
//
// A stage never opens a file. It is given a `KnowledgeSource`, which holds every file of `knowledge/` by its name, from
// the copy compiled into the binary or from a folder of the user's own, and it reports faults with `file:line`.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sayso {

class KnowledgeSource {
 public:
  // Takes ownership of the texts, keyed by path below `knowledge/` ("actors/states.tsv").
  explicit KnowledgeSource(std::map<std::string, std::string> files);

  // Reads every .toml and .tsv file below `folder`.
  static Result<KnowledgeSource> from_folder(const std::string& folder);

  // All files in one run of bytes, and back. The bytes must outlive the source. Every offset of a pack is checked:
  // bytes that are no pack are an error.
  std::string pack() const;
  static Result<KnowledgeSource> from_pack(std::string_view bytes);
  static Result<KnowledgeSource> from_pack(std::string&& bytes) = delete;

  // The text of a file, or an error that names it.
  Result<std::string_view> text(const std::string& name) const;
  const std::map<std::string, std::string_view>& texts() const { return texts_; }
  // Copies, to change some and make a source of them.
  std::map<std::string, std::string> files() const { return {texts_.begin(), texts_.end()}; }

  KnowledgeSource(KnowledgeSource&&) noexcept = default;
  KnowledgeSource& operator=(KnowledgeSource&&) noexcept = default;

 private:
  KnowledgeSource() = default;

  std::map<std::string, std::string> owned_;  // none of a pack's
  std::map<std::string, std::string_view> texts_;
};

// One row of a tab-separated table; `line` counts from 1.
struct TsvRow {
  size_t line = 0;
  std::vector<std::string_view> cells;  // views into the source's text
};

// Reads a table row by row: `#` begins a comment line, blank lines are skipped, the first row left names the columns
// and must be `columns`. A row with fewer cells is filled with empty ones; with more, it is an error with file and
// line.
class TsvReader {
 public:
  static Result<TsvReader> open(const KnowledgeSource& source, const std::string& name,
                                const std::vector<std::string>& columns);

  // The next row, good until the one after it is asked for; nullptr behind the last.
  Result<const TsvRow*> next();
  // As many lines as are left, rows or none.
  size_t lines_left() const;

 private:
  TsvReader(std::string name, std::string_view text, size_t columns)
      : name_(std::move(name)), left_(text), columns_(columns) {}

  // Whether there is one.
  bool read_row();

  std::string name_;
  std::string_view left_;
  size_t columns_;
  TsvRow row_;
};

// All rows of a table.
Result<std::vector<TsvRow>> read_tsv(const KnowledgeSource& source, const std::string& name,
                                     const std::vector<std::string>& columns);

// The parts of a cell that holds a list ("Tərtər|Terter"), without blanks around them; none for an empty cell.
std::vector<std::string_view> split_list(std::string_view cell, char by = '|');

}  // namespace sayso
