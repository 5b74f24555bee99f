#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <random>
#include <string>
#include <thread>

namespace sayso {
namespace {

// What `ordered_map` must equal, whatever the number of threads.
std::vector<std::string> serially(const std::vector<int>& items) {
  std::vector<std::string> out;
  for (int i : items) out.push_back(std::to_string(i * 7));
  return out;
}

std::function<std::optional<int>()> source(const std::vector<int>& items) {
  return [&items, at = size_t{0}]() mutable { return at < items.size() ? std::optional(items[at++]) : std::nullopt; };
}

TEST(OrderedMap, EqualsTheSerialLoopWhateverTheThreadsAndTheirPace) {
  std::mt19937 random(17);
  for (int round = 0; round < 60; ++round) {
    std::vector<int> items(random() % 80);
    for (int& i : items) i = static_cast<int>(random() % 1000);
    unsigned jobs = random() % 9;
    std::vector<std::string> got;
    ordered_map(
        jobs, source(items),
        [](int i) {
          if (i % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds(i));  // so that some overtake others
          return std::to_string(i * 7);
        },
        [&](std::string s) {
          got.push_back(std::move(s));
          return true;
        });
    ASSERT_EQ(got, serially(items)) << "jobs " << jobs;
  }
}

TEST(OrderedMap, HoldsNoMoreItemsThanItsWindow) {
  std::vector<int> items(500, 1);
  std::atomic<int> taken = 0, emitted = 0;
  size_t most = 0;
  auto next = source(items);
  ordered_map(
      3,
      [&] {
        auto item = next();
        if (item) ++taken;
        most = std::max(most, static_cast<size_t>(taken - emitted));
        return item;
      },
      [](int i) { return i; },
      [&](int) {
        ++emitted;
        return true;
      });
  EXPECT_EQ(emitted, 500);
  EXPECT_LE(most, kItemsPerJob * 3);
  EXPECT_GT(most, 1U);  // and it does hold several: it would not be parallel otherwise
}

TEST(OrderedMap, StopsWhenTheSinkSaysSo) {
  for (unsigned jobs : {1U, 4U}) {
    std::vector<int> items(1000, 1);
    size_t taken = 0, seen = 0;
    auto next = source(items);
    ordered_map(
        jobs,
        [&] {
          ++taken;
          return next();
        },
        [](int i) { return i; }, [&](int) { return ++seen < 3; });
    EXPECT_EQ(seen, 3U);
    EXPECT_LE(taken, 3 + kItemsPerJob * jobs);
  }
}

TEST(OrderedMap, TakesWhatCannotBeCopied) {
  int next = 0, sum = 0;
  ordered_map(
      2,
      [&]() -> std::optional<std::unique_ptr<int>> {
        if (next == 10) return std::nullopt;
        return std::make_unique<int>(next++);
      },
      [](std::unique_ptr<int> p) { return p; },
      [&](std::unique_ptr<int> p) {
        sum = sum * 3 + *p;
        return true;
      });
  int want = 0;
  for (int i = 0; i < 10; ++i) want = want * 3 + i;
  EXPECT_EQ(sum, want);
}

TEST(Workers, FinishWhatIsQueuedBeforeTheyGo) {
  std::atomic<int> ran = 0;
  {
    Workers workers(2);
    for (int i = 0; i < 50; ++i) workers.run([&] { ++ran; });
  }
  EXPECT_EQ(ran, 50);
}

}  // namespace
}  // namespace sayso
