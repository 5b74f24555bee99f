#include "base/parallel.h"

namespace sayso {

Workers::Workers(unsigned threads) {
  threads_.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { loop(); });
}

Workers::~Workers() {
  {
    std::lock_guard guard(lock_);
    closing_ = true;
  }
  wake_.notify_all();
  for (std::thread& t : threads_) t.join();
}

void Workers::run(std::function<void()> task) {
  {
    std::lock_guard guard(lock_);
    queue_.push_back(std::move(task));
  }
  wake_.notify_one();
}

void Workers::loop() {
  for (;;) {
    std::function<void()> task;
    {
      std::unique_lock guard(lock_);
      wake_.wait(guard, [this] { return closing_ || !queue_.empty(); });
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
    }
    task();
  }
}

}  // namespace sayso
