#include "mention/gazetteer.h"

#include <gtest/gtest.h>

#include <string>

#include "base/mapped_file.h"
#include "mention/gazetteer_build.h"
#include "mention/gazetteer_dump.h"
#include "mention/gazetteer_writer.h"
#include "mention/place_fold.h"

namespace sayso {
namespace {

KnowledgeSource small_knowledge() {
  return KnowledgeSource({
      {"places/countries.tsv",
       "iso\tname\taliases\tdemonyms\tcapital\tgeonames\tlat\tlon\n"
       "NA\tNorland\tKingdom of Norland|NL.|Old Norland[-1950]\tNorlander|Norlandic\tPort Amber\t11\t10\t20\n"},
      {"places/regions.tsv",
       "country\tname\tgeonames\tlat\tlon\tprecision\tkind\taliases\tdemonyms\n"
       "NA\tThe Marches\t\t10.5\t20.5\t5\tregion\tBorder Marches\t\n"},
      {"places/aliases.tsv",
       "country\tname\tgeonames\tlat\tlon\tkind\taliases\n"
       "NA\tPort Amber\t21\t\t\t\tBernstein[1900-1946]\n"
       "NA\tXan\t\t10.1\t20.1\tvillage\tXən\n"},
  });
}

std::vector<GazetteerTable> small_tables() {
  return {{"towns.tsv",
           "geonames\tname\tnames\tlat\tlon\tfeature\tcountry\tadmin1\tpopulation\n"
           "21\tAmber Harbour\tAmbər\t10\t20\tPPLC\tNA\t1\t90000\n"
           "22\tSana’a Port\t\t11\t21\tPPL\tNA\t1\t2000\n"
           "23\tSana\t\t11.5\t21.5\tPPL\tNA\t2\t1000\n"}};
}

std::string small_gazetteer() {
  auto bytes = build_gazetteer(small_tables(), small_knowledge());
  EXPECT_TRUE(bytes) << (bytes ? "" : bytes.error().text());
  return bytes ? *bytes : "";
}

// The gazetteer of this build, as the program has it.
const Gazetteer& built() {
  static const MappedFile kFile = [] {
    auto file = MappedFile::open(SAYSO_BINARY_DIR "/gazetteer.bin");
    EXPECT_TRUE(file) << (file ? "" : file.error().text());
    return std::move(*file);
  }();
  static const Gazetteer kGazetteer = [] {
    auto gazetteer = Gazetteer::open(kFile.bytes());
    EXPECT_TRUE(gazetteer) << (gazetteer ? "" : gazetteer.error().text());
    return *gazetteer;
  }();
  return kGazetteer;
}

TEST(PlaceFold, OneKeyForEachWayOfSpelling) {
  EXPECT_EQ(fold_name("Nagorno-Karabakh"), "nagorno karabakh");
  EXPECT_EQ(fold_name("Sana’a"), fold_name("SANA'A"));
  EXPECT_EQ(fold_name("Xankəndi"), "xankendi");
  EXPECT_EQ(fold_name("Şırnak"), "sirnak");
  EXPECT_EQ(fold_name("  St.  Louis "), "st louis");
  EXPECT_EQ(fold_name("U.S."), "us");
  EXPECT_EQ(fold_name("Straße"), "strasse");
  EXPECT_EQ(fold_name("Trinidad & Tobago"), "trinidad and tobago");
  EXPECT_EQ(fold_name("Київ"), "") << "other scripts have no key";
  EXPECT_EQ(fold_name("a/b"), "");
  EXPECT_EQ(fold_name("\xff"), "");
  EXPECT_EQ(fold_variants("Tərtər"), std::vector<std::string>{"tartar"});
  EXPECT_EQ(fold_variants("Utøya"), std::vector<std::string>{"utoeya"});
  EXPECT_TRUE(fold_variants("Hadrut").empty());
}

TEST(PlaceFold, PiecesHashAsTheWhole) {
  Folder folder;
  EXPECT_TRUE(folder.add("Nagorno", false));
  EXPECT_TRUE(folder.add("-", false));
  EXPECT_TRUE(folder.add("Karabakh", false));
  EXPECT_EQ(folder.hash(), hash_name("nagorno  karabakh"));
  EXPECT_NE(folder.hash(), hash_name("nagornokarabakh"));
  EXPECT_FALSE(folder.add("(", true)) << "no name holds a bracket";
}

TEST(Gazetteer, NamesAliasesAndDemonymsLeadToTheirPlace) {
  std::string bytes = small_gazetteer();
  auto g = Gazetteer::open(bytes);
  ASSERT_TRUE(g) << g.error().text();
  GazetteerEntry port = g->entry(g->candidates("port amber")[0].entry);
  EXPECT_EQ(port.name, "Port Amber");
  EXPECT_EQ(port.geonames, 21u);
  EXPECT_EQ(port.country, "NA");
  EXPECT_TRUE(port.seat) << "the capital of countries.tsv";
  EXPECT_TRUE(g->is_seat(g->candidates("port amber")[0].entry));
  EXPECT_NE(port.names.find("Amber Harbour"), std::string_view::npos)
      << "a row with an id renames and keeps the old name";
  EXPECT_EQ(g->entry(g->candidates("Ambar")[0].entry).geonames, 21u) << "ə is written a, too";
  EXPECT_EQ(g->entry(g->candidates("Amber")[0].entry).geonames, 21u);

  Candidates old = g->candidates("Bernstein");
  ASSERT_EQ(old.size(), 1u);
  EXPECT_TRUE(old[0].is(kDated));
  EXPECT_TRUE(g->years(old, 0).holds(1946));
  EXPECT_FALSE(g->years(old, 0).holds(1947));
  EXPECT_FALSE(g->years(old, 0).holds(1899));

  Candidates people = g->candidates("Norlandic");
  ASSERT_EQ(people.size(), 1u);
  EXPECT_TRUE(people[0].is(kDemonym));
  EXPECT_EQ(g->entry(people[0].entry).feature, Feature::country);
  EXPECT_TRUE(g->candidates("NL")[0].is(kCapitals));
  EXPECT_EQ(g->entry(g->candidates("Border Marches")[0].entry).precision, 5);
  EXPECT_EQ(g->entry(g->candidates("Xan")[0].entry).geonames, 0u);
  EXPECT_EQ(g->entry(g->candidates("Xan")[0].entry).admin1, port.admin1) << "the division of the town beside it";
  EXPECT_TRUE(g->candidates("Nowhere").empty());
  EXPECT_TRUE(g->candidates("").empty());
  EXPECT_TRUE(g->candidates("port").empty()) << "the beginning of a name is no name";
}

TEST(Gazetteer, LongestNameAtAToken) {
  std::string bytes = small_gazetteer();
  auto g = Gazetteer::open(bytes);
  ASSERT_TRUE(g) << g.error().text();
  struct Case {
    std::vector<std::string> words;  // "_" before a word that follows without a blank
    int length;
    uint32_t geonames;
  };
  const Case cases[] = {
      {{"Sana", "_'a", "Port", "fell"}, 3, 22},
      {{"Sana", "_'s", "port"}, 1, 23},
      {{"Sana", ",", "Port"}, 1, 23},
      {{"Port", "_-", "_Amber", "_-", "_based"}, 3, 21},
      {{"Port", "was"}, 0, 0},
  };
  for (const Case& c : cases) {
    std::string text;
    Tokens tokens;
    for (std::string word : c.words) {
      bool joined = word[0] == '_';
      if (joined) word.erase(0, 1);
      if (!joined && !text.empty()) text += ' ';
      auto begin = static_cast<uint32_t>(text.size());
      text += word;
      tokens.tokens.push_back({{begin, static_cast<uint32_t>(text.size())}, !joined});
    }
    tokens.text = text;
    Gazetteer::Match match = g->longest(tokens, 0, tokens.size());
    EXPECT_EQ(match.tokens.size(), c.length) << text;
    if (c.length > 0) {
      EXPECT_EQ(g->entry(match.candidates[0].entry).geonames, c.geonames) << text;
    }
  }
}

TEST(Gazetteer, SameTablesSameBytes) { EXPECT_EQ(small_gazetteer(), small_gazetteer()); }

TEST(Gazetteer, ABrokenFileIsAnError) {
  std::string bytes = small_gazetteer();
  EXPECT_FALSE(Gazetteer::open(""));
  EXPECT_FALSE(Gazetteer::open("SAYSOGAZ"));
  for (size_t cut = 1; cut < bytes.size(); cut += 1 + bytes.size() / 97)
    EXPECT_FALSE(Gazetteer::open(std::string_view(bytes).substr(0, cut))) << "cut at " << cut;
  EXPECT_FALSE(Gazetteer::open(bytes + "x"));
  auto whole = Gazetteer::open(bytes);
  ASSERT_TRUE(whole);
  EXPECT_FALSE(whole->check());
  for (size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 997) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x41);
    auto gazetteer = Gazetteer::open(changed);
    EXPECT_TRUE(!gazetteer || gazetteer->check()) << "byte " << at;
  }
}

// A file is not looked at as a whole before it is used: whatever it holds, looking things up stays inside of it.
TEST(Gazetteer, ChangedBytesLeadNowhereOutside) {
  const std::string bytes = small_gazetteer();
  for (size_t at = 48; at < bytes.size(); ++at) {
    if (at > 400 && at + 600 < bytes.size() && at % 509 != 0) continue;  // most buckets are empty
    for (char flip : {'\x01', '\x80', '\xff'}) {
      const std::string changed = [&] {
        std::string copy = bytes;
        copy[at] = static_cast<char>(copy[at] ^ flip);
        return copy;
      }();
      auto g = Gazetteer::open(changed);
      ASSERT_TRUE(g);
      auto inside = [&](std::string_view text) {
        return text.empty() ||
               (text.data() >= changed.data() && text.data() + text.size() <= changed.data() + changed.size());
      };
      for (const char* name : {"port amber", "sana", "norland", "bernstein", "xan", "border marches"}) {
        Candidates found = g->candidates(name);
        for (uint32_t i = 0; i < found.size(); ++i) {
          GazetteerEntry e = g->entry(found[i].entry);
          EXPECT_TRUE(inside(e.name) && inside(e.names) && inside(e.country));
          EXPECT_LE(e.feature, Feature::camp);
          g->years(found, i);
          g->is_seat(found[i].entry);
        }
      }
    }
  }
}

std::string joined(GazetteerWriter& writer) {
  auto pieces = writer.finish();
  EXPECT_TRUE(pieces) << (pieces ? "" : pieces.error().text());
  std::string out;
  if (pieces)
    for (const std::string& piece : *pieces) out += piece;
  return out;
}

// What is compiled into the program comes out as it was, so that adding to it changes nothing else.
TEST(Gazetteer, WrittenAnewItIsTheSame) {
  GazetteerWriter writer(built());
  auto file = MappedFile::open(SAYSO_BINARY_DIR "/gazetteer.bin");
  ASSERT_TRUE(file);
  EXPECT_EQ(joined(writer), file->bytes());
}

TEST(GazetteerDump, TakesWhatReportsNameAndTellsWhatIsNoRow) {
  std::string bytes = small_gazetteer();
  auto base = Gazetteer::open(bytes);
  ASSERT_TRUE(base);
  GazetteerWriter writer(*base);
  GazetteerDump dump(writer, *base);
  auto row = [](const std::string& id, const std::string& names, const std::string& point, const std::string& kind,
                const std::string& people) {
    return id + "\t" + names + "\t" + point + "\t" + kind + "\tNA\t\t01\t\t\t\t" + people +
           "\t\t12\tNorth/Norland\t2024-01-01";
  };
  using enum GazetteerDump::Row;
  struct Case {
    std::string line;
    GazetteerDump::Row row;
    std::string fault;
  };
  const Case cases[] = {
      {row("501", "Łuhy\tLuhy\tLuhivka,Лугівка,http://luhy.example,Old|Luhy", "10.25\t20.5", "P\tPPL", "140"), taken,
       ""},
      {row("502", "Amber Camp\tAmber Camp\t", "10\t20", "S\tCMPRF", "0"), taken, ""},
      {row("503", "Lower March\tLower March\t", "10\t20", "A\tADM3", ""), taken, ""},
      {row("501", "Luhy again\tLuhy again\t", "10\t20", "P\tPPL", "1"), known, ""},
      {row("21", "Port Amber\tPort Amber\t", "10\t20", "P\tPPLC", "5"), known, ""},
      {row("504", "Saint Mary\tSaint Mary\t", "10\t20", "S\tCH", "0"), left_out, ""},
      {row("505", "Gone\tGone\t", "10\t20", "P\tPPLQ", "0"), left_out, ""},
      {row("506", "Brook\tBrook\t", "no\tpoint", "H\tSTM", "0"), left_out, ""},
      {row("five", "A\tA\t", "10\t20", "P\tPPL", "0"), bad, "id"},
      {row("4294967000", "A\tA\t", "10\t20", "P\tPPL", "0"), bad, "id"},
      {row("507", "B\tB\t", "91\t20", "P\tPPL", "0"), bad, "degrees"},
      {row("507", "B\tB\t", "nan\t20", "P\tPPL", "0"), bad, "degrees"},
      {row("507", "B\tB\t", "10\t", "P\tPPL", "0"), bad, "degrees"},
      {row("507", "B\tB\t", "10\t20", "P\tPPL", "many"), bad, "population"},
      {row("507", "\xff\tB\t", "10\t20", "P\tPPL", "0"), bad, "UTF-8"},
      {row("507", "\tB\t", "10\t20", "P\tPPL", "0"), bad, "no name"},
      {"geonames,name,lat,lon", bad, "too few columns (1)"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(dump.add(c.line), c.row) << c.line;
    if (c.row == bad) {
      EXPECT_NE(dump.fault().find(c.fault), std::string::npos) << dump.fault();
    }
  }

  std::string made = joined(writer);
  auto g = Gazetteer::open(made);
  ASSERT_TRUE(g);
  EXPECT_FALSE(g->check());
  EXPECT_EQ(g->size(), base->size() + 3);
  for (const char* name : {"Luhy", "Łuhy", "Luhivka"}) {
    Candidates found = g->candidates(name);
    ASSERT_EQ(found.size(), 1u) << name;
    GazetteerEntry luhy = g->entry(found[0].entry);
    EXPECT_EQ(luhy.geonames, 501u);
    EXPECT_EQ(luhy.name, "Łuhy");
    EXPECT_EQ(luhy.names, "Luhivka") << "no other scripts, no addresses";
    EXPECT_EQ(luhy.population, 140u);
    EXPECT_EQ(luhy.admin1, 1u);
    EXPECT_DOUBLE_EQ(luhy.lat, 10.25);
  }
  EXPECT_EQ(g->entry(g->candidates("Amber Camp")[0].entry).feature, Feature::camp);
  EXPECT_EQ(g->entry(g->candidates("Lower March")[0].entry).feature, Feature::district);
  EXPECT_EQ(g->entry(g->candidates("Lower March")[0].entry).precision, 3);
  Candidates amber = g->candidates("Amber");
  EXPECT_EQ(g->entry(amber[0].entry).geonames, 21u) << "what was there stays";
  Candidates old = g->candidates("Bernstein");
  EXPECT_TRUE(g->years(old, 0).holds(1946));
  EXPECT_FALSE(g->years(old, 0).holds(1947));
}

TEST(Gazetteer, FaultsOfTablesNameFileAndLine) {
  struct Case {
    std::string file, text, what;
  };
  const Case cases[] = {
      {"places/regions.tsv",
       "country\tname\tgeonames\tlat\tlon\tprecision\tkind\taliases\tdemonyms\nNA\tX\t\t1\t2\t9\tregion\n",
       "precision"},
      {"places/regions.tsv",
       "country\tname\tgeonames\tlat\tlon\tprecision\tkind\taliases\tdemonyms\nNA\tX\t\t1\t2\t5\tblob\n", "kind"},
      {"places/aliases.tsv", "country\tname\tgeonames\tlat\tlon\tkind\taliases\nNA\tX\t\t1\t2\ttown\tY[1999]\n",
       "years"},
      {"places/aliases.tsv", "country\tname\tgeonames\tlat\tlon\tkind\taliases\nNA\tX\t\t\t\ttown\t\n", "point"},
      {"places/aliases.tsv", "country\tname\tgeonames\tlat\tlon\tkind\taliases\nZZ\tX\t21\t\t\t\t\n", "lies in NA"},
  };
  for (const Case& c : cases) {
    auto files = small_knowledge().files();
    files[c.file] = c.text;
    auto bytes = build_gazetteer(small_tables(), KnowledgeSource(files));
    ASSERT_FALSE(bytes) << c.text;
    EXPECT_EQ(bytes.error().file, c.file);
    EXPECT_EQ(bytes.error().line, 2u);
    EXPECT_NE(bytes.error().what.find(c.what), std::string::npos) << bytes.error().what;
  }
}

// The names that reports on the wars of the last years spell in several ways.
TEST(Gazetteer, RenamedAndContestedTowns) {
  struct Case {
    std::vector<std::string> names;
    uint32_t geonames;
    std::string name, country;
  };
  const Case cases[] = {
      {{"Tartar", "Terter", "Tərtər", "TARTAR", "Mir-Bashir"}, 584871, "Tartar", "AZ"},
      {{"Stepanakert", "Khankendi", "Xankəndi"}, 146970, "Stepanakert", "AZ"},
      {{"Hadrut", "Gadrut"}, 148105, "Hadrut", "AZ"},
      {{"Shusha", "Shushi", "Şuşa"}, 147105, "Shusha", "AZ"},
      {{"Bakhmut", "Artemivsk", "Artyomovsk"}, 713174, "Bakhmut", "UA"},
      {{"Kyiv", "Kiev"}, 703448, "Kyiv", "UA"},
      {{"Dnipro", "Dnipropetrovsk"}, 709930, "Dnipro", "UA"},
      {{"Mariupol", "Zhdanov"}, 701822, "Mariupol", "UA"},
      {{"Ganja", "Gandzha", "Kirovabad"}, 586523, "Ganja", "AZ"},
      {{"Khan Shaykhun", "Khan Sheikhoun"}, 0, "Khan Shaykhun", "SY"},
      {{"Olenivka", "Yelenovka"}, 0, "Olenivka", "UA"},
      {{"Omdurman"}, 0, "Omdurman", "SD"},
      {{"Nagorno-Karabakh", "Nagorny Karabakh", "Artsakh"}, 0, "Nagorno-Karabakh", "AZ"},
  };
  for (const Case& c : cases)
    for (const std::string& name : c.names) {
      Candidates found = built().candidates(name);
      bool meant = false;
      for (Candidate f : found) {
        GazetteerEntry e = built().entry(f.entry);
        meant |= e.name == c.name && e.country == c.country && (c.geonames == 0 || e.geonames == c.geonames);
      }
      EXPECT_TRUE(meant) << name;
    }
}

TEST(Gazetteer, TheLikeliestComesFirst) {
  struct Case {
    std::string name, country;
    Feature feature;
  };
  const Case cases[] = {
      {"Georgia", "GE", Feature::country}, {"Syria", "SY", Feature::country},
      {"Syrian", "SY", Feature::country},  {"Paris", "FR", Feature::town},
      {"Aleppo", "SY", Feature::town},     {"Gaza", "PS", Feature::region},
      {"Tripoli", "LY", Feature::town},    {"Kherson Oblast", "UA", Feature::division},
  };
  for (const Case& c : cases) {
    Candidates found = built().candidates(c.name);
    ASSERT_FALSE(found.empty()) << c.name;
    GazetteerEntry first = built().entry(found[0].entry);
    EXPECT_EQ(first.country, c.country) << c.name;
    EXPECT_EQ(first.feature, c.feature) << c.name;
  }
}

TEST(Gazetteer, IsOfTheStatedSize) {
  EXPECT_GT(built().size(), 180000u);
  auto file = MappedFile::open(SAYSO_BINARY_DIR "/gazetteer.bin");
  ASSERT_TRUE(file);
  EXPECT_LT(file->bytes().size(), 25u << 20);
}

}  // namespace
}  // namespace sayso
