#include "page/clean.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text_util.h"

namespace sayso {
namespace {

// What Windows-1252 has at 0x80-0x9F; 0 where it has nothing.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool is_control(char c) {
  auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20) | (byte == 0x7F);
}

// How much of a text is UTF-8 beyond ASCII, and how much cannot be.
struct Bytes {
  size_t proper = 0;
  size_t stray = 0;
};

Bytes count(std::string_view bytes) {
  Bytes found;
  for (size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    Decoded c = decode_utf8(bytes, at);
    ++(c.value == kInvalid ? found.stray : found.proper);
    at += c.size;
  }
  return found;
}

std::string from_windows1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (char c : bytes) append_utf8(out, windows1252(static_cast<unsigned char>(c)));
  return out;
}

std::string with_replacements(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 64);
  for (size_t at = 0; at < bytes.size();) {
    Decoded c = decode_utf8(bytes, at);
    if (c.value == kInvalid) {
      append_utf8(out, kReplacement);
    } else {
      out.append(bytes.substr(at, c.size));
    }
    at += c.size;
  }
  return out;
}

}  // namespace

char32_t windows1252(unsigned char byte) {
  if (byte < 0x80 || byte >= 0xA0) return byte;
  char16_t value = kWindows1252[byte - 0x80];
  return value != 0 ? char32_t{value} : kReplacement;
}

std::string clean_text(std::string bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (!simdjson::validate_utf8(bytes)) {
    Bytes found = count(bytes);
    bytes = found.stray > found.proper ? from_windows1252(bytes) : with_replacements(bytes);
  }
  // Counted, not searched: the compiler does that for many bytes at once.
  size_t odd = 0;
  for (char c : bytes) odd += is_control(c) & (c != '\n') & (c != '\t');
  if (odd == 0) return bytes;

  size_t to = 0;
  for (size_t from = 0; from < bytes.size(); ++from) {
    char c = bytes[from];
    if (c == '\r') {
      if (from + 1 < bytes.size() && bytes[from + 1] == '\n') continue;
      c = '\n';
    } else if (is_control(c) && c != '\n' && c != '\t') {
      c = ' ';
    }
    bytes[to++] = c;
  }
  bytes.resize(to);
  return bytes;
}

Result<std::string> clean_file(std::string bytes) {
  if (bytes.size() > kMaxReportBytes)
    return Error{"", 0, "longer than a report can be (4 MiB)", "splitting it into its reports"};
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return Error{"", 0, "text in UTF-16, which is not read", "iconv -f UTF-16 -t UTF-8"};
  if (std::memchr(bytes.data(), '\0', bytes.size()) != nullptr)
    return Error{"", 0, "a binary file, not a text", "giving a text, or NDJSON with a \"text\" in each line"};
  size_t controls = static_cast<size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
    return is_control(c) && c != '\n' && c != '\t' && c != '\r' && c != '\f' && c != '\v';
  }));
  if (controls * 10 > bytes.size())
    return Error{"", 0, "a binary file, not a text", "giving a text, or NDJSON with a \"text\" in each line"};
  return clean_text(std::move(bytes));
}

}  // namespace sayso
