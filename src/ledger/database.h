// ledger/database: SQLite with errors as values.
//
// A thin dress over the C interface: statements are prepared once and kept, values are bound by their types, rows are
// read by column. The first error sticks: from then on nothing is done, and `failure()` tells what went wrong, so that
// a run of statements is checked once, before its transaction is committed. One `Database` belongs to one thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace sayso {

class Database;

// A statement under way. Its destructor lets the statement be used again.
class Query {
 public:
  Query(Query&& other) noexcept;
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  // The next row; false at the end, and where something failed.
  bool next();

  bool is_null(int column) const;
  int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;  // of a blob too
  std::optional<int64_t> maybe_integer(int column) const;
  std::optional<double> maybe_real(int column) const;
  std::optional<std::string> maybe_text(int column) const;

 private:
  friend class Database;
  Query(Database* database, sqlite3_stmt* statement, bool kept)
      : database_(database), statement_(statement), kept_(kept) {}

  Database* database_;
  sqlite3_stmt* statement_;
  bool kept_;
};

// Bytes, where a `std::string_view` would be bound as text.
struct Blob {
  std::string_view bytes;
};

class Database {
 public:
  // `update` writes to what is there, `create` makes a file where there is none: it is for adding alone, so that a name
  // with a slip in it leaves no empty ledger behind.
  enum class Mode { read, write, update, create };
  // `vfs` names SQLite's file layer, for tests that make it fail; empty is the usual one.
  static Result<Database> open(const std::string& path, Mode mode, const std::string& vfs = "");
  Database(Database&& other) noexcept;
  Database& operator=(Database&&) = delete;
  ~Database();

  // Runs a statement to its end, or begins one that gives rows. `sql` is kept by its text.
  template <typename... Values>
  void run(std::string_view sql, const Values&... values) {
    Query query = this->query(sql, values...);
    while (query.next()) continue;
  }
  template <typename... Values>
  Query query(std::string_view sql, const Values&... values) {
    Query query = prepare(sql);
    int at = 0;
    (bind(query, ++at, values), ...);
    return query;
  }
  // The first column of the first row.
  template <typename... Values>
  std::optional<int64_t> number(std::string_view sql, const Values&... values) {
    Query query = this->query(sql, values...);
    if (!query.next()) return std::nullopt;
    return query.maybe_integer(0);
  }
  // Several statements at once, not kept.
  void script(const std::string& sql);
  // As `query`, for conditions put together at run time.
  Query query_with(std::string_view sql, const std::vector<std::string>& values);

  int64_t last_id() const;
  int64_t changes() const;

  const std::optional<Error>& failure() const { return failure_; }
  // Something is wrong with what the database holds: told like an error of SQLite's.
  void fail(const std::string& what, const std::string& tip = "");
  // After a failed transaction was rolled back.
  void forgive() { failure_.reset(); }
  const std::string& path() const { return path_; }

 private:
  friend class Query;
  Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  Query prepare(std::string_view sql);
  void fail_with(int code);
  void bind(Query& query, int at, int64_t value);
  void bind(Query& query, int at, uint32_t value) { bind(query, at, static_cast<int64_t>(value)); }
  void bind(Query& query, int at, int value) { bind(query, at, static_cast<int64_t>(value)); }
  void bind(Query& query, int at, bool value) { bind(query, at, static_cast<int64_t>(value)); }
  void bind(Query& query, int at, double value);
  void bind(Query& query, int at, std::string_view value);
  void bind(Query& query, int at, const std::string& value) { bind(query, at, std::string_view(value)); }
  void bind(Query& query, int at, const char* value) { bind(query, at, std::string_view(value)); }
  void bind(Query& query, int at, Blob value);
  void bind_null(Query& query, int at);
  template <typename T>
  void bind(Query& query, int at, const std::optional<T>& value) {
    value ? bind(query, at, *value) : bind_null(query, at);
  }

  sqlite3* handle_;
  std::string path_;
  std::map<std::string, sqlite3_stmt*, std::less<>> kept_;  // nullptr while in use
  std::optional<Error> failure_;
};

// A write transaction: begun at once (waiting for other writers), rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  // Why it could not be; from here on the transaction is over.
  std::optional<Error> commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace sayso
