#include "view/tree.h"

#include <gtest/gtest.h>

#include "sample.h"
#include "view/explain.h"

namespace sayso {
namespace {

// A word a line, "form/head".
std::vector<TreeWord> words(std::initializer_list<std::pair<const char*, int>> list) {
  std::vector<TreeWord> out;
  for (auto [form, head] : list) out.push_back({form, form, "X", "dep", head});
  return out;
}

std::string drawn(const std::vector<TreeWord>& tree) {
  std::string out;
  std::vector<std::string> lines = branches(tree);
  for (size_t i = 0; i < tree.size(); ++i) out += lines[i] + " " + tree[i].form + "\n";
  return out;
}

TEST(Tree, JoinsEachWordToItsHead) {
  EXPECT_EQ(drawn(words({{"The", 2}, {"army", 3}, {"shelled", 0}, {"the", 5}, {"town", 3}, {".", 3}})),
            "  ╭─╼ The\n"
            "╭─┶ army\n"
            "┾ shelled\n"
            "│ ╭─╼ the\n"
            "├─┶ town\n"
            "╰─╼ .\n");
}

TEST(Tree, AWordAloneIsARoot) { EXPECT_EQ(drawn(words({{"Fire", 0}})), "╼ Fire\n"); }

TEST(Tree, CrossingLinesAndCirclesStillHaveALineAWord) {
  EXPECT_EQ(branches(words({{"a", 3}, {"b", 4}, {"c", 0}, {"d", 3}})).size(), 4U);
  EXPECT_EQ(branches(words({{"a", 2}, {"b", 1}})).size(), 2U);
}

TEST(Tree, ReadsConlluAndSkipsWhatIsNoWord) {
  auto tree = parse_conllu(
      "# text = x\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n"
      "2\tn't\tnot\tPART\tRB\t_\t9\tadvmod\t_\t_\n\n");
  ASSERT_EQ(tree.size(), 2U);
  EXPECT_EQ(tree[1].form, "n't");
  EXPECT_EQ(tree[1].head, 0) << "a head outside the sentence is none";
}

TEST(Explanation, ShowsTreeFieldsAndRules) {
  Reading reading = border_report();
  Claim& claim = reading.claims[4];
  claim.reasons = {{"kind", "fighting", claim.trigger}, {"order", "last-wins", {}}};
  reading.trees = {"1\tOther\tother\tADJ\tJJ\t_\t0\troot\t_\t_\n",
                   "1\tFighting\tfighting\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n2\twent\tgo\tVERB\tVBD\t_\t0\troot\t_\t_\n"
                   "3\ton\ton\tADP\tRP\t_\t2\tcompound:prt\t_\t_\n4\tinto\tinto\tADP\tIN\t_\t6\tcase\t_\t_\n"
                   "5\tthe\tthe\tDET\tDT\t_\t6\tdet\t_\t_\n6\tnight\tnight\tNOUN\tNN\t_\t2\tobl\t_\t_\n"
                   "7\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"};
  std::string out = to_explanation(reading, 4, {90, false});
  EXPECT_NE(out.find("  ╭─╼ Fighting  fighting  NOUN   nsubj         ← trigger\n"
                     "  ┾ went        go        VERB   root\n"),
            std::string::npos)
      << out;
  EXPECT_NE(out.find("├─┶ night     night     NOUN   obl           ← when\n"), std::string::npos) << out;
  EXPECT_NE(out.find("kind       clash · fighting on “Fighting”\n"), std::string::npos) << out;
  EXPECT_NE(out.find("trigger    Fighting [361,369)\n"), std::string::npos) << out;
  EXPECT_NE(out.find("source     The Example Times (the report itself)\n"), std::string::npos) << out;
  EXPECT_NE(out.find("  order: last-wins\n"), std::string::npos) << "no rule is lost\n" << out;
}

TEST(Explanation, SaysSoWhereThereIsNoTree) {
  EXPECT_NE(to_explanation(border_report(), 0, {90, false}).find("not at hand"), std::string::npos);
}

}  // namespace
}  // namespace sayso
