// Where, when and how many: what is chosen for the events of plain sentences. The weights are learnt, so these are
// sentences that any weights worth having get right.
#include <gtest/gtest.h>

#include "event/evidence.h"
#include "event/finder.h"
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
  };
  const Stages& stages = test_stages();
  for (const Told& told : kTold) {
    SCOPED_TRACE(told.text);
    auto text = stages.parse(told.text);
    const Event* found = nullptr;
    std::vector<Event> events = stages.event_finder->find(text->report, *text->parse, text->mentions);
    for (const Event& e : events)
      if (text->tokens.words(e.trigger).find(told.trigger) != std::string_view::npos) found = &e;
    if (found == nullptr) {
      ADD_FAILURE() << "no event at " << told.trigger;
      continue;
    }
    EXPECT_EQ(found->place < 0 ? "" : text->mentions.places[static_cast<size_t>(found->place)].name, told.place);
    EXPECT_EQ(days_of(*found), told.days);
    EXPECT_EQ(tolls_of(*found), told.tolls);
  }
}

// An army's country is not where it fights.
TEST(Choices, AnOwnerIsNoPlace) {
  const Stages& stages = test_stages();
  auto text = stages.parse("The armed forces of Armenia opened fire on Monday, the ministry said.");
  for (const Event& e : stages.event_finder->find(text->report, *text->parse, text->mentions)) EXPECT_EQ(e.place, -1);
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

}  // namespace
}  // namespace sayso
