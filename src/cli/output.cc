#include "cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace sayso {
namespace {

constexpr size_t kHeldBack = size_t{1} << 16;

}  // namespace

bool Output::write(std::string_view bytes) {
  held_ += bytes;
  // A person at a terminal sees each report when it is read.
  return held_.size() < kHeldBack && !::isatty(fd_) ? failure_ == 0 : flush();
}

bool Output::flush() {
  std::string_view left = held_;
  while (failure_ == 0 && !left.empty()) {
    ssize_t n = ::write(fd_, left.data(), left.size());
    if (n >= 0) left.remove_prefix(static_cast<size_t>(n));
    if (n < 0 && errno != EINTR) failure_ = errno;
  }
  held_.clear();
  return failure_ == 0;
}

std::optional<Error> Output::error() const {
  if (failure_ == 0 || failure_ == EPIPE) return std::nullopt;
  return Error{"standard output", 0, std::generic_category().message(failure_), "a place with room to write to"};
}

std::optional<Error> put_line(Output& out, const Result<std::string>& line) {
  if (!line) return line.error();
  out.write(*line + "\n");
  return std::nullopt;
}

}  // namespace sayso
