#include "base/knowledge_source.h"

#include <gtest/gtest.h>

namespace sayso {
namespace {

using Files = std::map<std::string, std::string>;

KnowledgeSource two_files() {
  return KnowledgeSource(Files{{"a/first.tsv", "x\ty\n1\t2\n"}, {"second.toml", std::string("k = 'v'\0\n", 9)}});
}

TEST(Pack, GivesBackWhatWasPacked) {
  const std::string pack = two_files().pack();
  auto back = KnowledgeSource::from_pack(pack);
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(back->files(), two_files().files());
  EXPECT_EQ(pack, back->pack());
}

TEST(Pack, OfNothingIsAPack) {
  const std::string pack = KnowledgeSource(Files{}).pack();
  auto back = KnowledgeSource::from_pack(pack);
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->files().empty());
}

// However it is cut or changed, a pack is read or refused, never read beyond its end (the sanitizers look on).
TEST(Pack, RefusesEveryPackThatIsCutOff) {
  const std::string whole = two_files().pack();
  for (size_t n = 0; n < whole.size(); ++n)
    EXPECT_FALSE(KnowledgeSource::from_pack(std::string_view(whole).substr(0, n))) << n;
}

TEST(Pack, SurvivesEveryChangedByte) {
  std::string whole = two_files().pack();
  for (size_t i = 0; i < whole.size(); ++i) {
    for (char c : {'\0', '\x7F', '\xFF'}) {
      std::string changed = whole;
      changed[i] = c;
      auto back = KnowledgeSource::from_pack(changed);
      if (i < 8 && changed != whole) {
        EXPECT_FALSE(back) << i;
      }
    }
  }
}

TEST(Tsv, ReadsRowsAndFillsShortOnes) {
  KnowledgeSource source(Files{{"t.tsv", "# comment\nname\tside\n\nTartar\tAzerbaijan\nHadrut\n"}});
  auto rows = read_tsv(source, "t.tsv", {"name", "side"});
  ASSERT_TRUE(rows) << rows.error().text();
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].line, 4u);
  EXPECT_EQ((*rows)[0].cells[1], "Azerbaijan");
  EXPECT_EQ((*rows)[1].cells[1], "");
}

TEST(Tsv, NamesFileAndLineOfAFault) {
  KnowledgeSource source(Files{{"t.tsv", "name\tside\na\tb\tc\n"}, {"u.tsv", "side\tname\n"}});
  EXPECT_EQ(read_tsv(source, "t.tsv", {"name", "side"}).error().line, 2u);
  EXPECT_EQ(read_tsv(source, "u.tsv", {"name", "side"}).error().file, "u.tsv");
  EXPECT_FALSE(read_tsv(source, "missing.tsv", {"name"}));
}

TEST(List, SplitsAtBars) {
  EXPECT_EQ(split_list(" Tərtər | Terter|"), (std::vector<std::string_view>{"Tərtər", "Terter"}));
  EXPECT_TRUE(split_list("").empty());
}

}  // namespace
}  // namespace sayso
