// How far a long run has come: one line on standard error that is written over and over.
//
// Shown only where standard error is a terminal, and where results go to standard output only if that is none (else
// they would write into each other).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace sayso {

class Progress {
 public:
  // What goes to standard output meanwhile.
  enum class Beside { results, nothing };
  // `things` are what is counted.
  explicit Progress(std::string things = "reports", Beside beside = Beside::results);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // True where it is shown at all.
  bool on() const { return on_; }
  // `bytes` is how much there is to read, where that is known.
  void update(size_t count, uint64_t bytes_done, std::optional<uint64_t> bytes);
  // Takes the line away, before something else is written to standard error.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  std::string things_;
  bool on_;
  bool shown_ = false;
  Clock::time_point begun_, last_;
};

}  // namespace sayso
