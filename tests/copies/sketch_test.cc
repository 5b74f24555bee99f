#include "copies/sketch.h"

#include <gtest/gtest.h>

namespace sayso {
namespace {

Reading of(const std::vector<std::string>& paragraphs, const std::string& title = "A title") {
  Reading r;
  auto put = [&r](const std::string& role, const std::string& text) {
    auto begin = static_cast<uint32_t>(r.text.size());
    r.text += text;
    r.blocks.push_back({role, begin, begin + static_cast<uint32_t>(text.size()), false});
    r.text += "\n\n";
  };
  put("title", title);
  for (const std::string& p : paragraphs) put("paragraph", p);
  return r;
}

const std::vector<std::string> kStory{
    "The mill on the northern bank of the river was hit by two shells on Monday evening, the defense ministry said in "
    "Karsal.",
    "Nine workers of the night shift were brought to the hospital in the center of the town, and its doctors were "
    "neutralized by fear.",
    "Nobody on the other bank would say who had fired, and a spokesman for the army called the report a rumor."};

class Copies : public testing::Test {
 protected:
  double share(const Reading& a, const Reading& b) const {
    return containment(sketch(a, spelling_), sketch(b, spelling_));
  }
  Spelling spelling_ = *Spelling::load(*KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge"));
};

TEST_F(Copies, ANewHeadAndACutTailAreStillTheStory) {
  EXPECT_EQ(share(of(kStory), of({kStory[0], kStory[1]}, "Something else altogether")), 1.0);
}

TEST_F(Copies, ParagraphsMayBeReordered) { EXPECT_EQ(share(of(kStory), of({kStory[2], kStory[0], kStory[1]})), 1.0); }

TEST_F(Copies, SpellingOfTwoContinentsIsOne) {
  EXPECT_EQ(share(of(kStory), of({"The mill on the northern bank of the river was hit by two shells on Monday evening, "
                                  "the defence ministry said in Karsal.",
                                  "Nine workers of the night shift were brought to the hospital in the centre of the "
                                  "town, and its doctors were neutralised by fear.",
                                  "Nobody on the other bank would say who had fired, and a spokesman for the army "
                                  "called the report a rumour."})),
            1.0);
}

TEST_F(Copies, AnotherStoryOfTheSameIsNone) {
  EXPECT_LT(share(of(kStory), of({"Two shells struck a mill in Karsal late on Monday. The defense ministry said they "
                                  "came from across the river.",
                                  "The hospital treated nine people who had worked through the night, one of its "
                                  "doctors told reporters by telephone."})),
            0.2);
}

TEST_F(Copies, AFewWordsTellNothing) {
  EXPECT_EQ(share(of({"Two shells struck a mill on Monday."}), of({"Two shells struck a mill on Monday."})), 0);
}

TEST_F(Copies, AShortReportHasMarksToBeFoundBy) { EXPECT_GE(sketch(of({kStory[0]}), spelling_).marks.size(), 8u); }

}  // namespace
}  // namespace sayso
