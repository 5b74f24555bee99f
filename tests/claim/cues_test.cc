#include "claim/cues.h"

#include <gtest/gtest.h>

#include "../support/parse_text.h"

namespace sayso {
namespace {

class Cues : public testing::Test {
 protected:
  static const CueTable* table() {
    static const auto kTable = [] {
      auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
      return source ? CueTable::load(*source) : Result<CueTable>(source.error());
    }();
    return kTable ? &*kTable : nullptr;
  }

  // "said=say; ..." for the cues of a text.
  static std::string cues(const std::string& text) {
    auto parsed = parse_text(text);
    if (parsed == nullptr || table() == nullptr) return "not loaded";
    std::string out;
    for (const Cue& cue : table()->find(parsed->parse)) {
      if (!out.empty()) out += "; ";
      out += std::string(parsed->tokens.words(cue.tokens)) + "=" + cue.entry->text;
    }
    return out;
  }
};

TEST_F(Cues, AreFoundByLemma) {
  EXPECT_EQ(cues("The ministry said two soldiers died."), "said=say");
  EXPECT_EQ(cues("According to the mayor, two soldiers died."), "According to=according to");
}

TEST_F(Cues, TheLongestWins) {
  EXPECT_EQ(cues("The mayor held the army responsible for the fire."), "held the army responsible=hold .. responsible");
  EXPECT_EQ(cues("The rebels claimed responsibility for the blast."), "claimed responsibility=claim responsibility");
}

TEST_F(Cues, AdverbsMayStandWithin) {
  EXPECT_EQ(cues("He is widely believed to have fled."), "is widely believed to=be believe to");
}

TEST_F(Cues, AVerbInNoListIsKnownByItsThatClause) {
  EXPECT_EQ(cues("The general trumpeted and bellowed that the town had fallen."), "trumpeted=trumpet; bellowed=<verb>");
}

TEST_F(Cues, TheirFileIsChecked) {
  auto load = [](std::string rows) {
    return CueTable::load(KnowledgeSource(
        std::map<std::string, std::string>{{"claims/cues.tsv", "cue\tkind\tclass\tcontent\thedge\n" + rows}}));
  };
  EXPECT_TRUE(load("say\tverb\tneutral\tclause\n"));
  auto kind = load("say\tverb\tneutral\tclause\nshout\tnoise\tneutral\tclause\n");
  ASSERT_FALSE(kind);
  EXPECT_EQ(kind.error().text(), "claims/cues.tsv:3: unknown kind of cue 'noise'");
  EXPECT_FALSE(load("say\tverb\tloud\tclause\n"));
  EXPECT_FALSE(load("say\tverb\tneutral\tsong\n"));
  EXPECT_FALSE(load("say ..\tverb\tneutral\tclause\n"));
  EXPECT_FALSE(load("say\tverb\tneutral\tclause\tmaybe\n"));
}

}  // namespace
}  // namespace sayso
