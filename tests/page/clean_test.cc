#include "page/clean.h"

#include <gtest/gtest.h>

namespace sayso {
namespace {

TEST(Clean, LeavesUtf8AsItIs) {
  std::string text = "“Tərtər” — one\n\n\ttwo  ";
  EXPECT_EQ(clean_text(text), text);
}

TEST(Clean, MendsWhatBreaksOffsetsOrLines) {
  struct {
    std::string in, out;
    const char* why;
  } cases[] = {
      {"\xEF\xBB\xBFHadrut", "Hadrut", "a byte order mark is no text"},
      {"a\r\nb\rc\n", "a\nb\nc\n", "every line end is \\n"},
      {"a\r\r\nb", "a\n\nb", "a bare CR before CRLF is a line end too"},
      {std::string("a\0b\x01\x7F\fc", 7), "a b   c", "control characters become one blank each"},
      {"na\xEFve \x93"
       "caf\xE9\x94 \x85",
       "naïve “café” …", "Windows-1252"},
      {"\x80 \x81", "€ \uFFFD", "Windows-1252 has nothing at 0x81"},
      {"Tərtər \xFF Şuşa", "Tərtər \uFFFD Şuşa", "UTF-8 with a stray byte stays UTF-8"},
      {"Tərtər Şuşa \xE2\x82", "Tərtər Şuşa \uFFFD", "cut off in a character"},
  };
  for (const auto& c : cases) EXPECT_EQ(clean_text(c.in), c.out) << c.why;
}

TEST(Clean, RefusesBinaryFiles) {
  EXPECT_FALSE(
      clean_file(std::string("\x7F"
                             "ELF\0\0",
                             6)));
  EXPECT_FALSE(clean_file("\xFF\xFEh\x01"));
  EXPECT_FALSE(clean_file("a\x01\x02\x03\x04 b"));
  EXPECT_TRUE(clean_file("one stray control character\x01 in a text is no reason"));
}

}  // namespace
}  // namespace sayso
