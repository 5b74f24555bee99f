#include "view/screen.h"

#include <gtest/gtest.h>

namespace sayso {
namespace {

TEST(Columns, CountWhatATerminalShows) {
  EXPECT_EQ(columns("Tartar"), 6U);
  EXPECT_EQ(columns("Tərtər"), 6U);
  EXPECT_EQ(columns("e\u0301"), 1U);       // a combining accent takes no column
  EXPECT_EQ(columns("\u6226\u4E89"), 4U);  // wide characters take two
  EXPECT_EQ(columns(""), 0U);
}

std::string wrapped(size_t width, const Text& text) {
  Screen screen(width, false);
  screen.put("* ", "  ", text);
  return screen.take();
}

TEST(Screen, BreaksAtBlanksAndKeepsThePrefix) {
  EXPECT_EQ(wrapped(26, Text("one two  three\nfour five six seven eight")),
            "* one two three four five\n"
            "  six seven eight\n");
}

TEST(Screen, PiecesWithoutABlankStayTogether) {
  Text text("aaaaaaaaaaaaaaaaa ");
  text.add("“").add("word", Ink::strong).add("”");
  EXPECT_EQ(wrapped(24, text), "* aaaaaaaaaaaaaaaaa\n  “word”\n");
}

TEST(Screen, CutsAWordThatIsWiderThanTheLine) {
  EXPECT_EQ(wrapped(22, Text(std::string(45, 'x'))),
            "* " + std::string(20, 'x') + "\n  " + std::string(20, 'x') + "\n  xxxxx\n");
}

TEST(Screen, ShowsNoCommandsOfAReportToTheTerminal) {
  std::string out = wrapped(40, Text("a\x1b[31mred\x07 \u202Eabc \xff"));
  EXPECT_EQ(out, "* a\uFFFD[31mred\uFFFD \uFFFDabc \uFFFD\n");
}

TEST(Screen, InksOnlyWhereAskedFor) {
  Screen plain(40, false), inked(40, true);
  for (Screen* screen : {&plain, &inked}) screen->put(Text("a ").add("b c", Ink::strong).add(" d"));
  EXPECT_EQ(plain.take(), "a b c d\n");
  EXPECT_EQ(inked.take(), "a \x1b[1mb c\x1b[0m d\n");
}

TEST(Screen, SetsCellsSideBySide) {
  Screen screen(40, false);
  screen.row({5, 4, 3}, {{Text("aa bb cc")}, {}, {Text("x"), Text("y z w")}});
  EXPECT_EQ(screen.take(), "aa bb        x\ncc           y z\n             w\n");
}

}  // namespace
}  // namespace sayso
