// Where inputs that cannot be read are told of: a line each on standard error, or in a file as NDJSON.
#pragma once

#include <cstddef>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "page/input.h"

namespace sayso {

class ErrorLog {
 public:
  // From here on errors go to the file: {"file":..,"line":..,"error":..,"try":..}, a line each.
  std::optional<Error> open(const std::string& path);
  void add(const Error& error);
  // What was left out of folders for its name, which is no error: a line on standard error, and one for each folder in
  // the file.
  void tell_left_out(const std::vector<ReportSource::LeftOut>& folders);
  size_t count() const { return count_; }
  // False, with a line on standard error, where the file could not be written. Tells how many it holds.
  bool close();

 private:
  std::string path_;
  std::ofstream file_;
  size_t count_ = 0;
};

}  // namespace sayso
