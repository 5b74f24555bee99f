#include "serve/jobs.h"

#include <chrono>

#include "page/input.h"

namespace sayso::serve {
namespace {

constexpr size_t kBatch = 32;  // reports of one transaction
constexpr std::chrono::milliseconds kPatience{500};
constexpr size_t kMostFaults = 50;
constexpr size_t kMostKept = 100;  // jobs that are over

}  // namespace

std::string_view name(Job::State state) {
  switch (state) {
    case Job::State::waiting:
      return "waiting";
    case Job::State::running:
      return "running";
    case Job::State::stopped:
      return "stopped";
    case Job::State::done:
      return "done";
    case Job::State::failed:
      return "failed";
  }
  return "";
}

Jobs::Jobs(const Engine& engine, const PageReader& pages, std::string ledger, std::string version)
    : engine_(engine), pages_(pages), ledger_(std::move(ledger)), version_(std::move(version)) {
  thread_ = std::thread([this] { work(); });
}

Jobs::~Jobs() {
  closing_ = true;
  {
    std::lock_guard guard(lock_);
    more_.notify_all();
  }
  thread_.join();
}

int64_t Jobs::start(const std::string& folder) {
  std::lock_guard guard(lock_);
  while (jobs_.size() >= kMostKept && jobs_.front().state != Job::State::running &&
         jobs_.front().state != Job::State::waiting)
    jobs_.pop_front();
  Job job;
  job.id = jobs_.empty() ? 1 : jobs_.back().id + 1;
  job.folder = folder;
  jobs_.push_back(job);
  more_.notify_all();
  return job.id;
}

std::vector<Job> Jobs::all() const {
  std::lock_guard guard(lock_);
  return {jobs_.begin(), jobs_.end()};
}

std::optional<Job> Jobs::find(int64_t id) const {
  std::lock_guard guard(lock_);
  for (const Job& job : jobs_)
    if (job.id == id) return job;
  return std::nullopt;
}

bool Jobs::stop(int64_t id) {
  std::lock_guard guard(lock_);
  for (Job& job : jobs_) {
    if (job.id != id) continue;
    if (job.state == Job::State::waiting) {
      job.state = Job::State::stopped;
      return true;
    }
    if (job.state != Job::State::running) return false;
    stopped_ = id;
    return true;
  }
  return false;
}

template <typename Change>
void Jobs::change(int64_t id, Change change) {
  std::lock_guard guard(lock_);
  for (Job& job : jobs_)
    if (job.id == id) change(job);
}

void Jobs::work() {
  while (!closing_) {
    int64_t id = 0;
    std::string folder;
    {
      std::unique_lock guard(lock_);
      for (Job& job : jobs_) {
        if (job.state != Job::State::waiting) continue;
        job.state = Job::State::running;
        id = job.id;
        folder = job.folder;
        break;
      }
      if (id == 0) {
        if (!closing_) more_.wait(guard);
        continue;
      }
    }
    run(id, folder);
  }
}

void Jobs::run(int64_t id, const std::string& folder) {
  auto fail = [&](const Error& error) {
    change(id, [&](Job& job) {
      job.state = Job::State::failed;
      job.faults.push_back(error.text());
    });
  };
  Ledger::Options options;
  options.engine = version_;
  auto ledger = Ledger::open(ledger_, Database::Mode::update, engine_.knowledge(), options);
  if (!ledger) return fail(ledger.error());
  ReportSource source(pages_, {folder}, {});
  std::optional<uint64_t> bytes = source.bytes_total();
  change(id, [&](Job& job) { job.bytes = bytes; });
  std::vector<Prepared> batch;
  auto begun = std::chrono::steady_clock::now();
  auto write = [&]() -> std::optional<Error> {
    if (batch.empty()) return std::nullopt;
    auto added = ledger->add(batch);
    batch.clear();
    if (!added) return added.error();
    change(id, [&](Job& job) {
      for (const Added& a : *added) {
        ++job.reports;
        job.added += a.what == Added::What::fresh ? 1 : 0;
        job.revisions += a.what == Added::What::revision || a.what == Added::What::older ? 1 : 0;
        job.known += a.what == Added::What::known ? 1 : 0;
        job.copies += a.copy_of ? 1 : 0;
      }
      job.bytes_done = source.bytes_done();
    });
    begun = std::chrono::steady_clock::now();
    return std::nullopt;
  };
  bool stopped = false;
  while (auto report = source.next()) {
    if (!*report) {
      change(id, [&](Job& job) {
        ++job.not_read;
        if (job.faults.size() < kMostFaults) job.faults.push_back(report->error().text());
      });
    } else {
      batch.push_back(ledger->prepare(engine_.read(**report)));
      if (batch.size() >= kBatch || std::chrono::steady_clock::now() - begun >= kPatience)
        if (auto error = write()) return fail(*error);
    }
    stopped = closing_ || stopped_ == id;
    if (stopped) break;
  }
  if (auto error = write()) return fail(*error);
  change(id, [&](Job& job) {
    for (const ReportSource::LeftOut& some : source.left_out()) job.left_out += some.files();
  });
  change(id, [&](Job& job) { job.state = stopped ? Job::State::stopped : Job::State::done; });
}

}  // namespace sayso::serve
