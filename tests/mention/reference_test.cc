// Who "he", "the ministry" and "both sides" are, seen through the actors of small reports.
#include "mention/reference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "mention/actor.h"
#include "support/parse_text.h"

namespace sayso {
namespace {

const ActorFinder* finder() {
  static const std::optional<ActorFinder> kFinder = []() -> std::optional<ActorFinder> {
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    if (!source) return std::nullopt;
    auto loaded = ActorFinder::load(*source);
    return loaded ? std::optional<ActorFinder>(*std::move(loaded)) : std::nullopt;
  }();
  return kFinder ? &*kFinder : nullptr;
}

// The text marks the phrase asked for with [ ]; the brackets are not part of it.
struct ReferenceCase {
  const char* text;
  const char* name;   // its fullest name, or nullptr: not asked
  const char* sides;  // joined by |, or nullptr
};

class References : public testing::TestWithParam<ReferenceCase> {};

TEST_P(References, AreResolvedWithinTheReport) {
  const ReferenceCase& c = GetParam();
  std::string text = c.text;
  size_t begin = text.find('['), end = text.find(']') - 1;
  ASSERT_NE(begin, std::string::npos);
  text.erase(end + 1, 1);
  text.erase(begin, 1);
  auto parsed = parse_text(text);
  ASSERT_NE(parsed, nullptr);
  ASSERT_NE(finder(), nullptr);
  ActorReading reading = finder()->find(parsed->parse, {}, {});
  const Actor* found = nullptr;
  for (const Actor& a : reading.actors) {
    ByteSpan head = parsed->tokens.span({a.head, a.head + 1});
    if (begin <= head.begin && head.end <= end) found = &a;
  }
  ASSERT_NE(found, nullptr) << "no actor there\n" << show(parsed->parse);
  if (c.name != nullptr) {
    EXPECT_EQ(found->name, c.name) << show(parsed->parse);
  }
  if (c.sides == nullptr) return;
  std::string sides;
  for (const std::string& s : found->sides) sides += (sides.empty() ? "" : "|") + s;
  EXPECT_EQ(sides, c.sides) << show(parsed->parse);
}

INSTANTIATE_TEST_SUITE_P(
    Report, References,
    testing::Values(
        ReferenceCase{"The Chadian Defense Ministry said that two soldiers had died. [The ministry] gave no details.",
                      "The Chadian Defense Ministry", "Chad"},
        // The other side's ministry in between has less to say for itself only where words differ.
        ReferenceCase{"The Sudanese Foreign Ministry protested. The Chadian Defense Ministry denied it. "
                      "[The Defense Ministry] said its men had stayed at home.",
                      "The Chadian Defense Ministry", "Chad"},
        ReferenceCase{"Army spokesman Idriss Bakari spoke on Monday. [Bakari] said the rebels had fled.",
                      "Army spokesman Idriss Bakari", nullptr},
        ReferenceCase{"Army spokesman Idriss Bakari spoke on Monday. [He] said the rebels had fled.",
                      "Army spokesman Idriss Bakari", nullptr},
        // A ministry of one country is none of the other's, nor one of the same word told before.
        ReferenceCase{"Armenian troops shelled Terter, [the Ministry of Defense of Azerbaijan] said.",
                      "the Ministry of Defense of Azerbaijan", "Azerbaijan"},
        ReferenceCase{"Armenian troops shelled Terter, [the Prosecutor General's Office of Azerbaijan] said.",
                      "the Prosecutor General's Office of Azerbaijan", "Azerbaijan"},
        ReferenceCase{"The Ministry of Internal Affairs of Azerbaijan protested. [The Ministry of Defence of Armenia] "
                      "denied it.",
                      "The Ministry of Defence of Armenia", "Armenia"},
        // Nor is a town the ministry that speaks behind it.
        ReferenceCase{"Armenian forces shelled Barda, [the Ministry of Internal Affairs of Azerbaijan] said.",
                      "the Ministry of Internal Affairs of Azerbaijan", "Azerbaijan"},
        // A state's army is no rebel army, and who looks on none that fights.
        ReferenceCase{"The Arakan Army took a base in Myanmar. [The army] denied it.", "The army", "Myanmar"},
        ReferenceCase{"The Arakan Army took a base in Myanmar. [The rights group] denied it.", "The rights group", ""},
        ReferenceCase{"Hamas and its Qassam Brigades fired on Monday. [Hamas] said so.", "Hamas", "Hamas"},
        ReferenceCase{"[The Pentagon] said two soldiers had died.", "The Pentagon", "United States"},
        ReferenceCase{"Regional governor Vitaliy Kim spoke. [The governor of the Khmelnytskyi region] spoke too.",
                      "The governor of the Khmelnytskyi region", nullptr},
        // Who speaks on: not whom it is said of, nor who spoke in another paragraph or in a quotation.
        ReferenceCase{"The governor said two people had died. A boy was wounded later, [he] said.", "The governor",
                      nullptr},
        ReferenceCase{"The mayor spoke first.\n\nA doctor counted 12 dead. \"A soldier shot them,\" [he] said.",
                      "A doctor", nullptr},
        // What is said in passing is no part of a name.
        ReferenceCase{"[The FSB], which runs the border guard, said so.", "The FSB", "Russia"},
        // A town before the comma is no office of whoever stands behind it.
        ReferenceCase{"The army launched strikes on peaceful settlements, including the capital Sukhumi, "
                      "Defense Ministry [spokeswoman Ana Ruiz] said.",
                      "Defense Ministry spokeswoman Ana Ruiz", nullptr},
        // The speaker rather than the last man named.
        ReferenceCase{"Governor Ana Ruiz said that a farmer had been shot. [She] blamed the rebels.",
                      "Governor Ana Ruiz", nullptr},
        ReferenceCase{
            "Georgian troops and Abkhazian fighters exchanged fire on Sunday, and [each side] blamed the other.",
            nullptr, "Georgia|Abkhazia"},
        ReferenceCase{"Georgian troops and Abkhazian fighters exchanged fire on Sunday, and [both sides] had losses.",
                      nullptr, "Georgia|Abkhazia"},
        ReferenceCase{"The Islamic State group seized the town. [It] burned two churches.", nullptr, "Islamic State"},
        ReferenceCase{"Houthi fighters attacked on Monday. [They] seized the town.", nullptr, "Houthis"},
        // Peacekeepers are a country's where the report says so of others, and names no mission.
        ReferenceCase{"Two Russian peacekeepers died. [Three peacekeepers] were wounded.", nullptr, "Russia"},
        // Gangs are no state's, though their people are; nor is an army of where talks were held.
        ReferenceCase{"[Haitian gangs] attacked the port.", nullptr, ""},
        // Serbs of a report on Bosnia's are those.
        ReferenceCase{"Bosnian Serb troops shelled the town. [The Serbs] burned two houses.", nullptr, "Bosnian Serbs"},
        ReferenceCase{"Serbian troops shelled the town. [The Serbs] burned two houses.", nullptr, "Serbia"},
        // Who leads an army is on its side.
        ReferenceCase{"[Oleksandr Tarnavsky], who commands Ukraine's forces there, spoke on Monday.", nullptr,
                      "Ukraine"},
        // A noun of fighters that names nobody takes the armed group of the report.
        ReferenceCase{"The army fought Boko Haram near the lake. [The insurgents] fled.", nullptr, "Boko Haram"}));

TEST(References, PointAtTheFullerMention) {
  auto parsed = parse_text("The Chadian Defense Ministry said that it had lost two tanks. The ministry blamed rebels.");
  ASSERT_NE(parsed, nullptr);
  ActorReading reading = finder()->find(parsed->parse, {}, {});
  for (const Actor& a : reading.actors)
    if (a.refers_to >= 0) {
      EXPECT_LT(static_cast<size_t>(a.refers_to), reading.actors.size());
    }
  ASSERT_FALSE(reading.actors.empty());
  EXPECT_EQ(reading.actors.front().refers_to, -1);
}

TEST(References, OfficialsAreOfTheTownThatTheirSentenceBeginsIn) {
  auto parsed = parse_text("In Moscow, the vice president threatened Moldova. Moldovan police fired in Bendery.");
  ASSERT_NE(parsed, nullptr);
  Place moscow, bendery;
  moscow.tokens = {1, 2};
  moscow.country = "RU";
  bendery.tokens = {13, 14};
  bendery.country = "MD";
  ASSERT_EQ(parsed->tokens.words(bendery.tokens), "Bendery");
  ActorReading reading = finder()->find(parsed->parse, {moscow, bendery}, {});
  auto official = std::find_if(reading.actors.begin(), reading.actors.end(), [&](const Actor& a) {
    return parsed->tokens.words(a.tokens).find("president") != std::string_view::npos;
  });
  ASSERT_NE(official, reading.actors.end());
  EXPECT_EQ(official->sides, std::vector<std::string>{"Russia"});
}

TEST(References, NothingSaidNothingGiven) {
  auto parsed = parse_text("He left. They came. It rained.");
  ASSERT_NE(parsed, nullptr);
  ActorReading reading = finder()->find(parsed->parse, {}, {});
  for (const Actor& a : reading.actors) EXPECT_TRUE(a.sides.empty());
}

}  // namespace
}  // namespace sayso
