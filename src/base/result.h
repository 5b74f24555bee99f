// Errors as values: what failed, where, and what to try. The library never prints, throws to its caller, or exits;
// the command line alone turns an `Error` into a line on stderr.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace sayso {

struct Error {
  std::string file;  // the file at fault, or empty
  size_t line = 0;   // from 1; 0 where a line means nothing
  std::string what;  // one sentence, no full stop
  std::string tip;   // what the user can try, or empty

  // `file:line: what; try tip`
  std::string text() const;
};

// A value or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit on purpose
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace sayso
