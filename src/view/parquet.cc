// The layout: "PAR1", the pages of each column of each group of rows, the footer, its length, "PAR1". A page is a
// header, the definition levels (which cells are there), and the values that are, one after the other. Headers and
// footer are structs of Thrift's compact protocol; of it only what they need is written here. Field numbers are those
// of parquet.thrift.

#include "view/parquet.h"

#include <charconv>
#include <cstring>

namespace sayso {
namespace {

constexpr size_t kRowsOfAGroup = 20'000;

// Numbers of the format: physical types, encodings.
constexpr int kInt64 = 2, kDouble = 5, kByteArray = 6;
constexpr int kOptional = 1, kUtf8 = 0, kPlain = 0, kRle = 3, kUncompressed = 0, kDataPage = 0;

class Thrift {
 public:
  void i32(int field, int64_t value) {
    head(field, 5);
    varint(zigzag(value));
  }
  void i64(int field, int64_t value) {
    head(field, 6);
    varint(zigzag(value));
  }
  void text(int field, std::string_view value) {
    head(field, 8);
    bare_text(value);
  }
  void bare_text(std::string_view value) {
    varint(value.size());
    out_ += value;
  }
  void bare_i32(int64_t value) { varint(zigzag(value)); }
  // `element`: 5 i32, 8 text, 12 struct.
  void list(int field, size_t size, int element) {
    head(field, 9);
    if (size < 15) {
      out_ += static_cast<char>(size << 4 | static_cast<size_t>(element));
    } else {
      out_ += static_cast<char>(0xF0 | element);
      varint(size);
    }
  }
  template <typename Body>
  void structure(int field, Body body) {
    head(field, 12);
    bare(body);
  }
  template <typename Body>
  void bare(Body body) {
    int before = last_;
    last_ = 0;
    body();
    out_ += '\0';
    last_ = before;
  }
  std::string take() { return std::move(out_); }

 private:
  static uint64_t zigzag(int64_t v) { return (static_cast<uint64_t>(v) << 1) ^ static_cast<uint64_t>(v >> 63); }
  void varint(uint64_t v) {
    for (; v >= 0x80; v >>= 7) out_ += static_cast<char>(v | 0x80);
    out_ += static_cast<char>(v);
  }
  // Fields are written in rising order, never more than 15 apart.
  void head(int field, int type) {
    out_ += static_cast<char>((field - last_) << 4 | type);
    last_ = field;
  }
  std::string out_;
  int last_ = 0;
};

int physical(ParquetWriter::Type type) {
  return type == ParquetWriter::Type::text ? kByteArray : type == ParquetWriter::Type::integer ? kInt64 : kDouble;
}

template <typename T>
void put_little(std::string& out, T value) {
  static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "Parquet's values are little-endian");
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

// The value of a cell, appended to `out`; false where it is null.
bool put_value(std::string& out, ParquetWriter::Type type, const std::string& cell) {
  if (type == ParquetWriter::Type::text) {
    put_little(out, static_cast<uint32_t>(cell.size()));
    out += cell;
    return true;
  }
  const char *begin = cell.data(), *end = begin + cell.size();
  if (type == ParquetWriter::Type::integer) {
    int64_t value = 0;
    if (auto [at, bad] = std::from_chars(begin, end, value); bad != std::errc() || at != end) return false;
    put_little(out, value);
    return true;
  }
  double value = 0;
  if (auto [at, bad] = std::from_chars(begin, end, value); bad != std::errc() || at != end) return false;
  put_little(out, value);
  return true;
}

// Levels of one bit in runs of equal ones, with their length before them.
std::string levels_of(const std::vector<bool>& there) {
  std::string runs;
  for (size_t at = 0; at < there.size();) {
    size_t end = at;
    while (end < there.size() && there[end] == there[at]) ++end;
    uint64_t head = static_cast<uint64_t>(end - at) << 1;
    for (; head >= 0x80; head >>= 7) runs += static_cast<char>(head | 0x80);
    runs += static_cast<char>(head);
    runs += there[at] ? '\1' : '\0';
    at = end;
  }
  std::string out;
  put_little(out, static_cast<uint32_t>(runs.size()));
  return out + runs;
}

}  // namespace

ParquetWriter::ParquetWriter(std::vector<Column> columns, Write write)
    : columns_(std::move(columns)), write_(std::move(write)), cells_(columns_.size()) {
  put("PAR1");
}

void ParquetWriter::put(std::string_view bytes) {
  sound_ = sound_ && write_(bytes);
  offset_ += static_cast<int64_t>(bytes.size());
}

void ParquetWriter::add(const std::vector<std::string>& cells) {
  for (size_t i = 0; i < columns_.size(); ++i) cells_[i].push_back(i < cells.size() ? cells[i] : "");
  if (!cells_.empty() && cells_[0].size() >= kRowsOfAGroup) flush();
}

void ParquetWriter::flush() {
  if (cells_.empty() || cells_[0].empty()) return;
  Group group;
  group.rows = static_cast<int64_t>(cells_[0].size());
  for (size_t i = 0; i < columns_.size(); ++i) {
    std::string values;
    std::vector<bool> there;
    for (const std::string& cell : cells_[i]) there.push_back(put_value(values, columns_[i].type, cell));
    std::string page = levels_of(there) + values;
    Thrift head;
    head.bare([&] {
      head.i32(1, kDataPage);
      head.i32(2, static_cast<int64_t>(page.size()));
      head.i32(3, static_cast<int64_t>(page.size()));
      head.structure(5, [&] {
        head.i32(1, group.rows);
        head.i32(2, kPlain);
        head.i32(3, kRle);
        head.i32(4, kRle);
      });
    });
    Chunk chunk;
    chunk.offset = offset_;
    std::string bytes = head.take() + page;
    chunk.size = static_cast<int64_t>(bytes.size());
    chunk.values = group.rows;
    put(bytes);
    group.chunks.push_back(chunk);
    cells_[i].clear();
  }
  groups_.push_back(std::move(group));
}

bool ParquetWriter::close() {
  flush();
  int64_t rows = 0;
  for (const Group& g : groups_) rows += g.rows;
  Thrift t;
  t.bare([&] {
    t.i32(1, 1);
    t.list(2, columns_.size() + 1, 12);
    t.bare([&] {
      t.text(4, "sayso");
      t.i32(5, static_cast<int64_t>(columns_.size()));
    });
    for (const Column& c : columns_)
      t.bare([&] {
        t.i32(1, physical(c.type));
        t.i32(3, kOptional);
        t.text(4, c.name);
        if (c.type == Type::text) t.i32(6, kUtf8);
      });
    t.i64(3, rows);
    t.list(4, groups_.size(), 12);
    for (const Group& g : groups_)
      t.bare([&] {
        int64_t bytes = 0;
        for (const Chunk& c : g.chunks) bytes += c.size;
        t.list(1, g.chunks.size(), 12);
        for (size_t i = 0; i < g.chunks.size(); ++i)
          t.bare([&] {
            const Chunk& c = g.chunks[i];
            t.i64(2, c.offset);
            t.structure(3, [&] {
              t.i32(1, physical(columns_[i].type));
              t.list(2, 2, 5);
              t.bare_i32(kPlain);
              t.bare_i32(kRle);
              t.list(3, 1, 8);
              t.bare_text(columns_[i].name);
              t.i32(4, kUncompressed);
              t.i64(5, c.values);
              t.i64(6, c.size);
              t.i64(7, c.size);
              t.i64(9, c.offset);
            });
          });
        t.i64(2, bytes);
        t.i64(3, g.rows);
      });
    t.text(6, "sayso");
  });
  std::string footer = t.take();
  put(footer);
  std::string size;
  put_little(size, static_cast<uint32_t>(footer.size()));
  put(size);
  put("PAR1");
  return sound_;
}

}  // namespace sayso
