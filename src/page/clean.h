// Bytes of a plain text -> the text of a report: valid UTF-8 whose lines end in "\n".
//
// Text that is valid UTF-8 stays as it is, but for four things: a byte order mark at its beginning is dropped, "\r\n"
// and "\r" become "\n", and a control character other than "\n" and tab becomes one blank, so that no offset moves.
// Bytes that are not UTF-8 are taken for Windows-1252 where they look like it (more stray bytes than proper UTF-8
// characters), else each becomes U+FFFD.
#pragma once

#include <string>

#include "base/result.h"

namespace sayso {

// The most that one report may hold: some 600,000 words, more than any report has. Finding who is who takes longer than
// in proportion to the length, so that a file without end would hold up all behind it.
inline constexpr size_t kMaxReportBytes = size_t{4} << 20;

// The most that one page of HTML may have, with all its scripts and pictures packed into it.
inline constexpr size_t kMaxPageBytes = size_t{16} << 20;

// A file is refused that holds NUL bytes or is for a tenth control characters: it is no text.
Result<std::string> clean_file(std::string bytes);

// The same for text out of a format of its own (JSON), where a NUL is a stray control character like others.
std::string clean_text(std::string bytes);

// The character that a byte means in Windows-1252; U+FFFD for the five that mean none.
char32_t windows1252(unsigned char byte);

}  // namespace sayso
