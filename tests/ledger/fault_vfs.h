// A file layer for SQLite that fails: it runs out of room, or loses its power.
//
// It hands everything to the usual layer and remembers what was written since each file was last synced. When the
// writes that it was allowed are used up, all later ones fail, and `lose_power` then undoes, of what was never synced,
// a part that a seed chooses: a disk may have written any of it.
#pragma once

#include <sqlite3.h>

#include <cstring>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace sayso {

class FaultVfs {
 public:
  enum class Fault { full, power };

  FaultVfs() {
    base_ = sqlite3_vfs_find(nullptr);
    vfs_ = *base_;
    vfs_.zName = kName;
    vfs_.pAppData = this;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + base_->szOsFile;
    vfs_.xOpen = open;
    // The paths and the rest of the usual layer's functions do not look at their first argument's name.
    sqlite3_vfs_register(&vfs_, 0);
  }
  ~FaultVfs() { sqlite3_vfs_unregister(&vfs_); }
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;

  static constexpr const char* kName = "sayso-fault";
  void arm(Fault fault, int writes) {
    fault_ = fault;
    left_ = writes;
    failed_ = false;
  }
  bool failed() const { return failed_; }

  // What was not synced is there or not, write by write. The connection must be closed.
  void lose_power(unsigned seed) {
    std::mt19937 rng(seed);
    for (auto& [path, writes] : unsynced_)
      for (auto it = writes.rbegin(); it != writes.rend(); ++it) {
        if (rng() % 2 == 0) continue;
        if (FILE* f = std::fopen(path.c_str(), "r+b")) {
          std::fseek(f, static_cast<long>(it->offset), SEEK_SET);
          std::fwrite(it->before.data(), 1, it->before.size(), f);
          std::fclose(f);
        }
      }
    unsynced_.clear();
  }

 private:
  struct Write {
    sqlite3_int64 offset;
    std::string before;
  };
  struct File {
    sqlite3_file base;
    sqlite3_io_methods methods;
    FaultVfs* owner;
    const char* path;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };
  static File* of(sqlite3_file* f) { return reinterpret_cast<File*>(f); }

  int fail() {
    failed_ = true;
    return fault_ == Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  }
  bool may_write() { return !failed_ && (left_ < 0 || left_-- > 0); }

  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
    auto* self = static_cast<FaultVfs*>(vfs->pAppData);
    File* f = of(file);
    f->base.pMethods = nullptr;
    f->owner = self;
    f->path = path;
    int code = self->base_->xOpen(self->base_, path, f->real(), flags, out);
    if (code != SQLITE_OK) return code;
    sqlite3_io_methods& m = f->methods;
    const sqlite3_io_methods* real = f->real()->pMethods;
    m = *real;
    m.xClose = [](sqlite3_file* x) { return of(x)->real()->pMethods->xClose(of(x)->real()); };
    m.xRead = [](sqlite3_file* x, void* p, int n, sqlite3_int64 at) {
      return of(x)->real()->pMethods->xRead(of(x)->real(), p, n, at);
    };
    m.xWrite = [](sqlite3_file* x, const void* p, int n, sqlite3_int64 at) {
      File* f = of(x);
      if (!f->owner->may_write()) {
        // The last write of a dying disk is torn in the middle.
        if (f->owner->fault_ == Fault::power && !f->owner->failed_) f->owner->write(f, p, n / 2, at);
        return f->owner->fail();
      }
      return f->owner->write(f, p, n, at);
    };
    m.xTruncate = [](sqlite3_file* x, sqlite3_int64 n) {
      File* f = of(x);
      return f->owner->failed_ ? f->owner->fail() : f->real()->pMethods->xTruncate(f->real(), n);
    };
    m.xSync = [](sqlite3_file* x, int flags) {
      File* f = of(x);
      if (f->owner->failed_) return f->owner->fail();
      f->owner->unsynced_.erase(f->path == nullptr ? "" : f->path);
      return f->real()->pMethods->xSync(f->real(), flags);
    };
    m.xFileSize = [](sqlite3_file* x, sqlite3_int64* n) {
      return of(x)->real()->pMethods->xFileSize(of(x)->real(), n);
    };
    m.xLock = [](sqlite3_file* x, int l) { return of(x)->real()->pMethods->xLock(of(x)->real(), l); };
    m.xUnlock = [](sqlite3_file* x, int l) { return of(x)->real()->pMethods->xUnlock(of(x)->real(), l); };
    m.xCheckReservedLock = [](sqlite3_file* x, int* r) {
      return of(x)->real()->pMethods->xCheckReservedLock(of(x)->real(), r);
    };
    m.xFileControl = [](sqlite3_file* x, int op, void* p) {
      return of(x)->real()->pMethods->xFileControl(of(x)->real(), op, p);
    };
    m.xSectorSize = [](sqlite3_file* x) { return of(x)->real()->pMethods->xSectorSize(of(x)->real()); };
    m.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };  // a plain disk promises nothing
    m.xShmMap = [](sqlite3_file* x, int a, int b, int c, void volatile** p) {
      return of(x)->real()->pMethods->xShmMap(of(x)->real(), a, b, c, p);
    };
    m.xShmLock = [](sqlite3_file* x, int a, int b, int c) {
      return of(x)->real()->pMethods->xShmLock(of(x)->real(), a, b, c);
    };
    m.xShmBarrier = [](sqlite3_file* x) { of(x)->real()->pMethods->xShmBarrier(of(x)->real()); };
    m.xShmUnmap = [](sqlite3_file* x, int d) { return of(x)->real()->pMethods->xShmUnmap(of(x)->real(), d); };
    m.xFetch = [](sqlite3_file*, sqlite3_int64, int, void** p) {
      *p = nullptr;
      return SQLITE_OK;
    };
    m.xUnfetch = [](sqlite3_file*, sqlite3_int64, void*) { return SQLITE_OK; };
    f->base.pMethods = &m;
    return SQLITE_OK;
  }

  int write(File* f, const void* p, int n, sqlite3_int64 at) {
    if (n == 0) return SQLITE_OK;
    std::string before(static_cast<size_t>(n), '\0');
    f->real()->pMethods->xRead(f->real(), before.data(), n, at);  // short at the end of the file: zeros
    if (f->path != nullptr) unsynced_[f->path].push_back({at, std::move(before)});
    return f->real()->pMethods->xWrite(f->real(), p, n, at);
  }

  sqlite3_vfs* base_;
  sqlite3_vfs vfs_;
  Fault fault_ = Fault::full;
  int left_ = -1;
  bool failed_ = false;
  std::map<std::string, std::vector<Write>> unsynced_;
};

}  // namespace sayso
