#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace sayso {
namespace {

constexpr std::chrono::milliseconds kPause{200};
constexpr double kTooSoon = 1.0;  // seconds before a guess of the time left is worth anything

std::string duration(double seconds) {
  auto s = static_cast<int64_t>(seconds + 0.5);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {:02} s", s / 60, s % 60);
  return fmt::format("{} h {:02} min", s / 3600, s / 60 % 60);
}

}  // namespace

Progress::Progress(std::string things, Beside beside)
    : things_(std::move(things)),
      on_(::isatty(STDERR_FILENO) && (beside == Beside::nothing || !::isatty(STDOUT_FILENO))),
      begun_(Clock::now()),
      last_(begun_) {}

void Progress::update(size_t count, uint64_t bytes_done, std::optional<uint64_t> bytes) {
  if (!on_) return;
  Clock::time_point now = Clock::now();
  if (now - last_ < kPause) return;
  last_ = now;
  double seconds = std::chrono::duration<double>(now - begun_).count();
  std::string line = fmt::format("{} {}, {:.0f} a second", count, things_, static_cast<double>(count) / seconds);
  if (bytes && bytes_done > 0 && bytes_done <= *bytes && seconds > kTooSoon) {
    double share = static_cast<double>(bytes_done) / static_cast<double>(*bytes);
    line += fmt::format(", {:.0f} %, {} left", share * 100, duration(seconds / share * (1 - share)));
  }
  std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
  shown_ = true;
}

void Progress::clear() {
  if (!shown_) return;
  std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

}  // namespace sayso
