// Where, when and how many: what is chosen for the events of plain sentences. The weights are learnt, so these are
// sentences that any weights worth having get right.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "event/evidence.h"
#include "event/finder.h"
#include "event/kind_choice.h"
#include "support/stages.h"

namespace sayso {
namespace {

struct Told {
  const char* text;
  const char* trigger;
  const char* place;  // "" for none
  const char* days;   // "first/last"
  const char* tolls;  // "killed 12; wounded >=5"
};

std::string days_of(const Event& e) {
  if (!e.when) return "";
  return (e.when->first ? iso(*e.when->first) : "") + "/" + (e.when->last ? iso(*e.when->last) : "");
}

std::string tolls_of(const Event& e) {
  std::string out;
  for (const Toll& t : e.tolls) {
    out += (out.empty() ? "" : "; ") + t.what + " ";
    if (t.bound != Bound::equal) out += sign(t.bound);
    out += t.value ? std::to_string(*t.value) : "?";
  }
  return out;
}

// The event with that trigger; a failure where there is none.
std::optional<Event> event_at(const ParsedText& text, const char* trigger) {
  std::optional<Event> found;
  for (Event& e : test_stages().event_finder->find(text.report, *text.parse, text.mentions, text.tags))
    if (text.tokens.words(e.trigger).find(trigger) != std::string_view::npos) found = std::move(e);
  if (!found) ADD_FAILURE() << "no event at " << trigger;
  return found;
}

// Words beside a count tell a running total; the count that the toll was raised by is none.
TEST(Choices, RunningTotals) {
  for (const auto& [sentence, trigger, expected] :
       {std::tuple("The shelling of Goma on Monday has killed 40 people so far.", "shelling", "40 total"),
        std::tuple("The death toll from the blast in Kabul stands at 12.", "blast", "12 total"),
        std::tuple("The number of those slain in the attack on Djibo on Monday went up to 20.", "attack", "20 total"),
        std::tuple("Four soldiers died in an ambush near Gao on Monday, raising the toll to nine.", "ambush",
                   "4, 9 total"),
        std::tuple("The army reached Bama on Monday and killed 12 rebels.", "killed", "12"),
        std::tuple("The strike on Aleppo on Monday has already killed 15 people.", "strike", "15")}) {
    const auto text = test_stages().parse(sentence);
    const std::optional<Event> event = event_at(*text, trigger);
    if (!event) continue;
    std::string tolls;
    for (const Toll& t : event->tolls)
      tolls += (tolls.empty() ? "" : ", ") + std::to_string(t.value.value_or(-1)) + (t.total ? " total" : "");
    EXPECT_EQ(tolls, expected) << sentence;
  }
}

TEST(Choices, PlainSentences) {
  const Told kTold[] = {
      {"Government forces shelled Aleppo on Sunday, killing 12 people.", "shelled", "Aleppo", "2020-09-27/2020-09-27",
       "killed 12"},
      {"A car bomb killed 12 people and wounded 30 others in Kabul on Saturday.", "bomb", "Kabul",
       "2020-09-26/2020-09-26", "killed 12; wounded 30"},
      {"Gunmen attacked a bus near Mopti on Friday, killing five passengers.", "attacked", "Mopti",
       "2020-09-25/2020-09-25", "killed 5"},
      {"At least 20 soldiers were killed in an ambush in Borno State on Friday.", "ambush", "Borno",
       "2020-09-25/2020-09-25", "killed >=20"},
      {"Crowds marched in Ramallah, Nablus and Jenin, where soldiers shot dead a girl on Sunday.", "shot", "Jenin",
       "2020-09-27/2020-09-27", "killed 1"},
      {"The army and the rebels agreed to a truce in Juba on Monday after five days of battles that killed 270 people.",
       "battles", "Juba", "2020-09-24/2020-09-28", "killed 270"},
      // A village is more than the country that it lies in; else that is the place.
      {"Gunmen attacked the village of Zhorvane in northern Mali on Friday.", "attacked", "Zhorvane",
       "2020-09-25/2020-09-25", ""},
      {"Gunmen attacked a village in Burkina Faso on Friday.", "attacked", "Burkina Faso", "2020-09-25/2020-09-25", ""},
      {"Russian officials said that nine drones were shot down over the country's southern regions on Friday.", "shot",
       "Russia", "2020-09-25/2020-09-25", "shot-down 9"},
      // Beside a deed that has a place of its own.
      {"The army shelled a market in Goma and burned 12 homes in Bunia on Sunday.", "burned", "Bunia",
       "2020-09-27/2020-09-27", "destroyed 12"},
      // Another attack is a happening of its own, and has no day.
      {"Rebels took the town of Bria on Sunday. In another attack there, two nurses were wounded.", "attack", "Bria",
       "/2020-09-28", "wounded 2"},
      // What is denied as such, or of all time, is of no day told of before.
      {"Shells killed 12 people in Goma on Sunday. The rebels denied targeting civilians.", "targeting", "Goma",
       "/2020-09-28", ""},
      {"Shells killed 12 people in Goma on Sunday. The army has never fired on the town, it said.", "fired", "Goma",
       "/2020-09-28", ""},
      // Who was not harmed is none.
      {"Gunmen attacked a bus near Goma on Monday. The driver was not injured.", "injured", "Goma",
       "2020-09-28/2020-09-28", "wounded 0"},
      // Behind an aside the story goes on where it was.
      {"Bandits shot dead three farmers in Shiroro on Sunday. In December, more than 300 boys were kidnapped from a "
       "school in Kankara. The gunmen also burned houses.",
       "burned", "Shiroro", "2020-09-27/2020-09-27", ""},
  };
  const Stages& stages = test_stages();
  for (const Told& told : kTold) {
    SCOPED_TRACE(told.text);
    auto text = stages.parse(told.text);
    const std::optional<Event> found = event_at(*text, told.trigger);
    if (!found) continue;
    EXPECT_EQ(found->place < 0 ? "" : text->mentions.places[static_cast<size_t>(found->place)].name, told.place);
    EXPECT_EQ(days_of(*found), told.days);
    EXPECT_EQ(tolls_of(*found), told.tolls);
  }
}

// What has happened did not happen on a day to come.
TEST(Choices, NothingThatHappenedIsDatedAhead) {
  auto text = test_stages().parse(
      "Clashes continued around the airport of Hodeidah. Talks are due to open in Geneva on 5 October.");
  const std::optional<Event> clash = event_at(*text, "Clashes");
  ASSERT_TRUE(clash && clash->when && clash->when->first);
  EXPECT_LE(*clash->when->first, text->report.published->day);
}

// Places and days that belong to something else in the sentence are none of the event's, whatever the weights.
TEST(Choices, PlacesAndDaysOfSomethingElse) {
  struct Not {
    const char *text, *trigger, *place, *first;  // a name and a first day that it must not have
  };
  const Not kNot[] = {
      // Where people went is not what they left.
      {"Thousands of people fled to Khartoum in Sudan on Monday.", "fled", "Khartoum", ""},
      // Of the truce.
      {"The army accused the rebels of violating the truce, which was agreed in Juba on 10 September.", "violating",
       "Juba", "2020-09-10"},
      // Of the count.
      {"The death toll from the attack on the village rose to 160 on Sunday.", "attack", "", "2020-09-27"},
      // Of what it is measured against.
      {"Rebels shelled the port in the worst attack since violence broke out in 2015.", "shelled", "", "2015-01-01"},
      {"The shelling of the port is the heaviest since 2015.", "shelling", "", "2015-01-01"},
      {"Militiamen shot a priest, the most brazen violence since the referendum on Friday.", "shot", "", "2020-09-25"},
      {"He was the first policeman killed in Belfast since June 1987.", "killed", "", "1987-06-01"},
      {"Soldiers tried to retake the town from fighters who had seized it on Saturday.", "retake", "", "2020-09-26"},
      // Of an issue of a paper, of a vote, of what stands behind, of months that are not told one by one.
      {"According to a report in Saturday's issue of the paper, seven people were injured.", "injured", "",
       "2020-09-26"},
      {"Gunmen attacked a convoy that carried ballots from Friday's vote.", "attacked", "", "2020-09-25"},
      {"Rebels clashed with troops on Friday. The clash came a week after peace talks collapsed.", "clash", "",
       "2020-09-18"},
      {"Gunmen raided a mosque on Saturday. Bandits have stepped up attacks in recent months.", "attacks", "",
       "2020-09-26"},
      // Says where the place is to be found.
      {"Residents of Chhamb, in Bhimber district, said shells hit two houses.", "shells", "Bhimbar", ""},
      {"Biden, who landed in Tel Aviv on Sunday, said a rocket had hit the hospital.", "hit", "Tel Aviv", ""},
      // Says where the border is, or what o'clock it is elsewhere.
      {"Gunmen attacked a post near the Afghanistan border on Sunday.", "attacked", "Afghanistan", ""},
      // Of talks alone.
      {"Envoys of the army and the rebels met in Jeddah on Sunday. Shelling killed nine people on Monday.", "Shelling",
       "Jeddah", "2020-09-27"},
      {"Shells hit Stepanakert within hours of an agreement, reached after talks in Geneva.", "hit", "Geneva", ""},
      // Where a firm, or one who serves, is at home.
      {"Rebels kidnapped a geologist of a Calgary-based firm on Monday.", "kidnapped", "Calgary", ""},
      {"Constable Anil Rao from West Bengal was shot dead on Monday.", "shot", "West Bengal", ""},
      // Where it is said.
      {"A spokesman said in Madrid that 20 soldiers had been killed by the rebels.", "killed", "Madrid", ""},
      // Of what an attack is measured by, and the other way round.
      {"Monday's attack is the most deadly since 20 people were killed by a bomb in Larbaa.", "attack", "Larbaâ", ""},
      {"Rebels killed nine soldiers in Mopti. It was the heaviest loss since May, when six soldiers died "
       "in fighting with the rebels.",
       "fighting", "Mopti", ""},
      // Of one before it.
      {"Nine drones were shot down over Odesa hours after an attack on Kherson.", "shot", "Kherson", ""},
      {"Friday's ambush followed an attack on the town of Menaka on Thursday.", "ambush", "Menaka", ""},
      // Of something else than the last attack; of many.
      {"Shells hit Toretsk on Saturday. In another village, a farmer was wounded when he hit a mine.", "mine",
       "Torets’k", ""},
      {"A policeman was shot dead in Jolo on Friday. In another attack on Saturday, two soldiers were wounded when a "
       "grenade exploded.",
       "exploded", "Jolo", ""},
      {"Insurgents attacked posts in Kunduz on Sunday. Taliban fighters have been attacking outposts around the "
       "country.",
       "attacking", "Kunduz", ""},
      {"Gunmen killed six people in Zonkwa on Sunday. Bandits have killed hundreds of people in the state in the last "
       "four years.",
       "killed", "Zonkwa", ""},
      {"A jet bombed Nyaung Kone village in Myanmar on Sunday. The military carried out 300 air strikes last year.",
       "air strikes", "Nyaung Kone", ""},
      {"Protesters clashed with police in Isfahan in Iran on Monday. Police arrested 300 people nationwide.",
       "arrested", "Isfahan", ""},
      // Where a truce was signed, where missiles came from.
      {"Grossly violating the ceasefire brokered in Geneva, rebels fired on army positions near Sirte on Sunday.",
       "violating", "Geneva", ""},
      {"Houthi fighters fired a missile at a base in Marib on Sunday. The rebels fired two missiles from Jabal Harim, "
       "sources said.",
       "fired", "Jabal Harim", ""},
      // How often there was one, since when a town was held, what was told in passing.
      {"The ambush, the third this month in the province, took place near Maradi on Saturday.", "ambush", "",
       "2020-09-01"},
      {"The army began an offensive to retake Sanaa, controlled by the Houthis since 2014.", "offensive", "",
       "2014-01-01"},
      {"A soldier died in fighting near Gao on Saturday. The patrol was looking for a convoy that was ambushed in "
       "January. The gun battle lasted two hours.",
       "battle", "", "2020-01-01"},
      // The war is not the last attack.
      {"Gunmen killed four people in Goma. The war has displaced 6,000 people.", "displaced", "Goma", ""},
      {"The rally began at noon (7 pm in London) and soldiers fired at the crowd.", "fired", "London", ""},
  };
  for (const Not& n : kNot) {
    SCOPED_TRACE(n.text);
    auto text = test_stages().parse(n.text);
    const std::optional<Event> found = event_at(*text, n.trigger);
    if (!found) continue;
    if (found->place >= 0) {
      EXPECT_NE(text->mentions.places[static_cast<size_t>(found->place)].name, n.place);
    }
    if (found->when && found->when->first) {
      EXPECT_NE(iso(*found->when->first), n.first);
    }
  }
}

TEST(Choices, WhatHappenedOnADayThatOtherThingsAreCountedFrom) {
  auto text = test_stages().parse("The massacre is the worst since 3 August, when serial blasts left 88 people dead.");
  const std::optional<Event> found = event_at(*text, "blasts");
  ASSERT_TRUE(found);
  EXPECT_EQ(days_of(*found), "2020-08-03/2020-08-03");
  text = test_stages().parse("At least 2,600 people have been killed in Borno since 2017, a monitor said.");
  const std::optional<Event> total = event_at(*text, "killed");
  ASSERT_TRUE(total);
  EXPECT_EQ(days_of(*total), "2017-01-01/2020-09-28");
  text = test_stages().parse("Militants attacked Lume, killing 15, an official said. The raid took place on Saturday.");
  const std::optional<Event> told_later = event_at(*text, "attacked");
  ASSERT_TRUE(told_later);
  EXPECT_EQ(days_of(*told_later), "2020-09-26/2020-09-26");
  text = test_stages().parse(
      "Nine soldiers were killed in Mali, the army said on Monday. The ambush happened on Saturday near Boni, killing "
      "nine soldiers.");
  const std::optional<Event> same_toll = event_at(*text, "killed");
  ASSERT_TRUE(same_toll);
  EXPECT_EQ(days_of(*same_toll), "2020-09-26/2020-09-26");
  text = test_stages().parse("The town fell to the rebels in January and has since been bombed by government jets.");
  const std::optional<Event> since = event_at(*text, "bombed");
  ASSERT_TRUE(since);
  EXPECT_EQ(days_of(*since), "2020-01-01/2020-09-28");
  text = test_stages().parse(
      "Gunmen killed five people in Jos on Saturday. The army has been fighting bandits in the area for many years.");
  const std::optional<Event> for_years = event_at(*text, "fighting");
  ASSERT_TRUE(for_years);
  EXPECT_EQ(days_of(*for_years), "/2020-09-28");
  text =
      test_stages().parse("Five people were killed in Goma in early March when shells hit a market, officials said.");
  const std::optional<Event> hit = event_at(*text, "hit");
  ASSERT_TRUE(hit);
  EXPECT_EQ(days_of(*hit), "2020-03-01/2020-03-10");
}

struct Acted {
  const char* text;
  const char* trigger;
  const char* kind;
  const char* by;  // sides, joined by |
  const char* on;
};

std::string sides_of(const std::vector<Participant>& list) {
  std::string out;
  for (const Participant& p : list)
    for (const std::string& s : p.sides)
      if (out.find(s) == std::string::npos) out += (out.empty() ? "" : "|") + s;
  return out;
}

TEST(Choices, KindsDoersAndTargetsOfPlainSentences) {
  const Acted kActed[] = {
      {"Russian troops shelled Ukrainian positions near Bakhmut on Sunday.", "shelled", "shelling", "Russia",
       "Ukraine"},
      {"Israeli warplanes struck a house in Gaza, killing three civilians.", "struck", "airstrike", "Israel",
       "civilians"},
      {"Rebels of the M23 captured the town of Bunagana from the Congolese army on Sunday.", "captured", "seizure",
       "M23", nullptr},
      {"Indian soldiers fired on a Pakistani post at the Line of Control.", "fired", "shooting", "India", "Pakistan"},
      {"A shoot-out between police and Maoists left three dead in Gadchiroli on Sunday.", "shoot-out", "clash",
       "India|Maoists", nullptr},
      // Fighters fly none, and leave what they held.
      {"Jihadist raids killed some fifty people in Burkina Faso last week.", "raids", "raid", "", nullptr},
      {"Congolese soldiers fled Bukavu on Monday after rebels attacked the town.", "fled", "loss", "DR Congo", ""},
      // A name in front of the trigger.
      {"A PKK attack killed three Turkish soldiers in Hakkari on Monday.", "attack", "attack", "PKK", "Turkey"},
      {"NATO air strikes killed nine civilians in Herat on Sunday.", "air strikes", "airstrike", "NATO", "civilians"},
      // A noun in front of the trigger: whose it is tells the report.
      {"Government shelling killed 12 people in Omdurman, Sudan, on Sunday.", "shelling", "shelling", "Sudan", nullptr},
      {"FARC guerrillas left Arauca. A rebel ambush killed four Colombian policemen on Monday.", "ambush", "ambush",
       "FARC", "Colombia"},
      {"An army raid on a market in Zaria, Nigeria, left five people dead on Monday.", "raid", "raid", "Nigeria",
       nullptr},
      // Whose arms they were, and who leads those who fly them.
      {"A boat was hit by a Hezbollah missile off Naqoura on Sunday.", "hit", "missile-strike", "Hezbollah", nullptr},
      {"A school was struck by Israeli artillery shells on Sunday.", "struck", "shelling", "Israel", nullptr},
      {"Saudi-led airstrikes on Hodeidah killed six people on Monday.", "airstrikes", "airstrike",
       "Saudi-led coalition", nullptr},
      {"U.S.-led coalition strikes killed 12 fighters near Raqqa on Monday.", "strikes", "airstrike",
       "US-led coalition", nullptr},
      // Both sides are two, and an enemy is the speaker's.
      {"Hamas and Israel agreed on a pause. The two sides exchanged fire on Monday, witnesses said.", "exchanged",
       "clash", "Hamas|Israel", nullptr},
      {"Ukraine's army said the occupiers shelled Kherson on Monday. Russia's defense ministry denied it.", "shelled",
       "shelling", "Russia", nullptr},
      // Whom an act is blamed on did it, wherever the tree hangs him.
      {"Ukraine blamed the shelling of Kharkiv on Russia. Moscow denied it.", "shelling", "shelling", "Russia",
       nullptr},
      {"India blamed the attack on Pakistan, which denied any involvement.", "attack", "attack", "Pakistan", ""},
      {"Officials blamed rebels for the attack on Bunia. Congo's army fled.", "attack", "attack", "", nullptr},
      // Irregulars are no state's; a coalition of states is none of them.
      {"Fighting broke out between Indian troops and militants in Kupwara on Monday, the army said.", "Fighting",
       "clash", "India", nullptr},
      {"A coalition of Arab states attacked the Houthi group in Yemen on Monday, and the Saudi-led coalition said so.",
       "attacked", "attack", "Saudi-led coalition", "Houthis"},
      // Who is charged with it did it, and not who charges him; who only dates his own deed by it did not.
      {"Rebels accused Ukraine of shelling a school, and Ukraine accused Russia of staging the attack.", "staging",
       "attack", "Russia", nullptr},
      {"The Malian army launched a sweep in January, following an attack on a market.", "attack", "attack", "",
       nullptr},
      {"The M23 has been fighting Congolese troops since the FDLR attacked Goma on August 2.", "attacked", "attack",
       "FDLR", nullptr},
      // Whose rebels they are is not whose side they are on; nor are attackers the state's.
      {"Seven soldiers were killed in an attack by Colombia's largest rebel group, the military said.", "attack",
       "attack", "", "Colombia"},
      {"The army of Somalia and attackers exchanged fire in Mogadishu on Sunday.", "exchanged", "clash", "Somalia",
       nullptr},
      // Who comes under fire does not open it; who foils an attack does not make it.
      {"Malian troops fired back after they came under attack near Gao on Sunday.", "came", "shooting", "", "Mali"},
      {"Ukrainian troops foiled a raid by Russian forces on Kherson on Sunday.", "raid", "raid", "Russia", nullptr},
      // Two passives share who stands with one of them.
      {"A Turkish officer was shot and killed by PKK fighters on Sunday.", "shot", "shooting", "PKK", "Turkey"},
      // Those sent are the sender's; those who fight each other are not of one side.
      {"France sent 300 soldiers to Chad on Sunday.", "sent", "mobilisation", "France", "France"},
      {"Clashes between the army and a former general killed 12 people near Bor, South Sudan.", "Clashes", "clash",
       "South Sudan", nullptr},
      // Whose government it is, places of talks do not say.
      {"Government forces and rebels resumed fighting hours after their delegates met in Geneva, Switzerland.",
       "fighting", "clash", "", nullptr},
      {"Eastern Libyan forces bombed the airport of Tripoli on Sunday.", "bombed", "airstrike", "Libyan National Army",
       nullptr},
      {"Serb forces shelled Bihac on Sunday.", "shelled", "shelling", "Bosnian Serbs", nullptr},
      // Who is not named with it has no share in it.
      {"Police arrested a man who had stabbed a Kenyan soldier in Mombasa.", "arrested", "detention", "Kenya", ""},
      {"Serb gunners shelled the enclave of Tuzla, U.N. officials said.", "shelled", "shelling", nullptr, ""},
      {"Rebels wrested the hill from Congolese troops on Sunday.", "wrested", "seizure", "", "DR Congo"},
      // A town that fell was taken, and a man who fell was killed.
      {"Mosul fell in June 2014.", "fell", "seizure", "", nullptr},
      {"Three soldiers fell in Bakhmut on Monday, the army said.", "fell", "killing", "", nullptr},
  };
  const Stages& stages = test_stages();
  for (const Acted& acted : kActed) {
    SCOPED_TRACE(acted.text);
    auto text = stages.parse(acted.text);
    const std::optional<Event> found = event_at(*text, acted.trigger);
    if (!found) continue;
    EXPECT_EQ(found->kind, acted.kind);
    if (acted.by != nullptr) {
      EXPECT_EQ(sides_of(found->by), acted.by);
    }
    if (acted.on != nullptr) {
      EXPECT_EQ(sides_of(found->on), acted.on);
    }
  }
}

// Words that name what somebody comes with, where he is, what he wears, or him again, are no party of their own.
TEST(Choices, PartiesAreNamedOnce) {
  struct Named {
    const char *text, *trigger, *by, *on;  // their words, joined by |
  };
  const Named kNamed[] = {
      {"Gunmen in army uniforms shot two nurses in Goma on Sunday.", "shot", "Gunmen", "nurses"},
      {"A man detonated an explosives-laden car at a checkpoint in Gao, killing two guards.", "detonated", "man",
       "checkpoint|guards"},
      {"Israeli jets bombed a base outside Damascus on Sunday.", "bombed", "Israeli jets", "base"},
      {"Russian soldiers looted and torched homes near Gori on Sunday.", "torched", "Russian soldiers", "homes"},
      {"Kenya sent police officers to Haiti in June.", "sent", "Kenya", "police officers"},
      {"Serb fighters seized Dutch soldiers who were guarding a bridge near Tuzla.", "seized", "Serb fighters",
       "Dutch soldiers"},
  };
  for (const Named& named : kNamed) {
    SCOPED_TRACE(named.text);
    auto text = test_stages().parse(named.text);
    const std::optional<Event> found = event_at(*text, named.trigger);
    if (!found) continue;
    auto words = [&](const std::vector<Participant>& list) {
      std::string out;
      for (const Participant& p : list) (out += out.empty() ? "" : "|") += text->tokens.words(p.tokens);
      return out;
    };
    EXPECT_EQ(words(found->by), named.by);
    EXPECT_EQ(words(found->on), named.on);
  }
}

TEST(Choices, WhatIsThreatenedOrPlannedIsToCome) {
  for (const char* told : {"Iran threatened on Monday to attack Israel if its nuclear sites are hit.",
                           "The rebels threatened to attack the capital, the army said."}) {
    auto text = test_stages().parse(told);
    const std::optional<Event> attack = event_at(*text, "attack");
    ASSERT_TRUE(attack);
    EXPECT_EQ(attack->modality, Modality::future) << told;
  }
  auto text =
      test_stages().parse("Gunmen crossed the river on Monday to attack a market in Bama, killing nine people.");
  const std::optional<Event> attack = event_at(*text, "attack");
  ASSERT_TRUE(attack);
  EXPECT_EQ(attack->modality, Modality::actual);
}

// "The number of bodies": whom the word that names the event befell is told by that word.
TEST(Choices, PartiesHaveWordsThoughTheTriggerIsAllOfThem) {
  const Stages& stages = test_stages();
  auto text = stages.parse("Rockets hit Gaza. A number of victims are still under the rubble and on the roads.");
  for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags))
    for (const auto* list : {&e.by, &e.on})
      for (const Participant& p : *list) EXPECT_FALSE(p.tokens.empty()) << e.kind;
}

// What was not suffered is a toll of nobody, whatever the verb.
TEST(Choices, NoCasualtiesAreATollOfZero) {
  const Stages& stages = test_stages();
  for (const auto& [told, expected] : {
           std::pair("The army shelled Omdurman on Sunday. There were no reports of casualties.",
                     "killed 0; wounded 0"),
           std::pair("The rebels shelled a post near Taiz, but the army suffered no losses.", "killed 0"),
           std::pair("The rebels shelled a post near Taiz, but the army did not suffer any casualties.",
                     "killed 0; wounded 0"),
           std::pair("Rockets hit a post in Gao on Monday. No damage or casualties were reported.",
                     "killed 0; wounded 0"),
           std::pair("Nobody was killed in the raid on Djibo, since the village was already deserted.", "killed 0"),
       }) {
    auto text = stages.parse(told);
    std::string tolls;
    for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags))
      tolls += tolls_of(e);
    EXPECT_EQ(tolls, expected) << told;
  }
}

// Who does it does not suffer it; what is suffered may be told by the event's kind, and by whom or what it befalls.
TEST(Choices, TollsAreOfThoseWhomItBefell) {
  const Stages& stages = test_stages();
  for (const auto& [told, expected] : {
           std::pair("Some 200 gunmen killed 11 villagers near Dori on Monday.", "killed 11"),
           std::pair("Dozens of gunmen killed 11 villagers near Dori on Monday.", "killed 11"),
           std::pair("Rebels captured 32 soldiers in Gao on Sunday.", "captured 32"),
           std::pair("Fighting in Goma forced five people to flee on Monday.", "displaced 5"),
           std::pair("A herder was shot by soldiers near Gao on Sunday.", "killed 1"),
           std::pair("The driver was killed by a roadside bomb in Kabul on Saturday.", "killed 1"),
           // One person, told by name or by whose it is.
           std::pair("Sameh Aqtash, 37, was shot dead near Nablus on Sunday.", "killed 1"),
           std::pair("Her husband was killed in Gao on Sunday.", "killed 1"),
           std::pair("Forty rebels gave themselves up near Gao on Monday.", "captured 40"),
           // What a thing suffered is said within its own phrase, as agencies translate.
           std::pair("A handout photo showed a damaged after shelling flat in Stepanakert.", "damaged 1"),
           // What is not told apart counts for both.
           std::pair("The shelling of Omdurman killed and injured at least 26 civilians on Monday.",
                     "wounded >=26; killed >=26"),
           std::pair("Five people were killed and injured 20 in a blast in Kabul on Monday.", "killed 5; wounded 20"),
           // Who does it does not suffer it, also where the object stands behind the second verb.
           std::pair("Three men shot and killed a guard in Kirkuk on Monday.", "killed 1"),
           std::pair("The raid on Bama on Monday left 12 dead and more than 30 wounded.", "killed 12; wounded >30"),
           // A list goes on to its end.
           std::pair("Shelling damaged 14 houses, a kindergarten, a pharmacy, and a mosque in Khartoum on Monday.",
                     "damaged 14; damaged 1; damaged 1; damaged 1"),
           std::pair("The strike on Sanaa on Monday damaged a school, as well as a clinic and a mosque.",
                     "damaged 1; damaged 1; damaged 1"),
           // One person in other words.
           std::pair("A 40-year-old man, a teacher, was killed in Mopti on Monday.", "killed 1"),
           std::pair("Gunmen killed an official, a father of four, in Mopti on Monday.", "killed 1"),
           std::pair("A man, a woman, and two children were killed by a mine near Gao on Monday.",
                     "killed 1; killed 1; killed 2"),
           // A limb is not a life.
           std::pair("Two herders were shot in the legs near Gao on Monday.", "wounded 2"),
           // What was done beside the killing bears none of its dead.
           std::pair("Gunmen raided a village near Dori on Monday, killing 30 people and abducting dozens.",
                     "killed 30captured >=24"),
           // Up to so many of each, or none of either.
           std::pair("Rockets killed or wounded 12 people in Sderot on Monday.", "killed <=12; wounded <=12"),
           std::pair("No soldier was killed or wounded in the clash near Gao, Mali, on Monday.", "killed 0; wounded 0"),
           // How far a number rose.
           std::pair("The number of those slain in the attack on Djibo on Monday went up to 20.", "killed 20"),
           std::pair("The number of injured in the blast in Kabul has risen to 30.", "wounded 30"),
           std::pair("The death toll from the attack on Djibo rose from 12 to 15.", "killed 15"),
           std::pair("The number of people wounded in the blast in Kabul on Monday climbed from 20 to 30.",
                     "wounded 30"),
           std::pair("Officials put the number of people wounded in the Djibo attack at 14 so far.", "wounded 14"),
           // What a war has cost.
           std::pair("The conflict in Yemen has left 150,000 people dead.", "killed 150000"),
           std::pair("An attack on Djibo on Monday brought to 17 the number of soldiers killed in Burkina Faso.",
                     "killed 17"),
           // Who was there, was aimed at, was mourned, is of one family.
           std::pair("Rebels blew up a truck carrying 14 soldiers near Gao on Monday.", ""),
           std::pair("Six policemen were ambushed near Gao on Monday.", ""),
           std::pair("The air force said 40 fighters had been targeted in the strike on Sirte.", ""),
           std::pair("A blast in Kabul on Monday killed nine guests at the funeral of a cleric.", "killed 9"),
           std::pair("Nine people from one family were killed in the shelling of Goma on Monday.", "killed 9"),
           // What a war has cost was not all suffered on that day.
           std::pair("Horlivka was shelled on Friday in a conflict that has killed more than 9,000 people.", ""),
           // None and some are some.
           std::pair("The raid on Goma on Monday caused no casualties, only two wounded.", "killed 0; wounded 2"),
           // What was done beside the killing.
           std::pair("Bandits attacked a village near Kaya on Monday, killing nine people, looting and burning shops.",
                     "killed 9"),
           std::pair("Gunmen stormed the town of Djibo, killing 11 people, looting shops and burning cars.",
                     "killed 11"),
           // A list of things goes on as it began.
           std::pair(
               "Air defenses destroyed nine of the 12 drones and two of the three missiles fired at Odesa on Monday.",
               "shot-down 9; shot-down 2"),
           std::pair("Lieutenant Omar Keita and corporal Issa Traore were killed in Gao on Monday.",
                     "killed 1; killed 1"),
           std::pair("Rebels killed police inspector Hari Thapa and constable Bimal Rai in a clash in Rolpa on Monday.",
                     "killed 1; killed 1"),
           std::pair("Three members of the Home Guard, a force of volunteers, were injured in the attack on Monday.",
                     "wounded 3"),
           std::pair("A bomb wounded nine people in Gao on Monday. The blast could have killed hundreds.", "wounded 9"),
           std::pair("Soldiers found the body of a slain rebel near Gao on Sunday.", "killed 1"),
           std::pair("Four drivers, who had been taken hostage by rebels, were found dead near Gao on Monday.",
                     "captured 4killed 4"),
           std::pair("The mayor of Herat was among those wounded in the suicide blast on Monday.", "wounded 1"),
           std::pair("Among those killed in the strike on Beirut on Monday was a senior commander.", "killed 1"),
           std::pair("A boy, 9, was killed by a shell in Gao on Monday.", "killed 1"),
           std::pair("The pilot was not injured when rebels shot down the helicopter over Gao on Monday.",
                     "wounded 0; shot-down 1"),
           std::pair("Two soldiers were killed in Gao on Monday and three more in Kidal.", "killed 2; killed 3"),
           std::pair("The clash in Gao left three soldiers dead and five policemen and two civilians wounded.",
                     "killed 3; wounded 5; wounded 2"),
           std::pair("One of its soldiers, a sergeant, was wounded in the firefight in Gao on Monday.", "wounded 1"),
           std::pair("Rockets wounded two men and damaged nine homes in Gao on Monday.", "wounded 2damaged 9"),
           std::pair("The troops destroyed 16 vehicles and captured 34 others in Gao on Monday.",
                     "destroyed 16seized 34"),
           std::pair("Two women were shot by soldiers in Gao on Monday and are in hospital.", "wounded 2"),
           std::pair("The wives of two rebels were arrested by the army in Gao on Monday.", ""),
           std::pair("Two men were abducted and killed by gunmen in Gao on Monday.", "captured 2killed 2"),
           std::pair("Rebels killed 350 people in Gao on Monday. Of those, 310 were soldiers.",
                     "killed 350; killed 310"),
           std::pair("Police killed four men who attacked a bus near Gao on Monday.", "killed 4"),
       }) {
    auto text = stages.parse(told);
    std::string tolls;
    for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags))
      tolls += tolls_of(e);
    EXPECT_EQ(tolls, expected) << told;
  }
}

// Whom or what a number is of that has no noun, or none that tells; whose they were.
TEST(Choices, TollsAreOfThoseToldBefore) {
  const Stages& stages = test_stages();
  for (const auto& [told, expected] : {
           std::pair("Six Chadian soldiers were killed and nine were wounded in an ambush near Diffa on Monday.",
                     "6 combatants Chad; 9 combatants Chad"),
           std::pair("Rebels killed two policemen and wounded four others in Gao on Monday.",
                     "2 combatants Mali; 4 combatants Mali"),
           std::pair("Three villagers were killed in the shelling of Goma on Monday. Another nine were wounded.",
                     "3 civilians ; 9 civilians "),
           std::pair("Two soldiers and three farmers were killed and 20 wounded in a blast in Gao on Monday.",
                     "2 combatants Mali; 3 civilians ; 20 people "),
           std::pair("A soldier was killed and nine others were wounded in a blast at a market in Gao on Monday.",
                     "1 combatants Mali; 9 people "),
           std::pair("Two rebels were killed and hundreds fled in fighting near Gao on Monday.",
                     "200 people ; 2 combatants "),
           std::pair("Gunmen killed 12 soldiers, including a colonel, and wounded 20 others in Mopti on Monday.",
                     "12 combatants Mali; 1 combatants Mali; 20 combatants Mali"),
           std::pair("A policeman was killed and another wounded in Quetta on Monday.",
                     "1 combatants Pakistan; 1 combatants Pakistan"),
           std::pair("The rebels killed two of them in Gao on Monday.", "2 people "),
           std::pair("Gunmen fired at the soldiers in Gao on Monday, killing three of them.", "3 combatants Mali"),
           std::pair("Rebels fired rockets at Haifa on Monday. All nine of them were shot down.", "9 rocket "),
           std::pair("Two Chadian and three Malian soldiers were killed near Gao on Monday.",
                     "2 combatants Chad; 3 combatants Mali"),
           std::pair("Monday's clash near Goma brought the death toll of the rebels in the fighting to nine.",
                     "9 combatants "),
           std::pair("The army lost three of its men in a clash near Gao on Monday.", "3 combatants Mali"),
           std::pair("Four Hezbollah members were killed in Aleppo on Monday.", "4 combatants Hezbollah"),
           std::pair("Of the 22 people killed in the strike on Gao on Monday, nine were children.",
                     "22 people ; 9 civilians "),
           std::pair("Shells fell on Gao on Monday. Nine of the 30 killed were children.", "9 civilians "),
           std::pair("A shell destroyed a house in Goma on Monday and damaged several others.", "1 house ; 3 house "),
           std::pair("Shells fell on Gao on Monday, wounding nine people. Two of the injured later succumbed to their "
                     "injuries.",
                     "9 people ; 2 people "),
           std::pair(
               "Shells fell on Gao on Monday, killing nine people. Two people injured in the attack died on Tuesday.",
               "9 people ; 2 people "),
           std::pair("Nine people belonging to a single family were killed in the strike on Gao on Monday.",
                     "9 people "),
           std::pair("Security forces have killed 287 rebels in Mali and arrested 1,000 this year.",
                     "287 combatants ; 1000 combatants "),
           std::pair(
               "Eighteen civilians were killed by shelling in Gao this week. The fighting is at its worst level since "
               "the 1990s, when some 3,000 people were killed.",
               "18 civilians "),
           std::pair(
               "Afghan forces killed 20 Taliban insurgents, including three local commanders, near Farah on Monday.",
               "20 combatants Taliban; 3 combatants Taliban"),
           std::pair("Issa Traore, a 31-year-old Malian sergeant, was shot dead near Gao on Monday.",
                     "1 combatants Mali"),
       }) {
    auto text = stages.parse(told);
    std::string tolls;
    for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags))
      for (const Toll& t : e.tolls)
        tolls += (tolls.empty() ? "" : "; ") + std::to_string(t.value.value_or(-1)) + " " + t.of + " " +
                 (t.sides.empty() ? "" : t.sides.front());
    EXPECT_EQ(tolls, expected) << told;
  }
}

// What is ordered, demanded or announced is still to come; a deed that somebody vows to answer has been done.
TEST(Choices, WhatIsToComeAndWhatIsDone) {
  const Stages& stages = test_stages();
  for (const auto& [told, trigger, expected] :
       {std::tuple{"The army said it would bomb the camp near Gao on Monday.", "bomb", Modality::future},
        {"The general said the army would carry out an attack on Gao.", "attack", Modality::future},
        {"The ministers are to meet rebels for talks in Geneva on Friday.", "meet", Modality::future},
        {"The president demanded that the hostages be released.", "released", Modality::future},
        {"The rebels told their men to attack the town of Gao.", "attack", Modality::future},
        {"The army vowed to respond to the attack on Gao.", "attack", Modality::actual},
        {"The mayor called it an attack on the people of Gao.", "attack", Modality::actual},
        {"The rebels threatened to burn the huts, seize the herds and kill the men.", "kill", Modality::future},
        {"Troops are trying to recapture the town of Kidal from the rebels.", "recapture", Modality::future},
        {"The ministry warned of an attack on Gao.", "attack", Modality::future},
        {"Rebels set off a mine under a bridge near Gao on Monday.", "mine", Modality::actual},
        {"Shelling could be heard in Donetsk on Sunday, residents said.", "Shelling", Modality::actual},
        {"Suspected Israeli air strikes hit two trucks near Homs on Sunday.", "air strikes", Modality::actual},
        {"A suspected gas attack killed nine people in Homs on Monday.", "attack", Modality::possible},
        {"The deal reached in Arusha aimed to end a war in which tens of thousands of people have been killed in "
         "Burundi.",
         "killed", Modality::actual},
        {"The mayor called for an attack on Gao.", "attack", Modality::future},
        {"The president vowed to avenge the killing of ten villagers near Gao.", "killing", Modality::actual},
        {"Police will question two men after the killing of a priest in Gao.", "killing", Modality::actual},
        {"The general spoke of the impending withdrawal of the army from Gao.", "withdrawal", Modality::future},
        {"The commander was wanted for the murder of nine policemen in Gao.", "murder", Modality::actual},
        {"The army said it had bombed the camp near Gao on Monday.", "bombed", Modality::actual}}) {
    auto text = stages.parse(told);
    const std::optional<Event> found = event_at(*text, trigger);
    if (!found) continue;
    EXPECT_EQ(found->modality, expected) << told;
  }
}

// A doer may be of no known side; arms that somebody sends are none.
TEST(Choices, WhoActsWithoutASide) {
  const Stages& stages = test_stages();
  for (const auto& [told, trigger, doers] :
       {std::tuple{"A rebel ambush killed nine soldiers on Sunday.", "ambush", 1u},
        {"Gunmen attacked a bus on Friday, killing five passengers.", "attacked", 1u},
        {"A drone attacked a convoy on Sunday.", "attacked", 0u},
        {"A missile struck a hospital on Monday, killing ten.", "struck", 0u},
        {"No one has claimed responsibility for the bombing in Kabul on Monday.", "bombing", 0u},
        {"No group has claimed responsibility for the bombing in Kabul on Monday.", "bombing", 0u}}) {
    auto text = stages.parse(told);
    bool seen = false;
    for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags)) {
      seen = true;
      EXPECT_EQ(e.by.size(), doers) << told;
    }
    EXPECT_TRUE(seen) << told << " " << trigger;
  }
}

// The words of a party are its own: no day that stands before it, no country that it is in, no word that counts it.
TEST(Choices, PartiesAreNamedByTheirOwnWords) {
  struct Named {
    const char *text, *trigger, *by, *on, *place;  // words of the first doer and target, and a place; "" for none
  };
  const Named kNamed[] = {
      {"Officials said on Friday rebels had killed nine soldiers.", "killed", "rebels", "soldiers", ""},
      {"Officials said Friday's attackers had killed nine soldiers.", "killed", "attackers", "soldiers", ""},
      {"Officials said on May 16 rebels killed nine soldiers.", "killed", "rebels", "soldiers", ""},
      {"An insurgent faction in Somalia attacked a base on Sunday.", "attacked", "insurgent faction", "base",
       "Somalia"},
      {"A 47-year-old man was killed by a sniper on Sunday.", "killed", "sniper", "47-year-old man", ""},
      {"The number of people killed by a sniper rose on Sunday.", "killed", "sniper", "people", ""},
      {"Rebels late Friday killed nine soldiers near Gao, officials said.", "killed", "Rebels", "soldiers", "Gao"},
      // What attackers come with, and who carries the wounded away.
      {"Men on motorbikes attacked a village near Djibo on Thursday.", "attacked", "Men", "village", "Djibo"},
      {"A suicide bomber rammed his truck into a police post on Friday.", "rammed", "suicide bomber", "police post",
       ""},
      {"Snipers shot at medics as they carried casualties away on Friday.", "shot", "Snipers", "medics", ""},
      // One party told twice.
      {"The Rwandan group FDLR attacked a convoy near Goma on Sunday.", "attacked", "Rwandan group FDLR", "convoy",
       "Goma"},
      // Whose it was may be told by what stands around it; what it was is not.
      {"Tigrayan forces captured the town of Alamata on Monday, the regional government said.", "captured",
       "Tigrayan forces", "town of Alamata", "Alamata"},
      // Who is blamed did it, who says so did not.
      {"The bombing of a mosque in Gao was blamed on Tuareg rebels.", "bombing", "Tuareg rebels", "mosque", "Gao"},
      {"Nine soldiers were killed in shelling by rebel forces, Ali Karim, a spokesman, said.", "shelling",
       "rebel forces", "soldiers", ""},
  };
  for (const Named& n : kNamed) {
    SCOPED_TRACE(n.text);
    auto text = test_stages().parse(n.text);
    const std::optional<Event> found = event_at(*text, n.trigger);
    if (!found) continue;
    ASSERT_EQ(found->by.size(), 1u);
    ASSERT_FALSE(found->on.empty());
    EXPECT_EQ(text->tokens.words(found->by[0].tokens), n.by);
    EXPECT_EQ(text->tokens.words(found->on[0].tokens), n.on);
    EXPECT_EQ(found->place < 0 ? "" : text->mentions.places[static_cast<size_t>(found->place)].name, n.place);
  }
}

TEST(Choices, WhoJudgesADeedDidNotDoIt) {
  auto text = test_stages().parse("The Karen National Front (KNF) party condemned the air strikes on Monday.");
  const std::optional<Event> found = event_at(*text, "air strikes");
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->by.empty());
}

// A phrase is a doer or a target, never both, and stands there once.
// Arms that a fight is fought with are its means, and what the sentence before tells of a side that is named adds
// nothing.
TEST(Choices, ASideThatIsNamedIsNotNamedAgain) {
  auto text = test_stages().parse(
      "In this photo an Azerbaijani tank burns on a slope. Armenian and Azerbaijani forces fought with artillery for a "
      "second day on Monday over Nagorno-Karabakh.");
  auto event = event_at(*text, "fought");
  ASSERT_TRUE(event);
  ASSERT_EQ(event->by.size(), 1u);
  EXPECT_EQ(event->by[0].sides, (std::vector<std::string>{"Armenia", "Azerbaijan"}));
}

TEST(Choices, APhraseHasOneRole) {
  const Stages& stages = test_stages();
  auto text = stages.parse(
      "Armenian and Azerbaijani forces clashed near Tartar. The army said that its troops and tanks had shelled the "
      "town, "
      "and that the shelling of the town by the enemy had killed two women, a man and five soldiers.");
  for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags)) {
    std::vector<TokenRange> all;
    for (const auto* list : {&e.by, &e.on})
      for (const Participant& p : *list) {
        EXPECT_EQ(std::count(all.begin(), all.end(), p.tokens), 0) << text->tokens.words(p.tokens);
        all.push_back(p.tokens);
      }
  }
}

// Who does it to somebody else, and who only says so, are not those it is done to.
TEST(Choices, WhoDoesItIsNoTarget) {
  const Stages& stages = test_stages();
  for (const char* told : {"The rebels later wounded several officers in Bama.",
                           "The Taliban stormed the post on Monday, killing nine guards inside, he added."}) {
    auto text = stages.parse(told);
    for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags)) {
      ASSERT_EQ(e.by.size(), 1u) << told;
      EXPECT_LT(e.by[0].head, e.head) << told;
      for (const Participant& p : e.on) EXPECT_NE(text->tokens.word(p.head), "he") << told;
    }
  }
}

// A dateline abroad is no place of what befell another country's things, or of what happened at its border.
TEST(Choices, TheDatelineMayBeAbroad) {
  const std::pair<const char*, const char*> kTold[] = {
      {"Ethiopian jets bombed an Eritrean airfield on Monday, the rebels said.", "bombed"},
      {"Gunmen killed 12 Malian soldiers near the border with Niger on Monday.", "killed"},
      {"Rebel guns fired at an island on Monday.", "fired"},
  };
  for (const auto& [told, trigger] : kTold) {
    auto text = test_stages().parse(std::string("NAIROBI, Kenya (AP) - ") + told);
    const std::optional<Event> found = event_at(*text, trigger);
    ASSERT_TRUE(found && text->mentions.dateline);
    EXPECT_EQ(found->place, -1) << told;
  }
}

// Words that tell of one happening between them are one event.
TEST(Choices, OneHappeningIsOneEvent) {
  const Stages& stages = test_stages();
  for (const char* told :
       {"Rebels attacked a convoy near Mopti on Friday, killing five soldiers and wounding nine.",
        "A roadside bomb killed three soldiers near Gao on Monday.",
        "An attack on Monday which left 15 soldiers dead was claimed by the rebels.",
        "Shelling by government forces killed four civilians in Aleppo on Sunday.",
        "Taliban fighters took 12 soldiers prisoner in Ghazni on Friday.",
        "Air strikes hit a market in Sanaa on Monday.",
        "Two soldiers were killed in a mortar attack near Goris on Monday.",
        "The army observed nine rockets launched towards Haifa on Monday.",
        "Four herders had their throats slit by rebels near Blida on Friday.",
        "Rebels murdered and beheaded nine people in Palma on Friday.",
        "Nine rebels were killed and several wounded in an attack on Gao on Monday.",
        "The attack, which the army said killed nine soldiers, lasted an hour.",
        "Shortly after the blast, the Taliban claimed responsibility for the attack.",
        "A peacekeeper suffered wounds that resulted in his death near Gao on Monday.",
        "Three rockets fired from Lebanon entered Israel on Monday but fell in an orchard.",
        "Police fought a gun battle with rebels in a suburb of Bunia, the most violent clash between them since March.",
        "The guerrillas pulled out of the truce with the government on Monday.",
        "The rebels laid siege to Huambo in 1993, besieging it for weeks."}) {
    auto text = stages.parse(told);
    EXPECT_EQ(stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags).size(), 1u) << told;
  }
}

// What was avoided, forbidden, a prospect or a word only, what is known or told by the words beside it.
TEST(Choices, WhatIsNoEvent) {
  for (const auto& [told, word] :
       {std::pair{"The army shelled Goma on Monday but tried to avoid hitting the market.", "hitting"},
        {"Rebels shelled Goma on Monday, raising the specter of a new round of air strikes.", "air strikes"},
        {"Rebels shelled Goma on Monday and the governor banned public meetings.", "meetings"},
        {"Rebels shelled Goma. \"Do not shoot at children,\" the governor said.", "shoot"},
        {"Rebels shelled Goma. Officials use the word \"neutralised\" for the dead.", "neutralised"},
        {"The ELN ambushed a patrol on Monday, and it left nine soldiers dead.", "left"},
        {"Three herders were killed by the army in Ekona on Monday. The three herders killed were brothers.",
         "killed were"},
        {"Rebels attacked a mine near Goma on Monday. Hours after the attack, they burned a school.", "attack,"},
        {"Rebels attacked a mine near Goma on Monday. Police arrested two men at the scene of the attack.", "attack."},
        {"Shells fell on Mostar on Monday, killing nine people. The deceased were identified as traders.", "deceased"},
        {"The army shelled Goma on Monday, and the rebels were prevented from seizing the bridge.", "seizing"},
        {"Shells fell on Mostar on Monday, and the streets were deserted.", "deserted"}}) {
    auto text = test_stages().parse(told);
    const size_t at = std::string_view(told).find(word);
    const std::vector<Event> events =
        test_stages().event_finder->find(text->report, *text->parse, text->mentions, text->tags);
    EXPECT_FALSE(events.empty()) << told;
    for (const Event& e : events) EXPECT_NE(text->tokens.span({e.head, e.head + 1}).begin, at) << told;
  }
}

// What is told of a side elsewhere in the report may be put in, but never as what that side itself fired at.
TEST(Choices, NobodyIsPutInAsHisOwnTarget) {
  const Stages& stages = test_stages();
  auto text = stages.parse(
      "Russian troops shelled Ukrainian positions near Bakhmut on Sunday. Russian guns fired again in the evening. "
      "Russian aircraft bombed a bridge. Russian forces then stormed the town, the governor said.");
  for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags))
    for (const Participant& by : e.by)
      for (const Participant& on : e.on)
        EXPECT_FALSE(by.sides.size() == 1 && on.sides == by.sides) << text->tokens.words(e.trigger);
}

// An army's country is not where it fights.
TEST(Choices, AnOwnerIsNoPlace) {
  const Stages& stages = test_stages();
  auto text = stages.parse("The armed forces of Armenia opened fire on Monday, the ministry said.");
  for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags))
    EXPECT_EQ(e.place, -1);
}

TEST(Evidence, NamesAndHashesAreOfTheWholeName) {
  Evidence named(true), plain;
  named.add("at=", "here", "/", 12);
  plain.add("at=here/12");
  ASSERT_EQ(named.names().size(), 1u);
  EXPECT_EQ(named.names()[0], "at=here/12");
  EXPECT_EQ(named.keys(), plain.keys());
  EXPECT_EQ(plain.keys()[0], Evidence::hash("at=here/12"));
}

TEST(Evidence, EveryKindOfPieceIsHashedAsItIsWritten) {
  const std::string word = "spokesperson";
  const bool yes = word.size() == 12;
  Evidence named(true);
  named.add("", 0, "/", -7, "/", 1234567890123, "/", yes);
  named.add("word=", Piece::lower("Sokol-M ÄB"), std::string_view("|"), word, yes ? " longer" : " short");
  named.add(word);
  const std::vector<std::string> expected = {"0/-7/1234567890123/1", "word=sokol-m Äb|spokesperson longer", word};
  EXPECT_EQ(named.names(), expected);
  for (size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(named.keys()[i], Evidence::hash(expected[i])) << expected[i];
}

TEST(Evidence, WeightsAreSummedAndFaultsAreTold) {
  KnowledgeSource source({{"good.tsv", "feature\tweight\na\t1500\nb\t-20\n"},
                          {"word.tsv", "feature\tweight\na\tmuch\n"},
                          {"twice.tsv", "feature\tweight\na\t1\na\t2\n"}});
  auto weights = EvidenceWeights::load(source, "good.tsv");
  ASSERT_TRUE(weights) << weights.error().text();
  Evidence evidence;
  evidence.add("a");
  evidence.add("b");
  evidence.add("unknown");
  EXPECT_EQ(weights->sum(evidence), 1480);
  for (const char* file : {"word.tsv", "twice.tsv"}) {
    auto bad = EvidenceWeights::load(source, file);
    ASSERT_FALSE(bad) << file;
    EXPECT_EQ(bad.error().file, file);
    EXPECT_GT(bad.error().line, 1u);
  }
}

TEST(KindGroups, FaultsAreTold) {
  auto all = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  ASSERT_TRUE(all) << all.error().text();
  auto kinds = Kinds::load(*all);
  ASSERT_TRUE(kinds) << kinds.error().text();
  for (const char* second : {"violence\tpicnic", "words\traid"}) {
    KnowledgeSource source({{"events/kind_groups.tsv", std::string("group\tkind\nviolence\traid\n") + second + "\n"}});
    auto groups = KindGroups::load(source, *kinds);
    ASSERT_FALSE(groups) << second;
    EXPECT_EQ(groups.error().file, "events/kind_groups.tsv");
    EXPECT_EQ(groups.error().line, 3u);
  }
}

// Side by side or in rows of their own, the weights are the same.
TEST(Evidence, ClassesAreWeighedAsTheirRowsAre) {
  const std::string table = "feature\tweight\nway=nsubj by\t1500\nway=nsubj on\t-700\nfar on\t20\na b by\t-3\n";
  KnowledgeSource source({{"good.tsv", table},
                          {"none.tsv", "feature\tweight\nfar with\t1\n"},
                          {"bare.tsv", "feature\tweight\nby\t1\n"},
                          {"twice.tsv", "feature\tweight\nfar by\t1\nfar by\t2\n"},
                          {"large.tsv", "feature\tweight\nfar by\t40000\n"}});
  auto weights = ClassWeights::load(source, "good.tsv", {"by", "on"});
  ASSERT_TRUE(weights) << weights.error().text();
  auto plain = EvidenceWeights::load(source, "good.tsv");
  ASSERT_TRUE(plain) << plain.error().text();
  Evidence evidence(true);
  for (const char* piece : {"way=nsubj", "far", "a b", "unknown"}) evidence.add(std::string_view(piece));
  int64_t sums[2] = {10, 0};
  weights->add_to(evidence, sums);
  for (size_t c : {size_t{0}, size_t{1}}) {
    Evidence rows;
    for (const std::string& name : evidence.names_with(weights->classes()[c])) rows.add(name);
    EXPECT_EQ(sums[c] - (c == 0 ? 10 : 0), plain->sum(rows)) << weights->classes()[c];
  }
  for (const char* file : {"none.tsv", "bare.tsv", "twice.tsv", "large.tsv"}) {
    auto bad = ClassWeights::load(source, file, {"by", "on"});
    ASSERT_FALSE(bad) << file;
    EXPECT_EQ(bad.error().file, file);
    EXPECT_GT(bad.error().line, 1u);
  }
}

}  // namespace
}  // namespace sayso
