// view/parquet: a table as an Apache Parquet file, for DuckDB, pandas, R's arrow.
//
// In: rows of cells, of which each column has one type; an empty cell of a number is null. Out: a file of format
// version 1, plain encoding, no compression: what every reader reads. Guaranteed: memory holds one group of rows. What
// it is not: a general writer; there are no nested columns, no statistics, no dictionaries.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sayso {

class ParquetWriter {
 public:
  enum class Type : uint8_t { text, integer, real };
  struct Column {
    std::string name;
    Type type;
  };
  using Write = std::function<bool(std::string_view)>;

  ParquetWriter(std::vector<Column> columns, Write write);
  // Cells as text; numbers in decimal.
  void add(const std::vector<std::string>& cells);
  // Writes what is held back and the footer; false where a write failed.
  bool close();

 private:
  struct Chunk {
    int64_t offset = 0, size = 0, values = 0;
  };
  struct Group {
    int64_t rows = 0;
    std::vector<Chunk> chunks;
  };
  void flush();
  void put(std::string_view bytes);

  std::vector<Column> columns_;
  Write write_;
  std::vector<std::vector<std::string>> cells_;  // of each column
  std::vector<Group> groups_;
  int64_t offset_ = 0;
  bool sound_ = true;
};

}  // namespace sayso
