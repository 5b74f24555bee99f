// An ordered parallel map: many threads work, one order comes out.
//
// In: a source of items, a pure function on one item, a sink. Out: the sink sees the results in the order of the items,
// the same with any number of threads. Memory is bounded: at most `kItemsPerJob * jobs` items are alive between source
// and sink, however slow the sink or long the source.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace sayso {

// Threads that run tasks in the order given, several at once. The destructor runs what is still queued, then joins.
// A task must not throw.
class Workers {
 public:
  explicit Workers(unsigned threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void run(std::function<void()> task);

 private:
  void loop();

  std::mutex lock_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

inline constexpr size_t kItemsPerJob = 4;

// Calls `emit(work(item))` for every item of `next`, in order.
//   next: () -> std::optional<In>; nothing at the end. Called on this thread alone.
//   work: (In) -> Out. Called on any thread, several at once; must not throw.
//   emit: (Out) -> bool; false stops: no further item is taken, those under way are dropped. Called on this thread
//   alone.
// `jobs` is the number of threads that work; with 1 (or 0) it is a plain loop without any thread. This thread reads and
// writes meanwhile: with slow `next` and `emit` it is the limit.
template <typename Next, typename Work, typename Emit>
void ordered_map(unsigned jobs, Next next, Work work, Emit emit) {
  using In = typename std::invoke_result_t<Next&>::value_type;
  using Out = std::invoke_result_t<Work&, In>;
  if (jobs <= 1) {
    while (std::optional<In> item = next())
      if (!emit(work(std::move(*item)))) return;
    return;
  }

  struct Slot {
    std::optional<In> in;
    std::optional<Out> out;  // guarded by `lock` below until it is set
  };
  std::mutex lock;
  std::condition_variable done;
  std::deque<Slot> window;  // oldest first; a deque's elements stay where they are while its ends change
  Workers workers(jobs);    // declared last: it is gone before what its tasks use

  bool more = true;
  for (;;) {
    while (more && window.size() < kItemsPerJob * jobs) {
      std::optional<In> item = next();
      if (!item) {
        more = false;
        break;
      }
      Slot& slot = window.emplace_back(Slot{std::move(item), std::nullopt});
      workers.run([&slot, &work, &lock, &done] {
        Out out = work(std::move(*slot.in));
        std::lock_guard guard(lock);
        slot.in.reset();
        slot.out.emplace(std::move(out));
        done.notify_one();
      });
    }
    if (window.empty()) return;
    {
      std::unique_lock guard(lock);
      done.wait(guard, [&] { return window.front().out.has_value(); });
    }
    Out out = std::move(*window.front().out);
    window.pop_front();
    if (!emit(std::move(out))) return;
  }
}

}  // namespace sayso
