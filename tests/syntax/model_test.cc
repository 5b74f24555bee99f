#include "syntax/model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "../support/parse_text.h"
#include "syntax/model_file.h"

namespace sayso {
namespace {

// The promise of syntax/parse.h, and that what Parse computes from the heads fits them.
void expect_trees(const Parse& parse) {
  const Tokens& tokens = parse.tokens();
  ASSERT_EQ(parse.size(), tokens.size());
  for (const Sentence& s : tokens.sentences) {
    int roots = 0;
    for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i) {
      const Word& w = parse[i];
      ASSERT_FALSE(w.lemma.empty());
      ASSERT_FALSE(w.xpos.empty());
      ASSERT_EQ(w.head == kNoToken, w.relation == Relation::root);
      if (w.head == kNoToken) {
        ++roots;
        ASSERT_TRUE(parse.subtree(i) == s.tokens);
      } else {
        ASSERT_TRUE(s.tokens.contains(w.head));
        ASSERT_TRUE(parse.subtree(w.head).contains(parse.subtree(i)));
      }
      TokenIndex steps = 0;
      for (TokenIndex h = i; h != kNoToken; h = parse.head(h)) ASSERT_LE(++steps, s.tokens.size()) << "a cycle";
    }
    ASSERT_EQ(roots, 1);
  }
}

TEST(Model, ReadsASimpleSentence) {
  auto parsed = parse_text("The ministry said that rebels shelled the town on Monday.");
  ASSERT_NE(parsed, nullptr);
  const Parse& p = parsed->parse;
  EXPECT_EQ(p[2].relation, Relation::root) << show(p);
  EXPECT_EQ(p[1].relation, Relation::nsubj) << show(p);
  EXPECT_EQ(p[5].relation, Relation::ccomp) << show(p);
  EXPECT_EQ(p.head(4), 5) << show(p);
  EXPECT_EQ(p[7].relation, Relation::obj) << show(p);
  EXPECT_EQ(p[2].lemma, "say");
  EXPECT_EQ(p[2].xpos, "VBD");
  EXPECT_EQ(p[4].lemma, "rebel");
  EXPECT_EQ(p[9].upos, Upos::PROPN);
  EXPECT_EQ(p.child(5, Relation::obj), 7);
  EXPECT_TRUE(p.dominates(2, 9));
  EXPECT_FALSE(p.dominates(7, 4));
}

// Trees of all shapes, the chains of a sentence that goes on with "and ... and ..." among them.
TEST(Parse, KnowsWhatStandsBelowAsAWalkUpDoes) {
  std::mt19937 random(3);
  for (int trial = 0; trial < 200; ++trial) {
    Tokens tokens;
    std::vector<Word> words;
    for (int s = 0; s < 2; ++s) {
      const auto begin = static_cast<TokenIndex>(words.size()), n = static_cast<TokenIndex>(1 + random() % 20);
      std::vector<TokenIndex> placed;  // each but the first hangs on one that is in the tree already
      std::vector<TokenIndex> order;
      for (TokenIndex i = begin; i < begin + n; ++i) order.push_back(i);
      std::shuffle(order.begin(), order.end(), random);
      words.resize(words.size() + static_cast<size_t>(n));
      for (TokenIndex i : order) {
        const size_t far = trial % 2 == 0 ? placed.size() : std::min<size_t>(placed.size(), 2);
        words[static_cast<size_t>(i)].head = placed.empty() ? kNoToken : placed[placed.size() - 1 - random() % far];
        placed.push_back(i);
      }
      tokens.sentences.push_back({{begin, begin + n}, 0});
    }
    tokens.tokens.resize(words.size());
    const Parse parse(&tokens, words);
    for (TokenIndex above = kNoToken; above < parse.size(); ++above)
      for (TokenIndex i = kNoToken; i < parse.size(); ++i) {
        TokenIndex up = i;
        while (up != kNoToken && up != above) up = parse.head(up);
        ASSERT_EQ(parse.dominates(above, i), up == above) << above << " " << i;
      }
  }
}

TEST(Model, SeesPassivesAndTheirDoers) {
  auto parsed = parse_text("Three soldiers were killed by a mine.");
  ASSERT_NE(parsed, nullptr);
  const Parse& p = parsed->parse;
  EXPECT_EQ(p[1].relation, Relation::nsubj_pass) << show(p);
  EXPECT_EQ(p[6].relation, Relation::obl_agent) << show(p);
  EXPECT_EQ(p[3].lemma, "kill");
}

TEST(Model, TakesThePluralThatOpensASentenceForANoun) {
  auto parsed = parse_text("Warplanes bombed the bridge at dawn.");
  ASSERT_NE(parsed, nullptr);
  EXPECT_EQ(parsed->parse[0].xpos, "NNS") << show(parsed->parse);
  EXPECT_EQ(parsed->parse[0].lemma, "warplane");
  auto named = parse_text("Houthis shelled the town.");
  ASSERT_NE(named, nullptr);
  EXPECT_EQ(named->parse[0].upos, Upos::PROPN) << show(named->parse);
}

TEST(Model, GivesVerbsBackTheEThatTheirEndingsTook) {
  auto parsed = parse_text("The raid provoked reprisals, provoking rebels who looked on.");
  ASSERT_NE(parsed, nullptr);
  const Parse& p = parsed->parse;
  EXPECT_EQ(p[2].lemma, "provoke") << show(p);
  EXPECT_EQ(p[5].lemma, "provoke") << show(p);
  EXPECT_EQ(p[8].lemma, "look") << show(p);
}

TEST(Model, GivesALetterBackThatWasDoubled) {
  auto parsed = parse_text("The army controlled the road, repelling rebels, and shelled the town.");
  ASSERT_NE(parsed, nullptr);
  const Parse& p = parsed->parse;
  EXPECT_EQ(p[2].lemma, "control") << show(p);
  EXPECT_EQ(p[6].lemma, "repel") << show(p);
  EXPECT_EQ(p[10].lemma, "shell") << show(p);
}

TEST(Model, TagsCapitalsAsItTagsSmallLetters) {
  auto loud = parse_text("ARMY SAYS THREE SOLDIERS WERE KILLED NEAR THE BORDER");
  ASSERT_NE(loud, nullptr);
  const Parse& p = loud->parse;
  EXPECT_EQ(p[1].lemma, "say") << show(p);
  EXPECT_EQ(p[3].upos, Upos::NOUN) << show(p);
  EXPECT_EQ(p[5].lemma, "kill") << show(p);
  EXPECT_EQ(p[8].upos, Upos::NOUN) << show(p);
}

TEST(Model, ReadsCurlyQuotesAsStraightOnes) {
  auto curly = parse_text("“We don’t fight,” the army’s chief said.");
  auto straight = parse_text("\"We don't fight,\" the army's chief said.");
  ASSERT_NE(curly, nullptr);
  ASSERT_EQ(curly->parse.size(), straight->parse.size());
  for (TokenIndex i = 0; i < curly->parse.size(); ++i) {
    EXPECT_EQ(curly->parse[i].upos, straight->parse[i].upos) << i;
    EXPECT_EQ(curly->parse[i].head, straight->parse[i].head) << i;
  }
}

TEST(Model, MakesATreeOfAnything) {
  std::mt19937 random(11);
  const std::string kWords[] = {"the",    "army", "said", "THE", ".",   ",",    "\"", "of", "Baku",
                                "killed", "7",    "-",    "who", "é",   "中",   "'s", "(",  ")",
                                "and",    "!",    "is",   "to",  "not", "\xFF", "x"};
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (size_t n = 1 + random() % (round % 50 == 0 ? 2000 : 60); n > 0; --n)
      text += kWords[random() % std::size(kWords)] + (random() % 5 == 0 ? "" : " ");
    auto parsed = parse_text(text);
    ASSERT_NE(parsed, nullptr);
    expect_trees(parsed->parse);
  }
  auto empty = parse_text("");
  EXPECT_EQ(empty->parse.size(), 0);
  expect_trees(parse_text("word")->parse);
}

TEST(Model, GivesTheSameParseAgain) {
  const std::string kText = "Officials say 12 people, including 3 children, were hurt. The army denied it.";
  auto first = parse_text(kText), second = parse_text(kText);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(show(first->parse), show(second->parse));
}

TEST(Model, RefusesADamagedFile) {
  auto file = MappedFile::open(SAYSO_SOURCE_DIR "/model/english.model");
  ASSERT_TRUE(file);
  std::string good(file->bytes());
  ASSERT_TRUE(LanguageModel::load(good));
  EXPECT_FALSE(LanguageModel::load(""));
  EXPECT_FALSE(LanguageModel::load("no model at all, but longer than a head"));
  for (size_t size : {size_t{1}, size_t{8}, size_t{23}, size_t{24}, size_t{60}, good.size() / 2, good.size() - 1})
    for (Origin origin : {Origin::file, Origin::program})
      EXPECT_FALSE(LanguageModel::load(std::string_view(good).substr(0, size), origin)) << size;
  EXPECT_FALSE(LanguageModel::load(good + '\0'));
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    std::string bad = good;
    bad[round < 12 ? static_cast<size_t>(round * 2) : random() % bad.size()] ^= 0x20;
    auto loaded = LanguageModel::load(bad);
    ASSERT_FALSE(loaded) << round;
    EXPECT_FALSE(loaded.error().what.empty());
  }
}

// A file whose checksum is right but whose sections are garbage must not be read out of bounds either: the sanitizers
// watch this.
TEST(Model, StaysInsideAForgedFile) {
  auto file = MappedFile::open(SAYSO_SOURCE_DIR "/model/english.model");
  ASSERT_TRUE(file);
  auto sections = read_weights_file(file->bytes(), kLanguageModel, Origin::file);
  ASSERT_TRUE(sections);
  std::mt19937 random(5);
  const Language* language = Language::get();
  ASSERT_NE(language, nullptr);
  for (int round = 0; round < 15; ++round) {
    std::array<std::string, kSections> forged;
    for (size_t i = 0; i < kSections; ++i) forged[i] = std::string((*sections)[i]);
    std::string& section = forged[static_cast<size_t>(round) % kSections];
    if (round >= 10) section.resize(random() % section.size());
    for (size_t n = section.size() / 50 + 3; n > 0 && !section.empty(); --n)
      section[random() % section.size()] = static_cast<char>(random() % 256);
    std::string bytes = write_weights_file(kLanguageModel, forged);
    auto model = LanguageModel::load(bytes);
    if (!model) continue;
    Parsed parsed(report_of("Rebels shelled the town of Example, killing 3, an army spokesman said on Monday."),
                  language->tokenizer, *model);
    expect_trees(parsed.parse);
  }
}

}  // namespace
}  // namespace sayso
