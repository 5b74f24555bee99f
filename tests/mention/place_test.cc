#include "mention/place.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "base/mapped_file.h"
#include "mention/place_words.h"
#include "support/parse_text.h"

namespace sayso {
namespace {

struct Atlas {
  MappedFile file;
  Gazetteer gazetteer;
  KnowledgeSource knowledge;

  static const Atlas* get() {
    static const std::unique_ptr<const Atlas> kAtlas = [] {
      std::unique_ptr<const Atlas> none;
      auto knowledge = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
      auto file = MappedFile::open(SAYSO_BINARY_DIR "/gazetteer.bin");
      if (!knowledge || !file) return none;
      auto gazetteer = Gazetteer::open(file->bytes());
      if (!gazetteer) return none;
      return std::make_unique<const Atlas>(Atlas{std::move(*file), *gazetteer, std::move(*knowledge)});
    }();
    return kAtlas.get();
  }
};

const PlaceFinder* finder() {
  static const std::unique_ptr<const PlaceFinder> kFinder = [] {
    std::unique_ptr<const PlaceFinder> none;
    if (Atlas::get() == nullptr) return none;
    auto found = PlaceFinder::load(Atlas::get()->knowledge, &Atlas::get()->gazetteer);
    EXPECT_TRUE(found) << (found ? "" : found.error().text());
    return found ? std::make_unique<const PlaceFinder>(std::move(*found)) : std::move(none);
  }();
  return kFinder.get();
}

// "Tartar=Tartar,AZ,1" for each place: its words, name, country and precision; with D for a demonym, R for a reference,
// M for a metonym; parted by "; ".
std::string places_of(const Parsed& parsed, std::vector<std::string_view> homes = {}) {
  std::string out;
  for (const Place& p : finder()->find(parsed.report, parsed.parse, std::move(homes))) {
    if (!out.empty()) out += "; ";
    out +=
        std::string(parsed.tokens.words(p.tokens)) + "=" + p.name + "," + p.country + "," + std::to_string(p.precision);
    if (p.demonym) out += ",D";
    if (p.reference) out += ",R";
    if (p.metonym) out += ",M";
  }
  return out;
}

struct Case {
  std::string text, places;
};

class Places : public testing::Test {
 protected:
  void expect(std::initializer_list<Case> cases) {
    ASSERT_NE(finder(), nullptr) << "the gazetteer of this build is missing";
    for (const Case& c : cases) {
      auto parsed = parse_text(c.text);
      ASSERT_NE(parsed, nullptr);
      EXPECT_EQ(places_of(*parsed), c.places) << c.text << "\n" << show(parsed->parse);
    }
  }
};

TEST_F(Places, NamesOfTheGazetteer) {
  expect({
      {"Shells fell on the town of Tartar at dawn.", "Tartar=Tartar,AZ,1"},
      {"Sirens were heard in Xankəndi and in Şuşa.", "Xankəndi=Stepanakert,AZ,1; Şuşa=Shusha,AZ,1"},
      {"Smoke rose over Khan Yunis in the Gaza Strip.", "Khan Yunis=Khan Yunis,PS,1; Gaza Strip=Gaza Strip,PS,4"},
      {"Fighting was reported in Nagorno-Karabakh.", "Nagorno-Karabakh=Nagorno-Karabakh,AZ,5"},
      {"Jets bombed Kani Township, in Sagaing Region, on Sunday. Kani was quiet on Monday.",
       "Kani Township=Kani Township,MM,4; Sagaing Region=Sagaing,MM,4; Kani=Kani Township,MM,4"},
      {"Three people were wounded in al-Qaim, near the border with Syria.", "al-Qaim=Al-Qaim,IQ,1; Syria=Syria,SY,6"},
  });
}

TEST_F(Places, WordsThatAreNoPlaces) {
  expect({
      {"Police said the march would be held in March.", ""},
      {"Most of the men had left for work.", ""},
      {"He told us that nobody came.", ""},
      {"The column was printed by the Moscow Times on Friday.", ""},
      {"President Jackson and Secretary Lincoln met on Monday.", ""},
      {"\"Nobody was there,\" said Chelsea London, a nurse.", ""},
      {"Six missiles were fired at the Kingdom, the minister said.", ""},
      // Ships, and those who live in a village.
      {"A missile hit the HMS Sheffield, and a drone the USS Velbrook.", ""},
      {"Pirates boarded the bulk carrier Sheffield on Monday.", ""},
      {"Gunmen burned a Meitei village on Monday.", ""},
      {"Two members of the Kuki community were shot, and so were three of the Velbrook community.", ""},
  });
}

// What is done to places alone makes a place of a name that no gazetteer has.
TEST_F(Places, AreWhatIsRetakenShelledOrBesieged) {
  expect({
      {"The army retook Kitshumbari on Monday.", "Kitshumbari=Kitshumbari,,1"},
      {"Kitshumbari was recaptured on Monday, the army said.", "Kitshumbari=Kitshumbari,,1"},
      {"The siege of Kitshumbari went on.", "Kitshumbari=Kitshumbari,,1"},
      {"Jets strafed Kitshumbari, which had been shelled before.", "Kitshumbari=Kitshumbari,,1"},
      {"Police captured Kitshumbari at his home.", ""},
      // Whose ministry speaks behind it says nothing of where it is.
      {"Rockets hit the town of Kitshumbari, the French foreign ministry said.",
       "Kitshumbari=Kitshumbari,,1; French=France,FR,6,D"},
  });
}

TEST_F(Places, ASiteOfACountrysNameIsNotInThatCountry) {
  auto parsed = parse_text("Nine people were killed in the Saudi Hospital in El Fasher, Sudan, on Friday.");
  ASSERT_NE(parsed, nullptr);
  EXPECT_EQ(places_of(*parsed).find("Saudi Arabia"), std::string::npos) << places_of(*parsed);
}

// What befalls towns makes one of a name that the gazetteer knows, though a man could have it.
TEST_F(Places, AreWhatFallsIsBombedOrLivedIn) {
  expect({
      {"Goma fell on Monday, a militia said.", "Goma=Goma,CD,1"},
      {"Kunduz was bombed on Monday.", "Kunduz=Kunduz,AF,1"},
      {"Gunmen killed nine people in Kumaro community on Monday.", "Kumaro community=Kumaro,,1"},
      {"A strike hit the Bilozerska community on Monday.", "Bilozerska community=Bilozerska,,1"},
      {"Lashkar Gah came under fire on Monday.", "Lashkar Gah=Lashkar Gah,AF,1"},
      {"Goma has been under siege since May.", "Goma=Goma,CD,1"},
      {"Goma residents fled on Monday.", "Goma=Goma,CD,1"},
      {"Rebels attacked Sake on Monday, killing three villagers.", "Sake=Sake,CD,1"},
      // However few words in small letters there are.
      {"Rebels attacked Zangoraf on Sunday.", "Zangoraf=Zangoraf,,1"},
      {"Goma's market was shut on Monday.", "Goma=Goma,CD,1"},
      {"Ivanov fell on Monday, a militia said.", ""},
  });
}

TEST_F(Places, ContainersAndNamesakes) {
  expect({
      // Of a town abroad, which is called so in another language, nothing lies in Pakistan.
      {"Rockets killed eight at Sui in Pakistan.", "Sui=Sui,PK,6; Pakistan=Pakistan,PK,6"},
      // Of a small namesake of a town in a country that the report does not speak of nothing is named.
      {"Four wounded soldiers were flown from Somalia to Nairobi, to Wilson Airport.",
       "Somalia=Somalia,SO,6; Nairobi=Nairobi,KE,1; Wilson Airport=Nairobi,KE,2"},
      {"A man was shot in Paris, Texas.", "Paris=Paris,US,1; Texas=Texas,US,4"},
      {"A bomb went off in Tripoli. The Lebanese army closed the roads to Beirut.",
       "Tripoli=Tripoli,LB,1; Lebanese=Lebanon,LB,6,D; Beirut=Beirut,LB,1"},
      {"Troops entered Tripoli from Misrata, a Libyan officer said.",
       "Tripoli=Tripoli,LY,1; Misrata=Misrata,LY,1; Libyan=Libya,LY,6,D"},
      {"Rebels hold parts of Idlib province and the city of Idlib in Syria.",
       "Idlib province=Idlib Governorate,SY,4; Idlib=Idlib,SY,1; Syria=Syria,SY,6"},
      // A large town bears the name itself, another did long ago.
      {"Drones hit a warship in Novorossiysk on Friday. The navy of Ukraine had no comment in Odesa.",
       "Novorossiysk=Novorossiysk,RU,1; Ukraine=Ukraine,UA,6; Odesa=Odesa,UA,1"},
      {"Jets flew sorties on ISIS-held Palmyra, the Syrian army said.", "Palmyra=Tadmur,SY,1; Syrian=Syria,SY,6,D"},
      // Another town was called so once; the village is the one that reports name.
      {"Shells hit the prison of Yelenovka, the mayor of Donetsk said.",
       "Yelenovka=Olenivka,UA,1; Donetsk=Donetsk,UA,1"},
  });
}

TEST_F(Places, BeyondTheGazetteer) {
  expect({
      {"Gunmen attacked the village of Qarveltu in Kunduz province.",
       "Qarveltu=Qarveltu,AF,4; Kunduz province=Kunduz Province,AF,4"},
      {"Two soldiers died in Zhorvane on Sunday.", "Zhorvane=Zhorvane,,1"},
      {"Rebels struck the column outside Mu Thon on its way back.", "Mu Thon=Mu Thon,,1"},
      {"She was born in January and works at Google.", ""},
      // All of the words that a name has, and not the part that some other place is called by.
      {"Four soldiers died in Negros Occidental province on Sunday.",
       "Negros Occidental province=Negros Occidental province,,4"},
      {"Troops burned houses in K'Ser Doh Township on Sunday.", "K'Ser Doh Township=K'Ser Doh Township,,3"},
      {"A ship burned at Djibouti Port on Sunday.", "Djibouti Port=Djibouti,DJ,1"},
      {"Shots were heard in Congo Town, a suburb of Monrovia.", "Congo Town=Congo Town,LR,1; Monrovia=Monrovia,LR,1"},
      {"Gunmen burned the village of Zhorvane in the Borgal region of Mali.",
       "Zhorvane=Zhorvane,ML,6; Borgal region=Borgal region,ML,6; Mali=Mali,ML,6"},
      // In the country that the sentence begins with.
      {"In Mali, gunmen raided the village of Zhorvane.", "Mali=Mali,ML,6; Zhorvane=Zhorvane,ML,1"},
      // A quarter, or what is called an area of a town, is the town; an area of a district is a spot there.
      {"Fighting broke out in the Al-Qarmel neighbourhood of Omdurman.",
       "Al-Qarmel neighbourhood=Omdurman,SD,1; Omdurman=Omdurman,SD,1"},
      {"Shells fell on Tor-e-Ghundi area of Kunduz city.", "Tor-e-Ghundi area=Kunduz,AF,1; Kunduz city=Kunduz,AF,1"},
      {"Shells fell on Ramgora area of Kulgam district.", "Ramgora area=Ramgora,IN,3; Kulgam district=Kulgam,IN,3"},
      // An agency.
      {"(Bloomberg) -- Soldiers shot three farmers on Monday.", ""},
  });
}

TEST_F(Places, NamesThatMeanAnotherPlaceThanTheyDoAlone) {
  expect({
      // A genitive may stand within a name.
      {"Doctors at a hospital in Cox’s Bazar removed the bullets.", "Cox’s Bazar=Cox’s Bāzār,BD,1"},
      // What a name is said to be, behind a comma.
      {"Soldiers encircled Chut Pyin, her village in Rathedaung township, she said.",
       "Chut Pyin=Chut Pyin,MM,1; Rathedaung township=Rathedaung,MM,3"},
      // Another name of a city abroad, and of a town at home.
      {"Huambo was shelled, too. Angola has asked for help in Kuito.",
       "Huambo=Huambo,AO,1; Angola=Angola,AO,6,M; Kuito=Cuito,AO,1"},
      // A village is none of 500,000 people in another country.
      {"Rockets fell on the village of Nasiriyah, a police source in Hama said. The army shelled Idlib.",
       "Nasiriyah=Nasiriyah,SY,1; Hama=Hama,SY,1; Idlib=Idlib,SY,1"},
      // Nor is it a capital, or what another language calls so.
      {"Gunmen burned the village of Manila, in Palma district, in Mozambique.",
       "Manila=Manila,MZ,1; Palma district=Palma,MZ,3; Mozambique=Mozambique,MZ,6"},
      {"Soldiers fought in Gao. Gunmen shot two herders in the village of Ber.", "Gao=Gao,ML,1; Ber=Ber,,1"},
      // A ship.
      {"The Soviet tanker Lugansk was damaged off Puerto Sandino.",
       "Soviet=Russia,RU,6,D; Puerto Sandino=Puerto Sandino,,1"},
      {"He met them at the White House on Monday. The White House said it had struck Sanaa.",
       "White House=White House,US,1; White House=White House,US,1,M; Sanaa=Sana'a,YE,1"},
  });
}

// "A, B and C=A" for each place of a list: the whole list, and the place's own name.
std::string lists_of(const Parsed& parsed) {
  std::string out;
  for (const Place& p : finder()->find(parsed.report, parsed.parse))
    if (!p.listed.empty()) out += (out.empty() ? "" : "; ") + std::string(parsed.tokens.words(p.listed)) + "=" + p.name;
  return out;
}

TEST_F(Places, NamedTogether) {
  ASSERT_NE(finder(), nullptr);
  for (const Case& c : {
           Case{"Jets bombed Idlib, Hama and Aleppo on Monday.",
                "Idlib, Hama and Aleppo=Idlib; Idlib, Hama and Aleppo=Hama; Idlib, Hama and Aleppo=Aleppo"},
           Case{"Gunmen attacked Nazran and the village of Karabulak.",
                "Nazran and the village of Karabulak=Nazran’; Nazran and the village of Karabulak=Karabulak"},
           // Some of them are no places by themselves.
           Case{"Troops fired back in the Bhimber, Hot Spring, Kel and Lipa sectors of Kashmir.",
                "Bhimber, Hot Spring, Kel and Lipa sectors=Bhimbar"},
           // One lies in the other; another country; nothing joins them.
           Case{"Shells fell on Tartar, Azerbaijan, and on Goris.", ""},
           Case{"Talks were held in Baku and Yerevan.", ""},
           Case{"Jets bombed Idlib, then Hama.", ""},
       }) {
    auto parsed = parse_text(c.text);
    ASSERT_NE(parsed, nullptr);
    EXPECT_EQ(lists_of(*parsed), c.places) << c.text;
  }
}

TEST_F(Places, DistanceAndDirection) {
  expect({
      {"The convoy was stopped 12 km north of Bakhmut.", "Bakhmut=Bakhmut,UA,2"},
      {"A drone was shot down near Kherson.", "Kherson=Kherson,UA,2"},
      {"Shells fell on villages along the line of contact in Nagorno-Karabakh.",
       "line of contact=Line of Contact,AZ,5; Nagorno-Karabakh=Nagorno-Karabakh,AZ,5"},
      {"Ukraine said that two soldiers were shot dead on the contact line.",
       "Ukraine=Ukraine,UA,6,M; contact line=Contact Line,UA,5"},
      {"He drew a contact line on the map.", ""},
      {"Clashes went on in northern Syria.", "Syria=Syria,SY,5"},
  });
}

// The point lies as far off as is said; without a distance it is the town's own.
TEST_F(Places, ABearingMovesThePoint) {
  struct Row {
    const char* text;
    double north, east;  // kilometers from the town
    int precision;
  };
  const Row kRows[] = {{"The convoy was stopped 12 km north of Bakhmut.", 12, 0, 2},
                       {"The convoy was stopped 10 miles east of Bakhmut.", 0, 16.1, 2},
                       {"The convoy was stopped 40 kilometers south of Bakhmut.", -40, 0, 3},
                       {"The convoy was stopped 20 km southwest of Bakhmut.", -14.1, -14.1, 2},
                       {"The convoy was stopped 500 meters west of Bakhmut.", 0, -0.5, 2},
                       {"The convoy was stopped west of Bakhmut.", 0, 0, 2},
                       {"The convoy was stopped in Bakhmut.", 0, 0, 1}};
  ASSERT_NE(finder(), nullptr);
  std::optional<double> lat, lon;
  for (const Row& row : std::vector<Row>(std::rbegin(kRows), std::rend(kRows))) {
    SCOPED_TRACE(row.text);
    auto parsed = parse_text(row.text);
    std::vector<Place> places = finder()->find(parsed->report, parsed->parse);
    ASSERT_EQ(places.size(), 1u);
    const Place& p = places[0];
    ASSERT_TRUE(p.lat && p.lon);
    if (!lat) {
      lat = p.lat;
      lon = p.lon;
    }
    EXPECT_EQ(p.precision, row.precision);
    EXPECT_EQ(p.beside, row.precision > 1);
    EXPECT_NEAR((*p.lat - *lat) * 111.2, row.north, 0.3);
    EXPECT_NEAR((*p.lon - *lon) * 111.2 * std::cos(*lat * 3.14159 / 180), row.east, 0.3);
  }
}

TEST_F(Places, GovernmentsByTheirCapitals) {
  expect({
      {"Baku resumed its attacks in the morning.", "Baku=Baku,AZ,1,M"},
      {"Yerevan accused Ankara of sending fighters.", "Yerevan=Yerevan,AM,1,M; Ankara=Ankara,TR,1,M"},
      {"A rocket hit a market in Baku.", "Baku=Baku,AZ,1"},
      {"Syrian troops left Aleppo.", "Syrian=Syria,SY,6,D; Aleppo=Aleppo,SY,1"},
  });
}

TEST_F(Places, References) {
  expect({
      // Seats of government are no towns, and not what a province's capital is.
      {"Shells hit Hadrut on Friday. Officials in Yerevan said so. Residents fled the town.",
       "Hadrut=Hadrut,AZ,1; Yerevan=Yerevan,AM,1; the town=Hadrut,AZ,1,R"},
      {"Fighters entered Kunduz. Kabul sent troops. They held the provincial capital.",
       "Kunduz=Kunduz,AF,1; Kabul=Kabul,AF,1,M; the provincial capital=Kunduz,AF,1,R"},
      {"Shells hit Hadrut on Friday. Residents fled the town.", "Hadrut=Hadrut,AZ,1; the town=Hadrut,AZ,1,R"},
      {"War came back to Nagorno-Karabakh. Local fighters hold land outside the region.",
       "Nagorno-Karabakh=Nagorno-Karabakh,AZ,5; the region=Nagorno-Karabakh,AZ,5,R"},
      {"Israeli tanks entered the Gaza Strip. Food is short in the Strip.",
       "Israeli=Israel,IL,6,D; Gaza Strip=Gaza Strip,PS,4; the Strip=Gaza Strip,PS,4,R"},
      {"A bomb went off in the Somali capital, a Mogadishu hospital said.",
       "Somali=Somalia,SO,6,D; capital=Mogadishu,SO,1,R; Mogadishu=Mogadishu,SO,1"},
      {"Shells fell on Mali's capital.", "Mali=Mali,ML,6; capital=Bamako,ML,1,R"},
      {"Two guards were shot in the Abkhaz capital.", "Abkhaz=Abkhazia,GE,4,D"},
      {"Sudanese officers met in the capital.", "Sudanese=Sudan,SD,6,D; the capital=Khartoum,SD,1,R"},
      {"They asked who would hold the town.", ""},
  });
}

TEST_F(Places, ReferencesLookForAScene) {
  expect({
      {"Jets bombed camps around Baidoa. The bodies were flown to Mogadishu airport. Elders said jets came back to the "
       "town.",
       "Baidoa=Baidoa,SO,2; Mogadishu=Mogadishu,SO,1; the town=Baidoa,SO,2,R"},
      {"In Mpeketoni, gunmen drove into town at dusk.", "Mpeketoni=Mpeketoni,KE,1; town=Mpeketoni,KE,1,R"},
      // Abroad, where somebody only speaks from.
      {"Huambo and Kuito were shelled, a radio station heard in Lisbon said. Luanda says most of the city burned.",
       "Huambo=Huambo,AO,1; Kuito=Cuito,AO,1; Lisbon=Lisbon,PT,1; Luanda=Luanda,AO,1,M; the city=Cuito,AO,1,R"},
      // What a distance is measured from is not the area; a town named as late as a region is.
      {"Two men died near the town of Bria, 600 km east of the capital Bangui. Troops secured the area.",
       "Bria=Bria,CF,1; Bangui=Bangui,CF,3; the area=Bria,CF,1,R"},
      {"Shots were heard at Sopore in Kashmir. Soldiers combed the area.",
       "Sopore=Sopur,IN,1; Kashmir=Kashmir,IN,5; the area=Sopur,IN,1,R"},
      // People, not a place.
      {"Rebels shelled Goma on Monday. The governor appealed to the international community.", "Goma=Goma,CD,1"},
  });
}

TEST_F(Places, LandsAndBordersWithoutNames) {
  expect({
      {"The jets had penetrated Pakistani airspace, India said.",
       "Pakistani airspace=Pakistan,PK,6; India=India,IN,6,M"},
      {"Gunmen tried to cross the border. A Lebanese side gate was shut.",
       "the border=border,,5,R; Lebanese=Lebanon,LB,6,D"},
      // The district that a village lies in is none.
      {"Gunmen took Kwatas village in Bokkos district of Nigeria. They burned the village.",
       "Kwatas village=Kwatas,NG,3; Bokkos district=Bokkos,NG,3; Nigeria=Nigeria,NG,6; the village=Kwatas,NG,3,R"},
      {"Gunmen riding motorcycles took Majifa village before dawn, in Kankara Local Government Area of Katsina State. "
       "They burned the village.",
       "Majifa village=Majifa,NG,1; Kankara Local Government Area=Kankara,NG,3; Katsina State=Katsina State,NG,4; "
       "the village=Majifa,NG,1,R"},
      {"He said the insurgents controlled the whole of Kukawa local government in Borno State, Nigeria.",
       "Kukawa local government=Kukawa,NG,3; Borno State=Borno,NG,4; Nigeria=Nigeria,NG,6"},
      // An article begins a name that the gazetteer lacks; a word for a site behind one makes it a place.
      {"Soldiers shot dead two people at Al Qutay on Monday.", "Al Qutay=Al Qutay,,1"},
      {"Partners say that Al Qutay checkpoint is closed to commercial traffic.", "Al Qutay=Al Qutay,,1"},
      // Who acts there is not of there.
      {"Somalia's minister was silent. The United States has carried out 11 strikes in the country.",
       "Somalia=Somalia,SO,6,M; United States=United States,US,6,M; the country=Somalia,SO,6,R"},
      {"Burkina Faso mourned. Jihadists had killed 160 people in the northeast of the country.",
       "Burkina Faso=Burkina Faso,BF,6,M; the country=Burkina Faso,BF,5,R"},
      // A part of it; what it is called by the part of the world that it lies in.
      {"Russian officials said that nine drones were shot down over the country's southern regions.",
       "Russian=Russia,RU,6,D; the country=Russia,RU,5,R"},
      {"Haiti mourned. Two officers had been shot in the Caribbean country.",
       "Haiti=Haiti,HT,6,M; the Caribbean country=Haiti,HT,6,R"},
      {"Two officers were shot in the Caribbean country.", ""},
      // What lies behind a border is not what the report is on.
      {"Jihadists killed eight men in the north of the country, close to the Niger border, in Burkina Faso.",
       "the country=Burkina Faso,BF,5,R; Niger=Niger,NE,6; Burkina Faso=Burkina Faso,BF,6"},
      // A village that nobody knows lies in no country for its visitors' sake.
      {"Ugandan soldiers, Ugandan drivers, Ugandan cooks and Ugandan nurses died in the village of Qarxo.",
       "Ugandan=Uganda,UG,6,D; Ugandan=Uganda,UG,6,D; Ugandan=Uganda,UG,6,D; Ugandan=Uganda,UG,6,D; Qarxo=Qarxo,,1"},
      // What missiles are fired at in a report on ships.
      {"Missiles were fired at Ocean Pearl, the navy said. The ship sailed on.", ""},
      {"Ouagadougou was quiet. Burkina Faso mourned. Jihadists had killed 160 people in the northeast.",
       "Ouagadougou=Ouagadougou,BF,1; Burkina Faso=Burkina Faso,BF,6,M; the northeast=Burkina Faso,BF,5,R"},
  });
}

TEST_F(Places, HereAndThereInTheCountry) {
  const std::string bouake = "Shots rang out in Bouake, Korhogo and Daloa.",
                    places = "Bouake=Bouaké,CI,1; Korhogo=Korhogo,CI,1; Daloa=Daloa,CI,1";
  expect({
      // The report is on the country, though it does not name it.
      {bouake + " Sixty people died in six northern regions.", places + "; six northern regions=Ivory Coast,CI,5,R"},
      {bouake + " Inmates rioted at several prisons.", places + "; several prisons=Ivory Coast,CI,5,R"},
      {bouake + " Police held 300 people nationwide.", places + "; nationwide=Ivory Coast,CI,6,R"},
      {bouake + " Troops were sent to the country's prisons.", places + "; the country=Ivory Coast,CI,5,R"},
      // Which ones is said, or it is not said where.
      {bouake + " Sixty people died in two cities, Bouake and Daloa.",
       places + "; Bouake=Bouaké,CI,1; Daloa=Daloa,CI,1"},
      {bouake + " The rebels hold six regions.", places},
      // Those who do something to it are of another.
      {bouake + " French troops have killed 30 rebels in the country.",
       places + "; French=France,FR,6,D; the country=Ivory Coast,CI,6,R"},
      {bouake + " France troops have died in the country.",
       places + "; France=France,FR,6; the country=Ivory Coast,CI,6,R"},
      {bouake + " France has bombed the country.", places + "; France=France,FR,6,M; the country=Ivory Coast,CI,6,R"},
      {bouake + " France said that it had seen no riots in the country.",
       places + "; France=France,FR,6,M; the country=France,FR,6,R"},
      // What was hit all over a country belongs to it and does not act.
      {"Missiles fell on Ukraine's power plants.", "Ukraine=Ukraine,UA,5"},
      {"Missiles fell on Ukraine's army.", "Ukraine=Ukraine,UA,6,M"},
  });
}

TEST_F(Places, ThePartOfWhatALikePartWasToldOf) {
  expect({
      {"Shells hit northern Gaza and Khan Younis. Haifa and Eilat were quiet. Tanks fired in the north.",
       "Gaza=Gaza Strip,PS,4; Khan Younis=Khan Yunis,PS,1; Haifa=Haifa,IL,1; Eilat=Eilat,IL,1; "
       "the north=Gaza Strip,PS,5,R"},
      {"Shells hit northern Gaza and Khan Younis. Haifa and Eilat were quiet. Ashdod and Acre were hit. Tanks fired in "
       "the south.",
       "Gaza=Gaza Strip,PS,4; Khan Younis=Khan Yunis,PS,1; Haifa=Haifa,IL,1; Eilat=Eilat,IL,1; "
       "Ashdod=Ashdod,IL,1; Acre=Acre,IL,1; the south=Israel,IL,5,R"},
  });
}

TEST_F(Places, ACaptionThatWasCutOff) {
  ASSERT_NE(finder(), nullptr);
  const Language* language = Language::get();
  ASSERT_NE(language, nullptr);
  Report report =
      report_of("A woman stands before a burnt house in Stepa...\nShelling of Stepanakert went on all day.");
  report.blocks[0].role = BlockRole::caption;
  report.blocks[0].truncated = true;
  Parsed parsed(std::move(report), language->tokenizer, language->model);
  std::vector<Place> places = finder()->find(parsed.report, parsed.parse);
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0].name, "Stepanakert");
  EXPECT_EQ(places[0].country, "AZ");
}

TEST_F(Places, TheHeadIsThePhrasesHead) {
  auto parsed = parse_text("Armenian forces shelled the town of Tartar.");
  ASSERT_NE(parsed, nullptr);
  ASSERT_NE(finder(), nullptr);
  for (const Place& p : finder()->find(parsed->report, parsed->parse)) {
    if (p.name == "Tartar") {
      EXPECT_EQ(parsed->parse.word(p.head), "town") << show(parsed->parse);
      EXPECT_EQ(p.geonames, 584871u);
      EXPECT_NEAR(*p.lat, 40.34, 0.01);
      EXPECT_NEAR(*p.lon, 46.93, 0.01);
      EXPECT_NE(std::find(p.names.begin(), p.names.end(), "Tərtər"), p.names.end());
    }
  }
}

TEST_F(Places, Datelines) {
  ASSERT_NE(finder(), nullptr);
  const Case cases[] = {{"YEREVAN, Armenia", "Yerevan,AM"},
                        {"GANJA", "Ganja,AZ"},
                        {"PARIS, Texas", "Paris,US"},
                        {"NEAR KHAFJI, Saudi Arabia", "Al Khafjī,SA"},
                        // Beyond the gazetteer.
                        {"IN AMENAS, Algeria", "In Amenas,DZ"},
                        {"NOWHERE", "Nowhere,"},
                        // Written in two towns.
                        {"BISHKEK/DUSHANBE", ""}};
  for (const Case& c : cases) {
    Report report = report_of(c.text + " (XY) - Words.");
    report.dateline = Dateline{{0, static_cast<uint32_t>(c.text.size())}};
    auto place = finder()->dateline_place(report);
    EXPECT_EQ(place ? place->name + "," + place->country : "", c.places) << c.text;
  }
  EXPECT_FALSE(finder()->dateline_place(report_of("No dateline.")));
}

// A small town far away is not meant because nothing nearer has the name; where words say that it lies there, it is.
TEST_F(Places, ReportsOfOneCountryNameItsOwnVillages) {
  const std::string head = "Malian soldiers shot at rebels near Gao in Mali. In the village of Salt",
                    tail = " a woman was hurt. Rebels left Timbuktu and Kidal, the Malian army in Bamako said.",
                    front = "Malian=Mali,ML,6,D; Gao=Gao,ML,2; Mali=Mali,ML,6; ",
                    back = "Timbuktu=Timbuktu,ML,1; Kidal=Kidal,ML,1; Malian=Mali,ML,6,D; Bamako=Bamako,ML,1";
  expect({
      {head + "," + tail, front + "Salt=Salt,ML,1; " + back},
      {head + " in Spain," + tail, front + "Salt=Salt,ES,1; Spain=Spain,ES,6; " + back},
  });
}

// "Unity" alone is a town in Canada.
TEST_F(Places, AreasCalledByANameAndAWordForWhatTheyAre) {
  expect({
      {"Fighting in Unity state killed 12 people, the South Sudanese army said.",
       "Unity state=Unity State,SS,4; South Sudanese=South Sudan,SS,6,D"},
      {"Rebels hold parts of Lakes state in South Sudan.",
       "Lakes state=Lakes State,SS,4; South Sudan=South Sudan,SS,6"},
      {"Jordanian police closed the road to Karak district.",
       "Jordanian=Jordan,JO,6,D; Karak district=Karak Governorate,JO,4"},
  });
}

// "Bir" alone is a town in Ireland: a half of a name is no name.
TEST_F(Places, NamesJoinedByAHyphenAreOne) {
  expect({
      {"Rebels and soldiers fought in Bir-Hakeim on Monday.", "Bir-Hakeim=Bir-Hakeim,,1"},
      {"Shells fell on Ivano-Frankivsk on Monday.", "Ivano-Frankivsk=Ivano-Frankivsk,UA,1"},
      {"Shells fell on the town of Hpa-an on Monday.", "Hpa-an=Hpa-An,MM,1"},
  });
}

// The others are what the name could have meant, the best first, none better than what was chosen; a reference has
// those of the place it stands for, and a name that the gazetteer lacks has none.
TEST_F(Places, TellWhatElseTheNameCouldMean) {
  ASSERT_NE(finder(), nullptr);
  auto parsed = parse_text(
      "A bomb went off in Tripoli. The Lebanese army closed the roads to Beirut. Shops in the city were shut, and so "
      "were those in the village of Qarzafla.");
  ASSERT_NE(parsed, nullptr);
  std::vector<Place> places = finder()->find(parsed->report, parsed->parse);
  auto named = [&](std::string_view words) {
    auto at = std::find_if(places.begin(), places.end(),
                           [&](const Place& p) { return parsed->tokens.words(p.tokens) == words; });
    EXPECT_NE(at, places.end()) << words;
    return at == places.end() ? Place() : *at;
  };
  const Place tripoli = named("Tripoli");
  ASSERT_NE(tripoli.odds, nullptr);
  ASSERT_FALSE(tripoli.odds->others.empty());
  EXPECT_LE(tripoli.odds->others.size(), 3u);
  EXPECT_EQ(tripoli.country, "LB");
  EXPECT_EQ(tripoli.odds->others[0].country, "LY") << "the larger one, which the report is not about";
  double before = tripoli.odds->score;
  for (const PlaceOdds::Other& other : tripoli.odds->others) {
    EXPECT_LE(other.score, before);
    EXPECT_NE(other.geonames, tripoli.geonames);
    before = other.score;
  }
  const Place city = named("the city");
  ASSERT_TRUE(city.reference);
  EXPECT_EQ(city.odds, named(city.name).odds);
  EXPECT_EQ(named("Qarzafla").odds, nullptr);
}

// Which of two towns is meant, groups and leaders tell where no place does: "Savimbi's men", and Angola's town.
TEST_F(Places, LieWhereThoseWhoAreNamedAreAtHome) {
  ASSERT_NE(finder(), nullptr);
  auto parsed = parse_text("The rebels shelled Kuito on Monday, the radio said.");
  ASSERT_NE(parsed, nullptr);
  EXPECT_EQ(places_of(*parsed, {"AO"}), "Kuito=Cuito,AO,1");
  EXPECT_EQ(places_of(*parsed, {"EC"}), "Kuito=Quito,EC,1");
  // An adjective tells it too.
  auto told = parse_text("Angolan rebels shelled the city of Kuito on Monday.");
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(places_of(*told), "Angolan=Angola,AO,6,D; Kuito=Cuito,AO,1");
}

// What tells where a border or a clock is, and not where something happened.
TEST_F(Places, BordersAndHoursOfOtherPlaces) {
  ASSERT_NE(finder(), nullptr);
  struct Aside {
    const char *text, *name;
    bool beyond, timed;
  };
  const Aside kAside[] = {
      {"Gunmen attacked a post near the Afghanistan border.", "Afghanistan", true, false},
      {"Gunmen attacked a post near the border with Afghanistan.", "Afghanistan", true, false},
      {"Gunmen attacked a post on the Afghanistan border.", "Afghanistan", false, false},
      {"The talks began at noon (7 pm in London).", "London", false, true},
      {"The talks began at 7 p.m. London time.", "London", false, true},
      {"The talks began at 7 p.m. in London.", "London", false, false},
  };
  for (const Aside& aside : kAside) {
    auto parsed = parse_text(aside.text);
    ASSERT_NE(parsed, nullptr);
    std::vector<Place> places = finder()->find(parsed->report, parsed->parse);
    ASSERT_EQ(places.size(), 1u) << aside.text;
    EXPECT_EQ(places[0].name, aside.name) << aside.text;
    EXPECT_EQ(places[0].beyond, aside.beyond) << aside.text;
    EXPECT_EQ(places[0].timed, aside.timed) << aside.text;
  }
}

TEST(PlaceWordsTest, FaultsNameFileAndLine) {
  auto good = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  ASSERT_TRUE(good);
  const Case cases[] = {
      {"places/words.tsv", "word\tclass\tkind\tprecision\tpeople\nx\tnone\t\t\t\n"},
      {"places/words.tsv", "word\tclass\tkind\tprecision\tpeople\nx\tsite\tblob\t\t\n"},
      {"places/words.tsv", "word\tclass\tkind\tprecision\tpeople\nx\tsite\tsite\t9\t\n"},
      {"places/words.tsv", "word\tclass\tkind\tprecision\tpeople\nx\tsettlement\ttown\t1\tmany\n"},
      {"places/stop.tsv", "name\tneeds\nx\tsometimes\n"},
  };
  for (const Case& c : cases) {
    auto files = good->files();
    files[c.text] = c.places;
    auto words = PlaceWords::load(KnowledgeSource(files));
    ASSERT_FALSE(words) << c.places;
    EXPECT_EQ(words.error().file, c.text);
    EXPECT_EQ(words.error().line, 2u);
  }
}

}  // namespace
}  // namespace sayso
