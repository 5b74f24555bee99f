// Pages of every layout that the reader knows, and what their lines are taken for. All texts were written for this.
#include "page/layout.h"

#include <gtest/gtest.h>

#include "picture.h"

namespace sayso {
namespace {

const std::string kProse = "Soldiers of the northern brigade crossed the river at dawn, the ministry said.\n";

struct Page {
  const char* name;
  std::string text;
  std::string blocks;
};

class Layouts : public testing::TestWithParam<Page> {};

TEST_P(Layouts, AreTakenApart) {
  Report report = read_page(GetParam().text);
  EXPECT_EQ(picture(report), GetParam().blocks);
  expect_sound(report);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, Layouts,
    testing::Values(
        Page{"scraped",
             " date 2020-10-02   1. Home\n"
             "Shells fall on border town for sixth day\n"
             "\n"
             "By  Associated Press\n"
             "2020/10/02 09:15\n"
             "In this handout photo released by the Defense Ministry on Thursday, Oct. 1, 2020, a gun crew fires at a "
             "position that the ministry places east of the riv...\n"
             "The mayor of the town stands before a school whose roof was torn off in the shelling, Thursday, Oct. 1, "
             "2020. The mayor on Thursday told report...\n"
             "\n"
             "GORIS, Armenia (AP) — Shells fell on a border town Friday.\n"
             "\n"
             "Nobody was hurt, the mayor told reporters in the square.\n",
             "furniture: date 2020-10-02   1. Home\n"
             "title: Shells fall on border town for sixth day\n"
             "byline: By  Associated Press\n"
             "timestamp: 2020/10/02 09:15\n"
             "caption~: In this handout photo released by the Defense Ministry on Thursday, Oct. 1, 2020, a gun crew "
             "fires at a position that the ministry places east of the riv...\n"
             "caption~: The mayor of the town stands before a school whose roof was torn off in the shelling, "
             "Thursday, Oct. 1, 2020. The mayor on Thursday told report...\n"
             "paragraph: GORIS, Armenia (AP) — | Shells fell on a border town Friday.\n"
             "paragraph: Nobody was hurt, the mayor told reporters in the square.\n"},
        Page{"dateline_in_pieces",
             "River crossed (UPDATE)\n2 October 2020 11:40 (UTC+04:00)\nDetails added (first version posted on "
             "08:15)\n\n"
             "BAKU, Azerbaijan, Oct. 2\n\nTrend:\n\n" +
                 kProse + "\nRead also: Ferry service resumes\n",
             "title: River crossed (UPDATE)\ntimestamp: 2 October 2020 11:40 (UTC+04:00)\n"
             "furniture: Details added (first version posted on 08:15)\ntimestamp: BAKU, Azerbaijan, Oct. 2\n"
             "byline: Trend:\nparagraph: " +
                 kProse + "furniture: Read also: Ferry service resumes\n"},
        Page{"wire_with_credits",
             "UPDATE 2-River crossed\n\nTBILISI, Oct 2 (Reuters) - " + kProse +
                 "\n(Reporting by Mara Lind; Editing by Jon Hale)\n",
             "title: UPDATE 2-River crossed\nparagraph: TBILISI, Oct 2 (Reuters) - | " + kProse +
                 "byline: (Reporting by Mara Lind; Editing by Jon Hale)\n"},
        Page{"highlights",
             "River crossed\n\nStory highlights\nTruce took effect at midnight\nMinistry says 13 died\n\n"
             "BAKU/YEREVAN (AFP) - " +
                 kProse,
             "title: River crossed\nheading: Story highlights\nparagraph: Truce took effect at midnight\n"
             "paragraph: Ministry says 13 died\nparagraph: BAKU/YEREVAN (AFP) - | " +
                 kProse},
        Page{"byline_with_time",
             "River crossed\n\nBy COURIER STAFF   2 October 2020, 9:12 am   Updated 11:40\n\n" + kProse,
             "title: River crossed\nbyline: By COURIER STAFF   2 October 2020, 9:12 am   Updated 11:40\nparagraph: " +
                 kProse},
        Page{"bureau_and_place", "River crossed\n\nOur Bureau\nNew Town\n\n" + kProse,
             "title: River crossed\nbyline: Our Bureau\ntimestamp: New Town\nparagraph: " + kProse},
        Page{"name_alone", "River crossed\n\nMara Lind\n\n" + kProse,
             "title: River crossed\nbyline: Mara Lind\nparagraph: " + kProse},
        Page{"press_release",
             "PRESS RELEASE\n\nNORTHERN BRIGADE REPELS INCURSION\n\n1. " + kProse +
                 "\n2. No losses were suffered by the brigade in this encounter.\n\nJON HALE\nColonel\nDirector of "
                 "Information\n",
             "heading: PRESS RELEASE\ntitle: NORTHERN BRIGADE REPELS INCURSION\nparagraph: 1. | " + kProse +
                 "paragraph: 2. | No losses were suffered by the brigade in this encounter.\n"
                 "furniture: JON HALE\nfurniture: Colonel\nfurniture: Director of Information\n"},
        Page{"communique_signed_below", "COMMUNIQUE No. 7\n\n" + kProse + "\nGao, 2 October 2020\n",
             "title: COMMUNIQUE No. 7\nparagraph: " + kProse + "timestamp: Gao, 2 October 2020\n"},
        Page{"situation_report",
             "Valley: Flash Update No. 3\nAs of 2 October 2020\n\nHIGHLIGHTS\n• Fighting continues.\n"
             "• More than 200 families left.\n\nKey figures\n10,000 people displaced\n4,700 in October\n\n" +
                 kProse + "\nFor further information, please contact the office.\n",
             "title: Valley: Flash Update No. 3\ntimestamp: As of 2 October 2020\nheading: HIGHLIGHTS\n"
             "paragraph: • | Fighting continues.\nparagraph: • | More than 200 families left.\nheading: Key figures\n"
             "paragraph: 10,000 people displaced\nparagraph: 4,700 in October\nparagraph: " +
                 kProse + "furniture: For further information, please contact the office.\n"},
        Page{"live_page", "Live: river crossed\n\n16.42 BST\n" + kProse + "\n15.10\n" + kProse,
             "title: Live: river crossed\ntimestamp: 16.42 BST\nparagraph: " + kProse +
                 "timestamp: 15.10\nparagraph: " + kProse},
        Page{"agency_sign", "River crossed\n\n" + kProse + "\nThe bridge stayed open, a senior officer added.—MNA\n",
             "title: River crossed\nparagraph: " + kProse +
                 "paragraph: The bridge stayed open, a senior officer added.\nfurniture: —MNA\n"},
        Page{"sign_offs", "River crossed\n\n" + kProse + "\nnh/ma\n--SPA\n9376**1424\n",
             "title: River crossed\nparagraph: " + kProse +
                 "furniture: nh/ma\nfurniture: --SPA\nfurniture: 9376**1424\n"},
        Page{"photo_credit", "River crossed\n\nSmoke over the ridge, October 1, 2020. REUTERS/Stringer\n\n" + kProse,
             "title: River crossed\ncaption: Smoke over the ridge, October 1, 2020. REUTERS/Stringer\nparagraph: " +
                 kProse},
        Page{"subheading", "River crossed\n\n" + kProse + "\nWhat is known\n\n" + kProse,
             "title: River crossed\nparagraph: " + kProse + "heading: What is known\nparagraph: " + kProse},
        Page{
            "hard_wrapped",
            "River crossed\n\nSoldiers of the northern brigade crossed\nthe river at dawn, the ministry said. They\n"
            "met no fire. The brigade had waited in\nthe hills for two nights and a day, until\nthe fog came.\n\n"
            "The other side denied that any crossing\nhad taken place, and spoke of a rumor\nspread by the enemy.\n",
            "title: River crossed\nparagraph: Soldiers of the northern brigade crossed the river at dawn, the ministry "
            "said. They met no fire. The brigade had waited in the hills for two nights and a day, until the fog "
            "came.\nparagraph: The other side denied that any crossing had taken place, and spoke of a rumor spread by "
            "the enemy.\n"},
        Page{"no_blank_lines", "River crossed\nBy Mara Lind\n" + kProse + kProse,
             "title: River crossed\nbyline: By Mara Lind\nparagraph: " + kProse + "paragraph: " + kProse},
        Page{"question_for_title", "Who crossed the river, and why does it matter?\n\n" + kProse,
             "title: Who crossed the river, and why does it matter?\nparagraph: " + kProse},
        Page{"title_with_stop", "Northern Brigade Crosses River Before Winter.\n\n" + kProse,
             "title: Northern Brigade Crosses River Before Winter.\nparagraph: " + kProse},
        Page{"prose_alone", kProse + "\n" + kProse, "paragraph: " + kProse + "paragraph: " + kProse},
        Page{"one_line", "River crossed", "paragraph: River crossed\n"},
        Page{"navigation",
             "Skip to main content\nHome > World > Europe\nRiver crossed\nShare this article\n\n" + kProse +
                 "\nADVERTISEMENT\n\n" + kProse + "\nCopyright 2020 The Valley Gazette\n",
             "furniture: Skip to main content\nfurniture: Home > World > Europe\ntitle: River crossed\n"
             "furniture: Share this article\nparagraph: " +
                 kProse + "furniture: ADVERTISEMENT\nparagraph: " + kProse +
                 "furniture: Copyright 2020 The Valley Gazette\n"}),
    [](const auto& info) { return info.param.name; });

// A rule of lines.tsv must do what its example says, in a page of its own.
TEST(Lines, EveryExampleGetsItsRole) {
  auto rules = LineRules::load(knowledge());
  ASSERT_TRUE(rules) << rules.error().text();
  ASSERT_GT(rules->examples().size(), 100u);
  for (const LineRules::Example& example : rules->examples()) {
    if (example.role == LineRole::correction) {  // of pages alone: bare text that corrects is read
      EXPECT_EQ(rules->role(example.text, example.zone), example.role) << "lines.tsv:" << example.line;
      continue;
    }
    bool tail = example.zone == Zone::tail;
    bool crumb = example.role == LineRole::crumb;
    std::string text = tail    ? "River crossed\n\n" + kProse + "\n" + example.text + "\n"
                       : crumb ? example.text + "\nRiver crossed\n\n" + kProse
                               : "River crossed\n\n" + example.text + "\n\n" + kProse;
    Report report = read_page(text);
    ASSERT_EQ(report.blocks.size(), 3u) << "lines.tsv:" << example.line << "\n" << picture(report);
    BlockRole want = example.role == LineRole::byline    ? BlockRole::byline
                     : example.role == LineRole::caption ? BlockRole::caption
                     : example.role == LineRole::kicker  ? BlockRole::heading
                                                         : BlockRole::furniture;
    EXPECT_EQ(report.blocks[tail    ? 2
                            : crumb ? 0
                                    : 1]
                  .role,
              want)
        << "lines.tsv:" << example.line << " " << example.text;
  }
}

// Words of the rules inside prose are prose.
TEST(Lines, ProseIsNotTakenForALine) {
  for (const char* prose : {
           "By midnight the town had fallen, residents said by telephone.",
           "Related violence in the south killed two shepherds on Monday.",
           "In the photo the minister holds a map of the old border.",
           "Subscribe is what the rebels told villagers to do for protection.",
           "Updated figures put the dead at 12, the ministry said on Friday.",
           "On September 28, 2020 the two armies exchanged fire for hours.",
           "Trend lines of the fighting point south, a diplomat told Reuters.",
       }) {
    Report report = read_page("River crossed\n\n" + kProse + "\n" + prose + "\n\n" + kProse);
    ASSERT_EQ(report.blocks.size(), 4u) << prose;
    EXPECT_EQ(report.blocks[2].role, BlockRole::paragraph) << prose;
  }
}

}  // namespace
}  // namespace sayso
