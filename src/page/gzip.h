// gzip: bytes that were packed -> the bytes that they were, a little at a time.
//
// Reads files of one member or many (WARC: a member a record): what lies in memory by libdeflate, which is twice as
// fast, and what comes in pieces by zlib. Guaranteed: never more in memory than two buffers; after an error the reader
// can be set on the next member.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sayso {

bool is_gzip(std::string_view bytes);

// All of a small file in one piece; an error where it is broken, or grows beyond `most` bytes. What was unpacked before
// a broken end is lost.
Result<std::string> gunzip(std::string_view packed, size_t most);

// What the first bytes of a gzip file unpack to, at most so many.
std::string gunzip_start(std::string_view packed, size_t most);

// A stream of gzip members as one stream of bytes. A member that is broken ends the stream until next_member() finds
// another: it looks for the beginning of one, from the beginning of the broken one on as far as that is still held.
class GzipStream {
 public:
  // `read` fills a buffer with at most so many packed bytes and returns how many it gave; 0 is the end.
  using Read = std::function<size_t(char* to, size_t most)>;

  explicit GzipStream(Read read);
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  ~GzipStream();

  // At most so many bytes; 0 at the end, and where a member is broken.
  size_t read(char* to, size_t most);
  // True where the last read() gave nothing because a member is broken or cut off.
  bool broken() const { return broken_; }
  // Bytes that the member being read has given, or the broken one.
  size_t given() const { return given_; }
  // Leaves the member that is being read, and goes to the next that unpacks to something that begins with `start`.
  bool next_member(std::string_view start);

 private:
  struct State;
  bool fill();
  bool begins_here(size_t at, std::string_view start);

  Read read_;
  std::unique_ptr<State> state_;
  std::string packed_;  // from the beginning of the member on, unless that is long
  size_t at_ = 0;       // in `packed_`: the first byte that is not unpacked yet
  size_t member_ = 0;   // where the member begins, if it is still held
  bool member_held_ = true;
  bool inside_ = false;  // a member was begun and has not ended
  bool broken_ = false;
  bool ended_ = false;
  size_t given_ = 0;
};

}  // namespace sayso
