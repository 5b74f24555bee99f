#include "page/gzip.h"

#include <fmt/format.h>
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <memory>

namespace sayso {
namespace {

constexpr int kGzipWindow = 15 + 16;           // the largest window, and a gzip header
constexpr size_t kChunk = size_t{1} << 16;     // packed bytes read at once
constexpr size_t kMostHeld = size_t{4} << 20;  // packed bytes of a member that are kept for looking again
constexpr size_t kEnoughToTell = 2048;         // packed bytes that unpack to the beginning of a record

// How large the last member was, as the end of the file says; a guess where it is a lie.
size_t size_at_end(std::string_view packed) {
  if (packed.size() < 18) return 1024;
  uint32_t size = 0;
  for (size_t i = 0; i < 4; ++i) size |= uint32_t{static_cast<unsigned char>(packed[packed.size() - 4 + i])} << (8 * i);
  return size > 1040 * packed.size() ? 8 * packed.size() : size;  // deflate makes nothing smaller than that
}

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B\x08"); }

Result<std::string> gunzip(std::string_view packed, size_t most) {
  std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> unpacker(libdeflate_alloc_decompressor(),
                                                                                        libdeflate_free_decompressor);
  if (!unpacker) return Error{"", 0, "no memory to unpack it", ""};
  std::string out;
  size_t room = std::min(most, size_at_end(packed));
  do {  // a member
    size_t held = out.size(), taken = 0, given = 0;
    for (;;) {
      out.resize(held + room);
      auto state = libdeflate_gzip_decompress_ex(unpacker.get(), packed.data(), packed.size(), out.data() + held, room,
                                                 &taken, &given);
      if (state == LIBDEFLATE_SUCCESS) break;
      if (state != LIBDEFLATE_INSUFFICIENT_SPACE) return Error{"", 0, "a gzip file that is broken or cut off", ""};
      if (held + room >= most) return Error{"", 0, fmt::format("more than {} MB when unpacked", most >> 20), ""};
      room = std::min(most - held, 2 * room + 4096);
    }
    out.resize(held + given);
    packed.remove_prefix(taken);
    room = std::min(most - out.size(), size_at_end(packed));
  } while (is_gzip(packed));  // a further one
  return out;
}

std::string gunzip_start(std::string_view packed, size_t most) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return "";
  std::string out(most, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_SYNC_FLUSH);
  out.resize(out.size() - stream.avail_out);
  inflateEnd(&stream);
  return out;
}

struct GzipStream::State {
  z_stream stream{};
  State() { inflateInit2(&stream, kGzipWindow); }
  ~State() { inflateEnd(&stream); }
};

GzipStream::GzipStream(Read read) : read_(std::move(read)), state_(std::make_unique<State>()) {}
GzipStream::~GzipStream() = default;

// Reads a further piece; what is behind is dropped.
bool GzipStream::fill() {
  if (ended_) return false;
  if (member_held_ && packed_.size() - member_ > kMostHeld) member_held_ = false;
  size_t keep = member_held_ && inside_ ? member_ : at_;
  packed_.erase(0, keep);
  at_ -= keep;
  member_ = member_held_ && inside_ ? 0 : at_;
  size_t held = packed_.size();
  packed_.resize(held + kChunk);
  size_t got = read_(packed_.data() + held, kChunk);
  packed_.resize(held + got);
  ended_ = got == 0;
  return !ended_;
}

size_t GzipStream::read(char* to, size_t most) {
  if (broken_ || most == 0) return 0;
  z_stream& z = state_->stream;
  for (;;) {
    if (at_ == packed_.size() && !fill()) {
      broken_ = inside_;  // cut off
      return 0;
    }
    if (!inside_) {
      member_ = at_;
      member_held_ = true;
      inside_ = true;
      given_ = 0;
      inflateReset2(&z, kGzipWindow);
    }
    z.next_in = reinterpret_cast<Bytef*>(packed_.data() + at_);
    z.avail_in = static_cast<uInt>(packed_.size() - at_);
    z.next_out = reinterpret_cast<Bytef*>(to);
    z.avail_out = static_cast<uInt>(std::min<size_t>(most, UINT32_MAX));
    int state = inflate(&z, Z_NO_FLUSH);
    at_ = packed_.size() - z.avail_in;
    size_t got = std::min<size_t>(most, UINT32_MAX) - z.avail_out;
    if (state == Z_STREAM_END) inside_ = false;
    given_ += got;
    if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) broken_ = true;
    if (got > 0) return got;
    if (broken_) return 0;
  }
}

bool GzipStream::begins_here(size_t at, std::string_view start) {
  return gunzip_start(std::string_view(packed_).substr(at, kEnoughToTell), start.size()) == start;
}

bool GzipStream::next_member(std::string_view start) {
  size_t from = inside_ && member_held_ ? member_ + 1 : at_;
  inside_ = false;
  broken_ = false;
  at_ = from;
  for (;;) {
    size_t found = packed_.find("\x1F\x8B\x08", at_);
    size_t wanted = found == packed_.npos ? packed_.size() + 1 : found + kEnoughToTell;
    if (found == packed_.npos) at_ = packed_.size() - std::min<size_t>(packed_.size() - at_, 2);
    if (found != packed_.npos) at_ = found;
    if (wanted > packed_.size() && fill()) continue;  // to look with more before the eyes
    if (found == packed_.npos) return false;
    if (begins_here(at_, start)) return true;
    ++at_;
  }
}

}  // namespace sayso
