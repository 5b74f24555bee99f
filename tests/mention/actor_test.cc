#include "mention/actor.h"

#include <gtest/gtest.h>

#include <optional>

#include "mention/noun_phrase.h"
#include "support/parse_text.h"

namespace sayso {
namespace {

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& s : list) out += (out.empty() ? "" : "|") + s;
  return out;
}

const ActorFinder* finder() {
  static const std::optional<ActorFinder> kFinder = []() -> std::optional<ActorFinder> {
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    if (!source) return std::nullopt;
    auto loaded = ActorFinder::load(*source);
    if (!loaded) {
      ADD_FAILURE() << loaded.error().text();
      return std::nullopt;
    }
    return *std::move(loaded);
  }();
  return kFinder ? &*kFinder : nullptr;
}

// The token of the last word of `words`, which stand in the text.
TokenIndex head_of(const Parsed& parsed, std::string_view words) {
  size_t at = parsed.report.text.find(words);
  if (at == std::string::npos) return kNoToken;
  size_t end = at + words.size();
  for (TokenIndex i = 0; i < parsed.tokens.size(); ++i)
    if (parsed.tokens.tokens[static_cast<size_t>(i)].span.end == end) return i;
  return kNoToken;
}

struct SideCase {
  const char* text;
  const char* head;   // words that end in the head of the phrase
  const char* sides;  // joined by |
};

class SidesOfPhrases : public testing::TestWithParam<SideCase> {};

TEST_P(SidesOfPhrases, AreToldByTheirWords) {
  const SideCase& c = GetParam();
  auto parsed = parse_text(c.text);
  ASSERT_NE(parsed, nullptr);
  ASSERT_NE(finder(), nullptr);
  ActorReading reading = finder()->find(parsed->parse, {}, {});
  TokenIndex head = head_of(*parsed, c.head);
  ASSERT_NE(head, kNoToken);
  EXPECT_EQ(joined(reading.sides.at(head)), c.sides) << c.text << "\n" << show(parsed->parse);
}

INSTANTIATE_TEST_SUITE_P(
    Language, SidesOfPhrases,
    testing::Values(
        // Officials of a land that has seceded are not the country's that it left.
        SideCase{"Nagorno-Karabakh lost 28 men. Officials in the separatist region said so.", "Officials",
                 "Nagorno-Karabakh"},
        // A country by its adjective, its name, its capital, its seat of government, its nationals.
        SideCase{"Georgian troops shelled the village.", "Georgian troops", "Georgia"},
        SideCase{"Sudan's army shelled the village.", "army", "Sudan"},
        SideCase{"Khartoum accused the rebels of lying.", "Khartoum", "Sudan"},
        SideCase{"The Kremlin denied the report.", "Kremlin", "Russia"},
        SideCase{"The Ethiopians captured the town.", "Ethiopians", "Ethiopia"},
        // A thing has the side of its qualifier, though it is no actor.
        SideCase{"The army destroyed three Chadian tanks.", "tanks", "Chad"},
        // Groups, by name, short form and as qualifier; a group counts before a country.
        SideCase{"The RSF seized the airport in Khartoum.", "RSF", "Rapid Support Forces"},
        SideCase{"Lebanese Hezbollah fighters crossed the river.", "fighters", "Hezbollah"},
        SideCase{"Fighters of the Lord's Resistance Army burned huts.", "Fighters", "Lord's Resistance Army"},
        // A group that no table knows.
        SideCase{"The Green Valley Liberation Front attacked a post.", "Front", "Green Valley Liberation Front"},
        // Whose weapons they bear is not whose they are.
        // People who do not fight.
        SideCase{"Ukrainian civilians fled the town.", "civilians", "civilians"},
        SideCase{"Residents of the village fled.", "Residents", "civilians"},
        SideCase{"Gunmen opened fire on a bus.", "Gunmen", ""},
        // What no word tells: the army is that of the country the report is about.
        SideCase{"Fighting went on in Mali on Sunday. The army said Malian rebels had fled.", "army", "Mali"},
        // So are those who are named in front of what they did; whoever is against them is not theirs.
        SideCase{"Fighting went on in Mali on Sunday. Army shelling killed a man.", "Army", "Mali"},
        SideCase{"Colombian troops fought the FARC. A rebel ambush killed a man.", "rebel", "FARC"},
        SideCase{"Fighting went on in Mali on Sunday. Anti-government gangs killed a man.", "gangs", ""},
        SideCase{"Fighting went on in Mali on Sunday. Artillery fire killed a man.", "Artillery", ""},
        SideCase{"NATO bombed Tripoli. Libyan rebels said coalition aircraft had killed a man.", "aircraft", "NATO"},
        // Who fights his own country is not its.
        SideCase{"Colombian rebels left. The FARC said they had gone.", "rebels", "FARC"},
        // Who fights his own country is no group of another that the report names.
        SideCase{"Syrian troops and Hezbollah attacked. The rebels fled.", "rebels", ""},
        SideCase{"Syrian troops and Hezbollah attacked. The opposition fighters fled.", "fighters", ""},
        SideCase{"Kenyan troops fought al-Shabab in Kenya. The militants fled.", "militants", "al-Shabab"},
        SideCase{"A Chadian rebel leader said so.", "leader", "Chadian rebels"},
        // Who does it to "them" is not they.
        SideCase{"Afghan soldiers repelled Taliban gunmen on Monday, killing 14 of them.", "them", "Taliban"},
        // Whose enemy it is tells who speaks, also behind.
        SideCase{"Ukrainian troops fought. Russian troops fled. The enemy shelled Kharkiv, a Ukrainian officer said.",
                 "enemy", "Russia"},
        // Whom a side called the enemy is so still where nobody speaks.
        SideCase{"Georgian troops fought Russian troops. The enemy fled, a Georgian officer said. Russian media were "
                 "silent. Enemy artillery shelled the bridge.",
                 "artillery", "Russia"},
        // Who owns a claim is who "its" is in it.
        SideCase{"Pakistani troops fired. The Pakistani army laughed at India's claim that its commandos had raided "
                 "camps.",
                 "commandos", "India"},
        // A brigade with a name of its own; a group's short name where its full one stands too.
        SideCase{"Two soldiers of the Golani Brigade died.", "Golani Brigade", "Israel"},
        SideCase{"Hezbollah fired rockets. The Islamic Resistance hit a tank.", "Resistance", "Hezbollah"},
        // What one side loses was its own, what it destroys the other's.
        SideCase{"Azerbaijan fought Armenia on Monday. Armenian forces lost four tanks.", "tanks", "Armenia"},
        SideCase{"Azerbaijani forces fought Armenian troops. Armenian forces destroyed four tanks.", "tanks",
                 "Azerbaijan"},
        SideCase{"Troops from Chad and Niger crossed the border.", "Troops", "Chad|Niger"},
        SideCase{"Shells hit civilian infrastructure.", "infrastructure", "civilians"},
        // A mission of the United Nations, and its parts.
        SideCase{"UNIFIL said two peacekeepers were hurt in Lebanon.", "UNIFIL", "United Nations"},
        SideCase{"UNIFIL said an Irish peacekeeper was hurt in Lebanon.", "peacekeeper", "United Nations"},
        // Those whom a country sent by itself.
        SideCase{"Russia's peacekeepers opened fire on a bus.", "peacekeepers", "Russia"},
        // A name tells whose side it is, whatever it is linked to; without one, that must do.
        SideCase{"An al-Qaeda-linked group, JNIM, captured 12 soldiers.", "group", "JNIM"},
        SideCase{"Al-Qaeda-linked militants captured 12 soldiers.", "militants", "al-Qaeda"}));

struct PhraseCase {
  const char* text;
  const char* head;
  const char* core;
  const char* full;
};

class Phrases : public testing::TestWithParam<PhraseCase> {};

TEST_P(Phrases, AreCutWhereTheirMeaningEnds) {
  const PhraseCase& c = GetParam();
  auto parsed = parse_text(c.text);
  ASSERT_NE(parsed, nullptr);
  TokenIndex head = head_of(*parsed, c.head);
  ASSERT_NE(head, kNoToken);
  EXPECT_EQ(parsed->tokens.words(core_phrase(parsed->parse, head)), c.core) << show(parsed->parse);
  EXPECT_EQ(parsed->tokens.words(full_phrase(parsed->parse, head)), c.full) << show(parsed->parse);
}

INSTANTIATE_TEST_SUITE_P(
    Language, Phrases,
    testing::Values(PhraseCase{"The Georgian forces shelled the town.", "forces", "Georgian forces",
                               "The Georgian forces"},
                    PhraseCase{"Officials said that 40 Georgian soldiers had died.", "soldiers", "Georgian soldiers",
                               "40 Georgian soldiers"},
                    PhraseCase{"The soldiers of the brigade left.", "The soldiers", "soldiers of the brigade",
                               "The soldiers of the brigade"},
                    PhraseCase{"A sniper killed a 47-year-old man.", "man", "47-year-old man", "a 47-year-old man"},
                    PhraseCase{"Officials said on Monday that rain fell.", "Officials", "Officials", "Officials"}));

TEST(Actors, StandInOrderAndDoNotOverlap) {
  auto parsed = parse_text(
      "The Chadian Defense Ministry and officials of the United Nations said that rebels had killed two soldiers.");
  ASSERT_NE(parsed, nullptr);
  ActorReading reading = finder()->find(parsed->parse, {}, {});
  ASSERT_GE(reading.actors.size(), 3u);
  for (size_t i = 1; i < reading.actors.size(); ++i)
    EXPECT_LE(reading.actors[i - 1].tokens.end, reading.actors[i].tokens.begin);
}

TEST(Actors, HaveRolesAndFlags) {
  auto parsed = parse_text("A doctor told Reuters that gunmen shot two police officers, witnesses said.");
  ASSERT_NE(parsed, nullptr);
  ActorReading reading = finder()->find(parsed->parse, {}, {});
  std::string seen;
  for (const Actor& a : reading.actors)
    seen +=
        std::string(parsed->tokens.word(a.head)) + ":" + std::string(name(a.role)) + (a.combatants ? "+" : "") + " ";
  EXPECT_EQ(seen, "doctor:medic Reuters:media gunmen:belligerent+ officers:belligerent+ witnesses:witness ");
}

TEST(Actors, MembersAreWhatTheOthersAre) {
  for (const auto& [text, combatants] :
       {std::pair("Members of the bandits fled.", true), std::pair("Members of the choir fled.", false)}) {
    auto parsed = parse_text(text);
    ASSERT_NE(parsed, nullptr);
    ActorReading reading = finder()->find(parsed->parse, {}, {});
    ASSERT_FALSE(reading.actors.empty()) << text;
    EXPECT_EQ(reading.actors.front().combatants, combatants) << text;
  }
}

// A report that names no country has its dateline's: "ABUJA - The army was attacked."
TEST(Actors, AnArmyIsOfTheDatelinesCountryWhereNoneIsNamed) {
  auto parsed = parse_text("The army was attacked.");
  ASSERT_NE(parsed, nullptr);
  ActorReading reading = finder()->find(parsed->parse, {}, {}, "NG");
  ASSERT_EQ(reading.actors.size(), 1u);
  EXPECT_EQ(reading.actors.front().sides, (std::vector<std::string>{"Nigeria"}));
  auto other = parse_text("The army was attacked, as Chad had been.");
  ASSERT_NE(other, nullptr);
  reading = finder()->find(other->parse, {}, {}, "NG");
  ASSERT_FALSE(reading.actors.empty());
  EXPECT_EQ(reading.actors.front().sides, (std::vector<std::string>{"Chad"}));
}

TEST(Actors, GroupsOfOneCountryFightItAndNotEachOther) {
  auto parsed =
      parse_text("The Kachin Independence Army attacked an outpost. The Karen National Union seized enemy positions.");
  ASSERT_NE(parsed, nullptr);
  ActorReading reading = finder()->find(parsed->parse, {}, {}, "MM");
  const TokenIndex positions = head_of(*parsed, "enemy positions");
  ASSERT_NE(positions, kNoToken);
  EXPECT_EQ(reading.sides.at(positions), (std::vector<std::string>{"Myanmar"}));
}

// "Both sides" of a report that names one group and the army.
TEST(Actors, TheArmyFightsTheOneGroupThatIsNamed) {
  auto parsed = parse_text("The army shelled the Rapid Support Forces. Both sides shelled houses.");
  ASSERT_NE(parsed, nullptr);
  ActorReading reading = finder()->find(parsed->parse, {}, {}, "SD");
  const TokenIndex both = head_of(*parsed, "Both sides");
  ASSERT_NE(both, kNoToken);
  std::vector<std::string> sides = reading.sides.at(both);
  std::sort(sides.begin(), sides.end());
  EXPECT_EQ(sides, (std::vector<std::string>{"Rapid Support Forces", "Sudan"}));
}

TEST(Actors, ANameGoesOnBehindAPreposition) {
  auto parsed = parse_text("Doctors Without Borders (MSF) said five people were hurt.");
  ASSERT_NE(parsed, nullptr);
  const ActorReading reading = finder()->find(parsed->parse, finder()->names().scan(parsed->tokens), {}, {}, "");
  ASSERT_FALSE(reading.actors.empty());
  EXPECT_EQ(parsed->tokens.words(reading.actors.front().tokens), "Doctors Without Borders");
}

// -- tables
// ------------------------------------------------------------------------------------------------------------

std::map<std::string, std::string> tables() {
  return {
      {"actors/states.tsv", "name\tiso\taliases\tadjectives\tpeople\tcapitals\tseats\nFreedonia\tFD\t\tFreedonian\n"},
      {"actors/groups.tsv",
       "name\tkind\tcountry\tside\taliases\tmembers\twikidata\nBlue Front\tarmed\tFD\t\tBF|?the Blues\n"},
      {"actors/leaders.tsv", "name\tside\taliases\n"}};
}

std::vector<std::string> hits(const ActorNames& names, const std::string& text) {
  const Language* language = Language::get();
  if (language == nullptr) return {};
  Report report = report_of(text);
  Tokens tokens = language->tokenizer.tokenize(report);
  std::vector<std::string> out;
  for (const NameHit& h : names.choose(names.scan(tokens), {})) out.emplace_back(tokens.words(h.tokens));
  return out;
}

TEST(ActorNames, MatchWhateverTheTokens) {
  auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  ASSERT_TRUE(source);
  auto names = ActorNames::load(*source);
  ASSERT_TRUE(names);
  for (const char* text : {"Nagorno-Karabakh", "al-Shabaab", "Côte d'Ivoire", "Cote d’Ivoire", "U.N.",
                           "People's Defense Force", "Asa’ib Ahl al-Haq", "Türkiye"})
    EXPECT_EQ(joined(hits(*names, text)), text);
}

TEST(ActorNames, AMarkBehindTheNameIsNotPartOfIt) {
  auto names = ActorNames::load(KnowledgeSource(tables()));
  ASSERT_TRUE(names);
  EXPECT_EQ(joined(hits(*names, "Freedonian-backed men left Freedonia.")), "Freedonian|Freedonia");
}

TEST(ActorNames, ShortFormsCountInCapitalsOnly) {
  auto names = ActorNames::load(KnowledgeSource(tables()));
  ASSERT_TRUE(names);
  EXPECT_EQ(joined(hits(*names, "The BF spoke, not the bf.")), "BF");
}

TEST(ActorNames, AConditionalNameNeedsAnother) {
  auto names = ActorNames::load(KnowledgeSource(tables()));
  ASSERT_TRUE(names);
  EXPECT_EQ(joined(hits(*names, "He sang the Blues.")), "");
  EXPECT_EQ(joined(hits(*names, "The Blue Front fled and the Blues wept.")), "Blue Front|the Blues");
}

TEST(ActorNames, GroupsTellTheirHomeOnceAndCountriesDoNot) {
  const Language* language = Language::get();
  ASSERT_NE(language, nullptr);
  auto names = ActorNames::load(KnowledgeSource(tables()));
  ASSERT_TRUE(names);
  auto homes = [&](const char* text) {
    return names->homes(names->scan(language->tokenizer.tokenize(report_of(text))));
  };
  EXPECT_EQ(homes("The Blue Front fled. The BF was beaten."), (std::vector<std::string_view>{"FD"}));
  EXPECT_TRUE(homes("Freedonia won, and the Freedonian army sang the Blues.").empty());
}

TEST(ActorNames, FaultsNameFileAndLine) {
  auto broken = tables();
  broken["actors/groups.tsv"] += "Green Front\tarmy\n";
  auto names = ActorNames::load(KnowledgeSource(broken));
  ASSERT_FALSE(names);
  EXPECT_EQ(names.error().file, "actors/groups.tsv");
  EXPECT_EQ(names.error().line, 3u);
  broken = tables();
  broken["actors/states.tsv"] += "Sylvania\tFD\n";
  names = ActorNames::load(KnowledgeSource(broken));
  ASSERT_FALSE(names);
  EXPECT_EQ(names.error().line, 3u);
}

TEST(ActorNouns, AWordStandsInOneRowOnly) {
  std::map<std::string, std::string> files = {{"actors/roles.tsv",
                                               "class\trole\tcombatants\tpeople\tdefault\twords\nperson\tperson\tno\tye"
                                               "s\t\tman\nofficial\tofficial\tno\tyes\t\tking|man\n"},
                                              {"actors/words.tsv", "list\twords\n"}};
  auto nouns = ActorNouns::load(KnowledgeSource(files));
  ASSERT_FALSE(nouns);
  EXPECT_EQ(nouns.error().text(), "actors/roles.tsv:3: 'man' stands in two rows; try keeping one");
}

}  // namespace
}  // namespace sayso
