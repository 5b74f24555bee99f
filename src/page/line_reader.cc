#include "page/line_reader.h"

#include <algorithm>

namespace sayso {
namespace {

constexpr size_t kChunk = size_t{1} << 18;

}  // namespace

bool LineReader::fill() {
  if (ended_) return false;
  if (begin_ > 0) {  // make room: what was given is no longer needed
    buffer_.erase(0, begin_);
    seen_ -= begin_;
    begin_ = 0;
  }
  size_t held = buffer_.size();
  size_t more = std::max(kChunk, held);  // doubling keeps a long line linear
  buffer_.resize(held + more);
  size_t got = read_(buffer_.data() + held, more);
  buffer_.resize(held + got);
  ended_ = got == 0;
  return !ended_;
}

std::optional<LineReader::Line> LineReader::next() {
  bool too_long = false;
  for (;;) {
    size_t end = buffer_.find('\n', seen_);
    bool found = end != buffer_.npos;
    if (!found) {
      seen_ = buffer_.size();
      if (buffer_.size() - begin_ > longest_) {  // drop what is held and go on to the end of the line
        too_long = true;
        begin_ = seen_ = buffer_.size();
      }
      if (fill()) continue;
      end = buffer_.size();
      if (end == begin_ && !too_long) return std::nullopt;
    }
    Line line;
    line.number = ++number_;
    line.text = std::string_view(buffer_).substr(begin_, end - begin_);
    line.too_long = too_long || line.text.size() > longest_;
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    if (line.too_long) line.text = {};
    begin_ = seen_ = found ? end + 1 : end;
    return line;
  }
}

}  // namespace sayso
