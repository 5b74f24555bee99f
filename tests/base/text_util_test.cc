#include "base/text_util.h"

#include <gtest/gtest.h>

namespace sayso {
namespace {

TEST(Utf8, EveryCharacterComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 17) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string bytes;
    append_utf8(bytes, c);
    Decoded back = decode_utf8(bytes, 0);
    ASSERT_EQ(back.value, c);
    ASSERT_EQ(back.size, bytes.size());
  }
}

TEST(Utf8, RefusesWhatIsNone) {
  struct {
    const char* bytes;
    uint32_t size;  // of the part replaced as one
  } cases[] = {{"\x80", 1},         {"\xC0\xAF", 1}, {"\xE0\x80\x80", 1}, {"\xED\xA0\x80", 1}, {"\xF4\x90\x80\x80", 1},
               {"\xF5\x80\x80", 1}, {"\xE2\x82", 2}, {"\xE2\x82x", 2},    {"\xF0\x9F\x98", 3}, {"\xC3", 1},
               {"\xFF", 1}};
  for (const auto& c : cases) {
    EXPECT_EQ(decode_utf8(c.bytes, 0).value, kInvalid) << c.bytes;
    EXPECT_EQ(decode_utf8(c.bytes, 0).size, c.size) << c.bytes;
    EXPECT_FALSE(is_valid_utf8(std::string("good ") + c.bytes));
  }
  EXPECT_TRUE(is_valid_utf8("Tərtər — “quoted”"));
}

TEST(Letters, KnowTheirCase) {
  for (char32_t c : U"AZÉØŠŽŞİĞƏÇЯЇԱ") {
    if (c != 0) {
      EXPECT_TRUE(is_upper(c) && !is_lower(c) && is_letter(c)) << uint32_t(c);
    }
  }
  for (char32_t c : U"azéøšžşığəçяїա") {
    if (c != 0) {
      EXPECT_TRUE(is_lower(c) && !is_upper(c) && is_letter(c)) << uint32_t(c);
    }
  }
  for (char32_t c : U"×÷—“5 غ中") {
    if (c != 0) {
      EXPECT_FALSE(is_upper(c) || is_lower(c)) << uint32_t(c);
    }
  }
}

TEST(Trim, TakesAllKindsOfSpace) {
  EXPECT_EQ(trim_space(" \t\u00A0Hadrut\u2009\n"), "Hadrut");
  EXPECT_EQ(trim_space(" \u00A0 "), "");
}

}  // namespace
}  // namespace sayso
