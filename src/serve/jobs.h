// serve/jobs: folders that are added to the ledger while people go on reading, and can be stopped.
//
// In: a folder. Out: how far it has come. Guaranteed: one job runs at a time, the others wait for it; what a job has
// counted as added is on the disk; a job that is stopped stops behind the report at hand, and what was added stays.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"
#include "page/page_reader.h"
#include "reading/engine.h"

namespace sayso::serve {

struct Job {
  enum class State : uint8_t { waiting, running, stopped, done, failed };
  int64_t id = 0;
  std::string folder;
  State state = State::waiting;
  uint64_t reports = 0, added = 0, revisions = 0, known = 0, copies = 0, not_read = 0;
  uint64_t bytes_done = 0;
  std::optional<uint64_t> bytes;
  std::vector<std::string> faults;  // the first of what could not be read
  uint64_t left_out = 0;            // files that are no reports by their names
};
std::string_view name(Job::State state);

class Jobs {
 public:
  // Engine and pages must outlive it.
  Jobs(const Engine& engine, const PageReader& pages, std::string ledger, std::string version);
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  int64_t start(const std::string& folder);
  std::vector<Job> all() const;
  std::optional<Job> find(int64_t id) const;
  bool stop(int64_t id);  // false where there is none that could be stopped

 private:
  void work();
  void run(int64_t id, const std::string& folder);
  // Changes the job under the lock.
  template <typename Change>
  void change(int64_t id, Change change);

  const Engine& engine_;
  const PageReader& pages_;
  std::string ledger_, version_;
  mutable std::mutex lock_;
  std::condition_variable more_;
  std::deque<Job> jobs_;
  std::atomic<int64_t> stopped_{0};  // the running job that was asked to stop
  std::atomic<bool> closing_{false};
  std::thread thread_;
};

}  // namespace sayso::serve
