#include "page/page_reader.h"

#include <gtest/gtest.h>

#include "picture.h"

namespace sayso {
namespace {

const std::string kProse = "Soldiers of the northern brigade crossed the river at dawn, the ministry said.\n";

// "title | byline | agency | outlet | published | dateline"
std::string head(const Report& r) {
  auto part = [](const std::optional<std::string>& s) { return s.value_or("-"); };
  return part(r.title) + " | " + part(r.byline) + " | " + part(r.agency) + " | " + part(r.outlet) + " | " +
         (r.published ? iso(*r.published) : "-") + " | " +
         (r.dateline ? std::string(r.dateline->span.in(r.text)) : "-");
}

Metadata published(const char* day) {
  Metadata meta;
  meta.published = day;
  return meta;
}

TEST(PageReader, TellsWhoWroteWhenAndWhere) {
  struct {
    std::string text;
    Metadata meta;
    const char* head;
    const char* why;
  } cases[] = {
      {"River crossed\n\nBy  Associated Press\n2020/10/02 09:15\n\nGORIS, Armenia (AP) — " + kProse,
       {},
       "River crossed | Associated Press | AP | AP | 2020-10-02T09:15 | GORIS, Armenia",
       "all of it stands on the page"},
      {"River crossed\n\nBy Mara Lind, Associated Press | Oct 2, 2020\n\n" + kProse,
       {},
       "River crossed | Mara Lind, Associated Press | AP | AP | 2020-10-02 | -",
       "agency and day in the byline"},
      {"River crossed\n\nGORIS, Oct 2, 2020 (AFP) - " + kProse,
       {},
       "River crossed | - | AFP | AFP | 2020-10-02 | GORIS",
       "the day of the dateline, in want of another"},
      {"River crossed\n\nSmoke on the ridge, December 31, 2020. REUTERS/Stringer\n\nGORIS, Jan 1 (Reuters) - " + kProse,
       {},
       "River crossed | - | Reuters | Reuters | 2021-01-01 | GORIS",
       "the year of a caption's date, the nearest"},
      {"River crossed\n\nGORIS, Oct 2 (Reuters) - " + kProse,
       {},
       "River crossed | - | Reuters | Reuters | - | GORIS",
       "no year anywhere"},
      {" date 2020-10-03   1. Home\nRiver crossed\n\n" + kProse,
       {},
       "River crossed | - | - | - | 2020-10-03 | -",
       "the crawler's day is better than none"},
      {"River crossed\n\n2020/10/02 09:15\n\n" + kProse, published("2020-10-04"),
       "River crossed | - | - | - | 2020-10-04 | -", "what the caller knows wins"},
      {"River crossed\n\n2020/10/02 09:15\n\n" + kProse, published("2020-10-02"),
       "River crossed | - | - | - | 2020-10-02T09:15 | -", "the page adds the time of the same day"},
      {"River crossed\n\n04/10/2020 09:15\n\n" + kProse, published("2020-04-10"),
       "River crossed | - | - | - | 2020-04-10T09:15 | -", "month first, where that is the day known"},
      {"River crossed\n\n04/10/2020 09:15\n\n" + kProse,
       {},
       "River crossed | - | - | - | 2020-10-04T09:15 | -",
       "day first, where nothing is known"},
      {"River crossed\n\n" + kProse, published("someday"), "River crossed | - | - | - | - | -",
       "metadata that is no date counts as not given"},
  };
  for (const auto& c : cases) EXPECT_EQ(head(read_page(c.text, c.meta)), c.head) << c.why;
}

TEST(PageReader, BelievesMetadataFirst) {
  Metadata meta;
  meta.uri = "a.txt";
  meta.outlet = "The Valley Gazette";
  meta.title = "Northern brigade crosses river.";
  meta.byline = "Mara Lind";
  meta.agency = "AFP";
  Report report = read_page("Northern Brigade crosses  river.\n\nGORIS (AP) — " + kProse, meta);
  EXPECT_EQ(head(report), "Northern brigade crosses river. | Mara Lind | AFP | The Valley Gazette | - | GORIS");
  EXPECT_EQ(report.uri, "a.txt");
  EXPECT_EQ(report.blocks[0].role, BlockRole::title) << "the first line says what the metadata say";
}

TEST(PageReader, GuessesTheLanguage) {
  struct {
    const char* text;
    const char* code;
  } cases[] = {
      {"The soldiers of the brigade crossed the river at dawn, and they met no fire from the other side.", "en"},
      {"Les soldats de la brigade ont franchi la rivière à l'aube et n'ont pas essuyé de tirs dans la nuit.", "fr"},
      {"Солдаты бригады перешли реку на рассвете и не встретили огня, как сообщили в министерстве, но не все.", "ru"},
      {"Los soldados de la brigada cruzaron el río al amanecer y no encontraron fuego, según el ministerio.", "es"},
      {"River crossed", "en"},
      {"U.S.-led coalition strikes killed 12 fighters near Raqqa.", "en"},  // "u" and "s" are Croatian words
      {"lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore magna", "und"},
      {"A pro-democracy group said Sudan's army killed 22 people.", "en"},
      {"A pro-government group said Sudan's and Chad's armies killed 22 herders near Chad's own border post.", "en"},
  };
  for (const auto& c : cases) EXPECT_EQ(read_page(c.text).language, c.code) << c.text;
}

TEST(PageReader, IdIsTheTextsOwn) {
  EXPECT_EQ(read_page("abc").id, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(read_page("a\r\nb").id, read_page("a\nb").id);
}

TEST(PageReader, RefusesWhatIsNoReport) {
  for (const std::string& bytes : {std::string(), std::string(" \n\t\n"), std::string("PK\x03\x04\0\0", 6)}) {
    Metadata meta;
    meta.uri = "broken.txt";
    auto report = page_reader().from_text(bytes, meta);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().file, "broken.txt");
    EXPECT_FALSE(report.error().what.empty());
  }
}

// Whatever the lines: the blocks hold the text, in order. Seeds are fixed, so that a failure comes again.
TEST(PageReader, BlocksAreSoundForAnyLines) {
  const std::vector<std::string> pieces = {"River crossed",
                                           "By Mara Lind",
                                           "Oct 2, 2020",
                                           "GORIS (AP) — ",
                                           "the end",
                                           "\n",
                                           "\n\n",
                                           "   ",
                                           "...",
                                           "“",
                                           "- ",
                                           "1. ",
                                           "In this photo, ",
                                           "(Reuters)",
                                           "—MNA",
                                           "Home > ",
                                           "a sentence.",
                                           "\t",
                                           "é",
                                           ":",
                                           "Trend",
                                           "/",
                                           "2020-10-02"};
  uint32_t state = 1;
  auto random = [&state] { return (state = state * 1664525u + 1013904223u) >> 16; };
  for (int i = 0; i < 3000; ++i) {
    std::string text = "x";
    for (uint32_t n = random() % 40; n > 0; --n) text += pieces[random() % pieces.size()];
    expect_sound(read_page(text));
    if (HasFatalFailure()) FAIL() << text;
  }
}

// Linear in the size: 2 MB of lines, and one line of 1 MB. (A quadratic step would run into the test's time limit.)
TEST(PageReader, ReadsLargeTexts) {
  std::string lines = "River crossed\n\n";
  while (lines.size() < (2u << 20)) lines += kProse + "of the kind that a mailer broke\nand signed. EFE\n";
  expect_sound(read_page(lines));
  std::string line;
  while (line.size() < (1u << 20)) line += "a word, ";
  Report report = read_page(line);
  EXPECT_EQ(report.blocks.size(), 1u);
}

}  // namespace
}  // namespace sayso
