#include "ledger/database.h"

#include <sqlite3.h>

namespace sayso {
namespace {

// Writers wait for each other as long as a person would.
constexpr int kPatienceMs = 120'000;

const char* tip_for(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "making room on the disk and running it again: what was reported as added is kept";
    case SQLITE_BUSY:
      return "again when the other process is done with the ledger";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return "a path that can be read and written";
    case SQLITE_NOTADB:
      return "the path of a ledger made by sayso add";
    case SQLITE_CORRUPT:
      return "sayso check, and a copy of the ledger";
    default:
      return "";
  }
}

}  // namespace

Query::Query(Query&& other) noexcept
    : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)), kept_(other.kept_) {}

Query::~Query() {
  if (statement_ == nullptr) return;
  if (!kept_) {
    sqlite3_finalize(statement_);
    return;
  }
  std::string_view sql = sqlite3_sql(statement_);
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  auto slot = database_->kept_.find(sql);
  if (slot != database_->kept_.end() && slot->second == nullptr) {
    slot->second = statement_;
  } else {
    sqlite3_finalize(statement_);
  }
}

bool Query::next() {
  if (statement_ == nullptr || database_->failure_) return false;
  int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->fail_with(code);
  return false;
}

bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string Query::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  auto size = static_cast<size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

std::optional<int64_t> Query::maybe_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<double> Query::maybe_real(int column) const {
  if (is_null(column)) return std::nullopt;
  return real(column);
}

std::optional<std::string> Query::maybe_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

Result<Database> Database::open(const std::string& path, Mode mode, const std::string& vfs) {
  int flags = SQLITE_OPEN_NOMUTEX;
  if (mode == Mode::read) flags |= SQLITE_OPEN_READONLY;
  if (mode == Mode::write || mode == Mode::update) flags |= SQLITE_OPEN_READWRITE;
  if (mode == Mode::create) flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
  Database database(handle, path);
  if (code == SQLITE_CANTOPEN && mode != Mode::create)
    return Error{path, 0, "there is no ledger that could be opened", "sayso add, which makes one"};
  if (code != SQLITE_OK) {
    database.fail_with(code);
    return *database.failure_;
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kPatienceMs);
  // A commit is on the disk when it returns, whatever happens to the power. Reports touch pages all over the indices: a
  // large cache, and a log that is not copied back too often, keep the cost of the last report near that of the first.
  database.script(
      "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-131072; PRAGMA temp_store=MEMORY;"
      "PRAGMA wal_autocheckpoint=8000;");
  if (database.failure_) return *database.failure_;
  return database;
}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      path_(std::move(other.path_)),
      kept_(std::move(other.kept_)),
      failure_(std::move(other.failure_)) {
  other.kept_.clear();
}

Database::~Database() {
  for (auto& [sql, statement] : kept_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

void Database::script(const std::string& sql) {
  if (failure_) return;
  int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail_with(code);
}

Query Database::prepare(std::string_view sql) {
  if (failure_) return Query(this, nullptr, false);
  auto slot = kept_.find(sql);
  if (slot != kept_.end() && slot->second != nullptr) return Query(this, std::exchange(slot->second, nullptr), true);
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                &statement, nullptr);
  if (code != SQLITE_OK) {
    fail_with(code);
    return Query(this, nullptr, false);
  }
  // The same words inside themselves (a recursion) get a statement of their own.
  bool kept = slot == kept_.end() && kept_.emplace(std::string(sql), nullptr).second;
  return Query(this, statement, kept);
}

Query Database::query_with(std::string_view sql, const std::vector<std::string>& values) {
  Query query = prepare(sql);
  int at = 0;
  for (const std::string& value : values) bind(query, ++at, std::string_view(value));
  return query;
}

void Database::bind(Query& query, int at, int64_t value) {
  if (query.statement_ != nullptr) sqlite3_bind_int64(query.statement_, at, value);
}
void Database::bind(Query& query, int at, double value) {
  if (query.statement_ != nullptr) sqlite3_bind_double(query.statement_, at, value);
}
void Database::bind(Query& query, int at, std::string_view value) {
  if (query.statement_ != nullptr)
    sqlite3_bind_text(query.statement_, at, value.data() == nullptr ? "" : value.data(), static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
}
void Database::bind(Query& query, int at, Blob value) {
  if (query.statement_ != nullptr)
    sqlite3_bind_blob(query.statement_, at, value.bytes.data(), static_cast<int>(value.bytes.size()), SQLITE_TRANSIENT);
}
void Database::bind_null(Query& query, int at) {
  if (query.statement_ != nullptr) sqlite3_bind_null(query.statement_, at);
}

int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle_); }
int64_t Database::changes() const { return sqlite3_changes64(handle_); }

void Database::fail(const std::string& what, const std::string& tip) {
  if (!failure_) failure_ = Error{path_, 0, what, tip};
}

void Database::fail_with(int code) {
  std::string what = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  fail("the ledger cannot be used: " + what, tip_for(code));
}

Transaction::~Transaction() {
  if (!open_) return;
  // Rolling back must work whatever failed before; that there is nothing to roll back is no failure.
  std::optional<Error> failure = database_.failure();
  database_.forgive();
  database_.script("ROLLBACK");
  database_.forgive();
  if (failure) database_.fail(failure->what, failure->tip);
}

std::optional<Error> Transaction::commit() {
  database_.run("COMMIT");
  if (!database_.failure()) open_ = false;
  return database_.failure();
}

}  // namespace sayso
