// The lines of a stream, one at a time, in a buffer that is used again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sayso {

class LineReader {
 public:
  // `read` fills a buffer with at most so many bytes and returns how many it gave; 0 is the end.
  using Read = std::function<size_t(char* to, size_t most)>;

  LineReader(Read read, size_t longest_line) : read_(std::move(read)), longest_(longest_line) {}

  struct Line {
    std::string_view text;  // without its end ("\n" or "\r\n"); good until the next call
    size_t number = 0;      // from 1
    bool too_long = false;  // longer than the limit: `text` is empty, the line is passed over
  };
  std::optional<Line> next();

 private:
  bool fill();  // reads more behind what is held; false at the end

  Read read_;
  size_t longest_;
  std::string buffer_;
  size_t begin_ = 0;  // of what is held and not yet given
  size_t seen_ = 0;   // up to here no line end was found
  size_t number_ = 0;
  bool ended_ = false;
};

}  // namespace sayso
