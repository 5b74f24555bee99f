// Where results go: standard output, with its faults as values.
//
// Known to go wrong: nothing is retried; what a full disk has not taken is lost, and the exit status says so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sayso {

class Output {
 public:
  explicit Output(int fd) : fd_(fd) {}

  // False from the first failure on: there is no use in going on.
  bool write(std::string_view bytes);
  // Writes what is still held back.
  bool flush();

  // Why writing failed; nothing where it did not, or where the reader has gone (`| head`), which is no error.
  std::optional<Error> error() const;

 private:
  int fd_;
  int failure_ = 0;  // errno
  std::string held_;
};

// Writes a line, or says why there is none.
std::optional<Error> put_line(Output& out, const Result<std::string>& line);

}  // namespace sayso
